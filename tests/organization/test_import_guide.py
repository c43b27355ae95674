"""The guide 导入 names everything that an import says, with what to do about it."""

import ast
import pathlib
import re

from babel.messages import pofile
from odoo.tests import BaseCase

ROOT = pathlib.Path(__file__).parents[2]
ADDON = ROOT / "cadre_assessment"
GUIDE = ROOT / "docs" / "user-guide" / "import.zh-CN.md"
FILES = (
    "wizard/import_check.py",
    "wizard/import_notes.py",
    "wizard/setup_check.py",
    "wizard/ledger/cadre_ledger_import.py",
    "wizard/ledger/ledger_sheet.py",
    "wizard/work/cadre_marks_import.py",
    "models/file_refusal.py",
)
"""Whose every sentence is one that a file gets."""
SOME = {
    "wizard/file_import.py": ("Choose a file", "At most", "Somebody else", "taken in the background"),
    "wizard/cadre_batch.py": ("being imported already",),
}
"""The others have some among their sentences: how they begin, or what is in them."""
PARTS = (
    "%(words)s and %(more)s more",
    "rows %(rows)s",
    "Marks from a Workbook",
    "%(count)s drafts are ready to be confirmed.",
)
"""Pieces of sentences, and names."""


def sentences(path):
    """What a module says: the first argument of ``_`` and ``_lt``."""
    for node in ast.walk(ast.parse((ADDON / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in ("_", "_lt") and isinstance(node.args[0].value, str):
                yield node.args[0].value


class TestImportGuide(BaseCase):
    def test_each_refusal_stands_in_the_guide(self):
        """In Chinese, as the screen says it; what stands for a figure may be anything. Each row has its remedy."""
        with (ADDON / "i18n" / "zh_CN.po").open("rb") as file:
            chinese = {message.id: message.string for message in pofile.read_po(file)}
        told = [(path, text) for path in FILES for text in sentences(path) if text not in PARTS]
        for path, some in SOME.items():
            found = [text for text in sentences(path) if any(word in text for word in some)]
            self.assertEqual(len(found), len(some), path)
            told += [(path, text) for text in found]
        self.assertGreater(len(told), 100)
        rows = [line.split("|")[1:-1] for line in GUIDE.read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
        self.assertEqual([row for row in rows if len(row) != 2 or not row[1].strip()], [])
        first = [flat(row[0]) for row in rows]
        missing = []
        for path, text in told:
            pieces = [flat(piece) for piece in re.split(r"%\(\w+\)s", chinese.get(text) or "")]
            if any(pieces) and not any(stands(pieces, row) for row in first):
                missing.append((path, chinese[text]))
        self.assertEqual(missing, [], "sentences that the guide does not name")


def flat(text):
    return re.sub(r"[\s…：。]", "", text)


def stands(pieces, row):
    """Whether all pieces stand in the row, one after the other."""
    place = 0
    for piece in pieces:
        found = row.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return True
