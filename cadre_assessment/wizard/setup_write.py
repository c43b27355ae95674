"""Write the checked set-up workbook sheet by sheet, with the rights of the user, all of it or nothing."""

from collections import Counter, defaultdict

from odoo.exceptions import UserError

from . import import_write
from .import_write import QUIET, Rejected
from .setup_columns import ROLES, SHEETS

DECIDING = ("leading_body", "leading_group", "party_committee", "group_committee")
"""Kinds of bodies whose members decide."""


class Counts:
    """What a sheet brings: records made, changed, there already; names of the new ones."""

    def __init__(self):
        self.created, self.updated, self.same, self.names = 0, 0, 0, []


class Undone(Exception):
    """Takes back what was only tried."""


def write(env, check, keep=True):
    """({kind: Counts}, problems as (row, column, reason, value, sheet)); with problems nothing is written.

    :param keep: False: everything is written and taken back again, which says what would come and what would be refused
    """
    writer = Writer(env, check)
    try:
        with env.cr.savepoint():
            writer.bring()
            if not keep:
                raise Undone
    except Undone:
        env.invalidate_all()
    except Rejected as error:
        env.invalidate_all()
        return {}, error.args[0]
    return writer.counts, []


class Writer:
    def __init__(self, env, check):
        self.env, self.check = env(context={**env.context, **QUIET, "no_reset_password": True}), check
        self.counts, self.places = {}, {}

    def bring(self):
        for kind, (title, _columns) in SHEETS.items():
            if kind not in self.check.sheets:
                continue
            self.counts[kind] = Counts()
            try:
                getattr(self, f"_{kind}")(self.check.sheets[kind], self.counts[kind])
                self.env.flush_all()
            except Rejected as error:
                raise Rejected([(*(*problem, "")[:4], title) for problem in error.args[0]]) from error
            except UserError as error:
                raise Rejected([(0, "", str(error), "", title)]) from error

    # -- who and where -------------------------------------------------------------------------------------------------
    def _place(self, cell):
        """The id of a department named by a cell."""
        return self.places.get(cell, cell) if cell else False

    def _person(self, cell):
        """The employee named by a cell: one we had, or one who came with the workbook."""
        Employee = self.env["hr.employee"]
        return Employee.browse(cell) if isinstance(cell, int) else self.people[cell]

    def _find_people(self):
        numbers = {number for sheet in self.check.sheets.values() for number in sheet.people} | {
            number for _row, number in self.check.rows("people", "staff_number")
        }
        self.people = self.env["hr.employee"]._by_staff_number(numbers)

    # -- sheets --------------------------------------------------------------------------------------------------------
    def _units(self, sheet, counts):
        """Departments from above downwards, whatever their order in the sheet; heads follow when people are there."""
        Department = self.env["hr.department"]
        known = {unit.cadre_code: unit for unit in self.check.units}
        self.places = {code: unit.id for code, unit in known.items()}
        names = [column.field for column in sheet.columns.values() if column.field != "manager_id"]
        waiting = [dict(zip(names, cells, strict=True)) for _row, *cells in sheet.cells(*names)]
        while waiting:
            ready = [vals for vals in waiting if isinstance(self._place(vals.get("parent_id")), int)]
            waiting = [vals for vals in waiting if vals not in ready]
            fresh = []
            for vals in ready:
                parent = self._place(vals.get("parent_id"))
                unit = known.get(vals["cadre_code"])
                filled = {name: cell for name, cell in vals.items() if cell not in (None, "")}
                if parent:
                    filled["parent_id"] = parent
                if not unit:
                    fresh.append({**filled, "company_id": self.env.company.id})
                elif changed := self._changed(unit, filled):  # an empty cell leaves what is known
                    unit.write(changed)
                    counts.updated += 1
                else:
                    counts.same += 1
            for unit in Department.create(fresh):
                self.places[unit.cadre_code] = unit.id
            counts.created += len(fresh)
            counts.names += [vals["name"] for vals in fresh]
        if not self.check.rows("people", "staff_number"):
            self._heads()

    @staticmethod
    def _changed(record, vals):
        """What ``vals`` would change."""
        now = {name: record._fields[name].convert_to_write(record[name], record) for name in vals}
        return {name: value for name, value in vals.items() if (value or False) != (now[name] or False)}

    def _people(self, sheet, counts):
        department, led = sheet.column("department_id"), sheet.column("led_department_ids")
        for _row, cells in sheet.rows:
            if department:
                cells[department] = self._place(cells[department])
            if led:
                cells[led] = [self._place(one) for one in cells[led] or ()]
        fresh = [name for _row, number, name in sheet.cells("staff_number", "name") if number not in self.check.known]
        found = import_write.people(self.env, sheet)
        counts.created, counts.names = found["created"], fresh
        counts.updated, counts.same = found["post"] + found["updated"], found["same"]
        self._heads()
        leaders = [row[1:] for row in sheet.cells("staff_number", "led_department_ids") if row[2]]
        self._charge_of(leaders)

    def _heads(self):
        """Who heads which department."""
        self._find_people()
        for _row, code, head in self.check.rows("units", "cadre_code", "manager_id"):
            department = self.env["hr.department"].browse(self.places[code])
            if head and department.manager_id != self._person(head):
                department.manager_id = self._person(head)

    def _charge(self, sheet, counts):
        self._find_people()
        pairs = []
        for _row, leader, places in sheet.cells("employee_id", "led_department_ids"):
            person = self._person(leader)
            ids = [self._place(one) for one in places]
            fresh = set(ids) - set(person.led_department_ids.ids)
            if fresh:
                person.write({"led_department_ids": [(4, one) for one in fresh]})
                counts.created += 1
                counts.names.append(person.name)
            else:
                counts.same += 1
            pairs.append((leader, ids))
        counts.updated = self._charge_of(pairs)

    def _charge_of(self, pairs):
        """Who has no leader yet gets the one of his department, or of the nearest above it. Returns how many did.

        :param pairs: [(cell that names the leader, ids of departments)]
        """
        Department = self.env["hr.department"]
        led = defaultdict(list)
        for leader, ids in pairs:
            for department in Department.browse(ids or ()):
                led[department].append(self._person(leader))
        count = 0
        for department in sorted(led, key=lambda one: -len(one.parent_path.split("/"))):
            for leader in led[department]:
                domain = [
                    ("department_id", "child_of", department.id),
                    ("leader_in_charge_id", "=", False),
                    ("id", "!=", leader.id),
                ]
                people = self.env["hr.employee"].search(domain)
                people.write({"leader_in_charge_id": leader.id})
                count += len(people)
        return count

    def _bodies(self, sheet, counts):
        for _row, name, kind, unit, served in sheet.cells("name", "kind", "unit_id", "unit_ids"):
            if name in self.check.bodies:
                counts.same += 1
                continue
            vals = {
                "name": name,
                "kind": kind,
                "unit_id": self._place(unit),
                "unit_ids": [(4, self._place(one)) for one in served or ()],
                "company_id": self.env.company.id,
            }
            self.check.bodies[name] = self.env["cadre.body"].create(vals)
            counts.created += 1
            counts.names.append(name)

    def _members(self, sheet, counts):
        self._find_people()
        fresh = []
        for _row, name, person, *rest in sheet.cells(
            "body_id", "employee_id", "role", "organizer", "date_from", "date_to"
        ):
            role, organizer, begins, ends = rest
            body, employee = self.check.bodies[name], self._person(person)
            if any(one.employee_id == employee and one.date_from == (begins or False) for one in body.member_ids):
                counts.same += 1
                continue
            fresh.append(
                {
                    "body_id": body.id,
                    "employee_id": employee.id,
                    "role": role or "member",
                    "organizer": bool(organizer),
                    "date_from": begins or False,
                    "date_to": ends or False,
                    "sequence": 10 * (len(fresh) + 1),
                }
            )
            counts.names.append(employee.name)
        self.env["cadre.body.member"].create(fresh)
        counts.created = len(fresh)

    # -- accounts ------------------------------------------------------------------------------------------------------
    def _accounts(self, sheet, counts):
        """Roles that are not written follow from what stands now. Nobody loses a role; nobody gets a password here."""
        self._find_people()
        rows = [(row, self._person(person), roles) for row, person, roles in sheet.cells("employee_id", "roles")]
        people = self.env["hr.employee"].union(*(person for _row, person, _roles in rows))
        supposed = self._supposed(people)
        groups = {code: self.env.ref(f"cadre_assessment.group_cadre_{code}") for code in ROLES.values()}
        fresh, said = [], Counter()
        for row, person, roles in rows:
            wanted = self.env["res.groups"].union(*(groups[code] for code in roles or supposed[person]))
            if not person.user_id:
                fresh.append((person, self._account(person, self.check.logins[row], wanted)))
                said.update(self._named(groups, wanted))
            elif missing := wanted - person.user_id.all_group_ids:
                person.user_id.write({"group_ids": [(4, group.id) for group in missing]})
                said.update(self._named(groups, missing))
                counts.updated += 1
            else:
                counts.same += 1
        users = self.env["res.users"].create([vals for _person, vals in fresh])
        for (person, _vals), user in zip(fresh, users, strict=True):
            person.write({"user_id": user.id})
        counts.created, counts.names = len(fresh), [f"{word} {count}" for word, count in said.items()]

    def _account(self, person, login, groups):
        """Without mail address and password: nobody logs in before a first password was printed for him."""
        return {
            "login": login,
            "name": person.name,
            "lang": self.env.lang,
            "tz": self.env.company.resource_calendar_id.tz,
            "notification_type": "inbox",
            "company_id": self.env.company.id,
            "company_ids": [(6, 0, self.env.company.ids)],
            "group_ids": [(6, 0, groups.ids)],
        }

    @staticmethod
    def _named(groups, some):
        return [word for word, code in ROLES.items() if groups[code] in some]

    def _supposed(self, people):
        """{person: codes of roles} by what is recorded: heads of sections, leaders in charge, members of bodies."""
        env, found = self.env, {person: ["user"] for person in people}
        heads = env["hr.department"].search([("manager_id", "in", people.ids), ("is_unit", "=", False)]).manager_id
        led = env["hr.employee"]._read_group([("leader_in_charge_id", "in", people.ids)], ["leader_in_charge_id"])
        leaders = env["hr.employee"].union(*(leader for (leader,) in led))
        seats = env["cadre.body.member"].search([("employee_id", "in", people.ids), ("date_to", "=", False)])
        offices = seats.filtered(lambda seat: seat.body_id.kind == "office").employee_id
        deciders = seats.filtered(lambda seat: seat.body_id.kind in DECIDING).employee_id
        for some, code in ((heads, "section_head"), (leaders, "leader"), (deciders, "decider"), (offices, "officer")):
            for person in some:
                found[person].append(code)
        return found
