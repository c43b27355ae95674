"""How do good rows come in?  Through Odoo's own ``load()``, all of them or none, in one savepoint."""

from odoo.tools import SQL, mute_logger

RELATED = {"department", "rank", "political", "post_class", "identity", "staffing"}
QUIET = {"import_file": True, "tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}

CHUNK = 250


class Rejected(Exception):
    """The database refused a row after all; ``args[0]`` are the problems as (row, column, reason)."""


def write(env, kind, check):
    """(counts, problems): how many were created and so on; or why nothing was. Never some of the rows."""
    try:
        with env.cr.savepoint():
            return WRITERS[kind](env, check), []
    except Rejected as error:
        env.invalidate_all()
        return {}, error.args[0]


def people(env, check):
    number = next(column for column in check.columns.values() if column.kind == "number")
    day = next(column for column in check.columns.values() if column.kind == "day")
    versions = env["hr.version"]._by_person_and_day([person.id for found in check.people.values() for person in found])
    counts = dict.fromkeys(("created", "post", "updated"), 0)
    for _row, cells in check.rows:
        person = check.people.get(cells[number])
        known = person and (person.id, cells[day]) in versions
        counts["created" if not person else "updated" if known else "post"] += 1
    _load(env["hr.employee"], check, skip="leader_in_charge_id")
    ids = {
        code: person.id
        for code, person in env["hr.employee"]._by_staff_number([cells[number] for _row, cells in check.rows]).items()
    }
    _leaders(env, check, ids, [(ids[cells[number]], cells[day], cells) for _row, cells in check.rows])
    return counts


def _posts(env, check):
    person = next(column for column in check.columns.values() if column.field == "employee_id")
    day = next(column for column in check.columns.values() if column.kind == "day")
    versions = env["hr.version"]._by_person_and_day({cells[person] for _row, cells in check.rows})
    known = sum((cells[person], cells[day]) in versions for _row, cells in check.rows)
    _load(env["hr.version"], check, skip="leader_in_charge_id")
    _leaders(env, check, {}, [(cells[person], cells[day], cells) for _row, cells in check.rows])
    return {"created": 0, "post": len(check.rows) - known, "updated": known}


def _results(env, check):
    """New results are added, confirmed differences as the next version; one that says the same is left alone."""
    by_field = {column.field: column for column in check.columns.values()}
    Result = env["cadre.result"]
    fresh = [(row, cells) for row, cells in check.rows if row not in check.archived or row in check.corrected]
    versions = {id(cells): check.archived[row].version + 1 for row, cells in fresh if row in check.corrected}
    people = (
        env["hr.employee"]
        .with_context(active_test=False)
        .browse([cells[by_field["employee_id"]] for _row, cells in fresh])
    )
    names = {person.id: (person.name, person.staff_number) for person in people}
    extra = {
        "name": lambda cells: names[cells[by_field["employee_id"]]][0],
        "staff_number": lambda cells: names[cells[by_field["employee_id"]]][1],
        "grade_code": lambda cells: next(iter(check.grades[cells[by_field["grade_name"]]])),
        "has_total": lambda cells: "1" if cells.get(by_field.get("total")) else "0",
        "origin": lambda cells: "imported",
        "version": lambda cells: str(versions.get(id(cells), 1)),
    }
    if fresh:
        _load(Result, check, rows=fresh, extra=extra)
    counts = {"created": len(fresh) - len(versions), "updated": len(versions)}
    return {**counts, "same": len(check.rows) - len(fresh)}


WRITERS = {"people": people, "posts": _posts, "results": _results}


# -- load() --------------------------------------------------------------------------------------------------------
def _load(model, check, skip=None, rows=None, extra=None):
    """Give the rows to ``load()`` by database ids, so that no name is ever looked up again; raise what it refuses."""
    rows = check.rows if rows is None else rows
    columns = [
        column for column in check.columns.values() if column.field != skip and column.field and column.kind != "name"
    ]
    names, makers = [], []
    for column in columns:
        many, one = column.kind == "departments", column.kind in RELATED or column.kind == "employee"
        names.append(column.field + ("/.id" if one or many else ""))
        makers.append(lambda cells, column=column: _cell(cells[column], column))
        if column.flag:
            names.append(column.flag)
            makers.append(lambda cells, column=column: "1" if (cells[column] or (None, False))[1] else "0")
    for name, make in (extra or {}).items():
        names.append(name)
        makers.append(make)
    data = [[make(cells) for make in makers] for _row, cells in rows]
    known = CHUNK  # rows the statistics of the tables know of
    for begin in range(0, len(data), CHUNK):
        _load_chunk(model, names, data[begin : begin + CHUNK], rows[begin : begin + CHUNK], columns)
        if begin + CHUNK >= known:
            _analyze(model.env)
            known *= 4


def _load_chunk(model, names, data, rows, columns):
    with mute_logger("odoo.sql_db"):  # a refused row is shown to the user; it is no error of the server's
        result = model.with_context(**QUIET).load(names, data)
    problems = [_problem(message, rows, columns) for message in result["messages"]]
    if problems or not result["ids"]:
        raise Rejected(problems)


def _analyze(env):
    """Tables that grow from one row to thousands inside a transaction are planned as if they had one: every later row
    then costs a scan of all before it. PostgreSQL counts our own rows when it is asked to."""
    for name in ("hr.employee", "hr.version", "resource.resource", "res.partner", "cadre.result"):
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(env[name]._table)))


def _cell(value, column):
    """A checked value as ``load()`` wants to read it: text."""
    if column.kind == "month":
        value = (value or (None,))[0]
    if column.kind == "departments":
        return ",".join(str(part) for part in value or [])
    if column.kind == "yesno":
        return "1" if value else "0"
    return "" if value in (None, False) else str(value)


def _problem(message, rows, columns):
    place = min(message.get("rows", {}).get("from", message.get("record", 0)) or 0, len(rows) - 1)
    heading = next((column.heading for column in columns if column.field == message.get("field")), "")
    return rows[place][0], heading, message["message"]


def _leaders(env, check, people, posts):
    """Leaders in charge, once everybody is there: one write for each leader. ``posts``: (employee id, day, cells)."""
    column = next((column for column in check.columns.values() if column.field == "leader_in_charge_id"), None)
    if column is None:
        return
    versions = env["hr.version"]._by_person_and_day({person for person, _day, _cells in posts})
    led = {}
    for person, day, cells in posts:
        leader = cells[column]
        led.setdefault(people.get(leader, leader) or False, []).append(versions[person, day])
    for leader, version_ids in led.items():
        env["hr.version"].browse(version_ids).with_context(**QUIET).write({"leader_in_charge_id": leader})
