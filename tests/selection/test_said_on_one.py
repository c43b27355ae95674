"""By hand, in Chinese: what the body said on one person is written on his line of the decision, at 1366 points."""

from odoo.tests import tagged

from tests.desk import desk

from .common import RealClock, SelectionHttpCase
from .two import TwoBuilder


@tagged("post_install", "-at_install")
class TestSaidOnOne(RealClock, TwoBuilder, SelectionHttpCase):
    def test_written_on_his_line(self):
        """The office types it beside the votes, saves, and finds it there; nothing of the page is cut off."""
        self.selection_user.lang = "zh_CN"
        self.on("2012-12-22")
        decision = self.decision(self.selection, "shortlist")
        self.thaw()
        line = ".o_field_widget[name=name_ids] .o_data_row:has(td[name=candidate_id])"
        with desk(self) as page:
            page.login("cadre_selection")
            page.find(".o_cadre_home", free=False)
            page.open(f"/odoo/cadre-selection-decisions/{decision.id}")
            page.click(f"{line} td[name=said]")
            page.type(f"{line} td[name=said] textarea", "政治素质好，熟悉业务。")
            page.picture("said-on-one")
            page.click(".o_form_button_save")
            page.find(f"{line} td[name=said]", "政治素质好")
            self.assertFalse(page.run("document.documentElement.scrollWidth > innerWidth"))
        self.env.invalidate_all()
        self.assertIn("政治素质好，熟悉业务。", decision.sudo().name_ids.mapped("said"))
