"""Run a measuring script of tools/bench as a process of its own, with Odoo at hand, and take its last line."""

import json
import os
import subprocess

from . import runner, venv
from .paths import REPO
from .proc import tail
from .ui import CadreError


def inside(cluster, script, *words):
    """The JSON on the last line that ``tools/bench/<script>`` prints when called with ``words``.

    :raises CadreError: it failed; the end of what it said is told
    """
    env = runner.environment(cluster, ODOO_RC=runner.config(cluster))
    env["PYTHONPATH"] = os.pathsep.join([str(REPO), env["PYTHONPATH"]])
    command = [str(venv.python()), str(REPO / "tools" / "bench" / script), *map(str, words)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, cwd=REPO, check=False)
    if done.returncode:
        raise CadreError(f"{script} {words[-1]} failed\n{tail(done.stderr)}", "mend it and try again")
    lines = done.stdout.splitlines()
    return json.loads(lines[-1]) if lines else None
