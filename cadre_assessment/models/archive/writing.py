"""Write archived results and their entries in the chain by ``COPY``: a fixed number of statements, however many."""

from collections import defaultdict

from odoo import fields
from odoo.tools import SQL

from ..computation import bulk
from .chain import text_of
from .row import STORED, band_of, column_of, level_of


def insert(results, vals_list):
    """Write the rows of ``vals_list`` (of the model of ``results``), with what is computed of them.

    :returns: the values of each, its new ``id`` among them
    """
    if not vals_list:
        return []
    env = results.env
    query = SQL("SELECT nextval('cadre_result_id_seq') FROM generate_series(1, %s)", len(vals_list))
    ids = [key for (key,) in env.execute_query(query)]
    users = _users_of(env, {vals.get("employee_id") or vals.get("head_id") or 0 for vals in vals_list})
    now = fields.Datetime.to_string(fields.Datetime.now())
    logged = [env.uid, now, env.uid, now]
    columns = [(name, results._fields[name]) for name in STORED]
    rows, written = [], []
    for key, vals in zip(ids, vals_list, strict=True):
        person = vals.get("employee_id")
        values = {
            **vals,
            "id": key,
            "band": band_of(vals.get("has_total"), vals.get("total")),
            "annual_grade": person
            and level_of(vals.get("annual_grade_name"), vals.get("grade_name"), vals.get("grade_code")),
            "user_id": users.get(person or vals.get("head_id")),
        }
        cells = [column_of(field, values.get(name)) for name, field in columns]
        rows.append(bulk.row(key, *cells, *logged))
        written.append(values)
    named = ["id", *STORED, "create_uid", "create_date", "write_uid", "write_date"]
    bulk.copy_in(env.cr, results._table, named, rows)
    cycles = {vals["cycle_id"] for vals in vals_list if vals.get("cycle_id")}
    env["cadre.cycle"].browse(cycles).invalidate_recordset(["result_ids"], flush=False)
    return written


def enter(env, rows, facts):
    """An entry in the chain of its company for each of ``rows``: values of results that stand in the table.

    :param facts: {result id: what it rests on}; of what was brought in there is nothing but itself
    """
    of_company = defaultdict(list)
    for row in rows:
        said = {
            "name": row["name"],
            "staff_number": row.get("staff_number") or "",
            "origin": row["origin"],
            "origin_note": row.get("origin_note") or "",
            **facts.get(row["id"], {}),
        }
        of_company[row["company_id"]].append((row["id"], row.get("cycle_id"), row["digest"], text_of(said)))
    for company, contents in of_company.items():
        env["cadre.archive.chain"].sudo()._of(env["res.company"].browse(company))._append("result", contents)


def _users_of(env, people):
    """{employee id: id of his account or None} of ``people`` (ids). One query."""
    env["hr.employee"].flush_model(["user_id"])
    return dict(env.execute_query(SQL("SELECT id, user_id FROM hr_employee WHERE id = ANY(%s)", sorted(people))))
