"""Every step that one click takes with many records stands in docs/scale.md: with its figures, or with the reason why
it needs none. What goes to the job runner says so there."""

import re
from pathlib import Path

from odoo.tests import TransactionCase, tagged

from tests.batch.test_many import declared

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"
FOR_MANY = ("cadre.cycle", "cadre.period", "cadre.decision", "cadre.notice", "cadre.ballot", "cadre.ledger.import",
            "cadre.staff.import")  # fmt: skip
"""Models of which one record stands for everybody: the buttons of their forms that take a step."""
METHOD = r"`([a-z.]+)\.((?:action|_reason)_\w+)`"


def _rows(text):
    return [line for line in text.splitlines() if line.startswith("| ") and re.search(METHOD, line)]


@tagged("post_install", "-at_install")
class TestOneClick(TransactionCase):
    def test_each_step_is_listed(self):
        """A new button of a list, or a step of a record that stands for many, needs its line; a line whose button is
        gone goes, too."""
        listed = [found for line in _rows(PAGE.read_text(encoding="utf-8")) for found in re.findall(METHOD, line)]
        self.assertEqual(len(listed), len(set(listed)), "a step is listed twice")
        self.assertEqual(sorted(set(listed)), sorted(self._steps() | set(declared(self.env))))

    def test_background_is_said(self):
        """A line says from how many records on the job runner does it, as the code has it."""
        said = {}
        for line in _rows(PAGE.read_text(encoding="utf-8")):
            for found in re.findall(METHOD, line):
                said[found] = "runner" in line.rsplit("|", 2)[1]
        for key in declared(self.env):
            self.assertTrue(said[key], key)

    def _steps(self):
        """(model, method) of the buttons above lists, and of those above forms of FOR_MANY."""
        found = set()
        views = self.env["ir.ui.view"].search([("mode", "=", "primary"), ("type", "in", ("list", "form"))])
        for view in views:
            if not view.model or not view.model.startswith("cadre."):
                continue
            arch = view._get_combined_arch()
            where = "/list/header" if view.type == "list" else "/form/header" if view.model in FOR_MANY else None
            for button in arch.xpath(f"{where}//button[@type='object']") if where else ():
                found.add((view.model, button.get("name")))
        self.assertTrue(found)
        return found
