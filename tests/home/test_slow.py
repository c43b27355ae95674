"""The first page on a slow machine: what is clicked while it is drawn anew is opened."""

import time
from unittest.mock import patch

from odoo import api
from odoo.addons.cadre_assessment.models.home.cadre_home import CadreHome
from odoo.tests import tagged

from tests.common import CadreHttpCase
from tests.desk import desk


@tagged("post_install", "-at_install")
class TestSlow(CadreHttpCase):
    def test_card_while_the_page_comes_anew(self):
        """*Home* is clicked on the first page itself, and a card of the old one before the new one is there."""
        self.officer_user.lang = "zh_CN"
        cycle = self.open_cycle()
        read = CadreHome.page

        @api.model
        def slow(home):
            time.sleep(0.5)
            return read(home)

        with patch.object(CadreHome, "page", slow), desk(self) as page:
            page.login("cadre_officer")
            page.find("[data-section=cycles] button", cycle.name)
            page.click("[data-menu-xmlid='cadre_assessment.menu_cadre_home']")
            page.click("[data-section=cycles] button", cycle.name)
            page.find(".o_arrow_button_current", free=False)
