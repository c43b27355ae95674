"""Records kept through the year: by when, and who says yes to them."""

from odoo import api, fields, models

from ..naming import by_word
from .cadre_scheme_route import ROUTES
from .due import due_on

LEVELS = [("week", "Week"), ("month", "Month"), ("quarter", "Quarter"), ("half", "Half-year"), ("year", "Year")]


class CadreSchemePeriod(models.Model):
    _name = "cadre.scheme.period"
    _description = "Period Rule"
    _inherit = ["cadre.scheme.part.mixin", "cadre.own.choice.mixin"]
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    level = fields.Selection(LEVELS, required=True)
    required = fields.Boolean(default=True, help="Owed by everybody; not set: a free diary (周记).")
    route = fields.Selection(ROUTES, default="leader", required=True)
    route_ids = fields.One2many(
        "cadre.scheme.route",
        "period_rule_id",
        string="Other Routes",
        copy=True,
        help="Post classes whose records take another way (S1-10, S1-11).",
    )
    rated = fields.Boolean(help="The last of the route gives a grade.")
    scale_id = fields.Many2one("cadre.scale")
    due_days = fields.Integer(string="Due after", default=5, high=366, help="Days after the end of the period.")
    due_day_type = fields.Selection(
        [("working", "Working Days"), ("calendar", "Calendar Days")],
        string="Counted in",
        default="working",
        required=True,
    )
    due_month = fields.Integer(
        string="Due by (Month)",
        high=12,
        help="Where the regulation names a day of the calendar: the month (S2A-43: 3); 0 = counted in days.",
    )
    due_day = fields.Integer(
        string="Day of That Month", high=31, help="The first such day after the end of the period (S2A-43: 15)."
    )
    reminder_days = fields.Integer(
        string="Reminder", default=3, high=366, help="Reminder this many days before the due date; 0 = none."
    )
    item_limit = fields.Integer(default=200, help="Characters of one item beyond which the writer is warned (S0-16).")
    self_report = fields.Boolean(string="Self-Report", help="A self-evaluation report belongs to it (S0-18).")
    requires_level = fields.Selection(
        LEVELS, string="Waits for", help="Every owed record of this level inside it must be approved first."
    )
    published = fields.Boolean(string="To Be Published", help="Its grades are published in the organ (S0-21).")
    notice_days = fields.Integer(
        string="Published within (Days)",
        high=366,
        help="Working days after the end of the period; 0 = not said (S1-18).",
    )
    marked = fields.Boolean(
        help="The record has a mark: the sum of the marks of its indicators, less the deductions (S1-28)."
    )
    indicator_ids = fields.One2many("cadre.scheme.indicator", "period_rule_id", string="Indicators", copy=True)
    indicator_total = fields.Float(
        string="Full Mark", digits=(12, 4), default=100, help="The highest marks of the indicators add up to it."
    )
    deductions = fields.Boolean(
        string="Discretionary Deductions", help="The leader in charge may deduct points with a reason (S1-48)."
    )
    attachment_name = fields.Char(
        string="Required Attachment", help="Without it nobody can sign (S1-13: 工作日志); empty: none."
    )
    talk = fields.Boolean(
        string="Talk on the Lowest Level", help="Who is given the lowest level is talked to (诫勉谈话, S1-17)."
    )
    summary = fields.Boolean(
        string="Summary of the Office", help="The office writes a summary at the end of the period (S1-15, S1-20)."
    )
    summary_plan = fields.Boolean(
        string="With Rectification Plan", help="To it belong the problems found and who puts them right (S1-20)."
    )
    summary_reported = fields.Boolean(
        string="Reported to the Meeting", help="The general meeting hears it (S1-20, S1-22)."
    )
    meeting = fields.Char(
        string="Meeting Held", help="Held in each of these periods, its day is noted (S1-14, S1-19); empty: none."
    )
    rule_ref = fields.Char(string="Rules")

    @api.depends("level")
    @api.depends_context("lang")
    def _compute_display_name(self):
        names = dict(self._fields["level"]._description_selection(self.env))
        for rule in self:
            rule.display_name = names.get(rule.level, "")

    @api.model
    def _search_display_name(self, operator, value):
        return by_word(self, "level", operator, value)

    _level_uniq = models.Constraint("UNIQUE(scheme_id, level)", "A level stands once in a scheme.")

    def _publish_after(self, end, workdays):
        """The day by which the grades of a period that ends on ``end`` are published (S1-18); False: none is said."""
        self.ensure_one()
        return self.published and bool(self.notice_days) and workdays.due(end, self.notice_days, "working")

    def _due_after(self, end, workdays):
        """The day by which the records of a period that ends on ``end`` are due; never a day off, as terms end.

        ``workdays``: see :class:`..organization.workdays.Workdays`.
        """
        self.ensure_one()
        return due_on(self.due_month, self.due_day, end, workdays) or workdays.due(
            end, self.due_days, self.due_day_type
        )
