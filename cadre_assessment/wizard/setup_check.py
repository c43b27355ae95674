"""Check every row of every sheet of the set-up workbook, each by itself and all against each other."""

import unicodedata
from collections import Counter, defaultdict
from typing import NamedTuple

from odoo.tools import LazyTranslate

from . import import_values as values
from .import_check import READERS, REASONS, Check, Problem
from .import_columns import TITLES, places
from .import_layout import layout
from .setup_columns import KINDS, NOTES, ROLES, SEATS, SHEETS

_lt = LazyTranslate(__name__)

SETUP_REASONS = {
    "unknown_sheet": _lt(
        "This sheet is not known, and its rows would be lost. Name it as in the template, or delete it."
    ),
    "twice": _lt("This sheet stands here twice. Put its rows together."),
    "circle": _lt("This department would stand above itself. Correct the number of the department above it."),
    "other_department": _lt(
        "This number belongs to “%(name)s”. Correct the number, or rename the department on its own page."
    ),
    "other_person": _lt("This staff number belongs to %(name)s. Correct the number or the name."),
    "role": _lt("This role is not known. Write: %(words)s"),
    "kind": _lt("This kind is not known. Write: %(words)s"),
    "seat": _lt("This office in a body is not known. Write: %(words)s"),
    "body": _lt("No body has this name. Correct it, or add the body to the sheet 机构."),
    "other_kind": _lt(
        "A body of this name is there and of another kind: %(kind)s. Correct the kind, or choose another name."
    ),
    "login": _lt("A login has letters, digits and the signs . _ - @ only, at most 64."),
    "login_taken": _lt("This login belongs to another account. Write another one."),
    "other_login": _lt("%(name)s has the account “%(login)s” already. Leave the login empty."),
    "administrator": _lt(
        "Accounts are made by the administrator alone. Empty this sheet, or let him bring in the workbook."
    ),
    "ends_before": _lt("This membership ends before it begins."),
}
NOTE_REASONS = {
    "nobody": _lt("Nobody works in this department or below it. It is made all the same."),
    "no_department": _lt("Without a department this person is on no roster and would not be assessed."),
    "no_leader": _lt(
        "Nobody is in charge of this person: nobody would approve the records. Add a row to the sheet 分管."
    ),
    "namesakes": _lt("Several people have this name: %(numbers)s. They are told apart by their numbers."),
    "no_account": _lt("No account: this person could not log in. Add a row to the sheet 账号."),
}
REASONS.update(SETUP_REASONS)
REASONS.update(NOTE_REASONS)
READERS.update(
    code=values.staff_number,
    body=values.text,
    kind=values.text,
    seat=values.text,
    roles=values.words,
    login=values.login,
)


def plain(name):
    """
    >>> plain(" 机构 成员 "), plain("党委（党组）")
    ('机构成员', '党委(党组)')
    """
    return "".join(unicodedata.normalize("NFKC", name or "").split())


class Noted(NamedTuple):
    """A problem, or only worth a look, of a sheet."""

    sheet: str
    problem: object


class SheetCheck(Check):
    """One sheet. What only holds between rows or sheets is asked by :class:`SetupCheck`."""

    looked_up = Check.looked_up | {"kind", "seat", "roles"}

    def _prepare(self, read):
        self.read = read
        return super()._prepare(read)

    def _lookup(self, row, column, value):
        words = {"kind": KINDS, "seat": SEATS, "roles": ROLES}.get(column.kind)
        if not words or not value:
            return super()._lookup(row, column, value)
        known = {plain(word): code for word, code in words.items()}
        found = [known.get(plain(one)) for one in (value if column.kind == "roles" else [value])]
        if None in found:
            self.note(row, column, column.kind.removesuffix("s"), self._typed(value), words="、".join(words))
        return found if column.kind == "roles" else found[0]

    @staticmethod
    def _typed(value):
        return "、".join(value) if isinstance(value, list) else value

    def _compare(self):
        return super()._compare() if self.kind == "people" else None

    def column(self, field):
        """The column of a field, or None where the sheet has none."""
        return next((column for column in self.columns.values() if (column.field or column.kind) == field), None)

    def cells(self, *fields):
        """[(row, value of each field, …), …]"""
        columns = [self.column(field) for field in fields]
        return [(row, *(cells.get(column) for column in columns)) for row, cells in self.rows]


