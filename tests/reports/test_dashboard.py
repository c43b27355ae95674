"""The figures of a cycle: grades and totals by section, for those who may see everybody."""

from tests.assessment.common import YearCase

ACTIONS = ("cadre_assessment_action_grades", "cadre_assessment_action_totals")
MENUS = ("menu_cadre_results_grades", "menu_cadre_results_totals")


class TestDashboard(YearCase):
    def test_figures(self):
        """Average totals of the sections are those of the assessments themselves, one line a section."""
        self.give_year()
        self.compute()
        Assessment = self.env["cadre.assessment"].with_user(self.officer_user)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "cadre_assessment_reports.cadre_assessment_action_totals"
        )
        self.assertEqual(
            [mode for _view, mode in action["views"]], ["graph", "pivot", "list", "form"], "the bars come first"
        )
        Assessment.get_views([(view, mode) for view, mode in action["views"]])
        groups = Assessment._read_group(
            [("assessed", "=", True), ("cycle_id", "=", self.cycle.id)], ["department_id"], ["total:avg", "__count"]
        )
        self.assertEqual(sum(count for _department, _average, count in groups), 13)
        for department, average, count in groups:
            people = self.cycle.assessment_ids.filtered(lambda one, place=department: one.department_id == place)
            self.assertEqual(count, len(people.filtered("assessed")))
            self.assertAlmostEqual(average, sum(people.mapped("total")) / count, 2)

    def test_menus(self):
        """The office, the body and the auditor find them under Results; a person does not."""
        menus = [self.env.ref(f"cadre_assessment_reports.{name}").id for name in MENUS]
        for user in (self.officer_user, self.decider_user, self.auditor_user):
            self.assertLessEqual(set(menus), self.env["ir.ui.menu"].with_user(user)._visible_menu_ids())
        for user in (self.person_user, self.leader_user):
            self.assertFalse(set(menus) & self.env["ir.ui.menu"].with_user(user)._visible_menu_ids())
