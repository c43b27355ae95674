"""What does ./cadre lint find? (tools/cadre_cli/lint.py)"""

import re

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


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        ("import odoo", "imports odoo"),
        ("from odoo.tools import float_round", "imports odoo.tools"),
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
