"""Seconds and memory of a county's file coming in, beside one COPY of the same rows."""

import os

from . import database, given, runner, template
from .bench_inside import inside
from .paths import own_addons
from .ui import CadreError, say

KINDS = {"people": 10_000, "results": 10_000, "ledger": 30_000}
MOST_SECONDS = {"people": 60, "results": 20}
"""Of the import; events are measured, and have no bound of their own."""
MOST_CHAIN = 1.0
"""Seconds to check the chain of ten thousand archived results."""
MOST_MEGABYTES = 500
MOST_QUERIES = 0.5
"""For a row: statements of a hundred rows each."""


def bench(args):
    """`./cadre bench imports [--cases people,results,ledger] [--sizes 10000]` (one size for all of them)"""
    kinds = given.known(args.cases.split(",") if args.cases else list(KINDS), KINDS, "file of")
    one = given.one_size(args)
    cluster = runner.ensure()
    reports = []
    for kind in kinds:
        reports.append(_one(cluster, kind, one or KINDS[kind]))
        # each by itself, for on a busy machine the last may take an hour
        say(f"{kind}: {reports[-1]['import']:.1f} s, load of the machine {os.getloadavg()[0]:.1f}")
        say(f"processor, times that of COPY, each turn: {', '.join(map(str, reports[-1]['turns']))}")
    cluster.release()
    say(f"load of the machine {os.getloadavg()[0]:.1f}")
    print(table(reports), flush=True)
    over = [word for report in reports for word in exceeded(report)]
    if over:
        raise CadreError("; ".join(over), "find out what is done for each row")


def _one(cluster, kind, size):
    name = f"cadre_bench_{os.getpid()}"
    template.copy(cluster, name)
    try:
        database.install(cluster, name, own_addons())
        return inside(cluster, "imports.py", name, kind, size)
    finally:
        template.drop(cluster, name)


def exceeded(report):
    """What of a report is over its bound.

    >>> exceeded({"kind": "people", "size": 10, "import": 61.2, "import_queries": 4, "peak_mb": 90})
    ['people: 61 s, at most 60']
    """
    kind = report["kind"]
    limits = (
        (report["import"], MOST_SECONDS.get(kind), "s"),
        (report["import_queries"] / report["size"], MOST_QUERIES, "queries a row"),
        (report["peak_mb"], MOST_MEGABYTES, "MB"),
        (report.get("chain", 0), MOST_CHAIN, "s to check the chain"),
    )
    return [f"{kind}: {found:.0f} {unit}, at most {most}" for found, most, unit in limits if most and found > most]


def times(report):
    """How many times what COPY takes of the processor the import takes, Odoo and database together."""
    return report["import_processor"] / report["copy_processor"]


def table(reports):
    """The figures side by side."""
    rows = [("", *[f"{report['size']:,} {report['kind']}" for report in reports])]
    for step in ("check", "import", "confirm", "chain"):
        rows.append((step, *[f"{report[step]:.1f} s" if step in report else "" for report in reports]))
        asked = [f"{report[f'{step}_queries']:,}" if step in report else "" for report in reports]
        rows.append((f"queries of the {step}", *asked))
    rows.append(("peak memory", *[f"{report['peak_mb']:.0f} MB" for report in reports]))
    rows.append(("… before it began", *[f"{report['base_mb']:.0f} MB" for report in reports]))
    rows.append(("COPY of the same rows", *[f"{report['copy']:.2f} s" for report in reports]))
    rows.append(("rows of all tables", *[f"{report['rows']:,}" for report in reports]))
    rows.append(("import / COPY", *[f"{report['import'] / report['copy']:.1f}" for report in reports]))
    rows.append(("… in time of the processor", *[f"{times(report):.1f}" for report in reports]))
    rows.append(("… of it reading the workbook", *[f"{report['read'] / report['copy']:.1f}" for report in reports]))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
