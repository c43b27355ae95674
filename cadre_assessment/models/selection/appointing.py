"""Appointments that follow by rule, and what keeps one from taking effect: decision, opinion, notice, document, the
posts on file, in sentences."""

from ..clock import today_of
from . import effect

INTO_A_POST = frozenset({"promote", "transfer"})


APPOINTING = frozenset({"post", "rank", "double"})
"""Subjects of procedures whose document appoints people."""


def planned(step, candidates):
    """What the document of ``step`` orders: values of a ``cadre.appointment`` for each of ``candidates``."""
    procedure = step.selection_id.procedure_id
    if procedure.subject not in APPOINTING:
        return []
    day = step.acted_on or step.done_on or today_of(step)
    return [
        {
            "selection_id": step.selection_id.id,
            "candidate_id": one.id,
            "employee_id": one.employee_id.id,
            "kind": "transfer" if procedure.subject == "double" else "promote",
            "post_id": one.post_id.id,
            "job_id": not one.post_id.by_rank and one.post_id.job_id.id,
            "post_name": one.post_id.name,
            "department_id": one.post_id.department_id.id,
            "rank_id": one.post_id.job_id.cadre_rank_id.id,
            "document": step.document,
            "decided_on": one._decided_on() or day,
            "announced_on": day,
            "effective_on": day,
        }
        for one in candidates
    ]


def lapses_planned(posts):
    """Values of a lapse for each who holds one of ``posts``, which are cancelled, and has none drafted yet (A4-18)."""
    found = []
    for post in posts.filtered(lambda one: one.job_id and one.selection_id.procedure_id.incumbents_lapse):
        there = post.appointment_ids.filtered(lambda one: one.kind == "lapse" and one.state != "annulled")
        holders = post.env["hr.employee"].search([("job_id", "=", post.job_id.id)]) - there.employee_id
        common = {"selection_id": post.selection_id.id, "post_id": post.id, "post_name": post.job_id.name}
        found += [{**common, "employee_id": one.id, "kind": "lapse"} for one in holders]
    return found


def problems_of(act):
    """Of one ``cadre.appointment``, as superuser."""
    env, person = act.env, act.employee_id
    if act.kind in INTO_A_POST:
        yield from _of_selection(act)
    elif not (act.decision_text and act.decided_on) and not act.cause_id:
        yield env._("Enter the decision it rests on, and its day.")
    if act.kind == "lapse" and act.selection_id.state == "given_up":
        yield env._("“%(selection)s” was given up: no post lapses by it.", selection=act.selection_id.name)
    if act.kind != "confirm" and act.kind != "lapse" and not (act.document or "").strip():
        yield env._("Enter the number of the document.")
    first = act.announced_on or act.decided_on
    if first and act.effective_on < first and act.kind in INTO_A_POST:
        yield env._(
            "It takes effect on %(day)s, before it is announced on %(first)s.", day=act.effective_on, first=first
        )
    if person.departure_date and person.departure_date < act.effective_on:
        yield env._("%(person)s has left the service.", person=person.name)
    if not act.concurrent and act.kind != "confirm":
        if not effect.in_force(person, act.effective_on):
            yield env._("%(person)s has no post before %(day)s.", person=person.name, day=act.effective_on)
        for version in effect.later(person, act.effective_on)[:1]:
            yield env._(
                "%(person)s has a post on file that begins later, on %(day)s: correct that one first.",
                person=person.name,
                day=version.date_version,
            )


def _of_selection(act):
    """What of the selection must stand: the decision on him, the opinion, the notice; no objection holds him back."""
    env, selection, candidate = act.env, act.selection_id, act.candidate_id
    if act.decided_on != candidate._decided_on():
        yield env._(
            "%(person)s was decided on another day: %(day)s.",
            person=candidate.name,
            day=candidate._decided_on() or "—",
        )
    if candidate.state == "out":
        yield env._("%(person)s is out: %(reason)s", person=candidate.name, reason=candidate.out_text or "")
    votes = env["cadre.decision.name"].search([("candidate_id", "=", candidate.id)])
    votes = votes.filtered(lambda one: one.decision_id.step_id.kind == "decision")
    if not votes.filtered(lambda one: one.decision_id.state == "approved" and one.outcome == "carried"):
        yield env._("No confirmed decision names %(person)s.", person=candidate.name)
    steps = selection.step_ids.filtered(
        lambda step: (
            step.state == "open"
            and step.kind in ("opinion", "notice")
            and step.post_id in (step.post_id[:0], act.post_id)
        )
    )
    for step in steps:
        yield env._("“%(step)s” is not done.", step=step.display_name)
    held, _units = selection.notice_ids._held_back()
    if act.employee_id in held:
        yield env._("%(person)s: an objection holds him back until it is answered.", person=candidate.name)
