"""Is every sentence of the addons Chinese? Asked of the installed code, not of the file of translations."""

import io
import pathlib

import polib
from odoo.tests import TransactionCase
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
