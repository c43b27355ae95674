"""No row that Odoo opens to everybody tells what stands in a record of ours. (messages, tasks, whatever comes)"""

import re

from .builder import SECRET
from .test_names import NamesCase


class TestOpenRows(NamesCase):
    def test_behind_the_trail(self):
        """What points to a message, a task, a follower or a file names it, and all of it may be listed by everybody."""
        trail = ("mail.message", "mail.activity", "mail.followers", "ir.attachment", "mail.notification")
        told = self.env["mail.notification"].search([("mail_message_id.subject", "like", SECRET)])
        self.assertTrue(told, "the manager was told of tasks, with names of records in the subjects")
        self.assertFalse(told.res_partner_id - self.manager_user.partner_id)
        asked = set()
        for role in ("plain", "person", "other_leader", "hr"):
            self.log_in(f"cadre_{role}")
            user = getattr(self, f"{role}_user")
            for name in sorted(self.env.registry):
                model = self.env[name].with_user(user)
                if model._abstract or model._transient or not model.has_access("read"):
                    continue
                behind = [
                    field.name
                    for field in model._fields.values()
                    if field.comodel_name in trail and field.store and model._has_field_access(field, "read")
                ]
                if behind:
                    asked.add(name)
                    spec = {one: {"fields": {"display_name": {}}} for one in behind}
                    for method, args in (("search_read", [[], behind]), ("web_search_read", [[], spec])):
                        _result, text = self.ask(name, method, *args)
                        self.assertNotIn(SECRET, text, f"{name}.{method} tells {role}")
            for row in told[:3].ids:
                for method, args in (("read", [[row]]), ("web_read", [[row], {"mail_message_id": {}}])):
                    self.refused("mail.notification", method, *args)
            count, _text = self.ask("mail.notification", "search_count", [("id", "in", told.ids)])
            self.assertEqual(count, 0)
        self.assertIn("mail.notification", asked)

    def test_whatever_odoo_keeps(self):
        """Every row of every model of Odoo's that somebody without a role may read, all its fields: no word of ours.

        The name of the person himself is public; what stands about him is not.
        """
        word = re.compile(f"{SECRET}(?!甲|账号)")
        for role in ("plain", "hr"):
            self.log_in(f"cadre_{role}")
            user = getattr(self, f"{role}_user")
            asked = 0
            for name in sorted(self.env.registry):
                model = self.env[name].with_user(user)
                if name.startswith("cadre.") or model._abstract or not model.has_access("read"):
                    continue
                asked += 1
                names = [
                    field.name
                    for field in model._fields.values()
                    if field.type != "binary"
                    and (field.store or field.related)
                    and model._has_field_access(field, "read")
                ]
                _result, text = self.ask(name, "search_read", [], names)
                self.assertIsNone(
                    found := word.search(text), f"{name} tells {role}: {found and text[found.start() :][:80]}"
                )
            self.assertGreater(asked, 100)
