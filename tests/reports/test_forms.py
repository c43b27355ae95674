"""Every form carries the headings of the regulation, the right names and numbers, on as many pages as it should."""

from odoo.addons.cadre_assessment.models.guard import guarded

from tests.acting.registry import acts
from tests.reports.finished import FinishedCase
from tests.reports.printed import NO_FORM, plain


class TestForms(FinishedCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.finish()

    @acts("S0-F1", "cadre_assessment_reports.scheme_table", arch=NO_FORM)
    def test_f01_scheme(self):
        """S0-F1: 表1 with the weights 30, 50 and 20 and the rater in the regulation's words."""
        paper = self.print_form("scheme_table", self.scheme, artifact="F-01")
        self.assertEqual(paper.pages, 1)
        self.assertStands(paper, "表1", "考评目标体系一览表", "考核对象", "考核项目", "权重比例", "人事部门")
        rater = "分管副书记评定“优秀、良好、一般、较差”等次,分别按1/0.8/0.6/0.4系数加权计分"
        self.assertStands(paper, "个人半年度工作项目完成情况得分", "30", rater)
        self.assertStands(paper, "个人年度工作项目完成情况得分", "50", rater)
        self.assertStands(paper, "内部评价", "20", "年终委集中测评")
        self.assertIn("机关中层正职及以下干部", paper.text)

    @acts("S0-F2", "cadre_assessment_reports.work_plan", arch=NO_FORM)
    def test_f02_list(self):
        """S0-F2: 表2 with name, post, date and the items; a form of few items has blank rows."""
        plan = self.plan_of(self.person, [("党员发展", "全年发展党员三十名", "2025-11-30")])
        guarded(plan.sudo()).write({"submitted_on": "2025-05-06 02:00:00"})
        paper = self.print_form("work_plan", plan, artifact="F-02")
        self.assertEqual(paper.pages, 1)
        self.assertStands(paper, "表2", "测试机关工委干部2025年度履职尽责工作项目清单")
        self.assertStands(paper, "姓名", "李明", "职务", "组织科一级科员", "填报时间", "2025年5月6日")
        self.assertStands(paper, "项目名称", "目标任务和工作措施", "完成时间", "备注")
        self.assertStands(paper, "党员发展", "全年发展党员三十名", "2025年11月30日")

    def test_f02_second_version(self):
        """S0-13: a second version says which it is and why; the first one that it no longer holds."""
        plan = self.plan_of(self.person, [("党员发展", "全年发展党员三十名", "2025-11-30")])
        guarded(plan.sudo()).write({"state": "superseded"})
        second = guarded(plan.sudo()).copy({"version": 2, "change_reason": "post", "change_note": "调任宣传科"})
        guarded(second).write({"version": 2, "change_reason": "post", "change_note": "调任宣传科"})
        paper = self.print_form("work_plan", plan | second, artifact="F-02-versions")
        self.assertEqual(paper.pages, 3, "the second one begins on a front")
        self.assertIn(plain("第1版 已被后一版本取代"), paper.texts[0])
        self.assertIn(plain("第2版"), paper.texts[2])
        self.assertIn(plain("调任宣传科"), paper.texts[2])

    @acts("S0-F3", "cadre_assessment_reports.progress_report", arch=NO_FORM)
    def test_f03_record(self):
        """S0-F3: 表3 of a half-year with its three notes, the opinion beside all items, the report on its own page."""
        record = self.report_of(
            self.person,
            [("党员发展", "已发展十五名", "进度偏慢"), ("党费管理", "按月收缴", "")],
            self_report="上半年各项工作按节点推进。",
            opinion="同意自评。",
            submitted_on="2025-07-01 02:00:00",
        )
        paper = self.print_form("progress_report", record, artifact="F-03")
        self.assertEqual(paper.pages, 2)
        self.assertStands(paper, "表3", "测试机关工委", "干部工作项目(半年)完成情况表")
        self.assertStands(paper, "姓名", "李明", "职务", "组织科一级科员", "记录时段", record.period_id.name)
        self.assertStands(paper, "工作分工", "负责党员发展、党费管理")
        self.assertStands(paper, "序号", "工作项目", "完成情况及质效", "主要不足或薄弱环节", "相关负责人审定意见")
        self.assertStands(paper, "1", "党员发展", "已发展十五名", "进度偏慢", "同意自评。", "评定等次:优秀")
        self.assertStands(paper, "2", "党费管理", "按月收缴")
        self.assertStands(
            paper,
            "备注:1、依据工作项目清单填写,每项一般不超过200字。",
            "2、此表用于干部周记、月结、半年自评、年度考核。",
            "3、半年自评、年度考核,按程序送请相关负责人审定。",
        )
        self.assertIn("自评情况报告", paper.texts[1])
        self.assertIn("上半年各项工作按节点推进。", paper.texts[1])

    def test_f03_shows_no_grade_before_it_is_published(self):
        """A person who prints his record does not learn a grade that he may not see on the screen."""
        record = self.report_of(self.person, [("党员发展", "已发展十五名", "")])
        paper = self.print_form("progress_report", record, user=self.person_user, artifact="F-03-own")
        self.assertEqual("评定等次" in paper.text, bool(record.with_user(self.person_user).shown_grade_id))

    @acts("S0-F4", "cadre_assessment_reports.ballot_paper", arch=NO_FORM)
    def test_f04_ballot(self):
        """S0-F4: thirteen persons and four options on one page, with the note how to tick."""
        guarded(self.ballot.sudo()).write({"instruction": "请参加测评人员在评价意见选项栏中,选择合适的一项打“√”。"})
        paper = self.print_form("ballot_paper", self.ballot, artifact="F-04")
        self.assertEqual(paper.pages, 1)
        self.assertStands(paper, "表4", self.ballot.name, "姓名", "职务", "评价意见", "备注", "优秀", "称职(合格)")
        self.assertStands(paper, "基本称职(基本合格)", "不称职(不合格)")
        self.assertStands(paper, *self.ballot.subject_ids.mapped("name"))
        self.assertEqual(len(self.ballot.subject_ids), 13)
        self.assertIn(plain("备注:请参加测评人员在评价意见选项栏中,选择合适的一项打“√”。"), paper.text)

    @acts("S0-F5", "cadre_assessment_reports.evaluation", arch=NO_FORM)
    def test_f05_evaluation(self):
        """S0-F5: 表5 with the person's dates as 1980.05 and five headings, both ways."""
        assessment = self.assessment(self.person)
        guarded(assessment.sudo()).write({"birthday": "1980-05-06", "post_since": "2018-12-01"})
        paper = self.print_form("evaluation", assessment, artifact="F-05")
        self.assertEqual(paper.pages, 1)
        self.assertStands(
            paper, "表5", "测试机关工委干部履职尽责年度考核评价表", "姓名", "李明", "职务", "组织科一级科员"
        )
        self.assertStands(paper, "性别", "男", "出生年月", "1980.05", "民族", "汉族", "党派", "中共党员")
        self.assertStands(paper, "任现职时间", "2018.12", "任现职级时间", "2022.01")
        self.assertStands(paper, "考核内容", "正向情况", "反向情况")
        self.assertStands(paper, *[part for name in "德能勤绩廉" for part in (name, "表现良好。")])

    def test_notice(self):
        """F-15: who, with which grade and score, from when to when, where to object; the office signs at the end."""
        paper = self.print_form("notice", self.notice, artifact="F-15")
        self.assertEqual(paper.pages, 1)
        self.assertStands(paper, "2025年度考核结果公示", "公示时间:2026年1月12日至2026年1月16日(共5个工作日)")
        self.assertStands(paper, "名次", "姓名", "单位(科室)", "职务", "得分", "拟定等次")
        self.assertStands(paper, "1", self.a.name, "组织科", "组织科一级科员", "95.60", "优秀")
        self.assertStands(paper, "受理部门:工委办公室", "监督举报电话:0000-7654321", "测试机关工委", "2026年1月12日")
        for line in self.notice.line_ids:
            self.assertIn(plain(line.name), paper.text)

    def test_nobody_without_a_grade_is_shown(self):
        """An empty grade on a public list would say that something hangs over somebody: he is not on it."""
        assessment = self.assessment(self.person)
        guarded(assessment.sudo()).write({"decided_grade_id": False})
        self.assertFalse(self.notice._is_shown(assessment))
        guarded(self.env["cadre.notice.line"]).create(
            {"notice_id": self.notice.id, "sequence": 99, "name": "无等次", "post": "科员", "unit_name": "办公室"}
        )
        paper = self.print_form("notice", self.notice, artifact="F-15-hidden")
        self.assertNotIn("无等次", paper.text)
        self.assertNotRegex(paper.text, r"(?<!\d)0\.00")

    def test_summary(self):
        """S0-30, S0-31: the consolidated report counts, names both lists and ranks everybody."""
        paper = self.print_form("summary", self.cycle, artifact="summary")
        self.assertStands(paper, f"{self.cycle.name}综合报告", "参加考核13人", "名额2个(基数13人),已用2个")
        self.assertStands(paper, "审定等次:优秀2人、称职11人", "先进个人建议名单:无", "不适宜担任现职干部建议名单:无")
        self.assertStands(paper, "应到3人,实到3人,赞成3票,反对0票,弃权0票")
        self.assertStands(paper, "名次", "姓名", "科室", "职务", "总分", "等次", "说明")
        self.assertStands(paper, "1", self.a.name, "95.60", "优秀")
        self.assertStands(paper, "2", self.b.name, "92.00", "称职")
        for name in self.subjects.mapped("name"):
            self.assertIn(plain(name), paper.text)

    def test_result_notice(self):
        """The notice of a result explains every point, is dated by the decision and has a place to sign."""
        paper = self.print_form("result_notice", self.assessment(self.person), artifact="result-notice")
        self.assertEqual(paper.pages, 1)
        self.assertStands(
            paper, "2025年度考核结果通知书", "李明同志:", "根据《市直机关工委干部履职尽责管理及考核方案》"
        )
        self.assertStands(paper, "经委领导班子2026年1月9日审定", "得分95.60分", "确定为“优秀”等次")
        self.assertStands(paper, "考核项目", "原始情况", "权重", "得分", "说明")
        self.assertStands(paper, "30.00", "50.00", "15.60", "总分", "95.60", "名次:1")
        self.assertStands(paper, "测试机关工委", "2026年1月9日", "本人签收", "签收时间")

    def test_many_records(self):
        """Everybody's form at once: one sheet each, in the order chosen, nobody on another's sheet."""
        assessments = self.cycle.assessment_ids.filtered("assessed")
        paper = self.print_form("result_notice", assessments, artifact="result-notices")
        self.assertEqual(paper.fronts, 13)
        for assessment, page in zip(assessments, paper.texts[::2], strict=True):
            self.assertIn(plain(f"{assessment.name}同志:"), page)
            self.assertEqual(page.count("考核结果通知书"), 1)
        plans = self.print_form("work_plan", self.cycle.plan_ids, artifact="F-02-all")
        self.assertEqual(plans.fronts, 13)

    def test_empty_forms(self):
        """A form without content is a form to fill in by hand: headings and blank rows, no error."""
        plan = self.plan_of(self.other, [])
        record = self.report_of(self.other, [], duties=False, post=False, opinion=False)
        paper = self.print_form("work_plan", plan, artifact="F-02-empty")
        self.assertEqual(paper.pages, 1)
        self.assertStands(paper, "项目名称", "目标任务和工作措施", "完成时间", "备注")
        [sheet] = self.env["report.cadre_assessment_reports.work_plan"]._get_report_values(plan.ids)["sheets"]
        self.assertEqual([len(page.rows) for page in sheet.pages], [8])
        self.assertStands(self.print_form("progress_report", record, artifact="F-03-empty"), "序号", "工作项目")
        assessment = self.assessment(self.other)
        guarded(assessment.finding_ids.sudo()).unlink()
        paper = self.print_form("evaluation", assessment, artifact="F-05-empty")
        self.assertEqual(paper.pages, 1)
        self.assertStands(paper, "反向情况", *"德能勤绩廉")
