"""Each command of README and guides is run by a test, here or by the test that the table names."""

import ast
import os
import re
import shlex
import subprocess

import pytest
from cadre_cli import main, venv
from cadre_cli.paths import REPO

from .documented import documented

TYPED = "tests/life/test_documented.py::test_backup_and_trial"
NODES = "tests/ballot/test_nodes.py::TestNodes.test_two_nodes_and_a_replica"
ELSEWHERE = {
    "./cadre demo": "tests/life/test_documented.py::test_demo",
    "./cadre lint --fix": "tests/cli/test_lint.py::test_fix_puts_right_what_it_can",
    "./cadre i18n": "tests/life/test_measured.py::test_export",
    "./cadre odoo -d NAME": "tests/life/test_documented.py::test_odoo_with_workers",
    "./cadre odoo -d 数据库名": "tests/life/test_documented.py::test_odoo_with_workers",
    "./cadre verify NAME": "tests/life/test_update.py::test_updated_archive_fits",
    "python3 tools/verify_evidence.py FILE": "tests/archive/test_evidence.py::TestEvidence.test_all_fits",
    "./cadre shell": "tests/life/test_documented.py::test_shell",
    # of a few people: the whole of a measurement takes minutes
    "./cadre bench": "tests/life/test_measured.py::test_computation",
    "./cadre bench ballots": "tests/life/test_measured.py::test_ballots",
    "./cadre bench pages": "tests/life/test_measured.py::test_pages",
    "./cadre bench results": "tests/life/test_measured.py::test_results",
    "./cadre bench steps": "tests/life/test_measured.py::test_steps",
    "./cadre bench year": "tests/life/test_measured.py::test_year",
    "./cadre bench selection": "tests/life/test_measured.py::test_selection",
    "./cadre bench forms": "tests/life/test_measured.py::test_forms",
    "./cadre bench imports": "tests/life/test_measured.py::test_imports",
    "./cadre bench files": "tests/life/test_measured.py::test_files",
    # it is not installed with the tests, and its hooks come from the network: there the file is held to lint's versions
    "pre-commit install": "tests/cli/test_papers.py::test_hooks_have_the_versions_of_lint",
    "pip wheel ./cadre_assessment": "tests/life/test_life.py::test_wheel",
    # without Docker: the files are checked there, and their processes run in the last
    "docker compose -f docker/compose.yaml up --build": "tests/cli/test_compose.py::test_processes",
    "docker compose -f docker/compose.nodes.yaml up --build": NODES,
    "docker compose -f docker/compose.yaml run --rm backup": NODES,
    "docker compose -f docker/compose.yaml run --rm restore cadre-2026-01-05-013000": NODES,
    "docker buildx imagetools inspect IMAGE": "tests/cli/test_compose.py::test_images_have_a_version",
    "cp docker/env.example docker/.env": "tests/cli/test_compose.py::test_each_variable_is_told",
    "pg_dump -Fc -f /backup/cadre-$(date +%F).dump cadre": TYPED,
    "tar -C /var/lib/odoo/filestore -czf /backup/cadre-files-$(date +%F).tgz cadre": TYPED,
    "createdb -O odoo cadre_try": TYPED,
    "pg_restore -d cadre_try --no-owner --role=odoo /backup/cadre-2026-01-05.dump": TYPED,
    "mkdir -p /var/lib/odoo/filestore/cadre_try": TYPED,
    "tar -C /var/lib/odoo/filestore/cadre_try --strip-components=1 -xzf /backup/cadre-files-2026-01-05.tgz": TYPED,
    "odoo neutralize -d cadre_try": TYPED,
    "odoo -d cadre_try --http-port 8079": TYPED,
    "odoo -d cadre -u cadre_assessment,cadre_assessment_reports --i18n-overwrite --stop-after-init": (
        "tests/life/test_life.py::test_install_update_uninstall"
    ),
}
"""Command -> the test that runs it."""
HERE = (
    "./cadre test", "./cadre test tests/work/test_x.py -k word", "./cadre lint", "./cadre readme", "./cadre clean",
    "./cadre --help",
    "pip install --no-deps odoo-addon-base-tier-validation odoo-addon-queue-job odoo-addon-report-xlsx",
    "pip install chinesecalendar holidays openupgradelib qrcode weasyprint xlrd xlsxwriter",
)  # fmt: skip
"""Commands that a test of this file runs."""


