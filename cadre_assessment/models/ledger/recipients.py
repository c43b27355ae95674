"""Who gets the points of an event?  Persons, sections and leaders as the post history has them on a day (A1-11).

Set-based: a fixed number of queries for any number of events (law 2). Raw reading: the caller has checked who may see.
"""

from collections import defaultdict
from typing import NamedTuple

from odoo.tools import SQL

READ = ("hr.version", "hr.employee", "hr.department")
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
    days = {event: event.document_date or event.date for event in events}
    named = {(employee, days[event]) for event in events for employee in _people(event)}
    sections = {(section, days[event]) for event in events for section in _sections(event)}
    posts = posts_on(events.env, named)
    staff = staff_on(events.env, sections)
    asked = sections | {(post.department_id, day) for (_employee, day), post in posts.items() if post.department_id}
    leaders = leaders_on(events.env, asked)
    heads = heads_on(events.env, {(unit, days[event]) for event in events for unit in _units(event, posts, days)})
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
        found = _collective(event, day, rule, staff, leaders, problems)
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


def _collective(event, day, rule, staff, leaders, problems):
    """S1-38, S1-47: everybody of the sections and who led them on that day."""
    for section in event.env["hr.department"].browse(_sections(event)):
        if _outside(event, section):
            problems.append(("unit_outside", section.id))
        people = staff.get((section.id, day), {})
        if not people:
            problems.append(("nobody_there", section.id))
        for employee in people:
            yield Recipient(employee, None, "section", section.id)
        if rule != "section_leader":
            continue
        above = set(leaders.get((section.id, day), ())) or {leader for leader in people.values() if leader}
        if not above and people:
            problems.append(("section_without_leader", section.id))
        for leader in sorted(above):
            yield Recipient(leader, None, "leader")


# -- the post history of many days at once -------------------------------------------------------------------------
LATEST = SQL(
    "v.active AND v.date_version <= asked.day AND NOT EXISTS (SELECT 1 FROM hr_version later "
    "WHERE later.employee_id = v.employee_id AND later.active AND later.date_version > v.date_version "
    "AND later.date_version <= asked.day)"
)
"""The version ``v`` is the one that holds on ``asked.day``."""
THERE = SQL("CASE WHEN current.departure_date IS NULL THEN e.active ELSE current.departure_date >= asked.day END")
"""The employee ``e`` with the version ``current`` has not left the service on ``asked.day``."""


def _asked(pairs):
    """The relation ``asked(id, day)`` of ``pairs``."""
    ids, days = zip(*sorted(pairs), strict=True)
    return SQL("unnest(%s::int[], %s::date[]) AS asked(id, day)", list(ids), list(days))


def posts_on(env, pairs):
    """{(employee id, day): :class:`Post`} of those who had one (1 query)."""
    if not pairs:
        return {}
    rows = env.execute_query(
        SQL(
            """
            SELECT asked.id, asked.day, v.department_id, v.leader_in_charge_id, COALESCE(v.is_team_member, FALSE),
                   d.unit_id, COALESCE(d.parent_path, '')
              FROM %(asked)s
              JOIN hr_employee e ON e.id = asked.id
              JOIN hr_version v ON v.employee_id = e.id AND %(latest)s
         LEFT JOIN hr_version current ON current.id = e.current_version_id
         LEFT JOIN hr_department d ON d.id = v.department_id
             WHERE %(there)s
            """,
            asked=_asked(pairs),
            latest=LATEST,
            there=THERE,
        )
    )
    return {(employee, day): Post(*rest) for employee, day, *rest in rows}


def staff_on(env, pairs):
    """{(department id, day): {employee id: leader in charge or None}}: posts in it or below it, in a fixed order."""
    if not pairs:
        return {}
    found = defaultdict(dict)
    rows = env.execute_query(
        SQL(
            """
            SELECT asked.id, asked.day, v.employee_id, v.leader_in_charge_id
              FROM %(asked)s
              JOIN hr_department top ON top.id = asked.id
              JOIN hr_department d ON d.parent_path LIKE top.parent_path || '%%'
              JOIN hr_version v ON v.department_id = d.id AND %(latest)s
              JOIN hr_employee e ON e.id = v.employee_id
         LEFT JOIN hr_version current ON current.id = e.current_version_id
             WHERE %(there)s
          ORDER BY asked.id, asked.day, v.employee_id
            """,
            asked=_asked(pairs),
            latest=LATEST,
            there=THERE,
        )
    )
    for department, day, employee, leader in rows:
        found[department, day][employee] = leader if leader != employee else None
    return found


def leaders_on(env, pairs):
    """{(department id, day): employees who led it}; the nearest department upwards that is led speaks."""
    if not pairs:
        return {}
    rows = env.execute_query(
        SQL(
            """
            SELECT asked.id, asked.day, length(led.parent_path), v.employee_id
              FROM %(asked)s
              JOIN hr_department d ON d.id = asked.id
              JOIN hr_department led ON d.parent_path LIKE led.parent_path || '%%'
              JOIN cadre_version_led_department_rel r ON r.hr_department_id = led.id
              JOIN hr_version v ON v.id = r.hr_version_id AND %(latest)s
              JOIN hr_employee e ON e.id = v.employee_id
         LEFT JOIN hr_version current ON current.id = e.current_version_id
             WHERE %(there)s
            """,
            asked=_asked(pairs),
            latest=LATEST,
            there=THERE,
        )
    )
    nearest = {}
    for department, day, depth, _employee in rows:
        nearest[department, day] = max(depth, nearest.get((department, day), 0))
    found = defaultdict(list)
    for department, day, depth, employee in rows:
        if nearest[department, day] == depth:
            found[department, day].append(employee)
    return found


def heads_on(env, pairs):
    """{(unit id, day): its head}."""
    if not pairs:
        return {}
    rows = env.execute_query(
        SQL(
            """
            SELECT asked.id, asked.day, max(v.employee_id)
              FROM %(asked)s
              JOIN hr_department d ON d.unit_id = asked.id
              JOIN hr_version v ON v.department_id = d.id AND v.is_unit_head AND %(latest)s
              JOIN hr_employee e ON e.id = v.employee_id
         LEFT JOIN hr_version current ON current.id = e.current_version_id
             WHERE %(there)s
          GROUP BY asked.id, asked.day
            """,
            asked=_asked(pairs),
            latest=LATEST,
            there=THERE,
        )
    )
    return {(unit, day): head for unit, day, head in rows}
