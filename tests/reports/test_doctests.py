"""The doctests of the sheet, its pages and its words are their specification."""

import doctest
import importlib

from odoo.tests import BaseCase

MODULES = ("words", "sheet", "paginate", "matrix", "score_sheet")


class TestDoctests(BaseCase):
    def test_doctests(self):
        for name in MODULES:
            module = importlib.import_module(f"odoo.addons.cadre_assessment_reports.report.{name}")
            result = doctest.testmod(module)
            self.assertFalse(result.failed, name)
            self.assertTrue(result.attempted, name)
