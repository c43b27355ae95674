"""Pictures of the guides, taken from the demo, served for as long as it takes."""

import re
import subprocess

from . import demo, given, proc, runner, venv
from .paths import REPO, home
from .ui import CadreError, say


def shots():
    """Names of the pictures that the script makes."""
    text = (REPO / "tools" / "pictures.py").read_text(encoding="utf-8")
    return re.findall(r'^    \("([\w-]+)", "\w+", ', text, re.MULTILINE)


def pictures(args):
    """`./cadre pictures [--database NAME] [--port PORT] [NAME …]`: docs/images/guide anew, or some of it."""
    given.known(args.names, shots(), "picture")
    given.free_port(args.port, "127.0.0.1")
    cluster = runner.ensure("pg")
    try:
        given.known([args.database], cluster.databases(), "database", "./cadre demo makes one")
        options = {"http_interface": "127.0.0.1", "dbfilter": f"^{args.database}$", "smtp_server": "mail.invalid"}
        conf = runner.config(cluster, args.port, "pictures", **options)
        log = home("logs", "pictures-server.log")
        command = runner.command("server", "-c", conf, "-d", args.database, "--max-cron-threads=0")
        with log.open("w", encoding="utf-8") as out:
            child = subprocess.Popen(command, env=runner.environment(cluster), stdout=out, stderr=out)
        try:
            demo.wait_for_login(child, args.port, log)
            script = [str(venv.python()), str(REPO / "tools" / "pictures.py"), f"http://127.0.0.1:{args.port}"]
            done = subprocess.run([*script, *args.names], env=proc.parent_env(), check=False)
        finally:
            demo.stop(child)
    finally:
        cluster.release()
    if done.returncode:
        raise CadreError("the pictures are not complete", f"read {log}")
    say("look at every picture before you keep it: git diff shows which have changed")
