"""What a file would change: empty cells leave what is known; what differs is shown, old beside new.

The word 清空 in a cell empties on purpose.
"""

import datetime
from typing import NamedTuple

from odoo.fields import Domain

CLEARED = object()
"""A cell with the word that empties."""
RELATED = {
    "department": "hr.department", "departments": "hr.department", "employee": "hr.employee", "rank": "cadre.rank",
    "political": "cadre.category", "post_class": "cadre.category", "identity": "cadre.category",
    "staffing": "cadre.category",
}  # fmt: skip
RESULT_FIELDS = ("grade_name", "total", "rank", "unit_name", "post")


class Change(NamedTuple):
    """``row`` of the file, the heading of the column, what is known and what the file says, as the cells hold them."""

    row: int
    name: str
    column: object
    old: object
    new: object


class Changes:
    """``found``: [:class:`Change`]. On the way the empty cells of ``check.rows`` get what is known."""

    def __init__(self, check, by_field):
        self.check, self.env, self.by_field = check, check.env, by_field
        self.found = []
        if check.kind == "results":
            self._results()
        else:
            self._posts()
        for _row, cells in check.rows:
            if CLEARED in cells.values():
                cells.update({column: None for column, cell in cells.items() if cell is CLEARED})

    # -- people and posts ------------------------------------------------------------------------------------------
    def _posts(self):
        people = dict(self._people())
        versions = self._versions([person.id for person in people.values()])
        day_of, latest = self.by_field["date_version"], {}
        dated = [(row, cells) for row, cells in self.check.rows if row in people and cells[day_of]]
        for row, cells in sorted(dated, key=lambda one: one[1][day_of]):
            person, day = people[row], cells[day_of]
            before = [version for version in versions.get(person.id, ()) if version.date_version <= day][-1:]
            earlier = latest.get(person.id)
            if earlier and (not before or before[0].date_version < earlier[day_of]):
                self._follow(earlier, cells)  # the post before this one comes with the same file
            else:
                for column, cell in cells.items():
                    self._cell(row, cells, column, cell, person, before)
            latest[person.id] = cells

    def _follow(self, earlier, cells):
        """Empty cells of a post take what the post before it in the file says."""
        for column, cell in cells.items():
            if _empty(cell) and column.kind not in ("number", "name", "day") and column.field != "employee_id":
                cells[column] = None if earlier[column] is CLEARED else earlier[column]

    def _people(self):
        """(row, person) of the rows about somebody we have."""
        for row, cells in self.check.rows:
            if self.check.kind == "people":
                found = self.check.people.get(cells[self.by_field["staff_number"]])
            else:
                person_id = cells[self.by_field["employee_id"]]
                found = self.env["hr.employee"].browse(person_id if isinstance(person_id, int) else [])
            if found and len(found) == 1:
                yield row, found

    def _versions(self, ids):
        """{employee id: [version, …] by their days}"""
        found = self.env["hr.version"].search_fetch(Domain("employee_id", "in", ids), order="employee_id, date_version")
        return found.grouped(lambda version: version.employee_id.id) if ids else {}

    def _cell(self, row, cells, column, cell, person, before):
        """An empty cell takes what is known; one that says something else is a change.

        :param before: the version in force on the row's day, which is corrected or which a new post follows; a list of
            one, empty where the row is older than what is known
        """
        if column.kind in ("number", "name", "day") or not column.field or column.field == "employee_id":
            return
        of_person = self.check.kind == "people" and not self.env["hr.employee"]._fields[column.field].inherited
        record = person if of_person else next(iter(before), None)
        if record is None:
            return
        old = _known(record, column)
        if _empty(cell):
            cells[column] = old
        elif not _empty(old) and _plain(cell) != _plain(old):
            self.found.append(Change(row, person.name, column, old, None if cell is CLEARED else cell))

    # -- results ---------------------------------------------------------------------------------------------------
    def _results(self):
        """Archived results that say something else are asked about, column by column."""
        person, year, regulation = (self.by_field[name] for name in ("employee_id", "year", "regulation"))
        archived = self.check.archive
        self.check.archived, self.check.corrected = {}, set()
        for row, cells in self.check.rows if archived else ():
            result = archived.get((cells[person], cells[year], cells[regulation]))
            if not result:
                continue
            self.check.archived[row] = result
            for name in RESULT_FIELDS:
                column = self.by_field.get(name)
                new = cells.get(column)
                if column is None or _empty(new) or new is CLEARED or _same_result(result, name, new):
                    continue
                computed = result.origin == "computed"
                code = "computed_result" if computed else "other_result"
                self.check.corrected.add(row)
                self.check.note(row, column, code, old=_said(result, name))
                self.found.append(Change(row, result.name, column, _said(result, name), new))


def _same_result(result, name, new):
    if name == "total":
        return result.has_total and round(result.total, 2) == float(new)
    return (result[name] or "") == new


def _said(result, name):
    if name == "total":
        return f"{result.total:.2f}" if result.has_total else "—"
    return str(result[name] or "—")


def _known(record, column):
    """What a record says, as a checked cell would hold it."""
    value = record[column.field]
    if column.kind == "month":
        return (value, record[column.flag]) if value else (None, False)
    if column.kind == "departments":
        return value.ids
    if column.kind in RELATED:
        return value.id or None
    return value if value or column.kind == "yesno" else None


def read_day(cell):
    """The day of a checked cell, or None."""
    return None if cell is CLEARED else (cell or (None,))[0]


def _empty(value):
    return value is None or value == "" or value == [] or value == (None, False)


def _plain(value):
    return sorted(value, key=str) if isinstance(value, list) else value


def shown(env, column, value):
    """A cell as people read it."""
    if _empty(value):
        return "—"
    if column.kind == "month":
        day, month_only = value
        return f"{day:%Y.%m}" if month_only else f"{day:%Y-%m-%d}"
    if isinstance(value, datetime.date):
        return f"{value:%Y-%m-%d}"
    if column.kind in RELATED:
        ids = value if isinstance(value, list) else [value]
        known = env[RELATED[column.kind]].browse([one for one in ids if isinstance(one, int)])
        return "、".join([*known.mapped("display_name"), *(one for one in ids if not isinstance(one, int))])
    if column.kind == "yesno":
        return "是" if value else "否"
    if column.kind == "sex":
        return {"male": "男", "female": "女"}.get(value, value)
    return str(value)
