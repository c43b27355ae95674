"""Each bad value on the command line ends in one line, a remedy and exit code 2. (tools/cadre_cli/given.py)"""

import argparse
import contextlib
import os
import socket
import subprocess
import sys

import pytest
from cadre_cli import demo, given, main, runner, template, ui
from cadre_cli.paths import REPO

NUMBER, PORT = ("0", "-1", "abc", "2.5", ""), ("0", "-1", "99999", "65533", "abc", "")
NAME = ("No Such", "../x", "postgres", "")
BAD = {
    ("", "odoo"): ("no-such-folder", "", os.fspath(REPO / "docs")),
    ("demo", "port"): PORT,
    ("demo", "interface"): ("192.0.2.1", "no such host", "1.2.3.4.5"),
    ("db", "name"): NAME,
    ("db", "init"): ("no_such_addon", "web,no_such_addon"),
    ("db", "update"): ("no_such_addon",),
    ("drop", "names"): (*NAME, "cadre_no_such"),
    ("psql", "database"): ("cadre_no_such", "No Such"),
    ("shell", "database"): ("cadre_no_such", "No Such"),
    ("verify", "database"): ("cadre_no_such", "No Such"),
    ("test", "db"): NAME,
    ("test", "workers"): NUMBER,
    ("bench", "what"): ("everything",),
    ("bench", "cases"): ("s9", "s0,s9"),
    ("bench", "sizes"): (*NUMBER, "10,", "10,x"),
    ("bench", "rounds"): NUMBER,
    ("pictures", "database"): ("cadre_no_such", "No Such"),
    ("pictures", "port"): PORT,
    ("pictures", "names"): ("no-such-picture",),
}
"""(command, argument) -> values that cannot be meant."""
FIRST = {"db": ["cadre_no_such"], "drop": ["cadre_no_such"], "shell": ["cadre_no_such"]}
"""Words that a command wants before an option of it is looked at."""
ODOO = (
    (["-p", "99999"], "99999 is not a port (1 to 65535)"),
    (["--http-port=abc"], "abc is not a port"),
    (["-p0"], "0 is not a port"),
    (["--gevent-port", "-1"], "-1 is not a port"),
    (["-d", "cadre_no_such"], "there is no database cadre_no_such"),
    (["shell", "--database=cadre_no_such"], "there is no database cadre_no_such"),
)


def _commands():
    [choice] = [one for one in main.parser()._actions if isinstance(one, argparse._SubParsersAction)]
    return choice.choices


@pytest.fixture(autouse=True)
def nothing_is_done(monkeypatch):
    """A value that passes although it should not must change nothing."""

    def fail(*words, **_named):
        raise AssertionError(f"it went on with {words}")

    for place, name in ((template, "copy"), (template, "drop"), (runner, "foreground"), (runner, "odoo_logged")):
        monkeypatch.setattr(place, name, fail)


def _refused(words, capsys):
    """What is said when ``words`` are refused: one line and a remedy, behind what had to be started to find out."""
    capsys.readouterr()
    try:
        code = main.main(words)
    except SystemExit as end:
        code = end.code
    said = [line for line in capsys.readouterr().err.splitlines() if line]
    lines = [line for line in said if not ui.is_progress(line)]
    assert code == 2, (words, code, lines)
    assert len(lines) == 2 and lines[0].startswith("cadre: ") and lines[1].startswith("  remedy: "), (words, lines)
    return lines[0]


def test_each_value_of_each_command_is_swept():
    """A new argument needs a line in the table; one that is gone loses its own."""
    found = set()
    for name, command in _commands().items():
        for one in command._actions:
            if one.nargs != 0 and one.dest not in {"help", "rest"}:
                found.add(("" if one.dest == "odoo" else name, one.dest))
    assert found == set(BAD)


@pytest.mark.parametrize("place", BAD, ids=" ".join)
def test_a_bad_value_ends_in_a_line(place, capsys):
    """Whatever is given, nothing is begun, and no traceback is shown."""
    command, dest = place
    command = command or "lint"
    [argument] = [one for one in _commands()[command]._actions if one.dest == dest]
    for value in BAD[place]:
        if argument.option_strings:
            words = [command, *FIRST.get(command, []), f"{argument.option_strings[-1]}={value}"]
            if command == "test":  # it hands through what it does not know
                words = [command, argument.option_strings[-1], value]
        else:
            words = [command, "--", value] if value.startswith("-") else [command, value]
        said = _refused(words, capsys)
        assert value.split(",")[-1] in said, (value, said)


@pytest.mark.parametrize(("words", "said"), ODOO, ids=lambda one: " ".join(one) if isinstance(one, list) else "")
def test_a_bad_value_for_odoo(words, said, capsys):
    """Where Odoo's own answer is a traceback or a new, empty database, ours comes first."""
    assert said in _refused(["odoo", *words], capsys)


def test_a_port_in_use(monkeypatch, capsys):
    """The port is named, and another one; whether a demo runs on this machine does not matter."""
    monkeypatch.setattr(demo, "try_lock", lambda _name: contextlib.nullcontext(True))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for words in (["demo", "--port", str(port)], ["odoo", "-p", str(port)], ["pictures", "--port", str(port)]):
            assert f"port {port} is in use" in _refused(words, capsys)
        given.odoo_ports(["-p", str(port), "--stop-after-init"], own_config=True)


def test_no_command_and_an_unknown_one(capsys):
    """They are told apart, and what there is can be read."""
    assert "required: COMMAND" in _refused([], capsys)
    assert "invalid choice: 'dmeo'" in _refused(["dmeo"], capsys)
    assert "there is nothing to run" in _refused(["run"], capsys)
    assert "there is no tests/nowhere" in _refused(["test", "tests/nowhere"], capsys)


def test_no_number_for_odoo():
    """An option of Odoo that wants a number names itself; the process is the one that people start."""
    words = [sys.executable, REPO / "cadre", "odoo", "--workers", "abc", "--stop-after-init"]
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "error: option --workers: invalid literal for int() with base 10: 'abc'" in done.stderr
    assert "Traceback" not in done.stderr
