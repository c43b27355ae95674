"""It is written down how a notice was received: by himself, on paper, or refused. (S2A-70, F-13)"""

import base64
from datetime import date

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.archive.erasing import erase
from odoo.exceptions import AccessError, UserError

from tests.assessment.test_appeal import AppealCase
from tests.reports.printed import FormMixin


class TestDelivery(AppealCase, FormMixin):
    """Given on Wednesday 2024-01-10; the office enters what came back on the 15th."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seen = [cls.make_employee(name, f"TW{n}", cls.other_unit) for n, name in enumerate(("见证甲", "见证乙"))]

    def setUp(self):
        super().setUp()
        with freeze_time("2024-01-10 02:00:00"):
            self.mine.with_user(self.officer_user).action_notify()

    def enter(self, user=None, assessment=None, **values):
        """The office's dialog, as it is confirmed."""
        assessment = assessment or self.mine
        with freeze_time("2024-01-15 02:00:00"):
            action = assessment.with_user(user or self.officer_user).action_receive()
            wizard = self.env["cadre.receipt.wizard"].with_user(user or self.officer_user)
            return (
                wizard.with_context(**action["context"])
                .create({"received_on": "2024-01-12", **values})
                .action_confirm()
            )

    def refuse(self, **values):
        given = {"way": "refused", "handed_by_id": self.officer.id, "witness_ids": [(6, 0, [p.id for p in self.seen])]}
        return self.enter(**{**given, **values})

    def printed(self, user=None):
        form = self.env["report.cadre_assessment_reports.result_notice"].with_user(user or self.officer_user)
        return str(form._get_report_values(self.mine.ids)["sheets"])

    def test_signed_on_paper(self):
        """By whom, on which day, with the scan and what he wrote on it; the notice prints both."""
        scan = base64.b64encode(b"%PDF-1.4 signed")
        opinion = "对得分无异议。" * 40
        self.enter(signer="李母（代收）", evidence=scan, evidence_name="签收单.pdf", opinion=opinion)
        delivery = self.mine.delivery_id
        self.assertEqual(
            (delivery.way, delivery.received_on, delivery.signer, delivery.opinion, delivery.entered_by_id),
            ("paper", date(2024, 1, 12), "李母（代收）", opinion, self.officer_user),
        )
        self.assertEqual(self.mine.received_on, date(2024, 1, 12))
        self.assertEqual(delivery.with_user(self.person_user).evidence, scan)
        paper = self.pdf("result_notice", self.mine, name="F-13-opinion")
        self.assertPrinted(paper, "李母", opinion, "2024年1月12日")

    def test_refused_before_two_witnesses(self):
        """It counts as received on that day; who handed it over and who saw it stand on the notice."""
        self.refuse()
        self.assertEqual((self.mine.delivery_id.way, self.mine.received_on), ("refused", date(2024, 1, 12)))
        self.assertEqual(self.mine.appeal_until, date(2024, 1, 22), "the days of a review run")
        for words in ("拒绝签收", "见证甲、见证乙", self.officer.name):
            self.assertIn(words, self.printed())
        shown = {"witness_ids": {"fields": {"display_name": {}}}, "handed_by_id": {"fields": {"display_name": {}}}}
        (row,) = self.mine.delivery_id.with_user(self.person_user).web_read(shown)
        self.assertEqual(sorted(one["display_name"] for one in row["witness_ids"]), ["见证乙", "见证甲"])
        self.assertPrinted(self.pdf("result_notice", self.mine, name="F-13-refused"), "拒绝签收", "送达人", "见证人")
        with freeze_time("2024-01-16 02:00:00"), self.assertRaises(AccessError):
            self.mine.with_user(self.person_user).action_opine()

    def test_who_is_no_witness(self):
        """Two of them, neither the person nor who handed it over; nothing is written down otherwise."""
        one, two = (person.id for person in self.seen)
        for people, by, words in (
            ([one], self.officer.id, "needs two witnesses"),
            ([], self.officer.id, "needs two witnesses"),
            ([one, self.officer.id], self.officer.id, f"{self.officer.name}.* is no witness"),
            ([one, self.a.id], self.officer.id, f"{self.a.name} received .* is no witness"),
            ([one, two], False, "Handed Over by"),
            ([one, two], self.a.id, "nobody hands his own notice over"),
        ):
            with self.subTest(words), self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
                self.refuse(witness_ids=[(6, 0, people)], handed_by_id=by)
        self.assertFalse(self.mine.received_on or self.mine.delivery_ids)

    def test_days(self):
        """Not before the notice, not tomorrow, not without a notice: each names the person and what to do."""
        for day in ("2024-01-09", "2024-01-16"):
            with self.subTest(day), self.assertRaisesRegex(UserError, f"{self.a.name}.*Correct {day}"):
                self.enter(received_on=day)
        early = self.assessment(self.b)
        for user in (self.officer_user, early.user_id):
            with self.subTest(user.login), self.assertRaisesRegex(UserError, f"{self.b.name}: no written notice"):
                early.with_user(user).action_receive()
        self.assertFalse(self.mine.delivery_ids | early.delivery_ids)

    def test_the_opinion_is_the_person_s(self):
        """He says it once, after the receipt; nobody says it for him, and it is printed."""
        with self.assertRaises(AccessError):
            self.mine.with_user(self.person_user).action_opine()
        with freeze_time("2024-01-11 02:00:00"):
            self.mine.with_user(self.person_user).action_receive()
            self.assertEqual(self.mine.delivery_id.way, "self")
            wizard = self.env["cadre.opinion.wizard"]
            for user in (self.officer_user, self.other_user, self.auditor_user, self.leader_user):
                with self.subTest(user.login), self.assertRaises(AccessError), self.env.cr.savepoint():
                    wizard.with_user(user).create({"assessment_id": self.mine.id, "opinion": "无"}).action_confirm()
            action = self.mine.with_user(self.person_user).action_opine()
            said = wizard.with_user(self.person_user).with_context(**action["context"])
            with self.assertRaisesRegex(UserError, "write the opinion down"), self.env.cr.savepoint():
                said.create({"opinion": "  "}).action_confirm()
            said.create({"opinion": "同意，今后加强学习。"}).action_confirm()
            with self.assertRaises(AccessError):
                self.mine.with_user(self.person_user)._opine("改口")
        self.assertEqual(self.mine.delivery_id.opinion, "同意，今后加强学习。")
        self.assertIn("同意", self.printed())
        self.assertNotIn("同意", self.printed(self.leader_user), "his leader does not read it")

    def test_nobody_writes_a_row(self):
        """Neither the office nor the person writes, changes or deletes one, nor puts a file on it."""
        self.enter()
        values = {
            "assessment_id": self.mine.id,
            "notified_on": "2024-01-10",
            "received_on": "2024-01-11",
            "way": "self",
        }
        file = {"name": "x", "raw": b"x", "res_model": "cadre.delivery", "res_id": self.mine.delivery_id.id}
        for user in (self.officer_user, self.person_user, self.manager_user):
            row = self.mine.delivery_id.with_user(user)
            for call in (
                lambda row=row: row.create(values),
                lambda row=row: row.write({"opinion": "代写"}),
                lambda row=row: row.unlink(),
                lambda row=row: row.env["ir.attachment"].create(file),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError), self.env.cr.savepoint():
                    call()
        for user in (self.other_user, self.leader_user, self.plain_user):
            found = self.env["cadre.delivery"].with_user(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                found.browse(self.mine.delivery_id.id).read(["opinion"])

    def test_nobody_enters_his_own(self):
        """A member of the office confirms his own receipt; on paper another one enters it, a refusal likewise."""
        own = self.assessment(self.officer)
        with freeze_time("2024-01-10 02:00:00"):
            own.with_user(self.clerk).action_notify()
        for way in ("paper", "refused"):
            with self.subTest(way), freeze_time("2024-01-15 02:00:00"), self.assertRaises(AccessError):
                own.with_user(self.officer_user)._receive(date(2024, 1, 15), way=way)
        self.assertFalse(own.received_on)

    def test_a_later_version_is_received_anew(self):
        """What was received before stays; the new result has none yet."""
        self.enter(opinion="不服。")
        before = self.mine.delivery_id
        self.mine.with_user(self.clerk)._take_with_reason("reopen", "迟到的材料")
        self.assertFalse(self.mine.delivery_id)
        self.assertEqual((before.opinion, self.mine.delivery_ids), ("不服。", before))

    def test_erased_with_its_person(self):
        """Opinion, signer, scan, grounds and answers are his: nothing of them is left when he is erased."""
        scan = base64.b64encode(b"%PDF-1.4 signed")
        self.enter(signer="李母（代收）", evidence=scan, evidence_name="李母.pdf", opinion="家里有事，请复核。")
        delivery, appeal = self.mine.delivery_id, self.ask("2024-01-20", grounds="家里有事")
        self.answer(appeal, "reject", reply="家里有事不是理由", day="2024-01-25")
        with freeze_time("2024-02-01 02:00:00"):
            further = self.env["cadre.further.appeal"].browse(
                self.mine.with_user(self.clerk).action_further()["res_id"]
            )
            values = {"authority": "市公务员主管部门", "grounds": "家里有事", "lodged_on": "2024-02-01"}
            further.with_user(self.clerk).write(values)
            further.with_user(self.clerk).action_lodge()
        self.assertEqual((delivery | self.mine.delivery_ids).employee_id, self.a)
        erase(self.a.sudo())
        self.assertFalse(delivery.opinion or delivery.signer or delivery.evidence or delivery.evidence_name)
        self.assertFalse(appeal.sudo().grounds or appeal.sudo().reply or further.sudo().grounds)
        self.env.cr.execute("SELECT count(*) FROM mail_message WHERE body LIKE '%家里有事%'")
        self.assertEqual(self.env.cr.fetchone(), (0,))
        self.env.cr.execute("SELECT count(*) FROM ir_attachment WHERE res_model = 'cadre.delivery'")
        self.assertEqual(self.env.cr.fetchone(), (0,))
