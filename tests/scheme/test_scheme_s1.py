"""The scheme of 住建局 is what its regulation says. (S1-01 … S1-54, A1-1 … A1-12)"""

from odoo.tests import TransactionCase

from .carried import numbered, records_of, rules_of

ELSEWHERE = {"S1-F1", "S1-F2", "S1-F3"}
"""Printed forms: F-06, F-07 and F-08 of ``cadre_assessment_reports``."""
BONUSES = {"praise_province": 12, "praise_prefecture": 8, "praise_county": 5, "praise_department": 3}
CRITICISMS = {"criticism_province": 12, "criticism_prefecture": 8, "criticism_county": 5, "criticism_department": 3}


class TestSchemeS1(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.env.ref("regulations.scheme_s1")
        cls.tariff = {line.code: line for line in cls.scheme.adjustment_ids}

    def test_it_is_in_force_and_without_problems(self):
        """Which leaves are meant the office says when it has them (S1-39, S1-49): until then two lines are marked."""
        self.assertEqual(self.scheme.state, "active")
        self.assertEqual([one.sentence for one in self.scheme._check(13) if one.blocking], [])
        self.assertEqual(str(self.scheme.regulation_id.effective_from), "2020-01-01")  # S1-01

    def test_bands(self):
        """S1-24 … S1-27, A1-1: half-open from 95, 80 and 70; the lowest is open downwards."""
        grades = self.scheme.result_scale_id.grade_ids
        self.assertEqual(
            [(grade.name, grade.has_band and grade.band_from) for grade in grades],
            [("优秀", 95), ("称职", 80), ("基本称职", 70), ("不称职", False)],
        )
        self.assertTrue(self.scheme.banded)

    def test_base_is_the_mean_of_the_months(self):
        """S1-21, S1-23: one component, the mean of the months out of 100."""
        months = self.scheme.component_ids
        self.assertEqual(
            (months.method, months.period_level, months.weight, months.maximum),
            ("mean_of_periods", "month", 100, 100),
        )

    def test_bonuses(self):
        """S1-31 … S1-41: 12 / 8 / 5 / 3 and one for each day and activity, together at most 30 a year."""
        self.assertEqual({code: self.tariff[code].points for code in BONUSES}, BONUSES)
        for code in BONUSES:
            line = self.tariff[code]
            self.assertEqual((line.sign, line.needs_document, line.needs_fault), ("bonus", True, False))
            self.assertEqual((line.recipients_individual, line.recipients_collective), ("self", "section_leader"))
            self.assertFalse(line.dedupe)  # A1-4: each document counts
        leave, activity = self.tariff["unused_leave"], self.tariff["activity"]
        self.assertEqual((leave.points, leave.computed, activity.points), (1, "unused_leave", 1))
        self.assertEqual(self.scheme.cap_ids.limit, 30)
        bonuses = self.scheme.adjustment_ids.filtered(lambda line: line.sign == "bonus")
        self.assertEqual(bonuses.cap_id, self.scheme.cap_ids)
        self.assertTrue(all(line.cap_id for line in bonuses))
        self.assertEqual(set(self.scheme.adjustment_ids.mapped("booking")), {"year"})  # S1-36

    def test_deductions(self):
        """S1-42 … S1-50: the same steps, only where at fault; the leader shares what one person does; no limit."""
        self.assertEqual({code: self.tariff[code].points for code in CRITICISMS}, CRITICISMS)
        for code in CRITICISMS:
            line = self.tariff[code]
            self.assertEqual((line.sign, line.needs_document, line.needs_fault), ("deduction", True, True))
            self.assertEqual(
                (line.recipients_individual, line.recipients_collective), ("self_leader", "section_leader")
            )
        leave = self.tariff["excess_leave"]
        self.assertEqual((leave.sign, leave.points, leave.computed), ("deduction", 1, "excess_leave"))
        deductions = self.scheme.adjustment_ids.filtered(lambda line: line.sign == "deduction")
        self.assertFalse(deductions.cap_id)

    def test_records_of_the_year(self):
        """S1-08 … S1-20: weeks with a log and two routes, marked months made public, summaries of the office."""
        rules = {rule.level: rule for rule in self.scheme.period_ids}
        self.assertEqual(set(rules), {"week", "month", "quarter", "year"})
        week = rules["week"]
        self.assertEqual((week.route, week.attachment_name, week.rated), ("section_leader", "工作日志", True))
        self.assertEqual(week.route_ids.route, "leader")
        self.assertIn("mid_head", week.route_ids.post_class_ids.mapped("code"))
        month = rules["month"]
        self.assertEqual(
            (month.route, month.rated, month.marked, month.deductions, month.published, month.requires_level),
            ("leader", True, True, True, True, "week"),
        )
        self.assertEqual(month.scale_id, self.scheme.result_scale_id)
        self.assertTrue(rules["quarter"].summary and month.summary and rules["year"].summary)

    def test_indicators(self):
        """S1-28 … S1-30: who marks what; out of 100."""
        indicators = self.scheme.period_ids.indicator_ids
        raters = {
            rater: indicators.filtered(lambda one, rater=rater: one.rater == rater).mapped("name")
            for rater in ("leader", "office")
        }
        self.assertEqual(
            raters,
            {"leader": ["思想作风", "工作量", "工作完成情况"], "office": ["出勤情况", "公共职责完成情况"]},
        )
        self.assertEqual(sum(indicators.mapped("maximum")), 100)

    def test_seats(self):
        """S1-52, A1-6: of ten people three are in the pool and two have a seat."""
        quota = self.scheme.quota_ids
        self.assertEqual((quota.top_share, quota.ratio, quota.rounding), (0.3, 0.2, "floor"))
        self.assertEqual([quota._seats(base) for base in (4, 5, 10)], [0, 1, 2])

    def test_every_rule_is_named_by_a_record(self):
        wanted = numbered("S1-", 54) | numbered("A1-", 12) | ELSEWHERE
        self.assertEqual(wanted - rules_of(self.scheme.regulation_id), ELSEWHERE)
        self.assertEqual([one for one in records_of(self.scheme.regulation_id) if not one.rule_ref], [])
