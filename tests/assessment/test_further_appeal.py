"""A request that nobody answers goes up; what goes further is recorded to its end. (S2A-72, O-04)"""

from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from odoo.addons.base.models.ir_cron import IrCron
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from tests.assessment.test_appeal import AppealCase


class TestGoingUp(AppealCase):
    """Received on 2024-01-10, asked on the 20th, to be answered by the 30th (S2A-E6)."""

    def setUp(self):
        super().setUp()
        self.receive()
        self.appeal = self.ask()

    def daily(self, day):
        with freeze_time(f"{day} 02:00:00"):
            self.env["cadre.appeal"]._go_up()
        self.env.invalidate_all()

    def asked(self):
        """(who is to answer, who is to see to it), each with his task."""
        found = self.appeal.sudo()._answerers(), self.appeal.sudo()._overseers()
        self.assertEqual(self.appeal.sudo().activity_ids.user_id, found[0] | found[1])
        return found

    def new_head(self):
        """Who heads the body now, and was not there when it decided."""
        user = new_test_user(self.env, login="cadre_new_head", groups="cadre_assessment.group_cadre_decider")
        person = self.make_employee("新任书记", "TH01", self.unit, user=user)
        body = self.leading_body.sudo()
        body.member_ids.filtered(lambda one: one.role == "chair").write({"date_to": "2024-01-15"})
        body.member_ids.create(
            {"body_id": body.id, "employee_id": person.id, "role": "chair", "date_from": "2024-01-16"}
        )
        self.env.invalidate_all()
        return user

    def test_by_itself_and_once(self):
        """On its last day it stays; the day after it goes up, however often that is asked, and then once more."""
        self.daily("2024-01-30")
        self.assertEqual(self.appeal.level, "office")
        for _run in range(2):
            self.daily("2024-01-31")
        self.assertEqual(
            (self.appeal.level, self.appeal.raised_on, self.appeal.raised_due),
            ("head", date(2024, 1, 31), date(2024, 2, 10)),
        )
        told = self.appeal.sudo().message_ids.filtered(lambda one: "2024-01-30" in (one.body or ""))
        self.assertEqual(len(told), 1, "told on the record, once")
        self.assertEqual(self.asked(), (self.clerk, self.decider_user), "he confirmed the decision: others answer")
        for _run in range(2):
            self.daily("2024-02-11")
        self.assertEqual((self.appeal.level, self.appeal.raised_due), ("organization", date(2024, 2, 21)))
        self.assertIn(self.manager_user, self.asked()[0])
        self.assertNotIn(self.clerk, self.asked()[0])
        self.daily("2024-03-31")
        self.assertEqual(self.appeal.level, "organization", "there is nothing above")

    def test_the_cron_takes_it_up_without_reminders(self):
        """Switched off reminders do not stop it."""
        self.cycle.reminders = False
        committed = patch.object(IrCron, "_commit_progress", lambda *args, **kwargs: 0)
        with freeze_time("2024-01-31 02:00:00"), committed:
            self.env["cadre.cycle"]._cron_remind()
        self.assertEqual(self.appeal.level, "head")

    def test_who_answers_above(self):
        """Not the head who decided, not the office once it is with the organization department."""
        self.daily("2024-01-31")
        with self.assertRaises(AccessError):
            self.answer(self.appeal, "reject", user=self.decider_user, day="2024-02-01")
        self.daily("2024-02-11")
        with self.assertRaises(AccessError):
            self.answer(self.appeal, "reject", user=self.clerk, day="2024-02-12")
        self.answer(self.appeal, "reject", user=self.manager_user, day="2024-02-12")
        self.assertEqual((self.appeal.state, self.appeal.late_reply), ("rejected", True))

    def test_a_head_who_took_no_part_answers(self):
        """Then it is his; upheld by him the result is decided again although he is of no office."""
        head = self.new_head()
        self.assertNotIn(" uphold ", self.appeal.with_user(head).allowed_steps, "it is with the office")
        with self.assertRaises(AccessError):
            self.answer(self.appeal, "uphold", user=head)
        self.daily("2024-01-31")
        self.assertEqual(self.asked()[0], head)
        self.answer(self.appeal, "uphold", user=head, day="2024-02-01")
        self.assertEqual((self.appeal.state, self.mine.state), ("upheld", "computed"))

    def test_nobody_moves_it_by_hand(self):
        """Neither level nor day is written by anybody, and no forged context bears another one."""
        for user in (self.person_user, self.officer_user, self.manager_user, self.decider_user, self.auditor_user):
            for values in ({"level": "organization"}, {"raised_due": "2030-01-01"}, {"state": "upheld"}):
                with self.subTest((user.login, values)), self.assertRaises(UserError), self.env.cr.savepoint():
                    self.appeal.with_user(user).with_context(cadre_guard=True).write(values)
        self.assertEqual((self.appeal.level, self.appeal.state), ("office", "requested"))

    def test_one_day_late(self):
        """The day after the last one: nothing is made, and it says until when and what is left."""
        other = self.receive(self.assessment(self.b))
        with freeze_time("2024-01-21 02:00:00"), self.assertRaisesRegex(AccessError, f"{self.b.name}.*2024-01-20"):
            other.with_user(other.user_id).action_appeal()
        self.assertFalse(other.sudo().appeal_ids)


