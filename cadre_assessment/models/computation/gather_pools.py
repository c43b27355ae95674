"""Who holds a seat of which pool, and how many are taken by those who are not computed again."""

from collections import Counter
from dataclasses import replace

from odoo.tools import SQL

from ...engine import Pool
from ..cycle.seats import pools_of
from ..rows import named


def places_of(cycle):
    """{assessment id: {quota id: pool id}} of everybody assessed in ``cycle``. Three queries."""
    places, _pools = pools_of(cycle)
    return {row.id: places(row) for row in _rows(cycle, SQL("TRUE"))}


def _rows(cycle, which):
    """What places an assessment in its pools, and what it holds, of the assessments ``a`` for which ``which`` is so."""
    cycle.env.cr.execute(
        SQL(
            """
            SELECT a.id, COALESCE(a.subject_unit_id, a.unit_id) AS unit_id, a.comparison_group_id, a.post_class_id,
                   a.entrusted, a.uses_seat AND NOT COALESCE(a.seatless, false) AS seated,
                   a.state IN ('open', 'computed') AS living, a.decided_grade_id, a.proposed_grade_id,
                   given.quotas_won, given.quotas_decided
              FROM cadre_assessment a
         LEFT JOIN LATERAL (
                   SELECT array_agg(w.quota_id) FILTER (WHERE w.won) AS quotas_won,
                          array_agg(w.quota_id) FILTER (WHERE w.decided) AS quotas_decided
                     FROM cadre_assessment_award w WHERE w.assessment_id = a.id) given ON TRUE
             WHERE a.cycle_id = %s AND a.assessed AND %s
            """,
            cycle.id,
            which,
        )
    )
    return named(cycle.env.cr)


def _holds(row, quota, grade):
    """Whether a row holds a seat of ``quota``: what is decided, else what is proposed. ``grade`` ``None``: an award."""
    if grade is None:
        return quota in ((row.quotas_won if row.living else row.quotas_decided) or ())
    return grade == (row.proposed_grade_id if row.living else row.decided_grade_id)


def seats_held(cycle, but=()):
    """{pool id: seats taken} by decided grades and awards, else by those proposed; of everybody but ``but`` (ids)."""
    cycle.env.flush_all()
    grades = {quota.id: quota.grade_id.id or None for quota in cycle.sudo().scheme_id.quota_ids}
    places, _pools = pools_of(cycle)
    held = Counter()
    for row in _rows(cycle, SQL("NOT a.id = ANY(%s)", list(but))):
        if row.seated:
            for quota, pool in places(row).items():
                held[pool] += _holds(row, quota, grades[quota])
    return held


def pools_of_others(cycle, pools, alone):
    """``pools`` with their bases and how many of their seats are held by subjects other than ``alone`` (A3-12)."""
    held = seats_held(cycle, but=alone)
    known = {(pool.quota, pool.key): pool for pool in pools}
    rows = cycle.env.execute_query(
        SQL(
            "SELECT p.quota_id, p.id, p.base FROM cadre_pool p JOIN cadre_scheme_quota q ON q.id = p.quota_id "
            "AND q.use = 'result' WHERE p.cycle_id = %s",
            cycle.id,
        )
    )
    return [
        replace(known.get((quota, pool)) or Pool(quota, pool), base=base, taken=held[pool])
        for quota, pool, base in rows
    ]
