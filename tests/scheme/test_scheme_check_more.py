"""Whatever can be wrong with a scheme is found, and said of the record that has it. (One fault at a time.)"""

from ..common import CadreCase


class TestSchemeCheckMore(CadreCase):
    """Each test breaks one thing in a draft of a shipped scheme."""

    def draft(self, name):
        scheme = self.env.ref(f"regulations.{name}")
        draft = self.env["cadre.scheme"].browse(scheme.action_new_version()["res_id"])
        self.assertFalse([problem.sentence for problem in draft._check() if problem.blocking], name)
        return draft

    def part(self, draft, field, code):
        return draft[field].filtered(lambda part: part.code == code)

    def assertProblem(self, draft, record, *words, blocking=True):
        problems = [problem for problem in draft._check() if problem.record == record]
        self.assertTrue(problems, f"no problem with {record.display_name}")
        text = " / ".join(problem.text for problem in problems)
        for word in words:
            self.assertIn(word, text)
        self.assertIn(blocking, [problem.blocking for problem in problems])

    def method(self, draft, method):
        return draft.component_ids.filtered(lambda component: component.method == method)[:1]

    def test_every_shipped_scheme_can_be_used(self):
        for scheme in self.env["cadre.scheme"].search([("state", "=", "active")]):
            with self.subTest(scheme.code):
                self.assertFalse([problem.sentence for problem in scheme._check() if problem.blocking])

    def test_numbers_of_the_counting_methods(self):
        """S2B-07 … S2B-18: target, points for each missing item, rates, bounds of a discretionary deduction."""
        draft = self.draft("scheme_s2b")
        checklist, step, unit, share = (
            self.method(draft, method) for method in ("checklist_deduct", "step_count", "per_unit", "proportional")
        )
        checklist.per_item = 0
        self.assertProblem(draft, checklist, "missing item")
        step.target = 0
        self.assertProblem(draft, step, "target")
        unit.count_ids.unlink()
        self.assertProblem(draft, unit, "what is counted")
        share.count_ids[:1].code = "something"
        self.assertProblem(draft, share, "required")
        ranged = draft.component_ids.count_ids.filtered("has_range")[:1]
        ranged.write({"low": 5, "high": 3})
        self.assertProblem(draft, ranged, "5", "3")

    def test_a_body_without_members(self):
        """A rater without a person."""
        draft = self.draft("scheme_s2b")
        component = draft.component_ids.filtered(lambda one: one.rater == "body")[:1]
        body = self.env["cadre.body"].create({"name": "空的考核组", "kind": "scoring_organ", "unit_id": self.unit.id})
        component.scoring_body_id = body
        self.assertProblem(draft, component, "空的考核组")
        component.rater = False
        self.assertProblem(draft, component, "rater")

    def test_a_part_that_is_not_for_everybody(self):
        """S2B-12: county offices have 60 points less; that is worth a look, and no contradiction."""
        draft = self.draft("scheme_s2b")
        problems = [problem for problem in draft._check() if "40" in problem.text]
        self.assertEqual([problem.blocking for problem in problems], [False])

    def test_indicators_of_a_record(self):
        """S1-28: the highest marks add up to the full mark; the sum and the parts are shown."""
        draft = self.draft("scheme_s1")
        month = draft.period_ids.filtered(lambda rule: rule.level == "month")
        month.indicator_ids[:1].maximum += 5
        self.assertProblem(draft, month, "105", "100", month.indicator_ids[:1].name)
        month.indicator_ids[:1].maximum = 0
        self.assertProblem(draft, month.indicator_ids[:1], "above 0")
        month.indicator_ids.unlink()
        self.assertProblem(draft, month, "made of")
        component = self.method(draft, "mean_of_periods")
        month.marked = False
        self.assertProblem(draft, component, "no mark")
        self.assertProblem(draft, month, "deducted")

    def test_routes(self):
        """S1-10, S1-11: one route for a class."""
        draft = self.draft("scheme_s1")
        week = draft.period_ids.filtered(lambda rule: rule.route_ids)[:1]
        route = week.route_ids[:1]
        route.copy({"period_rule_id": week.id})
        self.assertProblem(draft, week, route.post_class_ids[:1].name)

    def test_tariff(self):
        """S1-31 … S1-50: points, bounds, recipients, cap."""
        draft = self.draft("scheme_s1")
        bonus = draft.adjustment_ids.filtered(lambda line: line.sign == "bonus" and not line.has_range)[:1]
        points = bonus.points
        bonus.points = 0
        self.assertProblem(draft, bonus, "above 0")
        bonus.write({"has_range": True, "low": 3, "high": 3})
        self.assertProblem(draft, bonus, "range")
        bonus.write({"has_range": False, "points": points, "fact_only": True})
        self.assertProblem(draft, bonus, "only recorded")
        bonus.write({"fact_only": False, "recipients_individual": False, "recipients_collective": False})
        self.assertProblem(draft, bonus, "nobody gets")
        draft.cap_ids.limit = -30
        self.assertProblem(draft, draft.cap_ids, "bounds bonuses")
        draft.adjustment_ids.cap_id = False
        self.assertProblem(draft, draft.cap_ids, "no line", blocking=False)

    def test_seats_that_nobody_can_have(self):
        """A2-1: 10 % of the departments of the last cycle's groups are none; said before the cycle is opened."""
        draft = self.draft("scheme_s0")
        self.open_cycle()
        quota = draft.quota_ids.filtered(lambda one: one.use == "result")
        self.assertProblem(draft, quota, "no seat", "4", blocking=False)

    def test_conditions_of_a_quota(self):
        """S3-39 … S3-46: minimum, share, ratio by the team's grade."""
        draft = self.draft("scheme_s3_person")
        quota = draft.quota_ids.filtered("ratio_line_ids")[:1]
        quota.ratio_line_ids[:1].team_grade_code = "brilliant"
        self.assertProblem(draft, quota, "brilliant")
        quota.ratio_line_ids[:1].ratio = 25
        self.assertProblem(draft, quota, "at most 1")
        quota.write({"has_minimum": True, "minimum_score": 900})
        self.assertProblem(draft, quota, "900")
        quota.top_share = 30
        self.assertProblem(draft, quota, "0.3")
        draft.prerequisite_scheme_ids = False
        self.assertProblem(draft, quota, "no scheme of teams")

    def test_facts_over_several_years(self):
        """S2A-36, S2A-80, S3-48: a history needs a window, one value has none; codes must exist."""
        draft = self.draft("scheme_s3_person")
        criteria = self.env["cadre.criterion"].search([("id", "child_of", draft.gate_ids.criterion_id.ids)])
        history = criteria.filtered(lambda one: one.fact in ("quarter_grades", "events", "sanctions"))[:1]
        self.assertTrue(history)
        history.has_window = False
        self.assertProblem(
            draft, draft.gate_ids.filtered(lambda gate: history <= gate.criterion_id._tree()[0]), "how many"
        )
        history.write({"has_window": True, "window": 2, "times": 3})
        self.assertTrue([problem for problem in draft._check() if "cannot fit" in problem.text])
        single = criteria.filtered(lambda one: one.fact in ("open_case", "unit_head"))[:1]
        single.has_window = True
        self.assertTrue([problem for problem in draft._check() if "one value" in problem.text])
        single.write({"has_window": False, "operator": "<"})
        self.assertTrue([problem for problem in draft._check() if "only numbers" in problem.text])

    def test_schemes_that_wait_for_each_other(self):
        first, second = self.draft("scheme_s3_team"), self.draft("scheme_s3_person")
        second.prerequisite_scheme_ids |= first
        first.prerequisite_scheme_ids = second
        self.assertProblem(first, first, "waits for it")

    def test_bands_and_deductions(self):
        """A1-2: totals may fall below 0, so that the lowest grade has no bound; a top band above the full score."""
        draft = self.draft("scheme_s1")
        *_others, lowest = draft.result_scale_id.grade_ids.sorted("sequence")
        lowest.write({"has_band": True, "band_from": 0})
        self.assertProblem(draft, lowest, "lowest band")

    def test_worth_of_grades(self):
        draft = self.draft("scheme_s0")
        scale = self.method(draft, "coef_of_grade").scale_id
        scale.grade_ids[1].coefficient = 2
        self.assertProblem(draft, self.method(draft, "coef_of_grade"), "worth more")

    def test_figures_of_the_scheme(self):
        draft = self.draft("scheme_s2a_staff")
        draft.write({"appeal_days": 10, "appeal_reply_days": 0, "publicity_days": 7, "publicity_days_max": 5})
        self.assertProblem(draft, draft, "answer", "shorter")
        draft.write({"full_score": 0, "digits": 9})
        self.assertProblem(draft, draft, "full score", "decimals")
