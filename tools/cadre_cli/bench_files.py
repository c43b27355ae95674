"""Seconds to refuse a file that nobody wrote in good faith, beside the good file of a county."""

import json
import os
import subprocess

from . import runner, venv
from .paths import REPO
from .proc import tail
from .ui import CadreError, say

MOST_SECONDS, MOST_MEGABYTES = 2, 100
"""Of a refusal, in seconds of one processor."""
_SCRIPT = REPO / "tools" / "bench" / "files.py"


def bench(_args):
    """`./cadre bench files`"""
    cluster = runner.ensure()
    done = subprocess.run(
        [str(venv.python()), str(_SCRIPT)], env=runner.environment(cluster), capture_output=True, text=True, cwd=REPO
    )
    cluster.release()
    if done.returncode:
        raise CadreError(f"the measurement failed\n{tail(done.stderr)}", "mend it and try again")
    report = json.loads(done.stdout)
    print(table(report), flush=True)
    say(f"load of the machine {os.getloadavg()[0]:.1f}")
    over = [word for name, found in report["refused"].items() for word in exceeded(name, found)]
    if over:
        raise CadreError("; ".join(over), "find out what is parsed before the file is refused")


def exceeded(name, found):
    """What of a file is over its bound.

    >>> exceeded("zip bomb", {"seconds": 2.46, "megabytes": 7})
    ['zip bomb: 2.5 seconds, at most 2']
    """
    limits = (("seconds", MOST_SECONDS), ("megabytes", MOST_MEGABYTES))
    return [f"{name}: {found[unit]:.1f} {unit}, at most {most}" for unit, most in limits if found[unit] > most]


def table(report):
    """The figures side by side, the longest first; each against the good file of a county."""
    county = next(iter(report["good"].values()))["seconds"]
    rows = [("file", "outcome", "seconds", "of a county's", "memory")]
    for found in (report["good"], report["refused"]):
        for name, one in sorted(found.items(), key=lambda item: -item[1]["seconds"]):
            ratio = one["seconds"] / county
            rows.append((name, one["outcome"], f"{one['seconds']:.2f}", f"{ratio:.2f}", f"{one['megabytes']:.0f} MB"))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
