"""Votes a second and the wait of a voter: two workers of Odoo's own server, beside its survey.

Measured with wrk, connection by connection (the server closes each): a thread and a connection for every voter, who
opens the paper and hands it in. Who arrives later is a process of his own and counts from before he connects: wrk opens
another connection when the last answer is there, and a process that goes on would keep a worker waiting with it.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from . import database, runner, template, venv
from .bench_inside import inside
from .paths import REPO, own_addons
from .proc import tail
from .ui import CadreError, say

WORKERS, TOGETHER, SECONDS = 2, 200, 10
ARRIVING, WITHIN = 500, 3.0
REST, READY = 5, 15
"""Seconds between two measurements, and until 500 processes are there."""
SURVEY_VOTERS = 50
_HERE = REPO / "tools" / "bench"


def bench(_args):
    """`./cadre bench ballots`"""
    cluster = runner.ensure()
    if not shutil.which("wrk"):
        raise CadreError("wrk is not installed", "sudo apt-get install -y wrk")
    name = f"cadre_bench_{os.getpid()}"
    template.copy(cluster, name)
    try:
        database.install(cluster, name, [*own_addons(), "survey"])
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            report = _measure(cluster, name, Path(folder))
    finally:
        template.drop(cluster, name)
    print(_table(report), flush=True)
    cluster.release()


def _measure(cluster, name, folder):
    report = {"load": os.getloadavg()[0]}
    survey = inside(cluster, "ballots.py", name, folder, "fill")["survey"]
    with served(cluster, name, WORKERS) as (url, _server):
        _wrk(url, "vote.lua", 20, 5, folder / "warm", "", "", "", "", 20)
        with _cpu(name, report, "hall"):
            hall = _wrk(url, "vote.lua", TOGETHER, SECONDS, folder / "hall", "", "", "", "", TOGETHER)
        with _cpu(name, report, "arriving"):
            arriving = _arrivals(url, folder / "arriving")
        with _cpu(name, report, "survey"):
            other = _wrk(url, "survey.lua", SURVEY_VOTERS, 2 * SECONDS, folder, survey, SURVEY_VOTERS)
        for phase, figures in (("hall", hall), ("arriving", arriving), ("survey", other)):
            report[phase].update(figures)
    report["kept"] = inside(cluster, "ballots.py", name, folder, "count")
    report["tally"] = inside(cluster, "ballots.py", name, folder, "tally")
    return report


@contextlib.contextmanager
def _cpu(name, report, phase):
    """Note under ``phase`` the processor seconds that server and database take meanwhile.

    Other work on the machine makes voters wait; it does not make a vote cost more.
    """
    time.sleep(REST)
    began = _seconds(name)
    yield
    ended = _seconds(name)
    report[phase] = {"cpu": sum(used - began.get(process, 0) for process, used in ended.items())}


def _seconds(name):
    """{process: processor seconds} of every process that names the database in its command line."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if name.encode() in (folder / "cmdline").read_bytes():
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                found[folder.name] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


