"""In which pools of seats does a subject compete, and what is known of them before anybody is ranked?"""

from collections import defaultdict
from dataclasses import replace

from odoo.tools import SQL

from ...engine.model import Pool

IN_POOL = SQL(
    "((q.pooled_by = 'cycle' OR (q.pooled_by = 'unit' AND COALESCE(a.subject_unit_id, a.unit_id) = p.unit_id) "
    "OR (q.pooled_by = 'group' AND a.comparison_group_id = p.comparison_group_id)) "
    "AND (NOT EXISTS (SELECT 1 FROM cadre_scheme_quota_class_rel r WHERE r.cadre_scheme_quota_id = q.id) "
    "OR a.post_class_id IN (SELECT r.cadre_category_id FROM cadre_scheme_quota_class_rel r "
    "WHERE r.cadre_scheme_quota_id = q.id)))"
)
"""An assessment ``a`` competes for the seats of the pool ``p`` of the quota ``q``."""
SEATED = SQL("a.assessed AND a.uses_seat AND NOT COALESCE(a.seatless, false)")
"""What an assessment ``a`` is given uses a seat."""


class Places:
    """From a subject's row to {quota: pool}; one dictionary for all in the same pools."""

    def __init__(self, quotas):
        self._quotas, self._known = quotas, {}

    def __call__(self, row):
        key = tuple([of(row) for of in self._quotas.values()])
        found = self._known.get(key)
        if found is None:
            pairs = zip(self._quotas, key, strict=True)
            found = self._known[key] = {quota: pool for quota, pool in pairs if pool}
        return found

    def misses(self, row):
        """Whether some quota concerns the subject and has no pool for it yet."""
        return any(of(row) is None for of in self._quotas.values())


def pools_of(cycle):
    """The :class:`Places` of the result's quotas, and what is known of each pool beforehand."""
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT q.id, q.pooled_by, p.id, p.unit_id, p.comparison_group_id
              FROM cadre_scheme_quota q
         LEFT JOIN cadre_pool p ON p.quota_id = q.id AND p.cycle_id = %s AND p.period_id IS NULL
             WHERE q.scheme_id = %s AND q.use = 'result'
             ORDER BY q.sequence, q.id, p.id
            """,
            cycle.id,
            cycle.scheme_id.id,
        )
    )
    classes = {quota.id: set(quota.post_class_ids.ids) for quota in cycle.sudo().scheme_id.quota_ids}
    by_quota, pooled_by = defaultdict(dict), {}
    for quota, how, pool, unit, group in rows:
        pooled_by[quota] = how
        if pool:
            by_quota[quota][{"unit": unit, "group": group}.get(how)] = pool
    asked = {"unit": "unit_id", "group": "comparison_group_id"}

    def finder(quota):
        name, of, only = asked.get(pooled_by[quota]), by_quota[quota], classes[quota]

        def find(row):
            if only and row["post_class_id"] not in only:
                return False
            return of.get(row[name] if name else None)

        return find

    return Places({quota: finder(quota) for quota in pooled_by}), []


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
