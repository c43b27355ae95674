"""Who may confirm, and what must be there before: S1-35, S1-42, S1-48, S2A-24, law 4 (nobody decides for himself)."""

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, tagged

from ..common import YEAR
from .builder import LedgerBuilder


@tagged("post_install", "-at_install")
class TestSteps(LedgerBuilder, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_user = cls.officer_user.copy({"login": "cadre_second_officer", "name": "第二经办人"})
        cls.second = cls.make_employee("钱经办", "T0020", cls.office_section, user=cls.second_user)

    def assert_refused(self, words, call):
        with self.assertRaises(UserError) as caught:
            call()
        self.assertIn(words, str(caught.exception))

    def test_document_required(self):
        """S1-35: number, date and issuer of the official document."""
        event = self.make_event("praise5", self.person, document_number=False, issuer=False)
        self.assertIn("Document Number", event.problems_preview)
        self.assert_refused("Issued by", event.action_confirm)
        self.assertEqual(event.state, "draft")
        event.write({"document_number": "云办〔2025〕1号", "issuer": "县政府"})
        event.action_confirm()
        self.assertEqual((event.state, event.posting_ids.employee_id), ("confirmed", self.person))

    def test_fault_required(self):
        """S1-42: a criticism without own fault deducts nothing."""
        event = self.make_event("blame5", self.person, subjective=False)
        self.assert_refused("fault", event.action_confirm)

    def test_range(self):
        """S2B-31: discretionary points within their bounds; fixed points are those of the tariff."""
        event = self.make_event("range", self.person, points=4)
        self.assert_refused("between 2 and 3", event.action_confirm)
        event.points = 2.5
        event.action_confirm()
        self.assertEqual(self.points(self.person), -2.5)
        fixed = self.make_event("praise5", self.person, points=12)
        self.assert_refused("5 points", fixed.action_confirm)
        self.assertEqual(self.make_event("praise5", self.person, count=3).points_total, 15)

    def test_project(self):
        """S2A-24: one project is known under one key however it is typed."""
        event = self.make_event("project", self.person)
        self.assert_refused("project", event.action_confirm)
        other = self.make_event("project", self.person, project_key="智慧 审计")
        event.project_key = "智慧审计"
        (event | other).action_confirm()
        self.assertEqual(len(set((event | other).posting_ids.mapped("dedupe_key"))), 1)

    def test_outside_the_year(self):
        event = self.make_event("activity", self.person, date=date(YEAR - 1, 12, 31))
        self.assert_refused("not in the cycle", event.action_confirm)

    def test_no_leader_known(self):
        """S1-46: who led him must be known, or nothing is booked."""
        event = self.make_event("blame3", self.other)
        self.assert_refused("in charge of 王芳", event.action_confirm)

    def test_nobody_confirms_his_own_bonus(self):
        """Law 4: one's own bonus is confirmed by somebody else, one's own deduction cancelled by somebody else."""
        self.seat(self.second_user)
        bonus = self.make_event("praise5", self.officer)
        self.assertNotIn(" confirm ", bonus.with_user(self.officer_user).allowed_steps)
        with self.assertRaises(AccessError):
            bonus.action_confirm()
        bonus.action_submit()
        for call in (bonus.action_confirm, bonus.action_approve, bonus.validate_tier, bonus._say_yes):
            with self.assertRaises(UserError):
                call()
        self.assertEqual(bonus.state, "submitted")
        collective = self.make_event("praise5", sections=(self.office_section,))
        self.leader.version_id.led_department_ids = self.office_section
        with self.assertRaises(AccessError):
            collective.action_confirm()
        bonus.with_user(self.person_user).invalidate_recordset()
        third_user = self.seat(self.officer_user.copy({"login": "cadre_third_officer", "name": "第三经办人"}))
        (bonus | collective).with_user(third_user).action_confirm()
        deduction = self.make_event("range", self.officer, user=self.second_user, points=2)
        for call in (
            lambda: deduction.with_user(self.officer_user).write({"title": "无"}),
            lambda: deduction.with_user(self.officer_user).unlink(),
        ):
            with self.assertRaises(AccessError):
                call()
        deduction.with_user(self.second_user).action_confirm()
        self.assertNotIn(" cancel ", deduction.with_user(self.officer_user).allowed_steps)
        with self.assertRaises(AccessError):
            deduction.with_user(self.officer_user)._take_with_reason("cancel", "不服")
        deduction.with_user(self.second_user)._take_with_reason("cancel", "文件撤销")
        self.assertEqual(self.points(self.officer), 5 + 5)
        self.assertEqual(deduction.posting_ids.not_counted_reason, "cancelled")

    def test_all_or_nothing(self):
        """Many events at once: one that lacks something is named, and none is booked."""
        good = self.make_event("activity", self.person)
        bad = self.make_event("praise5", self.person, document_number=False, title="没有文号的事项")
        self.assert_refused("没有文号的事项", (good | bad).action_confirm)
        self.assertEqual(good.state, "draft")
        self.assertFalse(good.posting_ids)

    def test_handing_in(self):
        """Who must confirm has an activity; a return goes back with its reason."""
        self.office_body.write({"member_ids": [(0, 0, {"employee_id": self.second.id, "role": "member"})]})
        event = self.make_event("praise5", self.officer)
        event.action_submit()
        self.assertEqual(event.activity_ids.user_id, self.second_user)
        event.with_user(self.second_user)._take_with_reason("return", "文号不对")
        self.assertEqual((event.state, event.return_reason), ("draft", "文号不对"))
        self.assertEqual(event.activity_ids.user_id, self.officer_user)
        event.action_submit()
        event.with_user(self.second_user).action_confirm()
        self.assertFalse(event.activity_ids)

    def test_many_have_one_activity(self):
        events = self.make_event("activity", self.person)
        for n in range(30):
            events |= self.make_event("activity", self.person, title=f"活动{n}")
        events.action_submit()
        self.assertFalse(events.activity_ids)
        self.assertEqual(self.cycle.activity_ids.user_id, self.officer_user)
        events.action_confirm()
        self.assertFalse(self.cycle.activity_ids)

    def test_locked(self):
        """What is confirmed is not written, deleted or booked by hand."""
        event = self.make_event("praise5", self.person)
        event.action_confirm()
        officer = event.with_user(self.officer_user)
        for call in (
            lambda: officer.write({"title": "改"}),
            lambda: officer.write({"posting_ids": [(1, event.posting_ids.id, {"points": 50})]}),
            lambda: officer.write({"state": "draft"}),
            lambda: officer.unlink(),
            lambda: officer.posting_ids.write({"points": 50}),
            lambda: officer.posting_ids.unlink(),
            lambda: officer.create({**self.event_values("praise5", self.person), "state": "confirmed"}),
            lambda: officer.create({**self.event_values("praise5", self.person), "origin": "leave"}),
            lambda: self.env["cadre.ledger.posting"].with_user(self.officer_user).create({"event_id": event.id}),
        ):
            with self.assertRaises(UserError):
                call()

    def test_document_stays(self):
        """S1-35: the file points rest on is not exchanged, neither from the event nor on the attachment itself."""
        Attachment = self.env["ir.attachment"].with_user(self.officer_user)
        file = Attachment.create({"name": "通报.txt", "raw": b"praise"})
        shared = self.env["ir.attachment"].create({"name": "别处.txt", "raw": b"x", "public": True})
        event = self.make_event("praise5", self.person, attachment_ids=[(6, 0, (file | shared).ids)])
        self.assertEqual(set(event.attachment_ids.mapped("res_id")), {event.id})
        self.assertNotIn(shared, event.attachment_ids)
        event.action_confirm()
        for call in (
            lambda: file.write({"raw": b"forged"}),
            lambda: file.unlink(),
            lambda: event.write({"attachment_ids": [(3, file.id)]}),
            lambda: Attachment.create({"name": "y", "raw": b"y", "res_model": event._name, "res_id": event.id}),
        ):
            with self.assertRaises(UserError):
                call()
        self.assertEqual(file.raw, b"praise")

    def test_a_person_sees_his_own(self):
        """Everybody reads his own points with the document they rest on, nobody else's, and no event."""
        self.make_event("praise5", self.person).action_confirm()
        self.make_event("praise5", self.other).action_confirm()
        Posting = self.env["cadre.ledger.posting"].with_user(self.person_user)
        mine = Posting.search([])
        self.assertEqual((mine.employee_id.id, mine.title), (self.person.id, "事项 praise5"))
        self.assertEqual(self.env["cadre.ledger.balance"].with_user(self.person_user).search([]).bonus, 5)
        self.assertFalse(self.env["cadre.ledger.event"].with_user(self.person_user).search([]))
        with self.assertRaises(AccessError):
            self.make_event("praise5", self.person, user=self.person_user)

    def test_balance(self):
        """Totals and how much of the limit is used (S1-41)."""
        for _n in range(3):
            self.make_event("praise12", self.person, title=f"表扬{_n}").action_confirm()
        self.make_event("range", self.person, points=2).action_confirm()
        balance = self.env["cadre.ledger.balance"].search([("employee_id", "=", self.person.id)])
        self.assertEqual((balance.bonus, balance.deduction, balance.limit, balance.used), (36, -2, 30, 120))

    def test_totals_are_added_up_once(self):
        """Whether a row may be read is told by the row itself: nothing is added up for it again."""
        for person in (self.person, self.other):
            self.make_event("praise5", person).action_confirm()
        balances = self.env["cadre.ledger.balance"].with_user(self.officer_user)
        balances.search([]).has_access("read")  # the rules, and the cycle they ask about, are known by now
        self.env[balances._name].invalidate_model()
        with self.assertQueryCount(1):
            rows = balances.search_fetch([], ["bonus"])
            rows.check_access("read")
            self.assertEqual(rows.mapped("bonus"), [5, 5])
