"""A leader approves the months of all his people in one go on a phone, and only what is his."""

from odoo import Command
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from tests.ballot.phone import phone

from .test_pages import MEASURE, SIZE
from .year import PhoneCase

LINE = ".modal tr.o_data_row"


@tagged("post_install", "-at_install")
class TestTogether(PhoneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        months = cls.running.period_ids.filtered(lambda one: one.level == "month").sorted("date_from")[:2]
        Report = guarded(cls.env["cadre.progress.report"].sudo())
        cls.months = Report.create(
            [
                {
                    "cycle_id": cls.running.id,
                    "period_id": month.id,
                    "employee_id": one.id,
                    "employee_name": one.name,
                    "leader_id": cls.leader.id,
                    "state": "submitted",
                    "line_ids": [Command.create({"name": "党员发展", "result": "完成"})],
                }
                for one in cls.person | cls.section_head
                for month in months
            ]
        )

    def test_months_of_all_at_once(self):
        """From the first page: each record by its name, one left out, the number said, the rest approved (S0-14)."""
        with phone(self, size=SIZE) as page:
            page.login(self.leader_user.login)
            page.open("/odoo/action-cadre_assessment.cadre_home_action")
            page.wait("document.querySelector('[data-code=led_reports]')", 90)
            page.tap(".o_cadre_card_together")
            page.wait(f"document.querySelectorAll('{LINE}').length === {len(self.months)}", 40)
            page.picture("phone_together")
            self.assertEqual(page.run(MEASURE), {"small": [], "wide": []})
            said = page.run("document.querySelector('.modal').innerText")
            for report in self.months:
                self.assertIn(report.employee_name, said)
                self.assertIn(report.period_id.name, said)
            left = page.run(f"document.querySelector('{LINE}').innerText")
            page.tap(f"{LINE} td[name=chosen] input")
            page.wait("document.querySelector('.modal [name=count]').innerText.trim() === '3'")
            page.tap(".modal footer button[name=action_approve]")
            page.wait("!document.querySelector('.modal')", 40)
            page.wait("document.querySelector('[data-code=led_reports] .o_cadre_card_value').innerText === '1'")
        self.env.invalidate_all()
        waiting = self.months.filtered(lambda one: one.state == "submitted")
        self.assertEqual(len(waiting), 1)
        self.assertIn(waiting.employee_name, left)
        self.assertEqual((self.months - waiting).mapped("state"), ["approved"] * 3)

    def test_cards_are_chosen(self):
        """In the list each card has a box: what is ticked is approved by the button for several (S0-14)."""
        chosen = "tr.o_data_row td.o_list_record_selector input"
        with phone(self, size=SIZE) as page:
            page.login(self.leader_user.login)
            page.open("/odoo/action-cadre_assessment.cadre_progress_report_review_action")
            page.wait(f"document.querySelectorAll('{chosen}').length === {len(self.months)}", 90)
            page.tap(chosen)
            page.tap(chosen, 2)
            page.wait("document.querySelector('.o_selection_container')")
            page.picture("phone_chosen")
            self.assertEqual(page.run(MEASURE), {"small": [], "wide": []})
            page.tap(".o_cp_action_menus button")
            page.wait("document.querySelector('.o-dropdown--menu button[name=action_approve]')")
            page.tap(".o-dropdown--menu button[name=action_approve]")
            page.wait("document.querySelectorAll('tr.o_data_row').length === 2", 40)
        self.env.invalidate_all()
        self.assertEqual(sorted(self.months.mapped("state")), ["approved"] * 2 + ["submitted"] * 2)

    def test_only_what_is_his(self):
        """A line for somebody else's record is refused at once, and tells nobody whose record it is."""
        Approve = self.env["cadre.progress.approve"]
        foreign = Approve.with_user(self.other_leader_user)
        nothing = foreign.create({})
        self.assertFalse(nothing.line_ids)  # nothing waits for him
        with self.assertRaises(UserError):
            nothing.action_approve()
        line = Command.create({"report_id": self.months[0].id})
        for add in (lambda: foreign.create({"line_ids": [line]}), lambda: nothing.write({"line_ids": [line]})):
            with self.assertRaises(AccessError) as refused:
                add()
            self.assertNotIn(self.months[0].sudo().employee_id.name, str(refused.exception))
        self.assertEqual(set(self.months.mapped("state")), {"submitted"})
        with self.assertRaises(AccessError):
            Approve.with_user(self.person_user).create({})
        mine = Approve.with_user(self.leader_user).create({})
        self.assertEqual(mine.line_ids.report_id.sudo(), self.months)
        self.months[0].with_user(self.leader_user).action_approve()
        with self.assertRaises(UserError):  # done meanwhile: nothing of the rest is done behind his back
            mine.action_approve()
        self.assertEqual(set(self.months[1:].mapped("state")), {"submitted"})
