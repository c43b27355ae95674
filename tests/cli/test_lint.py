"""What ./cadre lint finds. (tools/cadre_cli/lint.py)"""

import argparse
import configparser
import re
import shutil

import pytest
from cadre_cli import lint

HOST, PLACE = lint.FORBIDDEN.values()


@pytest.mark.parametrize(
    "text", ["https://" + "pypi" + ".org/simple", "deb http://" + "deb" + ".debian.org/debian sid"]
)
def test_registry_hosts_are_found(text):
    """A host name would tie every user to one registry."""
    assert re.search(HOST, text)


@pytest.mark.parametrize("text", ["cd /" + "root/x", "open('/" + "home/li/x')", "=/" + "work/main"])
def test_machine_paths_are_found(text):
    """A path of one machine is of no use on another."""
    assert re.search(PLACE, text)


@pytest.mark.parametrize("text", ["https://github.com/odoo/odoo", "models/work/", "{HOME}/root/", "docs/home/x"])
def test_ordinary_text_is_not(text):
    """Relative paths and public addresses are fine."""
    assert not re.search(HOST, text)
    assert not re.search(PLACE, text)


def test_fix_puts_right_what_it_can(tmp_path, monkeypatch):
    """`./cadre lint --fix` sorts the imports and lays out the code before anything is checked."""
    (tmp_path / "pyproject.toml").write_bytes((lint.REPO / "pyproject.toml").read_bytes())
    (tmp_path / "told.py").write_text('"""Told."""\n\nimport sys\nimport os\nprint(  os.name,sys.path )\n')
    monkeypatch.setattr(lint, "REPO", tmp_path)
    monkeypatch.setattr(lint, "CHECKS", [("ruff check", lint._ruff_check), ("ruff format", lint._ruff_format)])
    assert lint.lint(argparse.Namespace(fix=True)) == 0
    assert (tmp_path / "told.py").read_text() == '"""Told."""\n\nimport os\nimport sys\n\nprint(os.name, sys.path)\n'


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        ("import odoo", "imports odoo"),
        ("from odoo.tools import float_round", "imports odoo.tools"),
        ("import numpy", "imports numpy"),
        ("from ..models import x", "outside"),
    ],
)
def test_an_impure_engine_is_found(code, finding, tmp_path, monkeypatch):
    """Law 1: neither Odoo nor the addon's models, however they are imported."""
    engine = tmp_path / lint.ENGINE
    engine.mkdir(parents=True)
    (engine / "rules.py").write_text(code + "\n")
    monkeypatch.setattr(lint, "REPO", tmp_path)
    monkeypatch.setattr(lint, "tracked", lambda *_: [f"{lint.ENGINE}/rules.py"])
    assert finding in lint._engine_is_pure()[0]


def test_a_room_that_knows_one_above_it_is_found(tmp_path, monkeypatch):
    """The walls stand: an import upwards, by whatever name, is refused with the modules it leads through."""
    for place in lint.own_addons():
        shutil.copytree(lint.REPO / place, tmp_path / place, ignore=shutil.ignore_patterns("static", "i18n", "data"))
    shutil.copy(lint.REPO / ".importlinter", tmp_path)
    monkeypatch.setattr(lint, "REPO", tmp_path)
    assert lint._walls() == []
    rooms = tmp_path / "cadre_assessment" / "models"
    (rooms / "scheme" / "nosy.py").write_text("from ..home import cards\n")
    (rooms / "cycle" / "nosy.py").write_text("from odoo.addons.cadre_assessment_reports import report\n")
    found = " ".join(" ".join(lint._walls()).split())  # long names go over two lines
    assert "models.scheme.nosy -> odoo.addons.cadre_assessment.models.home.cards" in found
    assert "models.cycle.nosy -> odoo.addons.cadre_assessment_reports.report" in found


def test_walls_are_those_of_the_architecture():
    """The rooms stand in one order, in the plan of the house and in the contract."""
    contract = configparser.ConfigParser()
    contract.read(lint.REPO / ".importlinter")
    rooms = contract["importlinter:contract:rooms"]["layers"].split()[::-1]
    plan = (lint.REPO / "docs" / "architecture.md").read_text(encoding="utf-8").partition("printing.py")[0]
    shown = re.findall(r"^    (\w+)/ ", plan, re.MULTILINE)
    assert rooms == ["guard", "trail", *shown]
