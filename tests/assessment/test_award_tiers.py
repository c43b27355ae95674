"""Who says yes to an award before the body does, and who is told the scores. (S2A-27, S2A-30)"""

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase

from tests.assessment.common import YearBuilder
from tests.assessment.test_examples_s2a import CityYear


class TestThreeTiers(CityYear, TransactionCase):
    """S2A-30: 分口考核组 proposes, 市分管领导 approves, the office looks it over, the body decides."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.units = cls.departments(10)
        cls.start("s2a_unit", cls.city)
        for n, unit in enumerate(cls.units):
            cls.give_unit(unit, 70 - n)
        cls.compute()

    def papers(self, code):
        return self.cycle.document_ids.filtered(lambda one: one.rule_id.code == code)

    def sent(self, paper):
        office = paper.with_user(self.officer_user)
        office.action_take_results()
        office.section_ids.filtered(lambda one: not one.text).text = "局00"
        office.action_submit()
        office.action_send()
        self.env.invalidate_all()

    def refused(self):
        decision = YearBuilder.draft_decision.__func__(type(self), self.cycle)
        try:
            with self.env.cr.savepoint():
                decision.action_submit()
        except UserError as error:
            return str(error)
        return ""

    def test_the_leader_before_the_body(self):
        paper = self.papers("award_list")
        self.assertEqual((len(paper), paper.group_id.code), (1, "economy"))
        approver = paper.recipient_ids.filtered(lambda one: one.purpose == "approval")
        self.assertEqual(approver.user_id, self.leader_user)
        self.assertIn("先进集体拟表彰对象建议", self.refused())
        self.assertFalse(self.env["cadre.document"].with_user(self.leader_user).search([]))  # a draft is the office's
        self.sent(paper)
        self.assertEqual(paper.state, "submitted")
        self.assertIn("局00", paper.section_ids[0].text)
        seen = self.env["cadre.document"].with_user(self.leader_user).search([])
        self.assertEqual(seen, paper)
        with self.assertRaises(UserError):
            paper.with_user(self.leader_user).write({"reference": "我的"})
        with self.assertRaises(UserError):
            paper.with_user(self.leader_user).section_ids.write({"text": "改"})
        for role in ("officer", "decider", "other_leader", "person"):
            with self.subTest(role), self.assertRaises(AccessError):
                paper.with_user(getattr(self, f"{role}_user")).action_agree()
        with self.assertRaises(AccessError):  # who wrote it does not note its approval
            approver.with_user(self.officer_user).action_filed()
        self.assertIn("先进集体拟表彰对象建议", self.refused())
        paper.with_user(self.leader_user)._take_with_reason("refuse", "局01更合适")
        self.assertEqual((paper.state, paper.return_reason), ("draft", "局01更合适"))
        self.sent(paper)
        paper.with_user(self.leader_user).action_agree()
        self.env.invalidate_all()
        self.assertEqual((paper.state, bool(approver.filed_on)), ("filed", True))
        self.assertNotIn("先进集体拟表彰对象建议", self.refused())

    def test_by_the_signed_sheet(self):
        """Another one of the office notes it, with the sheet."""
        paper = self.papers("award_list")
        self.sent(paper)
        second = self.seat(self.manager_user)
        approver = paper.recipient_ids.filtered(lambda one: one.purpose == "approval").with_user(second)
        with self.assertRaisesRegex(UserError, "signed sheet"):
            approver.action_filed()
        paper.with_user(second).reference = "审定表〔2025〕1号"
        approver.action_filed()
        self.env.invalidate_all()
        self.assertEqual(paper.state, "filed")

    def test_the_leader_is_replaced(self):
        """Who takes over the units gets the paper that waits; who has answered has answered."""
        paper = self.papers("award_list")
        self.sent(paper)
        approver = paper.recipient_ids.filtered(lambda one: one.purpose == "approval")
        before, sent_on = approver.name, approver.sent_on
        self.other_leader.led_department_ids = self.units
        self.cycle.with_user(self.officer_user).action_refresh()
        self.env.invalidate_all()
        approver = paper.recipient_ids.filtered(lambda one: one.purpose == "approval")
        self.assertEqual((approver.leader_id, approver.user_id), (self.other_leader, self.other_leader_user))
        self.assertEqual(approver.name, before.replace(self.leader.name, self.other_leader.name))
        self.assertEqual((approver.sent_on, approver.filed_on), (sent_on, False))
        self.assertFalse(self.env["cadre.document"].with_user(self.leader_user).search([]))
        with self.assertRaises(AccessError):
            paper.with_user(self.leader_user).action_agree()
        paper.with_user(self.other_leader_user).action_agree()
        self.assertEqual(paper.state, "filed")
        self.other_leader.led_department_ids = False
        self.cycle.with_user(self.officer_user).action_refresh()
        self.assertTrue(approver.exists())

    def test_taken_away(self):
        """S2A-30 acts: without its data the body decides without the leader."""
        self.scheme.document_ids.filtered("before_decision").sudo().before_decision = False
        self.assertNotIn("先进集体拟表彰对象建议", self.refused())

    def test_fed_back(self):
        """S2A-27: the scores of a group go back to its committee, with ranks; a gap of the year until they do."""
        paper = self.papers("score_feedback")
        self.assertEqual((paper.group_id.code, paper.recipient_ids.mapped("purpose")), ("economy", ["feedback"]))
        self.sent(paper)
        self.assertEqual(paper.state, "filed")
        self.assertEqual(len(paper.section_ids.text.splitlines()), 11)
