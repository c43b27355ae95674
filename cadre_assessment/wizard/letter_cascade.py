"""Hand items of the unit's letter on to its people (S2A-54: 层层分解到各级工作人员)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.guard import guarded, is_trusted
from ..models.listing import listed
from ..models.states import RUNNING


class CadreLetterCascade(models.TransientModel):
    """Asks; the letter checks who may. People are offered as lines: the head of a unit reads no other list of them."""

    _name = "cadre.letter.cascade"
    _description = "Items Handed On"

    plan_id = fields.Many2one("cadre.work.plan", required=True, readonly=True, string="Letter", ondelete="cascade")
    item_line_ids = fields.One2many("cadre.letter.cascade.line", "cascade_id", domain=[("item_id", "!=", False)])
    person_line_ids = fields.One2many(
        "cadre.letter.cascade.line", "cascade_id", domain=[("employee_id", "!=", False)], string="People"
    )

    def _fill(self):
        """The items of the letter, those nobody has taken up ticked, and the people of the unit with a letter."""
        letters = self._letters()
        Line = self.env["cadre.letter.cascade.line"].sudo()
        Line.create(
            [
                {"cascade_id": self.id, "item_id": item.id, "name": item.name, "count": item.child_count}
                for item in self.plan_id.item_ids
            ]
            + [
                {
                    "cascade_id": self.id,
                    "employee_id": letter.employee_id.id,
                    "name": letter.employee_name,
                    "post": letter.post,
                    "count": len(letter.item_ids.parent_id & self.plan_id.sudo().item_ids),
                }
                for letter in letters
            ]
        )

    def _letters(self):
        """Letters of the people of the unit in the year, in the version that is worked on."""
        plan = self.plan_id.sudo()
        letters = plan.search(
            [
                ("kind", "=", "letter"),
                ("employee_id", "!=", False),
                ("year", "=", plan.year),
                ("unit_id", "child_of", plan.subject_unit_id.id),
                ("state", "!=", "superseded"),
                ("cycle_id.state", "in", RUNNING),
            ],
            order="department_id, staff_number, version desc",
        )
        newest = {}
        for letter in letters:
            newest.setdefault((letter.cycle_id, letter.employee_id), letter)
        return letters.browse(letter.id for letter in newest.values())

    def action_apply(self):
        """Put the ticked items into the letters of the ticked people."""
        self.ensure_one()
        self.plan_id._refuse_step("cascade", "read")
        items = self.sudo().item_line_ids.filtered("chosen").item_id & self.plan_id.sudo().item_ids
        people = self.sudo().person_line_ids.filtered("chosen").employee_id
        if not items or not people:
            raise UserError(self.env._("Tick at least one item and one person."))
        letters = self._letters().filtered(lambda letter: letter.employee_id in people)
        locked = letters.filtered(lambda letter: letter.state != "draft")
        if locked:
            raise UserError(
                self.env._(
                    "The letters of %(names)s are handed in already: they take up items in a new version.",
                    names=listed(self.env, locked[:8].mapped("employee_name")),
                )
            )
        guarded(self.env["cadre.work.item"].sudo()).create(
            [
                {**item._handed_on(), "plan_id": letter.id}
                for letter in letters
                for item in items - letter.item_ids.parent_id
            ]
        )
        return {"type": "ir.actions.client", "tag": "soft_reload"}


class CadreLetterCascadeLine(models.TransientModel):
    """One item or one person to tick."""

    _name = "cadre.letter.cascade.line"
    _inherit = ["cadre.server.made.mixin"]
    _description = "Item or Person of Items Handed On"

    cascade_id = fields.Many2one("cadre.letter.cascade", required=True, ondelete="cascade", readonly=True)
    chosen = fields.Boolean()
    item_id = fields.Many2one("cadre.work.item", readonly=True, ondelete="cascade")
    employee_id = fields.Many2one("hr.employee", readonly=True, ondelete="cascade")
    name = fields.Char(readonly=True)
    post = fields.Char(readonly=True)
    count = fields.Integer(string="Taken Up", readonly=True)

    @api.model
    def _how_made(self):
        """Lines are made by the letter, not by who ticks them."""
        return self.env._("Open the letter and hand its items on from there.")

    def write(self, vals):
        if not is_trusted(self.env):
            vals = {name: value for name, value in vals.items() if name == "chosen"}
        return super().write(vals)


class CadreLetterSignatures(models.TransientModel):
    """On which days were the copies signed by hand?  Asked of the office (S2A-08)."""

    _name = "cadre.letter.signatures"
    _description = "Signatures on Paper"

    plan_id = fields.Many2one("cadre.work.plan", required=True, string="Letter", ondelete="cascade")
    signed_on = fields.Date(string="Signed by the Subject On", help="主要负责人 / 本人签字日期")
    leader_signed_on = fields.Date(string="Signed by the Leader On", help="分管领导签字日期")

    def action_confirm(self):
        self.ensure_one()
        if not (self.signed_on or self.leader_signed_on):
            raise UserError(self.env._("Enter the day of at least one signature."))
        self.plan_id._enter_signatures(self.signed_on, self.leader_signed_on)
        return {"type": "ir.actions.act_window_close"}
