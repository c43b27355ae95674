"""Rules of the year that act when a cycle is opened, and later: seats of a half-year, summaries of the office."""

from datetime import date

from freezegun import freeze_time

from tests.acting.registry import acts
from tests.common import CadreCase


class TestYear(CadreCase):
    def opened(self, scheme):
        scheme = self.env.ref(f"regulations.{scheme}")
        with freeze_time("2025-01-06"):
            return self.open_cycle(name=scheme.name, scheme_id=scheme.id)

    @acts("S0-20", "scheme_s0_quota_half", ratio=1)
    def test_seats_of_the_half_year(self):
        """S0-20: a fifth of those rated, rounded down; 13 people have two seats."""
        self.make_people(13 - len(self.people))
        cycle = self.opened("scheme_s0")
        halves = cycle.pool_ids.filtered(lambda pool: pool.period_id.level == "half")
        self.assertEqual([(pool.base, pool.seats) for pool in halves], [(13, 2), (13, 2)])

    @acts("S1-15", "scheme_s1_period_month", summary=False)
    def test_summary_of_a_month(self):
        """S1-15: at the end of each month the office owes its summary."""
        cycle = self.opened("scheme_s1")
        self.assertIn(self.period(cycle, "month", 1), cycle._unsummed(date(2025, 2, 10)))

    @acts("S1-22", "scheme_s1_period_year", summary_reported=False)
    def test_summary_of_the_year(self):
        """S1-22: that of the year is not done before the general meeting has heard it."""
        cycle = self.opened("scheme_s1")
        year = self.period(cycle, "year")
        year.with_user(self.officer_user).summary = "全年总结"
        self.assertIn(year, cycle._unsummed(date(2026, 1, 20)))
        year.with_user(self.officer_user).reported_on = date(2026, 1, 15)
        self.assertNotIn(year, cycle._unsummed(date(2026, 1, 20)))
