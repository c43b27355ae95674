"""The commands of README and guides run. Those that want a server: Odoo's, its prompt, a backup and its trial."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import websocket
from cadre_cli import demo, given, main, runner, template
from cadre_cli.paths import REPO
from cadre_cli.ui import WrongValue

from tests.cli.documented import documented

from .typed import Shell

GUIDE = "docs/user-guide/administrator.md"


@pytest.fixture(scope="module")
def place():
    """A database of its own, with Odoo's modules."""
    cluster, name = runner.ensure(), f"cadre_typed_{os.getpid()}"
    template.copy(cluster, name)
    yield cluster, name
    template.drop(cluster, name)
    cluster.release()


def two_ports():
    """Numbers of two ports that are free."""
    with socket.socket() as one, socket.socket() as other:
        for each in (one, other):
            each.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def chat(port, web):
    """The status that /websocket of the long-polling process gives to somebody who came by the pages."""
    page = http.client.HTTPConnection("127.0.0.1", web, timeout=60)
    page.request("GET", "/web/login")
    answer = page.getresponse()
    answer.read()
    cookie = answer.getheader("Set-Cookie").split(";")[0]
    address = f"127.0.0.1:{port}/websocket?version=19.0"
    origin, end = f"http://127.0.0.1:{port}", time.monotonic() + 60
    while True:
        try:
            line = websocket.create_connection(f"ws://{address}", cookie=cookie, origin=origin, timeout=60)
        except ConnectionRefusedError:  # the process is started after the workers
            assert time.monotonic() < end, "nobody listens"
            time.sleep(0.3)
            continue
        line.close()
        return line.status


def test_odoo_with_workers(place, tmp_path):
    """`./cadre odoo -d NAME --workers 2` has a long-polling process that stays, and serves /websocket."""
    _cluster, name = place
    web, gevent = two_ports()
    log = tmp_path / "server.log"
    words = [sys.executable, REPO / "cadre", "odoo", "-d", name, "--workers", 2, "--max-cron-threads", 0]
    words += ["--http-interface", "127.0.0.1", "-p", web, "--gevent-port", gevent]
    with log.open("w") as out:
        child = subprocess.Popen([*map(str, words)], stdout=out, stderr=out)
    try:
        demo.wait_for_login(child, web, log)
        assert chat(gevent, web) == 101
        with pytest.raises(WrongValue, match=f"port {web} is in use"):
            given.odoo_ports(["-p", str(web), "--http-interface", "127.0.0.1"], own_config=True)
    finally:
        demo.stop(child)
    text = log.read_text(encoding="utf-8")
    assert text.count("Evented Service (longpolling) running on") == 1, "it was started once"
    assert "exit reason" not in text and "Traceback" not in text


def test_demo(place, tmp_path, monkeypatch, capsys):
    """`./cadre demo` with nothing left to build: it serves, says where, and stops when it is stopped.

    That the year plays is the matter of test_story.
    """
    cluster, name = place
    port, _gevent = two_ports()
    state, said, config = tmp_path / "state.json", [], runner.config
    options = {"dbfilter": f"^{name}$", "smtp_server": "mail.invalid"}
    for key, value in {"DATABASE": name, "_STATE": str(state), "_LOGINS": str(tmp_path / "logins.json")}.items():
        monkeypatch.setattr(demo, key, value)
    monkeypatch.setattr(demo, "try_lock", lambda _name: contextlib.nullcontext(True))
    monkeypatch.setattr(demo, "home", lambda *parts: tmp_path / Path(parts[-1]).name)
    monkeypatch.setattr(demo, "_config", lambda one, at, host: config(one, at, name, http_interface=host, **options))
    monkeypatch.setattr(demo.runner, "ensure", lambda *_: cluster)
    monkeypatch.setattr(cluster, "release", lambda: None)
    state.write_text(json.dumps({"addons": demo._addons_digest(), "complete": demo._story_digest()}))
    announce = demo._announce

    def stopped(url, log):
        announce(url, log)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/web/login") as page:
            said.append((url, page.status))
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "_announce", stopped)
    assert main.main(["demo", "--port", str(port)]) == 0
    assert said == [(f"http://localhost:{port}", 200)]
    printed = capsys.readouterr()
    assert f"http://localhost:{port}" in printed.out and "administrator" in printed.err
    assert given.free_port(port) == port


def test_shell(place):
    """`./cadre shell NAME` reads a line of Python and leaves with the end of the input."""
    _cluster, name = place
    words = [sys.executable, REPO / "cadre", "shell", name, "--log-level=error"]
    done = subprocess.run(
        [*map(str, words)], input="print('is', env.cr.dbname)\n", capture_output=True, text=True, check=True
    )
    assert f"is {name}" in done.stdout


def test_backup_and_trial(place, tmp_path):
    """The guide's commands, in its order: back up, restore under another name, neutralize, serve it."""
    cluster, name = place
    tried, files = f"{name}_try", runner.data_dir(cluster) / "filestore"
    web, gevent = two_ports()
    names = {
        "/backup": tmp_path, "/var/lib/odoo/filestore": files, "cadre_try": tried, " cadre": f" {name}",
            "-O odoo": "-O cadre", "--role=odoo": "--role=cadre",
        "2026-01-05": "$(date +%F)", "8079": f"{web} --gevent-port {gevent}",
    }  # fmt: skip
    shell = Shell(cluster, tmp_path, names)
    commands = [command for command, pages in documented().items() if GUIDE in pages and "./cadre" not in command]
    commands = [command for command in commands if " -u " not in command]
    cluster.sql(
        "INSERT INTO ir_mail_server (name, smtp_host, smtp_authentication, active, sequence, smtp_encryption) "
        "VALUES ('office', 'mail.invalid', 'login', true, 1, 'none')",
        database=name,
    )
    files.joinpath(name, "zz").mkdir(parents=True)
    files.joinpath(name, "zz", "kept").write_text("paper")
    try:
        for command in commands[:-1]:
            shell.run(command)
        asked = "SELECT count(*) FROM {}"
        for table in ("res_users", "ir_attachment", "ir_model_data"):
            assert cluster.sql(asked.format(table), database=tried) == cluster.sql(asked.format(table), database=name)
        active = "SELECT count(*) FROM ir_mail_server WHERE active AND smtp_host LIKE 'mail.%'"
        assert [cluster.sql(active, database=one) for one in (name, tried)] == [[["1"]], [["0"]]]
        assert files.joinpath(tried, "zz", "kept").read_text() == "paper"
        log = tmp_path / "try.log"
        with shell.started(commands[-1], log) as child:
            demo.wait_for_login(child, web, log)
    finally:
        template.drop(cluster, tried)
