"""Is a dialog his alone who opened it?"""

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
