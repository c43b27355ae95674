"""Write good rows: all of them or none, in one savepoint; what is known already is not written again."""

from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger
from psycopg2 import Error, OperationalError

from ..models.batch import alive
from ..models.organization.many_people import together
from ..models.plan.hr_version import noticed_together
from ..models.rows import uncollected

QUIET = {"import_file": True, "tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}

CHUNK = 500
SHOWN = 10
"""So many rows that the database refuses are looked for; the first of them stop the file as all would."""


class Rejected(Exception):
    """The database refused a row after all; ``args[0]`` are the problems as (row, column, reason)."""


def write(env, kind, check):
    """(counts, problems): how many were created and so on; or why nothing was. Never some of the rows."""
    try:
        with env.cr.savepoint(), noticed_together(env) as together_env:
            return WRITERS[kind](together_env, check), []
    except Rejected as error:
        env.invalidate_all()
        return {}, error.args[0]


def people(env, check):
    """New people in one pass; of those we know, what differs: of the person, of a post, or a post of another day."""
    number = next(column for column in check.columns.values() if column.kind == "number")
    day = next(column for column in check.columns.values() if column.kind == "day")
    known = [person.id for found in check.people.values() for person in found]
    versions = env["hr.version"]._by_person_and_day(known)
    Employee, Version = (env[name].with_context(**QUIET) for name in ("hr.employee", "hr.version"))
    fresh, there = [], []
    for row, cells in check.rows:
        (there if check.people.get(cells[number]) else fresh).append((row, cells))
    names = _names(check, skip="leader_in_charge_id")
    _in_chunks(fresh, names, together(Employee).create, Employee)
    of_post = {name for _column, name in names if Employee._is_of_version(name)}
    counts = {"created": len(fresh), "post": 0, "updated": 0, "same": 0}

    def bring(vals_list):
        later = []
        for vals in vals_list:
            person = check.people[vals["staff_number"]].with_env(Employee.env)
            post = {name: value for name, value in vals.items() if name in of_post}
            changed = _write_changed(person, {name: value for name, value in vals.items() if name not in of_post})
            version = versions.get((person.id, vals["date_version"]))
            if not version:
                later.append((person, vals["date_version"], post))
                continue
            changed |= _write_changed(Version.browse(version).with_prefetch(versions.values()), post)
            counts["updated" if changed else "same"] += 1
        if later:
            people, days, posts = zip(*later, strict=True)
            Employee.browse([person.id for person in people])._change_posts(days, posts)
            counts["post"] += len(later)

    _in_chunks(there, names, bring, Employee)
    ids = {code: person.id for code, person in Employee._by_staff_number([c[number] for _row, c in check.rows]).items()}
    _leaders(env, check, ids, [(ids[cells[number]], cells[day], cells) for _row, cells in check.rows])
    return counts


def _posts(env, check):
    person = next(column for column in check.columns.values() if column.field == "employee_id")
    day = next(column for column in check.columns.values() if column.kind == "day")
    versions = env["hr.version"]._by_person_and_day({cells[person] for _row, cells in check.rows})
    Version = env["hr.version"].with_context(**QUIET)
    fresh, there = [], []
    for row, cells in check.rows:
        (there if (cells[person], cells[day]) in versions else fresh).append((row, cells))
    names = _names(check, skip="leader_in_charge_id")
    _in_chunks(fresh, names, together(Version).create, Version)
    counts = {"created": 0, "post": len(fresh), "updated": 0, "same": 0}

    def bring(vals_list):
        for vals in vals_list:
            version = Version.browse(versions[vals["employee_id"], vals["date_version"]])
            changed = _write_changed(version.with_prefetch(versions.values()), vals)
            counts["updated" if changed else "same"] += 1

    _in_chunks(there, names, bring, Version)
    _leaders(env, check, {}, [(cells[person], cells[day], cells) for _row, cells in check.rows])
    return counts


def _results(env, check):
    """New results are added, confirmed differences as the next version; one that says the same is left alone."""
    by_field = {column.field: column for column in check.columns.values()}
    person, total = by_field["employee_id"], by_field.get("total")
    fresh = [(row, cells) for row, cells in check.rows if row not in check.archived or row in check.corrected]
    versions = {row: check.archived[row].version + 1 for row, _cells in fresh if row in check.corrected}

    def more(row, cells):
        name, number = check.known[cells[person]]
        return {
            "name": name,
            "staff_number": number,
            "grade_code": check.levels[row],
            "has_total": bool(cells.get(total)),
            "origin": "imported",
            "version": versions.get(row, 1),
        }

    Result = env["cadre.result"].with_context(**QUIET)
    alive.say(env, 0)
    if fresh:
        with uncollected():
            _bring(fresh, _names(check), Result._bring_in, Result, more)
    counts = {"created": len(fresh) - len(versions), "updated": len(versions)}
    return {**counts, "same": len(check.rows) - len(fresh)}


WRITERS = {"people": people, "posts": _posts, "results": _results}


# -- values --------------------------------------------------------------------------------------------------------
def _names(check, skip=None):
    """[(column, field)] of what is written."""
    return [
        (column, column.field)
        for column in check.columns.values()
        if column.field and column.field != skip and column.kind != "name"
    ]


def _values_of(rows, names):
    """Checked rows as values of the fields, column by column."""
    found = {}
    for column, name in names:
        values = [cells[column] for _row, cells in rows]
        if column.kind == "month":
            values = [value or (None, False) for value in values]
            if column.flag:
                found[column.flag] = [month_only for _day, month_only in values]
            values = [day for day, _month_only in values]
        elif column.kind == "departments":
            values = [[(6, 0, value or [])] for value in values]
        elif column.kind in ("decimal", "score"):
            values = [value and float(value) for value in values]
        found[name] = values if all(values) else [value or False for value in values]
    fields = list(found)
    return [dict(zip(fields, row, strict=True)) for row in zip(*found.values(), strict=True)]


def _write_changed(record, vals):
    """Write what ``vals`` says otherwise than the record; whether that is anything."""
    changed = {}
    for name, value in vals.items():
        field = record._fields[name]
        now = set(record[name].ids) if field.type == "many2many" else field.convert_to_write(record[name], record)
        if (now or False) != ((set(value[0][2]) if field.type == "many2many" else value) or False):
            changed[name] = value
    if changed:
        record.write(changed)
    return bool(changed)


# -- all or none -----------------------------------------------------------------------------------------------------
def _in_chunks(rows, names, bring, model, more=None):
    """``bring`` the values of the rows, some hundred at a time; raise what is refused.

    :param more: function (row, cells) -> further values
    """
    known = CHUNK  # rows the statistics of the tables know of
    for begin in range(0, len(rows), CHUNK):
        chunk = rows[begin : begin + CHUNK]
        alive.say(model.env, begin)
        _bring(chunk, names, bring, model, more)
        if begin + CHUNK >= known:
            _analyze(model.env)
            known *= 4


def _bring(rows, names, bring, model, more=None):
    """All of the rows at once; where they are refused, by halves, so that the row is named."""
    values = [
        vals | more(row, cells) if more else vals
        for vals, (row, cells) in zip(_values_of(rows, names), rows, strict=True)
    ]
    whole = None
    try:
        with model.env.cr.savepoint(), mute_logger("odoo.sql_db"):
            bring([dict(vals) for vals in values])
            model.env.flush_all()
            return
    except OperationalError:
        raise  # somebody else was faster: the request begins anew
    except (UserError, Error) as error:
        model.env.invalidate_all()
        whole = error
    raise Rejected(list(_refused(rows, values, bring, model)) or [(rows[0][0], "", _said(model, whole))])


def _refused(rows, values, bring, model):
    """The first rows that are refused by themselves, as problems; nothing of the others stays either.

    By halves, and halves of those that are refused: a few bad rows of ten thousand are found in some dozen tries.
    """
    parts, found = [range(len(rows))], 0
    while parts and found < SHOWN:
        part = parts.pop()
        try:
            with model.env.cr.savepoint(), mute_logger("odoo.sql_db"):  # shown to the user; no error of the server's
                bring([dict(values[place]) for place in part])
                model.env.flush_all()
        except OperationalError:
            raise
        except (UserError, Error) as error:
            model.env.invalidate_all()
            if len(part) > 1:
                half = len(part) // 2
                parts += [part[half:], part[:half]]
            else:
                yield rows[part[0]][0], "", _said(model, error)
                found += 1


def _said(model, error):
    return model._sql_error_to_message(error) if isinstance(error, Error) else str(error)


def _analyze(env):
    """Tables that grow from one row to thousands inside a transaction are planned as if they had one: every later row
    then costs a scan of all before it. PostgreSQL counts our own rows when it is asked to."""
    for name in ("hr.employee", "hr.version", "resource.resource", "res.partner", "cadre.result"):
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(env[name]._table)))


def _leaders(env, check, people, posts):
    """Leaders in charge, once everybody is there: one write for each leader. ``posts``: (employee id, day, cells)."""
    column = next((column for column in check.columns.values() if column.field == "leader_in_charge_id"), None)
    if column is None:
        return
    versions = env["hr.version"]._by_person_and_day({person for person, _day, _cells in posts})
    Version = env["hr.version"].with_context(**QUIET)
    led = {}
    for person, day, cells in posts:
        version, leader = Version.browse(versions[person, day]), people.get(cells[column], cells[column]) or False
        if version.with_prefetch(versions.values()).leader_in_charge_id.id != leader:
            led.setdefault(leader, []).append(version.id)
    for leader, version_ids in led.items():
        Version.browse(version_ids).write({"leader_in_charge_id": leader})
