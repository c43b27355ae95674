"""Everybody is told in writing; a review is asked for in time and answered by somebody else. (S2A-70 … S2A-72)"""

from datetime import date

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError

from tests.assessment.test_notice import NoticeCase


class AppealCase(NoticeCase):
    """The year is archived; the scheme gives ten days for a request and ten for the answer (S2A-71, S2A-72)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme.write({"appeal_days": 10, "appeal_reply_days": 10})

    def setUp(self):
        super().setUp()
        self.decide()
        self.archive()
        self.mine = self.assessment(self.a)
        self.clerk = self.env["res.users"].create(
            {
                "name": "第二位办事员",
                "login": "cadre_clerk",
                "group_ids": [(6, 0, self.env.ref("cadre_assessment.group_cadre_officer").ids)],
            }
        )
        self.seat(self.clerk)

    def receive(self, assessment=None, day="2024-01-10"):
        """Notice given and received on ``day`` (as in S2A-E6)."""
        assessment = assessment or self.mine
        with freeze_time(f"{day} 02:00:00"):
            assessment.with_user(self.officer_user).action_notify()
            assessment.with_user(assessment.user_id).action_receive()
        return assessment

    def ask(self, day="2024-01-20", assessment=None, grounds="半年评定漏记一项重点工作。"):
        assessment = assessment or self.mine
        with freeze_time(f"{day} 02:00:00"):
            user = assessment.user_id
            appeal = (
                self.env["cadre.appeal"].with_user(user).browse(assessment.with_user(user).action_appeal()["res_id"])
            )
            appeal.grounds = grounds
            appeal.action_request()
        return appeal

    def answer(self, appeal, code, reply="经复核，原结果依据充分。", user=None, day="2024-01-25"):
        """By the second clerk: the first one wrote the decision down."""
        with freeze_time(f"{day} 02:00:00"):
            records = appeal.with_user(user or self.clerk)
            wizard = self.env["cadre.step.reason"].with_user(user or self.clerk)
            action = getattr(records, f"action_{code}")()
            wizard.with_context(**action["context"]).create({"reason": reply}).action_confirm()
        self.env.invalidate_all()


class TestWrittenNotice(AppealCase):
    def test_notice_and_receipt(self):
        """S2A-70: the office gives the notice to many at once, each confirms the receipt himself, today."""
        everybody = self.cycle.assessment_ids.filtered("assessed")
        with freeze_time("2024-01-10 02:00:00"):
            everybody.with_user(self.officer_user).action_notify()
            waiting = self.mine.activity_ids.filtered(lambda one: one.user_id == self.person_user)
            self.assertEqual(len(waiting), 1, "the person is asked to confirm")
            self.mine.with_user(self.person_user).action_receive()
        self.assertEqual(set(everybody.mapped("notified_on")), {date(2024, 1, 10)})
        self.assertEqual((self.mine.received_on, self.mine.receipt_by_id), (date(2024, 1, 10), self.person_user))
        self.assertFalse(waiting.exists())
        self.assertFalse(self.assessment(self.b).received_on)

    def test_not_before_the_public_notice_is_over(self):
        """The written notice follows the public one."""
        guarded(self.cycle.notice_ids[:1]).write({"state": "posted"})
        with self.assertRaisesRegex(UserError, "is up until"):
            self.mine.with_user(self.officer_user).action_notify()

    def test_paper_receipt(self):
        """The office enters the day somebody signed on paper: not before the notice, not after today."""
        with freeze_time("2024-01-10 02:00:00"):
            self.mine.with_user(self.officer_user).action_notify()
        with freeze_time("2024-01-15 02:00:00"):
            action = self.mine.with_user(self.officer_user).action_receive()
            Wizard = self.env["cadre.receipt.wizard"].with_user(self.officer_user).with_context(**action["context"])
            for day in ("2024-01-09", "2024-01-16"):
                with self.subTest(day), self.assertRaisesRegex(UserError, "between the written notice and today"):
                    Wizard.create({"received_on": day}).action_confirm()
            Wizard.create({"received_on": "2024-01-12"}).action_confirm()
        self.assertEqual(self.mine.received_on, date(2024, 1, 12))

    def test_nobody_receives_for_another_or_in_the_past(self):
        """A receipt of one's own is today's; another person's is none of one's business."""
        with freeze_time("2024-01-10 02:00:00"):
            self.mine.with_user(self.officer_user).action_notify()
        with self.assertRaises(AccessError):
            self.mine.with_user(self.other_user).action_receive()
        with freeze_time("2024-01-20 02:00:00"), self.assertRaises(UserError):
            self.mine.with_user(self.person_user)._receive(date(2024, 1, 11))
        with self.assertRaises(AccessError):
            self.mine.with_user(self.person_user).write({"received_on": "2024-01-11"})
        with self.assertRaises(AccessError):
            self.mine.with_user(self.officer_user).write({"received_on": "2024-01-11"})


class TestAppeal(AppealCase):
    def test_clocks(self):
        """S2A-E6: received on 2024-01-10; the last day is 01-20, 01-21 is late; the reply is due by 01-30."""
        self.receive()
        self.assertEqual(self.mine.appeal_until, date(2024, 1, 20))
        with freeze_time("2024-01-21 02:00:00"), self.assertRaises(AccessError):
            self.mine.with_user(self.person_user).action_appeal()
        appeal = self.ask("2024-01-20")
        self.assertEqual(
            (appeal.state, appeal.due, appeal.reply_due), ("requested", date(2024, 1, 20), date(2024, 1, 30))
        )
        self.assertEqual((appeal.grade_name, appeal.total), ("优秀", 95.6))
        self.answer(appeal, "reject", day="2024-01-31")
        self.assertEqual((appeal.state, appeal.late_reply), ("rejected", True))

    def test_a_draft_made_in_time_is_not_handed_in_late(self):
        """What counts is the day of the request, not of the draft."""
        self.receive()
        with freeze_time("2024-01-20 02:00:00"):
            action = self.mine.with_user(self.person_user).action_appeal()
        appeal = self.env["cadre.appeal"].with_user(self.person_user).browse(action["res_id"])
        appeal.grounds = "理由"
        with freeze_time("2024-01-21 02:00:00"), self.assertRaisesRegex(UserError, "any more"):
            appeal.action_request()
        with freeze_time("2024-01-22 02:00:00"):  # on paper it came in time, and the office says so
            appeal.with_user(self.officer_user).paper_on = date(2024, 1, 19)
            appeal.with_user(self.officer_user).action_request()
        self.assertEqual((appeal.requested_on, appeal.reply_due), (date(2024, 1, 19), date(2024, 1, 29)))

    def test_the_person_does_not_date_back(self):
        """The day on paper is written by the office alone, and never on its own member's request."""
        self.receive()
        with freeze_time("2024-01-15 02:00:00"):
            action = self.mine.with_user(self.person_user).action_appeal()
            appeal = self.env["cadre.appeal"].with_user(self.person_user).browse(action["res_id"])
            with self.assertRaises(AccessError):
                appeal.paper_on = date(2024, 1, 11)

    def test_the_law_gives_more_days(self):
        """O-04: for the lowest grade the law gives 30 days; a request after the scheme's ten is taken, and says so."""
        self.mine.decided_grade_id.sudo().appeal_days = 30
        self.receive()
        self.assertEqual(self.mine.appeal_until, date(2024, 2, 9))
        self.assertIn("30", self.mine.appeal_note)
        appeal = self.ask("2024-02-09")
        self.assertTrue(appeal.by_law)
        self.assertEqual(appeal.due, date(2024, 1, 20))

    def test_without_days_no_review(self):
        """A scheme that says nothing of a review offers none."""
        self.scheme.appeal_days = 0
        self.receive()
        with self.assertRaises(AccessError):
            self.mine.with_user(self.person_user).action_appeal()

    def test_upheld_is_a_new_version(self):
        """An upheld request takes the result up again by the same way as any late event; the archive keeps both."""
        self.receive()
        appeal = self.ask()
        before = self.cycle.result_ids.filtered(lambda one: one.employee_id == self.a)
        self.answer(appeal, "uphold", "补记一项重点工作。")
        self.assertEqual((appeal.state, self.mine.state), ("upheld", "computed"))
        self.assertFalse(self.mine.received_on, "the new result is notified anew")
        self.assertIn("补记", self.mine.late_reason)
        self.clear_vetoes()
        with self.assertRaisesRegex(UserError, "not worse than"), self.env.cr.savepoint():  # O-04
            self.decide(change={self.a: ("称职", "复核")})
        self.env.invalidate_all()
        self.decide()
        with freeze_time("2026-02-02 02:00:00"):
            notice = self.notice()
            notice.action_post()
        with freeze_time("2026-02-28 02:00:00"):
            notice.objections = "none"
            notice.action_end()
            self.cycle.with_user(self.officer_user).action_archive_results()
        self.env.invalidate_all()
        results = self.cycle.result_ids.filtered(lambda one: one.employee_id == self.a)
        self.assertEqual(sorted(results.mapped("version")), [1, 2])
        self.assertEqual(results.filtered(lambda one: one.version == 2).previous_id, before)

    def test_rejected_leaves_everything(self):
        """A rejected request changes nothing, and the same notice is not asked about twice."""
        self.receive()
        appeal = self.ask()
        self.answer(appeal, "reject")
        self.assertEqual(
            (appeal.state, appeal.reply, self.mine.state), ("rejected", "经复核，原结果依据充分。", "archived")
        )
        with freeze_time("2024-01-20 02:00:00"), self.assertRaises(AccessError):
            self.mine.with_user(self.person_user).action_appeal()

    def test_nobody_answers_his_own(self):
        """A member of the office is a subject too: his request is another one's to answer, his result another's."""
        own = self.receive(self.assessment(self.officer).with_user(self.clerk))
        appeal = self.ask(assessment=own.sudo(False).with_user(self.clerk))
        for code in ("uphold", "reject"):
            with self.subTest(code), self.assertRaises(AccessError):
                self.answer(appeal, code, user=self.officer_user)
        with self.assertRaises(AccessError):
            own.with_user(self.officer_user)._take_with_reason("reopen", "自己要求重算")
        self.answer(appeal, "uphold", user=self.clerk)
        self.assertEqual(appeal.state, "upheld")

    def test_only_who_asked_takes_it_back(self):
        """The office cannot make a request of somebody with an account disappear."""
        self.receive()
        appeal = self.ask()
        with self.assertRaises(AccessError):
            appeal.with_user(self.officer_user).action_withdraw()
        appeal.with_user(self.person_user).action_withdraw()
        self.assertEqual(appeal.state, "withdrawn")

    def test_others_know_nothing(self):
        """A request is read by who made it, the office, the body and, once answered, the auditor."""
        self.receive()
        appeal = self.ask()
        for user in (self.other_user, self.auditor_user, self.leader_user):
            if user != self.leader_user:  # a member of the deciding body
                with self.subTest(user.login), self.assertRaises(AccessError):
                    appeal.with_user(user).read(["grounds"])
        self.assertTrue(appeal.with_user(self.decider_user).grounds)
        with self.assertRaises(AccessError):
            self.answer(appeal, "reject", user=self.other_user)
        with self.assertRaises(AccessError):
            self.env["cadre.appeal"].with_user(self.other_user).create({"assessment_id": self.mine.id})
        with self.assertRaises(UserError):
            appeal.with_user(self.person_user).grounds = "改一改"
        with self.assertRaises(AccessError):
            appeal.with_user(self.person_user).write({"state": "upheld"})

    def test_archive_waits_for_the_answer(self):
        """Before the archive: what somebody has asked to look at again is answered first."""
        self.receive()
        self.ask()
        guarded(self.mine).write({"state": "published"})
        with self.assertRaisesRegex(UserError, "asked for a review"):
            self.cycle.with_user(self.officer_user).action_archive_results()

    def test_reminders_after_the_archive(self):
        """Who must answer is reminded although the cycle is archived; nothing else of it is."""
        self.receive()
        appeal = self.ask()
        appeal.sudo().activity_ids.unlink()
        with freeze_time("2024-01-21 02:00:00"):
            cycles = self.env["cadre.cycle"].search(self.env["cadre.cycle"]._domain_to_remind())
            self.assertIn(self.cycle, cycles)
            self.cycle._remind(date(2024, 1, 21))
        activities = appeal.sudo().activity_ids
        self.assertEqual(activities.user_id, self.clerk, "who wrote the decision down is not asked to answer")
        self.assertEqual(set(activities.mapped("date_deadline")), {date(2024, 1, 30)})
        self.assertFalse(self.cycle.document_ids.activity_ids)
