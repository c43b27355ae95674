"""In which pools of seats does an assessment compete, and what is known of them before anybody is ranked?

One truth for the database and for Python: :data:`IN_POOL` says it of rows, :func:`pools_of` finds it for rows read.
"""

from collections import defaultdict
from operator import attrgetter

from odoo.tools import SQL

from ...engine.model import Pool
from ...engine.numbers import EngineError, Unusable, figure

UNIT_OF = SQL("COALESCE(a.subject_unit_id, a.unit_id)")

IN_POOL = SQL(
    """
    (COALESCE(a.entrusted, FALSE) = COALESCE(p.entrusted, FALSE)
     AND (q.pooled_by = 'cycle'
          OR (q.pooled_by = 'unit' AND p.set_id IS NULL AND %(unit)s = p.unit_id)
          OR (q.pooled_by = 'group' AND p.set_id IS NULL AND a.comparison_group_id = p.comparison_group_id)
          OR (q.pooled_by = 'unit' AND %(unit)s IN (
                SELECT s.unit_id FROM cadre_pool_set_unit_rel s WHERE s.set_id = p.set_id))
          OR (q.pooled_by = 'group' AND a.comparison_group_id IN (
                SELECT s.group_id FROM cadre_pool_set_group_rel s WHERE s.set_id = p.set_id)))
     AND (NOT EXISTS (SELECT 1 FROM cadre_scheme_quota_class_rel r WHERE r.cadre_scheme_quota_id = q.id)
          OR a.post_class_id IN (SELECT r.cadre_category_id FROM cadre_scheme_quota_class_rel r
                                  WHERE r.cadre_scheme_quota_id = q.id)))
    """,
    unit=UNIT_OF,
)
"""An assessment ``a`` competes for the seats of the pool ``p`` of the quota ``q`` (S3-11, A2-1)."""

PLACE = {"unit": "unit_id", "group": "comparison_group_id"}
"""What of a subject decides in which pool of a quota it is; everybody is in the one pool of the cycle."""


_place = attrgetter("unit_id", "comparison_group_id", "post_class_id", "entrusted")


class Places:
    """From a subject's row to {quota: pool}; one dictionary for all at the same place.

    A row has ``unit_id``, ``comparison_group_id``, ``post_class_id`` and ``entrusted``.
    """

    def __init__(self, quotas):
        self._quotas, self._known, self._homeless = quotas, {}, set()

    def __call__(self, row):
        place = _place(row)
        found = self._known.get(place)
        if found is None:
            pools = {quota: of(row) for quota, of in self._quotas.items()}
            if None in pools.values():
                self._homeless.add(place)
            found = self._known[place] = {quota: pool for quota, pool in pools.items() if pool}
        return found

    def misses(self, row):
        """Whether some quota concerns the subject and has no pool for it yet."""
        self(row)
        return _place(row) in self._homeless


def pools_of(cycle):
    """The :class:`Places` of the result's quotas, and what is known of each pool beforehand (3 queries).

    Known is the grade of the unit's team, by which a quota may choose its ratio (S3-43 … S3-46), and a lower ratio
    that the organization set (A3-5).
    """
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT q.id, q.pooled_by, p.id, p.unit_id, p.comparison_group_id, p.set_id, COALESCE(p.entrusted, FALSE),
                   p.attribute, NULLIF(p.lower_ratio, 0)::text
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
    sets = _sets(cycle)
    finders, found, known = {}, defaultdict(dict), []
    for quota, how, pool, unit, group, pool_set, entrusted, attribute, ratio in rows:
        if quota not in finders:
            finders[quota] = _finder(PLACE.get(how), found[quota], classes[quota])
        if pool is None:
            continue
        for place in sets[pool_set] if pool_set else [{"unit": unit, "group": group}.get(how)]:
            found[quota][place, entrusted] = pool
        if attribute or ratio:
            known.append(Pool(quota, pool, attribute or None, ratio=_ratio(pool, ratio)))
    return Places(finders), known


def _ratio(pool, text):
    """The lower ratio that was set on a pool: a rule of the cycle, so that one that is no number stops it by name."""
    ratio = figure(text) if text else None
    if type(ratio) is Unusable:
        raise EngineError(f"the lower ratio of the pool of seats {pool} is {text!r}")
    return ratio


def _finder(name, pools, only):
    place = attrgetter(name) if name else lambda _row: None

    def find(row):
        if only and row.post_class_id not in only:
            return False
        return pools.get((place(row), bool(row.entrusted)))

    return find


def _sets(cycle):
    """{set: ids of the units, or of the groups, it puts together}."""
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT s.id, member.id
              FROM cadre_pool_set s
              JOIN (SELECT set_id, unit_id AS id FROM cadre_pool_set_unit_rel
                     UNION ALL SELECT set_id, group_id FROM cadre_pool_set_group_rel) member ON member.set_id = s.id
             WHERE s.cycle_id = %s
            """,
            cycle.id,
        )
    )
    found = defaultdict(list)
    for pool_set, member in rows:
        found[pool_set].append(member)
    return found
