"""Seconds of a computation beside hand-written SQL: one size, in a process and a database of its own.

Called by ``./cadre bench`` inside the environment: ``python tools/bench/run.py DATABASE CASE SIZE ROUNDS``. Prints one
JSON object in the last line. A case is a scheme with its inputs and the statement it is compared with.
"""

import functools
import importlib
import json
import pathlib
import resource
import statistics
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
CASES = {"s0": "rows", "s1": "rows_s1", "s3": "rows_s3"}
"""Case -> module of its rows; its statement is ``compute_<case>.sql``."""
COMPARED = """
    SELECT a.id, a.total::text, a.rank, a.unmet, %s, l.sequence, l.kind, l.component_id, round(l.raw, 4)::text,
           round(l.coefficient, 6)::text, round(l.weight, 4)::text, round(l.points, 2)::text, l.source, l.reason_code,
           l.reason_figures - 'weight' - 'present' - 'before' - 'limit'
      FROM cadre_assessment a JOIN cadre_assessment_line l ON l.assessment_id = a.id
     WHERE a.cycle_id = %%s ORDER BY a.id, l.sequence"""
MORE = {
    "s3": "l.exact_points, a.exact_total, a.proposed_grade_id, a.may_top, COALESCE(a.pending, false), a.seatless, "
    "a.status, a.reason_code, a.reason_figures, a.flags, a.gate_keys, a.band_grade_id, a.state"
}
"""What the statement of a case writes beyond totals, ranks and traces."""
POOLED = "SELECT id, base, seats, used, tied_text FROM cadre_pool WHERE cycle_id = %s ORDER BY id"
POOLING = frozenset({"s3"})
"""Cases whose statement writes the pools."""
SETTLED = """
    SELECT id, settled, counted, round(counted_points, 4)::text, not_counted_reason FROM cadre_ledger_posting
     WHERE cycle_id = %s ORDER BY id"""
INPUTS = {
    "assessments": "SELECT count(*) FROM cadre_assessment WHERE cycle_id = %s AND assessed",
    "rated records": "SELECT count(*) FROM cadre_progress_report WHERE cycle_id = %s AND rated_on IS NOT NULL",
    "ballot counts": """SELECT count(*) FROM cadre_ballot_tally t JOIN cadre_ballot b ON b.id = t.ballot_id
                         WHERE b.cycle_id = %s""",
    "ledger postings": "SELECT count(*) FROM cadre_ledger_posting WHERE cycle_id = %s AND state = 'confirmed'",
    "pools of seats": "SELECT count(*) FROM cadre_pool WHERE cycle_id = %s",
    "post versions": """SELECT count(*) FROM hr_version v JOIN cadre_assessment a ON a.employee_id = v.employee_id
                         WHERE a.cycle_id = %s""",
}


def main(database, case, size, rounds):
    sys.path[:0] = [str(HERE.parents[1])]
    import odoo
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(["-d", database, "--no-http", "--log-level=error"])
    registry = Registry(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "no_reset_password": True})
        began = time.perf_counter()
        cycle = _cycle(env, case, size)
        report = {"case": case, "size": size, "fill": time.perf_counter() - began}
        cr.commit()
        officer = env["res.users"].search([("login", "=", "bench_officer")])
        cycle = cycle.with_user(officer)
        # once for real, so that the snapshot is that of the cut-off day and every cache is warm
        cycle.action_compute()
        cr.commit()
        report["inputs"] = {name: _one(cr, query, cycle.id) for name, query in INPUTS.items()}
        report |= _measure(env, cycle, case, rounds)
    print(json.dumps(report))


def _cycle(env, case, size):
    """An open cycle of the case's scheme with ``size`` subjects in a unit of its own."""
    rows = importlib.import_module(f"tools.bench.{CASES[case]}")
    cycle = rows.make_cycle(env)
    rows.fill(env, cycle, size)
    importlib.import_module("tools.bench.rows_county").dress(env, cycle)
    return cycle


