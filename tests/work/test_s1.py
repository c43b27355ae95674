"""Week, month, quarter of the second regulation (S1-08 … S1-30, S1-48), by its shipped scheme alone."""

from datetime import date

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests.common import new_test_user

from tests.acting.registry import acts
from tests.common import YEAR, CadreCase, CadreHttpCase

from .s1_builder import LOG, S1Builder


@freeze_time(f"{YEAR}-12-31 09:00:00")
class TestS1Week(S1Builder, CadreCase):
    def test_no_lists(self):
        """No work-item lists in this scheme: opening draws none up, and a record is about the post."""
        self.assertFalse(self.cycle.plan_ids)
        week = self.week()
        self.assertEqual(
            (week.post, week.department_id, week.leader_id), ("组织科一级科员", self.org_section, self.leader)
        )

    @acts("S1-10", "scheme_s1_period_week", route="leader")
    def test_route_of_staff(self):
        """S1-10: of ordinary staff the section head first, with his grade, then the leader in charge signs."""
        good, top = self.week_grades["fairly_good"].id, self.week_grades["good"].id
        week = self.week(self_grade_id=top)
        week.with_user(self.person_user).action_submit()
        self.assertEqual(week.route, "section_leader")
        with self.assertRaises(AccessError):
            week.with_user(self.leader_user).action_rate(good)
        week.with_user(self.section_head_user).action_endorse("按时完成", good)
        self.assertEqual(week.endorsed_grade_id.id, good)
        week.with_user(self.leader_user).action_rate(top)
        self.assertEqual((week.state, week.grade_id.id), ("approved", top))

    @acts("S1-11", "scheme_s1_period_week_heads")
    def test_route_of_heads(self):
        """S1-11: of a section head the leader in charge alone."""
        week = self.week(employee=self.section_head)
        week.with_user(self.section_head_user).action_submit()
        self.assertEqual(week.route, "leader")
        week.with_user(self.leader_user).action_rate(self.week_grades["good"].id)
        self.assertEqual(week.state, "approved")

    @acts("S1-03", "self.leading_body.member_ids", role="member")
    def test_route_of_leaders(self):
        """A1-5: the head of the leading group rates the leaders in charge."""
        sheet = self.sheet(employee=self.leader)
        self.assertEqual((sheet.route, sheet.leader_id), ("leader", self.decider))

    @acts("S1-13", "scheme_s1_period_week", attachment_name=False)
    def test_log(self):
        """S1-13: without the log of the week nothing is handed in, and nobody signs."""
        week = self.week(log_file=False)
        with self.assertRaisesRegex(UserError, "工作日志"):
            week.with_user(self.person_user).action_submit()
        week = self.week(11, self.section_head)
        week.with_user(self.section_head_user).action_submit()
        week.sudo().with_context(tracking_disable=True).log_file = False
        with self.assertRaisesRegex(UserError, "工作日志"):
            week.with_user(self.leader_user).action_rate(self.week_grades["good"].id)

    def test_log_stays(self):
        """The log that was signed cannot be changed or thrown away, not even as an attachment."""
        week = self.week()
        week.with_user(self.person_user).action_submit()
        with self.assertRaises(UserError):
            week.with_user(self.person_user).write({"log_file": LOG})
        files = self.env["ir.attachment"].sudo()
        file = files.search([("res_model", "=", week._name), ("res_id", "=", week.id), ("res_field", "=", "log_file")])
        mine = file.with_user(self.person_user)
        with self.assertRaises(UserError):
            mine.write({"raw": b"x"})
        with self.assertRaises(UserError):
            mine.unlink()
        with self.assertRaises(UserError):
            mine.create({"name": "x", "raw": b"x", "res_model": week._name, "res_id": week.id, "res_field": "log_file"})

    def test_own_records_only(self):
        """Without lists too everybody begins his own records, and nobody but the office a sheet of marks."""
        with self.assertRaises(AccessError):
            self.Report.with_user(self.person_user).create(
                {"period_id": self.period("week", 10).id, "employee_id": self.other.id}
            )
        month = {"period_id": self.period("month", 3).id}
        for user in (self.person_user, self.officer_user):  # the office neither for its own member
            with self.assertRaises(AccessError):
                self.Report.with_user(user).create(month)
        self.Report.with_user(self.officer_user).create({**month, "employee_id": self.other.id})


