"""The tests: first those that need no Odoo, then the others on a database of their own."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time

from . import database, guests, pgserver, postgres, runner, template, venv
from .paths import HOME, REPO, home, own_addons
from .proc import parent_env
from .ui import CadreError, WrongValue, say, warn

# these need neither Odoo nor a database; doctests count as tests
PLAIN = ["tests/engine", "tests/cli", "tests/life", "cadre_assessment/engine", "tools/cadre_cli"]
ODOO = ["tests"]
TAKE = "from tests.named import take\ntake(env)\nenv.cr.commit()\n"
"""The regulations of the gallery are taken once in each database of the tests, and each of their rules has a name."""
_OWN_NAME = "cadre_t{pid}"
_WORKERS = 4  # more of them wait for each other's server
_KEPT_RUNS = 10
_MAY_BE_RUNNING = 3 * 3600  # seconds; another run of this CADRE_HOME may write there
_NOTHING_RAN = 5  # pytest's exit code


def test(args):
    """`./cadre test [PATHS] [pytest arguments]`, or with ``--guests`` the tests of others."""
    if args.db is not None:
        database.checked(args.db)
    if args.guests:
        first_option = next((at for at, word in enumerate(args.rest) if word.startswith("-")), len(args.rest))
        return guests.guests(args.rest[:first_option], args.rest[first_option:])
    plain, with_odoo, options = _sorted_out(args.rest)
    selecting = bool(args.rest)
    runner.tools()
    options = [*_parallel(args), *options]
    artifacts = _artifacts()
    code, cluster = _NOTHING_RAN, None
    try:
        if plain:
            code = _plain(plain, options, artifacts)
            if code not in {0, _NOTHING_RAN} or (code and not selecting):
                return code
        if with_odoo:
            cluster = runner.ensure()
            second = _with_odoo(args, cluster, with_odoo, options, artifacts)
            nothing = second == _NOTHING_RAN and selecting and code == 0
            code = 0 if nothing else second
        return code
    finally:
        if cluster:
            cluster.release()


def _sorted_out(arguments):
    """What to run without Odoo, what with it, and the rest of the arguments, which are pytest's.

    >>> _sorted_out(["-x", "tools/cadre_cli/ui.py::cadre_cli.ui.human", "-k", "human"])
    (['tools/cadre_cli/ui.py::cadre_cli.ui.human'], [], ['-x', '-k', 'human'])
    """
    paths, options = [], []
    for word in arguments:
        target = word.split("::")[0]
        if not word.startswith("-") and (REPO / target).exists():
            paths.append(word)
        elif not word.startswith("-") and re.search(r"/|\.py\b", word) and not options:
            raise WrongValue(f"there is no {target}", "name files or folders of this checkout, for example tests/work")
        else:
            options.append(word)
    if not paths:
        paths = [*PLAIN, *ODOO]
    paths = [path for path in paths if (REPO / path.split("::")[0]).exists()]
    plain = [path for path in paths if any(f"{_relative(path)}/".startswith(f"{folder}/") for folder in PLAIN)]
    return plain, [path for path in paths if path not in plain], options


def _parallel(args):
    """pytest's options for several processes: whole runs have one more than cores (browsers are waited for).

    Chosen files run in one unless told.

    Classes stay together; with Odoo each process has a copy of the database of its own.
    """
    workers = args.workers or (1 if args.rest else min((os.cpu_count() or 1) + 1, _WORKERS))
    return ["-n", str(workers), "--dist", "loadscope"] if workers > 1 else []


def _relative(path):
    return os.path.relpath(REPO / path.split("::")[0], REPO)


def _artifacts():
    """A fresh folder for what this run leaves behind (logs, screenshots); the oldest runs go."""
    folder = home("artifacts", time.strftime("%Y%m%d-%H%M%S") + f"-{os.getpid()}")
    folder.mkdir(parents=True)
    for old in sorted(folder.parent.iterdir())[:-_KEPT_RUNS]:
        if time.time() - old.stat().st_mtime > _MAY_BE_RUNNING:
            shutil.rmtree(old, ignore_errors=True)
    return folder


def _plain(paths, options, artifacts):
    say("tests without Odoo: " + ", ".join(paths))
    # Odoo is not on this path at all: an engine that imports it cannot pass
    env = parent_env(PYTHONPATH=REPO / "tools", CADRE_ARTIFACTS=artifacts)
    command = [
        venv.python(),
        "-m",
        "pytest",
        "-p",
        "no:odoo",
        "-p",
        "cadre_cli.plugin_log",
        "-p",
        "cadre_cli.plugin_plain",
        "--doctest-modules",
        *options,
        *paths,
    ]
    return _pytest(command, env)


def _with_odoo(args, cluster, paths, options, artifacts):
    if not own_addons():
        raise CadreError("this checkout has no addons to test", f"expected {REPO / 'cadre_assessment'}")
    _drop_leftovers(cluster)
    name = args.db or _OWN_NAME.format(pid=os.getpid())
    logs = []
    try:
        if not (args.reuse and name in cluster.databases()):
            say(f"database {name}")
            template.copy(cluster, name)
            database.install(cluster, name, own_addons())
            logs.append(shutil.copy(HOME / "logs" / f"{name}.log", artifacts / "install.log"))
        elif args.update:
            database.install(cluster, name, own_addons(), "-u")
            logs.append(shutil.copy(HOME / "logs" / f"{name}.log", artifacts / "update.log"))
        database.inside(cluster, name, TAKE)
        log = artifacts / "test.log"
        conf = runner.config(
            cluster, name=f"test-{name}", http_interface="127.0.0.1", logfile=log, screenshots=artifacts
        )
        env = runner.environment(
            cluster,
            CADRE_ARTIFACTS=artifacts,
            CADRE_LOGS=os.pathsep.join(map(str, [*logs, log])),
            CADRE_LOG_EXPECTED=template.marker(template.name()),
        )
        env["PYTHONPATH"] += os.pathsep + str(REPO / "tools")
        env["PATH"] += os.pathsep + str(pgserver.binaries() / "bin")  # copies for several processes: createdb, dropdb
        say(f"tests with Odoo: {', '.join(paths)} (logs and pictures: {artifacts})")
        ignored = [f"--ignore={path}" for path in PLAIN]
        command = [
            venv.python(),
            "-m",
            "pytest",
            "-p",
            "cadre_cli.plugin_log",
            "-p",
            "cadre_cli.plugin_parallel",
            f"--odoo-database={name}",
            f"--odoo-config={conf}",
        ]
        command += ["--odoo-http", "--odoo-log-level=info", *ignored, *options, *paths]
        return _pytest(command, env)
    finally:
        if not (args.keep or args.reuse):
            with contextlib.suppress(CadreError):
                template.drop(cluster, name)


def _pytest(command, env):
    """Run pytest in our terminal and return its exit code. However it is stopped, we clean up."""
    with subprocess.Popen([str(part) for part in command], env=env, cwd=REPO) as child:
        signal.signal(signal.SIGTERM, lambda *_: child.send_signal(signal.SIGINT))
        while True:
            with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C has reached pytest as well
                return child.wait()


def _drop_leftovers(cluster):
    """Databases of test runs that were killed: their process is gone."""
    if postgres.external():
        return
    for name in cluster.databases():
        found = re.fullmatch(_OWN_NAME.format(pid=r"(\d+)") + r"(?:-gw\d+)?", name)
        if found and not os.path.exists(f"/proc/{found[1]}") and os.path.exists("/proc/self"):
            warn(f"removing {name}, left behind by a run that was killed")
            template.drop(cluster, name)
