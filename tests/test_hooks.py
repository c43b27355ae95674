"""The addon comes into a database without Chinese."""

from odoo.addons.cadre_assessment import hooks

from .common import CadreCase


class TestHooks(CadreCase):
    def test_a_language_that_is_missing_is_brought(self):
        lang = self.env["res.lang"].with_context(active_test=False).search([("code", "=", "th_TH")])
        self.assertFalse(lang.active)
        hooks.bring_language(self.env, "th_TH")
        self.assertTrue(lang.active)
        hooks.bring_language(self.env, "th_TH")  # again: nothing

    def test_chinese_is_there(self):
        self.assertIn(hooks.CHINESE, dict(self.env["res.lang"].get_installed()))
