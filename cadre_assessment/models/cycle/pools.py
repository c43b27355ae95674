"""Count the bases of the pools of a cycle and set their seats."""

from collections import Counter

from ..guard import guarded
from .roster import roster
from .seats import CYCLE, Place, rules_of

STORED = ("unit_id", "comparison_group_id", "set_id", "entrusted")
"""A place as a pool stores it (:meth:`.seats.Place.columns`)."""
COLUMNS = ("quota_id", "period_id", *STORED)


def refresh_pools(cycle):
    """Count every base again and set its seats (G3). Periods that are published or locked keep theirs.

    A period counts who is there on its last day (S0-20), the result who is there on the cut-off day.
    """
    cycle = cycle.sudo()
    rosters, places = {}, {}
    sets = {quota: cycle.pool_set_ids._of(quota) for quota in cycle.scheme_id.quota_ids}
    rules = rules_of(cycle.scheme_id.quota_ids)
    for quota in cycle.scheme_id.quota_ids:
        for period in _periods(cycle, quota):
            day = min(period.date_to, cycle.cut_off) if period else cycle.cut_off
            if day not in rosters:
                rosters[day] = [row for row in roster(cycle, day) if row.assessed and row.in_base]
            counts = Counter(filter(None, map(rules[quota.id].place_of, rosters[day])))
            if quota.pooled_by == CYCLE:
                counts[Place(CYCLE, None, False)] += 0
            for place, base in counts.items():
                column = (quota.id, period.id, *place.columns(sets[quota]))
                places[column] = places.get(column, 0) + base
    _write(cycle, places)


def _periods(cycle, quota):
    if quota.use == "result":
        return [cycle.env["cadre.period"]]
    return cycle.period_ids.filtered(lambda period: period.level == quota.period_level and period.state == "open")


def _write(cycle, places):
    """Make and correct the pools of ``places`` (place -> base); seats follow from base, team and lower ratio."""
    Pool = guarded(cycle.env["cadre.pool"].sudo())
    there = {pool._stored_place(): pool for pool in cycle.pool_ids}
    _drop_merged(cycle, there, places)
    made = Pool.create(
        [{"cycle_id": cycle.id, **dict(zip(COLUMNS, place, strict=True))} for place in places if place not in there]
    )
    grades = cycle._team_grades()
    for pool in guarded(cycle.pool_ids | made):
        if pool.period_id and pool.period_id.state != "open":
            continue
        values = {"base": places.get(pool._stored_place(), 0), "attribute": pool._team_grade(grades)}
        if values["attribute"] != pool.attribute:
            pool.attribute = values["attribute"]
        values["seats"] = pool.quota_id._seats(values["base"], pool._engine_pool())
        changed = {name: value for name, value in values.items() if pool[name] != value}
        if changed:
            pool.write(changed)


def _drop_merged(cycle, there, places):
    """Seats of a unit that now shares a pool are no longer there, nor those of a pool that is shared no more, nor
    those of a group whose units have their own."""
    sets = {quota: cycle.pool_set_ids._of(quota) for quota in cycle.scheme_id.quota_ids}
    gone = [
        place
        for place, pool in there.items()
        if place not in places
        and not (pool.period_id and pool.period_id.state != "open")
        and (
            pool.set_id
            or (pool.unit_id or pool.comparison_group_id).id in sets[pool.quota_id]
            or pool.quota_id.apart_category_ids  # its units have seats of their own now
        )
    ]
    guarded(cycle.pool_ids.browse([there.pop(place).id for place in gone])).unlink()


def refresh_team_grades(cycle):
    """Bring the ratios that depend on the teams' grades up to date, before anybody is ranked."""
    pools = cycle.sudo().pool_ids
    pools.fetch(["quota_id", "period_id", *STORED, "attribute"])  # in one query, however many units there are
    pools = pools.filtered(lambda pool: pool.quota_id.ratio_line_ids and not pool.period_id)
    grades = cycle._team_grades() if pools else {}
    for pool in pools:
        grade = pool._team_grade(grades)
        if grade != pool.attribute:
            guarded(pool).attribute = grade
