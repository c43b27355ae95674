"""A unit reports on every item of its letter; to whom it is sent and with whom it is filed. (S2A-10, S2A-11)"""

from datetime import date

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError

from tests.work.letters import LetterCase


class TestUnitReport(LetterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        rule = cls.scheme.document_ids.filtered("with_items")
        cls.cycle._make_periods()
        cls.paper = cls.env["cadre.document"].create(
            {
                "cycle_id": cls.cycle.id,
                "rule_id": rule.id,
                "period_id": cls.period(cls.cycle, "half").id,
                "subject_unit_id": cls.unit.id,
                "head_id": cls.section_head.id,
                "employee_name": cls.unit.name,
                "name": rule.name,
                "due": date(2025, 7, 15),
                "recipient_ids": [
                    (0, 0, {"name": one.name, "sequence": one.sequence, "purpose": one.purpose})
                    for one in rule.recipient_ids
                ],
            }
        )

    def write_all(self):
        self.paper.line_ids.with_user(self.section_head_user).write({"done": "时间过半，任务过半。", "problem": "无"})

    def test_items_come_with_the_filed_letter(self):
        """The draft of the report follows the letter; what is written stays when the letter is determined anew."""
        self.done()
        self.assertEqual(self.paper.line_ids.mapped("name"), self.letter.item_ids.mapped("name"))
        self.paper.line_ids[0].with_user(self.section_head_user).done = "已开工12个项目。"
        new = self.letter.with_user(self.section_head_user)._new_version("special", "调整")
        new.item_ids[1].name = "民生十件实事"
        self.approve(new)
        self.sign(new)
        self.file(new)
        self.assertEqual(self.paper.line_ids[0].done, "已开工12个项目。")
        self.assertEqual(self.paper.line_ids.item_id, new.item_ids)
        self.assertIn("民生十件实事", self.paper.line_ids.mapped("name"))

    def test_a_word_on_every_item(self):
        """Not handed in before every item says how far it is."""
        paper = self.paper.with_user(self.section_head_user)
        with self.assertRaisesRegex(UserError, "items of the letter"):
            paper.action_submit()
        self.done()
        with self.assertRaisesRegex(UserError, "重点项目建设"):
            paper.action_submit()
        self.write_all()
        paper.action_submit()
        self.assertEqual(self.paper.state, "submitted")
        with self.assertRaises(UserError):
            paper.line_ids[0].done = "改"

    def test_five_reports_and_two_copies(self):
        """S2A-10, S2A-11: five bodies get the report, two a copy for filing; days of sending and of receipt."""
        self.done()
        self.write_all()
        self.assertEqual(
            [(one.name, one.purpose) for one in self.paper.recipient_ids],
            [
                ("市委", "report"),
                ("市人大常委会", "report"),
                ("市政府", "report"),
                ("市政协", "report"),
                ("市纪委", "report"),
                ("分口考核组", "filing"),
                ("市考核办公室", "filing"),
            ],
        )
        with self.assertRaises(UserError):
            self.paper.with_user(self.section_head_user).action_send()
        self.paper.with_user(self.section_head_user).action_submit()
        with self.assertRaises(UserError):
            self.paper.recipient_ids.with_user(self.officer_user).action_filed()
        with freeze_time("2025-07-10 02:00:00"):
            self.paper.with_user(self.section_head_user).action_send()
        self.assertEqual(set(self.paper.recipient_ids.mapped("sent_on")), {date(2025, 7, 10)})
        with freeze_time("2025-07-12 02:00:00"):
            self.paper.recipient_ids[:1].with_user(self.officer_user).action_filed()
        self.assertEqual(self.paper.recipient_ids[0].filed_on, date(2025, 7, 12))
        self.assertEqual(self.paper.recipient_ids[1].filed_on, False)

    def test_who_writes_and_who_reads(self):
        """The head of the unit writes; others neither read nor note a receipt; nobody writes dates by hand."""
        self.done()
        for user in (self.person_user, self.leader_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.paper.with_user(user).read(["name"])
        with self.assertRaises(AccessError):
            self.paper.line_ids[0].with_user(self.officer_user).done = "代写"
        with self.assertRaises(AccessError):
            self.paper.recipient_ids.with_user(self.section_head_user).action_filed()
        for user in (self.section_head_user, self.officer_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.paper.recipient_ids[0].with_user(user).write({"sent_on": "2025-01-01"})
        with self.assertRaises(AccessError):
            self.paper.line_ids[0].with_user(self.section_head_user).write({"name": "改名", "done": "写"})
        self.assertNotEqual(self.paper.line_ids[0].name, "改名", "what the letter says is not rewritten here")
