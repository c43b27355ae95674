"""The posts that are free are those that may be filled: approved, less held, less reserved (S4-P2-09, S4-P4-03)."""

from datetime import date
from unittest.mock import patch

from odoo.addons.cadre_assessment.models.organization.vacancy import cover, vacancies
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError
from psycopg2.errors import SerializationFailure

from tests.common import CadreCase

ON = date(2025, 6, 30)


class HeadcountCase(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ranks = {rank.code: rank for rank in cls.env["cadre.rank"].search([])}
        cls.deputy = cls.category("layer", "section_deputy")

    @classmethod
    def number(cls, approved=1, department=None, layer="section_deputy", **values):
        """A row of the headcount, from 2020 on."""
        of = {"layer_id": cls.category("layer", layer).id} if layer else {}
        return cls.env["cadre.headcount"].create(
            {
                "department_id": (department or cls.unit).id,
                "approved": approved,
                "document": "云编发〔2020〕5号",
                "date_from": "2020-01-01",
                **of,
                **values,
            }
        )

    @classmethod
    def post(cls, name="副科长", department=None, rank="section_deputy", **values):
        return cls.env["hr.job"].create(
            {
                "name": name,
                "department_id": (department or cls.org_section).id,
                "cadre_rank_id": cls.ranks[rank].id,
                **values,
            }
        )

    def ranked(self, number, rank, department=None, **values):
        return self.make_employee(
            f"测试{number}", f"H{number}", department or self.org_section, cadre_rank_id=self.ranks[rank].id, **values
        )

    def free(self, row, on=ON):
        return vacancies(row, on)[row].free


class TestVacancy(HeadcountCase):
    def test_who_holds_one(self):
        """By the rank of the person, or of the post; who left, and posts that use no number, are not counted."""
        row = self.number(5)
        held = self.ranked("A", "section_deputy")
        by_post = self.ranked("B", "clerk_1", job_id=self.post().id)
        apart = self.ranked("C", "section_deputy", job_id=self.post("调研员", counts_in_headcount=False).id)
        gone = self.ranked("D", "section_deputy", departure_date="2025-06-01")
        self.ranked("E", "section_head")
        self.ranked("F", "section_deputy", since="2025-07-01")
        found = vacancies(row, ON)[row]
        self.assertEqual(set(found.holders), {held.id, by_post.id})
        self.assertNotIn(apart.id, found.holders)
        self.assertEqual((found.approved, found.kept, found.free), (5, 0, 3))
        self.assertIn(gone.id, vacancies(row, date(2025, 5, 31))[row].holders)
        self.assertEqual(len(vacancies(row, date(2025, 7, 1))[row].holders), 3)

    def test_leading_posts_and_grades_have_numbers_of_their_own(self):
        """领导职数 and 职级职数 of one layer."""
        leading, grades = self.number(1, ladder="leading"), self.number(2, ladder="grade")
        self.ranked("A", "section_deputy")
        self.ranked("B", "chief_3")
        self.assertEqual([self.free(leading), self.free(grades)], [0, 1])

    def test_of_a_class_and_of_a_section(self):
        row = self.number(1, self.press_section, layer=None, post_class_id=self.category("post_class", "staff").id)
        self.assertEqual(self.free(row), 0)  # 王芳
        self.assertEqual(vacancies(row, ON)[row].holders, tuple(self.other.ids))

    def test_a_unit_below_has_its_own_number(self):
        """A school of the bureau has its own headcount; a section is part of its unit."""
        school = self.env["hr.department"].create({"name": "测试学校", "is_unit": True, "parent_id": self.unit.id})
        row, below = self.number(2), self.number(2, school)
        self.ranked("A", "section_deputy", school)
        self.assertEqual([self.free(row), self.free(below)], [2, 1])

    def test_a_posting_changes_no_number(self):
        """O-08: 挂职 keeps the post at home and takes none there."""
        row, there = self.number(1), self.number(1, self.other_unit)
        man = self.ranked("A", "section_deputy")
        values = {"employee_id": man.id, "kind": "posted", "level": "county", "date_from": "2025-01-01"}
        self.env["cadre.posting"].create({**values, "host_unit_id": self.other_unit.id})
        self.assertEqual([self.free(row), self.free(there)], [0, 1])

    def test_more_than_approved(self):
        row = self.number(1)
        self.ranked("A", "section_deputy")
        self.ranked("B", "section_deputy")
        self.assertEqual((self.free(row), row.vacancy), (-1, -1))
        self.assertEqual(self.post().vacancy, 0, "nothing is free, and no more than nothing is missing")

    def test_reserved(self):
        row = self.number(3)
        reservations = type(row)._reservations
        with patch.object(type(row), "_reservations", lambda rows, on, holders: {row: (("竞争上岗", 2),)}):
            self.assertEqual((self.free(row), row.reserved, row.vacancy), (1, 2, 1))
            row.invalidate_recordset()
            self.assertIn("竞争上岗", row.vacancy_said)
        self.assertEqual(reservations(row, ON, {}), {})

    def test_a_post_of_several_numbers_needs_a_place_of_each(self):
        job = self.post(post_class_id=self.category("post_class", "mid_deputy").id)
        self.assertEqual((cover(job, ON), job.vacancy), ({}, 0), "no number is approved: nothing is free")
        row, section = self.number(3), self.number(1, self.org_section)
        of_class = self.number(2, layer=None, post_class_id=job.post_class_id.id)
        ended = self.number(9, self.org_section, date_from="2010-01-01", date_to="2019-12-31")
        job.invalidate_recordset()
        self.assertEqual(set(cover(job, ON)[job.id]), {row, section, of_class})
        self.assertNotIn(ended, job.headcount_ids)
        self.assertEqual(job.vacancy, 1)
        for text in ("云编发〔2020〕5号", "3", "2"):
            self.assertIn(text, job.vacancy_said)
        job.counts_in_headcount = False
        self.assertEqual((job.headcount_ids.ids, job.vacancy), ([], 0))

    def test_odoo_s_wish_is_no_number(self):
        """A new job "wants" one person in Odoo: no vacancy comes of it."""
        job = self.post()
        self.assertEqual((job.no_of_recruitment, job.vacancy), (1, 0))
        job.no_of_recruitment = 7
        self.assertEqual(job.vacancy, 0)

    def test_queries_do_not_grow(self):
        """All units at once: as many queries as for one."""
        units = self.env["hr.department"].create([{"name": f"局{n}", "is_unit": True} for n in range(40)])
        rows = self.env["cadre.headcount"].union(*[self.number(2, unit) for unit in units])
        for number, unit in enumerate(units[:20]):
            self.ranked(f"Q{number}", "section_deputy", unit)
        self.env.flush_all()
        counts = []
        for some in (rows[:2], rows):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            vacancies(some, ON)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
        self.assertLessEqual(counts[1], 4)


class TestNumbers(HeadcountCase):
    def refused(self, **values):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.number(**values)

    def test_no_day_has_two(self):
        self.number(date_to="2024-12-31")
        self.refused()
        self.refused(date_from="2024-12-31")
        self.number(date_from="2025-01-01")
        self.number(date_from="2025-01-01", layer="section_head")
        self.number(date_from="2025-01-01", ladder="leading")
        self.number(date_from="2025-01-01", department=self.press_section)

    def test_of_a_layer_or_a_class(self):
        self.refused(layer=None)
        self.refused(post_class_id=self.category("post_class", "staff").id)
        self.refused(date_to="2019-12-31")

    def test_two_who_reserve_at_once(self):
        """Whoever read the number before another one reserved has to read it again."""
        row = self.number()
        self.env.flush_all()
        row._claim()
        row._claim()
        self.assertEqual(row.claims, 2)


class TestConcurrentClaims(HeadcountCase):
    def test_in_two_transactions(self):
        """Two transactions that have read the same row: the second one cannot claim it (Odoo repeats its request)."""
        with self.registry.cursor() as setup:
            env = self.env(cr=setup)
            unit = env["hr.department"].create({"name": "并发局", "is_unit": True})
            values = {"department_id": unit.id, "layer_id": self.deputy.id, "approved": 1, "document": "x"}
            row_id = env["cadre.headcount"].create({**values, "date_from": "2020-01-01"}).id
        try:
            with self.registry.cursor() as one, self.registry.cursor() as two:
                rows = [self.env(cr=cr)["cadre.headcount"].browse(row_id) for cr in (one, two)]
                for row in rows:
                    row.read(["approved"])
                rows[0]._claim()
                one.commit()
                with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                    rows[1]._claim()
                two.rollback()
        finally:
            with self.registry.cursor() as clean:
                row = self.env(cr=clean)["cadre.headcount"].browse(row_id)
                unit = row.department_id
                row.unlink()
                unit.unlink()


@tagged("post_install", "-at_install")
class TestWhoSays(HeadcountCase):
    def test_the_approved_number_is_the_departments_word(self):
        row = self.number()
        for user in (self.officer_user, self.auditor_user):
            self.assertEqual(row.with_user(user).approved, 1)
        for user in (self.officer_user, self.auditor_user, self.person_user, self.leader_user, self.decider_user):
            for write in (
                lambda own: own.write({"approved": 9}),
                lambda own: own.unlink(),
                lambda own: own.copy({"date_from": "2030-01-01"}),
            ):
                with self.assertRaises(AccessError):
                    write(row.with_user(user))
        row.with_user(self.manager_user).approved = 2
        neighbours = self.number(department=self.other_unit)
        with self.assertRaises(AccessError):
            neighbours.with_user(self.officer_user).read(["approved"])

    def test_an_office_keeps_the_posts_of_its_units(self):
        Job = self.env["hr.job"].with_user(self.officer_user)
        own = Job.create({"name": "科长", "department_id": self.org_section.id})
        own.name = "科长（正科）"
        with self.assertRaises(AccessError):
            Job.create({"name": "科长", "department_id": self.other_unit.id})
        with self.assertRaises(AccessError):
            own.department_id = self.other_unit
        theirs = self.post(department=self.other_unit)
        with self.assertRaises(AccessError):
            theirs.with_user(self.officer_user).name = "x"

    def test_no_office_makes_room_by_calling_a_post_another_one(self):
        job = self.post()
        own = job.with_user(self.officer_user)
        own.cadre_rank_id = self.ranks["section_head"]  # nobody holds it yet
        self.assertEqual(own.layer_id.code, "section_head")
        self.ranked("A", "section_head", job_id=job.id)
        for values in (
            {"cadre_rank_id": self.ranks["clerk_1"].id},
            {"layer_id": self.deputy.id},
            {"counts_in_headcount": False},
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                own.write(values)
        with self.assertRaises(AccessError), self.cr.savepoint():
            own.copy({"counts_in_headcount": False})
        own.write({"name": "副科长（主持工作）", "cadre_rank_id": own.cadre_rank_id.id})
        own.with_user(self.manager_user).counts_in_headcount = False

    def test_who_holds_it_is_for_the_office(self):
        """Everybody of the house reads what posts there are; not the figures behind them."""
        job = self.post()
        self.ranked("A", "section_deputy", job_id=job.id)
        self.assertEqual(job.with_user(self.officer_user).holder_ids.staff_number, "HA")
        for user in (self.person_user, self.leader_user):
            self.assertEqual(job.with_user(user).name, "副科长")
            for name in ("holder_ids", "vacancy", "vacancy_said", "headcount_ids"):
                with self.assertRaises(AccessError):
                    job.with_user(user).read([name])
