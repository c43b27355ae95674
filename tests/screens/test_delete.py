"""Whoever deletes what is in use reads what hangs on it, as far as he may know, and the way out."""

from xmlrpc.client import Fault

from odoo.tests import tagged
from odoo.tools import mute_logger

from tests.common import CadreHttpCase


@tagged("post_install", "-at_install")
class TestDelete(CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for role in ("administrator", "officer"):
            getattr(cls, f"{role}_user").lang = "zh_CN"
        cls.cycle = cls.open_cycle()

    @mute_logger("odoo.sql_db")
    def _refusal(self, role, record):
        user = getattr(self, f"{role}_user")
        with self.assertRaises(Fault) as caught:
            self.xmlrpc_object.execute_kw(
                self.env.cr.dbname,
                user.id,
                user.login,
                record._name,
                "unlink",
                [record.ids],
                {"context": {"lang": "zh_CN"}},
            )
        return caught.exception.faultString

    def test_the_record_and_what_hangs_on_it(self):
        """A rank that somebody holds: it is named, and so is its holder."""
        rank = self.env["cadre.rank"].create({"kind": "grade", "code": "t-used", "name": "一级主任科员"})
        self.person.cadre_rank_id = rank
        said = self._refusal("administrator", rank)
        self.assertIn("一级主任科员", said)
        self.assertIn("李明", said)

    def test_nothing_technical(self):
        """No name of a model, a table, a column or a constraint."""
        for record in (self.unit, self.leading_body, self.person, self.scheme.regulation_id):
            said = self._refusal("administrator", record)
            self.assertNotRegex(said, r"[a-z]+[._][a-z]+", record._name)

    def test_who_may_not_know_does_not_learn(self):
        """A case that hangs on a person is no news to somebody who reads no cases."""
        alone = self.make_employee("独某", "T7777", self.org_section)
        self.env["cadre.case"].create({"employee_id": alone.id, "kind": "investigation", "opened_on": "2025-03-01"})
        said = self._refusal("officer", alone)
        self.assertNotIn("案", said)
