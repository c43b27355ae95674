"""The printed forms of the first scheme say what its regulation says, word for word. (S0-F1 … S0-F5)"""

from tests.reports.printed import FormCase

RATED = "分管副书记评定“优秀、良好、一般、较差”等次,分别按1/0.8/0.6/0.4系数加权计分"


class TestSeedWords(FormCase):
    def test_table_1(self):
        """F-01: title, heads, the three rows with 30, 50 and 20, and who rates how."""
        printed = self.pdf("scheme_table", self.scheme, name="F-01")
        self.assertPrinted(
            printed, f"{self.unit.name}考评目标体系一览表", "考核对象", "考核项目", "权重比例", "人事部门"
        )
        self.assertNotIn("履职尽责考核考评", printed.text)
        for words in ("机关中层正职及以下干部", "个人半年度工作项目完成情况得分", "个人年度工作项目完成情况得分"):
            self.assertPrinted(printed, words)
        self.assertPrinted(printed, RATED, "内部评价", "年终委集中测评")
        self.assertEqual(printed.pages, 1)

    def test_table_3(self):
        """F-03: heads and the three notes."""
        period = self.period(self.cycle, "half", 1)
        self.items(self.plan, ("党建督查", "每季度一次"))
        report = self.rate(self.person, "half", "良好")
        self.assertEqual(report.period_id, period)
        printed = self.pdf("progress_report", report, name="F-03")
        self.assertPrinted(printed, "姓名", "职务", "记录时段", "工作分工", "序号", "工作项目", "完成情况及质效")
        self.assertPrinted(
            printed,
            "1、依据工作项目清单填写,每项一般不超过200字。",
            "2、此表用于干部周记、月结、半年自评、年度考核。",
            "3、半年自评、年度考核,按程序送请相关负责人审定。",
        )

    def test_table_4(self):
        """F-04: the words stand once, on the scheme: who changes the note there prints the changed one."""
        self.cycle.with_user(self.officer_user).action_make_ballots()
        ballot = self.cycle.ballot_ids
        printed = self.pdf("ballot_paper", ballot, name="F-04")
        self.assertPrinted(
            printed, "市直机关工委干部年度考核民主测评表", "评价意见", "称职(合格)", "基本称职(基本合格)"
        )
        self.assertPrinted(printed, "不称职(不合格)", "备注:请参加测评人员在评价意见选项栏中,选择合适的一项打“√”。")
        self.assertEqual(printed.text.count("请参加测评人员"), 1)
        for person in self.people:
            self.assertPrinted(printed, person.name)
        ballot.instruction = "请用黑色笔填写。"
        self.assertPrinted(self.pdf("ballot_paper", ballot, name="F-04b"), "备注:请用黑色笔填写。")

    def test_table_5(self):
        """F-05: the basics and 德能勤绩廉, each with what speaks for and against the person."""
        printed = self.pdf("evaluation", self.assessment(self.person), name="F-05")
        heads = ("性别", "出生年月", "民族", "党派", "任现职时间", "任现职级时间", "正向情况", "反向情况")
        self.assertPrinted(printed, "干部履职尽责年度考核评价表", "考核内容", *heads, *"德能勤绩廉")
