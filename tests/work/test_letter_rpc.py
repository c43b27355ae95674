"""Nobody forges a letter, a signature, a target, a receipt or an answer over RPC, with any context key."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import JsonRpcException, tagged

from tests.work.letters import LetterHttpCase

FORGED = {
    "cadre_guard": True,
    "skip_validation_check": True,
    "default_state": "filed",
    "default_signed_on": "2025-01-01",
    "default_kind": "list",
    "default_origin_id": 1,
    "default_received_on": "2025-01-01",
    "tracking_disable": True,
}


@tagged("post_install", "-at_install")
class TestForgedLetters(LetterHttpCase):
    def call(self, model, method, *args):
        params = {"model": model, "method": method, "args": args, "kwargs": {"context": FORGED}}
        return self.make_jsonrpc_request(f"/web/dataset/call_kw/{model}/{method}", params)

    def refused(self, *args):
        with self.assertRaises(JsonRpcException):
            self.call(*args)
        self.env.invalidate_all()

    def test_letters(self):
        """Nobody answers out of turn, signs for another, files, merges or hands on what is not his."""
        self.complete()
        self.letter.with_user(self.section_head_user).action_submit()
        letter, item = self.letter.ids, self.letter.item_ids.ids[:1]
        steps = ("action_approve", "validate_tier", "reject_tier", "action_sign", "action_leader_sign", "action_file")
        for user in (self.plain_user, self.person_user, self.other_leader_user, self.section_head_user):
            self.authenticate(user.login, user.login)
            for method in steps:
                with self.subTest(user.login, method=method):
                    self.refused("cadre.work.plan", method, letter)
            for values in (
                {"state": "filed"},
                {"signed_on": "2025-01-01"},
                {"leader_id": self.person.id},
                {"kind": "list"},
            ):
                with self.subTest(user.login, values=values):
                    self.refused("cadre.work.plan", "write", letter, values)
            with self.subTest(user.login, method="items"):
                self.refused("cadre.work.item", "write", item, {"points": 1})
                self.refused("cadre.work.plan", "action_merge_targets", letter)
                self.refused("cadre.letter.signatures", "create", {"plan_id": letter[0], "signed_on": "2025-01-01"})
        self.assertEqual((self.letter.state, self.letter.signed_on), ("submitted", False))
        for user in (self.plain_user, self.person_user):
            self.authenticate(user.login, user.login)
            with self.subTest(user.login):
                self.refused("cadre.work.plan", "action_cascade", letter)
                self.refused("cadre.letter.cascade.line", "create", {"cascade_id": 1, "item_id": item[0]})

    def test_targets(self):
        """An organ's targets are not another's: neither written, nor moved, nor handed in."""
        [target, _other] = self.make_targets()
        guarded(target).write({"state": "draft"})
        for user in (self.plain_user, self.person_user, self.leader_user):
            self.authenticate(user.login, user.login)
            for method, *args in (
                ("write", target.ids, {"points": 9}),
                ("action_submit", target.ids),
                ("action_return", target.ids),
                ("unlink", target.ids),
            ):
                with self.subTest(user.login, method=method):
                    self.refused("cadre.target", method, *args)
        self.authenticate(self.discipline_user.login, self.discipline_user.login)
        self.refused("cadre.target", "write", target.ids, {"component_id": self.part("integrity").id})
        self.refused("cadre.target", "write", target.ids, {"state": "submitted"})
        self.assertEqual((target.points, target.component_id.code, target.state), (6, "party", "draft"))

    def test_review_requests(self):
        """A receipt is not dated back, a request not made for another, not answered by whom it is about."""
        scheme = self.env.ref("regulations.scheme_s2a_staff")
        cycle = self.make_cycle(name="个人考核", scheme_id=scheme.id)
        cycle.write({"state": "archived"})
        own, officers = guarded(self.env["cadre.assessment"]).create(
            [
                {
                    "cycle_id": cycle.id,
                    "name": employee.name,
                    "employee_id": employee.id,
                    "state": "archived",
                    "assessed": True,
                    "notified_on": "2025-01-01",
                    "received_on": received,
                }
                for employee, received in ((self.person, False), (self.officer, self.cycle._today()))
            ]
        )
        appeal = guarded(self.env["cadre.appeal"]).create(
            {
                "assessment_id": officers.id,
                "state": "requested",
                "received_on": officers.received_on,
                "reply_due": officers.received_on,
                "grounds": "x",
            }
        )
        self.authenticate(self.person_user.login, self.person_user.login)
        self.refused("cadre.assessment", "write", own.ids, {"received_on": "2025-01-02"})
        self.refused("cadre.receipt.wizard", "create", {"assessment_ids": own.ids, "received_on": "2025-01-02"})
        self.refused("cadre.assessment", "action_appeal", own.ids)
        self.refused("cadre.assessment", "action_receive", officers.ids)
        self.refused("cadre.appeal", "create", {"assessment_id": own.id, "grounds": "y"})
        self.refused("cadre.appeal", "write", appeal.ids, {"state": "upheld"})
        self.authenticate(self.officer_user.login, self.officer_user.login)
        reason = {"res_model": "cadre.appeal", "res_ids": appeal.ids, "step": "uphold", "reason": "同意"}
        wizard = self.call("cadre.step.reason", "create", reason)
        self.refused("cadre.step.reason", "action_confirm", [wizard])
        self.refused("cadre.appeal", "write", appeal.ids, {"reply": "同意", "state": "upheld"})
        self.assertEqual((appeal.state, appeal.reply), ("requested", False))
