"""得分排名表 as a workbook: figures that can be reckoned with, and a sheet that prints well (S0-24, S0-25)."""

import io

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError
from openpyxl import load_workbook

from tests.assessment.common import YearCase
from tests.reports.printed import artifacts


class TestWorkbook(YearCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_year()
        cls.compute()

    def workbook(self, user=None):
        content, kind = (
            self.env["ir.actions.report"]
            .with_user(user or self.officer_user)
            ._render_xlsx("cadre_assessment_reports.ranking_xlsx", self.cycle.ids, {})
        )
        self.assertEqual(kind, "xlsx")
        (artifacts() / "ranking.xlsx").write_bytes(content)
        return load_workbook(io.BytesIO(content))

    def table(self, sheet):
        """(heads, rows by name)."""
        heads = [cell.value for cell in sheet[2]]
        rows = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=3)]
        return heads, {row["姓名"].value: row for row in rows}

    def test_figures(self):
        """S0-E3 in the workbook: totals, points and ranks are numbers with two decimals, ranks whole."""
        heads, rows = self.table(self.workbook().active)
        self.assertEqual(len(rows), 13)
        total = next(head for head in heads if head.startswith("总"))
        for employee, points, rank in ((self.a, 95.60, 1), (self.b, 92.00, 2), (self.c, 92.00, 2)):
            row = rows[employee.name]
            self.assertIsInstance(row[total].value, (int, float))
            self.assertEqual(round(row[total].value, 2), points)
            self.assertEqual(row[total].number_format, "0.00")
            self.assertEqual((row["名次"].value, row["名次"].data_type), (rank, "n"))
        half = next(head for head in heads if head.startswith("个人半年度"))
        self.assertEqual(rows[self.a.name][half].value, 30)
        self.assertEqual(rows[self.b.name][half].value, 24)
        parts = [head for head in heads if head.startswith(("个人", "内部"))]
        self.assertEqual(len(parts), 3)
        for row in rows.values():
            self.assertAlmostEqual(sum(row[part].value for part in parts), row[total].value, 2)

    def test_headings_stand_whole(self):
        """A heading of three lines has the height of three; brackets beside Chinese are as wide as the characters."""
        sheet = self.workbook().active
        long = next(cell for cell in sheet[2] if cell.value.startswith("个人半年度"))
        self.assertTrue(long.value.endswith("\uff0830\uff09"), long.value)
        places = sum(1 if sign.isascii() else 2 for sign in long.value)
        width = sheet.column_dimensions["F"].width
        self.assertGreaterEqual(sheet.row_dimensions[2].height, 15 * places / width)
        self.assertEqual((sheet.page_setup.paperSize, sheet.page_setup.orientation), (9, "landscape"))
        self.assertEqual((sheet.print_title_rows, sheet.page_setup.fitToWidth or 1), ("$1:$2", 1))
        self.assertIn("第", sheet.oddFooter.center.text)

    def test_order(self):
        """The first row is the first rank."""
        _heads, rows = self.table(self.workbook().active)
        ranks = [row["名次"].value for row in rows.values()]
        self.assertEqual(ranks, sorted(ranks))

    def test_print_settings(self):
        """A4 landscape, one page wide, heading rows on every page, head frozen, filter on."""
        sheet = self.workbook().active
        self.assertEqual((sheet.page_setup.paperSize, sheet.page_setup.orientation), (9, "landscape"))
        self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
        self.assertEqual((sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight), (1, 0))
        self.assertEqual(sheet.print_title_rows, "$1:$2")
        self.assertTrue(sheet.freeze_panes)
        self.assertTrue(sheet.auto_filter.ref.startswith("A2:"))
        self.assertIn("得分排名表", sheet["A1"].value)

    def test_no_formula(self):
        """A name that looks like a formula stays a name."""
        assessment = self.assessment(self.b)
        guarded(assessment.sudo()).write({"name": "=1+1"})
        _heads, rows = self.table(self.workbook().active)
        self.assertEqual(rows["=1+1"]["姓名"].data_type, "s")

    def test_access(self):
        """The ranking of everybody is for who may see everybody (law: rights are asked where it is made)."""
        for user in (self.person_user, self.leader_user, self.plain_user):
            with self.assertRaises(AccessError):
                self.workbook(user)
        self.workbook(self.decider_user)

    def test_queries(self):
        """The number of queries does not grow with the number of people: as many for 13 as for 30."""
        report = self.env["ir.actions.report"].with_user(self.officer_user)

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            report._render_xlsx("cadre_assessment_reports.ranking_xlsx", self.cycle.ids, {})
            return self.env.cr.sql_log_count - before

        count()
        few = count()
        self.make_people(17, prefix="Q")
        self.cycle.with_user(self.officer_user).action_refresh()
        self.compute()
        self.assertEqual(len(self.cycle.assessment_ids.filtered("assessed")), 30)
        self.assertLessEqual(count(), few)
