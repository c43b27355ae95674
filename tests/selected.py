"""The selections that the sample county shows. Asked inside ``odoo shell`` of the played county."""

import json


def answer(env):
    """``{"without": codes of procedures in force by which nobody is selected, "rank": …, "double": …}``."""
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
        },
        ensure_ascii=False,
    )


def _standing(selection):
    """Its state, and the steps that can be taken now."""
    waiting = selection.step_ids.filtered(lambda step: step.state == "open" and step._earliest() is not None)
    return {"state": selection.state, "next": waiting.rule_id.mapped("code")}
