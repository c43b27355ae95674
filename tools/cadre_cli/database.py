"""Databases for engineers: copies of the template with our addons, and tools to look inside."""

import os
import re
import subprocess
from pathlib import Path

from . import given, runner, source, template, venv
from .logcheck import unexpected
from .paths import HOME, REPO, addons_folder, own_addons
from .proc import tail
from .ui import CadreError, Steps, WrongValue, say, warn

OF_A_DATABASE = ("server", "shell", "neutralize", "module", "i18n")
"""Commands of Odoo that want a database that is there; a server would make one of any name, and leave it empty."""


def checked(name):
    """The name, if a database may be called that."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,58}", name) or name in {"postgres", "template0", "template1"}:
        raise WrongValue(f"{name} is no good name for a database", "use small letters, digits and underscores")
    return name


def _cluster(args):
    return runner.ensure("pg" if getattr(args, "demo", False) else "pg-test")


def _existing(cluster, name):
    """The name, if there is such a database.

    :raises WrongValue: there is none
    """
    return given.known([name], cluster.databases(), "database", "./cadre psql lists them, ./cadre db NAME makes one")[0]


def _addons():
    """Names of all addons on the addons path."""
    folders = [*source.ensure(None).addons, venv.site_packages() / "odoo" / "addons", addons_folder()]
    return {path.parent.name for folder in folders for path in Path(folder).glob("*/__manifest__.py")}


def setup(args):
    """`./cadre setup`: everything, up to the template database."""
    steps = Steps(5)
    cluster = runner.ensure("pg-test", steps)
    steps.next("template database")
    if not args.no_template:
        template.ensure(cluster, steps)
    say(f"ready (CADRE_HOME={HOME})")


def install(cluster, name, addons, mode="-i"):
    """Install or update addons in a database; returns log lines nobody expects."""
    log = runner.odoo_logged(
        cluster,
        f"{'install' if mode == '-i' else 'update'} {', '.join(addons)}",
        ["-d", name, mode, ",".join(addons), "--stop-after-init", "--no-http"],
        f"{name}.log",
    )
    return unexpected(log.read_text(encoding="utf-8"), template.expected_complaints())


def inside(cluster, name, script):
    """Run a few lines of Python in a database, with ``env`` at hand; ``tests`` and ``tools`` can be imported.

    :returns: what they print
    :raises CadreError: they fail
    """
    env = runner.environment(cluster)
    env["PYTHONPATH"] = os.pathsep.join([env["PYTHONPATH"], str(REPO), str(REPO / "tools")])
    words = ["shell", "-c", runner.config(cluster), "-d", name, "--no-http", "--log-level=warn"]
    command = runner.command(*words)
    done = subprocess.run(command, input=script, text=True, env=env, capture_output=True, check=False)
    if done.returncode:
        raise CadreError(f"a script in {name} failed\n{tail(done.stderr)}", "mend it and try again")
    return done.stdout


def db(args):
    """`./cadre db NAME`: a fresh copy of the template with our addons, or an update of an existing database."""
    name = checked(args.name)
    cluster = runner.ensure()
    for words in (args.init, args.update):
        given.known([word for word in (words or "").split(",") if word], _addons(), "addon", "look at its spelling")
    wanted = own_addons() + [addon for addon in (args.init or "").split(",") if addon]
    if args.update is not None:
        _existing(cluster, name)
        found = install(cluster, name, args.update.split(",") if args.update else wanted, "-u")
    else:
        template.copy(cluster, name)
        if not wanted:
            say(f"database {name} is ready (this checkout has no addons to install)")
            return
        found = install(cluster, name, wanted)
    for line in found:
        warn(line)
    say(f"database {name} is ready")


def drop(args):
    """`./cadre drop NAME...`"""
    names = [checked(name) for name in args.names]
    cluster = _cluster(args)
    for name in names:
        _existing(cluster, name)
    for name in names:
        template.drop(cluster, name)
        say(f"database {name} is gone")


def psql(args):
    """`./cadre psql DB [psql options]`, or without DB the list of databases."""
    cluster = _cluster(args)
    if not args.database:
        for name in sorted(cluster.databases()):
            print(name)
        return 0
    _existing(cluster, args.database)
    return runner.foreground(
        cluster.psql("-d", args.database, *args.rest), cluster.client_env(superuser=args.superuser)
    )


def odoo(args):
    """`./cadre odoo ARGS...`: Odoo's own command line with our configuration put in.

    A server of a named database (`-d`) runs its queue, too.
    """
    rest = list(args.rest)
    subcommand = rest.pop(0) if rest and not rest[0].startswith("-") else "server"
    own = any(word in ("-c", "--config") or word.startswith("--config=") for word in rest)
    if subcommand == "server":
        given.odoo_ports(rest, not own)
    cluster = _cluster(args)
    databases = [name for text in given.values(rest, "-d", "--database") for name in text.split(",")]
    if subcommand in OF_A_DATABASE and not own and not given.values(rest, "-i", "--init"):
        for name in databases:
            _existing(cluster, name)
    config = (
        []
        if own or subcommand in {"scaffold", "help", "upgrade_code", "genproxytoken"}
        else ["-c", runner.config(cluster)]
    )
    channels = runner.CHANNELS if databases else runner.NO_RUNNER
    env = runner.environment(cluster, ODOO_QUEUE_JOB_CHANNELS=channels)
    return runner.foreground(runner.command(subcommand, *config, *rest), env)


def shell(args):
    """`./cadre shell DB`: a Python prompt with env."""
    cluster = _cluster(args)
    _existing(cluster, args.database)
    command = runner.command("shell", "-c", runner.config(cluster), "-d", args.database, "--no-http", *args.rest)
    return runner.foreground(command, runner.environment(cluster))


def run(args):
    """`./cadre run COMMAND...`: any program inside the environment (python, pytest, ruff ...)."""
    if not args.rest:
        raise WrongValue("there is nothing to run", "./cadre run python -c 'import odoo'")
    cluster = _cluster(args)
    return runner.foreground(args.rest, runner.environment(cluster, ODOO_RC=runner.config(cluster)))
