"""What a result rests on, kept with it: the trace, the grade's reason, the decision, the notices, the ballots' hashes.

A bounded number of queries for a cycle; the trace is put together by the database.
"""

from odoo.tools import SQL

from ...engine.methods import GRADES
from ..computation.reasons import Words
from .delivered import FORMAT, delivered
from .standing import standing

TRACE = [
    "kind",
    "component_id",
    "name",
    "raw",
    "has_raw",
    "coefficient",
    "weight",
    "points",
    "exact_points",
    "source",
    "reason_code",
    "reason_figures",
]
"""Columns of a line of the trace, as they are kept."""


def rested_on(cycle, assessments, rows=None):
    """{assessment id: facts} to be hashed with the results of ``assessments`` (as superuser).

    :param rows: how they stand (:func:`.standing.standing`), where that is known already
    """
    rows = standing(assessments) if rows is None else rows
    trace = _trace(assessments)
    ballots = cycle.env["cadre.ballot"].search([("cycle_id", "=", cycle.id), ("state", "=", "sealed")], order="id")
    told = delivered(assessments.env["cadre.delivery"].union(*{row.delivery_id for row in rows}))
    common = {
        "format": FORMAT,
        "cycle": cycle.name,
        "year": cycle.year,
        "scheme": cycle.scheme_id.name,
        "office": cycle.office_body_id.name or "",
        "ballots": [{"id": one.id, "name": one.name, "digest": one.digest} for one in ballots],
        "notices": [
            {"id": one.id, "name": one.name, "from": one.date_from, "to": one.date_to, "unit": one.unit_id.name or ""}
            for one in cycle.notice_ids.filtered(lambda one: one.kind == "result" and one.state != "draft")
        ],
    }
    decisions = {one: _decision(one) for one in {row.decision_id for row in rows} if one}
    # in the language of the regulation, whoever archives
    lang = cycle.scheme_id.lang if cycle.env["res.lang"]._get_data(code=cycle.scheme_id.lang) else cycle.env.lang
    words = Words(cycle.with_context(lang=lang).env, cycle.scheme_id, full=False)
    return {
        one.id: {
            **common,
            "trace": trace.get(one.id, []),
            "decision": decisions.get(one.decision_id),
            **_outcome(one, cycle.scheme_id),
            "delivery": told.get(one.delivery_id),
            "reason": words.of(one) or "",
        }
        for one in rows
    }


def _outcome(one, scheme):
    """What was said of the grade, and how it reached whom it concerns."""
    return {
        "assessed": bool(one.assessed),
        "scope_reason": one.scope_reason or "",
        "group": one.comparison_group_id.name or "",
        "head_id": one.head_id,  # officials by number: their names stay theirs to be erased
        "proposed": one.proposed_grade_id.name or "",
        "decided": one.decided_grade_id.name or "",
        "override": one.override_reason or "",
        "exact_total": one.exact_total or "",
        "printed_rank": one.printed_rank,
        "awards": one.award_text or "",
        "reason_code": one.reason_code or "",
        "appeal_days": [scheme.appeal_days, one.decided_grade_id.appeal_days],
        "reply_days": scheme.appeal_reply_days,
        "notified_on": one.notified_on or "",
        "received_on": one.received_on or "",
    }


def _decision(one):
    """A decision as it counted: who, when, with which votes, confirmed by whom."""
    return {
        "id": one.id,
        "name": one.name,
        "body": one.body_id.name,
        "date": one.date,
        "expected": one.expected,
        "present": one.present,
        "votes": [one.votes_for, one.votes_against, one.votes_abstained],
        "confirmed_by_id": one.confirmed_by_id.id or None,
        "confirmed_on": one.confirmed_on or "",
    }


def _trace(assessments):
    """{assessment id: lines of its trace, each a dict of :data:`TRACE` and whether its input is a grade}."""
    names = SQL(", ").join(SQL("%s, l.%s", name, SQL.identifier(name)) for name in TRACE)
    assessments.env["cadre.assessment.line"].flush_model()
    rows = assessments.env.execute_query(
        SQL(
            "SELECT l.assessment_id, json_agg(json_build_object(%s) ORDER BY l.sequence, l.id)"
            "  FROM cadre_assessment_line l WHERE l.assessment_id = ANY(%s) GROUP BY l.assessment_id",
            names,
            assessments.ids,
        )
    )
    parts = assessments[:1].scheme_id.component_ids
    graded = {part.id for part in parts if part.method and part._method().takes == GRADES}
    for _key, lines in rows:
        for line in lines:
            line["graded"] = line["component_id"] in graded
    return dict(rows)
