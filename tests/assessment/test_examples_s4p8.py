"""A year of the performance assessment through Odoo: teams in groups of their own, four grades by ratio, progress."""

from odoo.tests import TransactionCase

from tests.assessment.schemes import SchemeYear


class TestExamplesS4P8(SchemeYear, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.district = cls.department("测试区", None)
        below = {"parent_id": cls.district.id, "has_team": True}
        cls.bureaus = cls.env["hr.department"].concat(
            *(cls.headed(f"经济局{n}", "department", f"E8{n:02d}", "district_economy", **below) for n in range(10))
        )
        cls.streets = cls.env["hr.department"].concat(
            *(cls.headed(f"街道{n}", "district_street", f"T8{n:02d}", "district_street", **below) for n in range(5))
        )
        cls.outside = cls.headed("其他单位", "department", "X801", None, **below)

    def grades(self, units):
        found = self.cycle.assessment_ids.filtered(lambda one: one.subject_unit_id in units)
        return sorted([one.proposed_grade_id.name for one in found], key=["一等", "二等", "三等", "四等"].index)

    def year(self):
        self.start("s4p8_team", self.district)
        for n, unit in enumerate(self.bureaus):
            self.give_score(unit, "own", 60 - n, label="目标")
            self.give_score(unit, "mass", 90)
        for n, unit in enumerate(self.streets):
            self.give_score(unit, "own_town", 50 - n, label="目标")
            self.give_score(unit, "mass", 90)
            for code in ("progress_month", "progress_quarter", "progress_year"):
                self.give_score(unit, code, 12, "required")
                self.give_score(unit, code, 9, "done")
        self.seal("org", dict.fromkeys(self.bureaus | self.streets, (20, 0)))
        self.compute()

    def test_four_grades_in_each_group(self):
        """S4-P8-02, S4-P8-03: ten offices and five streets, each group for itself; who is in no group takes no part."""
        self.year()
        self.assertFalse(self.of(self.outside).filtered("assessed"))
        self.assertEqual(self.grades(self.bureaus), ["一等"] * 2 + ["二等"] * 6 + ["三等"] * 2)
        self.assertEqual(self.grades(self.streets), ["一等"] + ["二等"] * 3 + ["三等"])

    def test_points_of_progress(self):
        """S4-P8-08: 9 of 12 are 15 of the 20 points for even progress; S4-P8-06: 90 of the people 13.5."""
        self.year()
        best = self.of(self.streets[0])
        points = {line.component_id.code: line.points for line in best.line_ids if line.kind == "component"}
        self.assertEqual([points[f"progress_{one}"] for one in ("month", "quarter", "year")], [4.5, 4.5, 6.0])
        self.assertEqual((points["mass"], points["org"], best.total), (13.5, 15.0, 93.5))

    def test_weights_of_the_year(self):
        """S4-P6-02: in a year in which it has risen the people's word weighs more, on paper and in the total."""
        rules = self.env.ref("regulations.scheme_s4p8_team").component_ids
        rules.filtered(lambda one: one.code in ("mass", "org")).write({"step_from": 2024, "step_until": 2028})
        self.year()
        points = {line.component_id.code: line.points for line in self.of(self.bureaus[0]).line_ids}
        self.assertEqual((points["mass"], points["org"]), (15.3, 13.0))  # 17 x 90 %, 13 x 100 %

    def test_a_team_that_lags(self):
        """S4-P8-12: the head of a team of the third grade is in principle not of the first."""
        self.year()
        self.settle()
        team = self.cycle
        lagging = team.assessment_ids.filtered(lambda one: one.proposed_grade_id.name == "三等").subject_unit_id
        self.start("s4p8_head", self.district, prerequisite_ids=[(6, 0, team.ids)])
        heads = (self.bureaus | self.streets).manager_id
        self.assertEqual(self.cycle.assessment_ids.filtered("assessed").employee_id, heads)
        for head in heads:
            self.give_score(head, "mass", 100 if head.department_id in lagging else 60)
        self.seal("org", {head: (20, 0) if head.department_id in lagging else (0, 0, 20) for head in heads})
        self.compute()
        first = self.cycle.assessment_ids.filtered(lambda one: one.proposed_grade_id.name == "一等").employee_id
        self.assertTrue(first)
        self.assertFalse(first.department_id & lagging)
