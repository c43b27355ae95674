"""One item of a work-item list: what, how, from which source, until when."""

from dateutil.relativedelta import relativedelta
from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..guard import is_trusted
from ..office import works_for

SETTING = frozenset({"scoring_organ"})
"""Roles of bodies that set the items of what they score; a committee reviews what the units write themselves."""


class CadreWorkItem(models.Model):
    _name = "cadre.work.item"
    _description = "Work Item"
    _inherit = ["cadre.guard.child.mixin"]
    _order = "plan_id, sequence, id"

    _guard_parent = "plan_id"
    _own_work = frozenset({"create", "write", "unlink"})
    _needed = ("target", "due", "source", "item_class")
    """What an item must say before its list is submitted (S0-04, S0-11)."""
    _needed_in_letter = ("component_id", "points", "standard", "due", "source")
    """The same for a letter (S2A-02, S2A-03)."""

    plan_id = fields.Many2one("cadre.work.plan", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="plan_id.company_id", store=True, index=True)
    employee_id = fields.Many2one(related="plan_id.employee_id", store=True, index=True)
    subject_unit_id = fields.Many2one(related="plan_id.subject_unit_id", store=True, index="btree_not_null")
    plan_state = fields.Selection(related="plan_id.state")
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, string="Item", help="项目名称")
    target = fields.Text(string="Target and Measures", help="目标任务和工作措施")
    due = fields.Date(string="Done By", help="完成时间")
    remark = fields.Char()
    source = fields.Selection(
        [
            ("duty", "Duties of the Post"),
            ("priority", "Year's Priorities"),
            ("task", "Targets and Tasks"),
            ("superior", "Tasks of the Superior Authority"),
            ("organ", "Set by a Scoring Organ"),
        ],
        default="duty",
        help="What the item is drawn from (S0-11, S2A-02).",
    )
    item_class = fields.Selection(
        [("annual", "Annual Task"), ("stage", "Priority of a Stage"), ("special", "Special Work")],
        string="Class",
        default="annual",
        help="S0-04",
    )
    orientation = fields.Selection(
        [("goal", "Goal"), ("function", "Function"), ("problem", "Problem")], help="目标导向 / 职能职责导向 / 问题导向"
    )
    component_id = fields.Many2one(
        "cadre.scheme.component",
        string="Part of the Score",
        ondelete="restrict",
        index="btree_not_null",
        help="Items of a letter: the points of the items of one part add up to its maximum.",
    )
    points = fields.Float(digits=(12, 4))
    standard = fields.Text(string="Standard of Completion", help="完成标准")
    parent_id = fields.Many2one(
        "cadre.work.item",
        ondelete="set null",
        index="btree_not_null",
        string="Comes from",
        help="The year's task, or the item of the unit's letter that it takes up (S2A-54).",
    )
    child_ids = fields.One2many("cadre.work.item", "parent_id", string="Taken Up By")
    child_count = fields.Integer(compute="_compute_child_count", string="People")
    origin_id = fields.Many2one(
        "cadre.target",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        string="Public Target",
        help="Set by the organ that scores it; the letter takes it as it is (S2A-06).",
    )
    previous_id = fields.Many2one(
        "cadre.work.item", readonly=True, copy=False, ondelete="set null", string="Item of the Version Before"
    )

    @api.depends("child_ids")
    def _compute_child_count(self):
        counts = dict(
            self.env["cadre.work.item"]
            .sudo()
            ._read_group(
                [("parent_id", "in", self.ids), ("plan_id.state", "!=", "superseded")], ["parent_id"], ["__count"]
            )
        )
        for item in self:
            item.child_count = counts.get(item._origin, 0)

    @api.constrains("component_id", "plan_id", "points")
    def _check_part(self):
        """An item of a letter belongs to a part of its own scheme, and bears points."""
        for item in self.sudo():
            if item.component_id and item.component_id not in item.plan_id._letter_components():
                raise ValidationError(
                    self.env._(
                        "“%(item)s”: “%(part)s” is no part of this letter.",
                        item=item.name,
                        part=item.component_id.name,
                    )
                )
            if item.component_id and item.points > item.component_id.maximum:
                raise ValidationError(
                    self.env._(
                        "“%(item)s”: %(points)g points are more than “%(part)s” has: at most %(maximum)g.",
                        item=item.name,
                        points=item.points,
                        part=item.component_id.name,
                        maximum=item.component_id.maximum,
                    )
                )

    @api.constrains("parent_id", "plan_id")
    def _check_parent(self):
        """What a person takes up is an item of his own unit's letter of the same year (S2A-54)."""
        for item in self.sudo().filtered(lambda one: one.parent_id and one.plan_id.kind == "letter"):
            above = item.parent_id.plan_id
            inside = (item.plan_id.unit_id.parent_path or "").startswith(above.subject_unit_id.parent_path or "-")
            of_unit = above.subject_unit_id and not item.plan_id.subject_unit_id
            if not of_unit or above.year != item.plan_id.year or not inside:
                raise ValidationError(
                    self.env._("“%(item)s” takes up no item of the letter of its unit.", item=item.name)
                )

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        items._refuse_set_by_organ()
        return items

    def write(self, vals):
        if vals.keys() - {"sequence"}:
            self._refuse_set_by_organ()
        result = super().write(vals)
        if "component_id" in vals:
            self._refuse_set_by_organ()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_set_by_organ(self):
        self._refuse_set_by_organ()

    def _refuse_set_by_organ(self):
        """What an organ sets, or the office draws up, comes into a letter by the office alone (S2A-06, S2A-56)."""
        if is_trusted(self.env) or works_for(self.plan_id.cycle_id):
            return
        for item in self:
            if item.plan_id._by_office():
                plan = item.plan_id.display_name
                raise AccessError(self.env._("%(list)s is drawn up by the assessment office.", list=plan))
            cycle = item.plan_id.sudo().cycle_id
            organ = item.component_id and cycle and cycle._organ_of(item.component_id, roles=SETTING)
            if item.origin_id or organ:
                raise AccessError(
                    self.env._(
                        "“%(item)s”: “%(part)s” is set by %(organ)s and merged by the assessment office.",
                        item=item.name,
                        part=item.component_id.name,
                        organ=(organ and organ.name) or "",
                    )
                )

    def _missing(self):
        """Names of the fields that still have to be filled in."""
        needed = self._needed_in_letter if self.plan_id.kind == "letter" else self._needed
        return [name for name in needed if not (self[name].strip() if isinstance(self[name], str) else self[name])]

    def _year_later(self):
        """Values for the same item in the list of the next year."""
        [values] = self.copy_data({"plan_id": False, "parent_id": False, "component_id": False, "origin_id": False})
        if self.due:
            values["due"] = self.due + relativedelta(years=1)
        return values

    def _handed_on(self):
        """Values of the item that a person's letter takes up of this one: his own points are still to be given."""
        return {
            "parent_id": self.id,
            "name": self.name,
            "target": self.target,
            "standard": self.standard,
            "due": self.due,
            "source": "task",
        }
