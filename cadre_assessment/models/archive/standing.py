"""How assessments stand when they are archived: one statement for all, not ten thousand records field by field.

What is returned has the names of ``cadre.assessment`` as far as archiving asks for them, so that the words of reasons
(:mod:`..computation.reasons`) read it like a record. People and units assessed are ids; grades, groups, units and
decisions, of which there are few, are records.
"""

from types import SimpleNamespace

from odoo.tools import SQL

COLUMNS = (
    "id", "name", "employee_id", "subject_unit_id", "head_id", "staff_number", "post", "unit_id", "department_id",
    "comparison_group_id", "proposed_grade_id", "decided_grade_id", "decision_id", "total", "has_total", "exact_total",
    "rank", "override_reason", "reason_code", "reason_figures", "assessed", "scope_reason", "notified_on",
    "received_on", "delivery_id",
)  # fmt: skip
FEW = {
    "unit_id": "hr.department",
    "department_id": "hr.department",
    "comparison_group_id": "cadre.category",
    "proposed_grade_id": "cadre.scale.grade",
    "decided_grade_id": "cadre.scale.grade",
    "decision_id": "cadre.decision",
    "delivery_id": "cadre.delivery",
}
"""Columns that become records."""


def standing(assessments):
    """``assessments`` of one cycle (as superuser) as plain values, in their order. A bounded number of queries."""
    env = assessments.env
    assessments.flush_model()
    env["cadre.assessment.award"].flush_model()
    rows = env.execute_query(
        SQL(
            "SELECT %s FROM cadre_assessment WHERE id = ANY(%s)",
            SQL(", ").join(SQL.identifier(name) for name in COLUMNS),
            assessments.ids,
        )
    )
    known = {row[0]: SimpleNamespace(**dict(zip(COLUMNS, row, strict=True))) for row in rows}
    for name, model in FEW.items():
        some = env[model].browse(sorted({getattr(one, name) for one in known.values()} - {None}))
        records = {record.id: record for record in some} | {None: env[model]}
        for one in known.values():
            setattr(one, name, records[getattr(one, name)])
    _awards(assessments, known)
    dense = assessments.cycle_id.scheme_id.printed_ranks == "dense"
    for one in assessments:
        row = known[one.id]
        row.rank = row.rank or 0
        row.printed_rank = one.printed_rank if dense else row.rank
    return [known[key] for key in assessments.ids]


def _awards(assessments, known):
    """The awards of each, and what is said of them."""
    none = assessments.env["cadre.assessment.award"]
    awards = none.search([("assessment_id", "in", assessments.ids)])
    given = awards.grouped("assessment_id")
    for one in known.values():
        one.award_ids, one.award_text = none, False
    for assessment, some in given.items():
        one = known[assessment.id]
        one.award_ids, one.award_text = some, assessment.award_text
