"""What do the criteria of a scheme ask beyond the snapshot?  Cases, events, the unit's result, earlier years.

Only what is asked is read: each kind of fact is one query for all subjects, and none when no criterion asks for it.
"""

from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

from odoo import fields
from odoo.tools import SQL

from .gather_inputs import DECIDED, among

CASE = frozenset({"open_case", "sanctions"})
UNIT = frozenset({"unit_veto", "unit_awards", "team_grade"})
HISTORY = frozenset({"grades", "totals"})


def asked_by(criteria):
    """Names of the facts that engine criteria ask for, at whatever depth."""
    names, waiting = set(), list(criteria)
    while waiting:
        criterion = waiting.pop()
        waiting += criterion.children
        if criterion.fact:
            names.add(criterion.fact)
    return names


class UnitResult(NamedTuple):
    """What the cycles decided before say of a unit."""

    vetoed: bool
    awards: tuple[str, ...]
    """Codes of the awards given to it."""
    team_grade: str | None


NO_RESULT = UnitResult(False, (), None)


class Facts:
    """Facts of the subjects in ``rows`` (see :func:`.gather.subject_rows`); ``asked``: names of those that are needed.

    :param postings: subject -> :class:`.gather_inputs.Posted`, as the ledger has them.
    """

    def __init__(self, cycle, rows, asked, postings):
        from .gather import facts  # the two modules are one reading, cut in two files

        self._own, self._asked, self._postings, self._parsed = facts, asked, postings, {}
        people = [row["employee_id"] for row in rows if row["employee_id"]]
        self._cases = self._cases_of(cycle, people) if asked & CASE else {}
        self._units = units_decided_before(cycle) if asked & UNIT else {}
        self._incidents = self._unit_events(cycle) if "unit_events" in asked else {}
        self._quarters = quarter_grades(cycle, people) if "quarter_grades" in asked else {}
        self._years = {}
        if asked & HISTORY:
            wanted = [row["subject"] for row in rows]
            self._years = earlier_years(cycle, cycle._subject_field(), wanted)

    def of(self, row):
        """{fact: value} of one subject."""
        found = self._own(row, self._parsed)
        subject, asked = row["subject"], self._asked
        if asked & CASE:
            found |= self._cases.get(row["employee_id"], {"open_case": False, "sanctions": ()})
        if "events" in asked:
            found["events"] = tuple([one.code for one in self._postings.get(subject, ())])
        if "unit_events" in asked:
            found["unit_events"] = self._incidents.get(row["unit_id"], ())
        if asked & UNIT:
            unit = self._units.get(row["unit_id"], NO_RESULT)
            found |= {"unit_veto": unit.vetoed, "unit_awards": unit.awards, "team_grade": unit.team_grade}
        if "quarter_grades" in asked:
            found["quarter_grades"] = self._quarters.get(subject, ())
        if asked & HISTORY:
            years = self._years.get(subject, ())
            found["grades"] = tuple([grade for grade, _total in years])
            found["totals"] = tuple([total for _grade, total in years])
        return found

    @staticmethod
    def _cases_of(cycle, people):
        """Whether a case is open today and which sanctions count this year, and no more (O-12, O-13)."""
        today = fields.Date.context_today(cycle)
        return cycle.env["cadre.case"].sudo()._facts(people, cycle.year, today)

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


def quarter_grades(cycle, people):
    """{person: codes of the grades of the quarters, the first one first} (S3-48)."""
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT r.employee_id, array_agg(grade.code ORDER BY p.date_from, r.id)
              FROM cadre_progress_report r
              JOIN cadre_period p ON p.id = r.period_id
              JOIN cadre_scale_grade grade ON grade.id = r.grade_id
             WHERE r.cycle_id = %s AND r.level = 'quarter' AND r.state IN ('approved', 'filed')
               AND r.rated_on IS NOT NULL AND %s
             GROUP BY r.employee_id
            """,
            cycle.id,
            among("r.employee_id", people),
        )
    )
    return {employee: tuple(codes) for employee, codes in rows}


def earlier_years(cycle, field, wanted):
    """{subject: ((grade code, total), ...)} of the years before the cycle's under its regulation, the oldest first.

    A year without a result stands there as (``None``, ``None``): it breaks a run of consecutive years (A2-8).
    """
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT DISTINCT ON (%(subject)s, r.year) %(subject)s, r.year, r.grade_code,
                   CASE WHEN r.has_total THEN r.total::text END
              FROM cadre_result r
             WHERE %(among)s AND r.year < %(year)s AND r.regulation = %(regulation)s AND r.company_id = %(company)s
             ORDER BY %(subject)s, r.year, r.version DESC
            """,
            subject=SQL.identifier("r", field),
            among=among(f"r.{field}", wanted),
            year=cycle.year,
            regulation=cycle.sudo().scheme_id.regulation_id.name,
            company=cycle.company_id.id,
        )
    )
    known = defaultdict(dict)
    for subject, year, grade, total in rows:
        known[subject][year] = grade, Fraction(total) if total is not None else None
    return {
        subject: tuple([years.get(year, (None, None)) for year in range(min(years), cycle.year)])
        for subject, years in known.items()
    }
