"""How many seats has a quota this year, and who may look at them?"""

from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..guard import guarded, is_trusted
from .roster import roster


class CadrePool(models.Model):
    """Seats of one quota for the people pooled this year. Made and changed by the cycle alone, never by hand."""

    _name = "cadre.pool"
    _description = "Pool of Seats"
    _order = "cycle_id, quota_id, period_id, id"

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    quota_id = fields.Many2one("cadre.scheme.quota", required=True, ondelete="restrict")
    period_id = fields.Many2one("cadre.period", ondelete="cascade", index=True)
    unit_id = fields.Many2one("hr.department")
    comparison_group_id = fields.Many2one("cadre.category")
    grade_id = fields.Many2one(related="quota_id.grade_id")
    hard = fields.Boolean(related="quota_id.hard")
    base = fields.Integer(readonly=True, aggregator=None)
    seats = fields.Integer(readonly=True, aggregator=None)
    used = fields.Integer(readonly=True, aggregator=None, help="Seats of a result, as last computed or decided.")
    seats_used = fields.Integer(string="Given", compute="_compute_seats_used")
    seats_left = fields.Integer(string="Left", compute="_compute_seats_used")
    tied_text = fields.Char(string="To Be Decided", readonly=True, help="待裁定")

    _once = models.UniqueIndex(
        "(cycle_id, quota_id, COALESCE(period_id, 0), COALESCE(unit_id, 0), COALESCE(comparison_group_id, 0))",
        "This pool exists.",
    )

    @api.depends("used", "seats")
    def _compute_seats_used(self):
        counts = self._count_used()
        for pool in self:
            pool.seats_used = counts.get(pool.id, 0)
            pool.seats_left = pool.seats - pool.seats_used

    @api.depends("quota_id", "period_id", "unit_id", "comparison_group_id")
    def _compute_display_name(self):
        for pool in self:
            parts = (pool.period_id.name, pool.unit_id.name, pool.comparison_group_id.name, pool.quota_id.name)
            pool.display_name = " · ".join(filter(None, parts))

    # Odoo lets a client write a read-only field: seats are no client's business.
    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_clients()
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_clients()
        return super().write(vals)

    def unlink(self):
        self._refuse_clients()
        return super().unlink()

    def _refuse_clients(self):
        if not is_trusted(self.env):
            raise AccessError(
                self.env._("Seats follow from the scheme and the people in it; nobody changes them by hand.")
            )

    def _count_used(self):
        """Seats given in each pool: id -> number. The room of the records counts the ratings of a period."""
        return {pool.id: pool.used for pool in self}

    def _place(self):
        """What a pool is for, as :meth:`cadre.cycle._place_of` says it of a person."""
        self.ensure_one()
        return self.quota_id.id, self.period_id.id, self.unit_id.id, self.comparison_group_id.id


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    @api.model
    def _place_of(self, quota, period, row):
        """The pool a person (a row of the roster) competes in: quota, period, unit and group, as ids or False."""
        return (
            quota.id,
            period.id,
            (row.unit_id or False) if quota.pooled_by == "unit" else False,
            (row.comparison_group_id or False) if quota.pooled_by == "group" else False,
        )

    def _refresh_pools(self):
        """Count every base again and set its seats (G3). Periods that are published or locked keep theirs.

        A period counts who is there on its last day (S0-20), the result who is there on the cut-off day.
        """
        self.ensure_one()
        cycle = self.sudo()
        rosters, places = {}, {}
        for quota in cycle.scheme_id.quota_ids:
            for period in self._pool_periods(cycle, quota):
                day = min(period.date_to, cycle.cut_off) if period else cycle.cut_off
                if day not in rosters:
                    rosters[day] = [row for row in roster(cycle, day) if row.assessed and row.in_base]
                counts = Counter(self._place_of(quota, period, row) for row in rosters[day])
                if quota.pooled_by == "cycle":
                    counts.setdefault((quota.id, period.id, False, False), 0)
                places.update((place, (count, quota._seats(count))) for place, count in counts.items())
        self._write_pools(cycle, places)

    def _pool_periods(self, cycle, quota):
        if quota.use == "result":
            return [self.env["cadre.period"]]
        return cycle.period_ids.filtered(lambda period: period.level == quota.period_level and period.state == "open")

    def _write_pools(self, cycle, places):
        Pool = guarded(self.env["cadre.pool"].sudo())
        there = {pool._place(): pool for pool in cycle.pool_ids}
        names = ("quota_id", "period_id", "unit_id", "comparison_group_id")
        Pool.create(
            [
                {"cycle_id": cycle.id, "base": base, "seats": seats, **dict(zip(names, place, strict=True))}
                for place, (base, seats) in places.items()
                if place not in there
            ]
        )
        for place, pool in there.items():
            if pool.period_id and pool.period_id.state != "open":
                continue
            base, seats = places.get(place, (0, 0))
            if (pool.base, pool.seats) != (base, seats):
                guarded(pool).write({"base": base, "seats": seats})
