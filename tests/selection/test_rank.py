"""P2 (S4-E1): headcount to document of two 主任科员 in two places, with the days of the regulation (S4-P2)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import SelectionCase


@tagged("post_install", "-at_install")
class TestRank(SelectionCase):
    FIRST = "2012-12-09"

    def begun(self):
        self.on(self.FIRST)
        people = self.person | self.other | self.section_head | self.discipline
        people.version_id.write({"date_version": "2005-01-01"})
        return self.make_selection("S4P2", self.FIRST, posts=("局机关主任科员", "司法所主任科员"))

    def planned(self, selection, code):
        return str(self.step(selection, code).planned)

    def test_the_plan(self):
        """Every step stands on its day in December, two recommendations for two posts; none is impossible."""
        selection = self.begun()
        days = {code: self.planned(selection, code) for code in ("headcount", "plan", "check", "recommend", "decide")}
        self.assertEqual(list(days.values()), ["2012-12-09", "2012-12-10", "2012-12-13", "2012-12-21", "2012-12-24"])
        self.assertEqual(len(selection.step_ids.filtered(lambda one: one.rule_id.code == "recommend")), 2)
        self.assertEqual(selection.step_ids.filtered("late").mapped("name"), [])
        notice = self.step(selection, "notice")
        self.assertEqual((str(notice.possible_from), str(notice.possible_to)), ("2012-12-24", "2012-12-30"))
        self.assertEqual(str(self.step(selection, "document").possible_from), "2012-12-31")

    def test_an_impossible_day_stands_red(self):
        """The document on the day of the decision: red, with the earliest possible day beside it (A4-1)."""
        selection = self.begun()
        document = self.step(selection, "document").with_user(self.office_user)
        document.planned = "2012-12-24"
        self.assertTrue(document.late)
        self.assertEqual((str(document.possible_from), selection.impossible_count), ("2012-12-31", 1))
        self.assertIn("2012-12-31 at the earliest", selection.plan_text)
        selection.with_user(self.office_user).action_possible()
        self.assertFalse(document.late)

    def run_to(self, upto):
        """As far as ``upto``, each step on its day."""
        selection = self.begun()
        selection.action_begin()
        self.do(selection, "headcount")
        self.on("2012-12-10")
        self.write_papers(selection, "plan")
        self.do(selection, "plan", document="区公〔2012〕7号")
        self.on("2012-12-13")
        self.a = self.candidate(selection, self.person)
        self.b = self.candidate(selection, self.other)
        self.c = self.candidate(selection, self.section_head, post=1)
        self.e = self.candidate(selection, self.discipline, post=1)
        with self.assertRaisesRegex(UserError, "Say whether 李明 meets"):
            self.do(selection, "check")
        self.meets(self.a | self.b)
        self.meets(self.c, trained="deferred")
        self.meets(self.e, staffing="no")
        self.assertEqual((self.a.eligible, self.c.eligible, self.e.eligible), ("yes", "deferred", "no"))
        self.assertIn("经过任职培训", self.c.conditions_text)
        self.do(selection, "check")
        self.assertEqual((self.e.state, self.c.state), ("out", "eligible"))
        if upto == "check":
            return selection
        self.on("2012-12-21")
        posts = selection.post_ids
        self.seal(selection, "recommend", {self.person: 22, self.other: 21}, 43, post=posts[0])
        self.seal(selection, "recommend", {self.section_head: 22}, 42, post=posts[1])
        for post in posts:
            self.do(selection, "recommend", post=post)
        if upto == "recommend":
            return selection
        self.on("2012-12-22")
        self.decide(selection, "shortlist")
        self.do(selection, "result", document="区公〔2012〕9号")
        self.do(selection, "preview")
        for group in self.step(selection, "talks").rule_id.group_ids:
            self.talk(selection, "talks", group_id=group.id, user=self.inspector_user)
        self.do(selection, "talks")
        if upto == "talks":
            return selection
        self.on("2012-12-23")
        self.write_papers(selection, "inspect")
        self.do(selection, "inspect", user=self.inspector_user)
        self.on("2012-12-24")
        return selection

    def test_majority(self):
        """22 of 43 may be inspected; 21 of 43, and of 42 exactly half, may not (A4-6, S4-P3-09)."""
        selection = self.run_to("recommend")
        self.assertEqual((self.a.state, self.b.state, self.c.state), ("recommended", "eligible", "recommended"))
        self.assertEqual(self.step(selection, "shortlist")._field().sudo().employee_id, self.person | self.section_head)
        self.assertEqual(self.a.support_text, "22 of 43 valid votes")

    def test_exactly_half(self):
        selection = self.run_to("check")
        self.on("2012-12-21")
        self.seal(selection, "recommend", {self.person: 21, self.other: 20}, 42, post=selection.post_ids[0])
        self.assertFalse(self.a.has_majority)
        with self.assertRaisesRegex(UserError, "Nobody has more than half"):
            self.do(selection, "recommend", post=selection.post_ids[0])

    def test_no_decision_without_the_opinion(self):
        """The step of 12-24 waits for the written opinion; an opinion against bars the name (S4-P2-17)."""
        selection = self.run_to("decide")
        step = self.step(selection, "decide").with_user(self.office_user)
        self.assertIn("听取纪检监察部门的意见", step.problem_text)
        decision = self.decision(selection, "decide") if step.waiting else None
        self.assertIsNone(decision)
        with self.assertRaisesRegex(UserError, "written opinion of the discipline body is missing"):
            self.do(selection, "opinion")
        self.answer(selection)
        self.do(selection, "opinion")
        self.assertTrue(step.waiting)
        against = selection.step_ids.opinion_ids.filtered(lambda one: one.employee_id == self.person)
        self.assertEqual(against.state, "answered")

    def test_to_the_document(self):
        """Seven days of notice before anybody is appointed (S4-P3-11), and the document of 12-31 at the earliest; one
        put off stays, one voted down is out."""
        selection = self.run_to("decide")
        self.answer(selection)
        self.do(selection, "opinion")
        decision = self.decision(selection, "decide", {self.section_head: (1, 2, 0)})
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        self.assertEqual((self.a.state, self.c.state), ("decided", "out"))
        notice = self.notice(selection)
        self.assertFalse(notice.short, "five working days lie in it")
        self.assertEqual((str(notice.date_from), str(notice.date_to)), ("2012-12-24", "2012-12-30"))
        self.on("2012-12-30")
        with self.assertRaisesRegex(UserError, "up until"):
            notice.with_user(self.office_user).action_end()
        objection = self.env["cadre.objection"].with_user(self.office_user).create(
            {"notice_id": notice.id, "line_id": notice.line_ids.id, "text": "学历不实", "blocking": True}
        )  # fmt: skip
        self.on("2012-12-31")
        notice.with_user(self.office_user).write({"objections": "settled", "objection_note": "正在核查"})
        notice.with_user(self.office_user).action_end()
        self.do(selection, "notice")
        with self.assertRaisesRegex(UserError, "an objection holds him back"):
            self.do(selection, "document", document="任〔2012〕12号")
        objection.with_user(self.manager_user).write({"conclusion": "unfounded", "answer": "学历属实"})
        objection.with_user(self.manager_user).action_answer()
        self.do(selection, "document")
        self.assertEqual(self.a.state, "appointed")
        told = self.env["cadre.registration"].with_user(self.person_user).search([])
        self.assertEqual((told.post, told.outcome), ("局机关主任科员", "appointed"))

    def test_undone_decision(self):
        """A decision taken back by the body: the step is open again, everybody stands where he stood."""
        selection = self.run_to("decide")
        self.answer(selection)
        self.do(selection, "opinion")
        decision = self.decide(selection, "decide", {self.section_head: (0, 3, 0)})
        self.assertEqual(self.c.state, "out")
        decision.with_user(self.decider_user)._take_with_reason("undo", "计票有误")
        self.assertEqual((self.a.state, self.c.state), ("inspected", "inspected"))
        self.assertEqual(self.step(selection, "decide").state, "open")

    def test_reminders(self):
        """Whoever must take a step is reminded when it can be taken, once, and no longer when it is done."""
        selection = self.begun()
        selection.action_begin()
        step = self.step(selection, "headcount")
        for _twice in range(2):
            selection.sudo()._remind(self.today)
            self.assertEqual(step.activity_ids.user_id, self.office_user)
        self.assertFalse(self.step(selection, "plan").activity_ids)
        self.do(selection, "headcount")
        self.on("2012-12-10")
        selection.sudo()._remind(self.today)
        self.assertFalse(step.activity_ids)
        self.assertEqual(self.step(selection, "plan").activity_ids.user_id, self.office_user)
