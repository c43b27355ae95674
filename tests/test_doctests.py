"""The examples in the docstrings of both addons hold. (Those of the engine run without Odoo: tests/engine.)"""

import doctest
import importlib
from pathlib import Path

from odoo.tests import BaseCase

ADDONS = ("cadre_assessment", "cadre_assessment_reports")
ROOT = Path(__file__).parents[1]
OF_THE_ENGINE = ROOT / "cadre_assessment" / "engine"


def with_examples():
    """Names of the modules whose text has an example, in whichever room."""
    for addon in ADDONS:
        for path in sorted((ROOT / addon).rglob("*.py")):
            if OF_THE_ENGINE not in path.parents and ">>> " in path.read_text(encoding="utf-8"):
                yield ".".join(("odoo.addons", *path.relative_to(ROOT).with_suffix("").parts))


class TestDoctests(BaseCase):
    def test_every_example(self):
        for name in with_examples():
            with self.subTest(module=name):
                result = doctest.testmod(importlib.import_module(name), optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
