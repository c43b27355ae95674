"""A week, month, half-year or year of a cycle, and when its records are due."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..company import company_of
from ..guard import Step, guarded
from ..listing import listed
from ..scheme.cadre_scheme_period import LEVELS
from ..states import RUNNING


class CadrePeriod(models.Model):
    _name = "cadre.period"
    _description = "Period"
    _inherit = ["cadre.guard.mixin"]
    _order = "cycle_id, date_from, date_to desc, id"

    _guarded = frozenset(
        {
            "publish_due",
            "state",
            "cycle_id",
            "rule_id",
            "level",
            "number",
            "name",
            "date_from",
            "date_to",
            "published_on",
        }
    )
    _locked_states = frozenset({"locked"})
    _steps = (
        Step("publish", ("open",), "published", "_may_manage"),
        Step("lock", ("open", "published"), "locked", "_may_manage"),
        Step("unlock", ("locked",), "open", "_may_unlock"),
    )

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade", index=True)
    company_id = company_of("cycle_id")
    rule_id = fields.Many2one("cadre.scheme.period", required=True, ondelete="restrict")
    level = fields.Selection(LEVELS, required=True)
    number = fields.Integer(required=True, help="Week 1 … 53, month 1 … 12, half-year 1 … 2.", aggregator=None)
    name = fields.Char(required=True)
    date_from = fields.Date(required=True)
    date_to = fields.Date(required=True)
    due = fields.Date(required=True, help="Last day for the records of this period.")
    required = fields.Boolean(related="rule_id.required")
    rated = fields.Boolean(related="rule_id.rated")
    state = fields.Selection(
        [("open", "Open"), ("published", "Published"), ("locked", "Locked")],
        default="open",
        required=True,
        copy=False,
    )
    publish_due = fields.Date(
        string="To Be Published by", readonly=True, copy=False, help="As the scheme says it (S1-18: 次月初)."
    )
    published_on = fields.Date(readonly=True, copy=False)
    summary_wanted = fields.Boolean(related="rule_id.summary", string="Has a Summary")
    written_summary = fields.Text(groups="base.group_system", copy=False, help="What the summary says.")
    summary = fields.Text(
        compute="_compute_summary",
        inverse="_inverse_summary",
        compute_sudo=True,
        groups="cadre_assessment.group_cadre_officer,cadre_assessment.group_cadre_decider,"
        "cadre_assessment.group_cadre_auditor",
        help="月小结 / 季小结 / 年总结, written by the office (S1-15, S1-20, S1-22).",
    )
    no_problems = fields.Boolean(
        string="No Problem Found", copy=False, help="The summary says so: nothing is to be put right (S1-20)."
    )
    summary_lacks = fields.Char(
        compute="_compute_summary_lacks",
        compute_sudo=True,
        groups="cadre_assessment.group_cadre_officer,cadre_assessment.group_cadre_decider,"
        "cadre_assessment.group_cadre_auditor",
        string="Still Lacking",
        help="What the regulation asks of the summary and is not there yet.",
    )
    reported_on = fields.Date(
        string="Reported to the Meeting On", copy=False, help="Day of the general meeting that heard it (S1-20, S1-22)."
    )

    meeting = fields.Char(related="rule_id.meeting", string="Meeting")
    met_on = fields.Date(string="Meeting Held On", copy=False, help="The day of this period's meeting (S1-14, S1-19).")

    _number_uniq = models.Constraint("UNIQUE(cycle_id, level, number)", "This period exists.")

    @api.constrains("met_on")
    def _check_met_on(self):
        for period in self:
            if period.met_on and not period.date_from <= period.met_on <= period.date_to:
                raise ValidationError(
                    self.env._(
                        "%(period)s: %(day)s is no day of this period. "
                        "Note the meeting with the period in which it was held.",
                        period=period.name,
                        day=period.met_on,
                    )
                )

    @api.depends("written_summary")
    @api.depends_context("uid")
    def _compute_summary(self):
        """A period is read by everybody, its summary by those who see everybody of the cycle: it speaks of them."""
        for period in self:
            period.summary = period.written_summary if period.cycle_id._sees_all() else False

    def _inverse_summary(self):
        for period in self:
            guarded(period.sudo()).written_summary = period.summary

    @api.depends("written_summary", "no_problems", "reported_on", "state")
    def _compute_summary_lacks(self):
        for period in self:
            period.summary_lacks = listed(self.env, period._summary_missing()) or False

    def _summary_missing(self):
        """What the summary of this period still lacks, in words; the room of the work knows of rectification."""
        rule = self.rule_id
        if not rule.summary:
            return []
        missing = [] if (self.written_summary or "").strip() else [self.env._("the summary")]
        if rule.summary_reported and not self.reported_on:
            missing.append(self.env._("the day of the meeting that heard it"))
        return missing

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_lock(self):
        """Nothing more is written, approved or rated in this period."""
        return self._take("lock")

    def action_unlock(self):
        """Open it again, for instance after a review. A period whose grades were published is published again."""
        return self._take("unlock", published_on=False)

    # -- business --------------------------------------------------------------------------------------------------
    def _may_manage(self):
        return self._is_office()

    def _may_unlock(self):
        return self._may_manage() and self.cycle_id.state in RUNNING

    def _inside(self, level):
        """The periods of a level that end inside this one (the months of a half-year)."""
        self.ensure_one()
        return self.cycle_id.period_ids.filtered(
            lambda period: period.level == level and self.date_from <= period.date_to <= self.date_to
        )
