"""A computation is repeatable and says what changed; every input moves exactly what rests on it."""

from unittest.mock import patch

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, LockError, UserError
from odoo.tools import mute_logger

from tests.acting.registry import acts
from tests.assessment.common import YearCase

WATCHED = [
    "total",
    "rank",
    "proposed_grade_id",
    "pending",
    "reason_code",
    "flags",
    "write_date",
    "write_uid",
    "changed_run",
]


class TestCompute(YearCase):
    def _rows(self):
        """Every stored value of every assessment and every line of its trace, ids included."""
        self.env.flush_all()
        self.env.cr.execute("SELECT * FROM cadre_assessment WHERE cycle_id = %s ORDER BY id", [self.cycle.id])
        assessments = self.env.cr.dictfetchall()
        self.env.cr.execute(
            "SELECT l.* FROM cadre_assessment_line l JOIN cadre_assessment a ON a.id = l.assessment_id "
            "WHERE a.cycle_id = %s ORDER BY l.id",
            [self.cycle.id],
        )
        return {row["id"]: row for row in assessments}, self.env.cr.dictfetchall()

    def test_again_without_a_change_changes_nothing(self):
        """A second computation writes no row of an assessment, of its trace or of a pool, not even its write date."""
        self.give_year()
        self.compute()
        before = self._rows()
        with patch("odoo.addons.cadre_assessment.models.computation.bulk.copy_in") as copied:
            self.compute()
        copied.assert_not_called()
        self.assertEqual(self._rows(), before)
        self.assertFalse(self.cycle.assessment_ids.filtered("changed"))
        self.assertEqual(self.cycle.compute_run, 2)

    def test_what_changed_is_shown(self):
        """After a change the person shows the total and the grade before, and the chatter counts, without a name."""
        self.give_year()
        self.compute()
        self.rate(self.b, "half", "优秀")
        self.compute()
        b = self.assessment(self.b)
        changed = self.env["cadre.assessment"].search([("cycle_id", "=", self.cycle.id), ("changed", "=", True)])
        self.assertEqual((b.total, b.previous_total, b.changed), (98.0, 92.0, True))
        self.assertEqual((b.proposed_grade_id.name, b.previous_grade_id.name), ("优秀", "称职"))
        self.assertEqual(changed, b + self.assessment(self.c))  # C lost the seat that B now has
        self.assertEqual(self.assessment(self.c).previous_grade_id.name, "优秀")
        message = self.cycle.message_ids[0].body
        self.assertIn("2", message)
        self.assertNotIn(self.b.name, message)

    def test_one_input_of_each_component_moves_what_rests_on_it(self):
        """Half-year grade, annual grade, ballot count: the person's line and total move; nobody else's trace does."""
        self.give_year()
        person = self.rest[3]
        tally = self.ballot.tally_ids.filtered(lambda one: one.subject_id.employee_id == person)
        first, second = tally.sorted("count", reverse=True)[0], tally.filtered(lambda one: one.grade_id.is_top)
        changes = {
            "half": lambda: self.rate(person, "half", "一般"),
            "year": lambda: self.rate(person, "year", "一般"),
            "internal": lambda: (first.sudo().write({"count": 10}), second.sudo().write({"count": 10})),
        }
        self.compute()
        for code, change in changes.items():
            with self.subTest(component=code):
                before, lines = self._rows()
                change()
                self.compute()
                after, lines_after = self._rows()
                mine = self.assessment(person)
                self.assertNotEqual(before[mine.id]["total"], after[mine.id]["total"])
                moved = [key for key in after if after[key]["trace_digest"] != before[key]["trace_digest"]]
                self.assertEqual(moved, [mine.id])
                totals = [key for key in after if after[key]["total"] != before[key]["total"]]
                self.assertEqual(totals, [mine.id])
                by_code = self._by_component(lines, mine), self._by_component(lines_after, mine)
                self.assertEqual([key for key in by_code[1] if by_code[0][key] != by_code[1][key]], [code])
                others = [[line for line in rows if line["assessment_id"] != mine.id] for rows in (lines, lines_after)]
                self.assertEqual(others[0], others[1])

    def _by_component(self, lines, assessment):
        return {
            self.env["cadre.scheme.component"].browse(line["component_id"]).code: (
                line["raw"],
                line["points"],
                line["source"],
            )
            for line in lines
            if line["assessment_id"] == assessment.id
        }

    def test_the_lines_add_up(self):
        """The points shown in a trace add up to the total, to the cent."""
        self.give_year()
        self.compute()
        for assessment in self.cycle.assessment_ids.filtered("has_total"):
            self.assertAlmostEqual(sum(assessment.line_ids.mapped("points")), assessment.total, 2)

    @acts("S3-02", "self.cycle", cut_off="2025-09-30")
    def test_the_post_of_the_cut_off_day_counts(self):
        """S3-02: who moves to another post before the cut-off day stands there with the new post, after it not."""
        self.give_year()
        self.compute()
        self.b.create_version({"date_version": "2025-10-01", "job_title": "宣传科科长"})
        self.c.create_version({"date_version": "2026-01-01", "job_title": "组织科主任科员"})
        self.compute()
        self.assertEqual(self.assessment(self.b).post, "宣传科科长")
        self.assertEqual(self.assessment(self.c).post, "组织科科长")

    def test_who_left_is_not_assessed(self):
        """Whoever moved to another unit before the cut-off day stays in the list, with the reason why not assessed."""
        self.give_year()
        self.b.create_version({"date_version": "2025-10-01", "department_id": self.other_unit.id})
        self.compute()
        gone = self.assessment(self.b)
        self.assertFalse(gone.assessed)
        self.assertTrue(gone.reason)
        pool = self.cycle.pool_ids.filtered(lambda one: one.quota_id.use == "result")
        self.assertEqual(pool.base, 12)

    def test_excluded_people_stand_in_the_list_with_their_reason(self):
        """S0-01: members of the leadership team are no subjects; the list says so."""
        decider = self.assessment(self.decider)
        self.assertFalse(decider.assessed)
        self.assertTrue(decider.scope_reason)
        self.assertFalse(decider.finding_ids)
        self.assertEqual(len(self.cycle.assessment_ids.filtered("assessed")), 13)

    def test_only_the_office_computes(self):
        """The person, his leader and a member of the deciding body do not compute."""
        for user in (self.person_user, self.leader_user, self.decider_user, self.auditor_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.cycle.with_user(user).action_compute()

    @mute_logger("odoo.sql_db")
    def test_a_second_click_at_the_same_moment(self):
        """While one computation runs, another one is told so and computes nothing."""
        self.give_year()
        busy = patch.object(type(self.cycle), "lock_for_update", side_effect=LockError("locked"))
        with busy, self.assertRaisesRegex(UserError, "being computed"):
            self.compute()
        self.assertFalse(self.cycle.compute_run)

    def test_the_committee_marks_out_of_100(self):
        """A0-1, the other method: 50 × mark / 100 of the committee; a grade on a record is no mark of 0."""
        self.give_year()
        year = self.component("year")
        self.env.cr.execute("UPDATE cadre_scheme_component SET method = 'raw_100' WHERE id = %s", [year.id])
        self.env.invalidate_all()
        guarded(self.rate(self.b, "year", "优秀")).write({"mark": False})  # as a rating taken back leaves it
        values = {"cycle_id": self.cycle.id, "component_id": year.id, "employee_id": self.b.id, "value": 90}
        self.env["cadre.score"].with_user(self.officer_user).create(values).action_confirm()
        self.compute()
        line = self.assessment(self.b).line_ids.filtered(lambda one: one.component_id == year)
        self.assertEqual((line.raw, line.points), (90, 45))
        self.assertEqual(self.assessment(self.b).total, 87)
        self.assertIn("missing:year", self.assessment(self.c).flags)

    def test_a_late_event_computes_one_person(self):
        """A late event re-runs one subject: the others' rows stay, seats are those nobody holds, ranks are right."""
        self.give_year()
        self.compute()
        a, c = self.assessment(self.a), self.assessment(self.c)
        self.env.cr.execute(
            "UPDATE cadre_assessment SET decided_grade_id = proposed_grade_id WHERE id = ANY(%s)", [[a.id, c.id]]
        )
        self.env.invalidate_all()
        before, _lines = self._rows()
        self.rate(self.b, "half", "优秀")
        b = self.assessment(self.b)
        self.cycle._recompute(b)
        self.env.invalidate_all()
        after, _lines = self._rows()
        self.assertEqual((b.total, b.rank), (98.0, 1))
        self.assertEqual(b.proposed_grade_id.name, "称职")  # both seats are held
        self.assertEqual([key for key in after if after[key] != before[key]], [b.id])
