"""Check every row of a file before anything is written."""

import functools
from collections import defaultdict
from typing import NamedTuple

from odoo.tools import LazyTranslate

from ..engine import spelling
from ..models.clock import today_of
from . import import_people, import_results
from . import import_values as values
from .import_changes import CLEARED, Changes, read_day
from .import_columns import FILES, places
from .import_layout import layout

_lt = LazyTranslate(__name__)

REASONS = {
    "too_long": _lt("The text is too long."),
    "error_value": _lt("The formula in this cell has failed. Correct it, or type what belongs here."),
    "formula": _lt(
        "This formula has no result in the file. Open the file in Excel or WPS, save it, and send it again."
    ),
    "long_number": _lt(
        "A number of more than 15 digits has lost its last ones. Format the column as text and type it again."
    ),
    "lost_format": _lt("Here stands a number. If it is a date, give the cell the format yyyy-mm-dd."),
    "no_date": _lt("This is no date. Write 2023-03-01, or 2023.03 where only the month is known."),
    "ambiguous_month": _lt("January or October? Write 2023.01 or 2023.10, and format the cell as text."),
    "yes_no": _lt("Write 是 or 否."),
    "sex": _lt("Write 男 or 女."),
    "staff_number": _lt("A staff number has letters, digits and hyphens only, at most 32."),
    "year": _lt("This is no year. Write 2024."),
    "integer": _lt("This is no whole number."),
    "decimal": _lt("This is no number."),
    "required": _lt("This cell may not be empty."),
    "department": _lt("No department has the number “%(value)s”. Correct it, or bring in the department first."),
    "ambiguous_department": _lt("More than one department has this number."),
    "word": _lt("This word is not in the list. Add it under Lists of Words, or correct it."),
    "ambiguous_word": _lt("More than one word of the list reads like this. Archive or rename one of them."),
    "rank": _lt("This rank is not in the list. Add it under Post Ranks, or correct it."),
    "grade": _lt("“%(value)s” is no level of %(regulation)s. Write one of: %(known)s."),
    "year_not_over": _lt("%(value)s is not over yet. A file has results of years that are over: correct the year."),
    "year_too_early": _lt(
        "In %(value)s nobody was assessed yet: results are taken from %(first)s on. Correct the year."
    ),
    "year_before_work": _lt(
        "%(name)s has worked since %(first)s only, so there is no result of %(value)s. Correct the year, or the "
        "beginning of work on the person's page."
    ),
    "second_in_file": _lt(
        "Row %(row)s has another result of %(name)s of %(value)s, under %(regulation)s. A year has one annual grade: "
        "take one of the two rows out."
    ),
    "second_in_archive": _lt(
        "The archive has the result of %(name)s of %(value)s, under %(regulation)s: %(old)s. A year has one annual "
        "grade: take this row out, or write that regulation if it corrects that result."
    ),
    "unknown_person": _lt("Nobody has the staff number “%(value)s”. Correct it, or bring in the person first."),
    "ambiguous_person": _lt("More than one person has this staff number."),
    "leader_himself": _lt("Nobody is in charge of himself."),
    "repeated": _lt("This row repeats row %(row)s."),
    "other_name": _lt(
        "This staff number belongs to %(name)s. Correct the number, or change the name on the person's own page."
    ),
    "unknown_column": _lt("This column is not known. Use the headings of the template."),
    "repeated_column": _lt("This column stands here twice."),
    "missing_column": _lt("This column is missing."),
    "other_result": _lt(
        "Differs from what is archived: %(old)s. Correct the file, or confirm that the archived one was wrong: then "
        "this one is added as its correction."
    ),
    "computed_result": _lt(
        "The result of this year was computed here: %(old)s. It is corrected by a review, not by a file."
    ),
    "same_person": _lt(
        "%(name)s, born on the same day, is there under the staff number %(number)s. Use that number, or confirm that "
        "these are two people."
    ),
    "born_in_future": _lt("This day has not come yet."),
    "cannot_be_emptied": _lt("What stands here cannot be emptied."),
    "tariff_line": _lt("The scheme's tariff has no line of this code."),
    "target": _lt("Write 个人 or 集体."),
    "born_later": _lt("This day is before the birthday."),
}
READERS = {
    "text": values.text, "lines": values.lines, "person": values.name, "name": values.name,
    "number": values.staff_number, "employee": values.staff_number, "department": values.staff_number,
    "departments": values.several, "day": values.full_day, "month": values.day, "yesno": values.yes_no,
    "sex": values.sex, "year": values.year, "integer": values.integer, "decimal": values.decimal, "score": values.score,
}  # fmt: skip
WORDS = ("political", "post_class", "identity", "staffing", "unit", "group")
NUMBERS = ("decimal", "score")
PAST = ("birthday", "party_date", "work_start")
"""Days of a life: none lies before the first of them, none in the future."""
SINCE = ("post_since", "rank_since")
"""Days that may still come."""
QUESTIONS = frozenset({"other_result", "same_person"})
"""What the office may confirm: then it is no problem any more."""


