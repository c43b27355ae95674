"""A number that a regulation gives (of an annex, copies, characters, days) stands in the data alone."""

import ast
import re
from pathlib import Path

from lxml import etree
from odoo.tests import BaseCase

ROOT = Path(__file__).parents[2]
ADDONS = ("cadre_assessment", "cadre_assessment_reports")
DATA = {"data", "demo", "migrations", "i18n", "i18n_extra"}
"""Folders of what the seeds say, and said."""
FIGURE = "[0-9\uff10-\uff19〇一二两三四五六七八九十百千]"
GIVEN = re.compile(
    rf"附?[件表]\s*(?!一式){FIGURE}|(?:[2-9]|{FIGURE}{{2,}}|[二两三四五六七八九十百千])\s*"
    r"(?:个?字|份|天|个?工作日|日内|日前|个月|小时|%|％)"
)
"""附件5, 200字, 一式三份, 5个工作日 …; one of something is no choice of a regulation's."""
CHINESE = re.compile("[\u4e00-\u9fff]")


def texts(path):
    """(line, text) of what a file prints or shows; docstrings, help and the checks of a scheme explain by examples."""
    if path.suffix == ".xml":
        for node in etree.parse(str(path)).iter(etree.Element):
            said = () if node.tag == "style" else (node.text, node.tail, *node.attrib.values())
            for text in filter(None, said):
                yield node.sourceline, text
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    said |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "help"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


class TestNumbersInCode(BaseCase):
    def test_none(self):
        """No template, view, page or line of code writes what a scheme's data says: each county has its own."""
        found, read = [], 0
        for addon in ADDONS:
            for path in sorted((ROOT / addon).rglob("*")):
                if path.suffix not in (".py", ".xml") or DATA & set(path.relative_to(ROOT).parts):
                    continue
                read += 1
                for line, text in texts(path):
                    # a width of 12% is a style's: only what stands among Chinese
                    match = GIVEN.search(text) if CHINESE.search(text) else None
                    if match:
                        found.append(f"{path.relative_to(ROOT)}:{line} {match.group()}")
        self.assertGreater(read, 400)
        self.assertEqual(found, [], "say it by the scheme's data (required papers, components, rules of periods)")

    def test_what_is_looked_for(self):
        for text in ("附件5", "附表一", "表2", "200字", "一式两份", "5个工作日", "十五日内", "20%"):
            self.assertTrue(GIVEN.search(text), text)
        for text in ("附件", "此表一式", "一份", "不足1名的进1", "一票否决", "第3行", "2025年5月6日"):
            self.assertFalse(GIVEN.search(text), text)
