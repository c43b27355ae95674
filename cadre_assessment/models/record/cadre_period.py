"""People learn the grades of a period when the office publishes it (S0-21)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..guard import Step
from ..listing import listed
from ..organization.unit_names import place_of
from ..states import RUNNING


class CadrePeriod(models.Model):
    _inherit = "cadre.period"

    _guarded = frozenset({"state", "published_on"})
    _steps = (Step("publish", ("open",), "published", "_may_publish"),)

    marked = fields.Boolean(related="rule_id.marked")
    rectification_ids = fields.One2many("cadre.rectification", "period_id", string="Rectification Items")
    report_count = fields.Integer(compute="_compute_report_count", string="Records")

    def _compute_report_count(self):
        counts = dict(
            self.env["cadre.progress.report"]._read_group([("period_id", "in", self.ids)], ["period_id"], ["__count"])
        )
        for period in self:
            period.report_count = counts.get(period, 0)

    @api.depends("rectification_ids")
    def _compute_summary_lacks(self):
        return super()._compute_summary_lacks()

    def _summary_missing(self):
        """Who puts right what, or that there was nothing to (S1-20)."""
        missing = super()._summary_missing()
        if self.rule_id.summary and self.rule_id.summary_plan and not (self.rectification_ids or self.no_problems):
            missing.append(self.env._("the problems found and who puts them right"))
        return missing

    def write(self, vals):
        if vals.get("state") == "published":  # whoever publishes it, also with a notice
            self.filtered(lambda period: period.state == "open")._check_seats()
        return super().write(vals)

    def _may_publish(self):
        """Only what the scheme publishes (S0-21): the grades of other periods stay with the raters until the result."""
        rule = self.rule_id
        return self._is_office() and rule.rated and rule.published and self.cycle_id.state in RUNNING

    def _publish(self):
        """Publish the grades of the period: everybody learns his own (S0-21). Posting its notice is the only way here.

        :raises UserError: somebody is not rated and filed, or more hold a grade than it has seats.
        :raises AccessError: the user is not of the office.
        """
        for period in self:
            period._check_publishable()
        for period in self:
            period._take("publish", published_on=period.cycle_id._today())

    def _check_publishable(self):
        """Raise UserError naming who is not rated and filed."""
        reports = self.env["cadre.progress.report"].sudo().search([("period_id", "=", self.id)])
        if not reports:
            raise UserError(self.env._("%(period)s has no rated record yet.", period=self.name))
        waiting = reports.filtered(lambda report: report.state != "filed")
        if waiting:
            raise UserError(
                self.env._(
                    "%(period)s: these records are not rated and filed yet: %(names)s. "
                    "File them, or delete the drafts of people who are not rated.",
                    period=self.name,
                    names=listed(self.env, waiting.mapped("employee_name")),
                )
            )

    def _check_seats(self):
        """Raise UserError when more hold a grade than a hard quota has seats: the base may have shrunk since."""
        pools = self.env["cadre.pool"].sudo().search([("period_id", "in", self.ids)])
        pools._recount()
        for pool in pools.filtered(lambda pool: pool.hard and pool.used > pool.seats):
            raise UserError(
                self.env._(
                    "%(period)s: %(over)s of the %(used)s grades “%(grade)s” are to be taken back first; "
                    "there are %(seats)s seats.",
                    period=pool.period_id.name,
                    over=pool.used - pool.seats,
                    used=pool.used,
                    grade=pool.grade_id.name,
                    seats=pool.seats,
                )
            )

    def _published_grades(self):
        """Rows of the published grades, the best first: what a public notice of the period shows.

        :return: a list of dicts with employee_id, staff_number, name, post, unit_name, total (the mark), grade_id
            and grade_name;
            empty before the period is published
        """
        self.ensure_one()
        if not self.published_on:
            return []
        reports = (
            self.env["cadre.progress.report"].sudo().search([("period_id", "=", self.id), ("grade_id", "!=", False)])
        )
        reports = reports.sorted(
            lambda report: (report.grade_id.sequence, -report.mark, report.staff_number or "", report.id)
        )
        return [
            {
                "employee_id": report.employee_id.id,
                "staff_number": report.staff_number,
                "name": report.employee_name,
                "post": report.post,
                "unit_name": place_of(report),
                "total": report.mark if report.has_mark else 0,
                "grade_id": report.grade_id.id,
                "grade_name": report.grade_id.name,
            }
            for report in reports
        ]
