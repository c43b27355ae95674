"""Every worked example is a test, in the engine and through Odoo, and every rule that was a mere text acts."""

import ast

from odoo.tests import BaseCase

from .registry import TESTS, standing
from .tables import EXAMPLES, ONCE_A_TEXT, WRONG_ONCE

KNOWN = {
    "S0-E": (1, 2, 3, 5), "S1-E": (1, 2, 4, 5, 8), "S2A-E": (1, 2, 3, 6), "S2B-E": (1,), "S3-E": (1, 3, 4, 8),
    "S4-E": (1, 3, 4, 5),
}  # fmt: skip
"""The worked examples there are."""


class TestTables(BaseCase):
    def functions(self, path):
        """{name: its source} of the test functions of a file."""
        text = (TESTS / path).read_text(encoding="utf-8")
        return {
            node.name: ast.get_source_segment(text, node)
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        }

    def assertTest(self, place, what=None):
        path, _colons, name = place.partition("::")
        found = self.functions(path)
        self.assertIn(name, found, f"{place} is not there")
        self.assertRegex(found[name], r"\bassert", f"{place} asserts nothing")
        if what:
            self.assertIn(
                what, ast.get_docstring(ast.parse(found[name]).body[0]), f"{place} does not say that it is {what}"
            )

    def test_every_example(self):
        """One test in the engine, one through Odoo."""
        known = {f"{section}{number}" for section, numbers in KNOWN.items() for number in numbers}
        self.assertEqual(set(EXAMPLES), known)
        for example, places in EXAMPLES.items():
            for place in places:
                with self.subTest(example, place=place):
                    self.assertTest(place, example)

    def test_what_came_out_wrong(self):
        """Each of ten kinds has its test through Odoo, and in the engine where the engine decides."""
        self.assertEqual(sorted(WRONG_ONCE), list(range(12, 22)))
        for number, places in WRONG_ONCE.items():
            for place in filter(None, places):
                with self.subTest(number, place=place):
                    self.assertTest(place)

    def test_what_was_a_text_acts(self):
        """Rules that a record or a text carried for nobody: each has an acting test now."""
        acting, _nothing, _later, _not_yet = standing()
        self.assertEqual(set(ONCE_A_TEXT) - acting, set())
