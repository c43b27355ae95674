"""Seconds of the forms of everybody, ordered in one go and printed by the job runner.

Called by ``./cadre bench forms`` inside the environment: ``python tools/bench/forms.py DATABASE fill SIZE``, then with
the server's process ``... run PID``, then ``... bare`` (the same pages, printed by the printer alone). ``run`` and
``bare`` print one JSON object in their last line.
"""

import json
import pathlib
import sys
import time
from concurrent.futures import ThreadPoolExecutor

FORM = "report.cadre_assessment_reports.cycle_evaluations"
TOGETHER = 2
"""Jobs at once: the channel of the server that is measured."""
PATIENCE = 60
"""Seconds until the server's job runner must live."""


def main(database, what, number="0"):
    sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[2])]
    import odoo
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(["-d", database, "--no-http", "--log-level=error"])
    report = {"fill": _fill, "run": _run, "bare": _bare}[what](Registry(database), int(number))
    print(json.dumps(report))


def _fill(registry, size):
    """A computed cycle of ``size`` people."""
    from odoo import SUPERUSER_ID, api

    from tools.bench import rows

    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "no_reset_password": True})
        cycle = rows.make_cycle(env)
        rows.fill(env, cycle, size)
        cycle.with_user(_officer(env)).action_compute()
    return {}


def _officer(env):
    return env["res.users"].search([("login", "=", "bench_officer")])


def _as_officer(cr):
    from odoo import SUPERUSER_ID, api

    return api.Environment(cr, _officer(api.Environment(cr, SUPERUSER_ID, {})).id, {})


def _until_a_runner_lives(registry):
    """A server answers some seconds before its runner has found the database."""
    from odoo.addons.cadre_assessment.models.batch import runner

    for _try in range(PATIENCE):
        with registry.cursor() as cr:
            if runner.lives(_as_officer(cr)):
                return
        time.sleep(1)
    raise SystemExit("no job runner lives: nothing is measured")


def _run(registry, server):
    """Order the forms as the office does and wait for the end; what the processes of the server hold meanwhile."""
    _until_a_runner_lives(registry)
    began = time.monotonic()
    with registry.cursor() as cr:
        env = _as_officer(cr)
        cycle = env["cadre.cycle"].search([], limit=1)
        dialog = env["cadre.print.set"].with_context(active_id=cycle.id).create({})
        for line in dialog.line_ids:
            line.chosen = line.form == FORM
        batch = dialog.action_print()["res_id"]
    ordered, peak, state = time.monotonic() - began, {}, "running"
    while state not in ("done", "failed", "cancelled"):
        time.sleep(1)
        for kind, held in _held(server).items():
            peak[kind] = max(peak.get(kind, 0), held)
        with registry.cursor() as cr:
            [state] = _as_officer(cr)["cadre.batch"].browse(batch).mapped("state")
    seconds = time.monotonic() - began
    with registry.cursor() as cr:
        parts = _as_officer(cr)["cadre.batch"].browse(batch).part_ids
        return {
            "state": state,
            "forms": sum(parts.mapped("items")),
            "parts": len(parts),
            "failed": len(parts.filtered(lambda part: part.state == "failed")),
            "files": len(parts.filtered("is_file")),
            "bytes": sum(parts.mapped("size")),
            "ordered": ordered,
            "seconds": seconds,
            "peak": peak,
        }


def _held(server):
    """Megabytes: the server with its workers, the processes that print, all of them; shared pages count once."""
    import psutil

    found = {"server": 0, "printers": 0}
    parent = psutil.Process(server)
    for process in [parent, *parent.children(recursive=True)]:
        try:
            kind = "printers" if any("printing.py" in word for word in process.cmdline()) else "server"
            found[kind] += process.memory_full_info().pss >> 20
        except psutil.Error:
            continue
    return {**found, "together": sum(found.values())}


def _bare(registry, _number):
    """The same parts as HTML (timed), then nothing but the printer, as many at once as the channel has jobs."""
    from odoo.addons.cadre_assessment.printing import PAGE, _in_another_process

    documents, began = [], time.monotonic()
    with registry.cursor() as cr:
        env = _as_officer(cr)
        Report = env["ir.actions.report"]
        for part in env["cadre.batch"].search([], limit=1).part_ids.filtered("items"):
            html = Report._render_qweb_html("cadre_assessment_reports.set_part", part.ids)[0]
            style, *pages = Report._get_report("cadre_assessment_reports.set_part")._prepare_html(html)[0]
            documents.append(PAGE.format(style + "".join(pages)))
    html_seconds, began = time.monotonic() - began, time.monotonic()
    with ThreadPoolExecutor(TOGETHER) as pool:
        size = sum(len(content) for content in pool.map(_in_another_process, documents))
    return {"html": html_seconds, "seconds": time.monotonic() - began, "bytes": size}


if __name__ == "__main__":
    main(*sys.argv[1:])
