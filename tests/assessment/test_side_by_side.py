"""Those who decide see the people of one pool side by side; nothing is added up that cannot be."""

from odoo.exceptions import AccessError
from odoo.tests import Form

from tests.assessment.common import YearCase


class TestSideBySide(YearCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_year()
        cls.compute()
        cls.pool = cls.cycle.pool_ids.filtered(lambda pool: pool.quota_id.use == "result")[:1]
        cls.env["cadre.result"].sudo().create(
            {
                "employee_id": cls.person.id,
                "name": cls.person.name,
                "year": cls.cycle.year - 1,
                "regulation": cls.scheme.regulation_id.name,
                "grade_code": "excellent",
                "grade_name": "优秀",
                "total": 91.5,
                "has_total": True,
            }
        )

    def draft(self):
        return self.env["cadre.decision"].browse(
            self.cycle.with_user(self.officer_user).action_prepare_decision()["res_id"]
        )

    def test_the_people_of_one_pool(self):
        """Everybody who competes for the seats and nobody else, with his last years and what the decision gives."""
        decision = self.draft()
        action = self.pool.with_user(self.officer_user).action_side_by_side()
        rows = self.env[action["res_model"]].with_user(self.officer_user).search(action["domain"])
        self.assertEqual(rows, self.cycle.assessment_ids.filtered("assessed").with_user(self.officer_user))
        mine = rows.filtered(lambda one: one.employee_id == self.person)
        self.assertIn(f"{self.cycle.year - 1} 优秀", mine.years_text)
        line = decision.line_ids.filtered(lambda one: one.assessment_id == mine)
        self.assertEqual(mine.decision_grade_id, line.grade_id)
        opened = decision.with_user(self.decider_user).action_side_by_side()
        self.assertEqual(opened["domain"], action["domain"], "one pool: its people at once")

    def test_nobody_else(self):
        """Who does not decide opens no pool."""
        for role in ("person", "leader", "plain"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.pool.with_user(getattr(self, f"{role}_user")).action_side_by_side()

    def test_queries_do_not_grow_with_rows(self):
        rows = self.cycle.assessment_ids.filtered("assessed").with_user(self.officer_user)

        def asked(some):
            self.env.invalidate_all()
            count = self.env.cr.sql_log_count
            some.mapped("years_text")
            return self.env.cr.sql_log_count - count

        asked(rows)
        self.assertLessEqual(asked(rows), asked(rows[:2]))

    def test_counts_of_a_decision(self):
        """Counted by one statement they are those of the lines, stored or being edited."""
        decision = self.draft()
        grades = self.scheme.result_scale_id.grade_ids
        line = decision.line_ids[0]
        line.with_user(self.officer_user).write(
            {"grade_id": (grades - line.proposed_grade_id)[0].id, "reason": "集体研究"}
        )
        decision.invalidate_recordset()
        self.assertEqual(
            (decision.line_count, decision.different_count),
            (len(decision.line_ids), len(decision.line_ids.filtered("different"))),
        )
        self.assertGreaterEqual(decision.different_count, 1)
        with Form(decision.with_user(self.officer_user)) as form:
            before = form.different_count
            with form.line_ids.edit(0) as edited:
                edited.grade_id = line.proposed_grade_id or grades[:1]
            self.assertNotEqual(form.different_count, before)

    def test_totals_of_two_cycles_are_not_averaged(self):
        """Within a cycle there is an average, over two of them there is none."""
        Assessment = self.env["cadre.assessment"].with_user(self.officer_user)
        other = self.cycle.sudo().copy({"name": "另一周期", "year": self.cycle.year - 1})
        self.env.cr.execute(
            "INSERT INTO cadre_assessment (cycle_id, company_id, employee_id, name, assessed, has_total, total, state) "
            "SELECT %s, company_id, employee_id, name, true, true, 10, 'computed' FROM cadre_assessment "
            "WHERE cycle_id = %s AND assessed",
            [other.id, self.cycle.id],
        )
        domain = [("cycle_id", "in", (self.cycle | other).ids), ("assessed", "=", True)]
        [(average,)] = Assessment._read_group(domain, [], ["total:avg"])
        self.assertFalse(average)
        averages = dict(Assessment._read_group(domain, ["cycle_id"], ["total:avg"]))
        self.assertEqual(averages[other.with_user(self.officer_user)], 10)
        self.assertTrue(averages[self.cycle.with_user(self.officer_user)])
