"""The clicks of a year about many people, each beside plain SQL that writes the same rows."""

import ast
import os

from . import database, given, runner, template
from .bench_inside import inside
from .bench_pages import make_county
from .bench_steps import BATCH, growing
from .paths import REPO, own_addons
from .ui import CadreError, say

SIZES = (100, 1_000)
MOST_TIMES = 3.0
"""Beside the plain statements; what is more is marked."""
AT_ONCE = 10
"""Seconds of the processor that a click may take for the most subjects, unless the job runner does it."""


_SCRIPTS = ("steps.py", "steps_results.py", "steps_year.py")


def steps():
    """Names of the clicks, as the scripts of tools/bench say them; those import Odoo and are not imported here.

    >>> "hand in lists" in steps(), "compute" in steps()
    (True, True)
    """
    found = []
    for script in _SCRIPTS:
        for node in ast.parse((REPO / "tools" / "bench" / script).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and node.targets[0].id == "STEPS":
                found += [key.value for key in node.value.keys]
    return found


def bench(args):
    """`./cadre bench year [--cases "hand in lists,compute"] [--sizes 100,1000,10000] [--keep]`

    With ``--keep`` the county stays, and the next part is measured in it without making it anew.
    """
    sizes = sorted(args.sizes or SIZES)
    cluster = runner.ensure()
    name = f"cadre_bench_year_{sizes[-1]}" if args.keep else f"cadre_bench_{os.getpid()}"
    known = given.known(args.cases.split(","), steps(), "step") if args.cases else ()
    if args.keep and name in cluster.databases():
        database.install(cluster, name, own_addons(), "-u")
    else:
        make_county(cluster, name, sizes[-1] + BATCH)  # some keep no list
    try:
        found = inside(cluster, "year.py", name, ",".join(map(str, sizes)), "|".join(known))
    finally:
        if not args.keep:
            template.drop(cluster, name)
    cluster.release()
    say(f"load of the machine {os.getloadavg()[0]:.1f}; a county of {sizes[-1]:,} people")
    say(f"over {MOST_TIMES:.0f} times the plain statements, or {AT_ONCE} s of the processor in one click: *")
    print(table(found), flush=True)
    if grown := growing([one for one in found if not one["parts"]]):
        raise CadreError(f"queries grow with the subjects: {', '.join(grown)}", "ask for all of them together")


def table(found):
    """A line a step: its queries for each number of subjects, and of the most the seconds beside the statements'.

    >>> one = {"step": "file", "queries": 12, "seconds": 0.5, "plain": 0.1, "rows": 300, "parts": 0, "click": 0.5}
    >>> print(table([{**one, "size": 100}, {**one, "size": 1000, "queries": 30, "parts": 2}]))
    step  queries 100  1,000  rows     s  plain SQL  ratio    background
    file           12     30   300  0.50       0.10    5.0  *  2 parts
    """
    sizes = sorted({one["size"] for one in found})
    lines = [("step", f"queries {sizes[0]:,}", *(f"{size:,}" for size in sizes[1:]), "rows", "s", "plain SQL", "ratio",
              "", "background")]  # fmt: skip
    for name in dict.fromkeys(one["step"] for one in found):
        by_size = {one["size"]: one for one in found if one["step"] == name}
        most = by_size[sizes[-1]]
        ratio = most["seconds"] / most["plain"] if most["plain"] else 0
        lines.append(
            (
                name,
                *(f"{by_size[size]['queries']:,}" for size in sizes),
                f"{most['rows']:,}",
                f"{most['seconds']:.2f}",
                f"{most['plain']:.2f}",
                f"{ratio:.1f}",
                "*" if ratio > MOST_TIMES or most["click"] > AT_ONCE else "",
                f"{most['parts']} parts" if most["parts"] else "",
            )
        )
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            f"{cell:>{width}}" if 0 < place < len(line) - 2 else f"{cell:<{width}}"
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
