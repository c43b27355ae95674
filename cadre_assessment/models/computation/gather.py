"""Gather everything a scheme may ask of all subjects of a cycle, in a fixed number of queries.

:func:`read` reads the records once; :func:`subjects` makes the engine's subjects of them, by the rules of a view.

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


class Records(NamedTuple):
    """What a cycle has of its subjects, before any rules look at it. Read once, whoever computes with it."""

    rows: list
    """The snapshot (:func:`subject_rows`)."""
    inputs: dict
    """{person or unit: inputs}"""
    postings: dict
    """{person or unit: postings of the ledger}"""
    settled: dict[int, Settled]
    """Ledger posting -> what the last computation said of it."""
    owed: dict
    """{person or unit: {component: records owed by now}} (:func:`_owed`)."""
    facts: Facts
    places: object
    """Row -> {quota: pool}."""
    pools: list[Pool]


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


class View:
    """By which rules records are looked at: here the cycle's own, under which they were made.

    Another view (:class:`..simulation.transfer.Transfer`) says what they are under other rules.
    """

    def __init__(self, places):
        self.pools_of = places

    def inputs(self, entries):
        """The inputs of one subject."""
        return tuple(entries)

    def postings(self, posted):
        """The postings of one subject that have points of their own; what a month's mark has already has none."""
        return tuple([one.posting for one in posted if one.points])

    def owed(self, owed):
        """{component: records owed by now} of one subject."""
        return owed

    def standing(self, row, _facts):
        """(status, in the base, uses a seat) of one subject."""
        return "normal", bool(row.in_base), bool(row.uses_seat)


def gather(cycle, only=None):
    """Everything about the subjects of ``cycle``; with ``only`` (ids of assessments) about those, whatever their state.

    Subjects are keyed by the id of their assessment, pools by the id of their record.
    """
    scheme = cycle.scheme_id.with_context(lang=cycle.scheme_id._text_lang())._engine_scheme(cycle.year)
    return gathered(read(cycle, scheme, facts_of_gates(scheme), only), scheme)


def facts_of_gates(scheme):
    """Names of the facts that the gates of a scheme (as the engine has it) ask for."""
    return facts_asked([gate.criterion for gate in scheme.gates])


def read(cycle, scheme, asked, only=None):
    """The records of ``cycle``, in a number of queries that does not depend on how many subjects there are.

    :param scheme: the cycle's own rules, as the engine has them: under these the records were made
    :param asked: names of the facts that are asked for
    :param only: ids of assessments, whatever their state; default: all that are not decided yet
    """
    cycle.env.flush_all()
    rows = subject_rows(cycle, only)
    wanted = None if only is None else [row.subject for row in rows]
    inputs = inputs_of(cycle, scheme, rows, wanted)
    postings, settled = postings_of(cycle, wanted)
    count_events(cycle, inputs, postings)
    owed = _owed(cycle, inputs)
    facts = Facts(cycle, rows, asked, postings, whole=only is None)
    return Records(rows, inputs, postings, settled, owed, facts, *pools_of(cycle))


def subjects(records, view):
    """The subjects of ``records`` as the engine wants them, by the rules of ``view`` (a :class:`View`)."""
    found = []
    for row in records.rows:
        facts = records.facts.of(row)
        status, in_base, uses_seat = view.standing(row, facts)
        found.append(
            Subject(
                key=row.id,
                group=row.comparison_group_id,
                classes=_only(row.post_class_id),
                inputs=view.inputs(records.inputs.get(row.subject, ())),
                postings=view.postings(records.postings.get(row.subject, ())),
                facts=facts,
                pools=view.pools_of(row),
                status=status,
                in_base=in_base,
                uses_seat=uses_seat,
                kinds=_only(row.unit_category_id),
                owed=view.owed(records.owed.get(row.subject, NOTHING)),
            )
        )
    return found


def gathered(records, scheme):
    """What the computation of a cycle by its own rules goes on with."""
    rows, places = records.rows, records.places
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
    made = subjects(records, View(places))
    return Gathered(scheme, made, records.pools, stored, names, subject, records.settled, homeless)


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
