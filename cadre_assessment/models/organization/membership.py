"""Who worked in a department on a day, and who led it (分管)?  A number of queries that does not grow with the people.

Raw reading of the history of posts: the caller has checked who may know it.
"""

from odoo.tools import SQL

READ = ("hr.version", "hr.employee", "hr.department", "cadre.posting")

HOLDS = SQL(
    "v.active AND v.date_version <= asked.day AND NOT EXISTS (SELECT 1 FROM hr_version later "
    "WHERE later.employee_id = v.employee_id AND later.active AND later.date_version <= asked.day "
    "AND later.date_version > v.date_version)"
)
"""The version ``v`` is the one that holds on ``asked.day``."""
SERVES = SQL("CASE WHEN current.departure_date IS NULL THEN e.active ELSE current.departure_date >= asked.day END")
"""The employee ``e``, whose version of today is ``current``, has not left the service on ``asked.day``."""


def asked(pairs):
    """The relation ``asked(id, day)`` of pairs of an id and a date (at least one)."""
    ids, days = zip(*sorted(set(pairs)), strict=True)
    return SQL("unnest(%s::int[], %s::date[]) AS asked(id, day)", list(ids), list(days))


def leaders_of(env, department_ids, on_day):
    """{department id: ids of the employees in charge of it on ``on_day``}, the lowest id first; 1 query."""
    found = leaders_on(env, [(department, on_day) for department in department_ids])
    return {department: people for (department, _day), people in found.items()}


def members_of(env, department_ids, on_day):
    """{department id: ids of the employees who work in it or below it on ``on_day``}; 1 query."""
    found = members_on(env, [(department, on_day) for department in department_ids])
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
        WITH place AS (
             SELECT asked.id, asked.day, up.id AS above, length(up.parent_path) AS depth
               FROM %(asked)s
               JOIN hr_department d ON d.id = asked.id
               JOIN hr_department up
                 ON up.id = d.id
                 OR (d.parent_path LIKE up.parent_path || '%%' AND up.unit_id = d.unit_id AND up.is_unit IS NOT TRUE)
        ), leader AS (
             SELECT asked.id, asked.day, asked.depth, v.employee_id,
                    max(asked.depth) OVER (PARTITION BY asked.id, asked.day) AS nearest
               FROM place asked
               JOIN cadre_version_led_department_rel led ON led.hr_department_id = asked.above
               JOIN hr_version v ON v.id = led.hr_version_id
               JOIN hr_employee e ON e.id = v.employee_id
          LEFT JOIN hr_version current ON current.id = e.current_version_id
              WHERE %(holds)s AND %(serves)s
        )
        SELECT id, day, array_agg(DISTINCT employee_id) FROM leader WHERE depth = nearest GROUP BY id, day
        """,
        asked=asked(pairs),
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
        WITH inside AS (
             SELECT asked.id, asked.day, below.id AS section
               FROM %(asked)s
               JOIN hr_department d ON d.id = asked.id
               JOIN hr_department below ON below.parent_path LIKE d.parent_path || '%%'
        ), works AS (
             SELECT asked.id, asked.day, v.employee_id
               FROM inside asked JOIN hr_version v ON v.department_id = asked.section
              WHERE %(holds)s
              UNION
             SELECT asked.id, asked.day, p.employee_id
               FROM inside asked JOIN cadre_posting p ON p.host_unit_id = asked.section
              WHERE p.kind = 'concurrent' AND p.date_from <= asked.day AND COALESCE(p.date_to, asked.day) >= asked.day
        )
        SELECT asked.id, asked.day, array_agg(DISTINCT e.id)
          FROM works asked
          JOIN hr_employee e ON e.id = asked.employee_id
     LEFT JOIN hr_version current ON current.id = e.current_version_id
         WHERE %(serves)s
      GROUP BY asked.id, asked.day
        """,
        asked=asked(pairs),
        holds=HOLDS,
        serves=SERVES,
    )
    return {(department, day): tuple(sorted(people)) for department, day, people in env.execute_query(query)}


def _flush(env):
    for model in READ:
        env[model].flush_model()
