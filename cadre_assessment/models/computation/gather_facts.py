"""Facts that criteria ask beyond the snapshot: cases, events, the unit's result, earlier years.

Only what is asked is read: each kind of fact is one query for all subjects, and none when no criterion asks for it.
"""

import json
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from odoo.tools import SQL

from ..clock import today_of
from ..states import DECIDED
from .gather_inputs import among
from .gather_years import NAMES, earlier_years, histories

CASE = frozenset({"open_case", "sanctions"})
UNIT = frozenset({"unit_veto", "unit_awards", "team_grade"})
HISTORY = frozenset(NAMES)
PERIOD_GRADES = {"month_grades": "month", "quarter_grades": "quarter", "half_grades": "half"}
"""Facts that are the grades of the periods of a level."""


class UnitResult(NamedTuple):
    """What the cycles decided before say of a unit."""

    vetoed: bool
    awards: tuple[str, ...]
    """Codes of the awards given to it."""
    team_grade: str | None


NO_RESULT = UnitResult(False, (), None)
NO_CASE = False, ()
"""Whether a case is open, and which sanctions count."""
NO_YEARS = (), (), ()

_frozen = attrgetter(
    "scope_facts", "post_class", "identity", "unit_category", "comparison_group", "party_member", "is_unit_head",
    "is_team_member", "entrusted", "veto_state", "advanced", "unfit", "extremely_poor",
)  # fmt: skip
"""What a row of the subjects says of itself, in the order in which :func:`_own` takes it."""


class Facts:
    """Facts of the subjects in ``rows`` (see :func:`.gather.subject_rows`); ``asked``: names of those that are needed.

    :param postings: subject -> :class:`.gather_inputs.Posted`, as the ledger has them.
    :param whole: ``rows`` are a whole cycle: what can be found without a list of ten thousand ids is.
    """

    def __init__(self, cycle, rows, asked, postings, whole=False):
        self._known, self._answers = {}, []
        people = None if whole else [row.employee_id for row in rows if row.employee_id]
        if asked & CASE:
            cases = self._cases_of(cycle, people)
            self._ask(("open_case", "sanctions"), lambda row: cases.get(row.employee_id, NO_CASE))
        if "events" in asked:
            self._ask(("events",), lambda row: (tuple([one.code for one in postings.get(row.subject, ())]),))
        if "unit_events" in asked:
            incidents = self._unit_events(cycle)
            self._ask(("unit_events",), lambda row: (incidents.get(row.unit_id, ()),))
        if asked & UNIT:
            units = units_decided_before(cycle)
            self._ask(("unit_veto", "unit_awards", "team_grade"), lambda row: units.get(row.unit_id, NO_RESULT))
        for name, level in PERIOD_GRADES.items():
            if name in asked:
                rated = period_grades(cycle, people, level)
                self._ask((name,), lambda row, rated=rated: (rated.get(row.subject, ()),))
        if asked & HISTORY:
            years = earlier_years(cycle, cycle._subject_field(), [row.subject for row in rows])
            known = {subject: histories(mine) for subject, mine in years.items()}
            self._ask(NAMES, lambda row: known.get(row.subject, NO_YEARS))

    def _ask(self, names, answer):
        """Facts of one kind: what they are called, and the function from a row to their values."""
        self._answers.append((names, answer))

    def of(self, row):
        """{fact: value} of one subject; not to be written to, for thousands share a few of them."""
        own, answers = _frozen(row), [answer(row) for _names, answer in self._answers]
        key = (own, *answers)
        found = self._known.get(key)
        if found is None:
            facts = _own(*own)
            for (names, _answer), values in zip(self._answers, answers, strict=True):
                facts.update(zip(names, values, strict=True))
            found = self._known[key] = MappingProxyType(facts)
        return found

    @staticmethod
    def _cases_of(cycle, people):
        """Whether a case is open today and which sanctions count this year, and no more (O-12, O-13)."""
        today = today_of(cycle)
        found = cycle.env["cadre.case"].sudo()._facts(people, cycle.year, today)
        return {person: (case["open_case"], case["sanctions"]) for person, case in found.items()}

    @staticmethod
    def _unit_events(cycle):
        """{unit: codes of its confirmed events}, of this cycle and of those decided before it."""
        rows = cycle.env.execute_query(
            SQL(
                """
                SELECT p.subject_unit_id, array_agg(adjustment.code ORDER BY p.date, p.id)
                  FROM cadre_ledger_posting p
                  JOIN cadre_ledger_event e ON e.id = p.event_id AND e.state = 'confirmed'
                  JOIN cadre_scheme_adjustment adjustment ON adjustment.id = p.adjustment_id
                 WHERE p.cycle_id = ANY(%s) AND p.state = 'confirmed' AND p.subject_unit_id IS NOT NULL
                 GROUP BY p.subject_unit_id
                """,
                (cycle | cycle.sudo().prerequisite_ids).ids,
            )
        )
        return {unit: tuple(codes) for unit, codes in rows}


