"""Forms print where the addon is installed."""

import base64

from odoo.addons.cadre_assessment.tests.common import OfficeCase
from odoo.tests import tagged


@tagged("post_install", "-at_install")
class TestForms(OfficeCase):
    def test_forms_of_an_opened_year_print(self):
        """The office is offered forms of its cycle and of a work list, and each comes as a file of its kind."""
        self.cycle.with_user(self.users["officer"]).action_open()
        plan = self.env["cadre.work.plan"].search([("cycle_id", "=", self.cycle.id)], limit=1)
        printer = self.env["ir.actions.report"].with_user(self.users["officer"])
        printer = printer.with_context(force_report_rendering=True)  # tests get HTML otherwise
        printed = 0
        for record in (self.cycle, plan):
            for form in printer.cadre_forms(record._name, record.ids):
                with self.subTest(form=form["form"]):
                    made = printer.cadre_form(form["form"], record.ids)
                    begin = {"pdf": b"%PDF", "xlsx": b"PK"}[made["kind"]]
                    self.assertTrue(base64.b64decode(made["content"]).startswith(begin))
                    printed += 1
        self.assertGreater(printed, 1)

    def test_every_form_has_its_page(self):
        """The template or the workbook that each form names is there, and its model is ours."""
        forms = self.env["ir.actions.report"].search([("report_name", "=like", "cadre_assessment_reports.%")])
        self.assertGreater(len(forms), 30)
        for form in forms:
            with self.subTest(form=form.report_name):
                self.assertIn(form.model, self.env)
                if form.report_type == "xlsx":
                    self.assertIn(f"report.{form.report_name}", self.env)
                else:
                    self.assertTrue(self.env.ref(form.report_name))
