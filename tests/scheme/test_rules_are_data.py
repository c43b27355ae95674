"""No Python of the addons knows a regulation: weights, thresholds, tariffs and names are records (law 3).

What is looked for: fractions as numbers (a ratio or a coefficient is never a whole one), numbers that a score or a
number of people is compared with or multiplied by, codes and external ids of what the shipped schemes are made of, and
words that only a regulation uses. Docstrings and texts for people may speak of rules; they decide nothing.
"""

import ast
import pathlib
import re

from odoo.tests import TransactionCase

REPO = pathlib.Path(__file__).parents[2]
ADDONS = ("cadre_assessment", "cadre_assessment_reports")
NEUTRAL = {-1, 0, 1, 2, 0.01, 100, 1000}
"""Numbers that are no rule: nothing, one, a pair, per cent, per mille."""
NOTHING = 0.001
"""Up to here a float is a tolerance."""
MEASURES = re.compile(r"(total|score|mark|point|weight|ratio|share|coefficient|seat|base|maximum|deduction|bonus)s?$")
SEEDS = re.compile(r"住建|审计局|枣庄|机关工委|县管|文体活动|年休假|人均GDP|手写|廉政反馈卡")
REFERENCE = re.compile(
    r"cadre_assessment\.(scheme|scale|regulation|criterion|category_(award|incident|level|sanction))_"
)
WORDED = {"help", "string", "description", "_description"}
"""Keywords whose texts are for people."""
ORDINARY = {
    "award", "advanced", "head", "money", "use", "activity", "veto", "leaders", "others", "open_case", "poor", "good",
    "fair", "basic", "unit", "transfer", "city", "province", "advanced_top", "bureau", "prefecture", "bonus", "nation",
    "admonition", "accountability", "unused_leave", "excess_leave",
}  # fmt: skip
"""Codes of records that are words of the language, or of a selection, as well."""
CODED = (
    "cadre.regulation", "cadre.scheme", "cadre.scale", "cadre.scale.grade", "cadre.scheme.quota", "cadre.scheme.gate",
    "cadre.scheme.adjustment", "cadre.scheme.cap",
)  # fmt: skip


def sources():
    """What runs in an office; the tests that come with an addon try a regulation by its name."""
    for addon in ADDONS:
        for path in sorted((REPO / addon).rglob("*.py")):
            if path.name != "__manifest__.py" and path.relative_to(REPO / addon).parts[0] != "tests":
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def texts_for_people(tree):
    """Ids of constants that are read by people: docstrings, help and labels, what is translated."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        elif isinstance(node, ast.keyword) and node.arg in WORDED:
            found.update(id(one) for one in ast.walk(node.value))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "_":
            found.update(id(one) for one in ast.walk(node))
    return found


def constants(tree):
    skipped = texts_for_people(tree)
    return [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in skipped]


def measures(node):
    """Whether an expression is, by its name, a score or a number of people."""
    name = getattr(node, "attr", None) or getattr(node, "id", None) or ""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        name = str(node.slice.value)
    return bool(MEASURES.search(name))


def is_number(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool)


class TestRulesAreData(TransactionCase):
    def said(self, path, node, what):
        return f"{path.relative_to(REPO)}:{node.lineno}: {what!r}"

    def test_no_ratio_is_written_in_python(self):
        """0.2, 0.15, 0.008: only layouts of reports and pages know broken numbers; as good as nothing is none."""
        found = [
            self.said(path, node, node.value)
            for path, tree in sources()
            if not {"cadre_assessment_reports", "controllers"} & set(path.parts)
            for node in constants(tree)
            if isinstance(node.value, float) and node.value != int(node.value) and node.value > NOTHING
        ]
        self.assertEqual(found, [])

    def test_no_score_meets_a_number(self):
        """``total >= 95``, ``base * 20``: a threshold or a tariff."""
        found = []
        for path, tree in sources():
            if "cadre_assessment_reports" in path.parts:  # widths of columns, decimals of a per cent
                continue
            for node in ast.walk(tree):
                if isinstance(node, ast.Compare):
                    sides = [node.left, *node.comparators]
                elif isinstance(node, ast.BinOp):
                    sides = [node.left, node.right]
                else:
                    continue
                numbers = [one for one in sides if is_number(one) and one.value not in NEUTRAL]
                if numbers and any(measures(one) for one in sides):
                    found.append(self.said(path, node, ast.unparse(node)))
        self.assertEqual(found, [])

    def test_no_seed_is_named(self):
        """Neither a regulation's words, nor its records by external id."""
        found = [
            self.said(path, node, node.value)
            for path, tree in sources()
            for node in constants(tree)
            if isinstance(node.value, str) and (SEEDS.search(node.value) or REFERENCE.search(node.value))
        ]
        self.assertEqual(found, [])

    def test_no_code_of_a_rule_is_asked_for(self):
        """The codes that the shipped schemes use are their own: no branch hangs on one."""
        codes = {code for model in CODED for code in self.env[model].search([]).mapped("code")}
        words = self.env["cadre.category"].search([("kind", "in", ("award", "incident", "level", "sanction"))])
        codes = (codes | set(words.mapped("code"))) - ORDINARY
        found = [
            self.said(path, node, node.value)
            for path, tree in sources()
            for node in constants(tree)
            if isinstance(node.value, str) and node.value in codes
        ]
        self.assertEqual(found, [])
