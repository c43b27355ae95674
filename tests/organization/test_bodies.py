"""Who sat in a body on a day; nobody sits in it twice."""

from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tools import mute_logger
from psycopg2.errors import CheckViolation

from tests.common import CadreCase


class TestBodies(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.body = cls.env["cadre.body"].create(
            {"name": "考核领导小组", "kind": "leading_group", "unit_id": cls.unit.id}
        )

    def join(self, employee, begin=None, end=None, role="member", user=None):
        Member = self.env["cadre.body.member"].with_user(user or self.officer_user)
        return Member.create(
            {"body_id": self.body.id, "employee_id": employee.id, "role": role, "date_from": begin, "date_to": end}
        )

    def test_members_on_a_day(self):
        """Both ends of a membership count; roles can be asked for; each day shows its own members (S0-02)."""
        self.join(self.decider, role="chair")
        self.join(self.leader, None, "2025-06-30", "deputy")
        self.join(self.other_leader, "2025-07-01", None, "deputy")
        on = lambda day, roles=None: self.body._members_on(day, roles).employee_id  # noqa: E731
        self.assertEqual(on(date(2025, 6, 30)), self.decider | self.leader)
        self.assertEqual(on(date(2025, 7, 1)), self.decider | self.other_leader)
        self.assertEqual(on(date(2025, 7, 1), {"deputy"}), self.other_leader)
        self.assertEqual(on(date(2025, 7, 1), set()), self.env["hr.employee"])
        self.assertEqual(self.body.chair_id, self.decider)

    def test_many_bodies_are_one_query(self):
        bodies = self.body | self.leading_body | self.office_body
        self.join(self.decider)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            bodies._members_on(date(2025, 7, 1))

    def test_nobody_sits_twice(self):
        """Overlapping memberships of one person in one body are refused, whichever comes first; neighbours are not."""
        self.join(self.leader, "2025-01-01", "2025-06-30")
        self.join(self.leader, "2025-07-01", None, "chair")
        for begin, end in ((None, None), ("2025-06-30", "2025-06-30"), (None, "2025-01-01"), ("2026-01-01", None)):
            with self.subTest(begin=begin), self.assertRaises(ValidationError) as refused:
                self.join(self.leader, begin, end)
            self.assertIn("丁副书记", str(refused.exception))
        self.join(self.leader, None, "2024-12-31")
        self.join(self.other_leader, "2025-01-01", None)

    @mute_logger("odoo.sql_db")
    def test_an_end_before_the_beginning(self):
        with self.assertRaises(CheckViolation):
            self.join(self.leader, "2025-07-01", "2025-06-30")

    def test_changes_stand_in_the_history_of_the_body(self):
        """Who decides matters: joining, changing and leaving are noted, also without Odoo's tracking."""
        member = self.join(self.leader)
        member.with_user(self.officer_user).with_context(tracking_disable=True).date_to = "2025-06-30"
        member.with_user(self.officer_user).unlink()
        self.assertEqual(sum("丁副书记" in (message.body or "") for message in self.body.message_ids), 3)

    def test_only_the_office_appoints(self):
        for role in ("plain", "person", "section_head", "leader", "decider", "discipline", "auditor"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.join(self.leader, user=getattr(self, f"{role}_user"))
