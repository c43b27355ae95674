"""How does ./cadre demo fill its database from inside Odoo? the steps of the year, each committed with its mark."""

import json
import os
from pathlib import Path

from . import year

_PLAYED = "cadre.demo.played"  # the keys of the steps that are done, in the database itself


def main(env):
    """Called in `odoo shell` with the superuser's env. Prints one line per step; raises when a step fails."""
    env = env(context={**env.context, "lang": "zh_CN", "tz": "Asia/Shanghai"})
    data = Path(os.environ["CADRE_DATA"])
    parameters = env["ir.config_parameter"].sudo()
    steps = [("chinese", "Chinese for everybody", _chinese), *year.STEPS]
    for number, (key, title, play) in enumerate(steps, 1):
        done = json.loads(parameters.get_param(_PLAYED) or "[]")
        if key in done:
            continue
        print(f"{number}/{len(steps)} {title}", flush=True)
        play(env, data)
        parameters.set_param(_PLAYED, json.dumps([*done, key]))
        env.cr.commit()  # the next run goes on after this step
    logins = [list(row) for row in year.logins(env)]
    Path(os.environ["CADRE_LOGINS"]).write_text(json.dumps(logins, ensure_ascii=False), encoding="utf-8")


def _chinese(env, _data):
    """Interface, dates and names in Chinese for those who exist and for those who come."""
    env["res.users"].with_context(active_test=False).search([]).write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
    env["ir.default"].set("res.partner", "lang", "zh_CN")
    env["ir.default"].set("res.partner", "tz", "Asia/Shanghai")
