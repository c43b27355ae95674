"""Nobody gets at tickets, marks, receipts or counts by any way that a client has."""

import json

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from tests.common import ROLES

from .builder import BallotCase, BallotHttpCase

SECRET = tuple(f"cadre.ballot.{name}" for name in ("ticket", "mark", "word", "receipt", "paper", "entry", "guess"))
READING = (
    ("search", ([],), {}),
    ("search_count", ([],), {}),
    ("search_read", ([],), {}),
    ("web_search_read", ([], {"id": {}}), {}),
    ("read", ([1],), {}),
    ("formatted_read_group", ([], ["group_id"], ["__count"]), {}),
    ("export_data", ([1], ["id"]), {}),
    ("name_search", (), {"name": ""}),
    ("exists", ([1],), {}),
    ("copy", ([1],), {}),
    ("write", ([1], {}), {}),
    ("unlink", ([1],), {}),
    ("create", ([{}],), {}),
)


class TestSecrecy(BallotCase):
    """Inside the server, as any user of any role."""

    def setUp(self):
        super().setUp()
        self.ballot = self.opened()
        self.token = self.issue(self.ballot.group_ids, 1)[0]
        self.vote(self.token, self.top, self.good, self.fair)

    def users(self):
        return [getattr(self, f"{role}_user") for role in ROLES]

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_no_right_for_any_role(self):
        """Role × model × way of reading: refused, before and after sealing."""
        for state in ("open", "sealed"):
            if state == "sealed":
                self.ballot.action_close()
                self.ballot.action_seal()
            for user in self.users():
                for model in SECRET:
                    records = self.env[model].with_user(user)
                    for attempt in (
                        lambda m=records: m.search([]),
                        lambda m=records: m.search_count([]),
                        lambda m=records: m.search_read([]),
                        lambda m=records: m._read_group([], [], ["__count"]),
                        lambda m=records: m.formatted_read_group([], [], ["__count"]),
                        lambda m=records: m.search([], limit=1).export_data(["id"]),
                        lambda m=records: m.name_search(""),
                        lambda m=records: m.create({}),
                    ):
                        with self.assertRaises(AccessError, msg=f"{user.login} {model}"):
                            attempt()

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_no_way_around_through_other_records(self):
        """No field of a readable record leads to them, in a domain, a grouping or an export."""
        for name, model in self.env.registry.models.items():
            for field in model._fields.values():
                if field.comodel_name in SECRET and name not in SECRET:
                    self.fail(f"{name}.{field.name} leads to {field.comodel_name}")

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_no_content_before_sealing(self):
        """While the ballot is open or closed nobody reads a count or a score, by any field of the readable records."""
        for _state in ("open", "closed"):
            for user in self.users():
                Tally = self.env["cadre.ballot.tally"].with_user(user)
                if Tally.has_access("read"):
                    self.assertFalse(Tally.search_count([("ballot_id", "=", self.ballot.id)]))
            subject = self.ballot.subject_ids[0]
            data = subject.read(["score", "has_score", "valid_count", "invalid_count", "result_text"])[0]
            self.assertFalse(any(value for name, value in data.items() if name != "id"), data)
            if self.ballot.state == "open":
                self.ballot.action_close()

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_ballots_of_others(self):
        """Subjects and leaders never see a ballot; who decides over its unit, and who audits, sees it when sealed."""
        self.make_cycle()  # the body decides over this unit
        for sealed in (False, True):
            if sealed:
                self.ballot.action_close()
                self.ballot.action_seal()
            for user in (self.decider_user, self.auditor_user):
                found = self.env["cadre.ballot"].with_user(user).search([("id", "=", self.ballot.id)])
                self.assertEqual(bool(found), sealed)
            for user in (
                self.person_user,
                self.leader_user,
                self.section_head_user,
                self.plain_user,
                self.discipline_user,
            ):
                with self.assertRaises(AccessError):
                    self.env["cadre.ballot"].with_user(user).search([])


