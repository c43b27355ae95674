"""Filling the demo's database from inside Odoo: the steps of the year, each committed with its mark."""

import json
import os
from pathlib import Path

from . import year

_PLAYED = "cadre.demo.played"  # the keys of the steps that are done, in the database itself
_COUNTY = "cadre.demo.county"  # the digest of the county's files that were brought in
_IMPORT = "county"  # the step that brings them in


def main(env):
    """Called in `odoo shell` with the superuser's env. Prints one line per step; raises when a step fails."""
    env = env(context={**env.context, "lang": "zh_CN", "tz": "Asia/Shanghai"})
    data = Path(os.environ["CADRE_DATA"])
    parameters = env["ir.config_parameter"].sudo()
    steps = [("chinese", "Chinese for everybody", _chinese), *year.STEPS]
    _bring_new_rows(env, data, {key: play for key, _title, play in steps}[_IMPORT])
    for number, (key, title, play) in enumerate(steps, 1):
        done = json.loads(parameters.get_param(_PLAYED) or "[]")
        if key in done:
            continue
        print(f"{number}/{len(steps)} {title}", flush=True)
        play(env, data)
        parameters.set_param(_PLAYED, json.dumps([*done, key]))
        if key == _IMPORT:
            parameters.set_param(_COUNTY, os.environ["CADRE_COUNTY"])
        env.cr.commit()  # the next run goes on after this step
    logins = [list(row) for row in year.logins(env)]
    Path(os.environ["CADRE_LOGINS"]).write_text(json.dumps(logins, ensure_ascii=False), encoding="utf-8")


def _bring_new_rows(env, data, play):
    """Whoever a later step is about may be new in the county: what is not there yet comes in first."""
    parameters = env["ir.config_parameter"].sudo()
    imported = _IMPORT in json.loads(parameters.get_param(_PLAYED) or "[]")
    if imported and parameters.get_param(_COUNTY) != os.environ["CADRE_COUNTY"]:
        print("the county has changed: what is new in it comes in", flush=True)
        play(env, data)
        parameters.set_param(_COUNTY, os.environ["CADRE_COUNTY"])
        env.cr.commit()


def _chinese(env, _data):
    """Interface, dates and names in Chinese for those who exist and for those who come."""
    env["res.users"].with_context(active_test=False).search([]).write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
    env["ir.default"].set("res.partner", "lang", "zh_CN")
    env["ir.default"].set("res.partner", "tz", "Asia/Shanghai")
