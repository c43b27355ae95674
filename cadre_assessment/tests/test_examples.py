"""The examples in the docstrings of the engine and of the models, where the addon is installed."""

import doctest
import importlib
from pathlib import Path

from odoo.tests import BaseCase, tagged

ADDON = Path(__file__).parents[1]
PROMPT = ">" * 3 + " "


@tagged("post_install", "-at_install")
class TestExamples(BaseCase):
    def test_every_example(self):
        tried = 0
        for path in sorted(ADDON.rglob("*.py")):
            parts = path.relative_to(ADDON).with_suffix("").parts
            if parts[0] in ("migrations", "tests") or PROMPT not in path.read_text(encoding="utf-8"):
                continue
            with self.subTest(module=".".join(parts)):
                module = importlib.import_module(".".join(("odoo.addons.cadre_assessment", *parts)))
                result = doctest.testmod(module, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
                self.assertFalse(result.failed)
                tried += result.attempted
        self.assertGreater(tried, 100)
