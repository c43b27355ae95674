"""The first scheme is what its regulation says. (S0-01 … S0-39)"""

from fractions import Fraction

from odoo.addons.cadre_assessment.engine import Input, Subject, Tally, evaluate

from ..common import CadreCase

RECORDED = {f"S0-{number:02d}" for number in range(1, 41)} - {
    "S0-04",
    "S0-11",
    "S0-13",
    "S0-30",  # items, versions and proposals: the rooms of the work and of the assessment
}
"""Rules that stand in the scheme's records."""


class TestSchemeS0(CadreCase):
    def component(self, code):
        return self.scheme.component_ids.filtered(lambda component: component.code == code)

    def test_it_is_in_force_and_without_problems(self):
        self.assertEqual(self.scheme.state, "active")
        self.assertEqual([problem.sentence for problem in self.scheme._check(13)], [])

    def test_weights(self):
        """S0-05 … S0-08: 80 : 20, and 30 + 50 inside the 80."""
        weights = {component.code: component.weight for component in self.scheme.component_ids}
        self.assertEqual(weights, {"items": 80, "half": 30, "year": 50, "internal": 20})
        self.assertEqual(self.component("half").parent_id, self.component("items"))
        self.assertEqual(self.component("year").parent_id, self.component("items"))
        self.assertFalse(self.component("internal").parent_id)

    def test_scales(self):
        """S0-09, S0-28, G7: coefficients 1 / 0.8 / 0.6 / 0.4, marks worth 100 / 80 / 60 / 40."""
        work = self.component("half").scale_id.grade_ids
        self.assertEqual(work.mapped("name"), ["优秀", "良好", "一般", "较差"])
        self.assertEqual(work.mapped("coefficient"), [1, 0.8, 0.6, 0.4])
        annual = self.scheme.result_scale_id.grade_ids
        self.assertEqual(annual.mapped("name"), ["优秀", "称职", "基本称职", "不称职"])
        self.assertEqual(annual.mapped("alias"), [False, "合格", "基本合格", "不合格"])
        self.assertEqual(annual.mapped("ballot_value"), [100, 80, 60, 40])
        self.assertEqual(self.scheme.default_grade_id.name, "称职")

    def test_seats(self):
        """S0-20 hard, S0-34 soft: 20 % of 13 are 2, of 4 none, of 5 one, of 15 three (G3, S0-E2)."""
        half, annual = self.scheme.quota_ids
        self.assertEqual((half.use, half.period_level, half.hard), ("period", "half", True))
        self.assertEqual((annual.use, annual.hard), ("result", False))
        self.assertEqual([annual._seats(base) for base in (4, 5, 13, 15)], [0, 1, 2, 3])

    def test_ties_and_veto(self):
        """S0-E3: annual, then half-year, then ballot. S0-32: a veto bars the top grade and nothing else."""
        chain = sorted(
            (component.tie_break, component.code) for component in self.scheme.component_ids if component.tie_break
        )
        self.assertEqual([code for _place, code in chain], ["year", "half", "internal"])
        gate = self.scheme.gate_ids
        self.assertEqual((gate.effect, gate.hard, gate.criterion_id.fact), ("bar_top", True, "veto"))
        self.assertEqual(self.scheme.veto_review, "party")
        self.assertEqual(len(self.scheme.veto_field_ids), 6)
        self.assertEqual(self.scheme.dimension_ids.mapped("name"), ["德", "能", "勤", "绩", "廉"])

    def test_records_of_the_year(self):
        """S0-14 … S0-18, A0-9: the week is free, the month approved, the half-year rated after its months."""
        rules = {rule.level: rule for rule in self.scheme.period_ids}
        self.assertEqual((rules["week"].required, rules["week"].route), (False, "none"))
        self.assertEqual((rules["month"].required, rules["month"].route, rules["month"].rated), (True, "leader", False))
        half = rules["half"]
        self.assertEqual(
            (half.rated, half.self_report, half.published, half.requires_level), (True, True, True, "month")
        )
        self.assertTrue(rules["year"].rated)
        self.assertEqual({rule.item_limit for rule in self.scheme.period_ids}, {200})
        self.assertEqual(self.scheme.plan_due_month, 5)

    def test_report_has_five_sections(self):
        """S0-23"""
        paper = self.scheme.document_ids
        self.assertEqual(
            paper.section_ids.mapped("name"),
            ["年度工作项目完成情况", "个人思想情况", "廉政情况", "法治建设", "意识形态工作"],
        )
        self.assertTrue(all(paper.section_ids.mapped("required")))

    def test_every_rule_is_named_by_a_record(self):
        """Law 3: whoever looks for a rule finds the record that carries it."""
        scheme = self.scheme
        parts = (
            scheme,
            scheme.regulation_id,
            scheme.component_ids,
            scheme.quota_ids,
            scheme.gate_ids,
            scheme.scope_ids,
            scheme.period_ids,
            scheme.document_ids,
            scheme.document_ids.section_ids,
            scheme.consequence_ids,
            scheme.result_scale_id,
            scheme.component_ids.scale_id,
        )
        named = {rule for records in parts for record in records for rule in (record.rule_ref or "").split()}
        self.assertEqual(RECORDED - named, set())
        unnamed = [record for records in parts for record in records if not record.rule_ref]
        self.assertEqual(unnamed, [])

    def test_worked_example_through_the_records(self):
        """S0-E1: 良好, 优秀 and a ballot of 12 / 6 / 2 / 0 give 24 + 50 + 18 = 92.00."""
        work, annual = self.component("half").scale_id, self.scheme.result_scale_id
        half, year, ballot = (self.component(code).id for code in ("half", "year", "internal"))
        counts = tuple(zip(annual.grade_ids.ids, (12, 6, 2, 0), strict=True))
        subject = Subject(
            1,
            inputs=(
                Input(half, 1, grade=self.grade(work, "良好").id),
                Input(year, 2, grade=self.grade(work, "优秀").id),
                Input(ballot, 3, tallies=(Tally("all", Fraction(1), counts, 2),)),
            ),
        )
        verdict = evaluate(self.scheme._engine_scheme(), [subject]).verdicts[0]
        self.assertEqual(verdict.total, Fraction(92))

    def test_marks_out_of_100_instead(self):
        """A0-1: the committee's mark is an alternative, chosen by editing the component; 50 × 92 / 100 = 46."""
        action = self.scheme.with_user(self.administrator_user).action_new_version()
        version = self.env["cadre.scheme"].browse(action["res_id"])
        year = version.component_ids.filtered(lambda component: component.code == "year")
        year.with_user(self.administrator_user).write({"method": "raw_100", "rater": "body", "scale_id": False})
        self.assertEqual([problem.sentence for problem in version._check(13)], [])
        version.with_user(self.administrator_user).action_activate()
        subject = Subject(1, inputs=(Input(year.id, 1, value=Fraction(92)),))
        verdict = evaluate(version._engine_scheme(), [subject]).verdicts[0]
        self.assertEqual([line.points for line in verdict.lines if line.component == year.id], [Fraction(46)])
