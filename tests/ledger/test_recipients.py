"""Who gets the points: S1-37, S1-38, S1-46, S1-47, A1-11, example S1-E4."""

from datetime import date

from odoo.tests import TransactionCase, tagged

from ..common import YEAR
from .builder import LedgerBuilder


@tagged("post_install", "-at_install")
class TestRecipients(LedgerBuilder, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.section = cls.env["hr.department"].create({"name": "科室X", "parent_id": cls.unit.id})
        cls.a, cls.b, cls.c, cls.d = (
            cls.make_employee(name, f"X{n}", cls.section, leader_in_charge_id=cls.leader.id)
            for n, name in enumerate("甲乙丙丁")
        )
        cls.leader.version_id.led_department_ids = cls.section

    def test_s1_e4(self):
        """Collective criticism −5, individual criticism −3 (leader too), individual praise +5 (himself only)."""
        events = (
            self.make_event("blame5", sections=(self.section,))
            | self.make_event("blame3", self.a)
            | self.make_event("praise5", self.a)
        )
        events.action_confirm()
        self.assertEqual(
            [self.points(one) for one in (self.a, self.b, self.c, self.d, self.leader)], [-3, -5, -5, -5, -8]
        )

    def test_two_sections_once(self):
        """A person in two sections receives a collective event once."""
        below = self.env["hr.department"].create({"name": "科室X一组", "parent_id": self.section.id})
        event = self.make_event("blame5", sections=(self.section, below))
        self.d.create_version({"date_version": date(YEAR, 2, 1), "department_id": below.id})
        event.action_confirm()
        self.assertEqual(self.points(self.d), -5)
        self.assertEqual(len(event.posting_ids), 5)

    def test_as_of_the_document(self):
        """A1-11: membership and leader of the document's day, not of today."""
        self.d.create_version({"date_version": date(YEAR, 7, 1), "department_id": self.press_section.id})
        self.leader.create_version({"date_version": date(YEAR, 7, 1), "led_department_ids": [(5, 0, 0)]})
        self.other_leader.create_version(
            {"date_version": date(YEAR, 7, 1), "led_department_ids": [(6, 0, self.section.ids)]}
        )
        june = self.make_event("blame5", sections=(self.section,))
        day = date(YEAR, 7, 2)
        july = self.make_event("blame3", sections=(self.section,), document_date=day, date=day)
        (june | july).action_confirm()
        self.assertEqual(self.points(self.d), -5)
        self.assertEqual(self.points(self.leader), -5)
        self.assertEqual(self.points(self.other_leader), -3)

    def test_queries_do_not_grow(self):
        """Law 2: hundred events cost as many queries as ten."""

        def count(number):
            events = (
                self.env["cadre.ledger.event"]
                .with_user(self.officer_user)
                .create([self.event_values("praise5", self.a) for _n in range(number)])
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            events.action_confirm()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(3)
        few, many = count(30), count(150)
        self.assertLessEqual(many - few, 6)
