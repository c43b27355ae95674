"""Each rule of selection is named where it is carried, in the shipped data or in a test, or has nothing to act."""

import re
from pathlib import Path

from odoo.tests import BaseCase

ROOT = Path(__file__).parents[2]
RULE = re.compile(r"S4-P\d+-\d{2}")
NUMBERS = {
    "P1": 16, "P2": 19, "P3": 16, "P4": 13, "P5": 2, "P6": 4, "P7": 1, "P8": 20, "P9": 38, "P10": 40, "P11": 4,
    "P12": 6,
}  # fmt: skip
"""Section of the catalogue: number of its rules."""
NOTHING = {
    "S4-P3-15": "a statistic of one city",
    "S4-P4-13": "competition is used for posts that lead nobody as well: a procedure does not ask whether a post leads",
    "S4-P6-01": "what the two lists of demands say is not given",
    "S4-P6-03": "that results count in awards and promotion is said without figures; rules of P8 have them",
    "S4-P11-02": "how one office punished two cases; no rule of a year or a count is given",
    "S4-P11-03": "that one talk was held; talks of admonition are consequences and cases",
    "S4-P11-04": "one office's cut of its costs; the report on personal matters is one of the law's four checks",
}
"""Narrative, or a definition, with the reason."""


def rules():
    return [f"S4-{part}-{number:02d}" for part, most in NUMBERS.items() for number in range(1, most + 1)]


def named():
    """IDs in the rules of the shipped regulations, and in the sources of tests (this one apart)."""
    found = set()
    for path in (ROOT / "cadre_assessment/regulations").glob("*.json"):
        for said in re.findall(r'"rule_ref": "([^"]*)"', path.read_text("utf-8")):
            found |= set(RULE.findall(said))
    for path in (ROOT / "tests").rglob("test_*.py"):
        if path != Path(__file__):
            found |= set(RULE.findall(path.read_text("utf-8")))
    return found


class TestNamed(BaseCase):
    def test_each_stands_somewhere(self):
        """Carried by name, or listed here with the reason; no ID that the catalogue does not have."""
        every, carried = set(rules()), named()
        self.assertEqual(sorted(every - carried - set(NOTHING)), [])
        self.assertEqual(sorted(carried - every), [])
        self.assertEqual(sorted(carried & set(NOTHING)), [], "these are carried")
        self.assertTrue(all(len(reason) > 10 for reason in NOTHING.values()))
