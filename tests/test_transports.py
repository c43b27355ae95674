"""The same refusals hold on every way in: the web client, XML-RPC, JSON-RPC and JSON-2 with the roles' own keys."""

import json
import xmlrpc.client
from datetime import timedelta

from odoo import fields
from odoo.addons.cadre_assessment.models.guard import GUARD_KEY
from odoo.tools import mute_logger

from tests.ballot.builder import BallotHttpCase


class TestTransports(BallotHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ballot = cls.opened()
        cls.cycle = cls.open_cycle()
        cls.case = cls.env["cadre.case"].create({"employee_id": cls.other.id, "opened_on": "2025-03-01"})
        cls.mine = cls.cycle.assessment_ids.filtered(lambda one: one.employee_id == cls.person)
        until = fields.Datetime.now() + timedelta(hours=1)
        cls.keys = {}
        for role in ("person", "officer", "auditor"):
            user = getattr(cls, f"{role}_user")
            cls.keys[role] = cls.env["res.users.apikeys"].with_user(user)._generate("rpc", "test", until)

    def attacks(self):
        """(role, model, method, ids, arguments by name)."""
        trusted = {GUARD_KEY: True, "install_mode": True, "default_state": "sealed"}
        return (
            ("person", "cadre.case", "read", self.case.ids, {"fields": ["employee_id"]}),
            ("person", "cadre.case", "search_count", [], {"domain": []}),
            ("auditor", "cadre.case", "search_count", [], {"domain": []}),
            ("officer", "cadre.ballot.ticket", "search_count", [], {"domain": []}),
            ("officer", "cadre.ballot.mark", "search_count", [], {"domain": []}),
            ("officer", "cadre.ballot", "write", self.ballot.ids, {"vals": {"state": "sealed"}, "context": trusted}),
            ("officer", "cadre.ballot", "write", self.ballot.ids, {"vals": {"name": "换了"}, "context": trusted}),
            ("officer", "cadre.ballot", "_take", self.ballot.ids, {"code": "seal"}),
            ("officer", "cadre.ballot", "_hall_key", self.ballot.ids, {}),
            ("person", "cadre.assessment", "write", self.mine.ids, {"vals": {"total": 100}, "context": trusted}),
            ("auditor", "cadre.cycle", "action_compute", self.cycle.ids, {}),
            ("person", "cadre.ballot.issue", "create", [],
             {"vals_list": [{"ballot_id": self.ballot.id, "group_id": self.ballot.group_ids.id}]}),
        )  # fmt: skip

    # -- the ways in: each says whether it was refused ---------------------------------------------------------------
    def by_xmlrpc(self, role, model, method, ids, named):
        try:
            self.xmlrpc_object.execute_kw(*self.credentials(role), model, method, [ids] if ids else [], named)
        except xmlrpc.client.Fault as fault:
            return fault.faultString
        return False

    def by_jsonrpc(self, role, model, method, ids, named):
        arguments = [*self.credentials(role), model, method, [ids] if ids else [], named]
        return self.json(
            "/jsonrpc", {"params": {"service": "object", "method": "execute_kw", "args": arguments}}
        ).get("error")  # fmt: skip

    def by_json2(self, role, model, method, ids, named):
        body = {**named, **({"ids": ids} if ids else {})}
        answer = self.url_open(
            f"/json/2/{model}/{method}", json=body, headers={"Authorization": f"Bearer {self.keys[role]}"}
        )
        return answer.text if answer.status_code != 200 else False

    def by_the_client(self, role, model, method, ids, named):
        user = getattr(self, f"{role}_user")
        self.authenticate(user.login, user.login)
        params = {"model": model, "method": method, "args": [ids] if ids else [], "kwargs": named}
        return self.json(f"/web/dataset/call_kw/{model}/{method}", {"params": params}).get("error")

    def credentials(self, role):
        return self.env.cr.dbname, getattr(self, f"{role}_user").id, self.keys[role]

    def json(self, path, body):
        body = {"jsonrpc": "2.0", "method": "call", "id": 1, **body}
        return self.url_open(path, data=json.dumps(body), headers={"Content-Type": "application/json"}).json()

    @mute_logger("odoo.addons.rpc.controllers.xmlrpc", "odoo.addons.rpc.controllers.jsonrpc")
    def test_refused_alike(self):
        """Refused by each way, without a name in the refusal. (Odoo says of two of them that it will close them.)"""
        self.env.flush_all()
        for way in (self.by_xmlrpc, self.by_jsonrpc, self.by_json2, self.by_the_client):
            with self.subTest(way.__name__):
                self.assertFalse(way("person", "cadre.cycle", "search_count", [], {"domain": []}), "the key is no good")
            for attack in self.attacks():
                with self.subTest(f"{way.__name__} {attack[:3]}"):
                    refusal = way(*attack)
                    self.assertTrue(refusal)
                    self.assertNotIn(self.other.name, str(refusal))
        self.env.invalidate_all()
        self.assertEqual((self.ballot.state, self.ballot.name), ("open", "年度考核民主测评表"))
        self.assertFalse(self.mine.total)

    def test_a_new_session_at_each_login(self):
        """Who plants the number of a session in another one's browser does not share what he logs in to."""
        planted = self.url_open("/web/login").cookies.get("session_id") or self.opener.cookies.get("session_id")
        self.assertTrue(planted)
        self.opener.cookies.set("session_id", planted)
        page = self.url_open("/web/login").text
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        form = {"login": "cadre_officer", "password": "cadre_officer", "csrf_token": token}
        self.url_open("/web/login", data=form, allow_redirects=False)
        current = self.opener.cookies.get_dict().get("session_id")
        self.assertTrue(current)
        self.assertNotEqual(current, planted)
        self.opener.cookies.clear()
        self.opener.cookies.set("session_id", planted)
        answer = self.json("/web/session/get_session_info", {"params": {}})
        self.assertFalse(answer.get("result", {}).get("uid"), answer)
