"""No client gets past the walls of a cycle over real RPC."""

from odoo.tests import JsonRpcException, tagged

from ..common import CadreHttpCase


@tagged("post_install", "-at_install")
class TestCycleRpc(CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.open_cycle()
        cls.paper = cls.cycle.document_ids.filtered(lambda paper: paper.employee_id == cls.person)

    def call(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.make_jsonrpc_request(f"/web/dataset/call_kw/{model}/{method}", params)

    def assertRefused(self, *args, **kwargs):
        with self.assertRaises(JsonRpcException) as caught:
            self.call(*args, **kwargs)
        self.assertRegex(str(caught.exception), "AccessError|UserError|access to|private|not allowed|Access")

    def test_a_person(self):
        """Neither seats nor other people's papers, by reading, counting, grouping or through the cycle."""
        self.authenticate("cadre_person", "cadre_person")
        ids = self.cycle.ids
        self.assertRefused("cadre.pool", "search_read", [], ["seats"])
        self.assertRefused("cadre.pool", "search_count", [])
        self.assertRefused("cadre.cycle", "search_count", [["pool_ids.seats", ">", 1]])
        self.assertRefused("cadre.cycle", "web_read", ids, {"pool_ids": {"fields": {"seats": {}}}})
        self.assertRefused("cadre.cycle", "write", ids, {"name": "x"})
        self.assertRefused("cadre.cycle", "action_people", ids)
        self.assertRefused("cadre.cycle", "action_refresh", ids)
        self.assertRefused("cadre.cycle", "_open", ids)
        self.assertRefused("cadre.scheme", "write", self.scheme.ids, {"name": "x"})
        self.assertEqual(self.call("cadre.document", "search_count", []), 1)
        self.assertRefused("cadre.document", "write", self.paper.ids, {"state": "filed"})
        self.assertRefused("cadre.document", "action_file", self.paper.ids)
        others = self.cycle.document_ids - self.paper
        self.assertRefused("cadre.document", "read", others.ids, ["state"])
        self.assertRefused("cadre.document.section", "write", others.section_ids.ids, {"text": "x"})
        read = self.call("cadre.cycle", "read", ids, ["cockpit", "subject_count"])[0]
        self.assertEqual(read["subject_count"], 0)
        self.assertFalse([card for card in read["cockpit"]["cards"] if card["code"].startswith("seats")])

    def test_the_office(self):
        """No seats by hand, no state by field, context or copy, nothing of a frozen scheme."""
        self.authenticate("cadre_officer", "cadre_officer")
        pool = self.cycle.pool_ids[0]
        self.assertRefused("cadre.pool", "write", pool.ids, {"seats": 9})
        self.assertRefused("cadre.cycle", "write", self.cycle.ids, {"pool_ids": [[1, pool.id, {"seats": 9}]]})
        self.assertRefused("cadre.cycle", "write", self.cycle.ids, {"state": "archived"})
        forged = {"cadre_guard": True, "tracking_disable": True, "default_state": "open"}
        self.assertRefused("cadre.cycle", "write", self.cycle.ids, {"state": "archived"}, context=forged)
        self.assertRefused("cadre.scheme", "write", self.scheme.ids, {"used": False})
        self.assertRefused("cadre.scheme.component", "write", self.scheme.component_ids[0].ids, {"weight": 1})
        self.assertRefused(
            "cadre.scheme.component", "write", self.scheme.component_ids[0].ids, {"weight": 1}, context=forged
        )
        grade = self.scheme.result_scale_id.grade_ids[0]
        self.assertRefused("cadre.scale.grade", "update_field_translations", grade.ids, "name", {"en_US": "x"})
        self.assertRefused("cadre.scale.grade", "web_save", grade.ids, {"coefficient": 2}, {})
        self.assertRefused("cadre.document.section", "write", self.paper.section_ids.ids, {"text": "x"})
        self.assertRefused("cadre.period", "create", [{"cycle_id": self.cycle.id}])
        self.assertRefused("cadre.cycle", "copy", self.cycle.ids, {"state": "open"})
        copies = self.call("cadre.cycle", "copy", self.cycle.ids, context=forged)
        self.assertEqual(self.env["cadre.cycle"].browse(copies).state, "draft")
