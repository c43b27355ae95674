"""How many seats does a decision give, of how many?  The counter beside the grades, and what the check counts by."""

from typing import NamedTuple

from markupsafe import Markup

from .gather_pools import places_of

SHOWN = 12
"""Counters shown beside the lines; with a pool for each unit those beyond their seats come first."""


class SeatState(NamedTuple):
    """Seats of one pool under a decision: ``members`` are the assessments (ids) that compete for them here."""

    pool: object
    seats: int
    used: int
    members: tuple
    given: tuple
    """Names of those who get the grade or the award here, using a seat."""

    @property
    def left(self):
        return self.seats - self.used

    def label(self, env):
        pool = self.pool
        prize = pool.grade_id.name or pool.quota_id.award_id.name
        where = pool._where()
        return env._(
            "%(grade)s: %(used)s of %(seats)s seats given, %(left)s left",
            grade=f"{prize} · {where}" if where else prize,
            used=self.used,
            seats=self.seats,
            left=self.left,
        )

    def badge(self, env):
        """The counter as the screen shows it: red beyond the seats, green with seats left, grey when all are given."""
        colour = "text-bg-danger" if self.left < 0 else "text-bg-success" if self.left else "text-bg-secondary"
        return Markup('<span class="badge rounded-pill fs-6 %s">%s</span>') % (colour, self.label(env))


def seat_states(decision):
    """The state of every pool of a limited grade or award of the result, as ``decision`` gives them (also in editing).

    Who was decided before and is not in this decision keeps his seat.
    """
    cycle = decision.cycle_id._origin
    pools = cycle.pool_ids.filtered(lambda pool: pool.quota_id.use == "result")
    if not pools:
        return []
    lines = {line.assessment_id._origin: line for line in decision.line_ids if line.assessment_id}
    others = decision.env["cadre.assessment"].search_fetch(
        [
            ("cycle_id", "=", cycle.id),
            ("assessed", "=", True),
            ("uses_seat", "=", True),
            ("state", "not in", ("open", "computed")),
            ("id", "not in", [one.id for one in lines]),
        ],
        ["name", "seatless", "decided_grade_id", "award_ids"],
    )
    places = places_of(cycle)
    members, given = {pool.id: [] for pool in pools}, {pool.id: [] for pool in pools}
    by_id = {pool.id: pool for pool in pools}
    for one, line in lines.items():
        for key in places.get(one.id, {}).values():
            members[key].append(one.id)
            if not one.seatless and one.uses_seat and _gives(line, by_id[key]):
                given[key].append(one.name)
    for one in others:
        for key in places.get(one.id, {}).values():
            if not one.seatless and _has(one, by_id[key]):
                given[key].append(one.name)
    return [
        SeatState(pool, pool.seats, len(given[pool.id]), tuple(members[pool.id]), tuple(given[pool.id]))
        for pool in pools
    ]


def badges(states, env):
    """The counters of a decision; of many pools those that are overrun or have seats left."""
    told = sorted(states, key=lambda state: (state.left >= 0, state.left == 0))[:SHOWN]
    text = Markup(" ").join(state.badge(env) for state in states if state in told)
    if len(states) > len(told):
        text += Markup(" <span>%s</span>") % env._("and %(count)s more pools", count=len(states) - len(told))
    return text


def _gives(line, pool):
    """Whether a line gives what the pool has seats for."""
    if pool.quota_id.award_id:
        return pool.quota_id.award_id in line.award_ids._origin
    return line.grade_id._origin == pool.grade_id


def _has(assessment, pool):
    if pool.quota_id.award_id:
        return bool(assessment.award_ids.filtered(lambda one: one.decided and one.quota_id == pool.quota_id))
    return assessment.decided_grade_id == pool.grade_id
