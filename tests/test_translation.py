"""Every sentence of the addons is Chinese. Asked of the installed code, not of the file of translations."""

import io
import pathlib
import re

import polib
from odoo.tests import BaseCase, TransactionCase
from odoo.tools.translate import trans_export

ROOT = pathlib.Path(__file__).parents[1]


class TestTranslation(TransactionCase):
    def test_every_term_is_translated(self):
        """A term that is in the code and not in zh_CN.po is English on a Chinese screen."""
        for addon in ("cadre_assessment", "cadre_assessment_reports"):
            exported = io.BytesIO()
            trans_export(False, [addon], exported, "po", self.env)
            known = {
                entry.msgid for entry in polib.pofile(str(ROOT / addon / "i18n" / "zh_CN.po")) if entry.translated()
            }
            terms = {entry.msgid for entry in polib.pofile(exported.getvalue().decode())}
            self.assertEqual(sorted(terms - known), [], f"{addon}: run ./cadre i18n and translate these")

    def test_words_of_selections_are_known(self):
        """Odoo keeps words of lists alone: those of a tuple have no Chinese, and no change of them can be tracked."""
        wrong = [
            f"{name}.{field.name}"
            for name, model in self.env.registry.models.items()
            if name.startswith("cadre.")
            for field in model._fields.values()
            if field.type == "selection" and isinstance(field.selection, tuple)
        ]
        self.assertEqual(wrong, [])


RULE = re.compile(r"\bS[0-4][AB]?-\w|\b[AGO]\d?[AB]?-\d|\bF-\d\d|\bG\d+\b")
"""Numbers of rules and forms in the specification: nobody who reads the screen has it."""

WORDS = frozenset(
    {
        "yes",
        "no",
        "required",
        "done",
        "missing",
        "xlsx",
        "xls",
        "csv",
        "Excel",
        "pdf",
        "MB",
        "UTF",
        "GB",
        "YL",
        "http",
        "https",
    }
)
"""What a Chinese text may hold in Latin letters: what people type in, names of files, staff numbers."""

PLACEHOLDER = re.compile(r"https?://\S+|%\(\w+\)(?:\.\d)?[sdfg]|%[sd%]|<[^>]+>|\{[^}]*\}|&\w+;|'[^']*' % \([^)]*\)")
HALF_WIDTH = re.compile(r"[一-鿿] ?[,;:?!](?!\d)|[一-鿿]\([^)]*[一-鿿]")


class TestWords(BaseCase):
    """Every text of every view, message, selection, help and report, as a Chinese reader meets it."""

    def _texts(self):
        for addon in ("cadre_assessment", "cadre_assessment_reports"):
            for entry in polib.pofile(str(ROOT / addon / "i18n" / "zh_CN.po")):
                if entry.msgstr and "object." not in entry.msgid:  # expressions for names of files
                    yield entry.msgid, PLACEHOLDER.sub("", entry.msgstr)

    def test_no_number_of_a_rule(self):
        """(S0-12) says nothing to a clerk."""
        self.assertEqual([text for _source, text in self._texts() if RULE.search(text)], [])

    def test_no_foreign_word(self):
        """No English, code or name of a model, but for a short list."""
        found = [text for _source, text in self._texts() if set(re.findall(r"[A-Za-z]{2,}", text)) - WORDS]
        self.assertEqual(found, [])

    def test_chinese_punctuation(self):
        """，；：？！（） between Chinese characters, and 、 between names."""
        self.assertEqual([text for _source, text in self._texts() if HALF_WIDTH.search(text)], [])
