"""The record of a week, month, half-year, year: written, approved, returned, filed (S0-14 … S0-18, A0-9)."""

from datetime import date

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from tests.work.builder import WorkCase


class ReportCase(WorkCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2025-03-31 04:00:00"):
            cls.approve(cls.plan)

    @classmethod
    def write_report(cls, level, number=1, employee=None, text="完成", **values):
        """A draft of the person, by himself, with ``text`` for every item."""
        employee = employee or cls.person
        period = cls.period(cls.cycle, level, number)
        user = employee.user_id or cls.officer_user
        report = (
            cls.env["cadre.progress.report"]
            .with_user(user)
            .create({"period_id": period.id, "employee_id": employee.id, **values})
        )
        report.line_ids.write({"result": text})
        return report.with_env(cls.env)

    @classmethod
    def submit(cls, level, number=1, employee=None, **values):
        report = cls.write_report(level, number, employee, **values)
        report.with_user(report.user_id or cls.officer_user).action_submit()
        return report

    @classmethod
    def months(cls, numbers, employee=None):
        """Approved monthly records."""
        for number in numbers:
            cls.submit("month", number, employee).with_user(cls.leader_user).action_approve()


class TestReport(ReportCase):
    def test_begins_with_the_items_of_the_list(self):
        """Whoever begins a record finds the items of his list, his post and his leader in it."""
        report = self.write_report("month", 4)
        self.assertEqual(report.line_ids.mapped("name"), ["项目1", "项目2"])
        self.assertEqual(report.line_ids.item_id, self.plan.item_ids)
        self.assertEqual(
            (report.plan_id, report.leader_user_id, report.user_id), (self.plan, self.leader_user, self.person_user)
        )
        self.assertEqual((report.employee_name, report.post, report.duties), ("李明", "组织科一级科员", "党建工作"))

    def test_form(self):
        """The form shows them before anything is saved, and keeps what is written on them."""
        with freeze_time("2025-05-06"), Form(self.env["cadre.progress.report"].with_user(self.person_user)) as form:
            self.assertEqual(form.period_id, self.period(self.cycle, "month", 5))
            self.assertEqual(len(form.line_ids), 2)
            with form.line_ids.edit(0) as line:
                line.result = "召开推进会"
        report = form.record
        self.assertEqual((report.plan_id, report.line_ids[0].result), (self.plan, "召开推进会"))
        self.assertEqual(report.line_ids[0].item_id, self.plan.item_ids[0])

    def test_only_for_oneself(self):
        """Nobody writes another person's record, or names his own leader."""
        with self.assertRaises(UserError):
            self.env["cadre.progress.report"].with_user(self.other_user).create(
                {"period_id": self.period(self.cycle, "month", 4).id, "employee_id": self.person.id}
            )
        for values in (
            {"leader_id": self.person.id},
            {"employee_name": "他人"},
            {"state": "approved"},
            {"opinion": "好"},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self.write_report("month", 4, **values)

    def test_month_is_approved_by_the_leader(self):
        """S0-14, A0-9: the leader approves the month; the person cannot, nor another leader, nor the office."""
        report = self.submit("month", 4)
        for user in (self.person_user, self.other_leader_user, self.officer_user, self.other_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                report.with_user(user).action_approve()
        report.with_user(self.leader_user).action_approve("情况属实")
        self.assertEqual((report.state, report.opinion), ("approved", "情况属实"))
        report.with_user(self.officer_user).action_file()
        self.assertEqual(report.state, "filed")

    def test_bulk_approval(self):
        """The leader approves the month of all his people at once."""
        with freeze_time("2025-03-31 04:00:00"):
            self.approve(self.plan_of(self.other))
        reports = self.submit("month", 4) | self.submit("month", 4, self.other)
        reports.with_user(self.leader_user).action_approve()
        self.assertEqual(set(reports.mapped("state")), {"approved"})

    def test_return_and_withdraw(self):
        """Returned with a reason, corrected, handed in again; taken back before anybody approved."""
        report = self.submit("month", 4)
        mine = report.with_user(self.person_user)
        report.with_user(self.leader_user)._take_with_reason("return", "请补充不足")
        self.assertEqual((report.state, mine.return_reason), ("draft", "请补充不足"))
        self.assertEqual(report.activity_ids.user_id, self.person_user)
        mine.action_submit()
        self.assertFalse(report.return_reason)
        mine.action_withdraw()
        self.assertEqual(report.state, "draft")

    def test_week_is_free(self):
        """S0-15: the week is a diary that needs no approval and is owed by nobody; its author may delete it."""
        report = self.write_report("week", 20)
        report.with_user(self.person_user).action_submit()
        with self.assertRaises(AccessError):
            report.with_user(self.leader_user).action_approve()
        report.with_user(self.person_user).action_withdraw()
        report.with_user(self.person_user).unlink()
        month = self.write_report("month", 4)
        with self.refused("only the assessment office"):
            month.with_user(self.person_user).unlink()

    def test_long_items_warn(self):
        """S0-16: more than 200 characters an item is said, with the item and the figure, and is not refused."""
        report = self.write_report("month", 4)
        first, second = report.line_ids
        first.result = "好" * 200
        self.assertFalse(report.warning)
        second.shortcoming = "改 进\n" * 101
        self.assertIn("“项目2” (202)", report.warning)
        self.assertNotIn("项目1", report.warning)
        report.with_user(self.person_user).action_submit()
        self.assertEqual(report.state, "submitted")

    def test_empty_record(self):
        """A record that says nothing of any item is not handed in."""
        report = self.write_report("month", 4, text=" ")
        with self.refused("says of no item yet"):
            report.with_user(self.person_user).action_submit()

    def test_half_year_needs_the_self_report(self):
        """S0-18: each half-year table and self-evaluation report."""
        self.months((4, 5, 6))
        report = self.write_report("half")
        with self.refused("self-evaluation report is missing"):
            report.with_user(self.person_user).action_submit()
        report.with_user(self.person_user).self_report = "半年自评"
        report.with_user(self.person_user).action_submit()
        self.assertEqual(report.state, "submitted")

    def test_owed_months_block_the_half_year(self):
        """S0-14, S0-18: months are owed from the one after the list's approval on; the missing ones are named."""
        self.months((4,))
        self.submit("month", 5)  # handed in, not approved
        report = self.write_report("half", self_report="自评")
        with self.refused("2025 month 5, 2025 month 6"):
            report.with_user(self.person_user).action_submit()
        self.env["cadre.progress.report"].search([("level", "=", "month"), ("state", "=", "submitted")]).with_user(
            self.leader_user
        ).action_approve()
        self.months((6,))
        report.with_user(self.person_user).action_submit()
        self.assertEqual(report.state, "submitted")

    def test_months_are_owed_from_entry(self):
        """Who came in May owes from June on, however early his list was approved."""
        new = self.make_employee("新同志", "T0099", self.org_section, since="2025-05-06")
        with freeze_time("2025-05-20 04:00:00"):
            plan = self.env["cadre.work.plan"]._draw_up(self.cycle, self.rows(new))
            self.approve(plan)
        report = self.write_report("half", employee=new, self_report="自评")
        self.assertEqual(report._missing_below()[report].mapped("number"), [6])

    def test_list_first(self):
        """Without an approved list there is nothing to be rated on."""
        plan = self.fill(self.plan_of(self.other))
        report = self.write_report("half", employee=self.other, self_report="自评")
        self.assertEqual(report.plan_id, plan)
        with self.refused("list is not approved yet"):
            report.with_user(self.other_user).action_submit()

    def test_late(self):
        """Handed in after the due date: flagged, not refused."""
        report = self.write_report("month", 4)
        with freeze_time("2025-05-06 01:00:00"):
            report.with_user(self.person_user).action_submit()
        self.assertTrue(report.late)

    def test_not_before_it_begins(self):
        """December is not handed in in June."""
        report = self.write_report("month", 12)
        with freeze_time("2025-06-06"), self.refused("has not begun"):
            report.with_user(self.person_user).action_submit()

    def test_gather_from_the_months(self):
        """The half-year begins with what the approved months say, item by item."""
        for number in (4, 5):
            self.submit("month", number, text=f"第{number}月完成").with_user(self.leader_user).action_approve()
        report = self.write_report("half", text="")
        report.with_user(self.person_user).action_gather()
        self.assertEqual(report.line_ids[0].result, "2025 month 4: 第4月完成\n2025 month 5: 第5月完成")

    def test_foreign_item(self):
        """A line refers to the person's own list only."""
        other = self.fill(self.plan_of(self.other))
        report = self.write_report("month", 4)
        with self.refused("another person's list"):
            report.line_ids[0].sudo().item_id = other.item_ids[0]

    def test_section_route(self):
        """S1-10, S1-11: where the scheme says so, the section head speaks first, except for his own record."""
        self.scheme.period_ids.filtered(lambda rule: rule.level == "month").sudo().route = "section_leader"
        report = self.submit("month", 4)
        self.assertEqual(report.activity_ids.user_id, self.section_head_user)
        with self.assertRaises(AccessError):
            report.with_user(self.leader_user).action_approve()
        report.with_user(self.section_head_user).action_endorse("初评良好")
        self.assertEqual(report.activity_ids.user_id, self.leader_user)
        with self.assertRaises(AccessError):
            report.with_user(self.section_head_user).action_approve()
        report.with_user(self.leader_user).action_approve()
        self.assertEqual((report.state, report.endorsed_by_id), ("approved", self.section_head_user))
        with freeze_time("2025-03-31 04:00:00"):
            self.approve(self.plan_of(self.section_head))
        own = self.submit("month", 4, self.section_head)
        own.with_user(self.leader_user).action_approve()
        self.assertEqual(own.state, "approved")


class TestDrafts(ReportCase):
    def test_for_everybody(self):
        """The office begins a month for everybody with an approved list, once; nobody else does."""
        period = self.period(self.cycle, "month", 4)
        with self.assertRaises(AccessError):
            period.with_user(self.leader_user).action_make_drafts()
        self.approve(self.plan_of(self.other), 3)
        own = self.write_report("month", 4)
        period.with_user(self.officer_user).action_make_drafts()
        reports = self.env["cadre.progress.report"].search([("period_id", "=", period.id)])
        self.assertEqual(reports.employee_id, self.person | self.other)
        self.assertIn(own, reports)
        self.assertEqual(len((reports - own).line_ids), 3)
        self.assertEqual((reports - own).user_id, self.other_user)
        period.with_user(self.officer_user).action_make_drafts()
        self.assertEqual(self.env["cadre.progress.report"].search_count([("period_id", "=", period.id)]), 2)

    def test_rating_keeps_its_version(self):
        """S0-13: the half-year stays tied to the version it was written on, whatever comes later."""
        self.months((4, 5, 6))
        report = self.submit("half", self_report="自评")
        report.with_user(self.leader_user).action_rate(self.good.id)
        new = self.plan.copy({"version": 2, "employee_id": self.person.id, "cycle_id": self.cycle.id})
        self.env["cadre.work.item"].create({**self.item_values("新项目"), "plan_id": new.id})
        new.with_user(self.person_user).action_submit()
        new.with_user(self.leader_user).action_approve()
        self.assertEqual((self.plan.state, report.plan_id), ("superseded", self.plan))
        later = self.write_report("month", 8)
        self.assertEqual(later.plan_id, new)
        self.assertIn("新项目", later.line_ids.mapped("name"))

    def test_take_items_of_the_new_version(self):
        """A draft begun on the old version takes the new items over on request."""
        report = self.write_report("month", 6)
        new = self.plan.copy({"version": 2, "employee_id": self.person.id, "cycle_id": self.cycle.id})
        self.env["cadre.work.item"].create({**self.item_values("新项目"), "plan_id": new.id})
        new.with_user(self.person_user).action_submit()
        new.with_user(self.leader_user).action_approve()
        report.with_user(self.person_user).action_take_items()
        self.assertEqual((report.plan_id, len(report.line_ids)), (new, 3))
        self.assertEqual(report.line_ids[0].result, "完成")

    def test_closed_period(self):
        """Nothing is begun or handed in in a period that is locked."""
        report = self.write_report("month", 4)
        self.period(self.cycle, "month", 4).sudo().state = "locked"
        with self.assertRaises(AccessError):
            report.with_user(self.person_user).action_submit()
        self.period(self.cycle, "month", 5).sudo().state = "locked"
        with self.refused("is closed"):
            self.write_report("month", 5)
        self.assertEqual(report.date_from, date(2025, 4, 1))