class TestSecrecyByRpc(BallotHttpCase):
    """Over real RPC: the web client's own calls, with sessions of each role."""

    def call(self, model, method, args=(), kwargs=None):
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps({"params": {"model": model, "method": method, "args": args, "kwargs": kwargs or {}}}),
            headers={"Content-Type": "application/json"},
        ).json()
        return answer.get("error", {}).get("data", {}).get("name"), answer.get("result")

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule", "odoo.sql_db")
    def test_office_and_manager_get_nothing(self):
        """Those with most rights, every way of reading and writing: refused."""
        ballot = self.opened()
        token = self.issue(ballot.group_ids, 1)[0]
        self.vote(token, self.top, self.good, self.fair)
        self.env.flush_all()
        for login in ("cadre_officer", "cadre_manager"):
            self.authenticate(login, login)
            for model in SECRET:
                for method, args, kwargs in READING:
                    error, result = self.call(model, method, args, kwargs)
                    self.assertTrue(error or not result or method == "exists", f"{login} {model}.{method}: {result}")
                    if method in ("search", "search_count", "search_read", "web_search_read", "create"):
                        self.assertEqual(error, "odoo.exceptions.AccessError", f"{login} {model}.{method}")

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule", "odoo.sql_db")
    def test_private_methods_and_sealed_counts(self):
        """What issues, counts or rewrites is no public method; a sealed count is not written by any call."""
        ballot = self.opened()
        self.vote_all(ballot.group_ids, [(self.top, self.good, self.fair)] * 5)
        ballot.action_close()
        ballot.action_seal()
        tally = ballot.tally_ids[0]
        counts = [(cell.id, cell.count) for cell in ballot.tally_ids]
        self.env.flush_all()
        self.authenticate("cadre_manager", "cadre_manager")
        group = ballot.group_ids
        for model, method, args in (
            ("cadre.ballot.ticket", "_issue", [group.id, 5]),
            ("cadre.ballot.issue", "_fulfil", [1]),
            ("cadre.ballot", "_frozen_sheet", [ballot.id, 1]),
            ("cadre.ballot", "_tallies", [1]),
            ("cadre.ballot", "_take", [[ballot.id], "open"]),
            ("cadre.ballot", "write", [[ballot.id], {"state": "open"}]),
            ("cadre.ballot", "write", [[ballot.id], {"tally_ids": [[1, tally.id, {"count": 99}]]}]),
            ("cadre.ballot", "write", [[ballot.id], {"group_ids": [[1, group.id, {"paper_returned": 9}]]}]),
            ("cadre.ballot", "write", [[ballot.id], {"group_ids": [[2, group.id]]}]),
            ("cadre.ballot", "unlink", [[ballot.id]]),
            ("cadre.ballot", "action_open", [[ballot.id]]),
            ("cadre.ballot", "action_void", [[ballot.id]]),
            ("cadre.ballot.tally", "write", [[tally.id], {"count": 99}]),
            ("cadre.ballot.tally", "unlink", [[tally.id]]),
            ("cadre.ballot.tally", "load", [["id", "count"], [[str(tally.id), "99"]]]),
            ("cadre.ballot.group", "write", [[group.id], {"paper_grid": {"columns": [], "rows": []}}]),
            ("cadre.ballot.group", "unlink", [[group.id]]),
            ("cadre.ballot.subject", "write", [[ballot.subject_ids[0].id], {"name": "x"}]),
            ("cadre.ballot.subject", "unlink", [ballot.subject_ids.ids]),
        ):
            for context in ({}, {"cadre_guard": True}, {"default_state": "draft", "install_mode": True}):
                error, result = self.call(model, method, args, {"context": context})
                self.assertTrue(error or (method == "load" and not result["ids"]), f"{model}.{method} {args}: {result}")
        self.env.invalidate_all()
        self.assertEqual([(cell.id, cell.count) for cell in ballot.tally_ids], counts)
        self.assertEqual((ballot.state, ballot._verify()), ("sealed", True))


class TestForm(BallotCase):
    def test_paper_counts_through_the_form(self):
        """The form of a closed ballot passes paper counts on to its groups, and nothing else."""
        ballot = self.opened()
        ballot.action_close()
        group = ballot.group_ids
        ballot.write({"group_ids": [(1, group.id, {"paper_issued": 5, "paper_returned": 5})]})
        self.assertEqual(group.paper_returned, 5)
        for command in (
            (0, 0, {"name": "x"}),
            (2, group.id),
            (1, group.id, {"name": "x"}),
            (1, group.id, {"is_merged": True}),
        ):
            with self.assertRaises(UserError):
                ballot.write({"group_ids": [command]})
