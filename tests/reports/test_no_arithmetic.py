"""Forms and workbooks only show what was computed. (Law 1: the engine adds up, with exact numbers.)"""

import ast
from pathlib import Path

from lxml import etree
from odoo.tests import BaseCase

ADDON = Path(__file__).parents[2] / "cadre_assessment_reports"
LAYOUT = frozenset(
    {"appointment_pages.py", "grid.py", "lines.py", "numbering.py", "paginate.py", "sheet.py", "twosided.py"}
)
"""Modules that measure paper: they see texts and millimetres, no record."""
MEASURING = frozenset({"lines_of", "widths"})
"""Functions elsewhere that measure paper."""
COUNTS = frozenset(
    {
        # sheets of paper
        "sum(one.line_ids.filtered('chosen').mapped('count'))",
        "sum((count for _name, count in cover))",
        # widths of columns
        "100 / sum((one.width for one in columns))",
        "sum((one.width for one in columns))",
        "(68 if several else 80) / (len(options) + 3)",
        # how a ratio is written, in percent
        "ratio * 100",
        # seats and votes: whole numbers that are counted
        "sum(pools.mapped('seats'))",
        "sum(pools.mapped('used'))",
        "sum(numbers)",
        "sum(talked.values())",
        "sum(groups.mapped('paper_abstained'))",
        "sum(groups.mapped('paper_invalid'))",
    }
)
"""What is counted, not scored: the expressions as they stand."""
CALLS = frozenset({"sum", "round", "float", "fsum", "mean", "pow", "divmod", "Decimal", "Fraction"})
SCORES = frozenset(
    {
        "points", "points_total", "total", "raw", "weight", "maximum", "full_score", "coefficient", "ratio", "per_item",
        "value", "self_value", "score", "mark", "shown_mark", "bonus", "deduction",
    }
)  # fmt: skip
"""Names that a score goes by."""
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Pow)


def names_in(node):
    found = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return found | {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def is_text(node):
    return any(isinstance(one, ast.JoinedStr) or isinstance(getattr(one, "value", None), str) for one in ast.walk(node))


def arithmetic(tree):
    """(line, expression) of what adds, multiplies or rounds something that may be a score."""
    measured = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name in MEASURING]
    skipped = {id(one) for function in measured for one in ast.walk(function)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            found = name in CALLS
        elif isinstance(node, ast.BinOp):
            found = isinstance(node.op, ARITHMETIC) and bool(names_in(node) & SCORES) and not is_text(node)
        elif isinstance(node, ast.AugAssign):
            found = bool(names_in(node) & SCORES) and not is_text(node.value)
        else:
            found = False
        if found and ast.unparse(node) not in COUNTS:
            yield node.lineno, ast.unparse(node)


def sources():
    for path in sorted(ADDON.rglob("*.py")):
        if path.name not in LAYOUT and "tests" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(ADDON.rglob("*.xml")):
        for node in etree.parse(str(path)).iter(etree.Element):
            for name, text in node.attrib.items():
                if name.startswith("t-") and name not in ("t-name", "t-call", "t-as", "t-inherit"):
                    try:
                        yield path, ast.parse(text.strip(), mode="eval")
                    except SyntaxError:
                        continue  # a text with {{ }} in it, or JavaScript


class TestNoArithmetic(BaseCase):
    def test_none(self):
        """A sum, a mean or a rounded score comes from ``models/computation/subtotals.py`` or from the record."""
        found, read = [], set()
        for path, tree in sources():
            read.add(path)
            found += [f"{path.name}:{line} {text}" for line, text in arithmetic(tree)]
        self.assertGreater(len(read), 40)
        self.assertEqual(found, [], "let the engine add it up (engine/subtotals.py)")

    def test_what_is_looked_for(self):
        scored = "sum(line.points for line in lines)", "a.total - b.total", "found[k] += line.points", "one.value * 2"
        for text in ("round(x, 2)", "points[key] + 1", *scored):
            self.assertTrue(list(arithmetic(ast.parse(text))), text)
        for text in ("name + '年度'", "f'{points:+g}' + unit", "place - 1", "sum_of(values)"):
            self.assertFalse(list(arithmetic(ast.parse(text))), text)
