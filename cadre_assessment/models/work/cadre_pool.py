"""How many seats of a rating are taken?  Counted by the database, under a lock on the pool's row (S0-20)."""

from odoo import models
from odoo.exceptions import UserError


class CadrePool(models.Model):
    _inherit = "cadre.pool"

    def _count_used(self):
        """Seats of a rating are counted, not remembered. One query for all pools."""
        counts = super()._count_used()
        ratings = self.filtered("period_id")
        groups = (
            self.env["cadre.progress.report"]
            .sudo()
            ._read_group(
                [
                    ("period_id", "in", ratings.period_id.ids),
                    ("grade_id", "in", ratings.grade_id.ids),
                    ("uses_seat", "=", True),
                ],
                ["period_id", "grade_id", "unit_id", "comparison_group_id", "entrusted", "post_class_id"],
                ["__count"],
            )
        )
        for pool in ratings:
            counts[pool.id] = sum(
                count
                for period, grade, unit, group, entrusted, post_class, count in groups
                if period == pool.period_id
                and grade == pool.grade_id
                and bool(entrusted) == pool.entrusted
                and (not pool.quota_id.post_class_ids or post_class in pool.quota_id.post_class_ids)
                and (not pool.unit_id or pool.unit_id == unit)
                and (not pool.comparison_group_id or pool.comparison_group_id == group)
                and (not pool.set_id or unit in pool.set_id.unit_ids or group in pool.set_id.comparison_group_ids)
            )
        return counts

    def _holds(self, report):
        """Whether ``report`` competes for the seats of this pool."""
        return self.period_id == report.period_id and self._concerns(report)

    def _seat_domain(self):
        self.ensure_one()
        domain = [("period_id", "=", self.period_id.id), ("grade_id", "=", self.grade_id.id), ("uses_seat", "=", True)]
        domain.append(("entrusted", "=", self.entrusted))
        if self.quota_id.post_class_ids:
            domain.append(("post_class_id", "in", self.quota_id.post_class_ids.ids))
        return domain + self._member_domain()

    def _recount(self, rated=None):
        """Lock the pools, count who holds their seats and write it. Raise UserError when ``rated`` are too many.

        The row is written, not only locked: who rates in the same instant waits, is told by the database that the row
        has changed, and starts again with the new count.
        """
        pools = self.sudo().sorted("id")
        if not pools:
            return
        self.env.cr.execute("SELECT id FROM cadre_pool WHERE id IN %s ORDER BY id FOR UPDATE", [tuple(pools.ids)])
        reports = self.env["cadre.progress.report"].sudo()
        for pool in pools:
            used = reports.search_count(pool._seat_domain())
            if rated and used > pool.seats:
                pool._refuse_overrun(rated, used)
            pool.used = used
        pools.flush_recordset(["used"])

    def _refuse_overrun(self, rated, used):
        """A hard quota refuses; a soft one asks for a reason (the opinion)."""
        figures = {
            "period": self.period_id.name,
            "grade": self.grade_id.name,
            "base": self.base,
            "seats": self.seats,
            "used": used,
        }
        if self.hard:
            raise UserError(
                self.env._(
                    "%(period)s: “%(grade)s” has %(seats)s seats for %(base)s people; this would be number %(used)s. "
                    "Give another grade, or take one back first.",
                    **figures,
                )
            )
        holders = rated.sudo().filtered(lambda report: report.grade_id == self.grade_id and self._holds(report))
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
            left=max(0, self.seats - self.used),
        )
        return self.env._("entrusted: %(seats)s", seats=text) if self.entrusted else text

    def action_holders(self):
        """The records that hold the seats, by the leader who gave them (A0-3): for the office."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_progress_report_action")
        context = {"group_by": ["leader_id"]}
        return {**action, "name": self.env._("Who Holds the Seats"), "domain": self._seat_domain(), "context": context}
