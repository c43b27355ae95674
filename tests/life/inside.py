"""Ask something inside Odoo, in a process of its own: the database was made by another one."""

import json
import os
import subprocess

from cadre_cli import runner
from cadre_cli.paths import REPO


def told(name, module):
    """What ``answer(env)`` of ``module`` says about the database ``name``: JSON behind ``ANSWER``."""
    cluster = runner.ensure()
    env = runner.environment(cluster)
    env["PYTHONPATH"] = os.pathsep.join([env["PYTHONPATH"], str(REPO), str(REPO / "tools")])
    words = ["shell", "-c", runner.config(cluster), "-d", name, "--no-http", "--log-level=warn"]
    script = f"from {module} import answer; print(answer(env))\n"
    done = subprocess.run(runner.command(*words), input=script, text=True, check=True, env=env, stdout=subprocess.PIPE)
    [line] = [line for line in done.stdout.splitlines() if line.startswith("ANSWER ")]
    return json.loads(line.removeprefix("ANSWER "))
