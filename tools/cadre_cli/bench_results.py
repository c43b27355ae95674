"""Archiving with what follows from it: seconds and queries, beside one statement a table that writes the same rows."""

import os

from . import database, runner, template
from .bench_inside import inside
from .paths import own_addons
from .ui import CadreError, say

SIZES = (100, 10_000)
MOST_QUERIES = 80
"""Of any number of results."""
MOST_TIMES, MOST_CHECK = 3.0, 1.0
"""Beside the bare statements; seconds to check the chain of ten thousand entries."""
MANY = 10_000
"""From so many on the times are compared: below, what is done once weighs more than the rows."""


def bench(args):
    """`./cadre bench results [--sizes 100,10000]`: so many results archived, what follows from them proposed."""
    sizes = sorted(args.sizes or SIZES)
    cluster = runner.ensure()
    name = f"cadre_bench_{os.getpid()}"
    template.copy(cluster, name)
    try:
        database.install(cluster, name, own_addons())
        reports = inside(cluster, "results.py", name, ",".join(map(str, sizes)))
    finally:
        template.drop(cluster, name)
    cluster.release()
    say(f"load of the machine {os.getloadavg()[0]:.1f}")
    print(table(reports), flush=True)
    over = exceeded(reports)
    if over:
        raise CadreError("; ".join(over), "find out what is done for each result")


def exceeded(reports):
    """What is over its bound: queries, queries that grow with the results, and of many results the times.

    >>> few, many = {"size": 100, "queries": 60}, {"size": 1000, "queries": 81}
    >>> exceeded([few]), exceeded([few, many])
    ([], ['81 queries for 1,000 results, at most 80', '81 queries for 1,000 results, 60 for 100'])
    >>> exceeded([{"size": 10000, "queries": 60, "seconds": 6.4, "copy": 2.0, "check": 1.2}])
    ['3.2 times the bare statements for 10,000 results, at most 3', 'the check of the chain took 1.2 s, at most 1']
    """
    first = reports[0]
    found = []
    for one in reports:
        said = f"{one['queries']} queries for {one['size']:,} results"
        if one["queries"] > MOST_QUERIES:
            found.append(f"{said}, at most {MOST_QUERIES}")
        if one["queries"] > first["queries"]:
            found.append(f"{said}, {first['queries']} for {first['size']:,}")
        if one["size"] >= MANY:
            found += _slow(one)
    return found


def _slow(one):
    times = one["seconds"] / one["copy"]
    if times > MOST_TIMES:
        yield f"{times:.1f} times the bare statements for {one['size']:,} results, at most {MOST_TIMES:.0f}"
    if one["check"] > MOST_CHECK * one["size"] / MANY:
        yield f"the check of the chain took {one['check']:.1f} s, at most {MOST_CHECK * one['size'] / MANY:.0f}"


def table(reports):
    """A line for each number of results.

    >>> report = {"size": 100, "queries": 60, "seconds": 0.5, "copy": 0.1, "check": 0.02, "cadre_result": 100}
    >>> print(table([{**report, "cadre_archive_entry": 100, "cadre_consequence": 10}]))
    results  consequences  queries     s  bare SQL  ratio  check of the chain
        100            10       60  0.50      0.10    5.0                0.02
    """
    rows = [("results", "consequences", "queries", "s", "bare SQL", "ratio", "check of the chain")]
    rows += [
        (
            f"{one['cadre_result']:,}",
            f"{one['cadre_consequence']:,}",
            f"{one['queries']:,}",
            f"{one['seconds']:.2f}",
            f"{one['copy']:.2f}",
            f"{one['seconds'] / one['copy']:.1f}",
            f"{one['check']:.2f}",
        )
        for one in reports
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
