"""A hostile file is refused with little work and 100 MB, whatever it is made of; a good one of a county is read.

How long that takes is measured by `./cadre bench files`.
"""

import unittest

from . import hostile, measured

CALLS, MEGABYTES = 6_000_000, 100
"""A refusal calls fewer functions than the reading of a good file of a county takes."""


class TestBounds(unittest.TestCase):
    """Each file is read in a process of its own; calls are counted, so a slow or busy machine is no matter."""

    def hold(self, kind, files):
        found = measured.of_files(kind, "calls", {name: make for name, (make, _code) in files.items()})
        for name, (_make, code) in files.items():
            with self.subTest(name, **found[name]):
                self.assertEqual(found[name]["outcome"], code)
                self.assertLess(found[name]["calls"], CALLS)
                self.assertLess(found[name]["megabytes"], MEGABYTES)

    def test_tables(self):
        self.hold("table", hostile.TABLES)

    def test_good_files(self):
        for name, found in measured.of_files("table", "calls", hostile.GOOD).items():
            with self.subTest(name, **found):
                self.assertEqual(found["outcome"], "read")
                self.assertLess(found["megabytes"], MEGABYTES)

    def test_trees(self):
        self.hold("tree", hostile.TREES)
