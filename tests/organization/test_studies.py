"""Studies: the words of an office are kept, the level of an order stands beside them."""

import importlib.util
from pathlib import Path

from odoo.tests import Form
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from tests.common import CadreCase

MIGRATION = Path(__file__).parents[2] / "cadre_assessment/migrations/19.0.1.4.0/post-studies.py"
FILE = ["employee_id", "kind", "level", "degree", "school", "date_from", "date_to"]


class TestStudies(CadreCase):
    def study(self, **values):
        return self.env["cadre.education"].create({"employee_id": self.person.id, **values})

    def load(self, *rows):
        return self.env["cadre.education"].with_user(self.officer_user).load(FILE, [list(row) for row in rows])

    def test_words_are_kept_and_their_level_found(self):
        for written, code in (("大专", "college"), ("大学本科", "bachelor"), ("研究生", "master"), ("大普", False)):
            study = self.study(level=written)
            self.assertEqual((study.level, study.level_code), (written, code))
        self.assertEqual(self.study(degree="农学学士").degree_code, "bachelor")

    def test_a_level_chosen_by_hand_stays(self):
        """Nobody but the office knows what 大普 is."""
        study = self.study(level="大普")
        study.level_code = "college"
        study.flush_recordset()
        study.school = "云州学院"
        self.assertEqual((study.level, study.level_code), ("大普", "college"))
        study.level = "本科"
        self.assertEqual(study.level_code, "bachelor")

    def test_what_no_level_is_found_by_is_listed(self):
        odd, plain, none = self.study(level="大普"), self.study(level="大专", degree="无"), self.study()
        odd_degree = self.study(level="大学", degree="荣誉学位")
        self.assertEqual((odd | plain | none | odd_degree).filtered("level_open"), odd | odd_degree)
        Study = self.env["cadre.education"].with_user(self.officer_user)
        mine = [("employee_id", "=", self.person.id)]
        self.assertEqual(Study.search([*mine, ("level_open", "=", True)]), odd | odd_degree)
        self.assertEqual(Study.search([*mine, ("level_open", "=", False)]), plain | none)
        people = self.env["hr.employee"].with_user(self.officer_user)
        self.assertEqual(people.search([("cadre_education_ids.level_open", "=", True)]), self.person)

    def test_the_kind_that_the_words_name(self):
        """函授 is no full-time study, though the default says so; who chooses the kind himself has said it."""
        self.assertEqual(self.study(level="函授本科").kind, "correspondence")
        study = self.study(level="大学", school="省委党校法律专业", kind="in_service")
        self.assertEqual(study.kind, "party_school")
        study.kind = "full_time"
        self.assertEqual(study.kind, "full_time")
        plain = self.study(level="大学", school="云州学院")
        self.assertEqual(plain.kind, "full_time")
        plain.school = "云州学院成人教育学院"
        self.assertEqual(plain.kind, "adult")

    def test_a_file_as_offices_write_it(self):
        found = self.load(
            [self.person.staff_number, "全日制教育", "大学专科", "", "云州学院", "1996-09-01", "1999-07-01"],
            [self.person.staff_number, "在职教育", "中央党校大学", "", "中央党校", "2003-09-01", "2005-12-01"],
            [self.person.staff_number, "自考", "大学本科", "法学学士", "西岭师范学院", "", ""],
            [self.person.staff_number, "", "研究生", "", "", "", ""],
        )
        self.assertTrue(found["ids"], found["messages"])
        studies = self.env["cadre.education"].browse(found["ids"])
        self.assertEqual(studies.mapped("kind"), ["full_time", "party_school", "self_study", "full_time"])
        self.assertEqual(studies.mapped("level"), ["大学专科", "中央党校大学", "大学本科", "研究生"])
        self.assertEqual(studies.mapped("level_code"), ["college", "bachelor", "bachelor", "master"])
        self.assertEqual(str(studies[0].date_from), "1996-09-01")

    def test_a_file_with_a_kind_that_nobody_knows(self):
        found = self.load([self.person.staff_number, "听说", "大学", "", "", "", ""])
        self.assertFalse(found["ids"])
        self.assertTrue(found["messages"])

    def test_on_the_form(self):
        form = Form(self.person.with_user(self.officer_user), "cadre_assessment.hr_employee_view_form_person")
        with form.cadre_education_ids.new() as line:
            line.level = "省委党校研究生"
            self.assertEqual(line.level_code, "master")
        form.save()
        self.assertEqual(self.person.cadre_education_ids.kind, "party_school")

    def test_studies_do_not_end_before_they_begin(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.study(date_from="2005-09-01", date_to="2001-07-01")

    def test_the_update_finds_the_kinds_and_empties_nothing(self):
        texts = (
            ("full_time", "函授本科", False),
            ("in_service", "大学", "省委党校"),
            ("in_service", "大普", "云州学院"),
        )
        studies = self.env["cadre.education"].browse(
            [self.study(kind=kind, level=level, school=school).id for kind, level, school in texts]
        )
        self.env.flush_all()
        for study, (kind, _level, _school) in zip(studies, texts, strict=True):
            self.cr.execute("UPDATE cadre_education SET kind = %s WHERE id = %s", (kind, study.id))
        spec = importlib.util.spec_from_file_location("post_studies", MIGRATION)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        for _again in range(2):
            script.migrate(self.cr, "19.0.1.3.0")
            self.env.invalidate_all()
            self.assertEqual(studies.mapped("kind"), ["correspondence", "party_school", "in_service"])
            self.assertEqual(
                [(study.level, study.school) for study in studies], [(level, school) for _kind, level, school in texts]
            )


class TestPostingsAtTheGrassRoots(CadreCase):
    def test_a_village_team_is_and_the_office_says_it_of_others(self):
        values = {"employee_id": self.person.id, "date_from": "2024-03-01", "date_to": "2024-12-31"}
        village = self.env["cadre.posting"].create({**values, "kind": "village", "place": "柳树村"})
        posted = self.env["cadre.posting"].create(
            {**values, "kind": "posted", "level": "county", "host_unit_id": self.other_unit.id}
        )
        self.assertEqual((village.is_grassroots, posted.is_grassroots), (True, False))
        posted.write({"is_grassroots": True, "is_leading_post": True})
        self.assertTrue(posted.is_grassroots)