def test_each_command_has_its_test():
    """A new command needs an entry; an entry whose command is gone goes, too."""
    assert set(documented()) == {*ELSEWHERE, *HERE}
    assert not set(ELSEWHERE) & set(HERE)


@pytest.mark.parametrize("place", sorted(set(ELSEWHERE.values())))
def test_the_named_test_is_there(place):
    """The function is in that file, in that class."""
    path, name = place.split("::")
    body = ast.parse((REPO / path).read_text(encoding="utf-8")).body
    for part in name.split("."):
        [body] = [one.body for one in body if getattr(one, "name", "") == part]
    assert body


@pytest.mark.parametrize("command", [one for one in [*ELSEWHERE, *HERE] if one.startswith("./cadre ")])
def test_the_command_line_knows_it(command):
    """Each option that a guide gives to ./cadre is one of that command."""
    own, rest = main._split(shlex.split(command)[1:])
    if command == "./cadre shell":
        own.append("NAME")
    if own == ["--help"]:
        return
    args = main.parser().parse_args(own)
    assert args.takes_rest or not rest


def _run(command, cwd=REPO, **env):
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout + done.stderr


def test_help_names_each_command():
    """`./cadre --help`, typed."""
    said = _run([REPO / "cadre", "--help"])
    assert all(word in said for word in ("demo", "test", "lint", "bench", "shell", "clean", "CADRE_HOME"))


def test_tests_of_a_file():
    """`./cadre test FILE -k WORD`, typed: it runs those tests, and says so."""
    said = _run([REPO / "cadre", "test", "tests/cli/test_logcheck.py", "-k", "complaint"])
    assert re.search(r"[12] passed", said)


def test_clean(tmp_path):
    """`./cadre clean` asks, and removes nothing without a yes; with --yes the folder is gone."""
    home = tmp_path / "home"
    (home / "logs").mkdir(parents=True)
    env = {"CADRE_HOME": os.fspath(home)}
    refused = subprocess.run(
        [REPO / "cadre", "clean"], env={**os.environ, **env}, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert refused.returncode == 1 and "nothing was removed" in refused.stderr and home.exists()
    assert f"removed {home}" in _run([REPO / "cadre", "clean", "--yes"], **env)
    assert not home.exists()


@pytest.mark.parametrize("command", [one for one in HERE if one.startswith("pip install")])
def test_packages(command):
    """The packages that README names are those of the pins: where these are installed pip finds nothing to do."""
    words = [venv.python(), "-m", *shlex.split(command), "--dry-run", "--no-index", "--disable-pip-version-check"]
    assert "Would install" not in _run(words)
    pinned = REPO / ("requirements-oca.txt" if "--no-deps" in command else "docker/requirements.txt")
    names = re.findall(r"^([\w-]+)==", pinned.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(names) == sorted(word for word in shlex.split(command)[2:] if not word.startswith("-"))


def test_generated_pages(monkeypatch):
    """`./cadre readme` writes what is there already; `./cadre lint` runs each of its checks."""
    before = {path: path.read_bytes() for path in REPO.glob("cadre_*/README.rst")}
    assert main.main(["readme"]) == 0
    assert {path: path.read_bytes() for path in before} == before and before
    ran = []
    monkeypatch.setattr(
        main.lint, "CHECKS", [(title, lambda t=title: ran.append(t) or []) for title, _ in main.lint.CHECKS]
    )
    assert main.main(["lint"]) == 0
    assert len(ran) == len(set(ran)) >= 13
