"""The worked examples of the first scheme, from inputs in tables to proposals. (S0-E1 … S0-E5)"""

from tests.acting.registry import acts
from tests.assessment.common import YearCase


class TestExamples(YearCase):
    def _on_ballot(self, employee):
        return self.ballot.subject_ids.filtered(lambda one: one.employee_id == employee)

    def test_e1_normal_score_with_invalid_papers(self):
        """S0-E1: half-year 良好, year 优秀, 20 valid papers of 22: 24 + 50 + 18 = 92.00."""
        self.give_year(b=("良好", "优秀", (12, 6, 2, 0, 2)))
        self.compute()
        lines = {line.component_id.code: line for line in self.assessment(self.b).line_ids}
        self.assertEqual([lines[code].points for code in ("half", "year", "internal")], [24.0, 50.0, 18.0])
        self.assertEqual(self.assessment(self.b).total, 92.0)
        self.assertEqual(lines["internal"].raw, 90.0)
        self.assertEqual(lines["internal"].reason_figures["valid"], 20)
        self.assertEqual(lines["internal"].reason_figures["invalid"], 2)
        self.assertEqual(lines["internal"]._sources(), {"cadre.ballot.subject": self._on_ballot(self.b).ids})

    def test_e1_bounds(self):
        """S0-E1: all best is 100.00, all worst is 40.00."""
        self.give_year(a=("优秀", "优秀", (20, 0, 0, 0)), b=("较差", "较差", (0, 0, 0, 20)))
        self.compute()
        self.assertEqual((self.assessment(self.a).total, self.assessment(self.b).total), (100.0, 40.0))

    def test_e2_seats(self):
        """S0-E2: 20 % of 13 is 2.6, so there are 2 seats."""
        self.give_year()
        self.compute()
        pool = self.cycle.pool_ids.filtered(lambda one: one.quota_id.use == "result")
        self.assertEqual((pool.base, pool.seats, pool.used), (13, 2, 2))

    @acts("S0-30", "scheme_s0", default_grade_id=False)
    def test_e3_tie_across_the_boundary(self):
        """S0-E3: A 95.60 takes the first seat; B and C are level at 92.00 and the half-year decides for C."""
        self.give_year()
        self.compute()
        a, b, c = (self.assessment(one) for one in (self.a, self.b, self.c))
        self.assertEqual([one.total for one in (a, b, c)], [95.6, 92.0, 92.0])
        self.assertEqual([one.rank for one in (a, b, c)], [1, 2, 2])
        self.assertEqual([one.proposed_grade_id.name for one in (a, b, c)], ["优秀", "称职", "优秀"])
        self.assertEqual((b.reason_code, c.reason_code), ("tie_broken_by", "tie_broken_by"))
        self.assertFalse(b.pending or c.pending)

    def test_e3_variant_level_in_every_part(self):
        """S0-E3 variant: B and C are level in all three parts: nobody is proposed, the second seat is 待裁定."""
        self.give_year(c=("良好", "优秀", (12, 6, 2, 0)))
        self.compute()
        b, c = self.assessment(self.b), self.assessment(self.c)
        self.assertTrue(b.pending and c.pending)
        self.assertFalse(b.proposed_grade_id or c.proposed_grade_id)
        pool = self.cycle.pool_ids.filtered(lambda one: one.quota_id.use == "result")
        self.assertEqual(pool.used, 1)
        self.assertEqual(set(pool.tied_text.split("、")), {self.b.name, self.c.name})

    def test_e5_veto(self):
        """S0-E5: A is vetoed: total and rank stay, A cannot be 优秀, the base stays 13, B and C take the two seats."""
        self.give_year()
        field = self.scheme.veto_field_ids[:1]
        self.assessment(self.a).with_user(self.decider_user)._conclude("vetoed", field, "通报批评")
        self.compute()
        a, b, c = (self.assessment(one) for one in (self.a, self.b, self.c))
        self.assertEqual((a.total, a.rank), (95.6, 1))
        self.assertFalse(a.may_top)
        self.assertEqual([one.proposed_grade_id.name for one in (a, b, c)], ["称职", "优秀", "优秀"])
        pool = self.cycle.pool_ids.filtered(lambda one: one.quota_id.use == "result")
        self.assertEqual((pool.base, pool.seats, pool.used), (13, 2, 2))

    def test_two_half_years_are_one_component(self):
        """A0-2: the half-year component is the mean of the half-years recorded."""
        self.give_year()
        self.rate(self.b, "half", "优秀", number=2)
        self.compute()
        line = self.assessment(self.b).line_ids.filtered(lambda one: one.component_id.code == "half")
        self.assertEqual((line.raw, line.points), (0.9, 27.0))
        self.assertEqual(len(line.source.split()), 2)

    def test_a_missing_part_is_not_zero(self):
        """G12: without a half-year the others stand for the whole, the trace says so and a flag asks to confirm."""
        self.give_year()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE cadre_progress_report SET grade_id = NULL WHERE employee_id = %s AND level = 'half'", [self.b.id]
        )
        self.env.invalidate_all()
        self.compute()
        b = self.assessment(self.b)
        self.assertEqual(b.total, 97.14)  # (50 + 18) × 100 / 70
        self.assertAlmostEqual(sum(b.line_ids.mapped("points")), b.total, 2)
        self.assertEqual(b.flags, "missing:half")
        self.assertIn("个人半年度工作项目完成情况得分", b.flag_text)
