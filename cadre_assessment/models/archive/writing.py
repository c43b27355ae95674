"""Write archived results and their entries in the chain by ``COPY``: a fixed number of statements, however many."""

from collections import defaultdict

from odoo import fields
from odoo.tools import SQL

from ..computation import bulk
from ..rows import array_of
from .chain import text_of_result, texts_of_results
from .row import STORED, band_of, column_of, level_of

ENTERED = ("id", "company_id", "cycle_id", "digest", "name", "staff_number", "origin", "origin_note")


def insert(results, vals_list):
    """Write the rows of ``vals_list`` (of the model of ``results``), with what is computed of them.

    :returns: {name: values} of what :func:`enter` asks for, the new ids among it
    """
    if not vals_list:
        return dict.fromkeys(ENTERED, ())
    env = results.env
    query = SQL("SELECT nextval('cadre_result_id_seq') FROM generate_series(1, %s)", len(vals_list))
    ids = [key for (key,) in env.execute_query(query)]
    columns = bulk.columns_of(vals_list, STORED)
    columns |= _computed(env, columns)
    now = fields.Datetime.to_string(fields.Datetime.now())
    pieces = [bulk.cells(ids)]
    for name in STORED:
        pieces += ["\t", bulk.cells(column_of(results._fields[name], columns[name]))]
    rows = bulk.joined([*pieces, f"\t{bulk.row(env.uid, now, env.uid, now)}"], len(ids))
    named = ["id", *STORED, "create_uid", "create_date", "write_uid", "write_date"]
    bulk.copy_in(env.cr, results._table, named, rows)
    cycles = {vals["cycle_id"] for vals in vals_list if vals.get("cycle_id")}
    env["cadre.cycle"].browse(cycles).invalidate_recordset(["result_ids"], flush=False)
    return {"id": ids, **{name: columns[name] for name in ENTERED[1:]}}


def _computed(env, columns):
    """The columns that are computed of others: {name: values}."""
    people = [person or head for person, head in zip(columns["employee_id"], columns["head_id"], strict=True)]
    users = _users_of(env, {person or 0 for person in people})
    totals = list(zip(map(bool, columns["has_total"]), columns["total"], strict=True))
    bands = {total: band_of(*total) for total in set(totals)}  # of ten thousand totals and grades most are alike
    grades = list(zip(*(columns[name] for name in ("annual_grade_name", "grade_name", "grade_code")), strict=True))
    levels = {grade: level_of(*grade) for grade in set(grades)}
    return {
        "band": [bands[total] for total in totals],
        "annual_grade": [
            person and levels[grade] for person, grade in zip(columns["employee_id"], grades, strict=True)
        ],
        "user_id": [users.get(person) for person in people],
    }


def enter(env, columns, facts):
    """An entry in the chain of its company for each result that stands in the table.

    :param columns: {name: values} of those of ENTERED
    :param facts: {result id: what it rests on}; of what was brought in there is nothing but itself
    """
    of_company = defaultdict(list)
    keys, companies, cycles, digests, *own = (columns[name] for name in ENTERED)
    if facts:
        nothing = {}
        said = [text_of_result(*one, facts.get(key, nothing)) for key, *one in zip(keys, *own, strict=True)]
    else:
        said = texts_of_results(*own)
    for company, *one in zip(companies, keys, cycles, digests, said, strict=True):
        of_company[company].append(one)
    for company, contents in of_company.items():
        env["cadre.archive.chain"].sudo()._of(env["res.company"].browse(company))._append("result", contents)


def _users_of(env, people):
    """{employee id: id of his account or None} of ``people`` (ids). One query."""
    env["hr.employee"].flush_model(["user_id"])
    return dict(env.execute_query(SQL("SELECT id, user_id FROM hr_employee WHERE id = ANY(%s)", array_of(people))))
