"""By hand, in Chinese: somebody is entered and removed, another one is reviewed and leaves by it."""

from odoo.addons.cadre_assessment.models.clock import today_of
from odoo.tests import tagged

from .common import SelectionHttpCase
from .reserve import ReserveBuilder


@tagged("post_install", "-at_install")
class TestReserveScreen(ReserveBuilder, SelectionHttpCase):
    browser_size = "1366x768"

    def test_a_year(self):
        """The office enters one and removes him after a sanction; of the other two years behind propose the removal."""
        self.office_user.lang = "zh_CN"
        self.today = today_of(self.company)
        year = self.today.year
        hers = self.entered(self.other, date_from=f"{year - 3}-03-01")
        self.graded(self.other, year - 1, "basic", "basic")
        self.start_tour("/odoo/cadre-reserve", "cadre_reserve", login="cadre_selection")
        mine = self.env["cadre.reserve"].search([("employee_id", "=", self.person.id)])
        self.assertEqual((mine.state, mine.removed_by, mine.removed_on), ("removed", "sanction", self.today))
        self.assertIn((self.today - mine.decided_on).days, (0, 1), "the browser has a day of its own")
        self.assertEqual((hers.state, hers.removed_by, hers.removed_on), ("removed", "review", self.today))
        self.assertEqual(hers.review_ids.confirmed_by_id, self.office_user)
