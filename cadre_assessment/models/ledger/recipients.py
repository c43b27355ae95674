"""Recipients of an event: persons, sections and leaders as the post history has them on a day (A1-11).

Set-based: a fixed number of queries for any number of events (law 2). Raw reading: the caller has checked who may see.
"""

from typing import NamedTuple

from odoo.tools import SQL

from ..clock import today_of
from ..organization.membership import HOLDS, READ, SERVES, asked, held, leaders_on, members_on

OUTRANKS = {"self": 0, "section": 1, "leader": 2, "unit": 3}
"""As what somebody is reached who could be reached twice: a person gets an event once."""


class Recipient(NamedTuple):
    """One subject an event reaches; a person or, where units are assessed, a unit with its head on that day."""

    employee_id: int | None
    unit_id: int | None
    why: str
    department_id: int | None = None
    head_id: int | None = None


class Reached(NamedTuple):
    """Who is reached, and what is wrong: pairs of a code and the id it is about (a person or a department)."""

    recipients: tuple
    problems: tuple


class Post(NamedTuple):
    department_id: int | None
    leader_id: int | None
    is_team_member: bool
    unit_id: int | None
    path: str


def reached(events):
    """{event: :class:`Reached`} for events saved or not."""
    events = events.sudo()
    for model in READ:
        events.env[model].flush_model()
    env = events.env
    days = {event: event.document_date or event.date or today_of(event) for event in events}
    sections = {(section, days[event]) for event in events for section in _sections(event)}
    staff = members_on(env, sections)
    posts = posts_on(env, {(employee, days[event]) for event in events for employee in _people(event)})
    asking = sections | {(post.department_id, day) for (_employee, day), post in posts.items() if post.department_id}
    leaders = leaders_on(env, asking)
    unled = {(one, day) for (section, day), people in staff.items() if (section, day) not in leaders for one in people}
    posts |= posts_on(env, unled - posts.keys())
    heads = heads_on(env, {(unit, days[event]) for event in events for unit in _units(event, posts, days)})
    return {event: _reach(event, days[event], posts, staff, leaders, heads) for event in events}


# -- what an event names -------------------------------------------------------------------------------------------
def _of_units(event):
    return (event.scheme_id.subject_kind or "person") != "person"


def _people(event):
    return event.employee_ids.ids if event.target == "individual" else []


def _sections(event):
    if event.target != "collective" or _of_units(event):
        return []
    return (event.department_ids | event.unit_ids).ids


def _units(event, posts, days):
    """Ids of the units that an event of a cycle of units is about: named, or those of the sections and people named."""
    if not _of_units(event):
        return []
    if event.target == "individual":
        people = [posts.get((employee, days[event])) for employee in _people(event)]
        return list(dict.fromkeys([*event.unit_ids.ids, *(post.unit_id for post in people if post and post.unit_id)]))
    return list(dict.fromkeys([*event.unit_ids.ids, *event.department_ids.unit_id.ids]))


# -- one event -----------------------------------------------------------------------------------------------------
def _reach(event, day, posts, staff, leaders, heads):
    line, problems = event.adjustment_id, []
    rule = line.recipients_individual if event.target == "individual" else line.recipients_collective
    if line and not rule:
        problems.append(("no_such_target", line.id))
    if _of_units(event):
        units = _units(event, posts, {event: day})
        found = [Recipient(None, unit, "unit", unit, heads.get((unit, day))) for unit in units]
        named = event.env["hr.department"].browse(units)
        problems += [("unit_outside", unit.id) for unit in named if _outside(event, unit)]
    elif event.target == "individual":
        found = _individual(event, day, rule, posts, leaders, problems)
    else:
        found = _collective(event, day, rule, (staff, posts), leaders, problems)
    once = {}
    for one in sorted(found, key=lambda one: OUTRANKS[one.why]):
        once.setdefault((one.employee_id, one.unit_id), one)
    if not once and not problems:
        problems.append(("nobody_named", 0))
    return Reached(tuple(once.values()), tuple(problems))


