"""Which days are working days. (G8)"""

from datetime import date

from odoo.addons.cadre_assessment.engine.clock import publicity_end
from odoo.addons.cadre_assessment.models.organization.workdays import Workdays
from odoo.exceptions import ValidationError

from ..common import CadreCase


class TestWorkdays(CadreCase):
    def test_holidays_and_made_up_days(self):
        """1 October is a holiday, 11 October 2025 a Saturday at work."""
        workdays = Workdays(self.company)
        days = (date(2025, 10, 1), date(2025, 10, 9), date(2025, 10, 11), date(2025, 10, 12))
        self.assertEqual([workdays(day) for day in days], [False, True, True, False])
        self.assertFalse(workdays.note)

    def test_the_clock_of_the_engine_takes_it(self):
        """S0-33: five working days from 30 September 2025 on, that day the first."""
        self.assertEqual(publicity_end(date(2025, 9, 30), 5, Workdays(self.company)), date(2025, 10, 13))

    def test_terms(self):
        workdays = Workdays(self.company)
        self.assertEqual(workdays.after(date(2025, 9, 30), 1), date(2025, 10, 9))
        self.assertEqual(workdays.due(date(2025, 9, 30), 0, "working"), date(2025, 9, 30))
        self.assertEqual(workdays.due(date(2025, 9, 30), 3, "calendar"), date(2025, 10, 9), "not on a holiday")

    def test_years_not_published_yet(self):
        """Working hours, holidays of fixed date and public ones of the company count; the note names the year."""
        workdays = Workdays(self.company)
        self.assertEqual([workdays(date(2031, 5, day)) for day in (1, 2, 3, 5)], [False, False, False, True])
        self.leave("端午节", "2031-06-24 00:00:00", "2031-06-24 15:00:00")
        workdays = Workdays(self.company)
        self.assertEqual([workdays(date(2031, 6, day)) for day in (23, 24, 25)], [True, False, True])
        self.assertIn("2031", workdays.note)
        self.assertIn(self.company.name, workdays.note)

    def test_holidays_of_the_moon_before_they_are_published(self):
        """春节 and 端午节 of 2027 are days off, and the Monday for a first of May on Saturday; the rest is said."""
        workdays = Workdays(self.company)
        days = (date(2027, 2, 8), date(2027, 6, 9), date(2027, 5, 3), date(2027, 9, 15), date(2027, 6, 10))
        self.assertEqual([workdays(day) for day in days], [False, False, False, False, True])
        self.assertIn("2027", workdays.note)

    def test_a_notice_over_new_year(self):
        """Five working days from 29 December 2026 on end on 5 January: 1 January is a holiday whatever the year."""
        self.assertEqual(publicity_end(date(2026, 12, 29), 5, Workdays(self.company)), date(2027, 1, 5))

    def leave(self, name, first, last):
        values = {"name": name, "company_id": self.company.id, "date_from": first, "date_to": last}
        return self.env["resource.calendar.leaves"].create(values)

    def test_local_holidays_in_a_published_year(self):
        """火把节, 6 to 10 August 2026: a term of five working days from the 5th ends on the 17th (as Odoo keeps it)."""
        self.leave("火把节", "2026-08-05 16:00:00", "2026-08-10 15:59:59")
        self.company.resource_calendar_id.tz = "Asia/Shanghai"
        self.assertEqual(Workdays(self.company).due(date(2026, 8, 5), 5, "working"), date(2026, 8, 17))

    def test_own_days(self):
        """The same by own days, with a make-up day; of the company alone; nothing overlaps or runs wild."""
        own = self.env["cadre.calendar.day"]
        own.create({"name": "火把节", "date_from": "2026-08-06", "date_to": "2026-08-10"})
        self.assertEqual(Workdays(self.company).due(date(2026, 8, 5), 5, "working"), date(2026, 8, 17))
        own.create({"name": "调休", "kind": "work", "date_from": "2026-08-15"})
        self.assertEqual(Workdays(self.company).due(date(2026, 8, 5), 5, "working"), date(2026, 8, 15))
        other = self.env["res.company"].create({"name": "别处"})
        self.assertEqual(Workdays(other).due(date(2026, 8, 5), 5, "working"), date(2026, 8, 12))
        with self.assertRaisesRegex(ValidationError, "火把节"):
            own.create({"name": "重复", "date_from": "2026-08-10"})
        with self.assertRaisesRegex(ValidationError, "Correct the year"):
            own.create({"name": "写错", "date_from": "2026-12-31", "date_to": "2027-12-31"})

    def test_three_queries_for_a_whole_year(self):
        self.company.resource_calendar_id.attendance_ids.mapped("dayofweek")
        workdays = Workdays(self.company)
        before = self.cr.sql_log_count
        workdays.after(date(2031, 1, 1), 250)
        self.assertLessEqual(self.cr.sql_log_count - before, 3)
