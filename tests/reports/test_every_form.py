"""Every form of the Print menus is printed by a test, and offered only for what it is for."""

import ast
from pathlib import Path

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import UserError
from odoo.tests import TransactionCase

from tests.common import CadreCase
from tests.reports.printed import FormMixin, plain
from tests.work.test_s1 import S1Builder

HERE = Path(__file__).parent
PRINTS = {"pdf", "print_form", "assertInside"}


class TestEveryForm(TransactionCase):
    def test_a_test_prints_each(self):
        """Whatever is printed in a test is held to ``FormMixin.assertSound``: so each form has to be printed in one."""
        printed = {
            call.args[0].value
            for path in HERE.parent.rglob("test_*.py")
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in PRINTS
            and call.args
            and isinstance(call.args[0], ast.Constant)
        }
        forms = self.env["ir.actions.report"].search(
            [("report_name", "=like", "cadre_assessment_reports.%"), ("report_type", "=", "qweb-pdf")]
        )
        self.assertGreater(len(forms), 35)
        names = {form.report_name.split(".")[1] for form in forms.filtered("binding_model_id")}
        self.assertEqual(sorted(names - printed), [])


class TestOffered(S1Builder, FormMixin, CadreCase):
    """What is chosen together is printed as far as the form is for it."""

    def offered(self, records):
        reports = self.env["ir.actions.report"].with_user(self.officer_user)
        bound = reports.sudo().search([("binding_model_id.model", "=", records._name), ("domain", "!=", False)])
        valid = reports.browse(bound.ids).get_valid_action_reports(records._name, records.ids)
        return {one.report_name.split(".")[1] for one in reports.sudo().browse(valid)}

    def test_months_and_quarters_chosen_together(self):
        """月考评表 is printed of the month alone; for a quarter by itself it is not offered."""
        month, quarter = self.sheet(), self.period("quarter", 1)
        records = self.env["cadre.progress.report"].search([("period_id", "=", quarter.id)], limit=1)
        if not records:
            others = [("cycle_id", "=", self.cycle.id), ("period_id.rule_id.marked", "=", False)]
            records = month.search(others, limit=1)
        self.assertIn("month_sheet", self.offered(month | records))
        self.assertNotIn("month_sheet", self.offered(records))
        printed = self.pdf("month_sheet", month | records, name="F-07-chosen")
        self.assertEqual(printed.fronts, 1)
        everybody = self.pdf("period_month_sheets", month.period_id | quarter, name="F-07-everybody")
        self.assertNotIn(plain(quarter.name), everybody.text)
        self.assertNotIn("period_month_sheets", self.offered(quarter))
        with self.assertRaisesRegex(UserError, "no monthly sheet"), self.cr.savepoint():
            self.pdf("period_month_sheets", quarter)

    def test_an_empty_summary(self):
        """Nothing written, no grade, nothing to put right: no heading alone on a page."""
        year = self.cycle.period_ids.sorted("date_from")[-1:]
        guarded(year.sudo()).write({"summary": False})
        self.assertNotIn("period_summary", self.offered(year))
        with self.assertRaisesRegex(UserError, "nothing to sum up yet|还没有可小结的内容"), self.cr.savepoint():
            self.pdf("period_summary", year)
        year.sudo().summary = "全年工作平稳。"
        self.assertIn("period_summary", self.offered(year))
        self.assertPrinted(self.pdf("period_summary", year, name="F-08-year"), "全年工作平稳")

    def test_an_empty_ledger(self):
        """A ledger without a confirmed event is not offered, on paper or as a workbook."""
        self.assertFalse({"ledger", "ledger_xlsx"} & self.offered(self.cycle))
