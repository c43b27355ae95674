"""Rows that all companies share are written by the administrator of the database alone. (docs/access.md)"""

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from .common import CadreCase

QUIET = ("odoo.models", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


class TestShared(CadreCase):
    """Number 9: what all companies share is written by the administrator of the whole database only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared = sorted(
            name
            for name, model in cls.env.registry.models.items()
            if name.startswith("cadre.")
            and not model._abstract
            and "company_id" in cls.env[name]._fields
            and cls.env["ir.rule"].search(
                [
                    ("model_id.model", "=", name),
                    ("groups", "=", False),
                    ("domain_force", "like", "company_ids + [False]"),
                ]
            )
            and "of_my_office" not in cls.env[name]._fields
        )

    def test_which_models(self):
        for name in ("cadre.rank", "cadre.category", "cadre.scheme", "cadre.regulation", "cadre.criterion"):
            self.assertIn(name, self.shared)
        without = [name for name in self.shared if not hasattr(self.env[name], "_refuse_shared")]
        self.assertEqual(without, [])

    def test_nobody_of_a_company_writes_them(self):
        """Neither its office nor its organization department, model by model."""
        for name in self.shared:
            record = self.env[name].search([("company_id", "=", False)], limit=1)
            if not record:
                continue
            for user in (self.officer_user, self.manager_user):
                mine = record.with_user(user)
                self.assertTrue(mine.has_access("read"), name)
                self.assertFalse(mine.has_access("write"), name)
                self.assertFalse(mine.has_access("unlink"), name)
                with (
                    self.assertRaises(AccessError, msg=name),
                    mute_logger(*QUIET),
                ):
                    mine.write({})
                with self.assertRaises(AccessError, msg=name):
                    mine._refuse_shared()
            self.assertTrue(record.with_user(self.administrator_user).has_access("write"), name)

    def test_words_of_a_company(self):
        """An office makes its own words and ranks; none of them becomes everybody's."""
        for name, values in (
            ("cadre.category", {"kind": "level", "code": "own", "name": "own"}),
            ("cadre.rank", {"code": "own", "name": "own"}),
        ):
            word = self.env[name].with_user(self.officer_user).create(values)
            self.assertEqual(word.company_id, self.company)
            word.name = "changed"
            with self.assertRaises(AccessError):
                word.company_id = False
            with self.assertRaises(AccessError):
                word.create({**values, "code": "all", "company_id": False})
            word.unlink()

    def test_a_copy_of_a_shared_scheme_is_the_companys(self):
        scheme = self.scheme.with_user(self.officer_user)
        with self.assertRaises(AccessError):
            scheme.action_new_version()
        copy = scheme.browse(scheme.action_copy()["res_id"])
        self.assertEqual(copy.company_id, self.company)
        self.assertEqual(copy.component_ids.company_id, self.company)
        copy.component_ids[0].name = "another"
        self.assertFalse(scheme._may("retire"))
        made = self.scheme.with_user(self.administrator_user).copy()
        self.assertFalse(made.company_id, "the administrator's copy is shared, as what he copied")
