"""What an act is about to do to people, in sentences that name them: shown before it is done, and asked again then."""

from odoo.exceptions import UserError

from ..clock import today_of
from ..listing import listed
from . import appointing, effect
from .appointing import APPOINTING, INTO_A_POST


def show(records, act):
    """The window that says what ``act`` is about to do, with a button to do it."""
    preview = records.env["cadre.act.preview"].create(
        {"res_model": records._name, "res_ids": records.ids, "act": act, "said": "\n".join(told(records, act))}
    )
    return preview._window()


def told(records, act):
    """Sentences about what ``act``, a public method of ``records``, is about to do.

    :raises UserError: it may not be done now, in the words of the act itself; or there is no such act
    """
    said = {
        ("cadre.selection", "action_standby"): _standby,
        ("cadre.appointment", "action_order"): _order,
        ("cadre.appointment", "action_take_effect"): _take_effect,
        ("cadre.selection.step", "action_do"): _do,
    }.get((records._name, act))
    if not said:
        raise UserError(records.env._("There is no such step."))
    return [*said(records)]


def _standby(selection):
    env, terms = selection.env, selection._standby_planned()
    stay = selection.sudo()._unplaced() & selection.sudo().standby_ids.employee_id
    if terms:
        yield env._(
            "On standby with basic pay from %(first)s to %(last)s, %(count)s people: %(people)s.",
            first=terms[0]["date_from"],
            last=terms[0]["date_to"],
            count=len(terms),
            people=_named(env["hr.employee"].sudo().browse([one["employee_id"] for one in terms])),
        )
    if stay:
        yield env._("On standby already, and stay so: %(people)s.", people=_named(stay))
    if not terms and not stay:
        yield env._("Everybody is placed: nobody goes on standby.")


def _order(acts):
    for act in acts:
        act._refuse_step("order")
        act._refuse_problems()
        yield from _about(act.sudo())


def _take_effect(acts):
    waiting = acts.filtered(lambda one: one.state != "effective")
    waiting._refuse_step("take_effect")
    waiting._refuse_problems()
    for act in waiting.sudo():
        yield from _about(act)


def _about(act):
    """Of an appointment, as superuser: what becomes of his post, and from when; who loses one by it."""
    env, person, day = act.env, act.employee_id, act.effective_on
    former = effect.in_force(person, day).job_title or env._("no post")
    won, given = bool(act._waits_for_post()), act.assigned_job_id
    if won and not given:
        yield env._(
            "%(person)s wins the rank “%(rank)s”; the post is entered on his appointment.",
            person=person.name,
            rank=act.pool_rank_id.name,
        )
        return
    figures = {"person": person.name, "former": former, "post": given.name if won else act.post_name, "day": day}
    if act.kind == "confirm":
        yield env._("%(person)s is confirmed as %(post)s; his post stays as it is.", **figures)
    elif act.kind in INTO_A_POST and act.concurrent:
        yield env._("%(person)s: %(post)s beside %(former)s, from %(day)s.", **figures)
    elif act.kind in INTO_A_POST:
        yield env._("%(person)s: %(former)s becomes %(post)s, from %(day)s.", **figures)
    else:
        yield env._("%(person)s is no longer %(former)s, from %(day)s.", **figures)
    if act.kind in INTO_A_POST and not act.concurrent:
        yield from _losers(act.selection_id, given if won else act.job_id, act.employee_id)
    if day > today_of(act):
        yield env._("It takes effect by itself on %(day)s.", day=day)


def annulling(act):
    """Of an appointment in effect, as superuser: the post that is his again, lapses taken back, terms that end."""
    env, day = act.env, max(today_of(act), act.effective_on)
    figures = {"person": act.employee_id.name, "post": act.post_name, "day": day}
    if act.version_id:
        yield env._(
            "%(person)s: %(former)s again, from %(day)s.", former=act.former_post or env._("no post"), **figures
        )
    elif act.posting_id:
        yield env._("%(person)s is no longer %(post)s beside his post, from %(day)s.", **figures)
    followed = act.search([("cause_id", "=", act.id), ("state", "=", "effective")])
    if followed:
        yield env._("Taken back with it: %(acts)s.", acts=listed(env, followed.mapped("display_name")))
    terms = act.term_ids.filtered(lambda term: term.state == "running")
    if terms:
        yield env._("Terms that end: %(terms)s.", terms=listed(env, terms.mapped("name")))


def _losers(selection, job, winners):
    """Those who lose ``job`` on the day on which the winner begins."""
    lost = selection._lose(job, winners)
    if lost:
        yield selection.env._("%(post)s lapses for: %(people)s.", post=job.name, people=_named(lost))


def _do(step):
    step.ensure_one()
    step._refuse_step("do", access="read")
    step._refuse_problems()
    known = step.sudo()
    field = known._field()
    if step.kind == "check":
        yield from _check(known, field)
    elif step.kind == "document":
        yield from _document(known, field)
    else:
        yield known.display_name


def _check(step, field):
    env = step.env
    out = field.filtered(lambda one: one.eligible == "no" or one.post_id.contest == "cancelled")
    stay = field - out
    yield env._("Qualified, %(count)s people: %(people)s.", count=len(stay), people=_named(stay.employee_id) or "—")
    if out:
        yield env._("Out, %(count)s people: %(people)s.", count=len(out), people=_named(out.employee_id))
    posts = (step.post_id or step.selection_id.post_ids).filtered(lambda one: one.contest == "cancelled")
    for lapse in appointing.lapses_planned(posts):
        yield env._(
            "%(post)s is to lapse for %(person)s, once the decision that cancels it is entered.",
            post=lapse["post_name"],
            person=env["hr.employee"].sudo().browse(lapse["employee_id"]).name,
        )


def _document(step, field):
    env, selection = step.env, step.selection_id
    for values in appointing.planned(step, field):
        yield from _about(env["cadre.appointment"].new(values))
    if selection.procedure_id.subject not in APPOINTING and field:
        yield env._("The document names: %(people)s.", people=_named(field.employee_id))


def _named(people):
    """Their names, told apart, all of them: it is they who are meant."""
    return listed(people.env, people._names_told_apart())
