"""Count the seats of a rating that are taken, under a lock on the pool's row (S0-20)."""

from odoo import models
from odoo.exceptions import UserError

from ...engine.rating import RatingSeats
from ..cycle.seats import Standing, places_of_periods


class CadrePool(models.Model):
    _inherit = "cadre.pool"

    def _count_used(self):
        """Seats of a rating are counted, not remembered. One query for all pools."""
        counts = super()._count_used()
        ratings = self.sudo().filtered("period_id")
        if not ratings:
            return counts
        counts.update(dict.fromkeys(ratings.ids, 0))
        places = places_of_periods(ratings)
        domain = [
            ("period_id", "in", ratings.period_id.ids),
            ("grade_id", "in", ratings.grade_id.ids),
            ("uses_seat", "=", True),
        ]
        by = ["period_id", "grade_id", *Standing._fields]
        for period, grade, *where, count in (
            self.env["cadre.progress.report"].sudo()._read_group(domain, by, ["__count"])
        ):
            row = Standing(*[one.id if isinstance(one, models.BaseModel) else one for one in where])
            for pool in ratings.browse(places[period.id](row).values()):
                counts[pool.id] += count if pool.grade_id == grade else 0
        return counts

    def _held_by(self, reports):
        """Those of ``reports`` that compete for the seats of this pool."""
        self.ensure_one()
        pools = reports._pools()
        return reports.filtered(lambda report: self in pools[report])

    def _recount(self, rated=None):
        """Lock the pools, count who holds their seats and write it. Raise UserError when ``rated`` are too many.

        The row is written, not only locked: who rates in the same instant waits, is told by the database that the row
        has changed, and starts again with the new count.
        """
        pools = self.sudo().sorted("id")
        if not pools:
            return
        self.env.cr.execute("SELECT id FROM cadre_pool WHERE id IN %s ORDER BY id FOR UPDATE", [tuple(pools.ids)])
        for key, used in pools._count_used().items():
            pool = pools.browse(key)
            if rated:
                pool._check_seat(rated, used)
            pool.used = used
        pools.flush_recordset(["used"])

    def _rating_seats(self, used):
        """The seats as the engine knows them, when ``used`` of them are taken."""
        self.ensure_one()
        return RatingSeats(self.quota_id.code, self.seats, used, self.base, self.hard)

    def _check_seat(self, rated, used):
        """Whether the last of ``used`` ratings may be given: a hard quota refuses; a soft one asks for the opinion.

        :raises UserError: no seat left; none, and no opinion that says why it is given all the same
        """
        verdict = self._rating_seats(used - 1).another().code
        if verdict == "seat_free":
            return
        figures = {
            "period": self.period_id.name,
            "grade": self.grade_id.name,
            "base": self.base,
            "seats": self.seats,
            "used": used,
        }
        if verdict == "seat_refused":
            raise UserError(
                self.env._(
                    "%(period)s: “%(grade)s” has %(seats)s seats for %(base)s people; this would be number %(used)s. "
                    "Give another grade, or take one back first.",
                    **figures,
                )
            )
        holders = self._held_by(rated.sudo().filtered(lambda report: report.grade_id == self.grade_id))
        if not all((report.opinion or "").strip() for report in holders):
            raise UserError(
                self.env._(
                    "%(period)s: “%(grade)s” has %(seats)s seats for %(base)s people; this would be number %(used)s. "
                    "It is possible with a reason: write it into the opinion.",
                    **figures,
                )
            )

    def _seats_text(self):
        text = self.env._(
            "%(grade)s: %(seats)s seats, %(used)s used, %(left)s left",
            grade=self.grade_id.name,
            seats=self.seats,
            used=self.used,
            left=self._rating_seats(self.used).left,
        )
        return self.env._("entrusted: %(seats)s", seats=text) if self.entrusted else text

    def action_holders(self):
        """The records that hold the seats, by the leader who gave them (A0-3): for the office."""
        self.ensure_one()
        pool = self.sudo()
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_progress_report_action")
        rated = self.env["cadre.progress.report"].search(
            [("period_id", "=", pool.period_id.id), ("grade_id", "=", pool.grade_id.id), ("uses_seat", "=", True)]
        )
        domain = [("id", "in", pool._held_by(rated).ids)]
        context = {"group_by": ["leader_id"]}
        return {**action, "name": self.env._("Who Holds the Seats"), "domain": domain, "context": context}
