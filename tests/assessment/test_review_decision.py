"""The body decides on a review where the scheme wants it to; nobody of it answers by himself. (S2A-72)"""

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError

from tests.assessment.common import attend
from tests.assessment.test_appeal import AppealCase


class TestReviewDecision(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme.appeal_by_decision = True

    def setUp(self):
        super().setUp()
        self.receive()
        self.appeal = self.ask()

    def proposed(self, outcome="upheld", **values):
        with freeze_time("2024-01-25 02:00:00"):
            action = self.appeal.with_user(self.clerk).action_propose()
            decision = self.env["cadre.decision"].with_user(self.clerk).browse(action["res_id"])
            attend(decision)
            decision.write({"votes_for": decision.present, "minutes": "<p>会议研究了复核申请。</p>"})
            decision.appeal_line_ids.write({"outcome": outcome, "reply": "经会议研究，理由成立。", **values})
        return decision

    def confirm(self, decision):
        with freeze_time("2024-01-26 02:00:00"):
            decision.action_submit()
            decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()

    def test_nobody_answers_alone(self):
        """The buttons of an answer are gone, by RPC as well."""
        for user in (self.clerk, self.manager_user, self.officer_user):
            for code in ("uphold", "reject"):
                with self.subTest((user.login, code)), self.assertRaises(AccessError):
                    self.answer(self.appeal, code, user=user)
        self.assertEqual(self.appeal.state, "requested")

    def test_upheld(self):
        """Decided, the request is answered with it and the result is decided again."""
        decision = self.proposed()
        self.assertFalse(decision.line_ids, "it decides on the request alone")
        self.confirm(decision)
        self.assertEqual(
            (self.appeal.state, self.appeal.decision_id, self.mine.state), ("upheld", decision, "computed")
        )
        self.assertEqual((self.cycle.state, self.appeal.replied_by_id), ("archived", self.decider_user))
        with self.assertRaisesRegex(UserError, "can no longer be undone"):
            decision.with_user(self.decider_user)._take_with_reason("undo", "重开")

    def test_rejected(self):
        """Nothing moves but the answer; put to the body once more, the same draft opens."""
        decision = self.proposed("rejected")
        again = self.appeal.with_user(self.clerk).action_propose()
        self.assertEqual(again["res_id"], decision.id)
        self.confirm(decision)
        self.assertEqual((self.appeal.state, self.mine.state), ("rejected", "archived"))

    def test_what_is_missing(self):
        """Without outcome or reply it is not handed in, and names whose request it is; votes are counted as ever."""
        decision = self.proposed()
        for values in ({"outcome": False}, {"reply": " "}):
            before = decision.appeal_line_ids.read(list(values))[0]
            decision.appeal_line_ids.write(values)
            refused = self.assertRaisesRegex(UserError, f"{self.a.name}: enter whether")
            with self.subTest(values), freeze_time("2024-01-26 02:00:00"), refused:
                decision.action_submit()
            decision.appeal_line_ids.write({name: before[name] for name in values})
        decision.votes_for -= 1
        with freeze_time("2024-01-26 02:00:00"), self.assertRaisesRegex(UserError, "do not add up"):
            decision.action_submit()
        self.assertEqual((decision.state, self.appeal.state), ("draft", "requested"))

    def test_who_decided_before_writes_no_answer(self):
        """Nor hands it in; the person sees no decision of the body."""
        decision = self.proposed()
        with self.assertRaises(AccessError):
            decision.appeal_line_ids.with_user(self.officer_user).write({"reply": "维持"})
        with freeze_time("2024-01-26 02:00:00"), self.assertRaisesRegex(UserError, "hands in no answer"):
            decision.with_user(self.officer_user).action_submit()
        for user in (self.person_user, self.other_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                decision.appeal_line_ids.with_user(user).read(["reply"])
        with self.assertRaises(AccessError):
            self.appeal.with_user(self.officer_user).action_propose()

    def test_a_request_stands_nowhere_else(self):
        """Not in a decision of another cycle, not on one that is confirmed, not where the office answers."""
        decision = self.proposed()
        other = self.ask(assessment=self.receive(self.assessment(self.b)))
        elsewhere = self.make_cycle(
            name="另一周期", year=2024, date_from="2024-01-01", date_to="2024-12-31", cut_off="2024-12-31"
        )
        foreign = (
            self.env["cadre.decision"]
            .with_user(self.manager_user)
            .create({"name": "另一件", "cycle_id": elsewhere.id, "body_id": self.leading_body.id})
        )
        rows = decision.appeal_line_ids.with_user(self.manager_user)
        grades = self.mine.decision_id
        for values in ({"decision_id": foreign.id}, {"decision_id": grades.id}):
            with self.subTest(values), self.assertRaises(UserError), self.env.cr.savepoint():
                rows.create({**values, "appeal_id": other.id})
            with self.subTest(values), self.assertRaises(UserError), self.env.cr.savepoint():
                rows.write(values)
        self.assertFalse(decision.copy().appeal_line_ids)
        self.scheme.appeal_by_decision = False
        with self.assertRaisesRegex(UserError, "waits for no decision of the body"), self.env.cr.savepoint():
            rows.create({"decision_id": decision.id, "appeal_id": other.id})
        with freeze_time("2024-01-25 02:00:00"), self.assertRaises(AccessError):
            other.with_user(self.clerk).action_propose()
