"""Measures how files are read and refused, without Odoo: one line of JSON."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2]))

from tests.files import hostile, measured


def made(files):
    return {name: make for name, (make, _code) in files.items()}


print(
    json.dumps(
        {
            "good": measured.of_files("table", "seconds", hostile.GOOD),
            "refused": {
                **measured.of_files("table", "seconds", made(hostile.TABLES)),
                **measured.of_files("tree", "seconds", made(hostile.TREES)),
            },
        }
    )
)
