"""Write archived results and their entries in the chain by ``COPY``: a fixed number of statements, however many."""

from collections import defaultdict
from itertools import repeat

from odoo import fields
from odoo.tools import SQL

from ..computation import bulk
from .chain import text_of_result
from .row import STORED, band_of, column_of, level_of


def insert(results, vals_list):
    """Write the rows of ``vals_list`` (of the model of ``results``), with what is computed of them.

    :returns: ``vals_list``, with what was added to each: its new ``id``, and what is computed
    """
    if not vals_list:
        return []
    env = results.env
    query = SQL("SELECT nextval('cadre_result_id_seq') FROM generate_series(1, %s)", len(vals_list))
    ids = [key for (key,) in env.execute_query(query)]
    users = _users_of(env, {vals.get("employee_id") or vals.get("head_id") or 0 for vals in vals_list})
    bands, levels = {}, {}  # of ten thousand totals and grades most are alike
    for key, vals in zip(ids, vals_list, strict=True):
        person, total = vals.get("employee_id"), (bool(vals.get("has_total")), vals.get("total"))
        grade = vals.get("annual_grade_name"), vals.get("grade_name"), vals.get("grade_code")
        if total not in bands:
            bands[total] = band_of(*total)
        if grade not in levels:
            levels[grade] = level_of(*grade)
        vals["id"], vals["band"] = key, bands[total]
        vals["annual_grade"] = levels[grade] if person else False
        vals["user_id"] = users.get(person or vals.get("head_id"))
    columns = [bulk.cells(column_of(results._fields[name], [vals.get(name) for vals in vals_list])) for name in STORED]
    now = fields.Datetime.to_string(fields.Datetime.now())
    logged = repeat(bulk.row(env.uid, now, env.uid, now), len(ids))
    rows = map("\t".join, zip(map(str, ids), *columns, logged, strict=True))
    named = ["id", *STORED, "create_uid", "create_date", "write_uid", "write_date"]
    bulk.copy_in(env.cr, results._table, named, rows)
    cycles = {vals["cycle_id"] for vals in vals_list if vals.get("cycle_id")}
    env["cadre.cycle"].browse(cycles).invalidate_recordset(["result_ids"], flush=False)
    return vals_list


def enter(env, rows, facts):
    """An entry in the chain of its company for each of ``rows``: values of results that stand in the table.

    :param facts: {result id: what it rests on}; of what was brought in there is nothing but itself
    """
    of_company = defaultdict(list)
    nothing = {}
    for row in rows:
        said = text_of_result(
            row["name"], row.get("staff_number"), row["origin"], row.get("origin_note"), facts.get(row["id"], nothing)
        )
        of_company[row["company_id"]].append((row["id"], row.get("cycle_id"), row["digest"], said))
    for company, contents in of_company.items():
        env["cadre.archive.chain"].sudo()._of(env["res.company"].browse(company))._append("result", contents)


def _users_of(env, people):
    """{employee id: id of his account or None} of ``people`` (ids). One query."""
    env["hr.employee"].flush_model(["user_id"])
    return dict(env.execute_query(SQL("SELECT id, user_id FROM hr_employee WHERE id = ANY(%s)", sorted(people))))
