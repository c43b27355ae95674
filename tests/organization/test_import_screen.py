"""The downloaded templates fit Odoo's own import screen, in Chinese, without anybody mapping a column."""

import io
import pathlib
from datetime import date

import openpyxl
from odoo.addons.cadre_assessment.wizard.import_columns import FILES, MODELS, TEMPLATES
from odoo.tools import file_path

from tests.common import CadreCase


class TestImportScreen(CadreCase):
    def template(self, kind):
        return pathlib.Path(file_path(f"cadre_assessment/static/xls/{TEMPLATES[kind]}")).read_bytes()

    def filled(self, kind, *rows):
        """The template with rows typed under its headings: {heading: text} each."""
        book = openpyxl.load_workbook(io.BytesIO(self.template(kind)))
        sheet = book.worksheets[0]
        headings = [cell.value for cell in sheet[1]]
        for row in rows:
            sheet.append([row.get(heading) for heading in headings])
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def importer(self, kind, content):
        return (
            self.env["base_import.import"]
            .with_user(self.officer_user)
            .with_context(lang="zh_CN")
            .create(
                {
                    "res_model": MODELS[kind],
                    "file": content,
                    "file_name": TEMPLATES[kind],
                    "file_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                }
            )
        )

    def load(self, kind, *rows):
        """What the import screen does: preview (which maps the columns), then import. Gives its result."""
        options = {
            "has_headers": True,
            "quoting": '"',
            "separator": "",
            "encoding": "",
            "advanced": True,
            "keep_matches": False,
        }
        importer = self.importer(kind, self.filled(kind, *rows))
        preview = importer.parse_preview(options)
        self.assertNotIn("error", preview)
        fields = [
            "/".join(preview["matches"][place]) if place in preview["matches"] else False
            for place in range(len(preview["headers"]))
        ]
        expected = [column.field if column.kind != "name" else False for column in FILES[kind]]
        self.assertEqual([name for name in fields if name], [name for name in expected if name])
        options = {**preview["options"], **options}
        return importer.execute_import(fields, [heading.lower() for heading in preview["headers"]], options)

    def test_templates_are_offered(self):
        """Each import screen offers its template, and the file is there."""
        for kind, model in MODELS.items():
            offered = [template["template"] for template in self.env[model].get_import_templates()]
            self.assertIn(f"/cadre_assessment/static/xls/{TEMPLATES[kind]}", offered)
            first = openpyxl.load_workbook(io.BytesIO(self.template(kind))).worksheets[0]
            self.assertEqual([cell.value for cell in first[1]], [column.heading for column in FILES[kind]])
            self.assertEqual(first.max_row, 1, "an example row would be imported by mistake")

    def test_people_through_the_screen(self):
        row = {
            "工号": "S001", "姓名": "古丽·阿依", "生效日期": "2025-03-01", "性别": "女", "出生年月": "1990-05-12",
            "民族": "维吾尔族", "政治面貌": "中共党员",
            "部门编号": "T-001", "职务": "科员",
            "职务类别": "中层以下干部", "职级": "一级科员",
            "班子成员": "否", "分管领导工号": "T0001",
        }  # fmt: skip
        result = self.load("people", row)
        self.assertEqual(result["messages"], [])
        person = self.env["hr.employee"].browse(result["ids"])
        self.assertEqual((person.staff_number, person.sex, person.birthday), ("S001", "female", date(1990, 5, 12)))
        self.assertEqual((person.department_id, person.leader_in_charge_id), (self.unit, self.leader))
        self.assertEqual((person.post_class_id.code, person.cadre_rank_id.code), ("staff", "clerk_1"))
        self.assertEqual(person.version_ids.mapped("date_version"), [date(2025, 3, 1)])
        # the same number with another day: a change of post, never a second person, never an overwritten post
        result = self.load("people", {**row, "生效日期": "2025-09-01", "职务": "副科长"})
        self.assertEqual((result["messages"], result["ids"]), ([], person.ids))
        self.assertEqual(person.version_ids.sorted("date_version").mapped("job_title"), ["科员", "副科长"])

    def test_a_row_without_its_day_is_refused(self):
        """Odoo would date it today."""
        result = self.load("people", {"工号": "S002", "姓名": "无日期"})
        self.assertTrue(any("S002" in message["message"] for message in result["messages"]), result)
        self.assertFalse(self.env["hr.employee"].search([("staff_number", "=", "S002")]))

    def test_former_posts_through_the_screen(self):
        result = self.load(
            "posts", {"工号": "T0012", "生效日期": "2018-01-01", "部门编号": "T-002", "职务": "档案局科员"}
        )
        self.assertEqual(result["messages"], [])
        self.assertEqual(self.person._get_version(date(2019, 1, 1)).department_id, self.other_unit)
        self.assertEqual(self.person.job_title, "组织科一级科员")

    def test_a_number_nobody_has_is_an_error(self):
        result = self.load("posts", {"工号": "李明", "生效日期": "2018-01-01", "职务": "档案局科员"})
        self.assertTrue(result["messages"])
        self.assertFalse(result["ids"])
