"""P1, from the plan to the document: the posts of a company, with its branch (S4-P1, S4-E4, A4-12)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from tests.assessment.common import attend

from .common import SelectionCase


@tagged("post_install", "-at_install")
class TestCompanyPost(SelectionCase):
    FIRST = "2024-03-01"

    def begun(self):
        self.on(self.FIRST)
        selection = self.make_selection("S4P1", self.FIRST)
        selection.action_begin()
        self.candidate(selection, self.person)
        self.candidate(selection, self.other)
        return selection

    def recommended(self):
        selection = self.begun()
        self.write_papers(selection, "call")
        self.do(selection, "call")
        self.seal(selection, "recommend", {self.person: 15, self.other: 8}, 20)
        self.do(selection, "recommend", post=selection.post_ids)
        for group in self.step(selection, "talks").rule_id.group_ids:
            self.talk(selection, "talks", group_id=group.id, standing="for")
        self.do(selection, "talks")
        self.write_papers(selection, "report")
        return selection

    def inspected(self):
        selection = self.recommended()
        self.do(selection, "report", document="总办〔2024〕3号")
        self.assertEqual(self.step(selection, "wider").state, "left_out")
        self.assertEqual(self.step(selection, "wider_report").state, "left_out")
        selection.candidate_ids.filtered(lambda one: one.employee_id == self.other)._take_with_reason(
            "put_out", "领导审查后未列入"
        )
        mine = selection.candidate_ids.filtered(lambda one: one.state != "out")
        self.seal(selection, "evaluate", {self.person: 18}, 20)
        self.do(selection, "evaluate")
        self.talk(selection, "person_talk", candidate_id=mine.id, partner_name="李明")
        self.do(selection, "person_talk")
        self.talk(selection, "staff_talks", group_id=self.step(selection, "staff_talks").rule_id.group_ids.id)
        self.do(selection, "staff_talks")
        self.write_papers(selection, "inspect")
        self.do(selection, "inspect", user=self.inspector_user)
        return selection

    def test_to_the_document(self):
        """S4-E4: each step by its actor; the notice over the holiday ends on 04-10, the document is of 04-11."""
        selection = self.inspected()
        candidate = selection.candidate_ids.filtered(lambda one: one.employee_id == self.person)
        self.assertEqual(candidate.state, "inspected")
        self.on("2024-04-02")
        decision = self.decide(selection, "decide")
        self.assertEqual((decision.state, candidate.state), ("approved", "decided"))
        self.assertEqual(self.step(selection, "decide").state, "done")
        self.talk(selection, "talk", candidate_id=candidate.id, partner_name="李明")
        self.do(selection, "talk")
        self.on("2024-04-03")
        notice = self.notice(selection)
        self.assertEqual(str(notice.date_to), "2024-04-10")
        self.assertEqual(notice.line_ids.mapped("name"), ["李明"])
        with self.assertRaisesRegex(UserError, "has not ended"):
            self.do(selection, "notice")
        self.end_notice(notice)
        self.assertEqual(str(self.today), "2024-04-11")
        self.do(selection, "notice")
        with self.assertRaisesRegex(UserError, "has not taken the examination"):
            self.do(selection, "exam")
        candidate.with_user(self.office_user).write({"exam_taken": True, "exam_mark": 92})
        self.do(selection, "exam")
        with self.assertRaisesRegex(UserError, "number of the document"):
            self.do(selection, "document")
        with self.assertRaisesRegex(UserError, "must lie between 2024-04-11"):
            self.do(selection, "document", document="任〔2024〕1号", acted_on="2024-04-10")
        self.do(selection, "document", document="任〔2024〕1号", acted_on="2024-04-11")
        self.assertEqual((candidate.state, candidate.document_number), ("appointed", "任〔2024〕1号"))
        selection.with_user(self.office_user).action_close()
        self.assertEqual(selection.state, "closed")

    def test_nobody_suitable(self):
        """The leaders find nobody: the search goes company-wide, and only then on (S4-P1-08)."""
        selection = self.recommended()
        self.do(selection, "report", document="总办〔2024〕3号", outcome="nobody")
        wider = self.step(selection, "wider")
        self.assertEqual((wider.state, self.step(selection, "evaluate").waiting), ("open", False))
        with self.assertRaisesRegex(UserError, "comes first"):
            self.do(selection, "staff_talks")
        self.do(selection, "wider")
        self.do(selection, "wider_report", document="总办〔2024〕5号")
        self.assertTrue(self.step(selection, "staff_talks").waiting)

    def test_order_and_actor(self):
        """Nothing out of order, by another, twice or without its papers; opened again while nothing rests on it."""
        selection = self.begun()
        with self.assertRaisesRegex(UserError, "comes first"):
            self.do(selection, "talks")
        with self.assertRaisesRegex(UserError, "these sections: 时间、地点、参会人员"):
            self.do(selection, "call")
        self.write_papers(selection, "call")
        for user in (self.officer_user, self.decider_user, self.person_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.step(selection, "call").with_user(user).action_do()
        self.do(selection, "call")
        with self.assertRaisesRegex(UserError, "not possible in the state"):
            self.do(selection, "call")
        step = self.step(selection, "call").with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "give a reason"):
            step._take_with_reason("reopen", " ")
        step._take_with_reason("reopen", "时间写错")
        self.do(selection, "call")
        self.seal(selection, "recommend", {self.person: 15}, 20)
        self.do(selection, "recommend")
        with self.assertRaises(AccessError):
            step._take_with_reason("reopen", "再来")

    def test_left_out_by_a_decision_alone(self):
        """No step falls away by somebody's wish: the body says so, with the step named."""
        selection = self.begun()
        self.write_papers(selection, "call")
        self.do(selection, "call")
        talks = self.step(selection, "talks").with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "left out by a decision"):
            talks._take_with_reason("leave_out", "时间紧")
        decision = self.env["cadre.decision"].with_user(self.office_user).create(
            {"name": "免予谈话", "selection_id": selection.id, "left_out_step_ids": [(6, 0, talks.ids)],
             "minutes": "<p>同意。</p>"}
        )  # fmt: skip
        attend(decision)
        decision.votes_for = decision.present
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        talks._take_with_reason("leave_out", "党政联席会议决定")
        self.assertEqual(talks.state, "left_out")
