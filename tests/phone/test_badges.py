"""A badge wraps: the name of a part or of a grade is longer than a phone is wide."""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).parents[2]
BADGE = re.compile(r'class="([^"]*\bbadge\b[^"]*)"')


class TestBadges(unittest.TestCase):
    def test_every_badge_wraps(self):
        """All that our code, pages and views draw themselves."""
        found = {}
        for addon in ("cadre_assessment", "cadre_assessment_reports"):
            for path in (ROOT / addon).rglob("*"):
                if path.suffix in (".py", ".xml", ".js") and "i18n" not in path.parts:
                    for classes in BADGE.findall(path.read_text(encoding="utf-8")):
                        found.setdefault(classes, path.name)
        self.assertGreater(len(found), 3)
        self.assertEqual({name: file for name, file in found.items() if "text-wrap" not in name.split()}, {})
