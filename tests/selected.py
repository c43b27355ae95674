"""The selections that the sample county shows. Asked inside ``odoo shell`` of the played county."""

import json


def answer(env):
    """``{"without": codes of procedures in force by which nobody is selected, "rank": …, "double": …, "shown": …}``."""
    selections = env["cadre.selection"].search([])
    procedures = env["cadre.procedure"].search([("state", "=", "active")])
    rank = selections.filtered(lambda one: one.procedure_id.code == "S4RANK")
    double = selections.filtered(lambda one: one.procedure_id.subject == "double")
    candidates = double.candidate_ids
    return "ANSWER " + json.dumps(
        {
            "without": sorted({*procedures.mapped("code")} - {*selections.procedure_id.mapped("code")}),
            "rank": {**_standing(rank), "chosen": sorted(rank.candidate_ids.mapped("state"))},
            "double": {
                **_standing(double),
                "matched": {one.name: one.post_id.name for one in candidates},
                "left": (double.choice_ids.employee_id - candidates.employee_id).mapped("name"),
                "handed_in": len(double.post_ids.filtered("ordered_on")),
            },
            "shown": shown(env),
        },
        ensure_ascii=False,
    )


def _standing(selection):
    """Its state, and the steps that can be taken now."""
    waiting = selection.step_ids.filtered(lambda step: step.state == "open" and step._earliest() is not None)
    return {"state": selection.state, "next": waiting.rule_id.mapped("code")}


def shown(env):
    """``{what is out of the ordinary: names of the selections, or of the people, that show it}``: what
    ``data/README.md`` promises, read from the records."""
    selections = env["cadre.selection"].search([])
    checks, steps = selections.candidate_ids.check_ids, selections.step_ids
    names = env["cadre.decision.name"].search([("decision_id.state", "=", "approved"), ("selection_id", "!=", False)])
    objections = env["cadre.objection"].search([("notice_id.selection_id", "!=", False)])
    terms, nominations = selections.appointment_ids.term_ids, env["cadre.nomination"].search([])
    entries, double = env["cadre.reserve"].search([]), selections.filtered(lambda one: one.subject == "double")
    found = {
        "deferral": checks.filtered(lambda one: one.said == "deferred").candidate_id.selection_id,
        "exception": checks.filtered(lambda one: one.exception and one.state == "signed").candidate_id.selection_id,
        "left out": steps.filtered(lambda one: one.state == "left_out").selection_id,
        "nobody suitable": steps.filtered(lambda one: one.outcome == "nobody").selection_id,
        "impossible day": selections.filtered(lambda one: one.state == "draft" and one.impossible_count),
        "suspended": selections.filtered(lambda one: one.state == "suspended"),
        "given up": selections.filtered(lambda one: one.state == "given_up"),
        "direct": selections.post_ids.filtered(lambda one: one.contest == "direct").selection_id,
        "voted down": names.filtered(lambda one: one.outcome == "missed").selection_id,
        "postponed": names.filtered(lambda one: one.outcome == "postponed").selection_id,
        "objection open": objections.filtered(lambda one: one.state == "received").notice_id.selection_id,
        "objection upheld": objections.filtered(lambda one: one.conclusion == "founded").notice_id.selection_id,
        "handover": terms.filtered(lambda one: one.kind == "handover").appointment_id.selection_id,
        "probation": terms.filtered(lambda one: one.kind == "probation").appointment_id.selection_id,
        "unplaced": double.filtered(lambda one: one.choice_ids.employee_id - one.candidate_ids.employee_id),
        "nomination let in": nominations.filtered(lambda one: one.state == "accepted").candidate_ids.selection_id,
        "nomination not handed in": nominations.filtered(lambda one: one.state == "draft").person_id,
        "reserve, preferred": entries.filtered("priority").employee_id,
        "reserve, removed": entries.filtered(lambda one: one.state == "removed").employee_id,
    }
    return {what: sorted({*records.mapped("name")}) for what, records in found.items()}
