"""Gather everything a scheme may ask of all subjects of a cycle, in a fixed number of queries.

Numbers leave the database as text and become exact fractions: a numeric column read through Odoo is a float. What was
recorded is read by :mod:`.gather_inputs`, what criteria ask beyond the snapshot by :mod:`.gather_facts`.
"""

from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from odoo.tools import SQL

from ...engine import Pool, Scheme, Subject
from ...engine.criteria import facts_asked
from ...engine.methods import PERIODS
from ..cycle.seats import pools_of
from ..rows import named
from .gather_facts import Facts
from .gather_inputs import Settled, count_events, inputs_of, postings_of

NOTHING = MappingProxyType({})


class Stored(NamedTuple):
    """What the last computation left on an assessment."""

    state: str
    total: str | None
    grade_id: int | None
    pending: bool
    previous: tuple
    """Total and grade of the time before that, whether there was a total, and the run that changed it."""
    verdict_digest: str | None
    trace_digest: str | None


class Gathered(NamedTuple):
    scheme: Scheme
    subjects: list[Subject]
    pools: list[Pool]
    stored: dict[int, Stored]
    names: dict[int, str]
    subject: dict[int, int]
    """Assessment -> id of the person or the unit."""
    settled: dict[int, Settled]
    """Ledger posting -> what the last computation said of it."""
    homeless: bool
    """Somebody's unit or group has no pool of seats yet."""


def gather(cycle, only=None):
    """Everything about the subjects of ``cycle``; with ``only`` (ids of assessments) about those, whatever their state.

    Subjects are keyed by the id of their assessment, pools by the id of their record.
    """
    cycle.env.flush_all()
    scheme = cycle.scheme_id.with_context(lang=cycle.scheme_id._text_lang())._engine_scheme()
    rows = subject_rows(cycle, only)
    wanted = None if only is None else [row.subject for row in rows]
    inputs = inputs_of(cycle, scheme, rows, wanted)
    postings, settled = postings_of(cycle, wanted)
    count_events(cycle, inputs, postings)
    asked = facts_asked([gate.criterion for gate in scheme.gates])
    owed = _owed(cycle, inputs)
    facts = Facts(cycle, rows, asked, postings, whole=only is None)
    places, pools = pools_of(cycle)
    subjects = [
        Subject(
            key=row.id,
            group=row.comparison_group_id,
            classes=_only(row.post_class_id),
            inputs=tuple(inputs.get(row.subject, ())),
            postings=tuple([one.posting for one in postings.get(row.subject, ()) if one.points]),
            facts=facts.of(row),
            pools=places(row),
            in_base=bool(row.in_base),
            uses_seat=bool(row.uses_seat),
            kinds=_only(row.unit_category_id),
            owed=owed.get(row.subject, NOTHING),
        )
        for row in rows
    ]
    stored = {
        row.id: Stored(
            row.state,
            row.total,
            row.grade_id,
            row.pending,
            (row.previous_total, row.previous_grade_id, row.has_previous, row.changed_run),
            row.verdict_digest,
            row.trace_digest,
        )
        for row in rows
    }
    homeless = any(row.in_base and places.misses(row) for row in rows)
    names = {row.id: row.name for row in rows}
    subject = {row.id: row.subject for row in rows}
    return Gathered(scheme, subjects, pools, stored, names, subject, settled, homeless)


def _owed(cycle, inputs):
    """{person: {component: records owed by now}} of those who lack some of what a mean over periods rests on (A1-3).

    Only who has some and not all of the year's records is asked about: who has all lacks none, and of none there is no
    mean. At the end of the year these are few.
    """
    components = cycle.scheme_id.sudo().component_ids.filtered(lambda one: one._method().takes == PERIODS)
    if not components or cycle._subject_field() != "employee_id":
        return {}
    found, until = {}, min(cycle.cut_off, cycle._today())
    for component in components:
        periods = cycle.sudo().period_ids.filtered(lambda one, level=component.period_level: one.level == level)
        key, whole, have = component.id, len(periods), {}
        for person, entries in inputs.items():
            count = len([one for one in entries if one.component == key])
            if 0 < count < whole:
                have[person] = count
        over = periods.filtered(lambda one: one.date_to <= until) if have else periods.browse()
        if over:
            for person, missing in cycle.sudo()._missing(over, owing=cycle._owing_among(have)).items():
                found.setdefault(person, {})[key] = have[person] + len(missing)
    return found


@cache
def _only(key):
    """The set of one key, or of none: one set for everybody who has it."""
    return frozenset({key} if key else ())


def subject_rows(cycle, only=None):
    """Rows of the subjects as the snapshot has them; ``subject`` is the id of the person or of the unit assessed.

    :param only: ids of assessments, whatever their state.
    """
    which = SQL("a.state IN ('open', 'computed')") if only is None else SQL("a.id = ANY(%s)", list(only))
    cycle.env.cr.execute(
        SQL(
            """
            SELECT a.id, COALESCE(a.employee_id, a.subject_unit_id) AS subject, a.employee_id, a.subject_unit_id,
                   a.name, a.state, a.party_member, a.is_unit_head, a.is_team_member,
                   COALESCE(a.subject_unit_id, a.unit_id) AS unit_id, a.comparison_group_id, a.in_base, a.uses_seat,
                   a.entrusted, a.veto_state, a.advanced, a.unfit, a.extremely_poor, a.post_class_id,
                   a.scope_facts, post_class.code AS post_class, identity.code AS identity,
                   unit.unit_category_id, kind.code AS unit_category, grouping.code AS comparison_group,
                   CASE WHEN a.has_total THEN a.total::text END AS total, a.proposed_grade_id AS grade_id,
                   COALESCE(a.pending, false) AS pending, a.previous_total::text AS previous_total, a.previous_grade_id,
                   COALESCE(a.has_previous, false) AS has_previous, a.changed_run, a.verdict_digest, a.trace_digest
              FROM cadre_assessment a
              LEFT JOIN cadre_category post_class ON post_class.id = a.post_class_id
              LEFT JOIN cadre_category identity ON identity.id = a.identity_id
              LEFT JOIN cadre_category grouping ON grouping.id = a.comparison_group_id
              LEFT JOIN hr_department unit ON unit.id = COALESCE(a.subject_unit_id, a.unit_id)
              LEFT JOIN cadre_category kind ON kind.id = unit.unit_category_id
             WHERE a.cycle_id = %s AND a.assessed AND %s
             ORDER BY a.id
            """,
            cycle.id,
            which,
        )
    )
    return named(cycle.env.cr)
