"""Seconds and queries of each page, in a process and a database of its own.

Called by ``./cadre bench pages`` inside the environment: ``python tools/bench/pages.py DATABASE fill SIZE`` and then
``python tools/bench/pages.py DATABASE measure ROUNDS``. The latter prints one JSON list in its last line: a page each.
"""

import contextlib
import json
import os
import pathlib
import statistics
import sys
import time

ROLES = ("officer", "manager", "decider", "auditor", "leader", "discipline", "person")
"""Readers of the pages: ``bench_<role>``."""
FORMS = (
    ("officer", "cadre.cycle"),
    ("decider", "cadre.cycle"),
    ("auditor", "cadre.cycle"),
    ("officer", "cadre.decision"),
    ("decider", "cadre.decision"),
    ("officer", "cadre.assessment"),
    ("decider", "cadre.assessment"),
    ("person", "cadre.assessment"),
    ("officer", "cadre.scheme"),
    ("officer", "cadre.work.plan"),
    ("officer", "cadre.progress.report"),
    ("leader", "cadre.progress.report"),
    ("person", "cadre.progress.report"),
)
"""Whose record of which model is opened in its form; of the cycles every one."""


def main(database, what, number):
    sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[2])]
    import odoo
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(["-d", database, "--no-http", "--log-level=error"])
    registry = Registry(database)
    if what == "fill":
        from tools.bench import rows_pages

        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "no_reset_password": True})
            rows_pages.fill(env, number)
        _tidy(database)
        return
    with registry.cursor() as cr:
        users = api.Environment(cr, SUPERUSER_ID, {})["res.users"]
        readers = {role: users.search([("login", "=", f"bench_{role}")]).id for role in ROLES}
    pages = []
    for role, user in readers.items():
        with registry.cursor() as cr:
            wanted = list(_pages(api.Environment(cr, user, {"lang": "en_US"}), role))
        for name, step in wanted:
            pages.append({"role": role, "page": name, **_measure(registry, user, step, number)})
            print(role, name, pages[-1], file=sys.stderr, flush=True)
    print(json.dumps(pages))


def _tidy(database):
    """What the database does by itself within minutes of so many writes; else each page reads the dead rows too."""
    from odoo.sql_db import db_connect

    with db_connect(database).cursor() as cr:
        cr._cnx.autocommit = True
        cr.execute("VACUUM ANALYZE")


def _pages(env, role):
    """(name, function from an environment to a number of rows) of every menu and form that ``role`` opens."""
    from tools.bench import web

    for entry in web.entries(env):
        yield entry.path, lambda env, entry=entry: web.open_menu(env, entry)
    for reader, model in FORMS:
        if reader != role:
            continue
        found = env[model].search([], limit=None if model == "cadre.cycle" else 1)
        for record in found:
            name = f"{env[model]._description}: {record.display_name}" if len(found) > 1 else env[model]._description
            yield f"form: {name}", lambda env, model=model, key=record.id: web.open_form(env[model].browse(key))


def _measure(registry, user, step, rounds):
    """Median seconds, processor seconds, queries and rows of one page.

    Each round is a request of its own, with the caches of the server warm. Other work on the machine makes a page wait;
    what it costs the processors, of server and database, stays the same.
    """
    from odoo import api
    from odoo.exceptions import UserError

    seconds, queries, rows, cpu = [], 0, 0, 0.0
    for round_ in range(rounds + 1):
        with registry.cursor() as cr:
            env = api.Environment(cr, user, {"lang": "en_US", "tz": "Asia/Shanghai", "uid": user})
            backend = cr._cnx.info.backend_pid
            began, count, used = time.perf_counter(), cr.sql_log_count, _processor(backend)
            try:
                rows = step(env)
            except UserError:
                rows = 0  # refused in a sentence: nothing to do here
            if round_:  # the first one fills the caches of the server
                seconds.append(time.perf_counter() - began)
                cpu += _processor(backend) - used
                queries = cr.sql_log_count - count
            cr.rollback()
    return {"seconds": statistics.median(seconds), "cpu": cpu / rounds, "queries": queries, "rows": rows}


def _processor(backend):
    """Processor seconds of this process and, where it runs on this machine, of its process in the database."""
    used = time.process_time()
    with contextlib.suppress(OSError):
        fields = pathlib.Path(f"/proc/{backend}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        used += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return used


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
