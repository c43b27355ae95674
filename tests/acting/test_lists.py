"""Lists and records of the first regulation that act: who does what, what is owed, in which words."""

from freezegun import freeze_time
from odoo.exceptions import UserError
from odoo.tests import Form

from tests.acting.registry import acts
from tests.common import CadreCase

ITEM = {"name": "机关党建", "target": "每季度督查一次", "due": "2025-12-20"}


class TestLists(CadreCase):
    """One person's year of the shipped scheme, opened within each test: what is taken away is away from the start."""

    def opened(self):
        with freeze_time("2025-02-10 04:00:00"):
            return self.open_cycle()

    def listed(self, cycle, **values):
        """The person's list, written and handed in by himself."""
        plan = cycle.plan_ids.filtered(lambda one: one.employee_id == self.person)
        self.assertEqual(len(plan), 1)
        mine = plan.with_user(self.person_user)
        mine.write({"item_ids": [(0, 0, {**ITEM, **values})]})
        mine.action_submit()
        return plan

    def record(self, cycle, level, number=1, **values):
        values = {"period_id": self.period(cycle, level, number).id, "employee_id": self.person.id, **values}
        report = self.env["cadre.progress.report"].with_user(self.person_user).create(values)
        report.line_ids.result = "完成"
        return report

    def approved(self):
        cycle = self.opened()
        with freeze_time("2025-04-28 04:00:00"):
            self.listed(cycle).with_user(self.leader_user).action_approve()
        return cycle

    @acts("S0-02", "self.leading_body.member_ids", organizer=False)
    @acts("S0-02", "self.office_body", kind="leading_body")
    def test_three_actors(self):
        """S0-02: the unit's leading body decides, its organizer organizes, its office does the work."""
        with Form(self.env["cadre.cycle"].with_user(self.manager_user)) as form:
            form.name, form.year, form.scheme_id, form.unit_id = "履职尽责考核", 2025, self.scheme, self.unit
        cycle = form.record
        self.assertEqual(
            (cycle.leading_body_id, cycle.office_body_id, cycle.organizer_id),
            (self.leading_body, self.office_body, self.leader),
        )
        cycle.with_user(self.officer_user).action_open()
        self.assertEqual(cycle.state, "open")

    @acts("S0-11", "scheme_s0", plan_kind="none")
    def test_everybody_draws_up_a_list(self):
        """S0-11: the person writes it; an item that does not say where it comes from keeps it from going on."""
        cycle = self.opened()
        with freeze_time("2025-05-06 04:00:00"):
            with self.assertRaisesRegex(UserError, "Source"), self.cr.savepoint():
                self.listed(cycle, source=False)
            plan = self.listed(cycle)
            plan.with_user(self.leader_user).action_approve()
        self.assertEqual((plan.state, plan.item_ids.mapped("name")), ("approved", ["机关党建"]))

    @acts("S0-13", "scheme_s0", plan_kind="none")
    def test_another_post_another_list(self):
        """S0-13: a record after the change of post waits for the new list, approved; the old one is kept."""
        cycle = self.approved()
        june = self.record(cycle, "month", 6)
        self.person.create_version({"date_version": "2025-06-20", "job_title": "组织科科长"})
        plan = cycle.plan_ids.filtered(lambda one: one.employee_id == self.person)
        with freeze_time("2025-07-02 04:00:00"):
            with self.assertRaisesRegex(UserError, "post changed on 2025-06-20"), self.cr.savepoint():
                june.action_submit()
            new = plan.with_user(self.person_user)._new_version("post", "任科长")
            new.action_submit()
            new.with_user(self.leader_user).action_approve()
            self.env.invalidate_all()
            june.action_submit()
        self.assertEqual(
            (june.state, plan.state, new.version, new.change_reason), ("submitted", "superseded", 2, "post")
        )

    @acts("S0-16", "scheme_s0_period_month", item_limit=0)
    def test_two_hundred_characters(self):
        """S0-16: a longer item is said, and is handed in all the same."""
        month = self.record(self.approved(), "month", 5)
        month.line_ids.result = "好" * 201
        self.assertIn("(201)", month.warning or "")
        with freeze_time("2025-06-03 04:00:00"):
            month.action_submit()
        self.assertEqual(month.state, "submitted")

    @acts("S0-18", "scheme_s0_period_half", self_report=False)
    def test_self_evaluation(self):
        """S0-18: the half-year is a table and a self-evaluation report."""
        cycle = self.approved()
        with freeze_time("2025-07-01 04:00:00"):
            for number in (5, 6):
                month = self.record(cycle, "month", number)
                month.action_submit()
                month.with_user(self.leader_user).action_approve()
            half = self.record(cycle, "half")
            with self.assertRaisesRegex(UserError, "self-evaluation report"), self.cr.savepoint():
                half.action_submit()
            half.self_report = "上半年各项工作按节点推进。"
            half.action_submit()
        self.assertEqual(half.state, "submitted")

    @acts("S0-29", "scheme_s0", dimension_ids=[(5, 0, 0)])
    def test_findings_under_every_heading(self):
        """S0-29: the office writes for and against each person under 德能勤绩廉."""
        cycle = self.opened()
        cycle.with_user(self.officer_user).action_refresh()
        findings = cycle.assessment_ids.filtered(lambda one: one.employee_id == self.person).finding_ids
        self.assertEqual("".join(findings.mapped("dimension_id.name")), "德能勤绩廉")
        findings[0].with_user(self.officer_user).write({"positive": "政治坚定", "negative": "学习不够系统"})
        self.assertEqual((findings[0].positive, findings[0].negative), ("政治坚定", "学习不够系统"))