def _own(
    scope_facts, post_class, identity, unit_category, group, party_member, unit_head, team_member, entrusted, veto,
    advanced, unfit, extremely_poor,
):  # fmt: skip
    """{fact: value} as far as one row of the subjects says them, under the names of ``cadre.criterion.fact``."""
    return {
        **(json.loads(scope_facts) if scope_facts else {}),
        "post_class": post_class,
        "identity": identity,
        "unit_category": unit_category,
        "comparison_group": group,
        "party_member": bool(party_member),
        "unit_head": bool(unit_head),
        "team_member": bool(team_member),
        "entrusted": bool(entrusted),
        "veto": veto == "vetoed",
        "advanced": bool(advanced),
        "unfit": bool(unfit),
        "extremely_poor": bool(extremely_poor),
    }


# -- one query each ------------------------------------------------------------------------------------------------
def units_decided_before(cycle):
    """{unit: :class:`UnitResult`} from the cycles that had to be decided before ``cycle``. One query."""
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT a.subject_unit_id, bool_or(a.veto_state = 'vetoed'),
                   array_agg(DISTINCT award.code) FILTER (WHERE award.code IS NOT NULL),
                   max(grade.code) FILTER (WHERE scheme.subject_kind = 'team'), max(grade.code)
              FROM cadre_cycle_prerequisite_rel before
              JOIN cadre_assessment a ON a.cycle_id = before.prerequisite_id
              JOIN cadre_scheme scheme ON scheme.id = a.scheme_id
         LEFT JOIN cadre_scale_grade grade ON grade.id = a.decided_grade_id
         LEFT JOIN cadre_assessment_award given ON given.assessment_id = a.id AND given.decided
         LEFT JOIN cadre_category award ON award.id = given.award_id
             WHERE before.cycle_id = %s AND a.assessed AND a.state IN %s AND a.subject_unit_id IS NOT NULL
             GROUP BY a.subject_unit_id
            """,
            cycle.id,
            DECIDED,
        )
    )
    return {
        unit: UnitResult(bool(vetoed), tuple(sorted(awards or ())), team or grade)
        for unit, vetoed, awards, team, grade in rows
    }


def period_grades(cycle, people, level):
    """{person: codes of the grades of the periods of ``level``, the first one first} (S3-48); ``None``: everybody's."""
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT r.employee_id, string_agg(r.grade_id::text, ' ' ORDER BY p.date_from, r.id)
              FROM cadre_progress_report r
              JOIN cadre_period p ON p.id = r.period_id
             WHERE r.cycle_id = %s AND r.level = %s AND r.state IN ('approved', 'filed')
               AND r.rated_on IS NOT NULL AND r.grade_id IS NOT NULL AND %s
             GROUP BY r.employee_id
            """,
            cycle.id,
            level,
            among("r.employee_id", people),
        )
    )
    texts = {text for _employee, text in rows}
    grades = cycle.env["cadre.scale.grade"].sudo().browse({int(grade) for text in texts for grade in text.split()})
    codes = {str(grade.id): grade.code for grade in grades}
    known = {text: tuple([codes[grade] for grade in text.split()]) for text in texts}
    return {employee: known[text] for employee, text in rows}
