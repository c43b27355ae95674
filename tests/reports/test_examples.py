"""The worked examples from input to printed form: what was computed is what stands on paper.  (S0-E1, E2, E3, E5)"""

from tests.assessment.common import YearCase
from tests.reports.finished import Finisher
from tests.reports.printed import plain


class TestPrintedExamples(Finisher, YearCase):
    """A year whose inputs each example gives itself."""

    def finished(self, change=None, **marks):
        self.give_year(**marks)
        self.compute()
        self.fill_findings()
        self.clear_vetoes()
        self.finish(change=change)

    def ranking(self):
        """{name: (rank, total, proposed, decided)} as the workbook says."""
        [sheet] = self.workbook(self.cycle).worksheets
        at = {cell.value: cell.column - 1 for cell in sheet[2]}
        wanted = [at[name] for name in ("名次", "总分", "建议等次", "审定等次")]
        return {row[at["姓名"]]: tuple(row[n] for n in wanted) for row in sheet.iter_rows(min_row=3, values_only=True)}

    def test_e1_total_on_the_result_notice(self):
        """S0-E1: half-year 良好, year 优秀, 20 valid of 22 papers: 24.00 + 50.00 + 18.00, total 92.00."""
        self.finished(b=("良好", "优秀", (12, 6, 2, 0, 2)))
        paper = self.print_form("result_notice", self.assessment(self.b), artifact="S0-E1")
        self.assertStands(paper, f"{self.b.name}同志:", "得分92.00分")
        self.assertStands(paper, "个人半年度工作项目完成情况得分", "系数0.8", "30", "24.00")
        self.assertStands(paper, "个人年度工作项目完成情况得分", "系数1", "50", "50.00")
        self.assertStands(paper, "内部评价", "90", "20", "18.00", "20", "总分", "92.00")
        self.assertEqual(self.ranking()[self.b.name][1], 92)

    def test_e1_bounds(self):
        """S0-E1: all best prints 100.00, all worst 40.00."""
        self.finished(a=("优秀", "优秀", (20, 0, 0, 0)), b=("较差", "较差", (0, 0, 0, 20)))
        paper = self.print_form("result_notice", self.assessment(self.a) | self.assessment(self.b), artifact="S0-E1-2")
        self.assertIn(plain("总分100.00"), paper.texts[0])
        self.assertIn(plain("总分40.00"), paper.texts[2], "the second begins on a front")

    def test_e2_seats_and_a_third(self):
        """S0-E2: two seats of 13; a third 优秀 with a reason is printed with it."""
        self.give_year()
        self.compute()
        self.fill_findings()
        self.clear_vetoes()
        decision = self.draft_decision(change={self.b: ("优秀", "承担全市重点任务,成绩突出")})
        decision.overrun_reason = "经集体研究,增加一名"
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()
        paper = self.print_form("summary", self.cycle, artifact="S0-E2")
        self.assertStands(paper, "名额2个(基数13人)", "审定等次:优秀3人、称职10人")
        self.assertStands(paper, self.b.name, "92.00", "优秀", "承担全市重点任务,成绩突出")
        notice = self.print_form("result_notice", self.assessment(self.b), artifact="S0-E2-notice")
        self.assertStands(notice, "考核等次", "优秀", "等次理由:承担全市重点任务,成绩突出")

    def test_e3_tie_across_the_boundary(self):
        """S0-E3: A 1, B and C 2; C takes the last seat by the half-year; ranking, report and notice say the same."""
        self.finished()
        rows = self.ranking()
        self.assertEqual(rows[self.a.name], (1, 95.6, "优秀", "优秀"))
        self.assertEqual(rows[self.b.name], (2, 92, "称职", "称职"))
        self.assertEqual(rows[self.c.name], (2, 92, "优秀", "优秀"))
        notice = self.print_form("notice", self.notice, artifact="S0-E3-notice")
        self.assertStands(notice, "1", self.a.name, "95.60", "优秀")
        for person, grade in ((self.b, "称职"), (self.c, "优秀")):
            self.assertStands(notice, "2", person.name, "92.00", grade)
            paper = self.print_form("result_notice", self.assessment(person), artifact=f"S0-E3-{person.staff_number}")
            self.assertStands(paper, "得分92.00分", "名次第2", f"确定为“{grade}”等次", "总分", "92.00", "名次:2")

    def test_e3_variant_to_be_decided(self):
        """S0-E3 variant: level in every part: both stand as 待裁定 in the ranking, with the names in the report."""
        self.give_year(c=("良好", "优秀", (12, 6, 2, 0)))
        self.compute()
        rows = self.ranking()
        self.assertEqual((rows[self.b.name][2], rows[self.c.name][2]), ("待裁定", "待裁定"))
        paper = self.print_form("summary", self.cycle, artifact="S0-E3-variant")
        self.assertStands(paper, "已用1个,待裁定:")
        self.assertStands(paper, "建议等次:优秀1人、称职10人、待定2人")

    def test_e5_veto(self):
        """S0-E5: A is vetoed: total and rank stay on paper, the grade is 称职; B and C are 优秀."""
        self.give_year()
        field = self.scheme.veto_field_ids[:1]
        self.assessment(self.a).with_user(self.decider_user)._conclude("vetoed", field, "通报批评")
        self.compute()
        self.fill_findings()
        self.clear_vetoes()
        self.finish()
        rows = self.ranking()
        self.assertEqual(rows[self.a.name], (1, 95.6, "称职", "称职"))
        self.assertEqual({rows[one.name][3] for one in (self.b, self.c)}, {"优秀"})
        paper = self.print_form("summary", self.cycle, artifact="S0-E5")
        self.assertStands(paper, "名额2个(基数13人),已用2个", f"存在否决情况1人({self.a.name}:{field.name})")
        self.assertStands(paper, "1", self.a.name, "95.60", "称职")
        notice = self.print_form("result_notice", self.assessment(self.a), artifact="S0-E5-notice")
        self.assertStands(notice, "得分95.60分", "确定为“称职”等次", "总分", "95.60", "名次:1")

    def test_a_draft_says_so(self):
        """Before the decision a result notice is marked as not settled, and is dated by nobody."""
        self.give_year()
        self.compute()
        paper = self.print_form("result_notice", self.assessment(self.a), artifact="draft-notice")
        self.assertStands(paper, "(考核结果尚未审定,仅供内部核对)", "拟定为“优秀”等次")
