"""What a person reads when something is missing. (tools/cadre_cli/system.py, proc.py, main.py)"""

import threading

import pytest
from cadre_cli import main, paths, proc, system
from cadre_cli.ui import CadreError, Steps, is_progress


@pytest.fixture
def nothing_there(monkeypatch):
    """A machine without any wanted program, used by an ordinary user."""
    monkeypatch.setattr(system, "WANTED", [(package, lambda: False, off) for package, _there, off in system.WANTED])
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)


@pytest.mark.usefixtures("nothing_there")
def test_missing_programs_do_not_stop(capsys):
    """Without root the exact command is printed, and for every program what is off without it."""
    system.ensure(Steps(1).next("programs"))
    said = capsys.readouterr().err
    assert "sudo apt-get install -y --no-install-recommends chromium libpango-1.0-0" in said
    assert "without libpango-1.0-0 this is off: printing" in said


def test_a_missing_program_is_named():
    """A program that is not there is an error with a remedy, no traceback."""
    with pytest.raises(CadreError, match="the program no-such-program is missing"):
        proc.run(["no-such-program"])


def test_a_failed_program_is_explained():
    """The cause is taken from what the program printed."""
    with pytest.raises(CadreError, match="the disk is full") as caught:
        proc.run(["sh", "-c", "echo No space left on device; exit 1"])
    assert "CADRE_HOME" in caught.value.remedy


def test_an_error_is_one_line_and_a_remedy(monkeypatch, capsys):
    """The command line prints both and ends with 1."""

    def fail(_args):
        raise CadreError("the port is taken", "choose another")

    monkeypatch.setattr(main.clean, "stop", fail)
    assert main.main(["stop"]) == 1
    assert capsys.readouterr().err == "cadre: the port is taken\n  remedy: choose another\n"


def test_waiting_for_another_is_progress(monkeypatch, capsys, tmp_path):
    """Who waits for another command is told so, on a line that is no part of an answer or of a refusal."""
    monkeypatch.setattr(paths, "HOME", tmp_path)

    def wait():
        with paths.locked("one"):
            pass

    with paths.locked("one"):
        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
    waiting.join(5)
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1 and is_progress(said[0]) and "one" in said[0], said
