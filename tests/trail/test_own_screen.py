"""Nobody puts a search, a tab or a letter template on other people's screens. (models/trail/own_screen.py)"""

from odoo.tests import tagged

from tests.calls import Caller, Refused
from tests.common import CadreHttpCase


@tagged("-at_install", "post_install")
class TestOwnScreen(Caller, CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.open_cycle()
        cls.action = cls.env.ref("cadre_assessment.cadre_assessment_action")

    def wishes(self, models):
        """(model, values without the one who sees it, field of those who see it, value for one user)."""
        for name in models:
            values = {"name": "搜索", "model_id": name, "domain": "[('id', '=', 0)]", "is_default": True}
            yield "ir.filters", values, "user_ids", lambda user: [[6, 0, user.ids]]
        tab = {"name": "返回", "python_method": "action_archive_results", "parent_action_id": self.action.id}
        for model in ("cadre.cycle", "res.partner"):  # the second one: by the action, which is ours
            yield "ir.embedded.actions", {**tab, "parent_res_model": model}, "user_id", lambda user: user.id
        letter = {"name": "通知", "model_id": self.env["ir.model"]._get_id("cadre.assessment"), "email_to": "x@x.cn"}
        yield "mail.template", letter, "user_id", lambda user: user.id

    def test_for_others(self):
        """For everybody, for the decider or handed over later: refused; for himself: as Odoo has it."""
        ours = [name for name in self.env if name.startswith("cadre.") and not self.env[name]._abstract]
        kept = [name for name in ours if not self.env[name]._transient]
        self.assertGreater(len(kept), 60)
        for user, models in ((self.person_user, kept), (self.plain_user, kept[:2]), (self.officer_user, kept[:2])):
            for model, values, field, one in self.wishes(models):
                if model == "mail.template" and user == self.plain_user:
                    continue  # Odoo asks for the right to read the records
                with self.subTest(user=user.login, model=model, values=values):
                    for shown in (False, one(self.decider_user)):
                        with self.assertRaises(Refused):
                            self.call(user, model, "create", [{**values, field: shown}])
                    [own] = self.call(user, model, "create", [{**values, field: one(user)}])
                    for shown in ([[5]] if field == "user_ids" else False, one(self.decider_user)):
                        with self.assertRaises(Refused):
                            self.call(user, model, "write", [own], {field: shown})
                    self.call(user, model, "unlink", [own])
        self.assertFalse(self.env["ir.filters"].search([("model_id", "=like", "cadre.%")]))

    def test_moved_here(self):
        """What was kept for everybody elsewhere is not moved to a list of ours, nor what the administrator keeps."""
        values = {"name": "搜索", "model_id": "res.partner", "user_ids": []}
        [far] = self.call("person", "ir.filters", "create", [values])
        self.assertRefused("yourself", "person", "ir.filters", "write", [far], {"model_id": "cadre.assessment"})
        [kept] = self.call("administrator", "ir.filters", "create", [{**values, "model_id": "cadre.assessment"}])
        for role in ("person", "officer", "manager"):
            self.assertRefused("yourself", role, "ir.filters", "write", [kept], {"domain": "[]"})
            self.assertRefused("yourself", role, "ir.filters", "unlink", [kept])
