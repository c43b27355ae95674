"""Where everything lives: the checkout, the cache folder CADRE_HOME, the locks of those who share it."""

import contextlib
import fcntl
import hashlib
import os
from pathlib import Path

from .ui import note

REPO = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("CADRE_HOME") or REPO / ".cadre").expanduser().resolve()
REQUIREMENTS = [REPO / name for name in ("requirements.txt", "requirements-test.txt", "requirements-oca.txt")]
ADDONS = ("cadre_assessment", "cadre_assessment_reports")


def home(*parts):
    """A path inside the cache folder, whose folder exists afterwards."""
    path = HOME.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def digest(*chunks):
    """Ten hex digits that change when any of the chunks (str, bytes or the content of a Path) changes."""
    total = hashlib.sha256()
    for chunk in chunks:
        if isinstance(chunk, Path):
            chunk = chunk.read_bytes()
        total.update(chunk.encode() if isinstance(chunk, str) else chunk)
        total.update(b"\0")
    return total.hexdigest()[:10]


def own_addons():
    """Our addons that this checkout has, in the order of installation."""
    return [name for name in ADDONS if (REPO / name / "__manifest__.py").is_file()]


def addons_folder():
    """A folder that holds our addons and nothing else, for the addons path.

    The checkout itself would not do: it holds the cache folder with Odoo, and Odoo takes a file below an addons path
    for one of an addon, so that its own messages lose their translation.
    """
    folder = home("addons", digest(str(REPO)), "_").parent
    for name in own_addons():
        link = folder / name
        if not link.is_symlink() or link.readlink() != REPO / name:
            fresh = folder / f"{name}.{os.getpid()}"
            fresh.symlink_to(REPO / name)
            fresh.replace(link)
    return folder


@contextlib.contextmanager
def locked(name):
    """Hold the named lock of this cache folder: two ./cadre never build the same thing at once. Freed if we crash."""
    with home("locks", f"{name}.lock").open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note(f"waiting for another ./cadre that prepares: {name}")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def try_lock(name):
    """Like locked(), but instead of waiting it yields whether the lock was free."""
    with home("locks", f"{name}.lock").open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
