"""Removal of everything: servers stopped, CADRE_HOME gone, nothing outside touched without asking."""

import os
import shutil

from . import pgserver, postgres
from .paths import HOME, REPO
from .ui import CadreError, ask, say

# what tells a cache folder of ours from somebody's precious folder given by mistake
_OURS = ("locks", "odoo", "postgres", "conf", "logs")


def stop(_args):
    """`./cadre stop`: stop the embedded servers of this CADRE_HOME; the databases stay."""
    for name in postgres.CLUSTERS:
        if postgres.Cluster(name).stop():
            say(f"the server {name} has stopped")


def clean(args):
    """`./cadre clean`: stop the servers and remove CADRE_HOME with all its databases."""
    base = pgserver.base()
    if not HOME.exists():
        say(f"there is nothing to remove ({HOME} does not exist)")
        return
    if HOME in (REPO, *REPO.parents) or not any((HOME / name).exists() for name in _OURS):
        raise CadreError(f"{HOME} does not look like a cache folder of ./cadre", "check CADRE_HOME")
    if not args.yes and not ask(f"Remove {HOME} with every database in it, the demo's too?"):
        raise CadreError("nothing was removed", "./cadre clean --yes removes without asking")
    stop(args)
    for folder in {base, HOME}:
        if folder.is_symlink():
            folder.unlink()
        shutil.rmtree(folder, ignore_errors=True)
    if HOME.exists():
        raise CadreError(f"some files of {HOME} could not be removed", "remove them as their owner or as root")
    say(f"removed {HOME}")
    if os.geteuid() == 0 and not postgres.external():
        say(f"the system user {pgserver.SYSTEM_USER} is left; to remove it too: userdel {pgserver.SYSTEM_USER}")
