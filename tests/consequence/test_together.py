"""The body and the office do many at once, in as many queries as few. (law 2)"""

from odoo.addons.cadre_assessment.models.guard import guarded

from tests.consequence.test_versions import VersionCase

PARTS = 80
"""So many queries for the archive of a cycle with what follows from it, however many people."""


class TestTogether(VersionCase):
    def crowd(self, count, prefix):
        people = self.make_crowd(count, prefix)
        scale = self.scheme.result_scale_id
        grade = scale.grade_ids.filtered(lambda one: one.code == "competent")
        return guarded(self.env["cadre.assessment"]).create(
            [
                {
                    "cycle_id": self.staff.id,
                    "name": person.name,
                    "employee_id": person.id,
                    "state": "published",
                    "assessed": True,
                    "in_base": True,
                    "has_total": True,
                    "total": 80,
                    "decided_grade_id": grade.id,
                }
                for person in people
            ]
        )

    def counted(self, work):
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        work()
        self.env.flush_all()
        self.env.cr.precommit.run()
        return self.env.cr.sql_log_count - before

    def test_archive_and_consequences(self):
        """100 and 1,000 people: results, what follows from each, and the results behind it."""
        found = {}
        for count in (20, 100, 1000):
            self.crowd(count, f"Q{count}")
            found[count] = self.counted(self.staff.with_user(self.officer_user).action_archive_results)
        proposed = self.staff.consequence_ids.filtered(lambda one: one.rule_id == self.money)
        self.assertEqual(len(proposed), 1120)
        self.assertEqual(proposed.result_ids, self.staff.result_ids)
        self.assertLessEqual(found[1000], PARTS, found)
        self.assertLessEqual(found[1000], found[100] + 2, found)  # the chunks: two of a thousand, for 1,120 people

    def proposed(self, count, prefix):
        one = {"cycle_id": self.staff.id, "name": "奖金", "action": "money", "amount": 1}
        people = self.make_crowd(count, prefix)
        return (
            self.env["cadre.consequence"]
            .sudo()
            .create([{**one, "employee_id": person.id, "person_name": person.name} for person in people])
        )

    def test_approve_and_carry_out(self):
        """One click of the body for 1,000 costs what it costs for 100."""
        found = {}
        for count in (30, 100, 1000):
            money = self.proposed(count, f"A{count}")
            approve = self.counted(money.with_user(self.decider_user).action_approve)
            done = self.counted(money.with_user(self.officer_user).action_done)
            self.assertEqual(set(money.mapped("state")), {"done"})
            found[count] = approve, done
        for few, many in zip(found[100], found[1000], strict=True):
            self.assertLessEqual(many, few + 25, found)  # people are read by the thousand, rows written by the hundred
