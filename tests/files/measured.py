"""Measure the work and memory of reading a file. Run as a program: a process of its own for each file.

python measured.py table|tree calls|seconds FILE…

One line of JSON for each file: its outcome, megabytes, and either calls of functions, the same on every machine, or
seconds of the processor, for the bench (counting makes it slower).
"""

import importlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import types

ROOT = pathlib.Path(__file__).parents[2]


def megabytes(name):
    """A line of what the kernel says of this process; 0 where it says nothing."""
    try:
        status = pathlib.Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(name))


class Calls:
    """Counts what is called, functions of C as well."""

    def __enter__(self):
        self.spent = 0
        sys.setprofile(self._count)
        return self

    def __exit__(self, *_error):
        sys.setprofile(None)

    def _count(self, _frame, event, _argument):
        self.spent += event in ("call", "c_call")


class Seconds:
    def __enter__(self):
        self._start = time.process_time()
        return self

    def __exit__(self, *_error):
        self.spent = time.process_time() - self._start


UNITS = {"calls": Calls, "seconds": Seconds}


def measure(read, refused, path, unit):
    content = pathlib.Path(path).read_bytes()
    before = megabytes("VmRSS")
    with UNITS[unit]() as work:
        try:
            read(content)
            outcome = "read"
        except refused as error:
            outcome = error.code
    return {"outcome": outcome, unit: work.spent, "megabytes": megabytes("VmHWM") - before}


def main(kind, unit, *paths):
    stub = types.ModuleType("cadre_assessment")  # the addon itself would want odoo
    stub.__path__ = [str(ROOT / "cadre_assessment")]
    sys.modules["cadre_assessment"] = stub
    bounds = importlib.import_module("cadre_assessment.files.bounds")
    module = importlib.import_module(f"cadre_assessment.files.{kind}")
    read = module.read
    for path in paths:
        if not os.fork():
            print(json.dumps(measure(read, bounds.Refused, path, unit)), flush=True)
            os._exit(0)
        os.wait()


def of_files(kind, unit, files):
    """{name: what was measured} of {name: function that makes the file}."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, make in enumerate(files.values()):
            paths.append(pathlib.Path(folder) / str(number))
            paths[-1].write_bytes(make())
        done = subprocess.run(
            [sys.executable, __file__, kind, unit, *map(str, paths)], capture_output=True, text=True, check=True
        )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    if len(lines) != len(files):
        raise AssertionError(done.stderr)
    return dict(zip(files, lines, strict=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