class TestFurtherAppeal(AppealCase):
    def setUp(self):
        super().setUp()
        self.receive()

    def rejected(self):
        appeal = self.ask()
        self.answer(appeal, "reject", day="2024-01-25")
        return appeal

    def draft(self, day="2024-02-01", user=None, **values):
        with freeze_time(f"{day} 02:00:00"):
            action = self.mine.with_user(user or self.clerk).action_further()
            found = self.env["cadre.further.appeal"].with_user(user or self.clerk).browse(action["res_id"])
            found.write({"authority": "市公务员主管部门", "grounds": "漏记工作", "lodged_on": day, **values})
        return found

    def lodge(self, day="2024-02-01", **values):
        found = self.draft(day, **values)
        with freeze_time(f"{day} 02:00:00"):
            found.action_lodge()
        return found

    def end(self, found, outcome, day="2024-03-01", **values):
        with freeze_time(f"{day} 02:00:00"):
            found.write({"outcome": outcome, "answered_on": day, "answer": "处理决定", **values})
            found.action_answer()
        self.env.invalidate_all()

    def test_clocks(self):
        """O-04: fifteen days after the answer to the review, thirty without one; sixty for the authority."""
        direct = self.draft("2024-02-09")
        self.assertEqual((direct.told_on, direct.until), (date(2024, 1, 10), date(2024, 2, 9)))
        direct.unlink()
        self.mine.with_user(self.clerk).sudo().invalidate_recordset()
        appeal = self.rejected()
        found = self.lodge("2024-02-09")
        self.assertEqual(
            (found.appeal_id, found.told_on, found.until, found.due),
            (appeal, date(2024, 1, 25), date(2024, 2, 9), date(2024, 4, 9)),
        )
        self.assertEqual(found.sudo().activity_ids[:1].date_deadline, date(2024, 4, 9))
        with freeze_time("2024-04-01 02:00:00"):
            found._take_with_reason("prolong", "案情复杂")
        self.assertEqual((found.prolonged, found.due), (True, date(2024, 5, 9)))
        with self.assertRaises(AccessError):
            found._take_with_reason("prolong", "再延长")

    def test_one_day_late_or_in_the_future(self):
        """Each refusal names whose it is and the day; taken all the same, the reason is asked for."""
        self.rejected()
        for day, values, words in (
            ("2024-02-10", {}, f"{self.a.name}.*2024-02-09.*2024-02-10"),
            ("2024-02-05", {"lodged_on": "2024-02-06"}, "not on 2024-02-06"),
            ("2024-02-05", {"lodged_on": "2024-01-24"}, "not on 2024-01-24"),
            ("2024-02-05", {"authority": False}, "Authority"),
            ("2024-02-05", {"grounds": " "}, "Grounds"),
        ):
            found = self.draft(day, **values)
            with self.subTest(values), freeze_time(f"{day} 02:00:00"):
                with self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
                    found.action_lodge()
                self.assertEqual((found.state, found.due), ("draft", False))
        found = self.draft("2024-02-10", late_reason="邮路中断，受理机关予以受理")
        with freeze_time("2024-02-10 02:00:00"):
            found.action_lodge()
        self.assertEqual(found.state, "lodged")

    def test_to_its_end(self):
        """Rejected it may go once more; the second one is the last. The result stands meanwhile."""
        self.rejected()
        first = self.lodge()
        with self.assertRaisesRegex(UserError, "enter the outcome"), self.env.cr.savepoint():
            first.action_answer()
        with freeze_time("2024-03-01 02:00:00"), self.assertRaisesRegex(UserError, "not on 2024-01-31"):
            first.write({"outcome": "rejected", "answered_on": "2024-01-31", "answer": "维持"})
            first.action_answer()
        self.end(first, "rejected")
        self.assertEqual((first.state, self.mine.state), ("answered", "archived"))
        with freeze_time("2024-03-10 02:00:00"):
            second = first.browse(first.action_again()["res_id"])
            second.write({"authority": "上一级机关", "grounds": "不服", "lodged_on": "2024-03-10"})
            self.assertEqual((second.kind, second.until), ("second", date(2024, 3, 16)))
            second.action_lodge()
            with self.assertRaises(AccessError):
                first.action_again()
        self.end(second, "upheld", "2024-04-01")
        with freeze_time("2024-04-02 02:00:00"), self.assertRaises(AccessError):
            second.action_again()

    def test_upheld_is_decided_again(self):
        """Like an upheld review: computed anew, and not treated worse than before."""
        self.end(self.lodge(), "upheld")
        self.assertEqual(self.mine.state, "computed")
        self.assertIn("市公务员主管部门", self.mine.late_reason)
        self.clear_vetoes()
        with self.assertRaisesRegex(UserError, "not worse than"), self.env.cr.savepoint():
            self.decide(change={self.a: ("称职", "申诉")})

    def test_whose_it_is(self):
        """The person reads his own once it is lodged; nobody else of the unit does, and nobody of them writes it."""
        found = self.draft()
        with self.assertRaises(AccessError):
            found.with_user(self.person_user).read(["grounds"])
        with freeze_time("2024-02-01 02:00:00"):
            found.action_lodge()
        self.assertTrue(found.with_user(self.person_user).read(["grounds", "due"]))
        for user in (self.other_user, self.leader_user, self.plain_user, self.auditor_user):
            if user != self.leader_user:
                with self.subTest(user.login), self.assertRaises(AccessError):
                    found.with_user(user).read(["grounds"])
        for user in (self.person_user, self.other_user, self.decider_user, self.auditor_user):
            mine = found.with_user(user)
            for call in (
                lambda mine=mine: mine.write({"outcome": "upheld"}),
                lambda mine=mine: mine.action_answer(),
                lambda mine=mine: mine._take_with_reason("withdraw", "撤"),
                lambda mine=mine: mine.create({"assessment_id": self.mine.id}),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError), self.env.cr.savepoint():
                    call()
        with self.assertRaises(UserError):
            found.with_user(self.clerk).write({"grounds": "改写"})
        with self.assertRaises(AccessError):
            self.mine.with_user(self.person_user).action_further()
        own = self.receive(self.assessment(self.officer).with_user(self.clerk))
        with self.assertRaises(AccessError):
            own.sudo(False).with_user(self.officer_user).action_further()
