"""The addons' own pages follow from their readme/ fragments: `./cadre readme` writes them."""

import subprocess

from . import runner, venv
from .paths import REPO, own_addons
from .proc import parent_env
from .ui import CadreError


def readme(_args):
    """README.rst, static/description/index.html and their pictures anew, of both addons."""
    runner.tools()
    if subprocess.run(_command(), env=parent_env(), cwd=REPO, check=False).returncode:
        raise CadreError("the pages could not be written", "mend the fragment that is named above")


def stale():
    """What differs from its fragments, a line each."""
    done = subprocess.run(
        _command("--check"), env=parent_env(), cwd=REPO, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return [line for line in done.stdout.splitlines() if line.strip()] if done.returncode else []


def _command(*options):
    return [str(venv.python()), str(REPO / "tools" / "make_readme.py"), *options, *own_addons()]
