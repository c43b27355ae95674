"""Which records are kept through the year, by when, and who says yes to them?"""

from odoo import fields, models

LEVELS = [("week", "Week"), ("month", "Month"), ("quarter", "Quarter"), ("half", "Half-year"), ("year", "Year")]


class CadreSchemePeriod(models.Model):
    _name = "cadre.scheme.period"
    _description = "Period Rule"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    level = fields.Selection(LEVELS, required=True)
    required = fields.Boolean(default=True, help="Owed by everybody; not set: a free diary (周记).")
    route = fields.Selection(
        [
            ("none", "Nobody"),
            ("leader", "Leader in Charge"),
            ("section_leader", "Section Head, then Leader in Charge"),
        ],
        default="leader",
        required=True,
    )
    rated = fields.Boolean(help="The last of the route gives a grade.")
    scale_id = fields.Many2one("cadre.scale")
    due_days = fields.Integer(string="Due after", default=5, help="Days after the end of the period.")
    due_day_type = fields.Selection(
        [("working", "Working Days"), ("calendar", "Calendar Days")],
        string="Counted in",
        default="working",
        required=True,
    )
    reminder_days = fields.Integer(
        string="Reminder", default=3, help="Reminder this many days before the due date; 0 = none."
    )
    item_limit = fields.Integer(default=200, help="Characters of one item beyond which the writer is warned (S0-16).")
    self_report = fields.Boolean(string="Self-Report", help="A self-evaluation report belongs to it (S0-18).")
    requires_level = fields.Selection(
        LEVELS, string="Waits for", help="Every owed record of this level inside it must be approved first."
    )
    published = fields.Boolean(help="Its grades are published in the organ (S0-21).")
    rule_ref = fields.Char(string="Rules")

    _level_uniq = models.Constraint("UNIQUE(scheme_id, level)", "A level stands once in a scheme.")
