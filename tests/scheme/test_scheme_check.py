"""A scheme says what is wrong with it, and where."""

from fractions import Fraction

from odoo.addons.cadre_assessment.engine.criteria import holds
from odoo.addons.cadre_assessment.models.scheme.check_score import check_weights
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form

from ..common import CadreCase


class TestSchemeCheck(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draft = cls.env["cadre.scheme"].browse(cls.scheme.action_new_version()["res_id"])

    def component(self, code):
        return self.draft.component_ids.filtered(lambda component: component.code == code)

    def assertProblem(self, record, *words, base=None):
        problems = [problem for problem in self.draft._check(base) if problem.record == record]
        text = " / ".join(problem.text for problem in problems)
        self.assertTrue(problems, f"no problem with {record.display_name}")
        for word in words:
            self.assertIn(word, text)

    def test_parts_do_not_add_up(self):
        """S0-05: the figure is shown, and the component is named."""
        self.component("half").weight = 25
        self.assertProblem(self.component("items"), "75", "80", "25")
        self.component("internal").weight = 10
        self.assertProblem(self.draft, "90", "100")
        with self.assertRaisesRegex(UserError, "75"):
            self.draft.with_user(self.administrator_user).action_activate()
        self.assertEqual(self.draft.state, "draft")

    def test_three_equal_parts(self):
        """33.3333 thrice are a hundred; the engine counts with thirds."""
        first, *others = self.draft.component_ids.filtered(lambda one: not one.parent_id)
        third = self.draft.component_ids.filtered(lambda one: one.parent_id == first)[:1]
        third.parent_id = False
        for one in (first, *others, third):
            one.weight = 33.3333
        parts = self.draft.component_ids.filtered(lambda one: not one.parent_id)
        self.assertEqual(len(parts), 3)
        self.assertEqual({one._exact_weight() for one in parts}, {Fraction(100, 3)})
        self.assertFalse([one for one in check_weights(self.draft) if one.record == self.draft])
        parts[0].weight = 33.3
        self.assertProblem(self.draft, "99.9666")

    def test_half_up_is_warned_of(self):
        """G3: only rounding down never exceeds the share; the seats are counted as chosen."""
        quota = self.draft.quota_ids.filtered(lambda one: one.basis == "ratio")[:1]
        quota.write({"rounding": "half_up", "ratio": 0.2})
        self.assertEqual([quota._seats(base) for base in (13, 11, 12)], [3, 2, 2])
        self.assertEqual(quota.seats_from, 3)
        [problem] = [one for one in self.draft._check() if one.record == quota]
        self.assertFalse(problem.blocking)

    def test_problems_show_while_typing(self):
        with Form(self.draft.with_user(self.administrator_user)) as form:
            self.assertFalse(form.problem_count)
            form.full_score = 400
            self.assertIn("400", str(form.problem_list))
            form.full_score = 100

    def test_parts_of_a_class_of_posts(self):
        """A component for one class of posts must be made up by another one for that class."""
        leaders = self.category("post_class", "mid_head")
        self.component("internal").post_class_ids = leaders
        self.assertProblem(self.draft, "80", "100")
        self.env["cadre.scheme.component"].create(
            {
                "scheme_id": self.draft.id,
                "code": "internal2",
                "name": "内部评价(其他)",
                "weight": 20,
                "method": "ballot",
                "rater": "voters",
                "scale_id": self.draft.result_scale_id.id,
                "post_class_ids": [(6, 0, self.category("post_class", "staff").ids)],
            }
        )
        problems = [problem for problem in self.draft._check() if problem.record == self.draft]
        self.assertEqual(len(problems), 1, "for everybody else 20 points are still missing")

    def test_methods_and_scales(self):
        half, internal = self.component("half"), self.component("internal")
        half.rater = False
        self.assertProblem(half, "rater")
        half.scale_id = False
        self.assertProblem(half, "scale is missing")
        half.period_level = "quarter"
        self.assertProblem(half, "no period rule")
        internal.scale_id = self.component("year").scale_id
        self.assertProblem(internal, "no values")
        internal.tie_break = 1
        self.assertProblem(internal, "tie-break")

    def test_a_whole_without_parts_and_a_part_with_parts(self):
        items = self.component("items")
        items.method = "raw_100"
        self.assertProblem(items, "has parts")
        self.component("half").parent_id = False
        self.component("year").parent_id = False
        items.method = "group"
        self.assertProblem(items, "has none")

    def test_bands(self):
        """G2: half-open bands in the order of the grades; below the lowest bound there must be a grade."""
        top, good, basic, low = self.draft.result_scale_id.grade_ids
        self.draft.banded = True
        self.assertProblem(top, "band is missing")
        for grade, bound in ((top, 95), (good, 80), (basic, 70)):
            grade.write({"has_band": True, "band_from": bound})
        self.assertFalse(self.draft._check())
        good.band_from = 95
        self.assertProblem(top, "称职")
        good.band_from = 80
        low.write({"has_band": True, "band_from": 60})
        self.assertProblem(low, "60")

    def test_seats(self):
        half, annual = self.draft.quota_ids
        annual.ratio = 20
        self.assertProblem(annual, "0.2")
        annual.ratio = 0.2
        self.assertProblem(annual, "4", base=4)
        self.assertFalse(
            [problem for problem in self.draft._check(4) if problem.blocking], "worth a look, no more (G3)"
        )
        half.grade_id = annual.grade_id
        self.assertProblem(half, "not on the scale")

    def test_criteria(self):
        gate, (team, staff, _others) = self.draft.gate_ids, self.draft.scope_ids
        gate.criterion_id.value = "maybe"
        self.assertProblem(gate, "yes or no")
        staff.criterion_id.value = "mid_head,astronaut"
        self.assertProblem(staff, "astronaut")
        team.criterion_id = False
        self.assertProblem(team, "everybody")
        gate.unlink()
        self.assertProblem(self.draft, "vetoes")

    def test_periods_and_papers(self):
        month = self.draft.period_ids.filtered(lambda rule: rule.level == "month")
        half = self.draft.period_ids.filtered(lambda rule: rule.level == "half")
        month.unlink()
        self.assertProblem(half, "no rule")
        half.route = "none"
        self.assertProblem(half, "say yes")
        self.draft.document_ids.level = "quarter"
        self.assertProblem(self.draft.document_ids, "no rule")

    def test_no_component_is_a_part_of_itself(self):
        with self.assertRaises(ValidationError):
            self.component("items").parent_id = self.component("half")

    def test_criteria_of_several_kinds_for_the_engine(self):
        """“None of” holds when no part does; codes come as sets, totals as exact numbers."""
        criterion = self.env["cadre.criterion"].create(
            {
                "kind": "not",
                "child_ids": [
                    (0, 0, {"fact": "post_class", "operator": "in", "value": "a, b"}),
                    (0, 0, {"fact": "total", "operator": "<", "value": "60.5"}),
                ],
            }
        )
        built = criterion._engine_criteria()[criterion.id]
        self.assertTrue(holds(built, {"post_class": "c", "total": 61}))
        self.assertFalse(holds(built, {"post_class": "b", "total": 61}))
        self.assertFalse(holds(built, {"post_class": "c", "total": 60}))
