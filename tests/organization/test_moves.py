"""No office puts somebody into a unit of another office, or lets him lead one. (docs/access.md, *Fields on people*)

Rules are asked before a write, by where somebody still is. Over RPC, by every way that ends in a post.
"""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from tests.calls import Caller, Refused
from tests.common import CadreHttpCase

SEEN = ("department_id", "led_department_ids", "date_version", "employee_id")


@tagged("-at_install", "post_install")
class TestMoves(Caller, CadreHttpCase):
    def ways(self):
        """(what, model, method, arguments) of an officer who moves 李明 of his own unit to the one beside it."""
        person, post, there = self.person.id, self.person.version_id.id, self.other_unit.id
        today = fields.Date.today()
        yield "person", "hr.employee", "write", [[person], {"department_id": there}]
        yield "screen", "hr.employee", "web_save", [[person], {"department_id": there}, {}]
        yield "file", "hr.employee", "load", [[".id", "department_id/.id"], [[str(person), str(there)]]]
        yield "post", "hr.version", "write", [[post], {"department_id": there}]
        yield "post, screen", "hr.version", "web_save", [[post], {"department_id": there}, {}]
        yield "his posts", "hr.employee", "write", [[person], {"version_ids": [[1, post, {"department_id": there}]]}]
        yield "the other unit's", "hr.department", "write", [[there], {"member_ids": [[4, person]]}]
        for day in (today, today + timedelta(days=40)):
            values = {"employee_id": person, "date_version": str(day), "department_id": there}
            yield f"from {day} on", "hr.version", "create", [[values]]
            yield f"from {day} on, by version", "hr.employee", "create_version", [[person], values]
            head = ["employee_id/.id", "date_version", "department_id/.id"]
            yield f"file, from {day} on", "hr.version", "load", [head, [[str(person), str(day), str(there)]]]
        leads = {"led_department_ids": [[4, there]]}
        yield "leads", "hr.employee", "write", [[person], leads]
        yield "leads, post", "hr.version", "write", [[post], {"led_department_ids": [[6, 0, [there]]]}]
        values = {"employee_id": person, "date_version": str(today), "department_id": self.org_section.id, **leads}
        yield "leads, new post", "hr.version", "create", [[values]]
        past = {"employee_id": person, "date_version": "2019-01-01", "department_id": there}
        yield (
            "former post made the present one",
            "hr.version",
            "write",
            [self._past(past).ids, {"date_version": str(today)}],
        )

    def _past(self, values):
        return self.env["hr.version"].create({**values, "job_title": "曾任"})

    def stands(self):
        self.env.invalidate_all()
        versions = self.env["hr.version"].sudo().with_context(active_test=False).search([], order="id")
        return [row for row in versions.read(SEEN) if row["date_version"] != fields.Date.to_date("2019-01-01")]

    def test_every_way(self):
        """Refused, in words; nothing moves."""
        for what, model, method, args in list(self.ways()):
            before = self.stands()
            with self.subTest(what):
                try:
                    answer = self.call("officer", model, method, *args)
                except Refused:
                    answer = None
                self.assertFalse(answer.get("ids") if isinstance(answer, dict) else False)
                self.assertEqual(self.stands(), before)
        self.assertRefused(
            "测试档案局 is a unit of another office",
            *("officer", "hr.employee", "write", self.person.ids, {"department_id": self.other_unit.id}),
        )

    def test_who_has_no_unit_yet(self):
        """Made without a unit, he is put into one of the office's own, and into no other."""
        [made] = self.call("officer", "hr.employee", "create", [{"name": "新来的", "date_version": "2025-01-01"}])
        self.assertRefused(
            "unit of another office", "officer", "hr.employee", "write", [made], {"department_id": self.other_unit.id}
        )
        self.call("officer", "hr.employee", "write", [made], {"department_id": self.press_section.id})
        self.assertEqual(self.env["hr.employee"].browse(made).department_id, self.press_section)

    def test_what_stays_possible(self):
        """Moves inside the unit, former posts elsewhere, what he led before; and the organization department moves."""
        self.call("officer", "hr.employee", "write", self.person.ids, {"department_id": self.press_section.id})
        former = {"employee_id": self.person.id, "date_version": "2019-01-01", "department_id": self.other_unit.id}
        self.call("officer", "hr.version", "create", [{**former, "job_title": "曾任"}])
        self.call("manager", "hr.employee", "write", self.leader.ids, {"led_department_ids": [[4, self.other_unit.id]]})
        self.call("officer", "hr.employee", "write", self.leader.ids, {"led_department_ids": [[4, self.unit.id]]})
        day = str(fields.Date.today())
        dialogue = {"employee_id": self.leader.id, "date": day, "department_id": self.unit.id, "job_title": "书记"}
        dialogue = self.call("officer", "cadre.post.change", "create", dialogue)
        self.call("officer", "cadre.post.change", "action_apply", [dialogue])
        self.assertEqual(self.leader.current_version_id.led_department_ids, self.unit | self.other_unit)
        self.call("manager", "hr.employee", "write", self.person.ids, {"department_id": self.other_unit.id})
        self.assertEqual(self.person.department_id, self.other_unit)
