"""Programs of the operating system: which are wanted, what is off without them, how they get here."""

import glob
import importlib.util
import os
import shutil
import subprocess

from .ui import CadreError, Progress, warn


def _program(*names):
    return lambda: any(shutil.which(name) for name in names)


def _library(pattern):
    return lambda: bool(glob.glob(f"/usr/lib*/{pattern}") or glob.glob(f"/usr/lib/*/{pattern}"))


def _chinese_font():
    return any(
        glob.glob(f"/usr/share/fonts/**/{name}", recursive=True) for name in ("NotoS*CJK*", "wqy-*", "*SourceHan*")
    )


# Debian package, how to see that it is there, what is off without it
WANTED = [
    ("chromium", _program("chromium", "chromium-browser", "google-chrome"), "tests in a browser (tours)"),
    ("libpango-1.0-0", _library("libpango-1.0.so.0"), "printing the official forms as PDF"),
    ("libpangoft2-1.0-0", _library("libpangoft2-1.0.so.0"), "printing the official forms as PDF"),
    ("libharfbuzz-subset0", _library("libharfbuzz-subset.so.0"), "small files of the printed forms"),
    ("fonts-noto-cjk", _chinese_font, "Chinese characters in printed forms"),
    ("poppler-utils", _program("pdftotext"), "tests that read printed forms"),
    ("gettext", _program("msgfmt"), "the check that the translation is complete"),
    ("git", _program("git"), "./cadre lint, and fetching Odoo's source where there is no Debian package"),
    ("libmagic1", _library("libmagic.so.1"), "the exact type of uploaded files"),
    ("libzbar0", _library("libzbar.so.0"), "tests that read printed QR codes"),
    ("wrk", _program("wrk"), "measuring the voting (./cadre bench ballots)"),
]


def _needs_venv_package():
    return importlib.util.find_spec("ensurepip") is None


def missing():
    """The wanted packages this machine lacks, as (package, what is off)."""
    return [(package, off) for package, there, off in WANTED if not there()]


def _apt(*arguments):
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    return (
        subprocess.run(
            ["apt-get", "-q", *arguments], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        ).returncode
        == 0
    )


def _install(packages):
    """Install with apt; one package that this release lacks must not keep the others out."""
    options = ("install", "-y", "--no-install-recommends")
    if _apt(*options, *packages):
        return
    _apt("update")
    if not _apt(*options, *packages):
        for package in packages:
            _apt(*options, package)


def ensure(step):
    """Install what is missing when we may (root and apt); otherwise say which feature is off and the exact command."""
    lacking = [package for package, _off in missing()]
    if _needs_venv_package():
        lacking.insert(0, "python3-venv")
    if not lacking:
        return
    command = "apt-get install -y --no-install-recommends " + " ".join(lacking)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        step.work("installing " + ", ".join(lacking))
        progress = Progress("apt-get")
        _install(lacking)
        progress.done()
    still = missing()
    if still and os.geteuid() != 0:
        step.work("some programs are missing; to have everything: sudo " + command)
    for package, off in still:
        warn(f"without {package} this is off: {off}")
    if _needs_venv_package():
        raise CadreError(
            "this Python cannot make virtual environments (no ensurepip)", "sudo apt-get install -y python3-venv"
        )
