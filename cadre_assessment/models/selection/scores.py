"""From marks, examination and ballot to total, rank and place: gathered here, computed by the engine of the schemes.

Nothing is added up in this file: the procedure's scheme is evaluated once for each post (:func:`engine.evaluate`),
whose number of places is the only rule that the selection adds (S4-P4-08, S4-P4-09, S4-P10-19, S4-P10-21).
"""

from collections import defaultdict
from dataclasses import replace

from odoo.tools import SQL

from ...engine import Input, Quota, Subject, evaluate, exact
from ..ballot import published
from ..computation.bulk import decimal_text, plain
from ..guard import guarded

PLACES = "places"
"""Key of the quota that a post is."""
NOTHING = {
    "has_total": False,
    "total": 0,
    "rank": 0,
    "standing": False,
    "waiting_place": 0,
    "score_reason": False,
    "score_lines": False,
}


def settle(selection):
    """Write total, rank and place of every candidate, or clear them while a part of the score is still to come.

    Who left the field after everything was counted keeps what he was given; the places are those of the others.
    """
    selection = selection.sudo()
    scheme = selection.procedure_id.scheme_id
    if not scheme:
        return
    steps = selection.step_ids.filtered(lambda step: step.rule_id.component_id and step.state in ("open", "done"))
    counted = bool(steps) and all(step.state == "done" for step in steps)
    known = _verdicts(selection, steps, scheme) if counted else {}
    for candidate in guarded(selection.candidate_ids):
        if counted and candidate.state == "out" and candidate.standing:
            continue
        values = known.get(candidate, NOTHING)
        if any(candidate[name] != value for name, value in values.items()):
            candidate.write(values)


def _verdicts(selection, steps, scheme):
    """{candidate: values} of those in the field, post by post."""
    rules = scheme._engine_scheme()
    inputs = _inputs(selection, steps)
    found = {}
    for post, people in selection.candidate_ids._in_field().grouped("post_id").items():
        if post.contest != "open":
            continue
        voted = [step for step in steps if step.kind == "ballot" and step.rule_id.majority]
        voted = [step for step in voted if step.post_id in (step.post_id.browse(), post)]
        barred = people.filtered(lambda one, voted=voted: voted and not one.has_majority)
        quota = Quota(PLACES, PLACES, post.name, award=PLACES, number=post.number)
        subjects = [
            Subject(one.id, inputs=tuple(inputs[one]), pools={} if one in barred else {PLACES: post.id})
            for one in people
        ]
        verdicts = evaluate(replace(rules, quotas=(quota,)), subjects).verdicts
        found |= _values(people, verdicts, barred, scheme.digits)
    return found


def _inputs(selection, steps):
    """{candidate: inputs}: confirmed marks of judges, marks of the examination, sealed counts of ballots."""
    found = defaultdict(list)
    for step in steps:
        part = step.rule_id.component_id.id
        for mark in step.mark_ids.sorted("id"):
            if mark.entered and (mark.state == "confirmed" or not mark.judge_id):
                label = mark.judge_id.name or step.name
                found[mark.candidate_id].append(Input(part, (mark._name, mark.id), label, value=exact(mark.value)))
    ballots = {ballot: step for step in steps for ballot in step.ballot_ids.filtered(lambda one: one.state == "sealed")}
    tallies = published.tallies_where(selection.env, SQL("b.id = ANY(%s)", [ballot.id for ballot in ballots]))
    for ballot, step in ballots.items():
        subjects = {subject.employee_id: subject for subject in ballot.subject_ids}
        field = selection.candidate_ids.filtered(
            lambda one, step=step: step.post_id in (step.post_id.browse(), one.post_id)
        )
        for one in field:
            subject = subjects.get(one.employee_id)
            if subject and subject.id in tallies:
                source = (subject._name, subject.id)
                part = step.rule_id.component_id.id
                found[one].append(Input(part, source, step.name, tallies=tallies[subject.id]))
    return found


def _values(people, verdicts, barred, digits):
    """{candidate: what stands on him}; who has no place waits in the order of the ranks, the level ones together."""
    by_id = {one.id: one for one in people}
    awards = {verdict.subject: verdict.awards[0] for verdict in verdicts if verdict.awards}
    standings = {
        verdict.subject: _standing(by_id[verdict.subject] in barred, awards.get(verdict.subject), verdict)
        for verdict in verdicts
    }
    waiting = sorted(verdict.rank for verdict in verdicts if standings[verdict.subject] == "waiting")
    return {
        by_id[verdict.subject]: {
            "has_total": verdict.total is not None,
            "total": float(decimal_text(verdict.total, digits)) if verdict.total is not None else 0,
            "rank": verdict.rank or 0,
            "standing": standings[verdict.subject],
            "waiting_place": waiting.index(verdict.rank) + 1 if standings[verdict.subject] == "waiting" else 0,
            "score_reason": _reason(awards.get(verdict.subject), verdict),
            "score_lines": [_line(line) for line in verdict.lines],
        }
        for verdict in verdicts
    }


def _standing(barred, award, verdict):
    if barred:
        return "barred"
    if award is None or verdict.total is None:
        return "none"
    return "won" if award.won else "tied" if award.pending else "waiting"


def _reason(award, verdict):
    reason = award.reason if award else verdict.reason
    figures = {name: value for name, value in reason.figures.items() if name not in ("rank", "total", "grade")}
    return {"code": reason.code, "figures": plain(figures)}


def _line(line):
    """One line of the trace as it is kept and printed: texts with the decimals people read."""
    return {
        "kind": line.kind,
        "component": line.component,
        "name": line.label,
        "raw": None if line.raw is None else decimal_text(line.raw),
        "weight": None if line.weight is None else decimal_text(line.weight),
        "points": decimal_text(line.shown),
        "sources": [list(source) for source in line.sources],
    }
