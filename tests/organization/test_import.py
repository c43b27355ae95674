"""A file comes in whole or not at all, matched by staff number, with row, column and reason of what is wrong."""

from datetime import date

from odoo.exceptions import AccessError
from odoo.tools import mute_logger
from psycopg2.errors import UniqueViolation

from tests.common import CadreCase
from tests.organization.files import problems, wizard, xlsx

PEOPLE = (
    "工号",
    "姓名",
    "生效日期",
    "性别",
    "出生年月",
    "政治面貌",
    "部门编号",
    "职务",
    "职务类别",
    "职级",
    "任现职时间",
    "分管领导工号",
)


class TestImport(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office_env = cls.env(user=cls.officer_user, context={"lang": "en_US"})
        cls.office_section.cadre_code = "T-001-01"

    def row(self, number, name, since="2025-03-01", *, born="1990.05", leader="T0001", department="T-001-01"):
        return (
            number,
            name,
            since,
            "女",
            born,
            "中共党员",
            department,
            "科员",
            "中层以下干部",
            "一级科员",
            "2025.03",
            leader,
        )

    def people_file(self, *rows):
        return wizard(self.office_env, "people", xlsx(PEOPLE, *rows))

    def find(self, *numbers):
        return self.env["hr.employee"].search([("staff_number", "in", numbers)])

    def test_good_file(self):
        """New people come in with their post, rank and leader; a month is kept as a month; counts are right."""
        found = self.people_file(self.row("N001", "王伟"), self.row("N002", "王伟", born="19900512", leader="N001"))
        found.action_check()
        self.assertEqual((found.state, found.row_count, problems(found)), ("good", 2, {}))
        self.assertFalse(self.find("N001"), "a check writes nothing")
        found.action_import()
        self.assertEqual(
            (found.state, found.created_count, found.post_count, found.updated_count),
            ("done", 2, 0, 0),
            problems(found),
        )
        first, second = self.find("N001"), self.find("N002")
        self.assertEqual((first.birthday, first.birthday_month_only), (date(1990, 5, 1), True))
        self.assertEqual((second.birthday, second.birthday_month_only), (date(1990, 5, 12), False))
        self.assertEqual((first.sex, first.party_member), ("female", True))
        self.assertEqual(first.version_ids.date_version, date(2025, 3, 1))
        self.assertEqual(first.department_id, self.office_section)
        self.assertEqual(
            (first.job_title, first.post_class_id.code, first.cadre_rank_id.code), ("科员", "staff", "clerk_1")
        )
        self.assertEqual((first.post_since, first.post_since_month_only), (date(2025, 3, 1), True))
        self.assertEqual(first.leader_in_charge_id, self.leader)
        self.assertEqual(second.leader_in_charge_id, first, "a leader may stand in the same file")

    def test_bad_rows_name_row_column_and_reason_and_nothing_is_written(self):
        """One bad row keeps all rows out."""
        found = self.people_file(
            self.row("N001", "好人"),
            self.row("N002", "甲", department="X-99"),
            self.row("N001", "乙"),
            self.row("N003", "丙", since="2025-02-30"),
            self.row("N004", "丁", born=1990.1),
            self.row("N005", "戊", leader="X0001"),
            ("N006", "", "2025-03-01", "?", "", "革命党", "", "", "班长", "九级", "", "N006"),
            self.row("T0012", "不是李明"),
        )
        found.action_import()
        self.assertEqual(found.state, "bad")
        places = problems(found)
        self.assertEqual(
            set(places),
            {
                (3, "部门编号"), (4, "工号"), (5, "生效日期"), (6, "出生年月"), (7, "分管领导工号"),
                (8, "姓名"), (8, "性别"), (8, "政治面貌"), (8, "职务类别"), (8, "职级"), (8, "分管领导工号"),
                (9, "姓名"),
            },
        )  # fmt: skip
        self.assertIn("row 2", places[4, "工号"])
        self.assertIn("李明", places[9, "姓名"])
        self.assertEqual(found.problem_count, 12)
        self.assertFalse(self.find("N001", "N002", "N003", "N004", "N005", "N006"))
        self.assertEqual(self.person.name, "李明")

    def test_headings(self):
        """An unknown, a repeated and a missing column are named before any row is looked at."""
        found = wizard(
            self.office_env, "people", xlsx(("工号", "工号", "姓名", "星座"), ("N001", "N001", "甲", "狮子"))
        )
        found.action_check()
        self.assertEqual(set(problems(found)), {(1, "工号"), (1, "星座"), (1, "生效日期")})

    def test_a_known_person_with_another_day_gets_a_new_post(self):
        """History is never overwritten: the former version stays as it was; columns not in the file are taken over."""
        self.person.expertise = "会计"
        found = wizard(
            self.office_env,
            "people",
            xlsx(("工号", "姓名", "生效日期", "职务"), ("T0012", "李明", "2025-07-01", "组织科副科长")),
        )
        found.action_import()
        self.assertEqual(
            (found.state, found.created_count, found.post_count, found.updated_count),
            ("done", 0, 1, 0),
            problems(found),
        )
        old, new = self.person.version_ids.sorted("date_version")
        self.assertEqual((old.date_version, old.job_title), (date(2022, 1, 1), "组织科一级科员"))
        self.assertEqual((new.date_version, new.job_title), (date(2025, 7, 1), "组织科副科长"))
        self.assertEqual(new.department_id, self.org_section)
        self.assertEqual(new.post_class_id, old.post_class_id)
        self.assertEqual(self.person.expertise, "会计")

    def test_the_same_file_twice_changes_nothing(self):
        """The second time the same rows are there already: no second person, no second post, nothing written."""
        for created, same in ((1, 0), (0, 1)):
            found = self.people_file(self.row("N001", "王伟"))
            found.action_import()
            self.assertEqual(
                (found.state, found.created_count, found.updated_count, found.same_count),
                ("done", created, 0, same),
                problems(found),
            )
        self.assertEqual(len(self.find("N001").version_ids), 1)

    def test_former_posts(self):
        """File 2: older versions by staff number and day; the post in force stays in force."""
        file = xlsx(
            ("工号", "姓名", "生效日期", "部门编号", "职务", "职级"),
            ("T0012", "李明", "2015.08", "T-002", "档案局科员", "二级科员"),
            ("T0012", "", "2019-06-01", "T-002", "档案局科员", "一级科员"),
        )
        found = wizard(self.office_env, "posts", file)
        found.action_import()
        self.assertEqual((found.state, found.post_count, found.updated_count), ("done", 2, 0), problems(found))
        self.assertEqual(
            self.person.version_ids.sorted("date_version").mapped("job_title"),
            ["档案局科员", "档案局科员", "组织科一级科员"],
        )
        self.assertEqual(self.person.job_title, "组织科一级科员")
        self.assertEqual(self.person._get_version(date(2020, 1, 1)).department_id, self.other_unit)

    def test_former_posts_of_nobody_or_of_another(self):
        """An unknown number and a name that is not that number's are refused."""
        file = xlsx(("工号", "姓名", "生效日期"), ("X9999", "李明", "2015-08-01"), ("T0013", "李明", "2015-08-01"))
        found = wizard(self.office_env, "posts", file)
        found.action_import()
        self.assertEqual(set(problems(found)), {(2, "工号"), (3, "姓名")})
        self.assertEqual(len(self.other.version_ids), 1)

    def test_results_are_added_and_never_overwritten(self):
        """File 3: results of earlier years with their origin; the same again is left alone, another is refused."""
        headings = ("工号", "年度", "考核依据", "等次", "得分", "结果来源")
        row = ("T0012", "2024", "公务员年度考核", "优秀", "92.50", "云组发〔2025〕2号")
        found = wizard(self.office_env, "results", xlsx(headings, row))
        found.action_import()
        self.assertEqual((found.state, found.created_count), ("done", 1), problems(found))
        result = self.env["cadre.result"].search([("employee_id", "=", self.person.id)])
        self.assertEqual(
            (result.name, result.staff_number, result.grade_code, result.total, result.has_total, result.origin),
            ("李明", "T0012", "outstanding", 92.5, True, "imported"),
        )
        found = wizard(self.office_env, "results", xlsx(headings, row))
        found.action_import()
        self.assertEqual((found.state, found.created_count, found.same_count), ("done", 0, 1), problems(found))
        found = wizard(self.office_env, "results", xlsx(headings, (*row[:3], "称职", *row[4:])))
        found.action_import()
        self.assertEqual((found.state, set(problems(found))), ("bad", {(2, "等次")}))
        self.assertEqual(len(self.env["cadre.result"].search([("employee_id", "=", self.person.id)])), 1)

    def test_more_rows_than_a_batch_of_the_import_screen(self):
        """2,001 rows with one bad row at the end: none of them comes in, and the row is named (by check alone)."""
        rows = [self.row(f"B{n:05d}", "王伟") for n in range(2000)]
        found = self.people_file(*rows, self.row("B99999", "王伟", department="nowhere"))
        with self.assertQueryCount(60):
            found.action_import()
        self.assertEqual(list(problems(found)), [(2002, "部门编号")])
        self.assertFalse(self.env["hr.employee"].search_count([("staff_number", "=like", "B%")]))

    def test_only_the_office(self):
        """Nobody but the office opens the wizard; a section head, a leader or an auditor does not."""
        for role in ("plain", "person", "section_head", "leader", "decider", "discipline", "auditor"):
            with self.assertRaises(AccessError, msg=role):
                wizard(self.env(user=getattr(self, f"{role}_user")), "people", xlsx(PEOPLE))

    def test_state_sent_by_a_client_is_not_believed(self):
        """A wizard that says it was checked is checked again."""
        found = self.people_file(self.row("N002", "甲", department="X-99"))
        found.write({"state": "good", "problem_count": 0})
        found.action_import()
        self.assertEqual(found.state, "bad")
        self.assertFalse(self.find("N002"))

    @mute_logger("odoo.sql_db")
    def test_staff_numbers_are_unique(self):
        """One number, one person; blanks and full-width characters do not make another number."""
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.make_employee("别人", " Ｔ００１２ ")
        self.person.active = False
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.make_employee("别人", "T0012")
