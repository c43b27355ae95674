"""What keeps a step from being taken: one list of coded sentences, for button, board, RPC and print."""

from typing import NamedTuple

from odoo import models

from ...engine import exact
from ...engine.contenders import contenders_needed, posts_kept
from ..clock import today_of
from ..listing import listed
from ..naming import readable
from .words import DECIDED_BY_BODY, ON_PAPER


class Said(NamedTuple):
    """``code``: for programs (``before:12``); ``text``: with record and remedy; ``about``: which candidate."""

    code: str
    text: str
    about: models.BaseModel | None = None


def told(env, found):
    """{each of ``found``: its text for the current user}; of a candidate about whom he reads nothing, that something is
    missing, and no more. One query, however many there are."""
    about = env["cadre.candidate"].union(*(one.about for one in found if one.about))
    known = set(readable(about.with_env(env))._ids) if about else ()
    hidden = env._("Something is missing for a candidate whose papers you do not read: another member sees to it.")
    return {one: one.text if not one.about or one.about.id in known else hidden for one in found}


def problems_of(step):
    """Everything that is missing, in the order in which it is done. As superuser: it names no candidate to others."""
    step = step.sudo()
    early = [*_order(step)]
    if any(one.code.startswith("before:") for one in early):
        return early
    found = [*early, *_papers(step)]
    asked = {
        "check": _check,
        "ballot": _ballot,
        "talks": _talks,
        "talk": _talks,
        "opinion": _opinion,
        "notice": _notice,
        "exam": _exam,
        "marks": _marks,
        "document": _document,
    }.get(step.kind)
    return [*found, *(asked(step) if asked else ()), *_ratio(step), *step._more_problems()]


def _order(step):
    env, selection = step.env, step.selection_id
    if selection.state != "running":
        yield Said("state", env._("“%(selection)s” is not under way.", selection=selection.name))
    for one in step._waits_for().filtered(lambda one: one.state == "open"):
        yield Said(f"before:{one.id}", env._("“%(step)s” comes first.", step=one.display_name))
    first = step._earliest()
    today = today_of(step)
    if first and first > today:
        yield Said(
            f"too_early:{first}",
            env._("Before %(day)s it is too early: what comes before takes until then.", day=first),
        )
    if step.acted_on and (step.acted_on > today or (first and step.acted_on < first)):
        yield Said(
            f"day:{step.acted_on}",
            env._(
                "The day of the act, %(day)s, must lie between %(first)s and today. Correct it.",
                day=step.acted_on,
                first=first or selection.date_from,
            ),
        )
    if step.kind in ON_PAPER and not (step.document or "").strip():
        yield Said("document", env._("Enter the number of the document it rests on."))
    if step.kind not in DECIDED_BY_BODY and not step._field() and _needs_people(step):
        yield Said("candidates", env._("Nobody is left in the field. Add candidates, or give the selection up."))


def _needs_people(step):
    return step.kind in ("check", "ballot", "marks", "inspection", "opinion", "notice", "talk", "exam", "document")


def _papers(step):
    env = step.env
    field = step._field()
    there = {(paper.rule_id, paper.candidate_id): paper for paper in step.paper_ids}  # each keeps the others' prefetch
    for rule in step.rule_id.paper_ids:
        people = field if rule.each else [field.browse()]
        for person in people:
            paper = there.get((rule, person))
            name = env._("%(paper)s on %(person)s", paper=rule.name, person=person.name) if person else rule.name
            if not paper:
                yield Said(f"paper:{rule.code}", env._("“%(paper)s” is missing.", paper=name), person)
            elif paper.state == "draft":
                empty = paper.section_ids.filtered(lambda one: one.required and not (one.text or "").strip())
                if empty:
                    sections = listed(env, empty.mapped("name"))
                    text = env._("“%(paper)s” lacks these sections: %(names)s.", paper=name, names=sections)
                    yield Said(f"section:{rule.code}", text, person)
                else:
                    yield Said(f"paper:{rule.code}", env._("“%(paper)s” is not handed in yet.", paper=name), person)
            elif rule.signatures > len(paper.signer_ids):
                yield Said(
                    f"signature:{rule.code}",
                    env._(
                        "“%(paper)s” is signed by %(signed)s of %(asked)s.",
                        paper=name,
                        signed=len(paper.signer_ids),
                        asked=rule.signatures,
                    ),
                    person,
                )


def _check(step):
    env = step.env
    for one in step._field():
        if not one.eligible:
            yield Said(f"check:{one.id}", env._("Say whether %(person)s meets the conditions.", person=one.name), one)
        elif one.eligible == "unknown":
            yield Said(
                f"check:{one.id}",
                env._("It is not known whether %(person)s meets the conditions: find it out.", person=one.name),
                one,
            )
        elif one.eligible == "deferred" and not (one.conditions_text or "").strip():
            yield Said(
                f"check:{one.id}",
                env._("Write down what %(person)s has still to meet, and until when.", person=one.name),
                one,
            )


