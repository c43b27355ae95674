"""The suite at work for somebody who has nothing: a sample county, its year played, a running server."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import time

from . import given, runner, template
from .paths import ADDONS, HOME, REPO, digest, home, own_addons, try_lock
from .proc import explain, tail
from .ui import CadreError, Progress, Steps, say

DATABASE, FORMER = "cadre_demo", "cadre_demo_before"
PLAYBACK = "demo.inside"  # runs inside Odoo; the year itself is told in demo.year
_STATE = "demo/state.json"
_LOGINS = "demo/logins.json"
_COUNTY = REPO / "data"


class YearStoppedError(CadreError):
    """A step of the play failed, and nothing outside it (disk, memory) is known to be the reason."""


def demo(args):
    """`./cadre demo`: build what is missing, then serve until Ctrl-C. Called again it goes on where it was."""
    with try_lock("demo") as free:
        if not free:
            raise CadreError(
                "the demo of this CADRE_HOME runs already",
                "open it in the browser, or stop it with Ctrl-C where it was started",
            )
        given.free_port(args.port, args.interface, "./cadre demo --port {}")
        if not own_addons():
            raise CadreError("this checkout has no addons to show", f"expected {REPO / ADDONS[0]}")
        steps = Steps(7)
        cluster = runner.ensure("pg", steps)
        try:
            _build(cluster, steps, args)
            _serve(cluster, steps.next("server"), args)
        finally:
            cluster.release()


# the database


def _state():
    path = HOME / _STATE
    return json.loads(path.read_text()) if path.exists() else {}


def _remember(**values):
    path = home(_STATE)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({**_state(), **values}, indent=1))
    fresh.replace(path)


def _addons_digest():
    """Changes with any file of our addons, so that an updated checkout updates the demo."""
    files = (path for addon in own_addons() for path in sorted((REPO / addon).rglob("*")))
    return digest(*(path for path in files if path.is_file() and "__pycache__" not in path.parts))


def _story_digest():
    """Changes with the sample county or the year that is told of it: new steps are then played, old ones stay."""
    story = [*(REPO / "tools").rglob("demo*.py"), *(REPO / "tools" / "demo").rglob("*.py"), *(REPO / "data").rglob("*")]
    return digest(*sorted(path for path in story if path.is_file()))


def _build(cluster, steps, args):
    exists = DATABASE in cluster.databases()
    steps.next("demo database")
    if args.fresh or not exists or "addons" not in _state():
        if exists:
            steps.work("removing the old or half-made one")
        _install(cluster, steps)
    elif _state()["addons"] != _addons_digest():
        steps.work("updating our addons")
        _odoo(cluster, "update", "-u", ",".join(own_addons()), "--i18n-overwrite")
        _remember(addons=_addons_digest())
    steps.next("the sample county and its year")
    if not args.no_play:
        _play(cluster, steps)


def _install(cluster, steps):
    home(_STATE).unlink(missing_ok=True)
    template.drop(cluster, DATABASE)
    steps.work("installing Odoo's modules and ours, in Chinese (about a minute)")
    modules = [*template.MODULES, *own_addons()]
    _odoo(cluster, "install", "-i", ",".join(modules), "--load-language", template.LANGUAGE)
    _remember(addons=_addons_digest())


def _odoo(cluster, label, *arguments):
    options = ["-d", DATABASE, "--stop-after-init", "--no-http", *arguments]
    runner.odoo_logged(cluster, label, options, f"demo-{label}.log", _config(cluster))


def _config(cluster, port=8069, interface="127.0.0.1"):
    # no mail leaves a demo: the host cannot exist
    return runner.config(
        cluster,
        port,
        "demo",
        http_interface=interface,
        dbfilter=f"^{DATABASE}$",
        smtp_server="mail.invalid",
        proxy_mode="False",
    )


def _play(cluster, steps):
    """Run what is not done yet of the year, inside Odoo; every step is committed, so an interrupted play goes on."""
    told = _story_digest()
    if _state().get("complete") == told:
        return
    steps.work("importing the county and playing its year")
    log = home("logs", "demo-play.log")
    progress = Progress("year")
    former = _county_of_another_commit(cluster)
    try:
        play(cluster, DATABASE, _config(cluster), home(_LOGINS), log, progress.show)
    except YearStoppedError as error:
        if not former:
            raise
        say(f"the play of a former commit does not go on with the county of today:\n{error}")
        _set_aside(cluster)
        _install(cluster, steps)
        play(cluster, DATABASE, _config(cluster), home(_LOGINS), log, progress.show)
    _remember(complete=told)
    progress.done()


def _county_of_another_commit(cluster):
    """Whether the demo database holds a county whose files were others than those of this checkout."""
    query = "SELECT key, value FROM ir_config_parameter WHERE key IN ('cadre.demo.played', 'cadre.demo.county')"
    known = dict(cluster.sql(query, database=DATABASE))
    return "cadre.demo.played" in known and known.get("cadre.demo.county") != _county_digest(_COUNTY)


def _county_digest(data):
    return digest(*sorted(path for path in data.iterdir() if path.suffix in {".csv", ".txt"}))


def _set_aside(cluster):
    """Keep what somebody has entered, under another name; one such database is kept."""
    template.drop(cluster, FORMER)
    cluster.sql(f'ALTER DATABASE "{DATABASE}" RENAME TO "{FORMER}"')
    with contextlib.suppress(FileNotFoundError):
        runner.filestore(cluster, DATABASE).rename(runner.filestore(cluster, FORMER))
    say(f"it is kept as {FORMER} (./cadre drop --demo {FORMER} removes it); the demo is built anew")


def play(cluster, database, config, logins, log, show, data=_COUNTY):
    """What is not played yet of the year, in ``database``; ``show`` is told each step, ``logins`` is written.

    ``data``: folder of the county's files. What is new in them comes in first.

    :raises CadreError: a step failed; ``log`` has its traceback.
    """
    env = runner.environment(cluster, CADRE_DATA=data, CADRE_COUNTY=_county_digest(data), CADRE_LOGINS=logins)
    env["PYTHONPATH"] += os.pathsep + str(REPO / "tools")
    command = runner.command("shell", "-c", config, "-d", database, "--no-http", "--log-level=warn")
    with log.open("w", encoding="utf-8") as out:
        child = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=out, text=True)
        with child:
            child.stdin.write(f"import {PLAYBACK}; {PLAYBACK}.main(env)\n")
            child.stdin.close()
            for line in child.stdout:
                show(line.strip())
                out.write(line)
                out.flush()  # in the order in which it happened, before a traceback
    if child.returncode:
        text = log.read_text(encoding="utf-8")
        known = explain(text)[1]
        remedy = known or f"read {log}; the next ./cadre demo goes on at this step, --fresh begins anew"
        raise (CadreError if known else YearStoppedError)(f"the year stopped\n{tail(text)}", remedy)


# the server


def _serve(cluster, step, args):
    """Start Odoo, wait for its login page, tell where it is, and stop it when we are stopped."""
    url = f"http://localhost:{args.port}"
    for key in ("web.base.url", "report.url"):  # printed forms fetch their styles from there
        value = url if key == "web.base.url" else f"http://127.0.0.1:{args.port}"
        cluster.sql(
            f"INSERT INTO ir_config_parameter (key, value) VALUES ('{key}', '{value}') "
            "ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value",
            database=DATABASE,
        )
    step.work(f"starting on port {args.port}")
    log = home("logs", "demo-server.log")
    command = runner.command("server", "-c", _config(cluster, args.port, args.interface), "-d", DATABASE)
    with log.open("w", encoding="utf-8") as out:
        # a session of its own: Ctrl-C comes to us, and the server is asked to stop exactly once
        child = subprocess.Popen(
            command,
            env=runner.environment(cluster, ODOO_QUEUE_JOB_CHANNELS=runner.CHANNELS),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        wait_for_login(child, args.port, log)
        _announce(url, log)
        child.wait()
        raise CadreError(f"the server has ended by itself\n{tail(log.read_text(encoding='utf-8'))}", f"read {log}")
    except KeyboardInterrupt:
        say("\nstopping the server and its database; ./cadre demo continues where you were")
    finally:
        stop(child)


def wait_for_login(child, port, log):
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if child.poll() is not None:
            text = log.read_text(encoding="utf-8")
            cause, remedy = explain(text)
            raise CadreError(
                f"the server does not start{': ' + cause if cause else ''}\n{tail(text)}", remedy or f"read {log}"
            )
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/web/login")
            status = connection.getresponse().status
            if status == 200:
                return
            if status >= 500:
                raise CadreError(f"the login page answers {status}", f"read {log}")
        time.sleep(0.3)
    raise CadreError("the server did not answer within three minutes", f"read {log}")


def _announce(url, log):
    path = HOME / _LOGINS
    rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else [["admin", "admin", "administrator"]]
    rows = [("login", "password", "who"), *rows]
    login_width, password_width = (max(len(row[column]) for row in rows) + 2 for column in (0, 1))
    say("")
    print(f"  {url}", flush=True)
    say("")
    for login, password, who in rows:
        say(f"  {login:<{login_width}}{password:<{password_width}}{who}")
    say(f"\n  log: {log}\n  Ctrl-C stops everything this command has started.")


def stop(child):
    """Ask the server to finish what it does; after half a minute insist."""
    for ask, patience in ((signal.SIGTERM, 30), (signal.SIGKILL, 5)):
        if child.poll() is not None:
            return
        child.send_signal(ask)
        with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            child.wait(patience)