class SetupCheck:
    """The whole workbook. ``problems`` forbid the import, ``notes`` are worth a look; both are lists of :class:`Noted`.

    :param sheets: {name: table}, as :func:`..files.table.read_sheets` returns them
    """

    def __init__(self, env, sheets):
        self.env = env
        self.problems, self.notes = [], []
        self.units, self.bodies, self.logins = env["hr.department"], {}, {}
        self.known, self.by_id, self.names = {}, {}, {}
        raw = self._named(sheets)
        coming = {
            "employee": self._numbers(raw, "people", "staff_number"),
            "department": self._numbers(raw, "units", "cadre_code"),
        }
        sheets = {kind: SheetCheck(env, kind, raw[kind], SHEETS[kind][1], coming) for kind in SHEETS if kind in raw}
        # a sheet of which only a remark is left has nothing to bring
        self.sheets = {kind: sheet for kind, sheet in sheets.items() if sheet.rows or sheet.problems}
        if all(sheet.rows for sheet in self.sheets.values()):  # with wrong headings nothing was read
            self._people()
            for kind, sheet in self.sheets.items():
                getattr(self, f"_compare_{kind}")(sheet)
        for kind, sheet in self.sheets.items():
            ordered = sorted(sheet.problems, key=lambda problem: problem.row)
            self.problems += [Noted(SHEETS[kind][0], problem) for problem in ordered]
        if not self.problems:
            self._look()

    def rows(self, kind, *fields):
        """[(row, value, …), …] of a sheet; nothing where the workbook has none."""
        return self.sheets[kind].cells(*fields) if kind in self.sheets else []

    # -- sheets --------------------------------------------------------------------------------------------------------
    def _named(self, sheets):
        """{kind: table} of the sheets that are known and have more than headings."""
        known = {plain(name): kind for kind, (name, _columns) in SHEETS.items()} | {plain(TITLES["people"]): "people"}
        found = {}
        for name, table in sheets.items():
            rows = table.rows
            kind = known.get(plain(name))
            if kind is None and plain(name) != NOTES:
                self._say(name, rows[0][0], "", "unknown_sheet", name)
            elif kind in found:
                self._say(name, rows[0][0], "", "twice", name)
            elif kind and len(rows) > 1:
                found[kind] = table
        return found

    def _say(self, sheet, row, column, code, cell="", **figures):
        self.problems.append(Noted(sheet, Problem(row, column, code, figures, str(cell))))

    @staticmethod
    def _numbers(raw, kind, field):
        """The numbers that a sheet brings in; what cannot be read is said when the sheet itself is looked at."""
        if kind not in raw:
            return frozenset()
        (_row, headings), below, _notes = layout(SHEETS[kind][1], raw[kind].rows)
        found, _problems = places(SHEETS[kind][1], headings)
        place = next((place for place, column in found.items() if column.field == field), None)
        numbers = set()
        for _row, cells in below:
            if place is not None and place < len(cells):
                try:
                    numbers.add(values.staff_number(cells[place]))
                except values.BadCell:
                    continue
        return frozenset(numbers - {""})

    # -- who is meant --------------------------------------------------------------------------------------------------
    def _people(self):
        """Names by number, of the workbook and of those we have; and who we have by number."""
        numbers = set()
        for sheet in self.sheets.values():
            numbers |= set(sheet.people or ())
        found = self.env["hr.employee"]._by_staff_number(numbers)
        self.known = {number: people for number, people in found.items() if len(people) == 1}
        self.by_id = {people.id: number for number, people in self.known.items()}
        self.names = {number: people.name for number, people in self.known.items()}
        self.names.update({number: name for _row, number, name in self.rows("people", "staff_number", "name")})

    def number(self, person):
        """The staff number behind the value of a cell: an id of somebody we have, or the number itself."""
        return self.by_id.get(person, person)

    def _compare_names(self, sheet, field="employee_id"):
        column = sheet.column("name")
        for row, person, name in sheet.cells(field, "name"):
            number = self.number(person)
            if name and self.names.get(number) not in (None, name):
                sheet.note(row, column, "other_person", name, name=self.names[number])

    @staticmethod
    def _compare_once(sheet, *fields):
        """No two rows of the same key."""
        seen = {}
        for row, *key in sheet.cells(*fields):
            if key[0] and tuple(key) in seen:
                sheet.note(row, sheet.column(fields[0]), "repeated", key[0], row=seen[tuple(key)])
            seen.setdefault(tuple(key), row)

    # -- each sheet ----------------------------------------------------------------------------------------------------
    def _compare_units(self, sheet):
        self._compare_once(sheet, "cadre_code")
        domain = [
            ("cadre_code", "in", [code for _row, code in sheet.cells("cadre_code")]),
            ("company_id", "=", self.env.company.id),
        ]
        self.units = self.env["hr.department"].search_fetch(domain, ["cadre_code", "name", "parent_id"])
        known = {unit.cadre_code: unit for unit in self.units}
        above = {}
        for row, code, name, parent in sheet.cells("cadre_code", "name", "parent_id"):
            above[code] = parent
            if code in known and name and known[code].name != name:
                sheet.note(row, sheet.column("name"), "other_department", name, name=known[code].name)
        codes = {unit.id: unit.cadre_code for unit in self.units}
        for row, code in sheet.cells("cadre_code"):
            passed, one = set(), code
            while one in above and one not in passed:
                passed.add(one)
                one = codes.get(above[one], above[one])
            if code and one in passed and one == code:
                sheet.note(row, sheet.column("parent_id"), "circle", codes.get(above[code], above[code]))

    def _compare_people(self, sheet):
        """Looked at by the check of its own."""

    def _compare_charge(self, sheet):
        self._compare_names(sheet)

    def _compare_accounts(self, sheet):
        self._compare_names(sheet)
        self._compare_once(sheet, "employee_id")
        if not self.env.user._is_admin():
            sheet.note(sheet.rows[0][0], "", "administrator")
            return
        self.logins = {}
        for row, person, login in sheet.cells("employee_id", "login"):
            number = self.number(person)
            user = self.known.get(number, self.env["hr.employee"]).user_id
            if user and login and login != user.login:
                sheet.note(row, sheet.column("login"), "other_login", login, name=self.names[number], login=user.login)
            elif not user and number:
                self.logins[row] = login or number
        taken = self.env["res.users"].sudo().with_context(active_test=False)
        taken = set(taken.search([("login", "in", list(self.logins.values()))]).mapped("login"))
        twice = {login for login, count in Counter(self.logins.values()).items() if count > 1}
        for row, login in self.logins.items():
            if login in taken | twice:
                sheet.note(row, sheet.column("login") or "", "login_taken", login)

    def _compare_bodies(self, sheet):
        self._compare_once(sheet, "name")
        self._known_bodies()
        words = {code: word for word, code in KINDS.items()}
        for row, name, kind in sheet.cells("name", "kind"):
            body = self.bodies.get(name)
            if body and kind and body.kind != kind:
                sheet.note(row, sheet.column("kind"), "other_kind", words[kind], kind=words[body.kind])

    def _compare_members(self, sheet):
        self._compare_names(sheet)
        self._compare_once(sheet, "body_id", "employee_id", "date_from")
        self._known_bodies()
        coming = {name for _row, name in self.rows("bodies", "name")}
        for row, name, begins, ends in sheet.cells("body_id", "date_from", "date_to"):
            if name and name not in self.bodies and name not in coming:
                sheet.note(row, sheet.column("body_id"), "body", name)
            if begins and ends and ends < begins:
                sheet.note(row, sheet.column("date_to"), "ends_before", ends)

    def _known_bodies(self):
        """The bodies that the workbook names and we have, by name."""
        names = {name for _row, name in [*self.rows("bodies", "name"), *self.rows("members", "body_id")]}
        bodies = self.env["cadre.body"].search([("name", "in", list(names)), ("company_id", "=", self.env.company.id)])
        self.bodies = {body.name: body for body in bodies}

    # -- worth a look --------------------------------------------------------------------------------------------------
    def _look(self):
        """What forbids nothing and would be missed later."""
        self.above = self._places()
        charged = self._charged()
        alike = defaultdict(list)
        for row, number, name, department, team in self.rows(
            "people", "staff_number", "name", "department_id", "is_team_member"
        ):
            alike[name].append((row, number))
            if not department:
                self._note("people", row, "department_id", "no_department", name)
            elif not team and number not in charged:
                self._note("people", row, "leader_in_charge_id", "no_leader", name)
        for name, found in alike.items():
            if len(found) > 1:
                numbers = "、".join(number for _row, number in found)
                self._note("people", found[0][0], "name", "namesakes", name, numbers=numbers)
        self._look_for_people()
        self._look_for_accounts()

    def _note(self, kind, row, field, code, cell, **figures):
        heading = next(column.heading for column in SHEETS[kind][1] if column.field == field)
        self.notes.append(Noted(SHEETS[kind][0], Problem(row, heading, code, figures, str(cell or ""))))

    def _places(self):
        """{place: the place above it}: an id of a department we have, the number of one that comes."""
        everywhere = self.env["hr.department"].search_fetch([("company_id", "=", self.env.company.id)], ["parent_id"])
        self.ids = {unit.cadre_code: unit.id for unit in self.units}
        return {unit.id: unit.parent_id.id for unit in everywhere} | {
            self.ids.get(code, code): parent for _row, code, parent in self.rows("units", "cadre_code", "parent_id")
        }

    def _upwards(self, place):
        """The place and those above it."""
        passed = set()
        while place and place not in passed:
            passed.add(place)
            yield place
            place = self.above.get(place)

    def _charged(self):
        """Staff numbers of the people of the workbook for whom somebody is or will be in charge: named on their own
        row, or in charge of their department or of one above it (``setup_write`` does as much)."""
        leaders = defaultdict(set)
        for kind, field in (("people", "staff_number"), ("charge", "employee_id")):
            for _row, leader, departments in self.rows(kind, field, "led_department_ids"):
                for department in departments or ():
                    leaders[department].add(self.number(leader))
        return {
            number
            for _row, number, place, leader in self.rows(
                "people", "staff_number", "department_id", "leader_in_charge_id"
            )
            if leader or any(leaders[one] - {number} for one in self._upwards(place))
        }

    def _look_for_people(self):
        """Departments of the workbook in which nobody works."""
        filled = {one for _row, place in self.rows("people", "department_id") for one in self._upwards(place)}
        counts = {unit.cadre_code: unit.people_count for unit in self.units}
        for row, code, name in self.rows("units", "cadre_code", "name"):
            if self.ids.get(code, code) not in filled and not counts.get(code):
                self._note("units", row, "name", "nobody", name)

    def _look_for_accounts(self):
        """Who is in charge or sits in a body and could not log in."""
        have = {number for number, people in self.known.items() if people.user_id}
        have |= {self.number(person) for _row, person in self.rows("accounts", "employee_id")}
        told = set()
        for kind in ("charge", "members"):
            for row, person in self.rows(kind, "employee_id"):
                number = self.number(person)
                if number not in have and number not in told:
                    told.add(number)
                    self._note(kind, row, "employee_id", "no_account", f"{number} {self.names.get(number, '')}")
