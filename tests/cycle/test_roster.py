"""Who is assessed as of a day. (S0-01, S0-10, and the history of posts)"""

from datetime import date

from odoo.addons.cadre_assessment.models.cycle.roster import roster, subjects

from tests.acting.registry import acts

from ..common import CadreCase

END = date(2025, 12, 31)


class TestRoster(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.make_cycle()

    def row(self, employee, day=END):
        return next((row for row in roster(self.cycle, day) if row.employee_id == employee.id), None)

    def test_scope(self):
        """S0-01: mid-level heads and below; the committee's leaders stand there with the reason why not."""
        rows = roster(self.cycle, END)
        assessed = {row.employee_id for row in subjects(rows)}
        self.assertEqual(assessed, set(self.people.ids))
        leader = self.row(self.leader)
        self.assertEqual((leader.assessed, leader.in_base, leader.uses_seat), (False, False, False))
        self.assertIn("委领导班子", leader.scope_reason)
        self.assertNotIn(self.discipline.id, {row.employee_id for row in rows}, "of another unit")
        worker = self.make_employee("吴师傅", "T0099", post_class="worker")
        self.assertEqual(self.row(worker).scope_reason, "不属于机关中层正职及以下干部")

    def test_what_a_row_says(self):
        """The facts of the printed forms, in the language of the scheme's texts."""
        row = self.row(self.person)
        self.assertEqual((row.employee_name, row.staff_number, row.post), ("李明", "T0012", "组织科一级科员"))
        self.assertEqual((row.gender, row.birthday, row.ethnicity), ("男", date(1985, 6, 1), "汉族"))
        self.assertEqual((row.party_member, row.post_class_code), (True, "staff"))
        self.assertEqual((row.department_id, row.unit_id), (self.org_section.id, self.unit.id))
        self.assertEqual((row.leader_id, row.leader_user_id), (self.leader.id, self.leader_user.id))
        self.assertEqual((row.user_id, row.problems), (self.person_user.id, ()))

    @acts("S0-10", "self.cycle", organizer_id=False)
    def test_leader_in_charge(self):
        """S0-10: the leader in charge of the person, else the organizer."""
        self.assertEqual(self.row(self.other).leader_id, self.leader.id)
        self.other.version_id.leader_in_charge_id = self.other_leader
        self.assertEqual(self.row(self.other).leader_id, self.other_leader.id)
        self.cycle.organizer_id = False
        self.assertEqual(self.row(self.person).problems, ("no_leader",))

    def test_section_head(self):
        self.org_section.manager_id = self.section_head
        self.assertEqual(self.row(self.person).section_head_id, self.section_head.id)
        self.assertIsNone(self.row(self.section_head).section_head_id, "nobody is his own section head")

    def test_posts_as_of_a_day(self):
        """A later post does not change an earlier day, and before the first post nobody is there."""
        self.person.create_version(
            {
                "date_version": "2025-07-01",
                "department_id": self.press_section.id,
                "job_title": "宣传科科长",
                "post_class_id": self.category("post_class", "mid_head").id,
            }
        )
        before, after = self.row(self.person, date(2025, 6, 30)), self.row(self.person, date(2025, 7, 1))
        self.assertEqual((before.department_id, before.post), (self.org_section.id, "组织科一级科员"))
        self.assertEqual((after.department_id, after.post_class_code), (self.press_section.id, "mid_head"))
        late = self.make_employee("新同志", "T0050", since="2025-09-01")
        self.assertIsNone(self.row(late, date(2025, 8, 31)))
        self.assertEqual(self.row(late, date(2025, 9, 1)).entered, date(2025, 9, 1))

    def test_who_moved_to_another_unit(self):
        self.other.create_version({"date_version": "2025-10-01", "department_id": self.other_unit.id})
        self.assertTrue(self.row(self.other, date(2025, 9, 30)))
        self.assertIsNone(self.row(self.other))

    def test_who_left(self):
        """Through the day of departure, archived or not; who is archived without a date is not there."""
        self.other.write({"departure_date": date(2025, 11, 15)})
        self.other.active = False
        self.assertTrue(self.row(self.other, date(2025, 11, 15)))
        self.assertIsNone(self.row(self.other, date(2025, 11, 16)))
        self.person.active = False
        self.assertIsNone(self.row(self.person, date(2025, 1, 1)))

    def test_units_below(self):
        """A cycle of a whole county sees the people of its units."""
        county = self.env["hr.department"].create({"name": "测试县"})
        (self.unit | self.other_unit).parent_id = county
        cycle = self.make_cycle(unit_id=county.id)
        self.assertEqual({row.unit_id for row in roster(cycle, END)}, {self.unit.id, self.other_unit.id})

    def test_without_a_scope_everybody_is_assessed(self):
        self.scheme.scope_ids.unlink()
        self.assertTrue(all(row.assessed for row in roster(self.cycle, END)))

    def test_no_line_speaks(self):
        self.scheme.scope_ids.filtered(lambda line: not line.criterion_id).unlink()
        worker = self.make_employee("吴师傅", "T0099", post_class="worker")
        row = self.row(worker)
        self.assertEqual((row.assessed, row.in_base, row.scope_reason), (False, False, ""))

    def test_problems(self):
        self.person.version_id.post_class_id = False
        self.person.staff_number = False
        self.assertEqual(self.row(self.person).problems, ("no_post_class", "no_staff_number"))
        self.assertEqual(self.row(self.make_people(1)).problems, ("no_user",))
        self.leader.user_id = False
        self.assertIn("leader_without_user", self.row(self.other).problems)
        self.leader.active = False
        self.assertIn("leader_left", self.row(self.other).problems)

    def test_queries_do_not_grow_with_people(self):
        """Law 2: as many for 500 people as for 50."""
        counts = []
        for number, prefix in ((49, "A"), (449, "B")):
            self.make_crowd(number, prefix)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            rows = roster(self.cycle, END)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(len(subjects(rows)), 504)
        self.assertEqual(counts[0], counts[1])
        self.assertLessEqual(counts[1], 12)

    def test_looking_before_opening(self):
        """The office sees everybody with the verdict and what is wrong; who had no post yet stands there too."""
        self.make_employee("新同志", "T0050", since="2027-01-01")
        self.person.version_id.post_class_id = False
        action = self.cycle.with_user(self.officer_user).action_people()
        lines = self.env["cadre.roster.line"].with_user(self.officer_user).search(action["domain"])
        shown = {line.employee_name: line for line in lines}
        self.assertEqual(len(shown), 8)
        self.assertTrue(shown["王芳"].assessed)
        self.assertFalse(shown["何书记"].assessed)
        self.assertIn("class of the post", shown["李明"].problem_text)
        self.assertIn("no post recorded", shown["新同志"].problem_text)
        self.assertEqual(shown["李明"].action_open_employee()["res_id"], self.person.id)
