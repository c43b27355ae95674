"""The addons and the project have the papers that the community expects, made from their sources."""

import ast
import re

import pytest
import yaml
from cadre_cli import lint, paths, readme

FRAGMENTS = ("DESCRIPTION", "INSTALL", "CONFIGURE", "USAGE", "ROADMAP", "HISTORY", "CONTRIBUTORS")
ADDONS = paths.own_addons()


def _read(name):
    return (paths.REPO / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("addon", ADDONS)
def test_pages_follow_from_their_fragments(addon):
    """README.rst and index.html say what readme/ says, and every picture they show lies in the addon."""
    text, page = _read(f"{addon}/README.rst"), _read(f"{addon}/static/description/index.html")
    for fragment in FRAGMENTS:
        first = _read(f"{addon}/readme/{fragment}.rst").split("\n", 1)[0]
        assert first in text, fragment
    pictures = re.findall(r'<img [^>]*src="([^"]+)"', page)
    assert pictures and len(pictures) == text.count(".. image::")
    for picture in pictures:
        assert (paths.REPO / addon / "static/description" / picture).stat().st_size > 4000
        assert "/" not in picture, "Odoo looks for it beside the page"
    assert (paths.REPO / addon / "static/description/icon.png").is_file()


def test_a_changed_fragment_is_found():
    """`./cadre lint` compares all of it, and does so with the program that writes the pages."""
    assert readme.stale() == []
    assert readme.stale in [check for _title, check in lint.CHECKS]


def test_templates_have_the_terms_of_the_translation(monkeypatch, tmp_path):
    """A .pot beside each zh_CN.po; a term that is in one of the two alone is named with the command that helps."""
    assert lint._templates() == []
    for addon in ADDONS:
        assert len(lint._terms(f"{addon}/i18n/{addon}.pot")) > 100
        folder = tmp_path / addon / "i18n"
        folder.mkdir(parents=True)
        (folder / "zh_CN.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "One"\n"Two"\nmsgstr "一二"\n')
        (folder / f"{addon}.pot").write_text('msgid "Three"\nmsgstr ""\n')
    monkeypatch.setattr(lint, "REPO", tmp_path)
    found = lint._templates()
    assert len(found) == 2 * len(ADDONS)
    assert "lacks OneTwo; ./cadre i18n" in found[0] and "has Three beyond zh_CN" in found[1]


@pytest.mark.parametrize("addon", ADDONS)
def test_manifest(addon):
    """What OCA asks of a manifest, as far as it is true, without what Odoo does not know (`development_status`)."""
    manifest = ast.literal_eval(_read(f"{addon}/__manifest__.py"))
    assert manifest["license"] == "AGPL-3" and manifest["author"] and manifest["summary"]
    assert re.fullmatch(r"19\.0\.\d+\.\d+\.\d+", manifest["version"])
    assert f"\n{manifest['version']} (" in _read(f"{addon}/README.rst"), "HISTORY.rst begins with the release"
    assert not {"website", "maintainers"} & manifest.keys(), "the project has no public address yet"


def test_project_papers():
    """Who contributes, who reports a hole and who asks what comes finds a page, and what it names is there."""
    for name in ("CONTRIBUTING.md", "SECURITY.md", "ROADMAP.md", "CHANGELOG.md", "LICENSE"):
        text = _read(name)
        for path in re.findall(r"`((?:docs|readme|docker|migrations)/[\w./-]+)`", text):
            there = [paths.REPO / path, *(paths.REPO / addon / path for addon in ADDONS)]
            assert any(one.exists() for one in there), f"{name} names {path}"


def test_hooks_have_the_versions_of_lint():
    """pre-commit and `./cadre lint` find the same: ruff and pylint-odoo are pinned once, and repeated as a tag."""
    hooks, pins = _read(".pre-commit-config.yaml"), _read("requirements-test.txt")
    for repository, package in (("astral-sh/ruff-pre-commit", "ruff"), ("OCA/pylint-odoo", "pylint-odoo")):
        [pin] = re.findall(rf"^{package}==(\S+)$", pins, re.MULTILINE)
        assert re.search(rf"repo: https://github\.com/{repository}\n    rev: v{re.escape(pin)}\n", hooks), package
    for one in yaml.safe_load(hooks)["repos"]:
        assert one["repo"] == "local" or (set(one) == {"repo", "rev", "hooks"} and one["rev"].startswith("v")), one
        for hook in one["hooks"]:
            wanted = {"id", "name", "entry", "language"} if one["repo"] == "local" else {"id"}
            assert wanted <= set(hook) <= {*wanted, "args", "exclude", "files"}, hook
    ours, pylint = (re.findall(r"[a-z][a-z-]+", one) for one in re.findall(r'"--disable=(.*?)"', hooks, re.DOTALL))
    assert pylint == lint.PYLINT_OFF
    for check in ours:
        assert re.search(rf"# {check}: \S", hooks), f"no reason for {check}"
