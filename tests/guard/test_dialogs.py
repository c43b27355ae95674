"""A dialog is his alone who opened it."""

import base64

from odoo.exceptions import AccessError
from odoo.orm.utils import SUPERUSER_ID

from tests.common import CadreCase


class TestDialogs(CadreCase):
    def test_nobody_reads_or_writes_the_dialog_of_another(self):
        """The file of an import is not exchanged between its check and its import."""
        mine = (
            self.env["cadre.staff.import"]
            .with_user(self.officer_user)
            .create({"kind": "people", "file": base64.b64encode(b"x"), "filename": "a.csv"})
        )
        other = mine.with_user(self.administrator_user)
        self.assertFalse(other.search([("id", "=", mine.id)]))
        for attempt in (
            lambda: other.write({"file": False}),
            lambda: other.read(["filename"]),
            other.action_import,
            other.unlink,
        ):
            with self.assertRaises(AccessError):
                attempt()
        self.assertTrue(mine.search([("id", "=", mine.id)]))
        self.assertEqual(mine.read(["filename"])[0]["filename"], "a.csv")

    def test_names_what_its_user_may_read(self):
        """No dialog is opened on a record of ours that its user may not read: it would show fields of it."""
        cycle = self.open_cycle()
        talk = {"name": "谈话", "cycle_id": cycle.id, "employee_id": self.other.id, "action": "talk"}
        self.env["cadre.consequence"].create(talk)
        looked = set()
        for name, model in self.env.registry.models.items():
            if not model._transient or not name.startswith("cadre.") or model._abstract:
                continue
            for field in model._fields.values():
                if field.type != "many2one" or not field.store or not field.comodel_name.startswith("cadre."):
                    continue
                kept = self.env[field.comodel_name]
                for user in (self.person_user, self.officer_user, self.selection_user, self.manager_user):
                    if kept._transient or not self.env[name].with_user(user).has_access("create"):
                        continue
                    known = kept.with_user(user)
                    known = known.search([]) if known.has_access("read") else known
                    hidden = (kept.search([]) - known.with_env(self.env))[:1]
                    if not hidden:
                        continue
                    with self.subTest(name, field=field.name, user=user.login), self.assertRaises(AccessError):
                        self.env[name].with_user(user).create({field.name: hidden.id})
                    with self.subTest(name, field=field.name, user=user.login), self.assertRaises(AccessError):
                        self.env[name].with_user(user).with_context(**{f"default_{field.name}": hidden.id}).create({})
                    looked.add(name)
        self.assertIn("cadre.consequence.wizard", looked)
        self.assertGreater(len(looked), 3)

    def test_all_of_them(self):
        """Every dialog of ours is searched for among one's own."""
        names = [
            name
            for name, model in self.env.registry.models.items()
            if model._transient and name.startswith("cadre.") and not model._abstract
        ]
        self.assertGreater(len(names), 20)
        for name in names:
            with self.subTest(name):
                Dialog = self.env[name].with_user(self.administrator_user)
                if Dialog.has_access("read"):
                    self.assertIn("create_uid", Dialog._search([]).select().code)
        self.assertNotIn("create_uid", self.env["cadre.staff.import"].with_user(SUPERUSER_ID)._search([]).select().code)
