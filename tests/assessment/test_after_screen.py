"""Receipt, opinion and further appeal are written down by hand, each on its own page. (S2A-70, O-04)"""

from datetime import timedelta

from odoo import fields
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import tagged

from tests.assessment.common import YearBuilder
from tests.common import CadreHttpCase


@tagged("post_install", "-at_install")
class TestScreen(YearBuilder, CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.computed_year(cls.make_people(3, prefix="N"))
        for number, name in enumerate(("见证甲", "见证乙")):
            cls.make_employee(name, f"TW{number}", cls.other_unit)
        (cls.officer_user | cls.person_user).lang = "en_US"
        cls.today = fields.Date.today()  # the browser's
        cls.mine = cls.assessment(cls.a)
        told = cls.today - timedelta(days=3)
        guarded(cls.mine.sudo()).write({"state": "archived", "notified_on": told})
        guarded(cls.cycle.sudo()).write({"state": "archived"})

    def page(self, tour, login):
        self.start_tour(f"/odoo/cadre.assessment/{self.mine.id}", tour, login=login)
        self.env.invalidate_all()

    def test_refused(self):
        """Two witnesses, chosen by name; who hands it over stands there already."""
        self.page("cadre_receipt_refused", "cadre_officer")
        delivery = self.mine.delivery_id
        self.assertEqual((delivery.way, delivery.handed_by_id, len(delivery.witness_ids)), ("refused", self.officer, 2))

    def test_opinion(self):
        """He confirms the receipt and says what he thinks."""
        self.page("cadre_opinion", "cadre_person")
        self.assertEqual(self.mine.delivery_id.opinion, "同意，继续努力。")

    def test_further_appeal(self):
        """By the button of the result."""
        guarded(self.mine.sudo()).write({"received_on": self.today - timedelta(days=2)})
        self.page("cadre_further_appeal", "cadre_officer")
        found = self.mine.further_ids
        self.assertEqual((found.state, found.lodged_on), ("lodged", self.today))
