"""Files as offices really bring them (``cases``) come in right, or are refused with the true cause."""

import base64
import io
import pathlib
from datetime import date

import openpyxl
import xlwt
from odoo.exceptions import UserError

from tests.common import CadreCase
from tests.organization.files import problems, wizard, xlsx

FILES = pathlib.Path(__file__).parent / "cases"
PEOPLE = ("工号", "姓名", "生效日期", "性别", "出生年月", "民族", "籍贯", "部门编号", "职务")


class TestCases(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office_env = cls.env(user=cls.officer_user, context={"lang": "en_US"})
        Department = cls.env["hr.department"]
        unit = Department.create({"name": "青溪镇", "cadre_code": "YL03", "parent_id": cls.unit.id})
        for number in ("01", "02", "03", "04"):
            Department.create({"name": f"第{number}科", "cadre_code": f"YL03-{number}", "parent_id": unit.id})
        cls.env["cadre.regulation"].create(
            {"name": "全市党政机关目标管理考核实施细则（本地）", "code": "CASES", "issuer": "市委"}
        )

    def bring(self, name, kind="people", **values):
        """The wizard after the file was looked at and, where nothing is wrong, taken."""
        found = wizard(self.office_env, kind, (FILES / name).read_bytes(), name)
        found.write(values)
        return self.taken(found)

    def send(self, *rows, headings=PEOPLE, kind="people", **values):
        found = wizard(self.office_env, kind, xlsx(headings, *rows))
        found.write(values)
        return self.taken(found)

    def taken(self, found):
        found.action_check()
        if not found.problem_ids:
            found.action_import()
        return found

    def find(self, *numbers):
        found = self.env["hr.employee"].search([("staff_number", "in", numbers)])
        return found.sorted(lambda person: numbers.index(person.staff_number))

    def base(self):
        found = self.bring("F00_base_people.xlsx")
        self.assertEqual((found.state, found.created_count), ("done", 8), problems(found))

    # -- dates and numbers -----------------------------------------------------------------------------------------
    def test_built_in_chinese_dates(self):
        """Formats 57 and 27 show year and month, 31 shows the day; none has a text in the file."""
        self.assertEqual(self.bring("F01_builtin_chinese_date_format.xlsx").state, "done")
        people = self.find("PX011", "PX012", "PX013")
        self.assertEqual(people.mapped("birthday"), [date(1990, 5, 1)] * 3)
        self.assertEqual(people.mapped("birthday_month_only"), [True, False, True])

    def test_birth_dates_as_typed(self):
        found = self.bring("F10_birth_dates.xlsx")
        self.assertEqual(set(problems(found)), {(9, "出生年月")}, "only the birthday in the future is refused")
        content = (FILES / "F10_birth_dates.xlsx").read_bytes()
        book = openpyxl.load_workbook(io.BytesIO(content))
        book.active.delete_rows(9)
        stream = io.BytesIO()
        book.save(stream)
        self.assertEqual(self.taken(wizard(self.office_env, "people", stream.getvalue())).state, "done")
        people = self.find(*[f"PX100{number}" for number in range(7)])
        self.assertEqual(people.mapped("birthday"), [date(1990, 5, 1)] * 5 + [date(1990, 5, 12), date(1990, 5, 1)])
        self.assertEqual(people.mapped("birthday_month_only"), [True] * 5 + [False, True])

    def test_a_number_that_is_a_date_without_its_format(self):
        found = self.send(("PX9001", "甲", "2025-03-01", "男", 32994, "", "", "YL03-01", "科员"))
        self.assertIn("yyyy-mm-dd", problems(found)[2, "出生年月"])

    def test_numbers_with_zeros_and_numbers_too_long(self):
        self.base()
        found = self.bring("F03_number_shown_as_00123.xlsx")
        self.assertEqual((found.state, found.created_count, found.post_count), ("done", 0, 1), problems(found))
        self.assertEqual(self.find("00123").job_title, "副科长")
        for name in ("F04a_long_number_one.xlsx", "F04b_long_number_two.xlsx"):
            found = self.bring(name)
            self.assertIn("15 digits", problems(found)[2, "工号"])

    def test_error_values_and_formulas(self):
        found = self.bring("F05_error_values.xlsx")
        self.assertEqual(set(problems(found)), {(2, "职务"), (2, "籍贯")})
        self.assertIn("formula in this cell has failed", problems(found)[2, "职务"])
        typed = self.send(("PX9002", "甲", "2025-03-01", "男", "1990.05", "", "", "YL03-01", "#N/A"))
        self.assertEqual(set(problems(typed)), {(2, "职务")}, "a text file has no types: the words themselves count")

    def test_computed_totals(self):
        self.base()
        found = self.bring("F06_results_with_computed_totals.xlsx", "results")
        self.assertEqual((found.state, found.created_count), ("done", 2), problems(found))
        self.assertIn("92.35000000000001 → 92.35", found.notes)
        results = self.env["cadre.result"].search([("employee_id", "in", self.find("PX0001", "PX0002").ids)])
        self.assertEqual(sorted(results.mapped("total")), [88.33, 92.35])

    # -- what is known stays ---------------------------------------------------------------------------------------
    def test_empty_cells_and_lost_formulas_empty_nothing(self):
        self.base()
        found = self.bring("F09a_formula_without_result.xlsx")
        self.assertIn("no result", problems(found)[2, "出生年月"])
        self.assertEqual(self.bring("F09b_empty_cells.xlsx").state, "done")
        person = self.find("PX0002")
        self.assertEqual((person.birthday, person.ethnicity), (date(1990, 5, 12), "汉族"))

    def test_a_later_post_keeps_what_is_not_said(self):
        self.base()
        found = self.send(("PX0001", "张三", "2025-09-01", "", "", "", "", "", "副科长"))
        self.assertEqual((found.state, found.post_count), ("done", 1), problems(found))
        person = self.find("PX0001")
        self.assertEqual((person.job_title, person.department_id.cadre_code), ("副科长", "YL03-01"))
        self.assertEqual((person.sex, person.birthday, person.native_place), ("male", date(1985, 6, 12), "浙江"))

    def test_a_word_empties_on_purpose_and_changes_are_shown_before(self):
        self.base()
        found = wizard(
            self.office_env,
            "people",
            xlsx(PEOPLE, ("PX0001", "张三", "2025-03-01", "", "1985.07", "清空", "", "", "副科长")),
        )
        found.action_check()
        self.assertEqual(
            [(change.column, change.old, change.in_file) for change in found.change_ids],
            [("出生年月", "1985-06-12", "1985.07"), ("民族", "汉族", "—"), ("职务", "科员", "副科长")],
        )
        self.assertEqual(self.find("PX0001").ethnicity, "汉族", "a check writes nothing")
        found.action_import()
        self.assertEqual((self.find("PX0001").ethnicity, self.find("PX0001").birthday), (False, date(1985, 7, 1)))
        refused = self.send(("PX0001", "清空", "2025-03-01", "", "", "", "", "", ""))
        self.assertIn((2, "姓名"), problems(refused))

    def test_a_corrected_result_is_asked_about(self):
        self.base()
        self.assertEqual(self.bring("F16a_results_first.xlsx", "results").state, "done")
        found = self.bring("F16b_results_corrected.xlsx", "results")
        self.assertEqual(set(problems(found)), {(2, "得分"), (2, "名次"), (2, "职务")})
        self.assertIn("90.50", problems(found)[2, "得分"])
        self.assertEqual(self.bring("F16a_results_first.xlsx", "results").same_count, 1)
        found = self.bring("F16b_results_corrected.xlsx", "results", accepted=True)
        self.assertEqual((found.state, found.created_count, found.updated_count), ("done", 0, 1), problems(found))
        results = self.env["cadre.result"].search([("employee_id", "=", self.find("PX0001").id)], order="version")
        self.assertEqual(results.mapped("total"), [90.5, 93.5])
        self.assertEqual(results[1].previous_id, results[0])

    def test_a_regulation_spelt_otherwise(self):
        """Quotation marks are nothing; a name that nobody knows is said before."""
        self.base()
        self.env["cadre.regulation"].create(
            {"name": "全市党政机关目标管理考核实施细则", "code": "CASES2", "issuer": "市委"}
        )
        found = self.bring("F17_results_regulation_spelt_otherwise.xlsx", "results")
        self.assertEqual(found.state, "done", problems(found))
        results = self.env["cadre.result"].search([("employee_id", "=", self.find("PX0002").id)])
        self.assertEqual(set(results.mapped("regulation")), {"全市党政机关目标管理考核实施细则"})
        self.assertIn("is read as", found.notes)
        unknown = self.bring("F16a_results_first.xlsx", "results")
        self.assertIn("公务员年度考核", unknown.notes)

    # -- names and people ------------------------------------------------------------------------------------------
    def test_one_spelling_of_a_name(self):
        self.base()
        self.assertEqual(self.bring("F07_names_with_inner_blanks.xlsx").state, "done")
        found = self.bring("F08_names_with_other_dots.xlsx")
        self.assertEqual((found.state, found.created_count), ("done", 0), problems(found))
        people = self.find("PX0001", "PX0002", "PX0003", "PX0004")
        self.assertEqual(people.mapped("name"), ["张三", "李四", "阿卜杜拉·买买提", "古丽·阿依"])

    def test_the_odd_spelling_first(self):
        self.assertEqual(self.bring("F07_names_with_inner_blanks.xlsx").state, "done")
        self.assertEqual(self.find("PX0001").name, "张三")
        found = self.bring("F00_base_people.xlsx")
        self.assertEqual((found.state, found.created_count, found.same_count), ("done", 6, 2), problems(found))

    def test_signs_that_nobody_sees(self):
        self.assertEqual(self.bring("F12_invisible_characters.xlsx").state, "done")
        people = self.find("PX1201", "PX1202", "PX1203")
        self.assertEqual(people[0].job_title, "副局长党组成员")
        self.assertEqual(people.mapped("name")[1:], ["张三丰", "零宽人"])

    def test_numbers_without_case_and_the_same_person_under_another_number(self):
        self.base()
        found = self.send(("px0001", "张三", "2025-03-01", "男", "", "", "", "", ""))
        self.assertEqual((found.state, found.created_count), ("done", 0), problems(found))
        self.assertEqual(self.find("PX0001").staff_number, "PX0001")
        twin = ("PX7777", "张三", "2025-03-01", "男", "1985-06-12", "", "", "YL03-01", "科员")
        found = self.send(twin)
        self.assertIn("PX0001", problems(found)[2, "工号"])
        found = self.send(twin, accepted=True)
        self.assertEqual((found.state, found.created_count), ("done", 1), problems(found))
        repeated = self.send(
            ("QX1", "甲", "2025-03-01", "", "", "", "", "YL03-01", ""),
            ("qx1", "乙", "2025-03-01", "", "", "", "", "YL03-01", ""),
        )
        self.assertIn((3, "工号"), problems(repeated))

    def test_nobody_without_a_unit_in_silence(self):
        found = self.send(("PX9003", "甲", "2025-03-01", "男", "1990.05", "", "", "", "科员"))
        self.assertIn("Without a unit", found.notes)
        unknown = self.send(("PX9004", "乙", "2025-03-01", "男", "1990.05", "", "", "YL99", "科员"))
        self.assertIn("YL99", problems(unknown)[2, "部门编号"])

    def test_a_leader_of_another_company(self):
        """分管领导 employed by the county, people of the bureau."""
        county = self.env["res.company"].create({"name": "县"})
        self.env["hr.employee"].create({"name": "县领导", "staff_number": "YL9001", "company_id": county.id})
        self.officer_user.company_ids = [(4, county.id)]
        env = self.env(
            user=self.officer_user,
            context={"lang": "en_US", "allowed_company_ids": [self.env.company.id, county.id]},
        )
        head = (*PEOPLE, "分管领导工号")
        row = ("PX9005", "甲", "2025-03-01", "男", "1990.05", "", "", "YL03-01", "科员", "YL9001")
        found = self.taken(wizard(env, "people", xlsx(head, row)))
        self.assertEqual(found.state, "done", problems(found))
        self.assertEqual(self.find("PX9005").leader_in_charge_id.sudo().name, "县领导")

    # -- sheets ----------------------------------------------------------------------------------------------------
    def test_merged_cells(self):
        found = self.bring("F02_merged_department.xlsx")
        self.assertEqual(found.state, "done", problems(found))
        self.assertIn("3, 4", found.notes)
        people = self.find("PX021", "PX022", "PX023")
        self.assertEqual({person.department_id.cadre_code for person in people}, {"YL03-01"})

    def test_sheets_headings_and_what_stands_around(self):
        for name, number in (
            ("F13_hidden_first_sheet.xlsx", "PX1301"),
            ("F15a_headings_with_breaks.xlsx", "PX1501"),
            ("F15b_title_above_signature_below.xlsx", "PX1502"),
        ):
            with self.subTest(name):
                found = self.bring(name)
                self.assertEqual((found.state, found.created_count), ("done", 1), problems(found))
                self.assertTrue(self.find(number).birthday)
        self.assertIn("row 2", found.notes)
        self.assertIn("填表人", found.notes)

    def test_other_formats(self):
        found = self.bring("F18_html_table.xls")
        self.assertIn("web page", next(iter(problems(found).values())))
        row = ("PX9006", "旧格式", "2025-03-01", "男", "1990.05", "汉族", "云岭", "YL03-01", "科员")
        book = xlwt.Workbook()
        sheet = book.add_sheet("人员")
        for line, cells in enumerate((PEOPLE, row)):
            for place, cell in enumerate(cells):
                sheet.write(line, place, cell)
        stream = io.BytesIO()
        book.save(stream)
        text = "\r\n".join("\t".join(cells) for cells in (PEOPLE, row)) + "\r\n"
        for content in (stream.getvalue(), text.encode("gb18030"), text.encode("utf-16"), text.encode("utf-8-sig")):
            with self.subTest(content[:4]):
                found = self.taken(wizard(self.office_env, "people", content, "人员.xls"))
                self.assertEqual(found.state, "done", problems(found))
                self.assertEqual(self.find("PX9006").name, "旧格式")

    def test_hidden_rows_are_said(self):
        book_bytes = xlsx(
            PEOPLE, *[(f"PX91{n}", f"人{n}", "2025-03-01", "", "", "", "", "YL03-01", "") for n in "1234"]
        )
        book = openpyxl.load_workbook(io.BytesIO(book_bytes))
        for row in (3, 4):
            book.active.row_dimensions[row].hidden = True
        stream = io.BytesIO()
        book.save(stream)
        found = wizard(self.office_env, "people", stream.getvalue())
        found.action_check()
        self.assertIn("rows 3, 4", found.notes)

    def test_a_file_of_five_thousand(self):
        """Read whole and found good; where nobody takes it in the background, it says so before."""
        found = wizard(self.office_env, "people", (FILES / "F21_people_5000.xlsx").read_bytes())
        found.action_check()
        self.assertEqual((found.state, found.problem_count), ("good", 0), problems(found))
        self.assertRegex(found.notes, "At most 3000 rows.*split the file")
        with self.assertRaisesRegex(UserError, "at most 3000"):
            found.action_import()

    def test_our_templates_come_back(self):
        """A template with its examples filled in is read; what the help sheet says is no note."""
        for kind, name in (("people", "people.xlsx"), ("results", "earlier_results.xlsx")):
            path = pathlib.Path(__file__).parents[2] / "cadre_assessment" / "static" / "xls" / name
            found = self.env["cadre.staff.import"].create(
                {"kind": kind, "file": base64.b64encode(path.read_bytes()), "filename": name}
            )
            found.action_check()
            self.assertEqual((found.state, found.row_count, found.notes), ("good", 0, False), problems(found))

    def test_a_later_post_of_the_same_file_follows_the_earlier(self):
        """Two former posts of one person: what the second does not say is what the first says, not what we knew."""
        self.base()
        head = ("工号", "姓名", "生效日期", "部门编号", "职务", "职级")
        rows = (
            ("PX0001", "张三", "2025-06-01", "YL03-02", "副科长", "四级主任科员"),
            ("PX0001", "张三", "2025-09-01", "", "科长", ""),
        )
        found = self.send(*rows, headings=head, kind="posts")
        self.assertEqual(found.state, "done", problems(found))
        last = self.find("PX0001").version_ids.sorted("date_version")[-1]
        self.assertEqual(
            (last.job_title, last.department_id.cadre_code, last.cadre_rank_id.name),
            ("科长", "YL03-02", "四级主任科员"),
        )
