"""Is a hostile file refused within 2 seconds and 100 MB, whatever it is made of?  And a good one of a county read?"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from . import hostile, measured

SECONDS, MEGABYTES = 2.0, 100


class TestBounds(unittest.TestCase):
    """Each file is read in a process of its own; seconds are those of the processor, so a busy machine is no matter."""

    def measure(self, kind, files):
        """{name: what was measured}."""
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for number, make in enumerate(files.values()):
                paths.append(pathlib.Path(folder) / str(number))
                paths[-1].write_bytes(make())
            done = subprocess.run(
                [sys.executable, measured.__file__, kind, *map(str, paths)], capture_output=True, text=True, check=True
            )
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(lines), len(files), done.stderr)
        return dict(zip(files, lines, strict=True))

    def hold(self, kind, files):
        found = self.measure(kind, {name: make for name, (make, _code) in files.items()})
        for name, (_make, code) in files.items():
            with self.subTest(name, **found[name]):
                self.assertEqual(found[name]["outcome"], code)
                self.assertLess(found[name]["seconds"], SECONDS)
                self.assertLess(found[name]["megabytes"], MEGABYTES)

    def test_tables(self):
        self.hold("table", hostile.TABLES)

    def test_the_events_of_a_county(self):
        """Longer to read than a refusal may take, and in no more memory."""
        found = self.measure("table", {"events": hostile.events})["events"]
        self.assertEqual(found["outcome"], "read")
        self.assertLess(found["megabytes"], MEGABYTES)

    def test_trees(self):
        self.hold("tree", hostile.TREES)
