"""Steps of a record from its author to the files: handed in, approved or returned, rated, filed."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import LazyTranslate

from ..batch.many import in_parts
from ..cycle.seats import Standing, places_of_periods
from ..guard import guarded
from ..guard.activities import clear_tasks, hand_over_each
from ..guard.notes import note_each
from ..listing import listed
from ..plan.post_changes import posts_of_time, without_new_list

_lt = LazyTranslate(__name__)


class CadreProgressReport(models.Model):
    _inherit = "cadre.progress.report"

    first_text = fields.Char(
        compute="_compute_first_text",
        string="To Be Approved First",
        help="Records without which this cannot be handed in.",
    )

    shown_grade_id = fields.Many2one(
        "cadre.scale.grade",
        string="Grade",
        compute="_compute_shown_grade_id",
        readonly=False,
        domain="[('scale_id', '=', scale_id)]",
        help="Seen by its rater, the office and the deciding body; by the person once the period is published.",
    )
    seats_text = fields.Char(compute="_compute_seats_text", string="Seats")

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
    @in_parts(_lt("Submit"), step="submit")
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

    @in_parts(_lt("Endorse"), step="endorse")
    def action_endorse(self, opinion=None, grade_id=None):
        """The section head's first word and grade (初步评定, S1-10); the leader decides."""
        values = {"opinion": opinion} if opinion else {}
        if grade_id:
            values["endorsed_grade_id"] = self._grade_of_scale(grade_id).id
        self._take("endorse", endorsed_on=fields.Datetime.now(), endorsed_by_id=self.env.uid, **values)
        self._ask_next()
        return True

    @in_parts(_lt("Approve"), step="approve")
    def action_approve(self, opinion=None):
        """The leader approves records that are not rated, also many at once (S0-14, A0-9)."""
        self._check_signable()
        values = {"opinion": opinion} if opinion else {}
        self._take("approve", approved_on=fields.Datetime.now(), **values)
        clear_tasks(self)
        return True

    def action_return(self):
        return self._ask_reason("return")

    @in_parts(_lt("Return"), step="return")
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

    @in_parts(_lt("File"), step="file")
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
        # neither is tracked; looked at by the tracking, each state would be told once more by a message of its own
        for report, values in posts_of_time(self).items():
            guarded(report).with_context(tracking_disable=True).write(values)

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

    # -- who sees it -----------------------------------------------------------------------------------------------
    @api.depends("grade_id", "period_id.published_on")
    @api.depends_context("uid")
    def _compute_shown_grade_id(self):
        """By what is stored, never by what a client puts into a record that is not saved yet."""
        for report in self:
            stored = report._origin.sudo()
            report.shown_grade_id = stored.grade_id if stored._grade_is_shown() else False

    def _grade_is_shown(self):
        """Whether the current user may see the grade of this (stored) record."""
        if self.env.su and self.env.uid == api.SUPERUSER_ID:
            return True
        if self._is_own():
            return bool(self.period_id.published_on)
        return self.leader_user_id == self.env.user or self.sudo().cycle_id._sees_all()

    # -- giving it -------------------------------------------------------------------------------------------------
    def _refuse_opinion(self):
        """:raises AccessError: the current user signs one of these records in no step now"""
        for report in self:
            if not any(report._may(step) for step in ("rate", "approve", "endorse")):
                raise AccessError(self.env._("%(record)s: the opinion is the leader's.", record=report.display_name))

    def _write_rating(self, values):
        """A grade or an opinion entered in a form or a list."""
        if "shown_grade_id" in values:
            if values["shown_grade_id"]:
                given = (values.get("opinion"), values.get("shown_grade_reason"))
                return self.action_rate(values["shown_grade_id"], *given)
            self.action_unrate()
        if "shown_grade_reason" in values:
            self._write_grade_reason(values["shown_grade_reason"])
        if "shown_endorsed_grade_id" in values:
            self._write_first_grade(values["shown_endorsed_grade_id"])
        if "opinion" in values:
            self.check_access("write")
            self._refuse_opinion()
            guarded(self.sudo()).write({"opinion": values["opinion"]})
        return True

    def action_rate(self, grade_id, opinion=None, grade_reason=None):
        """Give every record this grade. Whoever is one too many for the seats of a hard quota is refused.

        :param grade_id: id of a grade of the scale of the period
        :param grade_reason: why it is another grade than the mark's band proposes (A1-8)
        :raises UserError: another scale; no seat left; a soft quota overrun without an opinion that says why.
        """
        self.check_access("write")
        grade = self._grade_of_scale(grade_id)
        self._check_signable()
        self._check_marked(grade, grade_reason)
        before = self._pools_held()
        now = fields.Datetime.now()
        values = {"grade_id": grade.id, "rated_by_id": self.env.uid, "rated_on": now, "approved_on": now}
        if opinion is not None:
            values["opinion"] = opinion
        if grade_reason is not None:
            values["grade_reason"] = grade_reason
        for band, reports in self._band_grades().items():
            reports._take("rate", **values, band_grade_id=band)
        (before | self._pools_held())._recount(self)
        clear_tasks(self)
        return True

    def action_unrate(self):
        """Take the grade back; the record waits for another one and the seat is free."""
        pools = self._pools_held()
        self._take("unrate", grade_id=False, band_grade_id=False, rated_by_id=False, rated_on=False, approved_on=False)
        pools._recount()
        return True

    # -- seats -----------------------------------------------------------------------------------------------------
    def _pools(self):
        """{report: pools of its period in which it competes}. A number of queries that depends on no report."""
        pools = self.env["cadre.pool"].sudo().search([("period_id", "in", self.period_id.ids)])
        places = places_of_periods(pools)
        found = {}
        for report in self.sudo():
            of_period = places.get(report.period_id.id)
            found[report] = pools.browse(of_period(Standing.of(report)).values() if of_period else ())
        return found

    def _pools_held(self):
        """Pools in which one of these records holds a seat now."""
        held = self.env["cadre.pool"].sudo()
        for report, pools in self._pools().items():
            held |= pools.filtered(lambda pool, report=report: report.uses_seat and pool.grade_id == report.grade_id)
        return held

    @api.depends_context("uid", "lang")
    @api.depends("period_id", "grade_id")
    def _compute_seats_text(self):
        by_report = self._origin._pools()
        for report in self:
            stored = report._origin.sudo()
            sees = stored.leader_user_id == self.env.user or report._is_office()
            pools = by_report.get(stored) if sees and not stored._is_own() else None
            report.seats_text = listed(self.env, [pool._seats_text() for pool in pools or ()]) or False

    @api.model
    def rating_seats(self):
        """What a leader still has to give: for each open pool that he rates in, grade, seats, used and left.

        He learns the numbers, not who holds the seats.
        """
        mine = self.search([("leader_user_id", "=", self.env.uid), ("rated", "=", True), ("period_state", "=", "open")])
        pools = self.env["cadre.pool"].sudo()
        for found in mine._pools().values():
            pools |= found
        return [
            {
                "period": pool.period_id.name,
                "grade": pool.grade_id.name,
                "seats": pool.seats,
                "used": pool.used,
                "left": pool._rating_seats(pool.used).left,
                "text": pool._seats_text(),
            }
            for pool in pools.sorted(lambda pool: (pool.period_id.date_from, pool.id))
        ]