@freeze_time(f"{YEAR}-12-31 09:00:00")
class TestS1Month(S1Builder, CadreCase):
    def test_nobody_takes_his_sheet_away(self):
        """S1-15: the sheet of marks was written by nobody; the person cannot hold up his raters by taking it back."""
        report = self.sheet()
        self.assertNotIn("withdraw", report.with_user(self.person_user).allowed_steps.split())
        with self.assertRaises(AccessError):
            report.with_user(self.person_user).action_withdraw()

    def test_sheet_waits_for_its_raters(self):
        """Nobody writes a sheet of marks: begun by the office, it waits for its raters at once, complete."""
        sheet = self.sheet()
        self.assertEqual(sheet.state, "submitted")
        self.assertEqual(sheet.mark_ids.indicator_id, self.period("month", 3).rule_id.indicator_ids)
        self.assertFalse(sheet.has_mark)

    @acts("S1-29", "scheme_s1_indicator_conduct", rater="office")
    @acts("S1-30", "scheme_s1_indicator_attendance", "scheme_s1_indicator_public", rater="leader")
    def test_who_marks(self):
        """S1-29, S1-30: the leader his indicators, the office its own, nobody else, and none for himself."""
        sheet = self.sheet()
        of_office = sheet.mark_ids.filtered(lambda mark: mark.rater == "office")[:1]
        of_leader = sheet.mark_ids.filtered(lambda mark: mark.rater == "leader")[:1]
        of_leader.with_user(self.leader_user).write({"value": 18})
        of_office.with_user(self.officer_user).write({"value": 14})
        for mark, user in (
            (of_office, self.leader_user),
            (of_leader, self.officer_user),
            (of_leader, self.other_leader_user),
            (of_leader, self.person_user),
            (of_leader, self.section_head_user),
            (of_leader, self.auditor_user),
        ):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                mark.with_user(user).write({"value": 1})
        own = self.sheet(employee=self.officer).mark_ids.filtered(lambda mark: mark.rater == "office")[:1]
        with self.assertRaises(AccessError):
            own.with_user(self.officer_user).write({"value": 15})
        with self.assertRaises(ValidationError):
            of_leader.with_user(self.leader_user).write({"value": of_leader.maximum + 0.01})
        with self.assertRaises(AccessError):
            of_leader.with_user(self.leader_user).write({"indicator_id": of_office.indicator_id.id})

    def test_mark(self):
        """The mark is the sum of the indicators less the deductions, two decimals, once all are there (G1, G12)."""
        sheet = self.sheet()
        marks = sheet.mark_ids.sorted(lambda mark: mark.indicator_id.sequence)
        for mark, value in zip(marks, (19.335, 18, 28, 15), strict=False):
            mark.with_user(self.officer_user if mark.rater == "office" else self.leader_user).write({"value": value})
        self.assertFalse(sheet.has_mark)
        marks[4].with_user(self.officer_user).write({"value": 0})
        self.assertEqual((sheet.has_mark, sheet.mark), (True, 80.34))
        deduct = self.env["cadre.progress.deduction"].with_user(self.leader_user)
        deduction = deduct.create({"report_id": sheet.id, "points": 2, "reason": "材料迟报"})
        self.assertEqual(sheet.mark, 78.34)
        marks[4].with_user(self.officer_user).write({"entered": False})
        self.assertFalse(sheet.has_mark)
        marks[4].with_user(self.officer_user).write({"value": 15})
        deduction.unlink()
        self.assertEqual(sheet.mark, 95.34)

    @acts("S1-48", "scheme_s1_period_month", deductions=False)
    def test_deduction(self):
        """S1-48: the leader takes points off with a reason; nobody else, and not once the sheet is signed."""
        sheet = self.mark(self.sheet(), 90)
        values = {"report_id": sheet.id, "points": 1, "reason": "迟到"}
        Deduction = self.env["cadre.progress.deduction"]
        for user in (self.officer_user, self.person_user, self.other_leader_user, self.decider_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                Deduction.with_user(user).create(values)
        with self.assertRaises(ValidationError):
            Deduction.with_user(self.leader_user).create({**values, "reason": " "})
        deduction = Deduction.with_user(self.leader_user).create({**values, "user_id": self.person_user.id})
        self.assertEqual((deduction.user_id, sheet.mark), (self.leader_user, 89))
        sheet.with_user(self.leader_user).action_sign()
        for attack in (
            lambda: Deduction.with_user(self.leader_user).create(values),
            lambda: deduction.write({"points": 50}),
            lambda: deduction.unlink(),
            lambda: sheet.mark_ids[:1].with_user(self.leader_user).write({"value": 1}),
        ):
            with self.assertRaises(UserError):
                attack()
        self.assertEqual(sheet.mark, 89)

    @acts("S1-28", "scheme_s1_period_month", marked=False)
    def test_band_proposes(self):
        """S1-16, A1-8: the band proposes; the leader may differ, with a reason, and the mark stays."""
        sheet = self.sheet()
        with self.assertRaisesRegex(UserError, "Marks are missing"):
            sheet.with_user(self.leader_user).action_rate(self.grades["excellent"].id)
        self.mark(sheet, 94.99)
        as_leader = sheet.with_user(self.leader_user)
        self.assertEqual(as_leader.proposed_grade_id, self.grades["competent"])
        with self.assertRaisesRegex(UserError, "needs a reason"):
            as_leader.write({"shown_grade_id": self.grades["excellent"].id})
        as_leader.write({"shown_grade_id": self.grades["excellent"].id, "shown_grade_reason": "抢险表现突出"})
        self.assertEqual(
            (sheet.grade_id, sheet.band_grade_id, sheet.mark, sheet.grade_reason),
            (self.grades["excellent"], self.grades["competent"], 94.99, "抢险表现突出"),
        )
        self.assertFalse(sheet.with_user(self.person_user).shown_grade_reason)
        as_leader.action_unrate()
        self.assertEqual((sheet.state, sheet.mark, sheet.has_mark), ("submitted", 94.99, True))

    @acts("S1-16", "scheme_s1_period_month", requires_level=False)
    def test_weeks_beside(self):
        """S1-16: while he rates the month the leader sees its weeks, also the ones nobody handed in."""
        week = self.week(10, self.section_head)
        week.with_user(self.section_head_user).action_submit()
        week.with_user(self.leader_user).action_rate(self.week_grades["good"].id)
        sheet = self.sheet(employee=self.section_head)
        text = sheet.with_user(self.leader_user).below_text
        self.assertIn(f"{week.period_id.name} {self.week_grades['good'].name}", text)
        self.assertIn("missing", text)
        self.assertFalse(sheet.with_user(self.section_head_user).below_text)

    @acts("S1-17", "scheme_s1_period_month", talk=False)
    def test_talk(self):
        """S1-17: who is given the lowest level is talked to by the head of the leading group or a deputy."""
        low, high = self.sheet(), self.sheet(employee=self.other)
        self.signed(low, 65)
        self.signed(high, 96)
        (low | high).with_user(self.officer_user).action_file()
        talks = self.env["cadre.consequence"].search([("report_id", "in", (low | high).ids)])
        self.assertEqual((talks.employee_id, talks.action, talks.state), (self.person, "talk", "approved"))
        self.assertEqual(talks.activity_ids.user_id, self.decider_user)
        low.with_user(self.officer_user).action_reopen()
        low.with_user(self.officer_user).action_file()
        self.assertEqual(self.env["cadre.consequence"].search_count([("report_id", "=", low.id)]), 1)

    def test_notice(self):
        """S1-18: the grades of a month are published with a notice; until then nobody knows his own."""
        period = self.period("month", 3)
        sheets = self.Report.browse()
        self.sheet()
        for sheet in self.Report.search([("period_id", "=", period.id)]):
            sheets |= self.signed(sheet, 96 if sheet.employee_id == self.person else 88)
        mine = self.sheet().with_user(self.person_user)
        self.assertFalse(mine.shown_mark or mine.shown_grade_id)
        marks = self.env["cadre.progress.mark"].with_user(self.person_user)
        self.assertFalse(marks.search([("report_id", "=", mine.id)]))
        with self.assertRaises(AccessError):
            mine.read(["mark"])
        sheets.with_user(self.officer_user).action_file()
        action = period.with_user(self.officer_user).action_publish()
        notice = self.env["cadre.notice"].browse(action["res_id"])
        notice.with_user(self.officer_user).action_post()
        first = notice.line_ids[0]
        self.assertEqual((first.name, first.total, first.unit_name), ("李明", 96, "组织科"))
        self.env.invalidate_all()
        self.assertEqual((mine.shown_mark, mine.shown_grade_id), ("96.00", self.grades["excellent"]))
        self.assertEqual(sum(marks.search([("report_id", "=", mine.id)]).mapped("value")), 96)

    def test_partial_year(self):
        """S1-E5, A1-3: on post from 1 September; 92, 94, 93, 95 are 93.50, and only these months are owed."""
        newcomer = self.make_employee(
            "新来", "T0099", self.org_section, user=new_test_user(self.env, "newcomer"), since=f"{YEAR}-09-01"
        )
        months = self.cycle.period_ids.filtered(lambda period: period.level == "month")
        owed = self.cycle._missing(months).get(newcomer.id)
        self.assertEqual(owed.mapped("number"), [9, 10, 11, 12])
        for number, points in ((9, 92), (10, 94), (11, 93), (12, 95)):
            self.signed(self.sheet(number, newcomer), points)
        self.assertFalse(self.sheet(8).filtered(lambda report: report.employee_id == newcomer))
        self.cycle.with_user(self.officer_user).action_refresh()
        self.cycle.with_user(self.officer_user).action_compute()
        result = self.env["cadre.assessment"].search(
            [("cycle_id", "=", self.cycle.id), ("employee_id", "=", newcomer.id)]
        )
        self.assertEqual((result.total, result.proposed_grade_id), (93.5, self.grades["competent"]))

    def test_begun_by_the_day(self):
        """What is due begins by itself: the week on its first day, the sheet of the month on its last."""
        with freeze_time(f"{YEAR}-03-31 09:00:00"):
            periods = self.cycle._to_begin(date(YEAR, 3, 31))
            self.assertEqual(
                periods.sorted("level").mapped("level"),
                ["month", *["week"] * (len(periods) - 1)],
                periods.mapped("name"),
            )
            self.cycle._remind(date(YEAR, 3, 31))
        for period in periods:
            self.assertTrue(self.Report.search_count([("period_id", "=", period.id)]), period.name)


@freeze_time(f"{YEAR}-12-31 09:00:00")
class TestS1Quarter(S1Builder, CadreCase):
    @acts("S1-07", "scheme_s1_period_quarter", summary_plan=False)
    def test_rectification(self):
        """S1-20: the office writes summary and plan; who is responsible says what was done, the office checks."""
        quarter = self.period("quarter", 1).with_user(self.officer_user)
        quarter.write({"summary": "总体较好", "reported_on": f"{YEAR}-04-03"})
        self.assertTrue(quarter.summary_lacks, "S1-07: what was found wrong is still to be put right by somebody")
        item = self.env["cadre.rectification"].with_user(self.officer_user)
        item = item.create(
            {
                "period_id": quarter.id,
                "problem": "工作日志不规范",
                "measure": "统一格式",
                "responsible_id": self.section_head.id,
                "due": f"{YEAR}-05-01",
            }
        )
        self.assertEqual((item.cycle_id, item.activity_ids.user_id), (self.cycle, self.section_head_user))
        self.assertFalse(quarter.summary_lacks)
        with self.assertRaises(AccessError):
            item.with_user(self.person_user).read(["problem"])
        with self.assertRaises(AccessError):
            item.with_user(self.section_head_user).action_close()
        with self.assertRaises(AccessError):
            item.with_user(self.section_head_user).write({"result": "已完成"})
        item.with_user(self.section_head_user)._take_with_reason("report", "已统一")
        self.assertEqual((item.state, item.result), ("reported", "已统一"))
        with self.assertRaises(UserError):
            item.with_user(self.section_head_user).write({"problem": "无"})
        item.with_user(self.officer_user).action_close()
        self.assertEqual(item.state, "closed")


@freeze_time(f"{YEAR}-12-31 09:00:00")
class TestS1Rpc(S1Builder, CadreHttpCase):
    """From outside, with forged contexts."""

    def test_attacks(self):
        """No way over RPC to mark oneself, to sign without marks, or to write the published mark."""
        from tests.work.builder import Refused, WorkHttpCase

        sheet = self.mark(self.sheet(), 70)
        call = WorkHttpCase.call
        forged = {
            "cadre_guard": True,
            "default_state": "approved",
            "default_entered": True,
            "skip_validation_check": True,
        }
        for user, model, method, args in (
            (self.person_user, "cadre.progress.mark", "write", ([sheet.mark_ids[0].id], {"value": 20})),
            (self.person_user, "cadre.progress.mark", "create", ([{"report_id": sheet.id}],)),
            (self.officer_user, "cadre.progress.mark", "unlink", (sheet.mark_ids.ids,)),
            (self.officer_user, "cadre.progress.report", "write", ([sheet.id], {"mark": 100})),
            (self.officer_user, "cadre.progress.report", "write", ([sheet.id], {"has_mark": True})),
            (self.leader_user, "cadre.progress.report", "write", ([sheet.id], {"band_grade_id": False})),
            (self.leader_user, "cadre.progress.report", "write", ([sheet.id], {"route": "none"})),
            (self.other_leader_user, "cadre.progress.report", "action_sign", ([sheet.id],)),
            (self.person_user, "cadre.progress.report", "action_sign", ([sheet.id],)),
            (self.leader_user, "cadre.progress.report", "action_rate", ([sheet.id], self.grades["excellent"].id)),
            (self.person_user, "cadre.progress.deduction", "create",
             ([{"report_id": sheet.id, "points": -5, "reason": "x"}],)),
        ):  # fmt: skip
            with self.subTest(method=f"{model}.{method}", user=user.login), self.assertRaises(Refused):
                call(self, user, model, method, *args, context=forged)
        self.env.invalidate_all()
        self.assertEqual((sheet.mark, sheet.state), (70, "submitted"))
