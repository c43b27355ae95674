"""Days after a result over month ends, leap years and holidays, whatever time zone a client names  (G8, G9, O-04)."""

from datetime import date

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.guard import guarded

from tests.assessment.test_appeal import AppealCase

ZONES = ("Pacific/Kiritimati", "Pacific/Niue", "Asia/Shanghai", False)
RECEIVED = {
    "2024-02-20": ("2024-03-01", "2024-03-21"),  # a leap year
    "2023-02-20": ("2023-03-02", "2023-03-22"),
    "2024-01-31": ("2024-02-10", "2024-03-01"),  # the 10th is 春节: calendar days do not wait for holidays
    "2024-12-25": ("2025-01-04", "2025-01-24"),  # over the end of a year, ending on a Saturday
    "2024-02-08": ("2024-02-18", "2024-03-09"),  # the 18th is a Sunday on which people work in 2024
    "2023-12-31": ("2024-01-10", "2024-01-30"),
}
"""The last days of a request: ten by the scheme, thirty by the law."""


class TestClocksOfResults(AppealCase):
    def test_last_days_of_a_request(self):
        for law, place in ((0, 0), (30, 1)):
            self.mine.decided_grade_id.sudo().appeal_days = law
            for received, until in RECEIVED.items():
                with self.subTest(received, law=law):
                    guarded(self.mine.sudo()).write({"notified_on": received, "received_on": received})
                    self.env.invalidate_all()
                    self.assertEqual(self.mine.appeal_until, date.fromisoformat(until[place]))

    def test_the_last_minute_is_the_company_s(self):
        """Received on 2024-02-20: in time at 23:59 of 03-01 here, late a minute after midnight, in every zone."""
        self.receive(day="2024-02-20")
        mine = self.mine.with_user(self.person_user)
        for zone in ZONES:
            for moment, open_still in (("2024-03-01 15:59:00", True), ("2024-03-01 16:01:00", False)):
                with self.subTest(zone, moment=moment), freeze_time(moment):
                    self.env.invalidate_all()
                    self.assertEqual("appeal" in mine.with_context(tz=zone).allowed_steps.split(), open_still)

    def test_the_day_of_receipt_is_the_company_s(self):
        """Confirmed at 00:30 here, while it is yesterday in Niue and at noon while it is tomorrow in Kiritimati."""
        for moment, zone in (("2024-02-28 16:30:00", ZONES[1]), ("2024-02-29 11:00:00", ZONES[0])):
            with self.subTest(zone), self.env.cr.savepoint() as savepoint, freeze_time(moment):
                self.mine.with_user(self.officer_user).with_context(tz=zone).action_notify()
                self.mine.with_user(self.person_user).with_context(tz=zone).action_receive()
                self.assertEqual((self.mine.notified_on, self.mine.received_on), (date(2024, 2, 29),) * 2)
                self.assertEqual(self.mine.appeal_until, date(2024, 3, 10))
                savepoint.rollback()
            self.env.invalidate_all()

    def test_unanswered_over_the_end_of_a_month(self):
        """Asked on 2024-02-20: to be answered by 03-01, goes up on 03-02, there until 03-12."""
        self.receive(day="2024-02-19")
        appeal = self.ask("2024-02-20")
        self.assertEqual(appeal.reply_due, date(2024, 3, 1))
        for moment, level in (("2024-03-01 15:59:00", "office"), ("2024-03-01 16:01:00", "head")):
            with freeze_time(moment):
                self.env["cadre.appeal"].with_context(tz=ZONES[0])._go_up()
            self.env.invalidate_all()
            self.assertEqual(appeal.level, level, moment)
        self.assertEqual((appeal.raised_on, appeal.raised_due), (date(2024, 3, 2), date(2024, 3, 12)))
