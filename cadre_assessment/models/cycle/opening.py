"""What keeps a cycle from opening, and what is worth a look before: each with its culprits."""

from ...engine.spelling import told_apart
from ..listing import listed, titled
from ..scheme.problems import Problem
from ..states import DECIDED
from .roster import BLOCKING, roster, subjects
from .seats import GROUP, Place, rules_of

NAMED = 8
"""So many people are named in a message; of the others only the number is said."""


def problems(cycle):
    """Everything that keeps this cycle from opening, or is worth a look before (a bounded number of queries)."""
    rows = roster(cycle, cycle._as_of())
    base = sum(row.assessed and row.in_base for row in rows)
    return [*_of_scheme(cycle, base), *_of_bodies(cycle), *of_people(cycle, rows)]


def _of_scheme(cycle, base):
    if cycle.scheme_id.state != "active":
        yield Problem(cycle.scheme_id, cycle.env._("this scheme is not in force"))
    yield from cycle.scheme_id._check(base)
    for first in cycle.prerequisite_ids:
        if first.state not in DECIDED:
            yield Problem(first, cycle.env._("this cycle must be decided before this one is computed"), False)
    for scheme in cycle.scheme_id.prerequisite_scheme_ids - cycle.prerequisite_ids.scheme_id:
        text = cycle.env._("no cycle of this scheme stands among those decided first: its results are not asked")
        yield Problem(scheme, text, blocking=False)


def _of_bodies(cycle):
    """S0-02: who decides, who organizes, who does the work."""
    bodies = (
        (cycle.leading_body_id, cycle.env._("the body that decides is missing")),
        (cycle.office_body_id, cycle.env._("the assessment office is missing")),
    )
    for body, missing in bodies:
        if not body:
            yield Problem(cycle, missing)
        elif not body.sudo()._members_today():
            yield Problem(body, cycle.env._("this body has no member today"))
    yield from _of_organs(cycle)
    if not cycle.organizer_id:
        yield Problem(cycle, cycle.env._("the organizer is missing (the deputy secretary in charge of personnel)"))
    elif not cycle.organizer_id.sudo().user_id:
        yield Problem(cycle.organizer_id, cycle.env._("the organizer has no user account"), blocking=False)


def _of_organs(cycle):
    """What the opening asks for: the organs, and their members."""
    for component in cycle._unnamed_organs():
        text = cycle.env._(
            "“%(organ)s” gives it, and no body of this cycle is that: name it under “Bodies”; until then nobody "
            "enters it",
            organ=component.organ,
        )
        yield Problem(component, text, blocking=False)
    for organ, parts in cycle._unnamed_verifiers().grouped("verifier").items():
        text = cycle.env._(
            "“%(organ)s” verifies its marks, and no body of this cycle is that: name it under “Bodies”; until then "
            "they wait",
            organ=organ or cycle.env._("an organ"),
        )
        yield Problem(parts[:1], text, blocking=False)
    further = cycle.sudo().body_ids.body_id | cycle.sudo().scheme_id.component_ids.scoring_body_id
    for body in further - further.sudo()._members_today().body_id:
        yield Problem(body, cycle.env._("this body has no member today"), blocking=False)


def named(cycle, rows, among):
    """Names of rows of the roster; of many the first ones, and how many more.

    :param among: the rows from which they are told apart: a name that another one has never stands alone
    """
    labels = told_apart([(row.employee_name, row.post or "", row.staff_number or "") for row in among])
    labels = {(row.employee_id, row.subject_unit_id): label for row, label in zip(among, labels, strict=True)}
    names = [labels[row.employee_id, row.subject_unit_id] for row in rows]
    shown = listed(cycle.env, names[:NAMED])
    if len(names) <= NAMED:
        return shown
    return cycle.env._("%(names)s and %(count)s more", names=shown, count=len(names) - NAMED)


def _of_groups(cycle, people):
    """Whose unit has no comparison group competes, and is ranked, with everybody else without one (S2A-28)."""
    rules = rules_of(cycle.scheme_id.quota_ids).values()
    alone = Place(GROUP, None, False)
    units = {
        row.unit_id
        for row in people
        if any((place := rule.place_of(row)) and place._replace(entrusted=False) == alone for rule in rules)
    }
    if units:
        units = cycle.env["hr.department"].sudo().browse(units - {None})
        text = cycle.env._(
            "%(units)s: no comparison group, so that their people share one pool of seats and one ranking. Set the "
            "comparison group of each unit.",
            units=listed(cycle.env, units.sorted("id")[:NAMED].mapped("name"))
            + (cycle.env._(" and %(count)s more", count=len(units) - NAMED) if len(units) > NAMED else ""),
        )
        yield Problem(cycle.unit_id, text, blocking=False)


def of_people(cycle, rows):
    people = subjects(rows)
    if not people:
        text = cycle.env._("nobody of %(unit)s is assessed by the scope of this scheme", unit=cycle.unit_id.name)
        yield Problem(cycle, text)
    texts = cycle.env["cadre.roster.line"]._problem_texts()
    for code, text in texts.items():
        looked_at = people if code in BLOCKING else rows  # who is not assessed keeps nothing from opening
        found = [row for row in looked_at if code in row.problems]
        if found:
            yield Problem(cycle.unit_id, titled(cycle.env, text, named(cycle, found, rows)), code in BLOCKING)
    others = cycle._assessed_elsewhere([row.employee_id for row in people if row.employee_id])
    twice = cycle._assessed_twice(others)
    if twice:
        text = cycle.env._(
            "%(people)s: assessed in %(cycles)s already, and each person is assessed in one place. Put the posts, "
            "postings or scope right; where the other cycle still has somebody who moved, update its people.",
            people=named(cycle, [row for row in people if row.employee_id in twice], rows),
            cycles=listed(cycle.env, sorted({cycle.name for cycle in twice.values()})),
        )
        yield Problem(cycle.unit_id, text)
    if also := others.keys() - twice.keys():
        text = cycle.env._(
            "%(count)s people are assessed in another cycle of this year as well: %(cycles)s",
            count=len(also),
            cycles=listed(cycle.env, sorted({others[person].name for person in also})),
        )
        yield Problem(cycle.unit_id, text, blocking=False)
    yield from _of_groups(cycle, people)
    raters = set(cycle.scheme_id.component_ids.mapped("rater"))
    heads = [row.employee_name for row in people if not row.section_head_id]
    routed = "section_leader" in cycle.scheme_id.period_ids.mapped("route")
    if heads and (routed or "section_head" in raters):
        text = cycle.env._("%(count)s people have no section head: the leader in charge does both", count=len(heads))
        yield Problem(cycle.unit_id, text, blocking=False)
