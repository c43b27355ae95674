"""How many may vote in a unit, by what they are: where the expected numbers of a ballot begin (S3-32)."""

from odoo.tools import SQL

from ..organization.membership import posts_on

READ = ("hr.version", "hr.employee", "hr.department", "cadre.category")


def electorate(cycle, as_of):
    """{unit id, or None for the whole cycle: {"all" | "team" | "section_heads" | "party": number}} on a date (1 query).

    Everybody with a post in the cycle's unit or below, assessed or not; a person counts where the post is.
    """
    env = cycle.env
    for model in READ:
        env[model].flush_model()
    query = SQL(
        """
        SELECT department.unit_id, count(*), count(*) FILTER (WHERE v.is_team_member),
               count(*) FILTER (WHERE department.manager_id = e.id OR EXISTS (
                   SELECT 1 FROM hr_department led WHERE led.manager_id = e.id AND led.unit_id = department.unit_id)),
               count(*) FILTER (WHERE political.party_member)
          FROM (%(posts)s) v
          JOIN hr_employee e ON e.id = v.employee_id
          JOIN hr_department department ON department.id = v.department_id
     LEFT JOIN hr_version current ON current.id = e.current_version_id
     LEFT JOIN cadre_category political ON political.id = e.political_status_id
         WHERE e.company_id = %(company)s
           AND department.parent_path LIKE %(unit)s
           AND CASE WHEN current.departure_date IS NULL THEN e.active ELSE current.departure_date >= %(as_of)s END
      GROUP BY department.unit_id
        """,
        posts=posts_on(as_of),
        as_of=as_of,
        company=cycle.sudo().company_id.id,
        unit=f"{cycle.sudo().unit_id.parent_path}%",
    )
    names = ("all", "team", "section_heads", "party")
    found = {unit: dict(zip(names, numbers, strict=True)) for unit, *numbers in env.execute_query(query)}
    total = {name: sum(numbers[name] for numbers in found.values()) for name in names}
    found.pop(None, None)
    return {**found, None: total}
