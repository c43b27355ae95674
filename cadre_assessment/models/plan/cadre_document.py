"""A report by items of the letter (半年目标完成情况报告, S2A-10, F-14)."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..guard import Step, guarded
from ..listing import listed


class CadreDocument(models.Model):
    _inherit = "cadre.document"

    _steps = (Step("take_items", ("draft",), None, "_may_take_items", own=True, whose="_authors"),)

    with_items = fields.Boolean(related="rule_id.with_items")
    line_ids = fields.One2many("cadre.document.line", "document_id", string="Items", copy=True)

    def _may_take_items(self):
        return self.sudo().rule_id.with_items and self._may_submit()

    def action_take_items(self):
        """One line for every item of the letter that holds (else of the newest one); what is written stays."""
        for paper in self:
            paper._take("take_items")
            letter = paper.sudo()._letter()
            if not letter.item_ids:
                raise UserError(self.env._("%(paper)s: the letter has no items yet.", paper=paper.display_name))
            paper.sudo()._follow(letter)
        return True

    def _letter(self):
        """The version of the subject's letter that holds, else the newest one."""
        domain = [
            ("cycle_id", "=", self.cycle_id.id),
            ("employee_id", "=", self.employee_id.id),
            ("subject_unit_id", "=", self.subject_unit_id.id),
            ("state", "!=", "superseded"),
        ]
        letters = self.env["cadre.work.plan"].search(domain, order="version desc")
        return (letters.filtered(lambda one: one.state in ("approved", "filed")) or letters)[:1]

    def _follow(self, letter):
        """Lines as the letter says them now: new items come, dropped ones without a word go."""
        self.ensure_one()
        there = {}
        for line in self.line_ids:
            there[line.item_id] = line
            there.setdefault(line._newest_item(), line)
        fresh, kept = [], self.line_ids.browse()
        for number, item in enumerate(letter.item_ids, 1):
            values = {"item_id": item.id, "sequence": number, "name": item.name, "target": item.standard or item.target}
            if item in there:
                there[item].write(values)
                kept |= there[item]
            else:
                fresh.append({**values, "document_id": self.id})
        (self.line_ids - kept).filtered(lambda line: not (line.done or line.problem)).unlink()
        guarded(self.env["cadre.document.line"]).create(fresh)

    def _refuse_empty(self):
        """Every item has a word on how far it is (S2A-10)."""
        result = super()._refuse_empty()
        for paper in self.filtered("with_items"):
            if not paper.line_ids:
                raise UserError(
                    self.env._("%(paper)s: take over the items of the letter first.", paper=paper.display_name)
                )
            empty = paper.line_ids.filtered(lambda line: not (line.done or "").strip())
            if empty:
                raise UserError(
                    self.env._(
                        "%(paper)s cannot be handed in yet. Nothing is written on: %(items)s.",
                        paper=paper.display_name,
                        items=listed(self.env, empty[:8].mapped("name")),
                    )
                )
        return result


class CadreDocumentLine(models.Model):
    """What a paper says of one item of the letter."""

    _name = "cadre.document.line"
    _description = "Item of a Report"
    _inherit = ["cadre.document.part.mixin"]

    item_id = fields.Many2one(
        "cadre.work.item", string="Item of the Letter", ondelete="set null", index="btree_not_null", readonly=True
    )
    name = fields.Char(string="Item", required=True, readonly=True, help="项目")
    target = fields.Text(string="Target to Reach", readonly=True, help="目标")
    done = fields.Text(string="Completion", help="完成情况")
    problem = fields.Text(string="Problems", help="存在问题")

    def _newest_item(self):
        """The item of the version that followed, where the letter was determined anew since."""
        item = self.item_id
        return self.env["cadre.work.item"].search([("previous_id", "=", item.id)], limit=1) if item else item
