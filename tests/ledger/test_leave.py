"""Points from leaves: S1-39, S1-49, A1-12."""

from datetime import date, timedelta

from odoo.addons.cadre_assessment.models.organization.workdays import Workdays
from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, tagged

from ..common import YEAR
from .builder import LedgerBuilder


@tagged("post_install", "-at_install")
class TestLeave(LedgerBuilder, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.annual, cls.private = cls.env["hr.leave.type"].create(
            [
                {"name": "年休假", "requires_allocation": True, "leave_validation_type": "no_validation"},
                {"name": "事假", "requires_allocation": False, "leave_validation_type": "no_validation"},
            ]
        )
        allocations = cls.env["hr.leave.allocation"].create(
            [
                {
                    "name": "年休假",
                    "holiday_status_id": cls.annual.id,
                    "employee_id": person.id,
                    "number_of_days": 10,
                    "date_from": date(YEAR, 1, 1),
                    "date_to": date(YEAR, 12, 31),
                }
                for person in (cls.person, cls.other)
            ]
        )
        allocations.filtered(lambda one: one.state != "validate").action_approve()
        cls.take(cls.person, cls.annual, date(YEAR, 5, 12), date(YEAR, 5, 16))
        cls.take(cls.person, cls.private, date(YEAR, 6, 2), date(YEAR, 6, 3))
        cls.take(cls.other, cls.annual, date(YEAR, 5, 12), date(YEAR, 5, 23))

    @classmethod
    def take(cls, person, kind, first, last):
        leave = cls.env["hr.leave"].create(
            {
                "employee_id": person.id,
                "holiday_status_id": kind.id,
                "request_date_from": first,
                "request_date_to": last,
            }
        )
        if leave.state != "validate":
            leave.action_approve()
        return leave

    def wizard(self):
        Wizard = self.env["cadre.ledger.leave"].with_user(self.officer_user)
        return Wizard.create(
            {
                "cycle_id": self.cycle.id,
                "unused_type_ids": [(6, 0, self.annual.ids)],
                "excess_type_ids": [(6, 0, self.private.ids)],
            }
        )

    def proposals(self):
        events = self.env["cadre.ledger.event"].search([("cycle_id", "=", self.cycle.id), ("origin", "=", "leave")])
        return {(event.adjustment_id.code, event.employee_ids.name): event for event in events}

    def test_both(self):
        """Unused annual leave gives, personal leave costs; both may be due at once; explained; nothing booked yet."""
        wizard = self.wizard()
        wizard.action_compute()
        found = self.proposals()
        self.assertEqual(set(found), {("unused", "李明"), ("excess", "李明")})
        self.assertEqual((found["unused", "李明"].count, found["excess", "李明"].count), (5, 2))
        self.assertEqual((found["unused", "李明"].points_total, found["excess", "李明"].points_total), (5, -2))
        self.assertIn("10", found["unused", "李明"].evidence)
        self.assertEqual(wizard.new_count, 2)
        self.assertFalse(found["unused", "李明"].posting_ids)
        (found["unused", "李明"] | found["excess", "李明"]).with_user(self.officer_user).action_confirm()
        self.assertEqual(self.points(self.person), 3)

    def test_again(self):
        """Computed again the drafts follow the leaves; what is confirmed is compared, and replaced when wanted."""
        self.wizard().action_compute()
        found = self.proposals()
        found["unused", "李明"].with_user(self.officer_user).action_confirm()
        same = self.wizard()
        same.action_compute()
        self.assertEqual((same.new_count, same.changed_count, same.same_count, same.differing_count), (0, 0, 2, 0))
        self.take(self.person, self.annual, date(YEAR, 8, 4), date(YEAR, 8, 5))
        self.take(self.person, self.private, date(YEAR, 8, 6), date(YEAR, 8, 6))
        wizard = self.wizard()
        wizard.action_compute()
        self.assertEqual((wizard.changed_count, wizard.differing_count), (1, 1))
        self.assertIn("李明", wizard.differing_text)
        self.assertEqual(found["excess", "李明"].count, 3)
        wizard.action_replace()
        self.assertEqual((wizard.new_count, wizard.differing_count), (1, 0))
        self.assertEqual(found["unused", "李明"].state, "cancelled")
        self.assertEqual(self.points(self.person), 0)

    def test_overdrawn(self):
        """A1-12: annual leave beyond what was granted is personal leave beyond the allowance."""
        self.env["hr.leave.allocation"].search([("employee_id", "=", self.other.id)]).number_of_days = 8
        self.wizard().action_compute()
        self.assertEqual(self.proposals()["excess", "王芳"].count, 2)

    def test_across_the_year(self):
        """A leave across the end of the year counts with its working days inside."""
        first, last = date(YEAR, 12, 29), date(YEAR + 1, 1, 9)
        leave = self.take(self.person, self.private, first, last)
        works = Workdays(self.company)
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        share = sum(map(works, days[:3])) / sum(map(works, days))
        self.wizard().action_compute()
        self.assertAlmostEqual(self.proposals()["excess", "李明"].count, 2 + leave.number_of_days * share, 2)

    def test_only_the_office(self):
        with self.assertRaises(AccessError):
            self.env["cadre.ledger.leave"].with_user(self.leader_user).create({"cycle_id": self.cycle.id})
