"""Until when what follows is to be carried out, and when it is late: by the company's day, whoever looks."""

from datetime import date

from freezegun import freeze_time

from tests.consequence.test_versions import VersionCase

ZONES = ("Pacific/Kiritimati", "Pacific/Niue", "Asia/Shanghai", False)


class TestDeadlines(VersionCase):
    def test_over_the_end_of_a_month(self):
        """Ten calendar days from the archiving on, whatever day it is where the server or the client is."""
        self.money.deadline_days = 10
        for moment, due in (
            ("2024-02-19 16:30:00", date(2024, 3, 1)),  # 00:30 of the 20th here, in a leap year
            ("2023-02-20 02:00:00", date(2023, 3, 2)),
            ("2024-12-25 02:00:00", date(2025, 1, 4)),
        ):
            with self.subTest(moment), self.env.cr.savepoint() as savepoint, freeze_time(moment):
                self.first("competent")
                self.assertEqual(self.of(self.money).deadline, due)
                savepoint.rollback()
            self.env.invalidate_all()

    def test_late_the_day_after(self):
        self.money.deadline_days = 10
        with freeze_time("2024-02-20 02:00:00"):
            self.first("competent")
        due = self.of(self.money)
        for moment, late in (("2024-03-01 15:59:00", False), ("2024-03-01 16:01:00", True)):
            for zone in ZONES:
                with self.subTest(moment, zone=zone), freeze_time(moment):
                    self.env.invalidate_all()
                    self.assertEqual(due.with_context(tz=zone).late, late)
                    found = due.with_context(tz=zone).search([("late", "=", True), ("id", "=", due.id)])
                    self.assertEqual(bool(found), late)