def _outside(event, department):
    return not (department.parent_path or "").startswith(event.cycle_id.unit_id.parent_path or "-")


def _individual(event, day, rule, posts, leaders, problems):
    """S1-37 the person alone; S1-46 the person and who led him on that day."""
    for employee in _people(event):
        post = posts.get((employee, day))
        if not post:
            problems.append(("no_post", employee))
            continue
        if not post.path.startswith(event.cycle_id.unit_id.parent_path or "-"):
            problems.append(("person_outside", employee))
        yield Recipient(employee, None, "self", post.department_id)
        if rule != "self_leader":
            continue
        above = {post.leader_id} if post.leader_id else set(leaders.get((post.department_id, day), ()))
        above.discard(employee)
        if not above and not post.is_team_member:
            problems.append(("no_leader", employee))
        for leader in sorted(above):
            yield Recipient(leader, None, "leader")


def _collective(event, day, rule, history, leaders, problems):
    """S1-38, S1-47: everybody of the sections and who led them on that day."""
    staff, posts = history
    for section in event.env["hr.department"].browse(_sections(event)):
        if _outside(event, section):
            problems.append(("unit_outside", section.id))
        people = staff.get((section.id, day), ())
        if not people:
            problems.append(("nobody_there", section.id))
        for employee in people:
            yield Recipient(employee, None, "section", section.id)
        if rule != "section_leader":
            continue
        above = set(leaders.get((section.id, day), ()))
        above = above or {posts[one, day].leader_id for one in people if (one, day) in posts} - {None}
        if not above and people:
            problems.append(("section_without_leader", section.id))
        for leader in sorted(above):
            yield Recipient(leader, None, "leader")


# -- the post history of many days at once -------------------------------------------------------------------------
def posts_on(env, pairs):
    """{(employee id, day): :class:`Post`} of those who had one (1 query)."""
    if not pairs:
        return {}
    rows = env.execute_query(
        SQL(
            """
            WITH %(held)s
            SELECT asked.employee_id, asked.day, held.department_id,
                   NULLIF(held.leader_in_charge_id, held.employee_id), COALESCE(held.is_team_member, FALSE),
                   d.unit_id, COALESCE(d.parent_path, '')
              FROM (SELECT id AS employee_id, day FROM %(asked)s) asked
              JOIN held ON held.employee_id = asked.employee_id
         LEFT JOIN hr_department d ON d.id = held.department_id
             WHERE %(holds)s AND %(serves)s
            """,
            held=held(SQL("SELECT id FROM %s", asked(pairs))),
            asked=asked(pairs),
            holds=HOLDS,
            serves=SERVES,
        )
    )
    return {(employee, day): Post(*rest) for employee, day, *rest in rows}


def heads_on(env, pairs):
    """{(unit id, day): its head} (1 query)."""
    if not pairs:
        return {}
    rows = env.execute_query(
        SQL(
            """
            WITH inside AS MATERIALIZED (
                 SELECT d.id, d.unit_id FROM hr_department d WHERE d.unit_id IN (SELECT id FROM %(asked)s)
            ), %(held)s
            SELECT asked.id, asked.day, max(asked.employee_id)
              FROM (SELECT pair.id, pair.day, held.employee_id, held.since, held.until
                      FROM inside
                      JOIN held ON held.department_id = inside.id AND held.is_unit_head
                      JOIN %(pairs)s ON pair.id = inside.unit_id) asked
              JOIN LATERAL (SELECT asked.since, asked.until) held ON %(holds)s
             WHERE %(serves)s
          GROUP BY asked.id, asked.day
            """,
            held=held(SQL("SELECT h.employee_id FROM hr_version h JOIN inside ON inside.id = h.department_id")),
            asked=asked(pairs),
            pairs=asked(pairs, "pair"),
            holds=HOLDS,
            serves=SERVES,
        )
    )
    return {(unit, day): head for unit, day, head in rows}
