"""The dossier of a candidate on one page: who he is, what was held against the conditions, what others said of him.

His file (facts, curriculum vitae, studies, grades of three years) is shown to whoever may read the candidate: for that
he is looked at. Everything else is read with the rights of the reader: the inspection group finds no opinion of the
discipline body in it, the deciding body no paper that is not handed in.
"""

from typing import NamedTuple

from ..clock import day_of
from ..guard import is_trusted
from ..listing import listed
from .results import support_of

YEARS = 3
"""Annual grades that stand on the page."""


class Bar(NamedTuple):
    """One bar: ``width`` in percent of all."""

    label: str
    number: int
    width: int
    look: str


def page(candidate):
    """What the template ``cadre_candidate_dossier`` prints of one candidate; as the current user."""
    person = candidate.sudo().employee_id
    return {
        "candidate": candidate,
        "photo": bool(person.image_1920) and f"/web/image/cadre.candidate/{candidate.id}/photo",
        "facts": [*_facts(candidate, person)],
        "studies": [*_studies(person)],
        "resume": [(line.months, line.text, line.meanwhile) for line in person.cadre_resume_ids],
        "checks": _readable(candidate.env["cadre.candidate.check"], candidate),
        "support": _support(candidate),
        "votes": [*_votes(candidate)],
        "papers": _readable(candidate.env["cadre.candidate.paper"], candidate),
        "opinions": _readable(candidate.env["cadre.opinion"], candidate),
        "talks": _talks(candidate),
        "events": _events(candidate),
        "nomination": [*_nomination(candidate)],
        "word": _word,
    }


def _word(record, name):
    """The value of a selection field as the reader calls it."""
    return dict(record._fields[name]._description_selection(record.env)).get(record[name], "")


def _readable(model, candidate):
    """The records of ``model`` about him that the reader may know."""
    if not (model.has_access("read") or is_trusted(model.env)):
        return model.browse()
    return model.search([("candidate_id", "=", candidate.id)])


def _facts(candidate, person):
    """(label, value) of what is on file, in the order of the approval form; what is not on file is left out."""
    env, version = candidate.env, person.current_version_id
    words = dict(version._fields["sex"]._description_selection(env))
    for record, name, value in (
        (version, "sex", words.get(version.sex)),
        (person, "birthday", _month(person.birthday)),
        (person, "ethnicity", person.ethnicity),
        (person, "native_place", person.native_place),
        (person, "political_status_id", person.political_status_id.name),
        (person, "party_date", _month(person.party_date)),
        (person, "work_start", _month(person.work_start)),
        (person, "health", person.health),
        (person, "professional_title", person.professional_title),
        (candidate, "unit_text", candidate.unit_text),
        (candidate, "post_text", candidate.post_text),
        (version, "cadre_rank_id", version.cadre_rank_id.name),
        (version, "rank_since", _month(version.rank_since)),
    ):
        if value:
            yield record._fields[name]._description_string(env), value
    results = person.env["cadre.result"].search(
        [("employee_id", "=", person.id), ("annual_grade", "!=", False)], order="year desc, version desc"
    )
    grades = {}
    for result in results:
        grades.setdefault(result.year, result.grade_name)
    if grades:
        said = [f"{year} {grade}" for year, grade in sorted(grades.items())[-YEARS:]]
        yield env._("Annual Grades"), " · ".join(said)


def _nomination(candidate):
    """(label, value) of how he came to be nominated: the body that decides is told of it (S4-P3-10). What the form
    says of the reason stays with who may read the form."""
    one = candidate.sudo().nomination_id
    if not one:
        return
    by = one.person_id.name if one.by == "person" else one.body_id.name
    for name, value in (
        ("by", by),
        ("accountable_id", one.accountable_id.name),
        ("co_responsible_ids", listed(candidate.env, one.co_responsible_ids.mapped("name"))),
        ("date", one.date),
        ("valid_until", one.valid_until),
        ("review", one.review),
    ):
        if value:
            yield one._fields[name]._description_string(candidate.env), value


def _month(day):
    return f"{day:%Y.%m}" if day else ""


def _studies(person):
    kinds = dict(person.cadre_education_ids._fields["kind"]._description_selection(person.env))
    for one in person.cadre_education_ids:
        yield kinds.get(one.kind, ""), " ".join(filter(None, (one.level, one.degree, one.school)))


def _support(candidate):
    """The sealed recommendation as a bar; nothing where too few papers are valid."""
    support = support_of(candidate).get(candidate)
    if not support or not support.valid:
        return None
    return Bar(candidate.support_text, support.yes, round(100 * support.yes / support.valid), "bg-success")


def _votes(candidate):
    """(name of the decision, its day, how it came out, bars) of each vote of the body."""
    env = candidate.env
    for vote in _readable(env["cadre.decision.name"], candidate):
        decision = vote.decision_id
        total = vote.votes_for + vote.votes_against + vote.votes_abstained
        bars = [
            Bar(label, number, round(100 * number / total), look)
            for label, number, look in (
                (env._("For"), vote.votes_for, "bg-success"),
                (env._("Against"), vote.votes_against, "bg-danger"),
                (env._("Abstained"), vote.votes_abstained, "bg-secondary"),
            )
            if total
        ]
        yield decision.name, decision.date, vote, bars


def _talks(candidate):
    """{opinion: number} of the talks about him; what was said stays with those who held them."""
    talks = _readable(candidate.env["cadre.talk"], candidate).filtered("standing")
    words = dict(talks._fields["standing"]._description_selection(candidate.env))
    return {words[standing]: len(some) for standing, some in talks.grouped("standing").items()}


def _events(candidate):
    """(day, what) of his way through the selection, oldest first: taken up, the steps done, out."""
    env = candidate.env
    found = [(day_of(candidate, candidate.registered_on), env._("Taken Up"))] if candidate.registered_on else []
    steps = env["cadre.selection.step"]
    if steps.has_access("read"):
        mine = [("selection_id", "=", candidate.selection_id.id), ("post_id", "in", (False, candidate.post_id.id))]
        for step in steps.search([*mine, ("state", "=", "done")]):
            found.append((step.acted_on or step.done_on, step.name))
    if candidate.out_on:
        found.append((candidate.out_on, env._("Out")))
    return sorted((one for one in found if one[0]), key=lambda one: one[0])
