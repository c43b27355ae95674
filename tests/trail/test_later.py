"""The words of a message that is posted later are its author's. Over RPC, by another writer of the record."""

from odoo.tests import tagged

from tests.calls import Caller, Refused
from tests.common import CadreHttpCase


@tagged("-at_install", "post_install")
class TestLater(Caller, CadreHttpCase):
    def test_words_of_others(self):
        """The organization department and the administrator change nothing of what he will have said."""
        cycle = self.open_cycle()
        values = {"model": "cadre.cycle", "res_id": cycle.id, "body": "原话", "scheduled_date": "2099-01-01 00:00:00"}
        values |= {"author_id": self.officer_user.partner_id.id}
        [made] = self.call("officer", "mail.scheduled.message", "create", [values])
        message = self.env["mail.scheduled.message"].browse(made)
        for role in ("manager", "administrator"):
            for change in ({"body": "伪造"}, {"subject": "伪造"}, {"partner_ids": [[4, 1]]}, {"author_id": 1}):
                with self.subTest(role, change=change), self.assertRaises(Refused):
                    self.call(role, "mail.scheduled.message", "write", [made], change)
        self.assertIn("原话", message.body)
        self.call("officer", "mail.scheduled.message", "write", [made], {"body": "改了的话"})
        self.assertIn("改了的话", message.body)
