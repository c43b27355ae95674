"""How many seats does a decision give, of how many?  The counter beside the grades, and what the check counts by."""

from typing import NamedTuple

from markupsafe import Markup


class SeatState(NamedTuple):
    """Seats of one pool under a decision: ``members`` are the assessments (ids) that compete for them here."""

    pool: object
    seats: int
    used: int
    members: tuple
    given: tuple
    """Names of those who get the grade here, using a seat."""

    @property
    def left(self):
        return self.seats - self.used

    def label(self, env):
        pool = self.pool
        where = pool.unit_id.name or pool.comparison_group_id.name
        name = f"{pool.grade_id.name} · {where}" if where else pool.grade_id.name
        return env._(
            "%(grade)s: %(used)s of %(seats)s seats given, %(left)s left",
            grade=name,
            used=self.used,
            seats=self.seats,
            left=self.left,
        )

    def badge(self, env):
        """The counter as the screen shows it: red beyond the seats, green with seats left, grey when all are given."""
        colour = "text-bg-danger" if self.left < 0 else "text-bg-success" if self.left else "text-bg-secondary"
        return Markup('<span class="badge rounded-pill fs-6 %s">%s</span>') % (colour, self.label(env))


def seat_states(decision):
    """The state of every pool of a limited grade of the result, with the grades of ``decision`` (also while edited).

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
            ("decided_grade_id", "in", pools.grade_id.ids),
            ("id", "not in", [one.id for one in lines]),
        ],
        ["name", "unit_id", "comparison_group_id", "decided_grade_id"],
    )
    return [_state(pool, lines, others) for pool in pools]


def belongs(pool, assessment):
    """Whether the person competes for the seats of this pool."""
    return pool._concerns(assessment)


def _state(pool, lines, others):
    members = [one for one in lines if belongs(pool, one)]
    given = [one for one in members if one.uses_seat and lines[one].grade_id._origin == pool.grade_id]
    given += [one for one in others if one.decided_grade_id == pool.grade_id and belongs(pool, one)]
    return SeatState(pool, pool.seats, len(given), tuple(one.id for one in members), tuple(one.name for one in given))
