"""Facts of decided results: what conversions and consequences ask."""

from typing import NamedTuple

from ...engine import figure
from ..computation.gather import subject_rows
from ..computation.gather_facts import HISTORY, Facts
from ..computation.gather_inputs import postings_of
from ..computation.gather_years import Spoken, Year, histories, levels_of, spoken_of, year_of
from ..scheme.facts import AFTERWARDS

UNDETERMINED = "undetermined"
"""Grade code of a result without a grade (不定等次)."""


class Known(NamedTuple):
    """``facts`` of one subject, and the ``years`` (:class:`..gather_years.Year`) that they tell of, this one last."""

    facts: dict
    years: tuple[Year, ...]


def result_facts(assessments, asked):
    """{assessment id: facts} of decided assessments of one cycle: those that are ``asked`` for (names)."""
    return {key: known.facts for key, known in results_known(assessments, asked).items()}


def results_known(assessments, asked):
    """{assessment id: :class:`Known`} of decided assessments of one cycle.

    Beside what a gate may ask: the decided grade, the total, the place in the ranking, and the years with this one as
    the last (S2A-36, S2A-80). A bounded number of queries.
    """
    cycle = assessments.cycle_id
    cycle.env.flush_all()
    rows = subject_rows(cycle, only=assessments.ids)
    postings, _settled = postings_of(cycle, [row.subject for row in rows]) if "events" in asked else ({}, {})
    known = Facts(cycle, rows, asked - HISTORY, postings)
    own = {row.id: dict(known.of(row)) for row in rows}
    subjects = {row.id: row.subject for row in rows}
    years = _years(cycle, assessments, subjects) if asked & HISTORY else {}
    ranked = _ranked(cycle) if asked & AFTERWARDS else {}
    assessments.fetch(["decided_grade_id", "total", "has_total", "rank", "comparison_group_id"])
    found = {}
    for assessment in assessments:
        facts = own[assessment.id]
        grade = assessment.decided_grade_id.code or None
        facts |= {"grade": grade, "total": figure(assessment.total) if assessment.has_total else None}
        if "awards" in asked:
            facts["awards"] = tuple(assessment.award_ids.filtered("decided").award_id.mapped("code"))
        if ranked and assessment.rank:
            last = ranked[assessment.comparison_group_id.id] - assessment.rank + 1
            facts |= {"place": figure(assessment.rank), "place_last": figure(last)}
        mine = years.get(assessment.id, ())
        if mine:
            facts["grades"], facts["own_grades"], facts["totals"] = histories(mine)
        found[assessment.id] = Known(facts, mine)
    return found


def _years(cycle, assessments, subjects):
    """{assessment id: its :class:`Year` s}: those of the archive before the cycle's, and this one as it was decided.

    Another regulation may have said this year's annual grade as well.
    """
    scheme = cycle.sudo().scheme_id
    regulation, levels = scheme.regulation_id.name, levels_of(scheme)
    converts = any(rule.action == "convert" for rule in scheme.consequence_ids._in_use(cycle.year))
    archived = spoken_of(cycle, cycle._subject_field(), list(subjects.values()))
    found = {}
    for assessment in assessments:
        spoken = archived.get(subjects[assessment.id], {})
        told = {year: year_of(some, regulation, levels) for year, some in spoken.items() if year < cycle.year}
        grade = assessment.decided_grade_id
        now = Spoken(
            0,
            grade.name or "",
            grade.code or UNDETERMINED,
            grade.name if converts else None,
            regulation,
            figure(assessment.total) if assessment.has_total else None,
        )
        others = [one for one in spoken.get(cycle.year, ()) if one.regulation != regulation]
        told[cycle.year] = year_of([now, *others], regulation, levels)
        found[assessment.id] = tuple([told.get(year, Year()) for year in range(min(told), cycle.year + 1)])
    return found


def _ranked(cycle):
    """{comparison group id: how many are ranked in it}. One query."""
    ranked = [("cycle_id", "=", cycle.id), ("assessed", "=", True), ("rank", ">", 0)]
    found = cycle.env["cadre.assessment"].sudo()._read_group(ranked, ["comparison_group_id"], ["__count"])
    return {group.id: count for group, count in found}
