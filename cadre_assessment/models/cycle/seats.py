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
          OR (q.pooled_by = 'group' AND p.unit_id = %(apart)s)
          OR (q.pooled_by = 'group' AND p.set_id IS NULL AND p.unit_id IS NULL AND %(apart)s IS NULL
              AND a.comparison_group_id IS NOT DISTINCT FROM p.comparison_group_id)
          OR (q.pooled_by = 'unit' AND %(unit)s IN (
                SELECT s.unit_id FROM cadre_pool_set_unit_rel s WHERE s.set_id = p.set_id))
          OR (q.pooled_by = 'group' AND %(apart)s IS NULL AND a.comparison_group_id IN (
                SELECT s.group_id FROM cadre_pool_set_group_rel s WHERE s.set_id = p.set_id)))
     AND (NOT EXISTS (SELECT 1 FROM cadre_scheme_quota_class_rel r WHERE r.cadre_scheme_quota_id = q.id)
          OR a.post_class_id IN (SELECT r.cadre_category_id FROM cadre_scheme_quota_class_rel r
                                  WHERE r.cadre_scheme_quota_id = q.id)))
    """,
    unit=UNIT_OF,
    apart=SQL(
        """
        (SELECT up.id FROM hr_department one
           JOIN hr_department up ON up.is_unit AND one.parent_path LIKE up.parent_path || '%%'
           JOIN cadre_scheme_quota_apart_rel r ON r.cadre_category_id = up.unit_category_id
          WHERE one.id = %s AND r.cadre_scheme_quota_id = q.id ORDER BY length(up.parent_path) DESC LIMIT 1)
        """,
        UNIT_OF,
    ),
)
"""An assessment ``a`` competes for the seats of the pool ``p`` of the quota ``q`` (S3-11, S2A-63, A2-1)."""

PLACE = {"unit": "unit_id", "group": "comparison_group_id"}
"""What of a subject decides in which pool of a quota it is; everybody is in the one pool of the cycle."""
APART = "apart"
"""Beside a unit's id: its seats are its own in a quota counted by groups."""


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


def apart_units(quotas):
    """{quota id: {unit id: the unit, itself or above it, that has seats of its own in this quota}} (S2A-63). 1 query.

    Who is ranked with whom (the comparison group) and who shares seats are two questions.
    """
    counted = quotas.filtered(lambda quota: quota.pooled_by == "group" and quota.apart_category_ids)
    found = {quota.id: {} for quota in counted}
    if not counted:
        return found
    rows = quotas.env.execute_query(
        SQL(
            """
            SELECT r.cadre_scheme_quota_id, one.id, up.id
              FROM cadre_scheme_quota_apart_rel r
              JOIN hr_department up ON up.is_unit AND up.unit_category_id = r.cadre_category_id
              JOIN hr_department one ON one.parent_path LIKE up.parent_path || '%%'
             WHERE r.cadre_scheme_quota_id = ANY(%s)
          ORDER BY length(up.parent_path)
            """,
            counted.ids,
        )
    )
    for quota, unit, apart in rows:  # the nearest one comes last
        found[quota][unit] = apart
    return found


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
    quotas = cycle.sudo().scheme_id.quota_ids
    classes = {quota.id: set(quota.post_class_ids.ids) for quota in quotas}
    apart = apart_units(quotas)
    sets = _sets(cycle)
    finders, found, known = {}, defaultdict(dict), []
    for quota, how, pool, unit, group, pool_set, entrusted, attribute, ratio in rows:
        if quota not in finders:
            finders[quota] = _finder(PLACE.get(how), found[quota], classes[quota], apart.get(quota))
        if pool is None:
            continue
        if how == "group" and unit:
            places = [(APART, unit)]
        else:
            places = sets[pool_set] if pool_set else [{"unit": unit, "group": group}.get(how)]
        for place in places:
            found[quota][place, entrusted] = pool
        if attribute or ratio or entrusted:
            known.append(Pool(quota, pool, attribute or None, ratio=_ratio(pool, ratio), entrusted=entrusted))
    return Places(finders), known


def _ratio(pool, text):
    """The lower ratio that was set on a pool: a rule of the cycle, so that one that is no number stops it by name."""
    ratio = figure(text) if text else None
    if type(ratio) is Unusable:
        raise EngineError(f"the lower ratio of the pool of seats {pool} is {text!r}")
    return ratio


def _finder(name, pools, only, apart=None):
    group = attrgetter(name) if name else lambda _row: None

    def place(row):
        unit = apart.get(row.unit_id) if apart else None
        return (APART, unit) if unit else group(row)

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
