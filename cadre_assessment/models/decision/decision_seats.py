"""Seats that a decision gives, of how many: the counter beside the grades, and what the check counts by."""

from collections import Counter
from typing import NamedTuple

from markupsafe import Markup
from odoo.tools import SQL

from ..cycle.seats import pools_of
from ..rows import named

SHOWN = 12
"""Counters shown beside the lines; with a pool for each unit those beyond their seats come first."""


class SeatState(NamedTuple):
    """Seats of one pool under a decision: how many there are, and how many it and those before it give."""

    pool: object
    seats: int
    used: int

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
        return Markup('<span class="badge rounded-pill text-wrap fs-6 %s">%s</span>') % (colour, self.label(env))


def seat_states(decision):
    """The state of every pool of a limited grade or award of the result, as ``decision`` gives them (also in editing).

    Who was decided before and is not in this decision keeps his seat. As the decision is stored one statement counts
    all its lines, by the few places that decide in which pool somebody is; only lines that are being edited are read.
    """
    cycle = decision.cycle_id._origin
    pools = cycle.pool_ids.filtered(lambda pool: pool.quota_id.use == "result")
    if not pools:
        return []
    places, _known = pools_of(cycle)
    held = Counter()
    stored = isinstance(decision.id, int)
    for row in _rows(cycle, decision if stored else decision.browse()):
        _hold(held, places(row).values(), pools, row.grade_id, row.award_ids, row.quota_ids, row.count)
    if not stored:
        lines = {line.assessment_id._origin.id: line for line in decision.line_ids if line.assessment_id}
        for row in _places(cycle, list(lines)):
            line = lines[row.id]
            if line._stays_open():
                continue
            awards = line.award_ids._origin.ids
            _hold(held, places(row).values(), pools, line.grade_id._origin.id, awards, (), 1)
        for row in _rows(cycle, decision.browse(), list(lines)):
            _hold(held, places(row).values(), pools, row.grade_id, row.award_ids, row.quota_ids, -row.count)
    return [SeatState(pool, pool.seats, held[pool.id]) for pool in pools]


def _hold(held, keys, pools, grade, awards, quotas, count):
    """Count ``count`` subjects of the pools ``keys`` who get ``grade`` and ``awards``, or have awards of ``quotas``."""
    for pool in pools.browse(keys):
        quota = pool.quota_id
        if quota.award_id:
            gets = quota.award_id.id in (awards or ()) or quota.id in (quotas or ())
        else:
            gets = grade is not None and grade == pool.grade_id.id
        held[pool.id] += count if gets else 0


def _rows(cycle, decision, only=None):
    """What the lines of ``decision`` give, and what was decided before for who is not on them: counted by place.

    :param only: assessments (ids) that alone are counted
    """
    cycle.env.flush_all()
    cycle.env.cr.execute(
        SQL(
            """
              WITH given AS (SELECT r.cadre_decision_line_id AS line_id,
                                    array_agg(r.cadre_category_id ORDER BY r.cadre_category_id) AS award_ids
                               FROM cadre_decision_line_award_rel r
                               JOIN cadre_decision_line l ON l.id = r.cadre_decision_line_id
                              WHERE l.decision_id = %(decision)s
                                AND COALESCE(l.outcome, '') NOT IN ('missed', 'postponed')
                           GROUP BY 1),
                   before AS (SELECT w.assessment_id, array_agg(w.quota_id ORDER BY w.quota_id) AS quota_ids
                                FROM cadre_assessment_award w JOIN cadre_assessment a ON a.id = w.assessment_id
                               WHERE w.decided AND a.cycle_id = %(cycle)s
                            GROUP BY 1)
            SELECT COALESCE(a.subject_unit_id, a.unit_id) AS unit_id, a.comparison_group_id, a.post_class_id,
                   a.entrusted, CASE WHEN l.id IS NULL THEN a.decided_grade_id
                                     WHEN l.outcome IN ('missed', 'postponed') THEN NULL
                                     ELSE l.grade_id END AS grade_id,
                   given.award_ids, CASE WHEN l.id IS NULL THEN before.quota_ids END AS quota_ids,
                   count(*)::int AS count
              FROM cadre_assessment a
         LEFT JOIN cadre_decision_line l ON l.assessment_id = a.id AND l.decision_id = %(decision)s
         LEFT JOIN given ON given.line_id = l.id
         LEFT JOIN before ON before.assessment_id = a.id
             WHERE a.cycle_id = %(cycle)s AND a.assessed AND a.uses_seat AND NOT COALESCE(a.seatless, FALSE)
               AND (l.id IS NOT NULL OR a.state NOT IN ('open', 'computed')) AND %(only)s
          GROUP BY 1, 2, 3, 4, 5, 6, 7
            """,
            decision=decision.id or None,
            cycle=cycle.id,
            only=SQL("TRUE") if only is None else SQL("a.id = ANY(%s)", only),
        )
    )
    return named(cycle.env.cr)


def _places(cycle, ids):
    """What decides in which pools these assessments are, of those who use a seat."""
    cycle.env.cr.execute(
        SQL(
            """
            SELECT a.id, COALESCE(a.subject_unit_id, a.unit_id) AS unit_id, a.comparison_group_id, a.post_class_id,
                   a.entrusted
              FROM cadre_assessment a
             WHERE a.id = ANY(%s) AND a.assessed AND a.uses_seat AND NOT COALESCE(a.seatless, FALSE)
            """,
            ids,
        )
    )
    return named(cycle.env.cr)


def pools_of_lines(lines):
    """{line: ids of the pools its subject competes in}: one statement for each cycle."""
    found = {}
    for cycle, some in lines.grouped(lambda line: line.decision_id.cycle_id._origin).items():
        places, _known = pools_of(cycle) if cycle else (None, None)
        ids = some.assessment_id._origin.ids
        keys = {row.id: list(places(row).values()) for row in _places(cycle, ids)} if cycle else {}
        found |= {line: keys.get(line.assessment_id._origin.id, []) for line in some}
    return found


def badges(states, env):
    """The counters of a decision; of many pools those that are overrun or have seats left."""
    told = sorted(states, key=lambda state: (state.left >= 0, state.left == 0))[:SHOWN]
    text = Markup(" ").join(state.badge(env) for state in states if state in told)
    if len(states) > len(told):
        text += Markup(" <span>%s</span>") % env._("and %(count)s more pools", count=len(states) - len(told))
    return text
