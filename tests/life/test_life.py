"""Do the addons come, stay and go without a word in the log that plain Odoo does not say?

Install (with demonstration data asked for), update twice, uninstall; and both build as wheels that carry their files.
"""

import os
import subprocess
import zipfile

import pytest
from cadre_cli import database, runner, template, venv
from cadre_cli.paths import REPO, own_addons
from cadre_cli.proc import run_logged


@pytest.fixture(scope="module")
def place():
    """A database of its own on the test server."""
    cluster, name = runner.ensure(), f"cadre_life_{os.getpid()}"
    template.copy(cluster, name)
    yield cluster, name
    template.drop(cluster, name)
    cluster.release()


def test_install_update_uninstall(place):
    """No unexpected warning, nothing left behind."""
    cluster, name = place
    addons = own_addons()
    assert database.install(cluster, name, [*addons], "-i") == []
    for _again in range(2):
        assert database.install(cluster, name, addons, "-u") == []
    words = ["module", "uninstall", "-c", runner.config(cluster), "-d", name, "cadre_assessment"]
    log = run_logged(runner.command(*words), f"{name}-gone.log", None, runner.environment(cluster), REPO)
    assert database.unexpected(log.read_text(encoding="utf-8"), template.expected_complaints()) == []
    left = cluster.sql("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'cadre%'", database=name)
    assert "0" in str(left), left


@pytest.mark.parametrize("addon", ["cadre_assessment", "cadre_assessment_reports"])
def test_wheel(addon, tmp_path):
    """OCA's whool builds it; data, translations and static files are inside, compiled files are not."""
    build = [venv.python(), "-m", "pip", "wheel", "--no-deps", "-w", tmp_path, REPO / addon]
    subprocess.run([str(word) for word in build], check=True, capture_output=True, text=True)
    [wheel] = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert f"odoo/addons/{addon}/__manifest__.py" in names
    for inside in (
        "i18n/zh_CN.po",
        f"i18n/{addon}.pot",
        "static/description/index.html",
        "static/description/icon.png",
    ):
        assert f"odoo/addons/{addon}/{inside}" in names
    assert not [name for name in names if "__pycache__" in name]
