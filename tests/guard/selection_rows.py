"""A selection under way with a row of every kind it makes, for the sweeps of the kit."""

from odoo.addons.cadre_assessment.models.guard import guarded

PROCEDURE = "S4P1"


def make_selection(case):
    """By the selection office of the unit, whose member ``case.selection_user`` is, on somebody else."""
    env, man = case.env, case.other

    def body(name, kind, person):
        rows = [(0, 0, {"employee_id": person.id, "role": "chair"})]
        return env["cadre.body"].create({"name": name, "kind": kind, "unit_id": case.unit.id, "member_ids": rows})

    office, discipline = (
        body("干部科", "selection", case.selection_officer),
        body("纪检组", "discipline", case.discipline),
    )
    selection = env["cadre.selection"].create(
        {
            "name": "选拔",
            "procedure_id": env["cadre.procedure"].search([("code", "=", PROCEDURE)]).id,
            "unit_id": case.unit.id,
            "office_body_id": office.id,
            "body_id": case.leading_body.id,
            "discipline_body_id": discipline.id,
            "date_from": "2025-06-02",
            "post_ids": [(0, 0, {"name": "科长", "department_id": case.unit.id})],
        }
    )
    guarded(selection).write({"state": "running"})
    whose = {"selection_id": selection.id}
    candidate = env["cadre.candidate"].create({**whose, "post_id": selection.post_ids.id, "employee_id": man.id})
    steps = {step.kind: step for step in selection.step_ids}
    condition = env["cadre.criterion"].search([("fact", "!=", False)], limit=1)
    guarded(env["cadre.candidate.check"]).create(
        {"candidate_id": candidate.id, "criterion_id": condition.id, "condition": "身体健康", "by_hand": True}
    )
    paper = {**whose, "step_id": selection.step_ids[0].id, "candidate_id": candidate.id, "name": "考察材料"}
    paper = guarded(env["cadre.candidate.paper"]).create(paper)
    guarded(env["cadre.candidate.section"]).create({"paper_id": paper.id, "name": "德"})
    asked = {**whose, "step_id": selection.step_ids[0].id, "candidate_id": candidate.id, "body_id": discipline.id}
    guarded(env["cadre.opinion"]).create(asked)
    env["cadre.appointment.form"]._make_for(candidate)
    marked = {"step_id": steps["exam"].id, "candidate_id": candidate.id, "judge_id": case.decider.id}
    guarded(env["cadre.candidate.mark"]).create(marked)
    talks = selection.step_ids.filtered("takes_talks")[:1]
    env["cadre.talk"].create({"step_id": talks.id, "partner_name": "老张", "candidate_id": candidate.id})
    decision = env["cadre.decision"].create(
        {
            **whose,
            "name": "任职",
            "body_id": case.leading_body.id,
            "step_id": steps["decision"].id,
            "date": "2025-12-30",
        }
    )
    if not decision.name_ids:
        guarded(env["cadre.decision.name"]).create({"decision_id": decision.id, "candidate_id": candidate.id})
    nominated = {"employee_id": man.id, "office_body_id": office.id, "body_id": case.leading_body.id}
    env["cadre.nomination"].create({**nominated, "post_text": "科长", "reason": "工作实绩突出"})
    act = {**whose, "candidate_id": candidate.id, "employee_id": man.id, "post_name": "科长"}
    act = guarded(env["cadre.appointment"]).create(act)
    term = {**whose, "appointment_id": act.id, "employee_id": man.id, "name": "试用期", "kind": "probation"}
    guarded(env["cadre.term"]).create({**term, "date_from": "2025-12-31", "date_to": "2026-12-30"})
    entry = {"employee_id": man.id, "office_body_id": office.id, "body_id": case.leading_body.id}
    word = env["cadre.category"].search([("kind", "=", "reserve")], limit=1)
    entry = env["cadre.reserve"].create({**entry, "category_id": word.id, "date_from": "2024-01-01"})
    review = {"reserve_id": entry.id, "year": 2024, "proposal": "keep", "outcome": "keep"}
    guarded(env["cadre.reserve.review"]).create(review)
