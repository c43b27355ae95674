"""A leader approves more lists with one click than one waits for: the order, how far it is, and what came of it."""

from unittest.mock import patch

from odoo.addons.cadre_assessment.models.batch import many, runner
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.addons.queue_job.job import Job
from odoo.tests import tagged

from tests.desk import desk
from tests.work.builder import WorkHttpCase

MOST, PART, COUNT = 3, 2, 5
ROW = ".o_list_view .o_data_row"


@tagged("post_install", "-at_install")
class TestOrderScreen(WorkHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(many, "AT_ONCE", MOST))
        cls.startClassPatcher(patch.object(many, "PART", PART))
        cls.startClassPatcher(patch.object(runner, "lives", return_value=True))
        cls.leader_user.lang = "zh_CN"
        cls.crowd = cls.make_people(COUNT, prefix="MANY")
        lists = cls.env["cadre.work.plan"]._draw_up(cls.cycle, cls.rows(cls.crowd))
        cls.lists = lists.browse(lists.ids)
        cls.env["cadre.work.item"].create([{**cls.item_values(), "plan_id": plan.id} for plan in cls.lists])
        guarded(cls.lists.sudo()).write({"user_id": cls.person_user.id})
        for few in (cls.lists[:MOST], cls.lists[MOST:]):
            few.with_user(cls.person_user).action_submit()

    def all_waiting(self, page):
        """From the first page: the card, its list, everything marked, the button above it."""
        page.login("cadre_leader")
        page.click(".o_cadre_card[data-code=led_plans]")
        page.find(f"{ROW}, .o_group_header", free=False)
        while not page.count(ROW):
            page.click(".o_group_header .o_group_name", number=page.count(".o_group_header") - 1)
            page.find(f"{ROW}, .o_group_header", free=False)
        page.find(f"{ROW} .o_data_cell")
        page.click("thead .o_list_record_selector input")
        page.click(".o_control_panel button[name=action_approve], .o_cp_action_menus button[name=action_approve]")

    def work_off(self):
        while jobs := self.env["queue.job"].search([("state", "=", "pending")], order="priority, id", limit=1):
            job = Job.load(self.env, jobs.uuid)
            job.perform()
            job.set_done()
            job.store()
            self.env.flush_all()

    def test_approved_together(self):
        with desk(self) as page:
            self.all_waiting(page)
            page.find(".o_field_widget[name=progress]", free=False)
            page.see("（5）", ".o_form_view h1")
            page.see("0", ".o_field_widget[name=done_count]")
            page.picture("order")
        with desk(self) as page:  # he has forgotten, and clicks again
            self.all_waiting(page)
            page.see("正在办理", ".modal")
            page.picture("order_again")
        self.env.invalidate_all()
        self.assertEqual(set(self.lists.mapped("state")), {"submitted"})
        self.work_off()
        self.assertEqual(set(self.lists.mapped("state")), {"approved"})
        with desk(self) as page:
            page.login("cadre_leader")
            page.find(".o_cadre_home", free=False)
            page.open(f"/odoo/action-cadre_assessment.cadre_batch_action/{self.env['cadre.batch'].search([]).id}")
            page.see("完成", ".o_arrow_button_current")
            page.see("100", ".o_field_widget[name=progress]")
            page.picture("order_done")
