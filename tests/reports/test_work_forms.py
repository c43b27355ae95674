"""F-06, F-07, F-08, F-16 and 附件5: read back from paper and from the workbook."""

import io
from datetime import date

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError
from openpyxl import load_workbook

from tests.acting.registry import acts
from tests.common import YEAR, CadreCase
from tests.reports.printed import NO_FORM, FormMixin, artifacts, plain
from tests.work.s1_builder import S1Builder
from tests.work.test_s3_quarter import S3Builder
from tests.work.test_score_table import S2BBuilder


@freeze_time(f"{YEAR}-12-31 09:00:00")
class TestPeriodForms(S1Builder, FormMixin, CadreCase):
    @acts("S1-F1", "cadre_assessment_reports.week_sheet", arch=NO_FORM)
    def test_week_sheet(self):
        """F-06: the week with own, first and final grade; the log follows on a page of its own."""
        good = self.week_grades["good"]
        days = [self.period("week", 10).date_from.replace(day=3 + n) for n in range(5)]
        week = self.week(lines=(), self_grade_id=self.week_grades["fairly_good"].id)
        week.with_user(self.person_user).write(
            {
                "line_ids": [
                    (
                        0,
                        0,
                        {
                            "day": day,
                            "name": f"第{n}项:检查在建工地安全生产情况",
                            "result": "已完成,发现隐患两处并督促整改",
                        },
                    )
                    for n, day in enumerate(days, 1)
                ]
            }
        )
        week.with_user(self.person_user).action_submit()
        week.with_user(self.section_head_user).action_endorse(None, good.id)
        week.with_user(self.leader_user).action_rate(good.id, "工作扎实")
        printed = self.pdf("week_sheet", week, name="F-06", latin={"txt"})
        self.assertPrinted(printed, "周考评表", "股室", "组织科", "股室长初评", "分管领导评定", "较好", "工作扎实")
        self.assertPrinted(printed, "工作日志", "第5项", "周五")
        self.assertEqual(printed.pages, 2)

    @acts("S1-F2", "cadre_assessment_reports.month_sheet", arch=NO_FORM)
    def test_month_sheet(self):
        """F-07: every indicator with its rater and mark, the deduction with its reason, points and grade."""
        sheet = self.mark(self.sheet(), 92)
        self.env["cadre.progress.deduction"].with_user(self.leader_user).create(
            {"report_id": sheet.id, "points": 1.5, "reason": "报送材料迟延"}
        )
        sheet.with_user(self.leader_user).action_sign()
        printed = self.pdf("month_sheet", sheet, name="F-07")
        self.assertPrinted(
            printed, "月考评表", "思想作风", "公共职责完成情况", "考核办", "90.50", "称职", "-1.5", "报送材料迟延"
        )
        mine = self.pdf("month_sheet", sheet, user=self.person_user, name="F-07-own")
        self.assertNotIn(plain("90.50"), mine.text)
        everybody = self.pdf("period_month_sheets", sheet.period_id, name="F-07-all")
        self.assertGreater(everybody.pages, 3)

    def test_month_notice(self):
        """F-08 月考评等次公示: 序号, 姓名, 股室, 得分, 等次."""
        self.sheet()
        period = self.period("month", 3)
        sheets = self.Report.search([("period_id", "=", period.id)])
        for sheet in sheets:
            self.signed(sheet, 96)
        sheets.with_user(self.officer_user).action_file()
        notice = self.env["cadre.notice"].browse(period.with_user(self.officer_user).action_publish()["res_id"])
        notice.with_user(self.officer_user).action_post()
        printed = self.pdf("notice", notice, name="F-08-notice", latin=notice.name.replace(":", " ").split())
        self.assertPrinted(printed, "序号", "得分", "96.00", "优秀", "李明", "组织科")

    @acts("S1-F3", "cadre_assessment_reports.period_summary", arch=NO_FORM)
    def test_summary(self):
        """F-08 季小结 + 整改方案: for the office, not for everybody."""
        quarter = self.period("quarter", 1)
        self.signed(self.sheet(), 96)
        quarter.with_user(self.officer_user).write({"summary": "一季度总体较好。\n个别股室日志不规范。"})
        self.env["cadre.rectification"].with_user(self.officer_user).create(
            {
                "period_id": quarter.id,
                "problem": "工作日志记录不规范",
                "measure": "统一格式,每周抽查",
                "responsible_id": self.section_head.id,
                "due": date(YEAR, 5, 1),
            }
        )
        printed = self.pdf("period_summary", quarter, name="F-08-quarter")
        self.assertPrinted(
            printed, "季度小结", "个别股室日志不规范", "整改方案", "郭科长", f"{YEAR}年5月1日", "优秀1人"
        )
        with self.assertRaises(AccessError):
            self.pdf("period_summary", quarter, user=self.person_user)


