"""A simulation says who would have another grade and why, and leaves every result alone."""

from unittest.mock import patch

from odoo.addons.cadre_assessment.models.computation import gather
from odoo.exceptions import AccessError, UserError

from tests.assessment.common import YearCase

GATHER = gather.__name__


class TestSimulation(YearCase):
    """The thirteen of the worked examples (S0-E3): A 96.00, B 88.00 and 2 seats."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_year()
        cls.compute()
        cls.draft = cls.scheme.with_user(cls.officer_user).copy()

    def simulate(self, scheme=None, user=None):
        simulation = (
            self.env["cadre.simulation"]
            .with_user(user or self.officer_user)
            .create({"cycle_id": self.cycle.id, "scheme_id": (scheme or self.draft).id})
        )
        simulation.action_run()
        return simulation

    def weigh(self, **weights):
        for code, weight in weights.items():
            self.draft.component_ids.filtered(lambda one, code=code: one.code == code).weight = weight

    def line(self, simulation, employee):
        return simulation.line_ids.filtered(lambda line: line.assessment_id.employee_id == employee)

    def tables(self):
        """Everything a computation could touch, as it stands in the database."""
        self.env.flush_all()
        found = {}
        for name in (
            "cadre_assessment", "cadre_assessment_line", "cadre_assessment_award", "cadre_pool", "cadre_result",
            "cadre_cycle", "cadre_ledger_posting", "cadre_ballot_tally", "cadre_score", "cadre_progress_report",
            "cadre_decision", "cadre_scheme", "cadre_scheme_component", "mail_message",
        ):  # fmt: skip
            self.env.cr.execute(f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t.id), '')) FROM {name} t")  # pylint: disable=sql-injection
            found[name] = self.env.cr.fetchone()[0]
        return found

    def test_the_same_rules_change_nobody(self):
        """A copy without a change: both sides alike, down to rank and reason."""
        simulation = self.simulate()
        self.assertEqual((simulation.subject_count, simulation.changed_count), (13, 0))
        for line in simulation.line_ids:
            assessment = line.assessment_id
            self.assertEqual((line.total_before, line.rank_before), (assessment.total, assessment.rank))
            self.assertEqual((line.total_after, line.rank_after), (assessment.total, assessment.rank))
            self.assertEqual(line.grade_id_before, assessment.proposed_grade_id)
            self.assertEqual(line.grade_id_after.code, assessment.proposed_grade_id.code)
            self.assertEqual(line.reason_before, line.reason_after)
            self.assertFalse(line.why)
        self.assertFalse(simulation.left_out)

    def test_the_records_are_read_once(self):
        """Both sides are computed from the same records, and not from two looks at them."""
        with patch(f"{GATHER}.subject_rows", wraps=gather.subject_rows) as asked:
            self.simulate()
        self.assertEqual(asked.call_count, 1)

    def test_who_changes_and_why(self):
        """With one seat instead of two the second loses it; the total is the same and the reason says the seat."""
        self.draft.quota_ids.filtered(lambda one: one.use == "result").ratio = 0.1
        simulation = self.simulate()
        (worse,) = simulation.line_ids.filtered(lambda line: line.change == "down")
        self.assertEqual((simulation.changed_count, simulation.down_count, simulation.up_count), (1, 1, 0))
        self.assertEqual((worse.grade_id_before.name, worse.grade_id_after.name[:2]), ("优秀", "称职"))
        self.assertEqual(worse.total_before, worse.total_after)
        self.assertIn("1 seats", worse.reason_after)
        self.assertIn("rules for grades", worse.why)

    def test_other_weights(self):
        """60 + 40 instead of 80 + 20: the totals follow, and the parts that differ are named with both figures."""
        self.weigh(items=60, half=20, year=40, internal=40)
        simulation = self.simulate()
        line = self.line(simulation, self.b)
        # 良好 0.8 and 优秀 1; ballot (12 × 100 + 6 × 80 + 2 × 60) / 20 = 90
        self.assertEqual(line.total_before, 30 * 0.8 + 50 + 18)
        self.assertEqual(line.total_after, 20 * 0.8 + 40 + 36)
        self.assertIn("内部评价 18.00 → 36.00", line.why)
        self.assertIn("个人年度工作项目完成情况得分 50.00 → 40.00", line.why)

    def test_bands_instead_of_seats(self):
        """A scheme by bands: everybody from 90 up is 优秀 where no quota is left."""
        self.draft.quota_ids.filtered(lambda one: one.use == "result").unlink()
        self.draft.banded = True
        for grade, bound in zip(self.draft.result_scale_id.grade_ids.sorted("sequence"), (90, 80, 70), strict=False):
            grade.write({"has_band": True, "band_from": bound})
        simulation = self.simulate()
        for line in simulation.line_ids:
            wanted = "优秀" if line.total_after >= 90 else "称职" if line.total_after >= 80 else "基本称职"
            self.assertEqual(line.grade_id_after.name[: len(wanted)], wanted)

    def test_nothing_is_touched(self):
        """No result, no trace, no pool, no message: the tables are what they were, down to the byte."""
        self.weigh(items=60, half=20, year=40, internal=40)
        before = self.tables()
        simulation = self.simulate()
        self.assertTrue(simulation.line_ids)
        simulation.action_run()
        self.assertEqual(self.tables(), before)

    def test_a_decided_year_too(self):
        """What would have been: results that are archived can be looked at, and stay."""
        self.fill_findings()
        self.clear_vetoes()
        self.decide()
        before = self.tables()
        simulation = self.simulate()
        self.assertEqual((simulation.subject_count, simulation.changed_count), (13, 0))
        self.assertEqual(self.tables(), before)

    def test_parts_without_a_counterpart(self):
        """They are left out, counted and named; what is new has no input and follows its own rule for that (G12)."""
        internal = self.draft.component_ids.filtered(lambda one: one.code == "internal")
        internal.code = "renamed"
        simulation = self.simulate()
        self.assertIn("internal: 13", simulation.left_out)
        self.assertNotEqual(self.line(simulation, self.a).total_before, self.line(simulation, self.a).total_after)

    def test_rules_that_cannot_be_used(self):
        """A draft with a contradiction is refused with its problems; nothing is half written."""
        self.weigh(internal=50)
        simulation = (
            self.env["cadre.simulation"]
            .with_user(self.officer_user)
            .create({"cycle_id": self.cycle.id, "scheme_id": self.draft.id})
        )
        with self.assertRaisesRegex(UserError, "130"):
            simulation.action_run()
        self.assertFalse(simulation.line_ids)

    def test_other_subjects(self):
        """A scheme of units says nothing about persons."""
        with self.assertRaises(UserError):
            self.simulate(self.env.ref("regulations.scheme_s2b"))

    def test_a_run_again_replaces_the_lines(self):
        simulation = self.simulate()
        self.weigh(items=60, half=20, year=40, internal=40)
        simulation.action_run()
        self.assertEqual(len(simulation.line_ids), 13)

    def test_who_may(self):
        """Everybody's totals are the office's business: nobody else sees, makes or runs a simulation."""
        simulation = self.simulate()
        for user in (
            self.person_user, self.leader_user, self.decider_user, self.auditor_user, self.plain_user,
            self.section_head_user, self.discipline_user,
        ):  # fmt: skip
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    self.simulate(user=user)
                with self.assertRaises(AccessError):
                    simulation.with_user(user).action_run()
                with self.assertRaises(AccessError):
                    simulation.with_user(user).read(["name"])
                with self.assertRaises(AccessError):
                    simulation.line_ids.with_user(user).read(["total_after"])

    def test_what_was_found_is_not_written(self):
        """Over RPC Odoo lets a client write read-only fields; here the office itself cannot."""
        simulation = self.simulate()
        line = simulation.line_ids[0].with_user(self.officer_user)
        for values in ({"changed_count": 9}, {"left_out": "x"}, {"run_on": False}, {"line_ids": [(5, 0, 0)]}):
            with self.subTest(values), self.assertRaises(AccessError):
                simulation.with_user(self.officer_user).write(values)
        with self.assertRaises(AccessError):
            self.env["cadre.simulation"].with_user(self.officer_user).create(
                {"cycle_id": self.cycle.id, "scheme_id": self.draft.id, "changed_count": 3}
            )
        with self.assertRaises(AccessError):
            line.write({"total_after": 100})
        with self.assertRaises(AccessError):
            line.unlink()
        with self.assertRaises(AccessError):
            line.create({"simulation_id": simulation.id, "assessment_id": line.assessment_id.id, "name": "x"})

    def test_queries_do_not_grow_with_people(self):
        """Law 2: thirteen subjects or thirty-three, as many queries but for the rows that are written."""
        simulation = self.simulate()

        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            simulation.action_run()
            return self.env.cr.sql_log_count - start

        few = queries()
        self.make_people(20, prefix="Z")
        self.cycle.with_user(self.officer_user).action_compute()
        simulation.action_run()
        many = queries()
        self.assertEqual(len(simulation.line_ids), 33)
        self.assertLessEqual(many, few + 3)
