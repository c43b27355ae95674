"""The headline of a module says what it gives; it does not ask."""

import ast

import pytest
from cadre_cli.paths import REPO

PLACES = ("cadre_assessment", "cadre_assessment_reports", "tests", "tools")
MODULES = sorted(path for place in PLACES for path in (REPO / place).rglob("*.py"))


def headline(path):
    """The first paragraph of a module's docstring, in one line; empty where it has none."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split())


def test_modules_are_found():
    """There are more than a thousand."""
    assert len(MODULES) > 1_000


@pytest.mark.parametrize("place", PLACES)
def test_no_headline_asks(place):
    """Whoever looks for a rule reads what a module says, and is not asked. No exception: a question helped nowhere."""
    asking = [
        f"{path.relative_to(REPO)}: {said}"
        for path in MODULES
        if path.is_relative_to(REPO / place) and "?" in (said := headline(path))
    ]
    assert not asking, "\n".join(asking)


def test_modules_of_the_product_have_one():
    """Every module that holds a class or a function says what it gives."""
    silent = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        holds = any(isinstance(node, (ast.ClassDef, ast.FunctionDef)) for node in tree.body)
        if holds and not headline(path):
            silent.append(str(path.relative_to(REPO)))
    assert not silent, "\n".join(silent)
