"""The addons come, stay and go without a word in the log that plain Odoo does not say.

Install, update twice, uninstall, in an Odoo that has neighbours, a second language and no Chinese; and both build as
wheels that carry their files. With an office's data they go in ``test_update``.
"""

import os
import subprocess
import zipfile

import pytest
from cadre_cli import database, runner, template, venv
from cadre_cli.logcheck import complaints
from cadre_cli.paths import REPO, own_addons

from .inside import told
from .left import traces, uninstall

NEIGHBOURS = ("hr_recruitment", "hr_skills", "survey", "hr_attendance")
NO_CHINESE = """
    UPDATE res_partner SET lang = 'en_US';
    UPDATE res_lang SET active = (code = 'en_US');
    DELETE FROM ir_default WHERE json_value LIKE '%zh_CN%';
    UPDATE ir_ui_menu SET name = name - 'zh_CN';
    UPDATE ir_model_fields SET field_description = field_description - 'zh_CN'
"""
"""What an Odoo that was installed in English says: neither the language nor the texts."""


@pytest.fixture(scope="module")
def place():
    """A database of its own on the test server."""
    cluster, name = runner.ensure(), f"cadre_life_{os.getpid()}"
    template.copy(cluster, name)
    yield cluster, name
    template.drop(cluster, name)
    cluster.release()


def test_install_update_uninstall(place):
    """No unexpected warning, nothing left behind, and everybody's pages open beside what else there is.

    Chinese came along; once the administrator has switched it off an update leaves it off, and all opens without it.
    """
    cluster, name = place
    addons = own_addons()
    cluster.sql(NO_CHINESE, database=name)
    options = ["-d", name, "-i", ",".join(NEIGHBOURS), "--load-language=fr_FR", "--stop-after-init", "--no-http"]
    log = runner.odoo_logged(cluster, "neighbours", options, f"{name}-neighbours.log")
    known = template.expected_complaints() | set(complaints(log.read_text(encoding="utf-8")))
    languages = ["en_US", "fr_FR", "zh_CN"]
    for modes in (("-i", "-u"), ("-u",)):
        for mode in modes:
            assert [line for line in database.install(cluster, name, addons, mode) if line not in known] == [], mode
        beside = told(name, "tests.beside")
        assert beside["languages"] == [languages, True]
        assert beside["year"] == ["县属第二单位", "open", "2025年第1周", 4]
        assert beside["neighbours"] == ["县属第二单位", "新录用", "公文写作"]
        opened, broken = beside["menus"]
        assert opened > 150 and broken == []
        languages = told(name, "tests.life.switched_off")
        assert languages == ["en_US", "fr_FR"]
    log = uninstall(cluster, name)
    assert database.unexpected(log, known) == []
    assert traces(cluster, name) == []


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
