"""The sample county loads through Odoo's own import, whole, without a warning, and only once."""

import csv
import pathlib
import subprocess
import sys
from datetime import date

from odoo.tests import TransactionCase

ROOT = pathlib.Path(__file__).parents[2]
DATA = ROOT / "data"
sys.path.append(str(ROOT / "tools"))

from load_county import load  # noqa: E402

MODELS = ("hr.department", "res.users", "hr.employee", "hr.version", "cadre.body", "cadre.body.member", "cadre.result")
SUBJECTS = ("mid_head", "mid_deputy", "staff")


class TestCounty(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.before = cls.count()
        cls.rows = load(cls.env, DATA)
        cls.organ = cls.env.ref("county.dept_jiguangongwei")

    @classmethod
    def count(cls):
        return {model: cls.env[model].with_context(active_test=False).search_count([]) for model in MODELS}

    def people(self, *domain):
        return (
            self.env["hr.employee"].with_context(active_test=False).search([("staff_number", "=like", "YL%"), *domain])
        )

    def test_files_are_those_of_the_generator(self):
        """The committed files are what the generator makes, byte for byte."""
        made = subprocess.run(
            [sys.executable, ROOT / "tools" / "make_county.py", "--check"], capture_output=True, text=True
        )
        self.assertEqual((made.returncode, made.stdout), (0, ""), made.stderr)

    def test_every_row_is_there_and_only_once(self):
        """Counts are those of the files; a second load changes nothing and warns of nothing."""
        for name, rows in self.rows.items():
            with (DATA / name).open(encoding="utf-8", newline="") as stream:
                self.assertEqual(rows, sum(1 for _row in csv.reader(stream)) - 1, name)
        counts = self.count()
        self.assertEqual(counts["hr.employee"] - self.before["hr.employee"], 513)
        self.assertEqual(counts["hr.version"] - self.before["hr.version"], 513 + self.rows["hr.version.csv"])
        self.assertEqual(counts["cadre.result"] - self.before["cadre.result"], self.rows["cadre.result.csv"])
        with self.assertNoLogs(level="WARNING"):
            load(self.env, DATA)
        self.assertEqual(self.count(), counts)

    def test_units(self):
        """41 units with a leadership team, 12 of them townships; each has a head, a township two (S3-08)."""
        units = self.env["hr.department"].search([("cadre_code", "=like", "YL%"), ("has_team", "=", True)])
        self.assertEqual(len(units), 41)
        self.assertEqual(len(units.filtered(lambda unit: unit.unit_category_id.code == "township")), 12)
        self.assertTrue(all(unit.comparison_group_id and unit.manager_id for unit in units))
        heads = self.people(("is_unit_head", "=", True)).grouped(lambda person: person.department_id.unit_id)
        for unit in units:
            self.assertEqual(len(heads[unit]), 2 if unit.unit_category_id.code == "township" else 1, unit.name)
        self.assertEqual(self.organ.people_count, 17)

    def test_the_organ_of_the_first_scheme(self):
        """13 subjects, each with a login and led by a deputy secretary of the leading body; one is not in the Party."""
        subjects = self.people(("department_id.unit_id", "=", self.organ.id), ("post_class_id.code", "in", SUBJECTS))
        self.assertEqual(len(subjects), 13)
        self.assertTrue(all(subjects.mapped("user_id")))
        self.assertEqual(len(subjects.filtered(lambda person: not person.party_member)), 1)
        self.assertTrue(set(subjects.mapped("sex")) == {"male", "female"})
        leaders = subjects.leader_in_charge_id
        self.assertEqual(sorted(leaders.mapped("name")), ["林国栋", "沈雪梅"])
        members = self.env.ref("county.body_leading")._members_on(date(2025, 12, 31), {"deputy"})
        self.assertEqual(members.employee_id, leaders)
        self.assertEqual(members.filtered("organizer").employee_id.name, "林国栋")
        for person in subjects:
            self.assertIn(person.department_id, person.leader_in_charge_id.led_department_ids, person.name)
            self.assertLess(min(person.version_ids.mapped("date_version")), date(2025, 1, 1), person.name)

    def test_everybody_can_be_found_by_the_rules(self):
        """Nobody lacks what a scope rule or a printed form asks for; there are homonyms to trip over."""
        people = self.people()
        for name in ("post_class_id", "cadre_rank_id", "identity_id", "staffing_id", "political_status_id", "ethnicity",
                     "birthday", "post_since", "rank_since", "work_start", "department_id", "job_title"):  # fmt: skip
            self.assertFalse(people.filtered(lambda person, name=name: not person[name]), name)
        self.assertFalse(people.filtered(lambda person: person.party_member and not person.party_date))
        without = people.filtered(lambda person: not person.leader_in_charge_id)
        self.assertEqual(set(without.mapped("post_class_id.code")), {"county_leader"})
        twice = {name for name, same in people.grouped("name").items() if len(same) > 1}
        self.assertEqual(twice, {"王伟", "李娜", "张敏"})
        self.assertEqual(len(people.filtered(lambda person: not person.active)), 3)

    def test_history(self):
        """Who moved had another post before; results of two years name the post of their year and their origin."""
        moved = self.people(("name", "=", "刘洋"))
        self.assertEqual(moved._get_version(date(2024, 2, 29)).department_id.unit_id.name, "城关镇")
        self.assertEqual(moved._get_version(date(2024, 3, 1)).department_id.unit_id, self.organ)
        results = self.env["cadre.result"].search([("employee_id", "=", moved.id)]).sorted("year")
        self.assertEqual(results.mapped("year"), [2023, 2024])
        self.assertEqual(results.mapped("unit_name"), ["城关镇", self.organ.name])
        self.assertEqual(set(results.mapped("origin")), {"imported"})
        self.assertTrue(all(results.mapped("origin_note")))

    def test_logins(self):
        """Every role of the table has somebody who can log in, and nobody has more than his role."""
        for login, role in (
            ("chenzhigang", "officer"), ("zhaomin", "officer"), ("linguodong", "leader"), ("shenxuemei", "leader"),
            ("zhoumingyuan", "decider"), ("sunliping", "manager"), ("gaojie", "auditor"), ("leiming", "discipline"),
            ("zhangjianjun", "section_head"), ("situjing", "user"),
        ):  # fmt: skip
            user = self.env["res.users"].search([("login", "=", login)])
            self.assertTrue(user.has_group(f"cadre_assessment.group_cadre_{role}"), login)
            self.assertEqual((user.lang, user.tz, len(user.employee_ids)), ("zh_CN", "Asia/Shanghai", 1), login)
        self.assertFalse(self.env["res.users"].search([("login", "=", "situjing")]).has_group("hr.group_hr_user"))
