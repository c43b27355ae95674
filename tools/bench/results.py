"""How long archiving results with what follows from them takes, and how often the database is asked.

Called by ``./cadre bench results`` inside the environment: ``python tools/bench/results.py DATABASE N,N``. One cycle of
the first scheme; everybody tenth is unfit, so that something follows for him.

The peer writes the same rows into the same tables, with their indexes and their references, by one statement a table:
COPY for what is new, one UPDATE for what changes. What the click wrote was rolled back before, and its dead rows are
gone. Click and peer take turns; the medians count. The last line is one JSON list, an object for each number of
results.
"""

import json
import pathlib
import statistics
import sys
import time

import peer  # beside this script

TABLES = ("cadre_result", "cadre_archive_entry", "cadre_consequence", "cadre_consequence_result_rel")
UNFIT, ROUNDS = 10, 3
"""Everybody so-manieth; click and peer take turns so often."""


def main(database, sizes):
    sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[2])]
    import odoo
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry

    from tools.bench import rows

    odoo.tools.config.parse_config(["-d", database, "--no-http", "--log-level=error"])
    registry = Registry(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "no_reset_password": True})
        cycle = rows.make_cycle(env)
        rows.fill(env, cycle, sizes[-1])
        cr.execute("UPDATE cadre_cycle SET state = 'published' WHERE id = %s", [cycle.id])
        env["cadre.archive.chain"].sudo()._of(cycle.company_id)
        cr.commit()
        _one(env, cycle, sizes[0])  # fills the caches
        found = [_rounds([_one(env, cycle, size) for _round in range(ROUNDS)]) for size in sizes]
    print(json.dumps(found))


def _rounds(reports):
    """One report of some that differ in seconds alone."""
    return reports[0] | {name: statistics.median(one[name] for one in reports) for name in ("seconds", "copy", "check")}


def _one(env, cycle, size):
    peer.vacuum(env, (*TABLES, "cadre_assessment"))
    cr = env.cr
    _ready(cr, cycle, size)
    env.invalidate_all()
    office = env["res.users"].search([("login", "=", "bench_officer")])
    mine = cycle.with_user(office)
    before = {table: peer.highest(cr, table) for table in TABLES}
    began, asked = time.perf_counter(), cr.sql_log_count
    mine.action_archive_results()
    env.flush_all()
    cr.precommit.run()
    report = {"size": size, "seconds": time.perf_counter() - began, "queries": cr.sql_log_count - asked}
    report |= {table: peer.highest(cr, table, "count(*)", before[table]) for table in TABLES}
    began = time.perf_counter()
    if broken := env["cadre.archive.chain"].sudo().search([])._check():
        raise SystemExit(str(broken[:5]))
    report["check"] = time.perf_counter() - began
    written = [peer.written(cr, table, before[table]) for table in TABLES]
    cr.rollback()
    env.invalidate_all()
    peer.vacuum(env, (*TABLES, "cadre_assessment"))
    _ready(cr, cycle, size)
    report["copy"] = _peer(cr, written, cycle)
    cr.rollback()
    return report


def _ready(cr, cycle, size):
    """``size`` assessments are published."""
    grades = cycle.scheme_id.result_scale_id.grade_ids
    cr.execute(
        """
        UPDATE cadre_assessment a
           SET state = 'published', total = 90, has_total = true,
               decided_grade_id = CASE WHEN chosen.n %% %s = 0 THEN %s ELSE %s END
          FROM (SELECT id, row_number() OVER (ORDER BY id DESC) AS n FROM cadre_assessment
                 WHERE cycle_id = %s AND assessed) chosen
         WHERE a.id = chosen.id AND chosen.n <= %s
        """,
        [UNFIT, grades.filtered("is_unfit")[:1].id, grades[1].id, cycle.id, size],
    )


def _peer(cr, written, cycle):
    """Seconds of one COPY a table of the rows that had come, and of the one change of the assessments."""
    seconds = peer.write(cr, written)
    began = time.perf_counter()
    cr.execute(
        "UPDATE cadre_assessment SET state = 'archived', write_uid = 1, write_date = now() AT TIME ZONE 'UTC'"
        " WHERE cycle_id = %s AND state = 'published'",
        [cycle.id],
    )
    return seconds + time.perf_counter() - began


if __name__ == "__main__":
    main(sys.argv[1], [int(size) for size in sys.argv[2].split(",")])
