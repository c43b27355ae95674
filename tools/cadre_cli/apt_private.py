"""Odoo 19 out of Debian's unstable suite, without installing anything on the machine.

A private apt (own list, own cache, inside CADRE_HOME) asks the very mirror this machine is configured for, apt checks
the signatures against the installed Debian keyring, and the packages are unpacked, not installed.
"""

import hashlib
import os
import re
import shutil
import subprocess
import threading
from pathlib import Path

from .paths import HOME, home
from .proc import run
from .ui import CadreError, Progress, human

ODOO = "odoo-19"
PACKAGES = "usr/lib/python3/dist-packages"  # where the package keeps Odoo
# the package replaces these assets by links into the packages below; without them /web answers 500
SID = [
    ODOO,
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-glyphicons-halflings",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
]
BOOKWORM = ["fonts-font-awesome"]  # 4.7; unstable's 7.x has other file names
# left out by Debian (no source to build from); one missing file of a bundle is an error in every browser that opens it
GAPS = ["odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"]
_KEYRINGS = ("debian-archive-keyring.gpg", "debian-archive-keyring.pgp")


def mirror():
    """The Debian mirror this machine uses, or None: not Debian, or no mirror configured."""
    if not all(shutil.which(name) for name in ("apt-get", "dpkg", "dpkg-deb")) or not _keyring():
        return None
    form = "$(REPO_URI)|$(ORIGIN)|$(LABEL)|$(SUITE)"
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", form, "Created-By: Packages"],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    return pick_mirror(listed)


def pick_mirror(listed):
    """The first address of the main archive. Other archives (security, a vendor's own) hold no unstable suite.

    >>> pick_mirror("http://m/debian-security/|Debian|Debian-Security|stable-security\\nhttp://m/debian/|Debian|Debian|stable")
    'http://m/debian/'

    On a fresh machine apt has read no list yet, knows no origin and prints the names themselves:

    >>> pick_mirror("http://m/debian-security/|$(ORIGIN)|$(LABEL)|$(SUITE)\\nhttp://m/debian/|$(ORIGIN)|$(LABEL)|$(SUITE)")
    'http://m/debian/'
    >>> pick_mirror("http://m/ubuntu/|Ubuntu|Ubuntu|noble")
    """
    rows = [line.split("|") for line in listed.splitlines() if line.count("|") == 3]
    for uri, origin, label, _suite in rows:
        if (origin, label) == ("Debian", "Debian") or ("$" in origin and re.search(r"/debian/?$", uri)):
            return uri
    return None


def _keyring():
    return next((path for name in _KEYRINGS if (path := Path("/usr/share/keyrings", name)).exists()), None)


def _configure(uri):
    base = HOME / "apt"
    for folder in ("lists/partial", "cache/archives/partial", "debs"):
        (base / folder).mkdir(parents=True, exist_ok=True)
    sources = [f"deb [signed-by={_keyring()}] {uri} {suite} main" for suite in ("sid", "bookworm")]
    (base / "sources.list").write_text("\n".join(sources) + "\n")
    settings = {
        "Dir::Etc::sourcelist": base / "sources.list",
        "Dir::Etc::sourceparts": "-",
        "Dir::Etc::preferencesparts": "-",
        "Dir::State::Lists": base / "lists",
        "Dir::Cache": base / "cache",
        "APT::Sandbox::User": "root",
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
    }
    (base / "apt.conf").write_text("".join(f'{key} "{value}";\n' for key, value in settings.items()))
    return base, dict(os.environ, APT_CONFIG=str(base / "apt.conf"), LC_ALL="C")


def fetch(uri, target):
    """Unpack Odoo and the assets it links to below the folder `target` (made atomically). Returns the version."""
    base, env = _configure(uri)
    lists = Progress("package lists")
    run(["apt-get", "update"], env=env)
    lists.done("read")
    wanted = [f"{name}/sid" for name in SID] + [f"{name}/bookworm" for name in BOOKWORM]
    files = _files(run(["apt-get", "download", "--print-uris", *wanted], env=env, cwd=base / "debs"))
    if len(files) < len(wanted):
        raise CadreError(
            "the mirror does not offer all packages of Odoo 19", "name a checkout of Odoo 19: ./cadre setup --odoo PATH"
        )
    _download(wanted, files, base / "debs", env)
    unpack = Progress("unpacking")
    staging = home("odoo", f".unpacking-{os.getpid()}")
    shutil.rmtree(staging, ignore_errors=True)
    for count, name in enumerate(files, 1):
        unpack.percent(count, len(files))
        run(["dpkg", "-x", base / "debs" / name, staging])
    for gap in GAPS:
        path = staging / PACKAGES / gap
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("/* Not in Debian's package: the blurred background of video calls is off. */\n")
    shutil.rmtree(target, ignore_errors=True)
    staging.rename(target)
    shutil.rmtree(base, ignore_errors=True)
    unpack.done()
    return next(name for name in files if name.startswith(ODOO + "_")).split("_")[1]


def _files(uris):
    """{file name: (size in bytes, sha256 or '')} from what `apt-get download --print-uris` prints.

    >>> _files("'http://m/debian/pool/o/odoo.deb' odoo-19_19.0_all.deb 123 SHA256:ab12")
    {'odoo-19_19.0_all.deb': (123, 'ab12')}
    """
    rows = re.findall(r"^'\S+' (\S+) (\d+)(?: SHA256:(\w+))?", uris, re.MULTILINE)
    return {name: (int(size), sha) for name, size, sha in rows}


def _download(wanted, files, folder, env):
    total = sum(size for size, _sha in files.values())
    progress = Progress(f"download ({human(total)})")
    stop = threading.Event()

    def watch():
        while not stop.wait(1):
            got = sum(path.stat().st_size for path in folder.glob("*.deb*") if path.exists())
            progress.percent(got // 1_000_000, total // 1_000_000, " MB")

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        run(["apt-get", "-q", "download", *wanted], env=env, cwd=folder)
    finally:
        stop.set()
        watcher.join()
    for name, (size, sha) in files.items():
        path = folder / name
        if (
            not path.exists()
            or path.stat().st_size != size
            or (sha and hashlib.sha256(path.read_bytes()).hexdigest() != sha)
        ):
            path.unlink(missing_ok=True)
            raise CadreError(f"the download of {name} is not whole", "start the same command again")
    progress.done("whole, checksums right")
