"""Seconds and queries of each page in a county of 10,000 people.

The first view of every menu of every role, and the forms opened most, measured inside the server: no network, no
browser. The year is computed, everybody has his lists and records.
"""

import os

from . import database, given, runner, template
from .bench_inside import inside
from .paths import own_addons
from .ui import CadreError, say

SIZE = 10_000
MOST_SECONDS, MOST_QUERIES = 0.3, 60
"""No page takes longer, none asks more often."""


def bench(args):
    """`./cadre bench pages [--sizes 10000] [--rounds 5] [--keep]`"""
    size = given.one_size(args) or SIZE
    cluster = runner.ensure()
    name = f"cadre_bench_pages_{size}" if args.keep else f"cadre_bench_{os.getpid()}"
    if args.keep and name in cluster.databases():
        database.install(cluster, name, own_addons(), "-u")
    else:
        make_county(cluster, name, size)
    try:
        pages = inside(cluster, "pages.py", name, "measure", args.rounds)
    finally:
        if not args.keep:
            template.drop(cluster, name)
    say(f"{size:,} people; load of the machine {os.getloadavg()[0]:.1f}")
    say(f"over {MOST_SECONDS} s or {MOST_QUERIES} queries: *")
    print(table(pages), flush=True)
    cluster.release()
    over = [page for page in pages if _over(page)]
    if over:
        raise CadreError(f"{len(over)} of {len(pages)} pages are over the limit", "mend them: they are marked with *")


def make_county(cluster, name, size):
    """The county in a database of its own; a half-made one does not stay, or it would be measured the next time."""
    template.copy(cluster, name)
    try:
        database.install(cluster, name, own_addons())
        inside(cluster, "pages.py", name, "fill", size)
    except BaseException:
        template.drop(cluster, name)
        raise


def _over(page):
    return page["seconds"] > MOST_SECONDS or page["queries"] > MOST_QUERIES


def table(pages):
    """The pages, the slowest first; what is over the limit is marked."""
    rows = [("", "ms", "processor", "queries", "rows", "who", "page")]
    for page in sorted(pages, key=lambda one: -one["seconds"]):
        mark = "*" if _over(page) else ""
        times = (f"{1000 * page['seconds']:.0f}", f"{1000 * page['cpu']:.0f}")
        rows.append((mark, *times, str(page["queries"]), f"{page['rows']:,}", page["role"], page["page"]))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    return "\n".join(
        "  ".join([*(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in rows
    )