def _measure(env, cycle, case, rounds):
    """Both in turn, each from the same state: no trace, nothing computed; each undone afterwards."""
    cr = env.cr
    statement = (HERE / f"compute_{case}.sql").read_text(encoding="utf-8")
    compared = COMPARED % MORE.get(case, "NULL")
    queries = 0
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # of the one computation so far, snapshot included
    times = {"sql": [], "compute": []}
    rows = {}
    _blank(cr, cycle)
    cr.commit()
    _vacuum(env)
    for _round in range(rounds):
        for name, step in (("sql", functools.partial(_statement, statement)), ("compute", _compute)):
            began, count = time.perf_counter(), cr.sql_log_count
            step(env, cycle)
            times[name].append(time.perf_counter() - began)
            queries = cr.sql_log_count - count
            cr.execute(compared, [cycle.id])
            rows[name] = cr.fetchall()
            cr.execute(SETTLED, [cycle.id])
            rows[name] += cr.fetchall()
            if case in POOLING:
                cr.execute(POOLED, [cycle.id])
                rows[name] += cr.fetchall()
            cr.rollback()
            env.invalidate_all()
            _vacuum(env)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    differences = sum(one != other for one, other in zip(rows["sql"], rows["compute"], strict=False))
    differences += abs(len(rows["sql"]) - len(rows["compute"]))
    example = next(
        ([one, other] for one, other in zip(rows["sql"], rows["compute"], strict=False) if one != other), None
    )
    cr.execute("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) " + statement, {"cycle": cycle.id, "user": env.uid})
    plan = "\n".join(line for (line,) in cr.fetchall())
    cr.rollback()
    _compute(env, cycle)
    cr.commit()
    again = []
    for _round in range(rounds):
        env.invalidate_all()
        began = time.perf_counter()
        _compute(env, cycle)
        again.append(time.perf_counter() - began)
        cr.rollback()
    return {
        "sql": statistics.median(times["sql"]),
        "compute": statistics.median(times["compute"]),
        "again": statistics.median(again),
        "best": {name: min(found) for name, found in times.items()},
        "rows": len(rows["compute"]),
        "queries": queries,
        "differences": differences,
        "example": example,
        "plan": plan,
        "peak_mb": memory / 1024,
        "compared_mb": peak / 1024,
    }


def _blank(cr, cycle):
    """As after the opening: nothing computed."""
    cr.execute(
        "DELETE FROM cadre_assessment_line l USING cadre_assessment a WHERE a.id = l.assessment_id AND a.cycle_id = %s",
        [cycle.id],
    )
    cr.execute(
        "UPDATE cadre_assessment SET state = 'open', total = NULL, has_total = NULL, verdict_digest = NULL, "
        "trace_digest = NULL WHERE cycle_id = %s",
        [cycle.id],
    )
    cr.execute(
        "UPDATE cadre_ledger_posting SET settled = NULL, counted = NULL, counted_points = NULL, "
        "not_counted_reason = NULL WHERE cycle_id = %s",
        [cycle.id],
    )
    cr.execute("UPDATE cadre_pool SET used = 0, tied_text = NULL WHERE cycle_id = %s", [cycle.id])


def _statement(statement, env, cycle):
    env.cr.execute(statement, {"cycle": cycle.id, "user": env.uid})


def _compute(env, cycle):
    cycle.action_compute()
    env.flush_all()


def _vacuum(env):
    """What was undone leaves dead rows behind; both begin on clean tables."""
    from odoo.sql_db import db_connect

    with db_connect(env.cr.dbname).cursor() as cr:
        cr._cnx.autocommit = True
        cr.execute("VACUUM ANALYZE cadre_assessment, cadre_assessment_line, cadre_ledger_posting, cadre_pool")


def _one(cr, query, *parameters):
    cr.execute(query, parameters)
    return cr.fetchone()[0]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
