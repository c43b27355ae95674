"""The tests of Odoo and OCA in a house where our addons live.

The same suites run twice, each on a database of its own: without our addons and with them. Some fail without them too
(no browser, no network, another language); what fails only with them is ours.
"""

import os
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from . import database, runner, source, template, venv
from .paths import REPO, home, own_addons
from .proc import parent_env
from .ui import CadreError, say

SUITES = (
    "base", "web", "mail", "rpc", "http_routing", "hr", "hr_holidays", "resource", "calendar", "portal",
    "base_tier_validation", "queue_job", "report_xlsx",
)  # fmt: skip
"""Addons whose tests are run: those that ours build on. More may be named."""


def guests(names, options=()):
    """`./cadre test --guests [ADDON...] [pytest options]`: 0 when nothing fails with our addons that passes without.

    :raises CadreError: an addon of that name has no tests; a run ended before its tests did
    """
    suites = {name: _suite(name) for name in names or SUITES}
    cluster = runner.ensure()
    pair = [f"cadre_guests_{os.getpid()}", f"cadre_t{os.getpid()}"]
    try:
        template.copy(cluster, pair[0])
        more = [name for name in suites if name not in (*template.MODULES, "base", "rpc")]
        if more:
            database.install(cluster, pair[0], more)
        without = _failed(cluster, pair[0], suites, options, ours=False)
        template.drop(cluster, pair[0])
        template.copy(cluster, pair[1])
        database.install(cluster, pair[1], [*more, *own_addons()])
        with_ours = _failed(cluster, pair[1], suites, options, ours=True)
    finally:
        for name in pair:
            template.drop(cluster, name)
        cluster.release()
    return compare(without, with_ours)


def compare(without, with_ours):
    """Say what our addons break: 1 when they break anything, or keep a test from being run.

    Each argument: {test: how many failures it had}; a test that asks every model has one for each that fails.
    """
    broken = sorted(one for one, failures in with_ours.items() if failures > without.get(one, 0))
    lost = sorted(without.keys() - with_ours.keys())
    say(
        f"guests: {len(without)} tests, {sum(map(bool, without.values()))} fail without our addons; "
        f"{len(with_ours)} tests, {sum(map(bool, with_ours.values()))} with them"
    )
    for text, tests in (("fails only with our addons", broken), ("is not run with our addons", lost)):
        for one in tests:
            say(f"  {text}: {one}")
    return 1 if broken or lost else 0


def _suite(name):
    """The folder of an addon's tests."""
    for folder in (*source.ensure(None).addons, venv.site_packages() / "odoo" / "addons"):
        if (tests := Path(folder, name, "tests")).is_dir():
            return tests
    raise CadreError(f"there are no tests of {name}", "name addons of Odoo, or OCA's of requirements-oca.txt")


def _failed(cluster, name, suites, options, ours):
    """{test: how many failures} of a run on the database ``name``; only with ``ours`` are our addons on the path."""
    title = f"{'with' if ours else 'without'} our addons"
    say(f"{title}: {', '.join(suites)}")
    config = runner.config(cluster, name=f"guests-{name}", addons=ours, http_interface="127.0.0.1")
    log = home("logs", f"{name}-guests.log")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [
            venv.python(), "-m", "pytest", "-q", "--import-mode=importlib", "-p", "no:cacheprovider",
            f"--junitxml={report}",
            f"--odoo-database={name}", f"--odoo-config={config}", "--odoo-http", f"--rootdir={folder}",
            *options, *suites.values(),
        ]  # fmt: skip
        with log.open("w", encoding="utf-8") as out:
            env = parent_env(**runner.environment(cluster))
            done = subprocess.run(list(map(str, command)), env=env, cwd=REPO, check=False, stdout=out, stderr=out)
        if done.returncode not in {0, 1} or not report.exists():
            raise CadreError(f"the tests {title} did not come to their end", f"read {log}")
        return outcomes(report.read_text(encoding="utf-8"))


def outcomes(report):
    """{test: how many failures} of a report in JUnit's format. A test that was skipped is not in it.

    >>> failed = '<failure/><failure/>'
    >>> outcomes(f'<r><testcase classname="a.B" name="t"/><testcase classname="a.B" name="u">{failed}</testcase></r>')
    {'a.B.t': 0, 'a.B.u': 2}
    """
    found = Counter()
    for case in ElementTree.fromstring(report).iter("testcase"):
        if case.find("skipped") is None:
            failures = len(case.findall("failure")) + len(case.findall("error"))
            found[f"{case.get('classname')}.{case.get('name')}"] += failures
    return dict(found)
