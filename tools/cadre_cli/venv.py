"""The Python packages: one virtual environment per state of the pinned requirement files."""

import re
import shutil
import sys

from .paths import HOME, REQUIREMENTS, digest, home, locked
from .proc import parent_env, run_logged
from .ui import CadreError, Progress

_READY = "cadre-ready"  # written last: a folder without it was interrupted and is built again


def key():
    """Changes when a requirement file or the Python version changes."""
    return digest("{}.{}".format(*sys.version_info[:2]), *REQUIREMENTS)


def folder():
    return HOME / f"venv-{key()}"


def python():
    return folder() / "bin" / "python"


def site_packages():
    return folder() / "lib" / "python{}.{}".format(*sys.version_info[:2]) / "site-packages"


def ensure(step):
    """Make the environment if there is none for these requirement files; `CADRE_HOME/venv` links to the newest."""
    if not (folder() / _READY).exists():
        with locked("venv"):
            if not (folder() / _READY).exists():
                _build(step)


def _build(step):
    step.work("creating the virtual environment")
    if folder().exists():
        shutil.rmtree(folder())
    env = parent_env(PIP_DISABLE_PIP_VERSION_CHECK="1")
    run_logged([sys.executable, "-m", "venv", folder()], "venv.log", env=env)
    runtime, test, oca = REQUIREMENTS
    _pip(["-r", runtime, "-r", test], "Python packages", _count(runtime) + _count(test), env)
    # the OCA wheels declare "odoo" itself as a requirement, which no package index has
    _pip(["--no-deps", "-r", oca], "OCA addons", _count(oca), env)
    (folder() / _READY).write_text("")
    link = home("venv")
    if link.is_symlink() or not link.exists():
        link.unlink(missing_ok=True)
        link.symlink_to(folder().name)


def _count(requirements):
    return sum(bool(re.match(r"\w", line)) for line in requirements.read_text().splitlines())


def _pip(arguments, label, total, env):
    progress = Progress(label)
    seen = set()

    def watch(line):
        found = re.match(r"(?:Collecting|Processing) (\S+)", line)
        if found:
            seen.add(found[1])
            progress.percent(len(seen), total)
        elif line.startswith("Installing collected"):
            progress.show("installing")

    try:
        run_logged(
            [python(), "-m", "pip", "install", "--progress-bar", "off", *arguments],
            f"pip-{label.split()[0].lower()}.log",
            watch,
            env,
        )
    except CadreError:
        shutil.rmtree(folder(), ignore_errors=True)
        raise
    progress.done(f"{total} installed")
