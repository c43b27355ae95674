"""One item of a work-item list: what, how, from which source, until when?"""

from dateutil.relativedelta import relativedelta
from odoo import fields, models


class CadreWorkItem(models.Model):
    _name = "cadre.work.item"
    _description = "Work Item"
    _inherit = ["cadre.guard.child.mixin"]
    _order = "plan_id, sequence, id"

    _guard_parent = "plan_id"
    _needed = ("target", "due", "source", "item_class")
    """What an item must say before its list is submitted (S0-04, S0-11)."""

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
        [("duty", "Duties of the Post"), ("priority", "Year's Priorities"), ("task", "Targets and Tasks")],
        default="duty",
        help="What the item is drawn from (S0-11).",
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
        "cadre.work.item", ondelete="set null", string="Task of the Year", help="The year's task it comes from."
    )

    def _missing(self):
        """Names of the fields that still have to be filled in."""
        return [
            name for name in self._needed if not (self[name].strip() if isinstance(self[name], str) else self[name])
        ]

    def _year_later(self):
        """Values for the same item in the list of the next year."""
        [values] = self.copy_data({"plan_id": False, "parent_id": False})
        if self.due:
            values["due"] = self.due + relativedelta(years=1)
        return values
