"""Facts of decided results: what conversions and consequences ask."""

from ...engine import figure
from ..computation.gather import subject_rows
from ..computation.gather_facts import HISTORY, Facts
from ..computation.gather_inputs import postings_of

UNDETERMINED = "undetermined"
"""Grade code of a result without a grade (不定等次)."""


def result_facts(assessments, asked):
    """{assessment id: facts} of decided assessments of one cycle: those that are ``asked`` for (names).

    Beside what a gate may ask: the decided grade, the total, and the years with this one as the last (S2A-36, S2A-80).
    """
    cycle = assessments.cycle_id
    cycle.env.flush_all()
    rows = subject_rows(cycle, only=assessments.ids)
    postings, _settled = postings_of(cycle, [row.subject for row in rows]) if "events" in asked else ({}, {})
    known = Facts(cycle, rows, asked, postings)
    found = {row.id: dict(known.of(row)) for row in rows}
    for assessment in assessments:
        facts = found[assessment.id]
        grade = assessment.decided_grade_id.code or None
        total = figure(assessment.total) if assessment.has_total else None
        facts |= {"grade": grade, "total": total}
        if "awards" in asked:
            facts["awards"] = tuple(assessment.award_ids.filtered("decided").award_id.mapped("code"))
        if asked & HISTORY:
            facts["grades"] = (*facts["grades"], grade or UNDETERMINED)
            facts["totals"] = (*facts["totals"], total)
    return found
