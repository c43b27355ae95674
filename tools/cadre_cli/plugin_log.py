"""A pytest plugin that turns a run red in which a test did not run, or Odoo logged what nobody expected."""

import json
import os
from pathlib import Path

import pytest

from .logcheck import unexpected

_ran = []


def pytest_runtest_logreport(report):
    if report.when == "call" and not report.skipped:
        _ran.append(report.nodeid)


def _findings():
    """(name of the log, unexpected lines) for every log of this run."""
    expected_file = os.environ.get("CADRE_LOG_EXPECTED")
    expected = (
        set(json.loads(Path(expected_file).read_text(encoding="utf-8"))["complaints"]) if expected_file else set()
    )
    for log in filter(None, os.environ.get("CADRE_LOGS", "").split(os.pathsep)):
        path = Path(log)
        lines = unexpected(path.read_text(encoding="utf-8", errors="replace"), expected) if path.exists() else []
        if lines:
            yield path, lines


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    if hasattr(session.config, "workerinput"):
        return  # one of several processes: the one that collects their reports looks at the logs
    session.config.cadre_findings = list(_findings())
    if exitstatus == pytest.ExitCode.OK:
        if session.config.cadre_findings:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        elif not _ran and not session.config.option.collectonly:
            session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED


def pytest_terminal_summary(terminalreporter, config):
    for path, lines in getattr(config, "cadre_findings", []):
        terminalreporter.section(f"unexpected lines in {path.name}: the run fails", red=True)
        for line in lines:
            terminalreporter.line(line)
        terminalreporter.line(
            f"(the whole log: {path}; a test that provokes a line catches it with assertLogs or mute_logger)"
        )
    if not _ran and not config.option.collectonly:
        terminalreporter.section("no test was executed: the run fails", red=True)
