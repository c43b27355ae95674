"""Who worked in a department on a day, and who led it (分管): queries that do not grow with the people.

Raw reading of the history of posts: the caller has checked who may know it.
"""

from odoo.tools import SQL

READ = ("hr.version", "hr.employee", "hr.department", "cadre.posting")

HOLDS = SQL("held.since <= asked.day AND (held.until IS NULL OR asked.day < held.until)")
"""The post ``held`` is the one held on ``asked.day``."""
SERVES = SQL(
    "EXISTS (SELECT 1 FROM hr_employee e LEFT JOIN hr_version current ON current.id = e.current_version_id "
    "WHERE e.id = asked.employee_id AND CASE WHEN current.departure_date IS NULL THEN e.active "
    "ELSE current.departure_date >= asked.day END)"
)
"""The employee of the row ``asked`` has not left the service on ``asked.day``."""


def posts_on(day):
    """The query of the post everybody holds on the date ``day``: one row of ``hr_version`` a person, who has one."""
    return SQL(
        """
        SELECT DISTINCT ON (employee_id) *
          FROM hr_version
         WHERE active AND employee_id IS NOT NULL AND date_version <= %s
      ORDER BY employee_id, date_version DESC
        """,
        day,
    )


def held(people):
    """The relation ``held``: every post that the employees of the query ``people`` ever held, since when until when.

    Whatever the planner believes of the tables, each post is looked at once.
    """
    return SQL(
        """
        held AS MATERIALIZED (
             SELECT v.id, v.employee_id, v.department_id, v.leader_in_charge_id, v.is_team_member, v.is_unit_head,
                    v.date_version AS since,
                    lead(v.date_version) OVER (PARTITION BY v.employee_id ORDER BY v.date_version) AS until
               FROM hr_version v
              WHERE v.active AND v.employee_id IN (%s)
        )
        """,
        people,
    )


def asked(pairs, name="asked"):
    """The relation ``asked(id, day)`` of pairs of an id and a date (at least one)."""
    ids, days = zip(*sorted(set(pairs)), strict=True)
    return SQL("unnest(%s::int[], %s::date[]) AS %s(id, day)", list(ids), list(days), SQL.identifier(name))


def leaders_of(env, department_ids, on_day):
    """{department id: ids of the employees in charge of it on ``on_day``}, the lowest id first; 1 query."""
    found = leaders_on(env, [(department, on_day) for department in department_ids])
    return {department: people for (department, _day), people in found.items()}


def leaders_on(env, pairs):
    """{(department id, day): ids of the employees in charge of it on that day}, the lowest id first; 1 query.

    In charge is whose post of that day names the department; when nobody's does, whose post names the nearest
    department above it inside its unit. A unit itself is led by whoever is in charge of it from outside (分管县领导).
    """
    if not pairs:
        return {}
    _flush(env)
    query = SQL(
        """
        WITH place AS MATERIALIZED (
             SELECT DISTINCT asked.id, up.id AS above, length(up.parent_path) AS depth
               FROM (SELECT DISTINCT id FROM %(asked)s) asked
               JOIN hr_department d ON d.id = asked.id
               JOIN hr_department up
                 ON up.id = d.id
                 OR (d.parent_path LIKE up.parent_path || '%%' AND up.unit_id = d.unit_id AND up.is_unit IS NOT TRUE)
        ), naming AS MATERIALIZED (
             SELECT place.id, place.depth, led.hr_version_id
               FROM place JOIN cadre_version_led_department_rel led ON led.hr_department_id = place.above
        ), %(held)s, leader AS (
             SELECT asked.id, asked.day, naming.depth, held.employee_id
               FROM naming
               JOIN held ON held.id = naming.hr_version_id
               JOIN %(asked)s ON asked.id = naming.id
              WHERE %(holds)s
        ), nearest AS (
             SELECT asked.*, max(asked.depth) OVER (PARTITION BY asked.id, asked.day) AS nearest
               FROM leader asked WHERE %(serves)s
        )
        SELECT id, day, array_agg(DISTINCT employee_id) FROM nearest WHERE depth = nearest GROUP BY id, day
        """,
        asked=asked(pairs),
        held=held(SQL("SELECT boss.employee_id FROM hr_version boss JOIN naming ON naming.hr_version_id = boss.id")),
        holds=HOLDS,
        serves=SERVES,
    )
    return {(department, day): tuple(sorted(people)) for department, day, people in env.execute_query(query)}


def members_on(env, pairs):
    """{(department id, day): ids of the employees who work in it or below it on that day}; 1 query.

    By the post of that day, and by concurrent posts that run on it: whoever is in two sections is a member of both.
    """
    if not pairs:
        return {}
    _flush(env)
    query = SQL(
        """
        WITH inside AS MATERIALIZED (
             SELECT asked.id, below.id AS section
               FROM (SELECT DISTINCT id FROM %(asked)s) asked
               JOIN hr_department d ON d.id = asked.id
               JOIN hr_department below ON below.parent_path LIKE d.parent_path || '%%'
        ), %(held)s, works AS (
             SELECT asked.id, asked.day, held.employee_id
               FROM inside
               JOIN held ON held.department_id = inside.section
               JOIN %(asked)s ON asked.id = inside.id
              WHERE %(holds)s
              UNION
             SELECT asked.id, asked.day, p.employee_id
               FROM inside
               JOIN cadre_posting p ON p.host_unit_id = inside.section
               JOIN %(asked)s ON asked.id = inside.id
              WHERE p.kind = 'concurrent' AND p.date_from <= asked.day AND COALESCE(p.date_to, asked.day) >= asked.day
        )
        SELECT asked.id, asked.day, array_agg(DISTINCT asked.employee_id)
          FROM works asked
         WHERE %(serves)s
      GROUP BY asked.id, asked.day
        """,
        asked=asked(pairs),
        held=held(
            SQL("SELECT there.employee_id FROM hr_version there JOIN inside ON inside.section = there.department_id")
        ),
        holds=HOLDS,
        serves=SERVES,
    )
    return {(department, day): tuple(sorted(people)) for department, day, people in env.execute_query(query)}


def _flush(env):
    for model in READ:
        env[model].flush_model()
