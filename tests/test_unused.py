"""Nothing is in the product that nobody uses. Tests do not count: code that only they call is theirs."""

import ast
import re
from collections import Counter
from pathlib import Path

from odoo.tests import BaseCase

ROOT = Path(__file__).parents[1]
ADDONS = ("cadre_assessment", "cadre_assessment_reports")
WORD = re.compile("[A-Za-z_][A-Za-z_0-9]*")
BY_FRAMEWORK = re.compile(
    r"__\w+__|migrate|init|_unlink_(except|never)\w*|_gc_\w+|_compute_\w+|_inverse_\w+|_search_\w+|_check\w*|_default_\w+|_onchange_\w+"
    r"|generate_xlsx_report|get_workbook_options|_table_query|_get_combined_arch"
)
"""What Odoo or another addon calls by its name, or a decorator hands over."""
BY_KIND = re.compile(r"_(say|line|reason|work|domain|compare|read|param)_\w+|_charge|_tier_validation_\w+")
"""Called by the name of what they are for: a code of the engine, a step, a kind of work, a sheet, a kind of file."""
KEPT = {
    "VERDICTS": "the engine's vocabulary: every code that it gives is held against these tables",
    "LINES": "likewise",
    "RATINGS": "likewise",
    "FLAGS": "likewise",
    "EACH": "tools/make_templates.py writes the workbooks that the addon ships by it",
    "MODELS": "likewise",
    "cadre_forms": "asked by other systems (docs/api.md)",
    "steps_now": "likewise",
    "reject_tier": "OCA's button calls it",
    # proven before the room of selections that will ask it (docs/architecture.md)
    "reserve_then_fill": "minima of kinds of people, by reserving and filling",
    "fewest_swaps": "the same with the fewest swaps",
}
"""What is kept all the same, and why."""


def names(tree):
    """Every word of a module that may stand for a name: identifiers, and words in texts that are no docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    docs |= {id(node.value) for node in tree.body if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield from WORD.findall(node.value)


def defined(tree):
    """(name, line) of functions, constants and plain classes of a module, and of the methods of its classes."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.ClassDef):
            if not node.bases:  # models and controllers are known by their names and routes
                yield node.name, node.lineno
            yield from ((one.name, one.lineno) for one in node.body if isinstance(one, ast.FunctionDef))
        for target in getattr(node, "targets", [node.target] if isinstance(node, ast.AnnAssign) else []):
            yield from ((one.id, one.lineno) for one in ast.walk(target) if isinstance(one, ast.Name))


class TestUnused(BaseCase):
    def test_nothing(self):
        """Each function, method and constant is mentioned by the product: in code, views, scripts or data."""
        used, found = Counter(), []
        for addon in ADDONS:
            for path in sorted((ROOT / addon).rglob("*")):
                if path.suffix not in (".py", ".xml", ".js", ".csv") or "tests" in path.parts:
                    continue
                text = path.read_text(encoding="utf-8")
                if path.suffix != ".py":
                    used.update(WORD.findall(text))
                    continue
                tree = ast.parse(text)
                used.update(names(tree))
                found += [(name, f"{path.relative_to(ROOT)}:{line} {name}") for name, line in defined(tree)]
        self.assertGreater(len(found), 3000)
        kept = [name for name, _where in found if name in KEPT]
        self.assertEqual(set(kept), set(KEPT), "kept, and no longer there")
        unused = [
            where
            for name, where in found
            if not used[name] and name not in KEPT and not BY_FRAMEWORK.fullmatch(name) and not BY_KIND.fullmatch(name)
        ]
        self.assertEqual(unused, [], "delete it, or say in KEPT who uses it")
