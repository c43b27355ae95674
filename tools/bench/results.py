"""How long does it take to archive results with what follows from them, and how often is the database asked?

Called by ``./cadre bench results`` inside the environment: ``python tools/bench/results.py DATABASE N,N``. One cycle of
the first scheme; everybody tenth is unfit, so that something follows for him. The rows that the click wrote are written
once more by one COPY a table. The last line is one JSON list, an object for each number of results.
"""

import io
import json
import pathlib
import sys
import time

TABLES = ("cadre_result", "cadre_archive_entry", "cadre_consequence")
UNFIT = 10
"""Everybody so-manieth."""


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
        cr.commit()
        found = [_one(env, cycle, size) for size in [sizes[0], *sizes]]  # the first one fills the caches
    print(json.dumps(found[1:]))


def _one(env, cycle, size):
    cr = env.cr
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
    env.invalidate_all()
    office = env["res.users"].search([("login", "=", "bench_officer")])
    mine = cycle.with_user(office)
    before = {table: _highest(cr, table) for table in TABLES}
    began, asked = time.perf_counter(), cr.sql_log_count
    mine.action_archive_results()
    env.flush_all()
    cr.precommit.run()
    report = {"size": size, "seconds": time.perf_counter() - began, "queries": cr.sql_log_count - asked}
    report |= {table: _highest(cr, table, "count(*)", before[table]) for table in TABLES}
    report["copy"] = sum(_copy(cr, table, before[table]) for table in TABLES)
    cr.rollback()
    env.invalidate_all()
    return report


def _highest(cr, table, what="COALESCE(max(id), 0)", above=0):
    cr.execute(f"SELECT {what} FROM {table} WHERE id > {above}")
    return cr.fetchone()[0]


def _copy(cr, table, above):
    """Seconds of one COPY of the rows that have come, into a table like theirs with its indexes."""
    out = io.StringIO()
    cr._obj.copy_expert(f"COPY (SELECT * FROM {table} WHERE id > {above}) TO STDOUT", out)
    out.seek(0)
    cr.execute(f"CREATE TEMP TABLE copied_{table} (LIKE {table} INCLUDING INDEXES)")
    began = time.perf_counter()
    cr._obj.copy_expert(f"COPY copied_{table} FROM STDIN", out)
    return time.perf_counter() - began


if __name__ == "__main__":
    main(sys.argv[1], [int(size) for size in sys.argv[2].split(",")])
