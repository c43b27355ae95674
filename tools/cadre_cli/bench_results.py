"""Archiving with what follows from it: seconds and queries, beside one COPY of the same rows a table."""

import os

from . import database, runner, template
from .bench_inside import inside
from .paths import own_addons
from .ui import CadreError, say

SIZES = (100, 10_000)
MOST_QUERIES = 80
"""Of any number of results."""


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
    """What is over its bound: queries, and queries that grow with the results.

    >>> few, many = {"size": 100, "queries": 60}, {"size": 1000, "queries": 81}
    >>> exceeded([few]), exceeded([few, many])
    ([], ['81 queries for 1,000 results, at most 80', '81 queries for 1,000 results, 60 for 100'])
    """
    first = reports[0]
    found = []
    for one in reports:
        said = f"{one['queries']} queries for {one['size']:,} results"
        if one["queries"] > MOST_QUERIES:
            found.append(f"{said}, at most {MOST_QUERIES}")
        if one["queries"] > first["queries"]:
            found.append(f"{said}, {first['queries']} for {first['size']:,}")
    return found


def table(reports):
    """A line for each number of results.

    >>> report = {"size": 100, "queries": 60, "seconds": 0.5, "copy": 0.1, "cadre_result": 100}
    >>> print(table([{**report, "cadre_archive_entry": 100, "cadre_consequence": 10}]))
    results  consequences  queries     s  COPY  ratio
        100            10       60  0.50  0.10    5.0
    """
    rows = [("results", "consequences", "queries", "s", "COPY", "ratio")]
    rows += [
        (
            f"{one['cadre_result']:,}",
            f"{one['cadre_consequence']:,}",
            f"{one['queries']:,}",
            f"{one['seconds']:.2f}",
            f"{one['copy']:.2f}",
            f"{one['seconds'] / one['copy']:.1f}",
        )
        for one in reports
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
