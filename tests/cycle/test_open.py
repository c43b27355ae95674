"""Does opening a cycle make what the year needs, and does it say what is missing?"""

from datetime import date

from odoo.exceptions import AccessError, UserError

from ..common import CadreCase


class TestOpen(CadreCase):
    def test_periods_of_the_year(self):
        """S0-15: weeks, months, half-years and the year, named as the people say them, each with a due day."""
        cycle = self.open_cycle()
        self.assertEqual(cycle.state, "open")
        by_level = {level: len(periods) for level, periods in cycle.period_ids.grouped("level").items()}
        self.assertEqual(by_level, {"week": 52, "month": 12, "half": 2, "year": 1})
        march, first_half, year = self.period(cycle, "month", 3), self.period(cycle, "half"), self.period(cycle, "year")
        self.assertEqual((march.name, first_half.name, year.name), ("2025年3月", "2025年上半年", "2025年度"))
        self.assertEqual((march.date_from, march.date_to), (date(2025, 3, 1), date(2025, 3, 31)))
        self.assertEqual(first_half._inside("month").mapped("number"), [1, 2, 3, 4, 5, 6])

    def test_due_days_are_working_days(self):
        """The fifth working day after 30 September 2025 lies behind the eight holidays and the made-up Saturday."""
        cycle = self.open_cycle()
        self.assertEqual(self.period(cycle, "month", 9).due, date(2025, 10, 14))
