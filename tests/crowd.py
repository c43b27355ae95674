"""A thousand people come into a test within a second: rows of one person, multiplied by the database."""

from odoo.tools import SQL


def clone_employee(employee, count, prefix):
    """``count`` more employees like ``employee`` (one version each), as one statement for each of three tables.

    Names and staff numbers are ``prefix`` and five digits. For tests that look at many people: nothing of Odoo's own
    creation is run, there is no partner, picture or message.
    """
    env = employee.env
    env.flush_all()
    numbers = SQL("generate_series(1, %s) AS n", count)
    label = SQL("%s || lpad(n::text, 5, '0')", prefix)
    resources = _clone(
        env, "resource_resource", employee.resource_id.id, numbers, {"name": label, "user_id": SQL("NULL")}
    )
    employees = _clone(
        env,
        "hr_employee",
        employee.id,
        _pairs("resource", resources),
        {
            "resource_id": SQL("resource"),
            "name": SQL("%s || lpad(n::text, 5, '0')", prefix),
            "staff_number": SQL("%s || lpad(n::text, 5, '0')", prefix),
            "user_id": SQL("NULL"),
            "work_contact_id": SQL("NULL"),
            "current_version_id": SQL("NULL"),
        },
    )
    version = employee.current_version_id.id
    _clone(env, "hr_version", version, _pairs("employee", employees), {"employee_id": SQL("employee")})
    env.cr.execute(
        SQL(
            "UPDATE hr_employee e SET current_version_id = v.id FROM hr_version v"
            " WHERE v.employee_id = e.id AND e.id IN %s",
            tuple(employees),
        )
    )
    env.invalidate_all()
    return env["hr.employee"].browse(employees)


def _pairs(name, ids):
    return SQL("unnest(%s) WITH ORDINALITY AS list(%s, n)", ids, SQL.identifier(name))


def _clone(env, table, row, source, changes):
    """Copies of one row, one for each row of ``source``; returns their ids."""
    env.cr.execute(
        SQL(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema AND table_name = %s"
            " AND column_name != 'id' AND is_generated = 'NEVER'",
            table,
        )
    )
    columns = [name for (name,) in env.cr.fetchall()]
    values = [changes.get(name) or SQL("t.%s", SQL.identifier(name)) for name in columns]
    env.cr.execute(
        SQL(
            "INSERT INTO %(table)s (%(columns)s)"
            " SELECT %(values)s FROM %(table)s t, %(source)s WHERE t.id = %(row)s RETURNING id",
            table=SQL.identifier(table),
            columns=SQL(", ").join(map(SQL.identifier, columns)),
            values=SQL(", ").join(values),
            source=source,
            row=row,
        )
    )
    return [found for (found,) in env.cr.fetchall()]