class Problem(NamedTuple):
    """``row`` as the spreadsheet numbers it, the heading of the column, a code of REASONS and its figures, the cell."""

    row: int
    column: str
    code: str
    figures: dict
    value: str = ""

    def reason(self, env):
        return reason(env, self.code, **self.figures)

    def shown(self, env):
        """Row, column, reason and value, as the screen lists them."""
        return self.row, self.column, self.reason(env), self.value


def reason(env, code, /, **figures):
    """The sentence for a code, in the user's language."""
    translated = env._
    sentence = translated(REASONS[code])
    return sentence % figures if figures else sentence


class Check:
    """Rows of one file, read and looked up in a bounded number of queries. With ``problems`` nothing may be written.

    ``env``: with all companies of the user; the file is for the first. ``accepted``: the office has answered the
    QUESTIONS. ``notes``: [(code, figures)] of what it should know before it takes the file; ``changes``: see
    :class:`.import_changes.Changes`.

    :param columns: what the file may hold (default: that of FILES)
    :param coming: {"department" or "employee": numbers that come in together with this file}
    """

    looked_up = frozenset(("employee", "number", "regulation", "department", "departments", "rank", *WORDS))
    """Kinds of columns whose cells name something that is there."""

    def __init__(self, env, kind, table, columns=None, coming=None, accepted=False):
        self.wide = env
        # one company at a time: a number is unique within it
        self.env = env["res.company"].with_context(allowed_company_ids=env.company.ids).env
        self.kind, self.expected, self.accepted = kind, columns or FILES[kind], accepted
        self.beside = {"department": frozenset(), "employee": frozenset(), **(coming or {})}
        self.problems, self.rows, self.changes = [], [], []
        (row, headings), below, notes = layout(self.expected, table.rows)
        self.notes = [*table.notes, *notes]
        self.columns = self._headings(row, headings)
        if not self.problems:
            read = self._read(below)
            self._prepare(read)
            named = [column for column in self.columns.values() if column.kind in self.looked_up]
            for number, cells in read:
                for column in named:
                    cells[column] = self._lookup(number, column, cells[column])
            self.rows = read
            self._compare()
        self.asked = sum(problem.code in QUESTIONS for problem in self.problems)
        self.problems.sort(key=lambda problem: problem.row)

    def note(self, row, column, code, cell="", /, **figures):
        """``cell``: what stands there, as it was typed."""
        if not (self.accepted and code in QUESTIONS):
            self.problems.append(Problem(row, getattr(column, "heading", column), code, figures, str(cell or "")))

    # -- headings and cells ----------------------------------------------------------------------------------------
    def _headings(self, row, headings):
        found, problems = places(self.expected, headings)
        for heading, code in problems:
            self.note(row, heading, code)
        return found

    def _read(self, rows):
        """[(row, {column: value})]; a cell that cannot be read is a problem and counts as empty.

        Column by column: what ten thousand rows say alike is read once.
        """
        numbers, found = [number for number, _cells in rows], []
        for place, column in self.columns.items():
            cells = [cells[place] if place < len(cells) else None for _number, cells in rows]
            read = values.read_all(cells, functools.partial(self._cell, column))
            of_column, codes = zip(*read, strict=True) if read else ((), ())
            found.append(of_column)
            for number, cell, value, code in zip(numbers, cells, of_column, codes, strict=True) if any(codes) else ():
                if code == "rounded":
                    self.notes.append((code, {"row": number, "typed": values.text(cell), "value": value}))
                elif code:
                    self.note(number, column, code, cell)
        columns, rows = list(self.columns.values()), zip(*found, strict=True)
        return [(number, dict(zip(columns, row, strict=True))) for number, row in zip(numbers, rows, strict=True)]

    def _cell(self, column, cell):
        """(value, code): why the cell cannot be taken, ``rounded``, or None."""
        if self.kind in KEYS and isinstance(cell, str) and cell.strip() == values.EMPTIED:
            return CLEARED, "cannot_be_emptied" if column.required else None
        try:
            value = READERS.get(column.kind, values.text)(cell)
        except values.BadCell as error:
            return None, error.args[0]
        if column.required and value in (None, "", (None, False)):
            return value, "required"
        return value, "rounded" if column.kind in NUMBERS and value and values.rounded(cell, value) else None

    # -- what the cells refer to -----------------------------------------------------------------------------------
    def _prepare(self, read):
        """Everything the rows refer to, in one query each."""
        env = self.env
        typed = defaultdict(set)
        for column in self.columns.values():
            if column.kind in Check.looked_up:
                said = [cells[column] for _row, cells in read]
                if any(isinstance(value, list) for value in said):
                    said = [one for value in said for one in (value if isinstance(value, list) else (value,))]
                typed[column.kind] |= {value for value in set(said) if value and value is not CLEARED}
        numbers = typed["number"] | typed["employee"]
        found = env["hr.employee"]._by_staff_number(numbers)
        self.by_id = _each(found)
        self.known = _known(self.by_id)
        of_number = {self.known[key][1]: people for people in found.values() for key in people._ids}
        self.people = {**found, **of_number}
        elsewhere = typed["employee"] - set(self.people)
        self.elsewhere = self.wide["hr.employee"]._by_staff_number(elsewhere) if elsewhere else {}
        self.by_id |= _each(self.elsewhere)
        self.known |= _known(_each(self.elsewhere))
        self.coming = {folded(number): number for number in typed["number"] | self.beside["employee"]}
        codes = [
            ("cadre_code", "in", list(typed["department"] | typed["departments"])),
            ("company_id", "in", [*env.companies.ids, False]),
        ]
        self.departments = env["hr.department"].search_fetch(codes, ["cadre_code"]).grouped("cadre_code")
        self.words = (
            env["cadre.category"]
            .search_fetch([("kind", "in", WORDS)], ["kind", "name"])
            .grouped(lambda word: (word.kind, word.name))
        )
        self.ranks = env["cadre.rank"].search_fetch([], ["name"]).grouped("name")
        self.regulations = self._regulations(typed["regulation"])
        self.unknown = defaultdict(set)

    def _regulations(self, typed):
        """{name as it was typed: names that are compared alike}"""
        found = defaultdict(set)
        known = self.env["cadre.regulation"].with_context(active_test=False).search([]) if typed else ()
        for regulation in known:
            found[spelling.regulation(regulation.name)].add(regulation.name)
        return {name: found.get(spelling.regulation(name), ()) for name in typed}

    def _lookup(self, row, column, value):
        """The cell as it will be written: an id where it names a record."""
        if not value or value is CLEARED:
            return value
        if column.kind == "employee":
            return self._person(row, column, value)
        if column.kind == "number":
            found = self.people.get(value)
            return self.by_id[found.id].staff_number if found and len(found) == 1 else value
        if column.kind == "regulation":
            return self._regulation(row, value)
        if column.kind == "departments":
            return [self._department(row, column, code) for code in value]
        if column.kind == "department":
            return self._department(row, column, value)
        if column.kind == "rank":
            return self._one(row, column, value, self.ranks.get(value), "rank", "ambiguous_word")
        return self._one(row, column, value, self.words.get((column.kind, value)), "word", "ambiguous_word")

    def _person(self, row, column, number):
        """The id of a person we have, in the company of the file or another of the user's; the number of who comes."""
        found = self.people.get(number) or self.elsewhere.get(number) or self.env["hr.employee"]
        if len(found) > 1:
            self.note(row, column, "ambiguous_person", number)
        elif not found and folded(number) not in self.coming:
            self.note(row, column, "unknown_person", number, value=number)
        return found.id if len(found) == 1 else self.coming.get(folded(number), number)

    def _regulation(self, row, typed):
        """The name it has here, without quotation marks and 试行; another one counts in no rule over several years."""
        names = self.regulations[typed]
        if typed in names:
            return typed
        if len(names) == 1:
            [name] = names
            self.notes.append(("regulation_read", {"row": row, "typed": typed, "name": name}))
            return name
        self.unknown["regulation"].add(typed)
        return typed

    def _department(self, row, column, code):
        """The id of a department we have; the number itself of one that comes together with this file."""
        found = self.departments.get(code)
        if not found and code in self.beside["department"]:
            return code
        if not found:
            self.note(row, column, "department", code, value=code)
            return False
        return self._one(row, column, code, found, "department", "ambiguous_department")

    def _one(self, row, column, cell, records, unknown, ambiguous):
        if not records or len(records) > 1:
            self.note(row, column, ambiguous if records else unknown, cell)
        return records[:1].id if records else False

    # -- rows beside each other ------------------------------------------------------------------------------------
    def _compare(self):
        seen = {}
        by_field = {column.field or column.heading: column for column in self.columns.values()}
        by_kind = {column.kind: column for column in self.columns.values()}
        keys = [by_field.get(name) for name in KEYS[self.kind]]
        days = [by_field[name] for name in (*PAST, *SINCE) if name in by_field]
        today = today_of(self.env.company)
        name_column = by_kind.get("name") or by_field.get("name")
        for number, cells in self.rows:
            key = tuple([_as_key(cells.get(column)) for column in keys])
            if seen.setdefault(key, number) != number:
                self.note(number, keys[0], "repeated", key[0], row=seen[key])
            self._compare_name(number, cells, by_field, name_column)
            if days:
                self._compare_days(number, cells, days, today)
        if self.kind == "people":
            import_people.examine(self, by_field)
        if self.kind == "results":
            import_results.examine(self, by_field)
        self.changes = Changes(self, by_field).found
        for kind, typed in sorted(self.unknown.items()):
            self.notes.append((f"unknown_{kind}", {"typed": sorted(typed)}))

    def _compare_name(self, number, cells, by_field, name_column):
        """A mistyped number shows by the name beside it: nobody's data is overwritten by somebody else's."""
        typed = cells.get(name_column)
        if self.kind == "people":
            person = self.people.get(cells[by_field["staff_number"]])
            leader = cells.get(by_field.get("leader_in_charge_id"))
            if leader and leader in (cells[by_field["staff_number"]], person and person[:1].id):
                self.note(number, by_field["leader_in_charge_id"], "leader_himself")
            if person and len(person) > 1:
                self.note(number, by_field["staff_number"], "ambiguous_person", cells[by_field["staff_number"]])
            known = person.name if person and len(person) == 1 else None
        else:
            known = self.known.get(cells[by_field["employee_id"]], (None,))[0]
        if typed and known and known != typed and spelling.person_name(known) != typed:
            self.note(number, name_column, "other_name", typed, name=known)

    def _compare_days(self, number, cells, columns, today):
        born = next((read_day(cells[column]) for column in columns if column.field == PAST[0]), None)
        for column in columns:
            found = read_day(cells[column])
            if born and found and found < born:
                self.note(number, column, "born_later")
            if found and found > today and column.field in PAST:
                self.note(number, column, "born_in_future")


def _each(found):
    """{id: person} of all people of ``found``, as superuser: what was found may be read, and many rows ask for it."""
    ids = [key for people in found.values() for key in people.ids]
    return dict(zip(ids, next(iter(found.values())).sudo().browse(ids), strict=True)) if found else {}


def _known(by_id):
    """{id: (name, staff number)}, read at once."""
    if not by_id:
        return {}
    people = next(iter(by_id.values())).browse(by_id)
    return dict(zip(by_id, zip(people.mapped("name"), people.mapped("staff_number"), strict=True), strict=True))


def folded(number):
    """A staff number as numbers are compared: px0001 is PX0001."""
    return (number or "").upper()


def _as_key(value):
    """A cell as it tells rows apart; a year or a person as such."""
    return value if type(value) is int else folded(str(value))


KEYS = {
    "people": ("staff_number",),
    "posts": ("employee_id", "date_version"),
    "results": ("employee_id", "year", "regulation"),
}
