"""Seconds of 2,000 forms ordered in one go: through the job runner, beside the printer alone.

A server of three workers runs two jobs at once, as the guide for administrators says. Memory is what its processes hold
at the worst second, pages that they share counted once.
"""

import os

from . import database, given, runner, template
from .bench_ballots import served
from .bench_inside import inside
from .paths import own_addons
from .ui import CadreError, say

SIZE, WORKERS = 2_000, 3


def bench(args):
    """`./cadre bench forms [--sizes 2000]`"""
    size = given.one_size(args) or SIZE
    cluster = runner.ensure()
    name = f"cadre_bench_{os.getpid()}"
    template.copy(cluster, name)
    try:
        database.install(cluster, name, own_addons())
        inside(cluster, "forms.py", name, "fill", size)
        with served(cluster, name, WORKERS, runner.CHANNELS) as (_url, server):
            report = inside(cluster, "forms.py", name, "run", server)
        if report["state"] != "done" or report["failed"]:
            raise CadreError(f"{report['failed']} of {report['parts']} parts failed", "read what the order says")
        bare = inside(cluster, "forms.py", name, "bare")
    finally:
        template.drop(cluster, name)
    say(f"load of the machine {os.getloadavg()[0]:.1f}")
    print(table(report, bare), flush=True)
    cluster.release()


def table(report, bare):
    """The figures, a line each."""
    peak = report["peak"]
    rows = [
        ("forms, parts, files", f"{report['forms']:,}, {report['parts']:,}, {report['files']:,}"),
        ("order: what is printed where", f"{report['ordered']:.1f} s"),
        ("all of it, from the click to the packed file", f"{report['seconds']:.0f} s"),
        ("a form", f"{1000 * report['seconds'] / report['forms']:.0f} ms"),
        ("the same pages as HTML, one after the other", f"{bare['html']:.0f} s"),
        ("the printer alone, as many at once", f"{bare['seconds']:.0f} s"),
        ("ratio to the printer alone", f"{report['seconds'] / bare['seconds']:.2f}"),
        ("memory: server, printers, together", ", ".join(f"{peak[kind]:,}" for kind in peak) + " MB"),
        ("what is kept", f"{report['bytes'] / 1e6:,.1f} MB"),
    ]
    wide = max(len(label) for label, _value in rows)
    return "\n".join(f"{label:<{wide}}  {value}" for label, value in rows)
