"""The Odoo 19 that runs: one the user names, one that is installed, Debian's package unpacked, or a shallow clone."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from . import apt_private
from .paths import HOME, digest, home, locked
from .proc import run_logged
from .ui import CadreError, Progress, WrongValue, warn

SERIES = "19.0"
CLONE = "https://github.com/odoo/odoo"
_RECORD = "source.json"


class Odoo(NamedTuple):
    """`path` goes to PYTHONPATH (it holds the folder odoo), `addons` to addons_path; `version` tells sources apart."""

    path: Path
    addons: tuple
    version: str


def _describe(path, version=""):
    """The Odoo whose Python path is `path`; CadreError when that is no Odoo 19."""
    release = path / "odoo" / "release.py"
    if not release.is_file():
        raise CadreError(f"there is no Odoo in {path}", "name the folder that holds odoo/release.py")
    found = re.search(r"^version_info = \((\d+), (\d+)", release.read_text(), re.MULTILINE)
    series = ".".join(found.groups()) if found else "unknown"
    if series != SERIES:
        raise WrongValue(
            f"{path} is Odoo {series}, but {SERIES} is needed", "name another one: ./cadre setup --odoo PATH"
        )
    # a checkout has base in one folder and the rest in the other; a package has all in the first, beside leftovers
    folders = [path / "odoo" / "addons", path / "addons"]
    addons = folders[:1] if (folders[0] / "web").is_dir() else folders
    return Odoo(path, tuple(str(folder) for folder in addons), version or f"{SERIES}-{digest(str(path))}")


def _from_user(given):
    """A checkout, an unpacked prefix (usr/lib/python3/dist-packages inside), or the package folder itself."""
    base = Path(given).expanduser().resolve()
    for path in (base, base / apt_private.PACKAGES, base.parent):
        if (path / "odoo" / "release.py").is_file():
            return _describe(path)
    raise WrongValue(
        f"there is no Odoo in {base}",
        "give --odoo (or CADRE_ODOO) a checkout of Odoo 19 or the prefix it is installed in",
    )


def _installed():
    """An Odoo 19 that this machine's Python can import, linked into a folder of its own without its neighbours."""
    program = "import odoo, importlib.util as u; print(u.find_spec('odoo.release').origin)"
    pythons = dict.fromkeys([sys.executable, "/usr/bin/python3"])
    for python in pythons:
        if not os.path.exists(python):
            continue
        env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        out = subprocess.run(
            [python, "-c", program], capture_output=True, text=True, check=False, env=env, cwd="/"
        ).stdout.strip()
        if not out:
            continue
        package = Path(out).parent
        shim = home("odoo", f"installed-{digest(str(package))}")
        shim.mkdir(parents=True, exist_ok=True)
        for name, goal in (("odoo", package), ("addons", package.parent / "addons")):
            if goal.is_dir() and not (shim / name).exists():
                (shim / name).symlink_to(goal)
        try:
            return _describe(shim)
        except CadreError as error:
            warn(f"the installed Odoo is passed over: {error}")
    return None


def _fetched():
    """What an earlier run has downloaded, or None."""
    record = HOME / "odoo" / _RECORD
    if not record.exists():
        return None
    known = json.loads(record.read_text())
    try:
        return _describe(HOME / "odoo" / known["path"], known["version"])
    except CadreError:
        return None


_NAME_ONE = "name a checkout of Odoo 19: ./cadre setup --odoo PATH"


def _fetch(step):
    remedies = []
    uri = apt_private.mirror()
    if uri:
        step.work("fetching Debian's odoo-19 (unpacked, not installed)")
        try:
            version = apt_private.fetch(uri, home("odoo", "debian"))
            return _record(f"debian/{apt_private.PACKAGES}", version)
        except CadreError as error:
            warn(f"{error}\n    falling back to a clone")
            remedies.append(error.remedy)
    try:
        return _clone(step)
    except CadreError as error:
        remedies.append(_NAME_ONE)
        raise CadreError(f"Odoo 19 could not be fetched: {error}", "; or ".join(filter(None, remedies))) from error


def _clone(step):
    step.work(f"cloning {CLONE}, branch {SERIES} (about 1 GB)")
    if not shutil.which("git"):
        raise CadreError("git is missing", "install git")
    progress = Progress("clone")
    staging = home("odoo", f".cloning-{os.getpid()}")
    shutil.rmtree(staging, ignore_errors=True)
    command = ["git", "clone", "--progress", "--depth", "1", "--branch", SERIES, CLONE, staging]
    run_logged(command, "clone.log", lambda line: progress.show(line.strip().split("\r")[-1]))
    shutil.rmtree(home("odoo", "git"), ignore_errors=True)
    staging.rename(home("odoo", "git"))
    progress.done()
    return _record("git", f"{SERIES}-git")


def _record(path, version):
    odoo = _describe(HOME / "odoo" / path, version)
    home("odoo", _RECORD).write_text(json.dumps({"path": path, "version": version}))
    return odoo


_CHOSEN = {}


def choose(given=None):
    """Remember the --odoo of the command line for this run.

    :raises WrongValue: there is no Odoo 19
    """
    if given is not None:
        _CHOSEN["odoo"] = _from_user(given)


def ensure(step):
    """The Odoo of this run; fetched when there is none. The order: named, installed, fetched before, Debian, clone."""
    if "odoo" in _CHOSEN:
        return _CHOSEN["odoo"]
    given = os.environ.get("CADRE_ODOO")
    odoo = _from_user(given) if given else _fetched() or _installed()
    if odoo is None:
        with locked("odoo"):
            odoo = _fetched() or _fetch(step)
    _CHOSEN["odoo"] = odoo
    return odoo
