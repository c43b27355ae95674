"""Sentences of the addons: `./cadre i18n` exports the .pot and merges zh_CN.po."""

import os
import shutil
import subprocess

from . import database, runner, template, venv
from .paths import REPO, home, own_addons
from .ui import CadreError


def i18n(_args):
    """Export each addon's terms from a fresh database: its .pot and its zh_CN.po; how many have no Chinese is said."""
    cluster = runner.ensure()
    name = f"cadre_i18n_{os.getpid()}"
    folder = home(name, "_").parent  # of this run alone: another checkout may export at the same time
    template.copy(cluster, name)
    try:
        database.install(cluster, name, own_addons())
        missing = 0
        for addon in own_addons():
            pot = folder / f"{addon}.po"
            export = ["i18n", "export", "-c", runner.config(cluster), "-d", name, "-o", pot, addon]
            subprocess.run(runner.command(*export), env=runner.environment(cluster), check=True, cwd=REPO)
            target = REPO / addon / "i18n" / "zh_CN.po"
            merge = [str(venv.python()), str(REPO / "tools" / "merge_po.py"), str(pot), str(target)]
            missing += int(subprocess.run(merge, check=True, capture_output=True, text=True).stdout.split()[-1])
    finally:
        template.drop(cluster, name)
        shutil.rmtree(folder, ignore_errors=True)
    if missing:
        raise CadreError(f"{missing} terms have no Chinese yet", "translate the empty msgstr lines of i18n/zh_CN.po")
