"""How many seats of each pool are taken, and by whom of those who are not computed again?"""

from dataclasses import replace

from odoo.tools import SQL

from ...engine.model import Pool
from ..cycle.seats import IN_POOL

SEATED = SQL("a.assessed AND a.uses_seat AND NOT COALESCE(a.seatless, false)")
"""What an assessment ``a`` is given uses a seat."""


def seats_held(cycles):
    """[(pool, seats taken)] of every pool of the result: by decided grades and awards, else by those proposed."""
    return cycles.env.execute_query(
        SQL(
            """
            SELECT p.id, count(a.id)
              FROM cadre_pool p
              JOIN cadre_scheme_quota q ON q.id = p.quota_id AND q.use = 'result'
         LEFT JOIN cadre_assessment a ON a.cycle_id = p.cycle_id AND %s AND %s
               AND CASE WHEN q.award_id IS NULL THEN COALESCE(a.decided_grade_id, a.proposed_grade_id) = q.grade_id
                   ELSE EXISTS (SELECT 1 FROM cadre_assessment_award w
                                 WHERE w.assessment_id = a.id AND w.quota_id = q.id
                                   AND CASE WHEN a.state IN ('open', 'computed') THEN w.won ELSE w.decided END) END
             WHERE p.cycle_id = ANY(%s)
             GROUP BY p.id
            """,
            SEATED,
            IN_POOL,
            cycles.ids,
        )
    )


def pools_of_others(cycle, pools, alone):
    """``pools`` with their bases and how many of their seats are held by subjects other than ``alone`` (A3-12)."""
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT p.quota_id, p.id, p.base, count(a.id)
              FROM cadre_pool p
              JOIN cadre_scheme_quota q ON q.id = p.quota_id AND q.use = 'result'
         LEFT JOIN cadre_assessment a ON a.cycle_id = p.cycle_id AND %s AND %s AND NOT a.id = ANY(%s)
               AND CASE WHEN q.award_id IS NULL THEN a.decided_grade_id = q.grade_id
                   ELSE EXISTS (SELECT 1 FROM cadre_assessment_award w
                                 WHERE w.assessment_id = a.id AND w.quota_id = q.id AND w.decided) END
             WHERE p.cycle_id = %s
             GROUP BY p.quota_id, p.id, p.base
            """,
            SEATED,
            IN_POOL,
            list(alone),
            cycle.id,
        )
    )
    known = {(pool.quota, pool.key): pool for pool in pools}
    return [
        replace(known.get((quota, pool)) or Pool(quota, pool), base=base, taken=taken)
        for quota, pool, base, taken in rows
    ]
