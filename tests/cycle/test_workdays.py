"""Which days are working days?  (G8)"""

from datetime import date

from odoo.addons.cadre_assessment.engine.clock import publicity_end
from odoo.addons.cadre_assessment.models.cycle.workdays import Workdays

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
        """The company's working hours and public holidays count, and the note names the year."""
        workdays = Workdays(self.company)
        self.assertEqual([workdays(date(2031, 5, day)) for day in (1, 2, 3)], [True, True, False])
        self.env["resource.calendar.leaves"].create(
            {
                "name": "劳动节",
                "company_id": self.company.id,
                "date_from": "2031-05-01 00:00:00",
                "date_to": "2031-05-01 15:00:00",
            }
        )
        workdays = Workdays(self.company)
        self.assertEqual([workdays(date(2031, 5, day)) for day in (1, 2, 3)], [False, True, False])
        self.assertIn("2031", workdays.note)
        self.assertIn(self.company.name, workdays.note)

    def test_two_queries_for_a_whole_year(self):
        self.company.resource_calendar_id.attendance_ids.mapped("dayofweek")
        workdays = Workdays(self.company)
        before = self.cr.sql_log_count
        workdays.after(date(2031, 1, 1), 250)
        self.assertLessEqual(self.cr.sql_log_count - before, 2)