@freeze_time(f"{YEAR}-12-31 09:00:00")
class TestDailyEvaluation(S3Builder, FormMixin, CadreCase):
    def test_daily_evaluation(self):
        """附件5: all quarters of the person on one sheet, the leader's grade for whoever may know it."""
        quarters = self.quarter(1, "政治立场坚定,完成重点工作任务") | self.quarter(2, "深入基层调研,推动项目落地")
        quarters.with_user(self.person_user).action_submit()
        quarters.with_user(self.leader_user).action_rate(self.top.id)
        printed = self.pdf("daily_evaluation", quarters, name="附件5")
        self.assertPrinted(printed, "领导干部日常考核评价表", "附件5", "领导评价等次", "推动项目落地", self.top.name)
        self.assertEqual(printed.pages, 1)
        form = self.env["report.cadre_assessment_reports.cycle_daily_evaluations"].with_user(self.officer_user)
        people = quarters.search([("cycle_id", "=", self.cycle.id), ("level", "=", "quarter")]).employee_id
        self.assertEqual(form._count(self.cycle), len(people), "a sheet a person, not one a quarter")
        self.assertEqual(len(form._records(self.cycle)), len(people))
        everybody = self.pdf("cycle_daily_evaluations", self.cycle, name="附件5-everybody")
        self.assertEqual(everybody.text.count(plain("领导干部日常考核评价表")), len(people))

    def test_second_half_year(self):
        """S3-57: the annual ballot's score stands on the form as that of the second half, for who may know it."""
        quarter = self.quarter(4)
        quarter.with_user(self.person_user).action_submit()
        second = self.scheme.component_ids.filtered(lambda one: one.code == "second_half")
        subject = {"cycle_id": self.cycle.id, "employee_id": self.person.id, "unit_id": self.unit.id, "name": "李明"}
        assessment = guarded(self.env["cadre.assessment"]).create({**subject, "state": "computed"})
        guarded(self.env["cadre.assessment.line"]).create(
            {
                "assessment_id": assessment.id,
                "company_id": self.company.id,
                "kind": "component",
                "component_id": second.id,
                "name": second.name,
                "raw": 91.25,
                "has_raw": True,
            }
        )
        printed = self.pdf("daily_evaluation", quarter, name="附件5-S3-57")
        self.assertPrinted(printed, "日常考核下半年测评得分", "91.25")
        own = self.pdf("daily_evaluation", quarter, user=self.person_user, name="附件5-own")
        self.assertPrinted(own, "日常考核下半年测评得分")
        self.assertNotIn("91.25", own.text, "his result is not published yet")


@freeze_time(f"{YEAR}-12-31 09:00:00")
class TestScoreSheet(S2BBuilder, FormMixin, CadreCase):
    def test_score_sheet(self):
        """F-16: own and final score beside each other, with the grounds; on paper and as a workbook."""
        own = self.line(self.first, "plan").with_user(self.section_head_user)
        own.write({"self_value": 38})
        done = self.line(self.first, "plan", "done").with_user(self.officer_user)
        done.write({"value": 2, "evidence": "计划台账"})
        done.action_confirm()
        self.cycle._on_open()
        assessment = self.env["cadre.assessment"].search(
            [("cycle_id", "=", self.cycle.id), ("subject_unit_id", "=", self.first.id)]
        )
        self.assertTrue(assessment)
        printed = self.pdf("score_sheet", assessment, name="F-16", latin={"AO"})
        self.assertPrinted(printed, "评分表", "一科", "自评分", "领导小组", "38", "计划台账")
        content, _kind = (
            self.env["ir.actions.report"]
            .with_user(self.officer_user)
            ._render_xlsx("cadre_assessment_reports.score_sheet_xlsx", self.cycle.ids, {})
        )
        (artifacts() / "F-16.xlsx").write_bytes(content)
        book = load_workbook(io.BytesIO(content))
        self.assertIn("一科", book.sheetnames)
        values = [cell.value for row in book["一科"].iter_rows() for cell in row]
        self.assertIn(38, values)
