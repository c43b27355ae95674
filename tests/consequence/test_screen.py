"""What follows is handled on the screen, each by whose work it is: talk, bonus and dismissal, in the browser."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import tagged

from tests.common import CadreHttpCase
from tests.consequence.test_versions import VersionCase


@tagged("post_install", "-at_install")
class TestScreen(VersionCase, CadreHttpCase):
    def by(self, one, tour, login):
        self.start_tour(f"/odoo/cadre.consequence/{one.id}", tour, login=login)
        self.env.invalidate_all()

    def test_talk(self):
        self.talk.write({"approval": "none", "responsible": "chair"})
        self.first("incompetent")
        one = self.of(self.talk)
        self.by(one, "cadre_follow_talk", "cadre_officer")
        self.assertEqual((one.state, one.held_by_id, one.signature), ("done", self.decider, "signed"))

    def test_money(self):
        self.money.write({"amount_by": "base", "amount": 0, "multiplier": 0.5})
        self.first("competent")
        one = self.of(self.money)
        self.by(one, "cadre_follow_base", "cadre_officer")
        self.assertEqual((one.base, one.amount), (3333.33, 1666.67))
        self.by(one, "cadre_follow_approve", "cadre_decider")
        self.assertEqual((one.state, one.approved_by_id), ("approved", self.decider_user))

    def test_dismissal(self):
        self.earlier(2024, "不称职")
        self.first("incompetent")
        one = self.staff.consequence_ids.filtered(lambda one: one.action == "dismissal")
        self.by(one, "cadre_follow_dismissal", "cadre_officer")
        self.assertEqual((one.state, one.decision_id.state), ("proposed", "submitted"))
        guarded(one.decision_id).with_user(self.decider_user).action_approve()
        self.assertEqual(one.state, "approved")
