"""A paper is written by its person alone, complete when handed in, and closed afterwards. (S0-22, S0-23, S0-25)"""

from datetime import date

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError

from tests.acting.registry import acts

from ..common import CadreCase


class TestDocument(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nobody = cls.make_people(1)
        cls.cycle = cls.open_cycle()
        cls.paper = cls.cycle.document_ids.filtered(lambda paper: paper.employee_id == cls.person)
        cls.mine = cls.paper.with_user(cls.person_user)

    def fill(self, paper):
        for section in paper.section_ids:
            section.text = f"本人{section.name}……"

    def test_empty_sections_are_named(self):
        """S0-23: five sections, none may be empty; blanks are nothing."""
        self.fill(self.mine)
        self.mine.section_ids[2].text = "  \n"
        self.mine.section_ids[4].text = False
        with self.assertRaisesRegex(UserError, "廉政情况, 意识形态工作"):
            self.mine.action_submit()
        self.fill(self.mine)
        self.mine.action_submit()
        self.assertEqual(self.paper.state, "submitted")
        self.assertTrue(self.paper.submitted_on)

    @acts("S0-25", "step cadre.document.file")
    def test_handed_in_it_is_closed(self):
        """Nothing of it can be changed, neither the paper nor a section, until the office returns it."""
        self.fill(self.mine)
        self.mine.action_submit()
        for user in (self.person_user, self.officer_user):
            paper = self.paper.with_user(user)
            with self.subTest(user.login), self.assertRaises(UserError), self.cr.savepoint():
                paper.section_ids[0].text = "别的"
            with self.subTest(user.login), self.assertRaises(UserError), self.cr.savepoint():
                paper.write({"section_ids": [(1, paper.section_ids[0].id, {"text": "别的"})]})
        office = self.paper.with_user(self.officer_user)
        dialog = office.action_return()
        wizard = self.env[dialog["res_model"]].with_user(self.officer_user).with_context(**dialog["context"])
        wizard.create({"reason": "廉政情况请写具体"}).action_confirm()
        self.assertEqual((self.paper.state, self.paper.return_reason), ("draft", "廉政情况请写具体"))
        self.mine.section_ids[2].text = "具体"
        self.mine.action_submit()
        self.assertFalse(self.paper.return_reason)
        office.action_file()
        self.assertEqual(self.paper.state, "filed")
        with self.assertRaises(UserError):
            office.action_return() and office._take_with_reason("return", "x")

    def test_who_may_do_what(self):
        """Only the person hands in, only the office files and returns."""
        self.fill(self.mine)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.paper.with_user(self.officer_user).action_submit()
        self.mine.action_submit()
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.mine.action_file()
        reason = self.env["cadre.step.reason"].with_user(self.person_user)
        forged = {"res_model": "cadre.document", "res_ids": self.paper.ids, "step": "return", "reason": "x"}
        with self.assertRaises(AccessError), self.cr.savepoint():
            reason.create(forged).action_confirm()
        for user in (self.other_user, self.leader_user):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                self.paper.with_user(user).read(["state"])
            self.assertFalse(
                self.env["cadre.document.section"].with_user(user).search([("document_id", "=", self.paper.id)])
            )

    def test_the_office_writes_for_nobody_else(self):
        """A person with an account writes his own report; for one without, the office does."""
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.paper.with_user(self.officer_user).section_ids[0].text = "代写"
        paper = self.cycle.document_ids.filtered(lambda paper: paper.employee_id == self.nobody)
        office = paper.with_user(self.officer_user)
        self.fill(office)
        office.action_submit()
        self.assertEqual(paper.state, "submitted")

    def test_fields_that_are_not_written(self):
        """By no client: whose paper, which cycle, its state, its sections' names; the due day by the office alone."""
        for vals in (
            {"state": "filed"}, {"employee_id": self.other.id}, {"submitted_on": "2025-01-01 00:00:00"},
            {"due": "2030-01-01"}, {"name": "x"}, {"filed_on": "2025-01-01 00:00:00"},
        ):  # fmt: skip
            with self.subTest(vals), self.assertRaises(AccessError), self.cr.savepoint():
                self.mine.write(vals)
        section = self.mine.section_ids[0]
        with self.assertRaises(AccessError), self.cr.savepoint():
            section.write({"name": "改名", "required": False, "text": "x"})
        self.assertEqual((section.name, section.required), ("年度工作项目完成情况", True))
        with self.assertRaises(AccessError), self.cr.savepoint():
            section.unlink()
        with self.assertRaises(AccessError), self.cr.savepoint():
            section.create({"document_id": self.paper.id, "name": "加一节"})
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.mine.copy()
        self.paper.with_user(self.officer_user).due = date(2026, 2, 1)

    def test_auditors_read_what_is_filed(self):
        self.fill(self.mine)
        papers = self.env["cadre.document"].with_user(self.auditor_user)
        self.mine.action_submit()
        self.assertFalse(papers.search([]))
        self.paper.with_user(self.officer_user).action_file()
        self.assertEqual(papers.search([]), self.paper)
        with self.assertRaises(AccessError):
            papers.search([]).write({"name": "x"})

    def test_who_is_gone_owes_none(self):
        """Taking in who left drops the papers they never began; a begun one stays, and so do everybody else's."""
        papers = {one.employee_id: one for one in self.cycle.document_ids}
        papers[self.other].section_ids[0].text = "已写一半"
        for employee in (self.person, self.other):
            employee.departure_date = "2025-06-30"
        self.cycle.with_user(self.officer_user).action_refresh()
        self.assertEqual(papers[self.person].exists(), self.env["cadre.document"])
        self.assertEqual(
            papers[self.other].exists() | papers[self.officer].exists(), papers[self.other] | papers[self.officer]
        )

    def test_late(self):
        with freeze_time("2026-01-15 03:00:00"):
            self.assertFalse(self.paper.late)
        with freeze_time("2026-01-16 03:00:00"):
            self.paper.invalidate_recordset()
            self.assertTrue(self.paper.late)
            self.assertIn(self.paper, self.paper.search([("late", "=", True)]))
            self.assertNotIn(self.paper, self.paper.search([("late", "=", False)]))
