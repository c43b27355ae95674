"""Seconds and queries of the eligibility of everybody, beside the bare reading of the same rows."""

import os

from . import database, runner, template
from .bench_inside import inside
from .paths import own_addons
from .ui import CadreError, say

SIZES = (1_000, 10_000)
MOST_QUERIES, MOST_SECONDS, MOST_TIMES = 20, 1.0, 3.0
"""At most so many queries, whatever the size; of the largest size so many seconds, and so many times the reading."""
PAGE_QUERIES, PAGE_MORE, PAGE_SECONDS = 100, 2, 1.0
"""Of one page of a selection, however many stand in it; a page that is full asks how many there are."""


def bench(args):
    """`./cadre bench selection [--sizes 1000,10000] [--rounds 5]`: who meets seven conditions, with three posts."""
    sizes = sorted(args.sizes or SIZES)
    cluster = runner.ensure()
    name = f"cadre_bench_{os.getpid()}"
    template.copy(cluster, name)
    try:
        database.install(cluster, name, own_addons())
        measured = inside(cluster, "selection.py", name, ",".join(map(str, sizes)), args.rounds)
    finally:
        template.drop(cluster, name)
    say(f"load of the machine {os.getloadavg()[0]:.1f}")
    print(table(measured["people"]), flush=True)
    print(page_table(measured["pages"]), flush=True)
    print(form_line(measured["forms"]), flush=True)
    cluster.release()
    if found := (problems(measured["people"]) + page_problems(measured["pages"]) + form_problems(measured["forms"])):
        raise CadreError("; ".join(found), "read what is asked of all people in a bounded number of queries")


def problems(measured):
    """What is over its bound, in sentences.

    >>> small = {"size": 1000, "queries": 9, "whole": 0.1, "bare": 0.05}
    >>> problems([small, {**small, "size": 10000, "whole": 0.9, "bare": 0.4}])
    []
    >>> problems([small, {**small, "size": 10000, "queries": 21, "whole": 1.5}])
    ['queries grow or are too many: 9, 21', '1.50 s for 10,000 people', '30.0 times the bare reading']
    """
    found, last = [], measured[-1]
    queries = [one["queries"] for one in measured]
    if len(set(queries)) > 1 or max(queries) > MOST_QUERIES:
        found.append(f"queries grow or are too many: {', '.join(map(str, queries))}")
    if last["whole"] > MOST_SECONDS:
        found.append(f"{last['whole']:.2f} s for {last['size']:,} people")
    if last["whole"] > MOST_TIMES * last["bare"]:
        found.append(f"{last['whole'] / last['bare']:.1f} times the bare reading")
    return found


def page_problems(pages):
    """What is over its bound, in sentences.

    >>> small = {"page": "board", "size": 20, "queries": 40, "s": 0.1}
    >>> page_problems([small, {**small, "size": 200, "s": 0.4}])
    []
    >>> page_problems([small, {**small, "size": 200, "queries": 220, "s": 1.2}])
    ['board of 200: 220 queries, 40 of 20', 'board of 200: 1.20 s']
    """
    found, first = [], {}
    for one in pages:
        least = first.setdefault(one["page"], one)
        if one["queries"] > min(least["queries"] + PAGE_MORE, PAGE_QUERIES):
            found.append(
                f"{one['page']} of {one['size']}: {one['queries']} queries, {least['queries']} of {least['size']}"
            )
        if one["s"] > PAGE_SECONDS:
            found.append(f"{one['page']} of {one['size']}: {one['s']:.2f} s")
    return found


def page_table(pages):
    """A line a page and size.

    >>> print(page_table([{"page": "board", "size": 20, "queries": 40, "s": 0.1}]))
    page   candidates  queries  s
    board  20          40       0.100
    """
    rows = [("page", "candidates", "queries", "s")]
    return _aligned(rows + [(one["page"], str(one["size"]), str(one["queries"]), f"{one['s']:.3f}") for one in pages])


FORM_QUERIES, FORM_RATIO = 60, 1.5
"""Of all forms F-21 together so many queries to gather them; a file takes so many times what the printer alone takes
for the same pages."""


def form_problems(forms):
    """What is over its bound, in sentences.

    >>> forms = {"size": 1000, "queries": 30, "gather": 3.0, "lay_out": 9.0, "print": 90.0, "pages": 2000,
    ...          "bytes": 9e7, "ratio": 1.1}
    >>> form_problems(forms), form_problems({**forms, "queries": 61, "ratio": 1.6})
    ([], ['61 queries for 1,000 forms', '1.6 times the printer alone for a form'])
    """
    found = []
    if forms["queries"] > FORM_QUERIES:
        found.append(f"{forms['queries']} queries for {forms['size']:,} forms")
    if forms["ratio"] > FORM_RATIO:
        found.append(f"{forms['ratio']:.1f} times the printer alone for a form")
    return found


def form_line(forms):
    """
    >>> print(form_line({"size": 1000, "queries": 30, "gather": 3.0, "lay_out": 9.0, "print": 90.0, "pages": 2000,
    ...                  "bytes": 9e7, "ratio": 1.1}))
    1,000 forms F-21 (2,000 pages): gathered in 3.0 s with 30 queries, laid out in 9.0 s, printed in 90.0 s
    (1.10 times the printer alone), 90 MB
    """
    return (
        f"{forms['size']:,} forms F-21 ({forms['pages']:,} pages): gathered in {forms['gather']:.1f} s with"
        f" {forms['queries']} queries, laid out in {forms['lay_out']:.1f} s, printed in {forms['print']:.1f} s\n"
        f"({forms['ratio']:.2f} times the printer alone), {forms['bytes'] / 1e6:.0f} MB"
    )


def table(measured):
    """A line a size.

    >>> print(table([{"size": 1000, "queries": 9, "whole": 0.12, "bare": 0.05, "met": 1000}]))
    people  met    queries  s      bare reading  times
    1,000   1,000  9        0.120  0.050         2.4
    """
    rows = [("people", "met", "queries", "s", "bare reading", "times")]
    rows += [
        (
            f"{one['size']:,}", f"{one['met']:,}", str(one["queries"]), f"{one['whole']:.3f}", f"{one['bare']:.3f}",
            f"{one['whole'] / one['bare']:.1f}",
        )
        for one in measured
    ]  # fmt: skip
    return _aligned(rows)


def _aligned(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
