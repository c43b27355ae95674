"""A clerk takes a regulation and follows it up in the browser, in Chinese, at 1366x768."""

from odoo.tests import tagged

from ..common import CadreHttpCase
from .gallery import lie, newer, part, shipped

GALLERY = "/odoo/action-cadre_assessment.cadre_regulation_edition_action"


@tagged("post_install", "-at_install")
class TestGalleryTour(CadreHttpCase):
    browser_size = "1366x768"

    def test_taken_and_followed_up(self):
        self.officer_user.lang = "zh_CN"
        self.start_tour(GALLERY, "cadre_gallery_take", login="cadre_officer")
        [ours] = self.env["cadre.scheme"].search([("code", "=", "OURS")])
        self.assertEqual((ours.state, ours.company_id, ours.origin), ("draft", self.company, "S1"))
        month = ours.period_ids.filtered(lambda one: one.level == "month")
        month.with_user(self.officer_user).own_choice = "提前6天提醒"
        ours.with_user(self.officer_user).action_activate()
        data = newer(shipped("s1"))
        part(data, "S1", "adjustment_ids", "unused_leave")["points"] = 0.75
        lie(self, data)
        self.start_tour(GALLERY, "cadre_gallery_news", login="cadre_officer")
        [made] = self.env["cadre.scheme"].search([("code", "=", "OURS"), ("version", "=", 2)])
        points = {line.code: line.points for line in made.adjustment_ids}
        self.assertEqual(points["unused_leave"], 0.75)
        self.assertEqual(made.period_ids.filtered(lambda one: one.level == "month").own_choice, "提前6天提醒")
        self.assertEqual(ours.state, "active", "cycles go on with it until the new version is put in force")
