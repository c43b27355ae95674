"""Seconds and memory of the computation, beside one SQL statement in the same run.

Every size gets a process and a database of its own: peak memory is that of this size alone.
"""

import json
import os
import subprocess

from . import (
    bench_ballots,
    bench_files,
    bench_forms,
    bench_imports,
    bench_pages,
    bench_results,
    bench_selection,
    bench_steps,
    bench_year,
    database,
    given,
    runner,
    template,
    venv,
)
from .paths import REPO, own_addons
from .proc import tail
from .ui import CadreError, say

SIZES = (1_000, 10_000)
CASES = ("s0", "s1", "s3")
"""Schemes that are measured; ``tools/bench/compute_<case>.sql`` is what each is compared with."""
OTHERS = {
    "ballots": bench_ballots.bench,
    "files": bench_files.bench,
    "forms": bench_forms.bench,
    "imports": bench_imports.bench,
    "pages": bench_pages.bench,
    "results": bench_results.bench,
    "selection": bench_selection.bench,
    "steps": bench_steps.bench,
    "year": bench_year.bench,
}
_SCRIPT = REPO / "tools" / "bench" / "run.py"


def bench(args):
    """Measure what is named, the computation if nothing is.

    `./cadre bench [compute|ballots|files|forms|imports|pages|results|selection|steps|year] [--cases s0,s1,s3]
    [--sizes 1000,10000] [--rounds 5]`
    """
    if args.what in OTHERS:
        OTHERS[args.what](args)
        return
    sizes = args.sizes or SIZES
    cases = given.known(args.cases.split(",") if args.cases else CASES, CASES, "case")
    cluster = runner.ensure()
    reports = []
    for case in cases:
        statement = _SCRIPT.with_name(f"compute_{case}.sql")
        say(f"compared statement ({statement.relative_to(REPO)}):\n")
        print(statement.read_text(encoding="utf-8"))
        measured = [_one(cluster, case, size, args.rounds) for size in sizes]
        for report in measured:
            say(f"\nplan of the statement for {report['size']:,} subjects:\n{report['plan']}")
        print(_table(measured), flush=True)
        reports += measured
    cluster.release()
    for report in reports:
        if report["differences"]:
            raise CadreError(
                f"{report['differences']} rows of {report['size']} subjects differ, the first: {report['example']}",
                "the statement and the computation must write the same; find out which of them is wrong",
            )


def _one(cluster, case, size, rounds):
    name = f"cadre_bench_{os.getpid()}"
    template.copy(cluster, name)
    try:
        database.install(cluster, name, own_addons())
        env = runner.environment(cluster, ODOO_RC=runner.config(cluster), PYTHONPATH=str(REPO))
        env["PYTHONPATH"] = os.pathsep.join([str(REPO), runner.environment(cluster)["PYTHONPATH"]])
        command = [str(venv.python()), str(_SCRIPT), name, case, str(size), str(rounds)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, cwd=REPO)
        if done.returncode:
            raise CadreError(f"the measurement of {size} subjects failed\n{tail(done.stderr)}", "mend it and try again")
        return json.loads(done.stdout.splitlines()[-1])
    finally:
        template.drop(cluster, name)


def _table(reports):
    """The figures side by side: medians in seconds, the ratio to the statement, memory of the process."""
    rows = [(reports[0]["case"], *[f"{report['size']:,} subjects" for report in reports])]
    for name in reports[0]["inputs"]:
        if not any(report["inputs"][name] for report in reports):
            continue
        rows.append((f"input: {name}", *[f"{report['inputs'][name]:,}" for report in reports]))
    rows.append(("rows compared", *[f"{report['rows']:,}" for report in reports]))
    for label, key in (
        ("statement (median)", "sql"),
        ("computation (median)", "compute"),
        ("again, unchanged", "again"),
    ):
        rows.append((label, *[f"{report[key]:.3f} s" for report in reports]))
    rows.append(("computation / statement", *[f"{report['compute'] / report['sql']:.2f}" for report in reports]))
    rows.append(("… of the best rounds", *[f"{_best(report):.2f}" for report in reports]))
    rows.append(("queries of the computation", *[str(report["queries"]) for report in reports]))
    rows.append(("peak memory", *[f"{report['peak_mb']:.0f} MB" for report in reports]))
    rows.append(("… with rows to compare", *[f"{report['compared_mb']:.0f} MB" for report in reports]))
    rows.append(("time to make the inputs", *[f"{report['fill']:.0f} s" for report in reports]))
    rows.append(("rows that differ", *[str(report["differences"]) for report in reports]))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows)


def _best(report):
    return report["best"]["compute"] / report["best"]["sql"]
