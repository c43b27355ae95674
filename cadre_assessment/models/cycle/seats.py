"""Find the pool of seats in which somebody competes, and what is known of it before anybody is ranked.

The one telling: a :class:`Rule` says at which :class:`Place` of a quota a row stands, :func:`covered` which places a
pool holds the seats of, and :class:`Places` puts both together. Pools are made (:mod:`.pools`), results
computed, ratings counted, rules simulated and lists printed by asking here (S3-11, S2A-63, A2-1).
"""

from collections import defaultdict
from operator import attrgetter
from typing import NamedTuple

from odoo.tools import SQL

from ...engine import Pool, PoolError, Unusable, figure

CYCLE, UNIT, GROUP = "cycle", "unit", "group"
"""Over whom a quota is counted (``pooled_by``)."""
APART = "apart"
"""In a quota counted by groups: the seats of a unit are its own (S2A-63)."""
NAME = {UNIT: "unit_id", GROUP: "comparison_group_id"}
"""What of a row says where it stands; everybody stands at the one place of the cycle."""
MEMBERS = {UNIT: "unit_ids", GROUP: "comparison_group_ids"}
"""What of a shared pool (``cadre.pool.set``) says who shares it."""


class Place(NamedTuple):
    """Where somebody competes: everybody, one unit, one comparison group or one unit apart, who is entrusted apart."""

    how: str
    key: int | None
    """Id of the unit or of the group; ``None``: the whole cycle, or whose unit has no group."""
    entrusted: bool

    @property
    def team(self):
        """Unit whose team's grade may choose the ratio: that of its own people only (S3-12)."""
        return self.key if self.how == UNIT and not self.entrusted else None

    def columns(self, shared):
        """The place as a pool stores it: (unit, group, set, whether entrusted), ids or False.

        :param shared: {id of a unit or a group: id of the set by which it shares the seats of the quota}
        """
        one = shared.get(self.key) if self.how in NAME else None
        own = not one and self.key
        return (
            (own if self.how in (UNIT, APART) else False) or False,
            (own if self.how == GROUP else False) or False,
            one or False,
            self.entrusted,
        )


def covered(how, unit, group, members, entrusted):
    """The places whose seats a pool holds, as it is stored; a pool that does not fit its quota holds none.

    :param how: over whom its quota is counted
    :param members: ids of the units or groups that share it, ``None`` of a pool that nobody shares
    """
    if how == CYCLE:
        return [] if unit or group or members is not None else [Place(CYCLE, None, entrusted)]
    if how == GROUP and unit:
        return [Place(APART, unit, entrusted)]
    if members is None:
        members = [unit if how == UNIT else group]
    return [Place(how, one or None, entrusted) for one in members]


class Rule:
    """Who competes for the seats of one quota, and where.

    A row has ``unit_id``, ``comparison_group_id``, ``post_class_id`` and ``entrusted``: ids, and a truth value.
    """

    def __init__(self, how, only, apart):
        self._how, self._only, self._apart = how, only, apart
        self._key = attrgetter(NAME[how]) if how in NAME else None

    def place_of(self, row):
        """The place of ``row``; ``None`` when the quota does not concern it."""
        if self._only and row.post_class_id not in self._only:
            return None
        unit = self._apart.get(row.unit_id)
        if unit:
            return Place(APART, unit, bool(row.entrusted))
        return Place(self._how, (self._key(row) or None) if self._key else None, bool(row.entrusted))


def rules_of(quotas):
    """{quota id: :class:`Rule`}. One query beside those that read the quotas."""
    apart = apart_units(quotas)
    return {
        quota.id: Rule(quota.pooled_by, frozenset(quota.post_class_ids.ids), apart.get(quota.id, {}))
        for quota in quotas
    }


def counted_over(quota):
    """Over whom the seats of a quota are counted, to be compared: two schemes may say it alike."""
    return quota.pooled_by, quota.post_class_ids, quota.apart_category_ids


class Standing(NamedTuple):
    """Where somebody stands, as a row that a :class:`Rule` reads."""

    unit_id: int
    comparison_group_id: int
    post_class_id: int
    entrusted: bool

    @classmethod
    def of(cls, record):
        """Where ``record`` with these fields stands."""
        return cls(record.unit_id.id, record.comparison_group_id.id, record.post_class_id.id, record.entrusted)


standing = attrgetter(*Standing._fields)


class Places:
    """From a row to {quota: pool}; one dictionary for all at the same place.

    :param rules: {quota: :class:`Rule`}
    :param pools: {quota: {:class:`Place`: pool}}
    """

    def __init__(self, rules, pools):
        self._rules, self._pools, self._known, self._homeless = rules, pools, {}, set()

    def pool_of(self, quota, place):
        """The pool that holds the seats of ``place`` in ``quota``; ``None`` when there is none yet."""
        return self._pools[quota].get(place)

    def __call__(self, row):
        stands = standing(row)
        found = self._known.get(stands)
        if found is None:
            places = {quota: rule.place_of(row) for quota, rule in self._rules.items()}
            pools = {quota: self.pool_of(quota, place) for quota, place in places.items() if place}
            if None in pools.values():
                self._homeless.add(stands)
            found = self._known[stands] = {quota: pool for quota, pool in pools.items() if pool}
        return found

    def misses(self, row):
        """Whether some quota concerns the subject and has no pool for it yet."""
        self(row)
        return standing(row) in self._homeless


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
    rules = rules_of(cycle.sudo().scheme_id.quota_ids)
    members = _members(cycle)
    found, known = {}, []
    for quota, how, pool, unit, group, shared, entrusted, attribute, ratio in rows:
        places = found.setdefault(quota, {})
        if pool is None:
            continue
        for place in covered(how, unit, group, members[shared, how] if shared else None, entrusted):
            places[place] = pool
        if attribute or ratio or entrusted:
            known.append(Pool(quota, pool, attribute or None, ratio=_ratio(pool, ratio), entrusted=entrusted))
    return Places({quota: rules[quota] for quota in found}, found), known


def places_of_periods(pools):
    """{id of a period: :class:`Places` of its ``pools``, records}: for what is counted in a period (S0-20)."""
    rules = rules_of(pools.quota_id)
    found = {}
    for pool in pools.sorted(lambda one: (not one.set_id, one.id)):  # whose seats are his own shares none
        quotas = found.setdefault(pool.period_id.id, defaultdict(dict))
        for place in pool._covers():
            quotas[pool.quota_id.id][place] = pool.id
    return {
        period: Places({quota: rule for quota, rule in rules.items() if quota in quotas}, quotas)
        for period, quotas in found.items()
    }


def _ratio(pool, text):
    """The lower ratio that was set on a pool: a rule of the cycle, so that one that is no number stops it by name."""
    ratio = figure(text) if text else None
    if type(ratio) is Unusable:
        raise PoolError(pool, f"its lower ratio is {text!r}")
    return ratio


def _members(cycle):
    """{(set, over whom a quota is counted): ids of the units, or of the groups, that share it}."""
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT s.id, member.how, member.id
              FROM cadre_pool_set s
              JOIN (SELECT set_id, %s AS how, unit_id AS id FROM cadre_pool_set_unit_rel
                     UNION ALL SELECT set_id, %s, group_id FROM cadre_pool_set_group_rel) member ON member.set_id = s.id
             WHERE s.cycle_id = %s
            """,
            UNIT,
            GROUP,
            cycle.id,
        )
    )
    found = defaultdict(list)
    for pool_set, how, member in rows:
        found[pool_set, how].append(member)
    return found
