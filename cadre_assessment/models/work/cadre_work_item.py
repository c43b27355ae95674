"""One item of a work-item list: what, how, from which source, until when?"""

from odoo import fields, models


class CadreWorkItem(models.Model):
    _name = "cadre.work.item"
    _description = "Work Item"
    _order = "plan_id, sequence, id"

    plan_id = fields.Many2one("cadre.work.plan", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="plan_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, string="Item")
    target = fields.Text(string="Target and Measures")
    due = fields.Date(string="Done By")
    remark = fields.Char()
    source = fields.Selection(
        [("duty", "Duties of the Post"), ("priority", "Year's Priorities"), ("task", "Targets and Tasks")], help="S0-11"
    )
    item_class = fields.Selection(
        [("annual", "Annual Task"), ("stage", "Priority of a Stage"), ("special", "Special Work")], help="S0-04"
    )
    orientation = fields.Selection([("goal", "Goal"), ("function", "Function"), ("problem", "Problem")])
    points = fields.Float(digits=(12, 4))
    parent_id = fields.Many2one("cadre.work.item", ondelete="set null", help="The year's task it comes from.")
