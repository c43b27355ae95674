"""Steps of a record from its author to the files: handed in, approved or returned, filed."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine.periods import Period, months_missing
from ..guard import guarded
from ..guard.activities import clear_tasks, hand_over_each
from ..guard.notes import note_each
from ..listing import listed
from ..plan.post_changes import posts_of_time, without_new_list


class CadreProgressReport(models.Model):
    _inherit = "cadre.progress.report"

    first_text = fields.Char(
        compute="_compute_first_text",
        string="To Be Approved First",
        help="Records without which this cannot be handed in.",
    )

    @api.depends("state", "period_id", "employee_id")
    def _compute_first_text(self):
        """Said while it is written, and not only when it is handed in. Five queries."""
        self.first_text = False
        drafts = self._origin.filtered(lambda report: report.state == "draft")
        missing = drafts.sudo()._missing_below()
        for report in self:
            if periods := missing.get(report._origin.sudo()):
                report.first_text = listed(self.env, periods.mapped("name"))

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_submit(self):
        """Hand in: complete, on an approved list, with the records it builds on approved."""
        self.check_access("write")
        self._check_complete()
        self._check_owed()
        self._take_post_of_time()
        now = fields.Datetime.now()
        late = self.filtered(lambda report: report.due < report.sudo().cycle_id._today())
        for reports, flag in ((late, True), (self - late, False)):
            if reports:
                reports._take("submit", submitted_on=now, late=flag, return_reason=False)
        self.sudo().filtered(lambda report: report.route != "none")._ask_next()
        return True

    def _ask_next(self):
        """An activity for whose word is waited for."""
        hand_over_each(self, "cadre_assessment.activity_report_review", lambda report: report._waits_for())

    def action_withdraw(self):
        self._take("withdraw", submitted_on=False, late=False, endorsed_on=False, endorsed_by_id=False)
        clear_tasks(self)
        return True

    def action_endorse(self, opinion=None, grade_id=None):
        """The section head's first word and grade (初步评定, S1-10); the leader decides."""
        values = {"opinion": opinion} if opinion else {}
        if grade_id:
            values["endorsed_grade_id"] = self._grade_of_scale(grade_id).id
        self._take("endorse", endorsed_on=fields.Datetime.now(), endorsed_by_id=self.env.uid, **values)
        self._ask_next()
        return True

    def action_approve(self, opinion=None):
        """The leader approves records that are not rated, also many at once (S0-14, A0-9)."""
        self._check_signable()
        values = {"opinion": opinion} if opinion else {}
        self._take("approve", approved_on=fields.Datetime.now(), **values)
        clear_tasks(self)
        return True

    def action_return(self):
        return self._ask_reason("return")

    def _reason_return(self, reason):
        pools = self._pools_held()
        self._take(
            "return",
            return_reason=reason,
            opinion=False,
            grade_id=False,
            band_grade_id=False,
            grade_reason=False,
            endorsed_grade_id=False,
            rated_by_id=False,
            rated_on=False,
            approved_on=False,
            endorsed_on=False,
            endorsed_by_id=False,
        )
        pools._recount()
        note_each(self, self.env._("Returned by %(user)s: %(reason)s", user=self.env.user._cadre_name(), reason=reason))
        hand_over_each(self, "cadre_assessment.activity_returned", lambda report: report.user_id, note=reason)
        return True

    def action_file(self):
        """The office files what is approved, also many at once (S0-21). From now on the grade stands."""
        self._take("file", filed_on=fields.Datetime.now())
        self.sudo()._on_period_grade()
        return True

    def _on_period_grade(self):
        """The grades of these records stand. Rooms above say what follows (S1-17). Called for many at once."""

    def action_reopen(self):
        """The office takes a record out of the files, so that its leader may change his rating before publication."""
        self._take("reopen", filed_on=False)
        return True

    # -- what must be there ----------------------------------------------------------------------------------------
    def _check_complete(self):
        for report in self:
            if report._is_written() and not any((line.result or "").strip() for line in report.line_ids):
                raise UserError(
                    self.env._(
                        "%(record)s says of no item yet what came of it: fill in “%(field)s”.",
                        record=report.display_name,
                        field=report.line_ids._fields["result"]._description_string(self.env),
                    )
                )
            if report.needs_self_report and not (report.self_report or "").strip():
                raise UserError(
                    self.env._("%(record)s: the self-evaluation report is missing.", record=report.display_name)
                )
            report._check_attachment()
            if report.date_from > report.sudo().cycle_id._today():
                raise UserError(self.env._("%(record)s: the period has not begun yet.", record=report.display_name))
            if report.route != "none" and not report.leader_user_id:
                raise UserError(
                    self.env._(
                        "%(record)s: no leader with a user account is named. Ask the assessment office to name one.",
                        record=report.display_name,
                    )
                )

    def _check_owed(self):
        """Raise UserError naming every owed record of the level below that is not approved (S0-14, S0-18)."""
        for report, missing in self._missing_below().items():
            if missing is None:
                raise UserError(
                    self.env._(
                        "%(record)s: your work-item list is not approved yet. Submit the list first.",
                        record=report.display_name,
                    )
                )
            if missing:
                raise UserError(
                    self.env._(
                        "%(record)s cannot be handed in before these records are approved: %(periods)s.",
                        record=report.display_name,
                        periods=listed(self.env, missing.mapped("name")),
                    )
                )
        self._check_listed()

    def _take_post_of_time(self):
        """Put the post and duties of the period's last day, or of today, in the place of those of the list."""
        for report, values in posts_of_time(self).items():
            guarded(report).write(values)

    def _check_listed(self):
        """A changed post or division of work has its new list, approved, before the next record (S0-13)."""
        for report, (day, what) in without_new_list(self).items():
            raise UserError(
                self._without_list_text(day, what, report.display_name)
                + " "
                + self.env._("Make a new version of the list and have it approved first.")
            )

    def _without_list_text(self, day, what, name):
        if what == "post":
            return self.env._(
                "%(record)s: the post changed on %(day)s, and the list is that of before.", record=name, day=day
            )
        return self.env._(
            "%(record)s: the division of work changed on %(day)s, and the list is that of before.", record=name, day=day
        )

    def _missing_below(self):
        """{report: owed periods below without an approved record; ``None`` without an approved list}.

        Only of reports whose rule asks for it. Five queries, however many reports.
        """
        asking = self.filtered(lambda report: report.period_id.rule_id.requires_level)
        if not asking:
            return {}
        facts = asking.cycle_id._owed_facts(asking.employee_id)
        result = {}
        for report in asking:
            period, employee = report.period_id, report.employee_id.id
            if period.cycle_id._keeps_lists() and not facts.approved.get((period.cycle_id.id, employee)):
                result[report] = None
                continue
            result[report] = period._inside(period.rule_id.requires_level)._missing_of(facts, employee)
        return result


class CadrePeriod(models.Model):
    _inherit = "cadre.period"

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
