"""Who worked in a department on a day, and who led it (分管)?  A number of queries that does not grow with the people.

Raw reading of the history of posts: the caller has checked who may know it.
"""

from odoo.tools import SQL

READ = ("hr.version", "hr.employee", "hr.department", "cadre.posting")


def leaders_of(env, department_ids, on_day):
    """{department id: ids of the employees in charge of it on ``on_day``}, the lowest id first; 1 query.

    In charge is whose post of that day names the department; when nobody's does, whose post names the nearest
    department above it inside its unit. A unit itself is led by whoever is in charge of it from outside (分管县领导).
    """
    _flush(env)
    query = SQL(
        """
        WITH place AS (
             SELECT d.id, up.id AS above, length(up.parent_path) AS depth
               FROM hr_department d
               JOIN hr_department up
                 ON up.id = d.id
                 OR (d.parent_path LIKE up.parent_path || '%%' AND up.unit_id = d.unit_id AND up.is_unit IS NOT TRUE)
              WHERE d.id = ANY(%(departments)s)
        ), leader AS (
             SELECT place.id, place.depth, v.employee_id,
                    max(place.depth) OVER (PARTITION BY place.id) AS nearest
               FROM place
               JOIN cadre_version_led_department_rel led ON led.hr_department_id = place.above
               JOIN hr_version v ON v.id = led.hr_version_id
               JOIN hr_employee e ON e.id = v.employee_id
          LEFT JOIN hr_version current ON current.id = e.current_version_id
              WHERE v.active AND v.date_version <= %(day)s
                AND NOT EXISTS (SELECT 1 FROM hr_version later
                                 WHERE later.employee_id = v.employee_id AND later.active
                                   AND later.date_version <= %(day)s AND later.date_version > v.date_version)
                AND CASE WHEN current.departure_date IS NULL THEN e.active
                         ELSE current.departure_date >= %(day)s END
        )
        SELECT id, array_agg(DISTINCT employee_id) FROM leader WHERE depth = nearest GROUP BY id
        """,
        departments=list(department_ids),
        day=on_day,
    )
    return {department: tuple(sorted(people)) for department, people in env.execute_query(query)}


def members_of(env, department_ids, on_day):
    """{department id: ids of the employees who work in it or below it on ``on_day``}; 1 query.

    By the post of that day, and by concurrent posts that run on it: whoever is in two sections is a member of both.
    """
    _flush(env)
    query = SQL(
        """
        WITH inside AS (
             SELECT d.id, below.id AS section
               FROM hr_department d JOIN hr_department below ON below.parent_path LIKE d.parent_path || '%%'
              WHERE d.id = ANY(%(departments)s)
        ), works AS (
             SELECT v.employee_id, v.department_id
               FROM hr_version v
              WHERE v.active AND v.date_version <= %(day)s AND v.department_id IN (SELECT section FROM inside)
                AND NOT EXISTS (SELECT 1 FROM hr_version later
                                 WHERE later.employee_id = v.employee_id AND later.active
                                   AND later.date_version <= %(day)s AND later.date_version > v.date_version)
              UNION
             SELECT p.employee_id, p.host_unit_id
               FROM cadre_posting p
              WHERE p.kind = 'concurrent' AND p.date_from <= %(day)s AND COALESCE(p.date_to, %(day)s) >= %(day)s
                AND p.host_unit_id IN (SELECT section FROM inside)
        )
        SELECT inside.id, array_agg(DISTINCT e.id)
          FROM inside
          JOIN works ON works.department_id = inside.section
          JOIN hr_employee e ON e.id = works.employee_id
     LEFT JOIN hr_version current ON current.id = e.current_version_id
         WHERE CASE WHEN current.departure_date IS NULL THEN e.active ELSE current.departure_date >= %(day)s END
      GROUP BY inside.id
        """,
        departments=list(department_ids),
        day=on_day,
    )
    return {department: tuple(sorted(people)) for department, people in env.execute_query(query)}


def _flush(env):
    for model in READ:
        env[model].flush_model()
