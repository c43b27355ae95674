"""Every scoring method is known in one place, the engine's registry."""

import ast
import re
from pathlib import Path

from odoo.addons.cadre_assessment.engine.methods import METHODS
from odoo.addons.cadre_assessment_reports.report.scheme_words import SAID

from ..common import CadreCase

ROOT = Path(__file__).parents[2]
ADDONS = ("cadre_assessment", "cadre_assessment_reports")
NAMED = {"engine/methods.py", "report/scheme_words.py"}
"""The registry, and the words for each of its rows."""
ELSEWHERE = {"data", "demo", "migrations", "regulations", "tests"}
OWN = frozenset(code for code in METHODS if "_" in code)
"""Codes that are no other word."""
IN_VIEW = re.compile(r"\bmethod\s*(==|!=|in\b|not in\b)")


def named(tree):
    """(line, text) of code that asks for a method by its code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in OWN:
            yield node.lineno, node.value
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            texts = [one for one in ast.walk(node) if isinstance(one, ast.Constant) and one.value in METHODS]
            if texts and any(getattr(one, "attr", "") == "method" for one in sides):
                yield node.lineno, ast.unparse(node)
        if isinstance(node, ast.Tuple) and len(node.elts) == 3 and isinstance(node.elts[0], ast.Constant):
            texts = [one for one in ast.walk(node.elts[2]) if isinstance(one, ast.Constant) and one.value in METHODS]
            if texts and str(node.elts[0].value).split(".")[-1] == "method":
                yield node.lineno, ast.unparse(node)


class TestMethods(CadreCase):
    def test_named_in_one_place(self):
        """Forms, checks, grids, gathering and papers ask what a method takes, not which one it is."""
        found = []
        for addon in ADDONS:
            for path in sorted((ROOT / addon).rglob("*")):
                inside = path.relative_to(ROOT / addon)
                if ELSEWHERE & set(inside.parts) or str(inside) in NAMED:
                    continue
                if path.suffix == ".py":
                    tree = ast.parse(path.read_text(encoding="utf-8"))
                    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
                    for node in ast.walk(tree):
                        if id(node) in docs and isinstance(node, ast.Constant):
                            node.value = ""
                    calls = [] if inside.parts[0] == "engine" else named(tree)
                    found += [f"{inside}:{line} {text}" for line, text in calls]
                elif path.suffix == ".xml" and IN_VIEW.search(path.read_text(encoding="utf-8")):
                    found.append(str(inside))
        self.assertEqual(found, [], "ask engine/methods.py what the method takes, or which parameters it has")

    def test_each_has_words(self):
        self.assertEqual(list(SAID), list(METHODS))

    def test_the_form_asks_what_the_method_takes(self):
        """Each parameter is built by the component; a figure of another method is no part of it."""
        scheme = self.env.ref("regulations.scheme_s1").with_user(self.officer_user).copy()
        component = scheme.component_ids.filtered(lambda one: not one.child_ids)[:1]
        component.write({"trim": 1, "per_item": 2, "target": 3, "has_bonus_cap": True, "bonus_cap": 5})
        for code, method in METHODS.items():
            with self.subTest(code):
                component.method = code
                self.assertEqual(set((component.asks or "").split()), method.asks)
                self.assertLessEqual(set(component._engine_params()), set(method.params))
        component.method = "step_count"
        self.assertEqual(component._engine_params(), {"target": 3, "per_extra": 0, "below": "nothing"})
        selection = dict(component._fields["method"].selection)
        self.assertEqual(selection, {code: method.title for code, method in METHODS.items()})
