"""Do the cells of a file read as they were meant?  Doctests of the modules that know no database."""

import doctest

from odoo.addons.cadre_assessment.models.organization import text
from odoo.addons.cadre_assessment.wizard import import_columns, import_values
from odoo.tests import BaseCase


class TestPure(BaseCase):
    def test_doctests(self):
        for module in (text, import_values, import_columns):
            failed, tried = doctest.testmod(module, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
            self.assertTrue(tried)
            self.assertEqual(failed, 0, module.__name__)