@contextlib.contextmanager
def served(cluster, name, workers, channels=None):
    """Odoo with so many workers on a free port: (its address once it answers, its process id).

    :param channels: jobs of the queue are run, so many at once; None = none
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    conf = runner.config(cluster, port=port, name=name, workers=workers, max_cron_threads=0, db_name=name)
    command = [venv.python(), _HERE / "serve.py", "server", "-c", conf, "-d", name, "--log-level", "error"]
    jobs = {"ODOO_QUEUE_JOB_CHANNELS": channels} if channels else {}
    env = runner.environment(cluster, **jobs)
    server = subprocess.Popen([*map(str, command)], env=env, stdout=subprocess.DEVNULL, cwd=REPO)
    url = f"http://127.0.0.1:{port}"
    try:
        for _try in range(200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{url}/web/login", timeout=30).read()
                break
            time.sleep(0.3)
        else:
            raise CadreError("the server does not answer", "look at its log")
        yield url, server.pid
    finally:
        server.terminate()
        server.wait(30)


def _command(url, script, clients, seconds, folder, *arguments):
    given = ["-t", clients, "-c", clients, "-d", f"{seconds}s", "--timeout", "30s", "-s", _HERE / script, url, "--"]
    return ["wrk", *map(str, [*given, folder, *arguments])]


def _wrk(url, script, clients, seconds, folder, *arguments):
    done = subprocess.run(
        _command(url, script, clients, seconds, folder, *arguments), capture_output=True, text=True, check=False
    )
    return _figures(done.stdout, done.stderr)


def _figures(text, errors=""):
    lines = [line for line in text.splitlines() if line.startswith("{")]
    if not lines:
        raise CadreError(f"wrk measured nothing\n{tail(text + errors)}", "try again")
    return json.loads(lines[-1])


def _arrivals(url, folder):
    """500 voters, one after the other within three seconds, each a process with a connection of his own."""
    start = time.time() + READY
    processes = [
        subprocess.Popen(
            _command(url, "vote.lua", 1, 60, folder, WITHIN, place, ARRIVING, start),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for place in range(ARRIVING)
    ]  # fmt: skip
    found = [_figures(process.communicate()[0]) for process in processes]
    waits = sorted(part[step] for part in found for step in ("page", "submit"))
    return {
        **{name: sum(part[name] for part in found) for name in ("votes", "wrong", "requests", "errors")},
        "p50": waits[len(waits) // 2],
        "p95": waits[len(waits) * 95 // 100],
        "max": waits[-1],
        "voter": max(part["voter"] for part in found),
        "after": max(part["last"] for part in found) - start - WITHIN,
    }


def _cost(part):
    """Milliseconds of server and database for one vote."""
    return 1000 * part["cpu"] / max(1, part["votes"])


def _table(report):
    hall, arriving, survey, tally = (report[name] for name in ("hall", "arriving", "survey", "tally"))
    rate, other = hall["votes"] / hall["seconds"], survey["votes"] / survey["seconds"]
    rows = [
        ("", f"{TOGETHER} at once", f"{ARRIVING} in {WITHIN:g} s", f"survey, {SURVEY_VOTERS} at once"),
        ("votes", hall["votes"], arriving["votes"], survey["votes"]),
        ("votes a second", f"{rate:.0f}", "", f"{other:.1f}"),
        ("a request, median", *[f"{part['p50']:.3f} s" for part in (hall, arriving, survey)]),
        ("a request, p95", *[f"{part['p95']:.3f} s" for part in (hall, arriving, survey)]),
        ("a request, longest", *[f"{part['max']:.3f} s" for part in (hall, arriving, survey)]),
        ("a voter, longest", *[f"{part['voter']:.3f} s" for part in (hall, arriving)], ""),
        ("processor, a vote", *[f"{_cost(part):.1f} ms" for part in (hall, arriving, survey)]),
        ("errors", *[part["errors"] + part["wrong"] for part in (hall, arriving, survey)]),
        ("last one served after the last arrival", "", f"{arriving['after']:.2f} s", ""),
        ("papers, receipts, marks kept", *[" ".join(map(str, report["kept"][n])) for n in ("hall", "arriving")],
         report["kept"]["survey"]),
    ]  # fmt: skip
    widths = [max(len(str(row[column])) for row in rows) for column in range(4)]
    lines = ["  ".join(f"{cell!s:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows]
    say(f"load of the machine before: {report['load']:.1f}; {WORKERS} workers")
    return "\n".join(
        [
            *lines,
            f"votes a second / survey's: {rate / other:.1f}" if other else "the survey served nobody",
            f"tally of {tally['marks']:,} marks: {tally['tally']:.3f} s, the bare aggregate {tally['bare']:.3f} s, "
            f"ratio {tally['tally'] / tally['bare']:.2f} ({tally['rows']:,} counts stored)",
        ]
    )
