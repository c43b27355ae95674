"""Rate a record: the leader's grade, who may see it, and the seat it takes (S0-19, S0-20)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..cycle.seats import Standing, places_of_periods
from ..guard import guarded
from ..guard.activities import clear_tasks
from ..listing import listed


class CadreProgressReport(models.Model):
    _inherit = "cadre.progress.report"

    shown_grade_id = fields.Many2one(
        "cadre.scale.grade",
        string="Grade",
        compute="_compute_shown_grade_id",
        readonly=False,
        domain="[('scale_id', '=', scale_id)]",
        help="Seen by its rater, the office and the deciding body; by the person once the period is published.",
    )
    seats_text = fields.Char(compute="_compute_seats_text", string="Seats")

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
            steps = ("rate", "approve", "endorse")
            for report in self:
                if not any(report._may(step) for step in steps):
                    raise AccessError(
                        self.env._("%(record)s: the opinion is the leader's.", record=report.display_name)
                    )
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
