"""What each click of a year costs, beside plain SQL that writes the same rows.

Called by ``./cadre bench year`` inside the environment, on the database that ``pages.py DATABASE fill SIZE`` filled:
``python tools/bench/year.py DATABASE N,N STEP|STEP``. The last line is one JSON list: a step and a number of subjects
each. Time is that of the processors, of this process and of its process in the database.

A step that goes to the job runner is ordered by the click, and its parts are then done as the runner does them, one
after the other.
"""

import json
import pathlib
import sys
from unittest.mock import patch

WARM = 100
"""So many subjects fill the caches of the server, or as many as the fewest."""


def main(database, sizes, names):
    sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[2])]
    import odoo
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry
    from odoo.tools.translate import code_translations

    from tools.bench import steps, steps_results, steps_year

    odoo.tools.config.parse_config(["-d", database, "--no-http", "--log-level=error"])
    registry = Registry(database)
    from odoo.addons.cadre_assessment.models.batch import many

    code_translations.get_python_translations("cadre_assessment", "zh_CN")
    every = {**steps.STEPS, **steps_results.STEPS, **steps_year.STEPS}
    found = []
    for name in names or every:
        for size in [min(WARM, sizes[0]), *sizes]:  # the first one fills the caches of the server
            with registry.cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US", "tz": "Asia/Shanghai"})
                with patch.object(many, "AT_ONCE", 10**9):  # what comes before the click is not ordered
                    _plain, click = every[name](env, size)
                found.append({"step": name, "size": size, **_measure(env, click)})
                cr.rollback()
            print(found[-1], file=sys.stderr, flush=True)
        del found[-len(sizes) - 1]
    print(json.dumps(found))


def _measure(env, click):
    """Processor seconds and queries of ``click``, the parts it was done in, and the seconds of the statements."""
    from odoo.addons.cadre_assessment.models.batch import runner

    from tools.bench import peer_rows
    from tools.bench.pages import _processor
    from tools.bench.steps import _settle

    cr = env.cr
    backend = cr._cnx.info.backend_pid
    _settle(env)
    env.invalidate_all()
    with cr.savepoint(flush=False) as point:
        begin = peer_rows.mark(cr)
        used, asked = _processor(backend), cr.sql_log_count
        with patch.object(runner, "lives", return_value=True):
            answer = click()
            _settle(env)
            ordered = cr.sql_log_count - asked
            clicked = _processor(backend) - used
            parts = _work_off(env, answer)
        seconds, queries = _processor(backend) - used, cr.sql_log_count - asked
        written = peer_rows.since(cr, begin)
        env.invalidate_all(flush=False)
        point.rollback()
    statements = peer_rows.prepare(cr, written)
    used = _processor(backend)
    for statement in statements:
        cr.execute(statement)
    return {
        "seconds": seconds,
        "queries": queries,
        "plain": _processor(backend) - used,
        "rows": peer_rows.rows_of(written),
        "parts": parts,
        "click": clicked,
        "click_queries": ordered,
    }


def _work_off(env, answer):
    """Do the parts of the order that a click has made, as the runner would; how many there were."""
    if not isinstance(answer, dict) or answer.get("res_model") != "cadre.batch":
        return 0
    from tools.bench.steps import _settle

    batch = env["cadre.batch"].browse(answer["res_id"])
    parts = batch.part_ids.with_user(batch.user_id)
    for part in parts:
        part._work()
        _settle(env)
        env.invalidate_all()
    batch.with_user(batch.user_id)._close()
    _settle(env)
    if batch.state != "done":
        raise SystemExit(f"{batch.name}: {batch.state}\n{batch.sudo().part_ids.mapped('message')}")
    return len(parts)


if __name__ == "__main__":
    main(sys.argv[1], [int(size) for size in sys.argv[2].split(",")], [one for one in sys.argv[3].split("|") if one])
