"""Seconds and queries of one click that is about many people, beside the bare change of state in SQL."""

import os

from . import database, runner, template
from .bench_inside import inside
from .paths import own_addons
from .ui import CadreError, say

SIZES = (100, 1_000)
BATCH, TABLES = 100, 12
"""Odoo writes so many rows with one statement, and a step writes into at most so many tables."""
ROWS, TWICE = {"open a cycle": 8, "begin records of a month": 6}, 2
"""Steps that make so many rows for a subject (his assessment, his list, a paper with five sections; a record
with five lines), each written as it is made and again as it is completed."""


def bench(args):
    """`./cadre bench steps [--sizes 100,1000]`: steps of so many subjects in a county of as many people as the most."""
    sizes = sorted(args.sizes or SIZES)
    cluster = runner.ensure()
    name = f"cadre_bench_{os.getpid()}"
    template.copy(cluster, name)
    try:
        database.install(cluster, name, own_addons())
        inside(cluster, "pages.py", name, "fill", sizes[-1] + BATCH)  # some keep no list
        steps = inside(cluster, "steps.py", name, ",".join(map(str, sizes)))
    finally:
        template.drop(cluster, name)
    say(f"load of the machine {os.getloadavg()[0]:.1f}; a county of {sizes[-1]:,} people")
    print(table(steps), flush=True)
    cluster.release()
    grown = growing(steps)
    if grown:
        raise CadreError(f"queries grow with the subjects: {', '.join(grown)}", "ask for all of them together")


def growing(steps):
    """Names of the steps whose queries grow with their subjects by more than the statements of further chunks.

    >>> few = {"step": "file", "size": 100, "queries": 12}
    >>> growing([few, {**few, "size": 1000, "queries": 30}]), growing([few, {**few, "size": 1000, "queries": 1012}])
    ([], ['file'])
    """
    found, first = [], {}
    for one in steps:
        least = first.setdefault(one["step"], one)
        more = _chunks(one) - _chunks(least)
        if one["queries"] > least["queries"] + more and one["step"] not in found:
            found.append(one["step"])
    return found


def _chunks(step):
    """Statements in chunks that a step may take.

    >>> _chunks({"step": "file", "size": 101}), _chunks({"step": "open a cycle", "size": 101})
    (24, 18)
    """
    rows = ROWS.get(step["step"])
    if rows:
        return TWICE * -(-rows * step["size"] // BATCH)
    return TABLES * -(-step["size"] // BATCH)


def table(steps):
    """A line a step and number of subjects.

    >>> print(table([{"step": "file", "size": 100, "queries": 12, "seconds": 0.5, "plain": 0.1}]))
    step  subjects  queries     s  bare SQL
    file       100       12  0.50      0.10
    """
    rows = [("step", "subjects", "queries", "s", "bare SQL")]
    rows += [
        (one["step"], f"{one['size']:,}", f"{one['queries']:,}", f"{one['seconds']:.2f}", f"{one['plain']:.2f}")
        for one in steps
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            [f"{row[0]:<{widths[0]}}", *(f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    )
