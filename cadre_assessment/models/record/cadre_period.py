"""The records of a period: begun for everybody, who owes one, and its grades, which the office publishes (S0-21)."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ...engine.periods import Period, months_missing
from ..batch.many import WHOLE, in_parts
from ..cycle.roster import days_of_entering, days_of_leaving, roster, subjects
from ..guard import Step
from ..listing import listed
from ..organization.unit_names import place_of
from ..plan.cadre_work_plan_version import QUIET
from ..scheme.cadre_scheme_period import LEVELS
from ..states import RUNNING

_lt = LazyTranslate(__name__)
ORDER = [level for level, _name in LEVELS]
"""Levels of periods, the shortest first."""


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

    # -- records of everybody ------------------------------------------------------------------------------------------
    @in_parts(_lt("Begin for Everybody"), WHOLE, refuse="_refuse_drafts", count="_count_behind")
    def action_make_drafts(self):
        """The office begins this period's record for everybody with an approved list who has none and has not left."""
        self._refuse_drafts()
        for period in self:
            period._make_drafts()
        return self.action_reports()

    def _refuse_drafts(self):
        for period in self:
            period._require_office(self.env._("The assessment office begins records for everybody."))
            if period.state != "open" or period.cycle_id.state not in RUNNING:
                raise UserError(self.env._("%(period)s is closed.", period=period.name))

    def _count_behind(self):
        """How many people are in the units of their cycles."""
        return self.cycle_id._count_behind()

    def _make_drafts(self):
        """Returns the new drafts: of everybody with an approved list, or of everybody assessed where there are none."""
        self.ensure_one()
        reports = self.env["cadre.progress.report"].sudo().with_context(**QUIET)
        there = {employee.id for [employee] in reports._read_group([("period_id", "=", self.id)], ["employee_id"])}
        if self.cycle_id._keeps_lists():
            plans = self.env["cadre.work.plan"].sudo()._current(self.cycle_id)
            people = [employee for _cycle, employee in plans]
            left = days_of_leaving(self.cycle_id, people)
            entered = days_of_entering(self.cycle_id, people)
            values = [
                {**reports._from_plan(self, plan), "line_ids": reports._line_commands(plan)}
                for key, plan in plans.items()
                if key[1] not in there
                and (key not in left or left[key] >= self.date_from)
                and (key not in entered or entered[key] <= self.date_to)
            ]
        else:
            rows = self._rows()[self.id]
            values = [reports._from_row(self, row) for employee, row in rows.items() if employee not in there]
        made = reports.create(values)
        made._take_post_of_time()
        made._made()
        return made

    def _rows(self):
        """{period id: {employee id: row}} of those assessed, as of the end of the period or today (one roster each)."""
        found = {}
        for period in self:
            cycle = period.cycle_id.sudo()
            if cycle._subject_field() != "employee_id":
                found[period.id] = {}
                continue
            day = max(min(period.date_to, cycle._today()), period.date_from)
            found[period.id] = {row.employee_id: row for row in subjects(roster(cycle, day))}
        return found

    def action_reports(self):
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_progress_report_action")
        return {**action, "domain": [("period_id", "in", self.ids)], "context": {}}

    def action_missing(self):
        """The lists of those who owe this record and have not handed it in."""
        self.ensure_one()
        missing = self.cycle_id._missing(self, ("submitted", "approved", "filed"))
        return self.cycle_id._people_action(missing, self.env._("Not Handed In: %(period)s", period=self.name))

    def _missing_of(self, facts, employee):
        """Those of these periods that ``employee`` (an id) owes and has no record of, by ``facts`` (``OwedFacts``).

        Months follow the clock of the engine. Other levels are owed from what :class:`OwedFacts` calls ``since``, by
        whoever came before they ended (a half-year before his time is nobody's) and is there on their last day.
        """
        missing = self.browse()
        for (cycle, level), periods in self.grouped(lambda period: (period.cycle_id, period.level)).items():
            since, left = facts.since.get((cycle.id, employee)), facts.left.get((cycle.id, employee))
            entered = facts.entered.get((cycle.id, employee))
            done = facts.done.get((cycle.id, level), {}).get(employee, ())
            if not since:
                continue
            if entered:
                periods = periods.filtered(lambda period, entered=entered: period.date_to >= entered)
            if not periods:
                continue
            if level == "month":
                first, last = min(periods.mapped("date_from")), max(periods.mapped("date_to"))
                whole = Period(first, last, "year", first.year, 1)
                days = {period.date_from for period in periods if period.id in done}
                entry = None if cycle._owed_from_the_beginning() else entered
                owed = {month.first for month in months_missing(whole, days, since, entry, left)}
                missing |= periods.filtered(lambda period, owed=owed: period.date_from in owed)
            else:
                missing |= periods.filtered(
                    lambda period, since=since, left=left, done=done: (
                        period.date_to > since and period.id not in done and (not left or left >= period.date_to)
                    )
                )
        return missing

    def _level_below(self):
        """The next shorter level for which the scheme of this period keeps records, or False."""
        levels = set(self.cycle_id.scheme_id.period_ids.mapped("level"))
        shorter = [level for level in ORDER[: ORDER.index(self.level)] if level in levels]
        return shorter[-1] if shorter else False