def _ballot(step):
    env = step.env
    sealed = step.ballot_ids.filtered(lambda one: one.state == "sealed")
    if not sealed:
        yield Said("ballot", env._("The ballot is not sealed yet. Prepare it, let people vote, and seal it."))
        return
    field = step._field()
    missing = field.employee_id - sealed.subject_ids.employee_id
    if missing:
        yield Said("ballot", env._("Nobody voted on %(people)s.", people=listed(env, missing._names_told_apart())))
    if step.rule_id.majority and not field.filtered("has_majority"):
        yield Said(
            "majority", env._("Nobody has more than half of the valid votes: nobody can go on. Give the selection up.")
        )


def _talks(step):
    env, rule = step.env, step.rule_id
    if step.kind == "talk":
        talked = step.talk_ids.candidate_id
        for one in step._field():
            if one not in talked:
                yield Said(f"talk:{one.id}", env._("Write down the talk with %(person)s.", person=one.name), one)
        return
    least = max(rule.least, 1)
    for group in rule.group_ids:
        number = len(step.talk_ids.filtered(lambda one, group=group: one.group_id == group))
        if number < least:
            yield Said(
                f"talks:{group.id}",
                env._(
                    "%(group)s: %(number)s of at least %(least)s talks are written down.",
                    group=group.name,
                    number=number,
                    least=least,
                ),
            )


def _opinion(step):
    env = step.env
    answered = step.opinion_ids.filtered(lambda opinion: opinion.state == "answered").candidate_id
    for one in step._field():
        if one not in answered:
            yield Said(
                f"opinion:{one.id}",
                env._("%(person)s: the written opinion of the discipline body is missing.", person=one.name),
                one,
            )


def _notice(step):
    env = step.env
    if not step.notice_ids.filtered(lambda one: one.state == "ended"):
        yield Said("notice", env._("The notice has not ended. Post it, and end it after its last day."))


def _exam(step):
    env, mark = step.env, step.rule_id.pass_mark
    for one in step._field():
        if not one.exam_taken:
            yield Said(f"exam:{one.id}", env._("%(person)s has not taken the examination.", person=one.name), one)
        elif one.exam_mark < mark:
            yield Said(
                f"exam:{one.id}",
                env._(
                    "%(person)s has %(mark)s, %(pass_mark)s are asked for: he repeats it or is put out.",
                    person=one.name,
                    mark=one.exam_mark,
                    pass_mark=mark,
                ),
                one,
            )


def _marks(step):
    """Each judge of today has confirmed a mark for each candidate, and there are as many judges as are asked for."""
    env, rule = step.env, step.rule_id
    given = {
        (mark.candidate_id, mark.judge_id) for mark in step.mark_ids.filtered(lambda mark: mark.state == "confirmed")
    }
    least = max(rule.least, 2 * rule.component_id.trim + 1)
    for post, people in step._field().grouped("post_id").items():
        judges = step._judges_of(post)
        if len(judges) < least:
            yield Said(
                f"judges:{post.id}",
                env._(
                    "%(post)s: %(judges)s of at least %(least)s judges can mark; who stands himself, or is a relative "
                    "of somebody who does, cannot. Add members to “%(body)s”.",
                    post=post.name,
                    judges=len(judges),
                    least=least,
                    body=step._judging_body().name or "",
                ),
            )
        for judge in judges:
            missing = people.filtered(lambda one, judge=judge: (one, judge) not in given)
            if missing and not judge.user_id:
                yield Said(
                    f"account:{judge.id}",
                    env._(
                        "%(judge)s has no user account to mark with: open one for him, or take him out of “%(body)s”.",
                        judge=judge.name,
                        body=step._judging_body().name or "",
                    ),
                )
            elif missing:
                yield Said(
                    f"marks:{judge.id}",
                    env._(
                        "%(judge)s has confirmed no mark yet for %(people)s.",
                        judge=judge.name,
                        people=listed(env, missing.mapped("name")),
                    ),
                )


def _document(step):
    """No effect for whom an objection waits (S4-P1-15)."""
    env = step.env
    held, _units = step.selection_id.notice_ids._held_back()
    for one in step._field().filtered(lambda one: one.employee_id in held):
        yield Said(
            f"objection:{one.id}",
            env._("%(person)s: an objection holds him back until it is answered.", person=one.name),
            one,
        )


def _ratio(step):
    """Enough contenders for the posts, counted where the conditions were checked (S4-P10-13, A4-4)."""
    env, ratio = step.env, step.selection_id.procedure_id.ratio
    if step.kind != "check" or not ratio:
        return
    asked = exact(ratio)
    for post in (step.post_id or step.selection_id.post_ids).filtered(lambda one: one.contest == "open"):
        people = len(post._contenders())
        if people < contenders_needed(post.number, asked):
            yield Said(
                f"ratio:{post.id}",
                env._(
                    "%(post)s: %(people)s contend for %(posts)s, %(needed)s are needed. %(kept)s could be kept.",
                    post=post.name,
                    people=people,
                    posts=post.number,
                    needed=contenders_needed(post.number, asked),
                    kept=posts_kept(post.number, people, asked),
                ),
            )
