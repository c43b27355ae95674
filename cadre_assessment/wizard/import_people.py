"""People of a file beside those who are there: who may be the same, who has no unit."""

from .import_changes import read_day


def examine(check, by_field):
    """Who has name and birthday of somebody with another number is perhaps the same: asked; in one file: said."""
    born, number = by_field.get("birthday"), by_field["staff_number"]
    fresh, twins = {}, {}
    for row, cells in check.rows:
        day = read_day(cells.get(born))
        if day and cells[by_field["name"]] and not check.people.get(cells[number]):
            key = cells[by_field["name"]], day
            twins.setdefault(key, []).append(row)
            fresh.setdefault(key, (row, cells))
    alike = sorted(row for rows in twins.values() if len(rows) > 1 for row in rows)
    if alike:
        check.notes.append(("same_in_file", {"rows": alike}))
    domain = [
        ("birthday", "in", list({day for _name, day in fresh})),
        ("name", "in", list({name for name, _day in fresh})),
    ]
    found = check.env["hr.employee"].with_context(active_test=False).search_fetch(domain) if fresh else ()
    for person in found:
        row, _cells = fresh.get((person.name, person.birthday), (None, None))
        if row:
            check.note(row, number, "same_person", name=person.name, number=person.staff_number or "—")
    unit = by_field.get("department_id")
    homeless = [row for row, cells in check.rows if not cells.get(unit) and not check.people.get(cells[number])]
    if homeless:
        check.notes.append(("no_unit", {"rows": homeless}))
