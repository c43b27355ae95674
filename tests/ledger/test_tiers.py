"""Three tiers (S2A-25), units as subjects (S2A-20 … 24, S2A-E1), late events, attackers over RPC."""

from datetime import date, timedelta
from xmlrpc.client import Fault

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from tests.acting.registry import acts

from ..common import YEAR, CadreHttpCase
from .builder import LedgerBuilder


class UnitBuilder(LedgerBuilder):
    """A cycle of units whose events are approved by the committee of the group, the leader in charge, the office."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.make_tariff(
            name="目标管理", code="T-LEDGER-U", subject_kind="unit", ledger_by_tiers=True, quota_ids=[(5, 0, 0)]
        )
        cls.scheme.adjustment_ids.recipients_collective = "unit"
        cls.county = cls.env["hr.department"].create({"name": "测试县", "is_unit": True, "cadre_code": "T-000"})
        cls.group = cls.category("group", "T-GROUP")
        (cls.unit | cls.other_unit).write({"parent_id": cls.county.id, "comparison_group_id": cls.group.id})
        cls.committee_user = cls.decider_user.copy({"login": "cadre_committee"})
        cls.committee = cls.make_employee("考核组长", "T0030", cls.county, user=cls.committee_user)
        cls.env["cadre.body"].create(
            {
                "name": "政法口考核组",
                "kind": "group_committee",
                "comparison_group_ids": [(6, 0, cls.group.ids)],
                "member_ids": [(0, 0, {"employee_id": cls.committee.id, "role": "chair"})],
            }
        )
        cls.chief_user = cls.leader_user.copy({"login": "cadre_chief"})
        cls.chief = cls.make_employee("副县长", "T0031", cls.county, post_class="team", user=cls.chief_user)
        cls.chief.version_id.led_department_ids = cls.unit | cls.other_unit
        cls.clerk_user = cls.officer_user.copy({"login": "cadre_clerk"})
        cls.clerk = cls.make_employee("考核办科员", "T0032", cls.county, user=cls.clerk_user)
        cls.office_body.member_ids = [(5, 0, 0), (0, 0, {"employee_id": cls.clerk.id, "role": "chair"})]
        cls.cycle = cls.make_cycle(unit_id=cls.county.id, name="目标考核", scheme_id=cls.scheme.id)
        cls.cycle.state = "open"

    @classmethod
    def make_unit_event(cls, code="project", unit=None, **values):
        unit = unit or cls.other_unit
        return cls.make_event(
            code, user=cls.clerk_user, target="collective", unit_ids=[(6, 0, unit.ids)], project_key="P", **values
        )


@tagged("post_install", "-at_install")
class TestTiers(UnitBuilder, TransactionCase):
    @acts("S2A-25", "tier_definition_ledger_committee")
    def test_three_tiers(self):
        """S2A-25: committee, leader in charge, office, each in turn; only then the unit has its points."""
        event = self.make_unit_event()
        with self.assertRaises(AccessError):
            event.action_confirm()
        event.action_submit()
        self.assertEqual(event.activity_ids.user_id, self.committee_user)
        for user in (self.chief_user, self.clerk_user, self.person_user):
            with self.assertRaises(AccessError):
                event.with_user(user).action_approve()
        event.with_user(self.committee_user).action_approve()
        self.assertEqual(event.activity_ids.user_id, self.chief_user)
        self.assertFalse(event.posting_ids)
        event.with_user(self.chief_user).action_approve()
        event.with_user(self.clerk_user).action_approve()
        self.assertEqual((event.state, event.posting_ids.subject_unit_id), ("confirmed", self.other_unit))
        self.assertEqual(event.posting_ids.points, 4)
        self.assertFalse(event.activity_ids)

    def test_the_clerk_is_replaced_while_it_waits(self):
        """Who sits in the office from today on answers its tier, who sat there until yesterday does not."""
        event = self.make_unit_event()
        event.action_submit()
        event.with_user(self.committee_user).action_approve()
        event.with_user(self.chief_user).action_approve()
        self.assertEqual(event._waiting_users(), self.clerk_user)
        event = self.env["cadre.ledger.event"].browse(event.id)
        today = self.office_body._today()
        new_user = self.clerk_user.copy({"login": "cadre_new_clerk"})
        new = self.make_employee("新任科员", "T0033", self.county, user=new_user)
        self.office_body.member_ids.write({"date_to": today - timedelta(days=1)})
        self.env["cadre.body.member"].create(
            {"body_id": self.office_body.id, "employee_id": new.id, "role": "chair", "date_from": today}
        )
        self.env.invalidate_all()
        self.assertEqual(event._waiting_users(), new_user)
        with self.assertRaises(AccessError):
            event.with_user(self.clerk_user).action_approve()
        event.with_user(new_user).action_approve()
        self.assertEqual(event.state, "confirmed")

    def test_own_unit(self):
        """Law 4: nobody approves the bonus of the unit he works in."""
        self.clerk.version_id.department_id = self.other_unit
        event = self.make_unit_event()
        self.assertIn(self.clerk_user, event.touched_user_ids)
        with self.assertRaises(UserError):
            event.action_submit()

    def test_returned(self):
        event = self.make_unit_event()
        event.action_submit()
        event.with_user(self.committee_user)._take_with_reason("return", "材料不足")
        self.assertEqual((event.state, event.return_reason), ("draft", "材料不足"))
        self.assertFalse(event.review_ids)

    def test_nobody_to_ask(self):
        """Without a committee nobody could give the first approval: it cannot be handed in."""
        self.other_unit.comparison_group_id = False
        with self.assertRaises(UserError):
            self.make_unit_event().action_submit()

    def test_outside(self):
        """A unit that is not of the cycle gets nothing."""
        elsewhere = self.env["hr.department"].create({"name": "外县", "is_unit": True})
        self.assertIn("外县", self.make_unit_event(unit=elsewhere).problems_preview)

    def test_head_sees_the_unit(self):
        """The head of a unit reads its points; others of the unit do not."""
        self.discipline.version_id.is_unit_head = True
        event = self.make_unit_event()
        event.action_submit()
        for user in (self.committee_user, self.chief_user, self.clerk_user):
            event.with_user(user).action_approve()
        Posting = self.env["cadre.ledger.posting"]
        self.assertEqual(Posting.with_user(self.discipline_user).search([]), event.posting_ids)
        self.assertFalse(Posting.with_user(self.person_user).search([]))


@tagged("post_install", "-at_install")
class TestLate(LedgerBuilder, TransactionCase):
    def test_while_results_are_settled(self):
        """Between decision and archive nothing moves."""
        event = self.make_event("activity", self.person)
        self.cycle.state = "decided"
        for call in (event.action_confirm, event.action_submit):
            with self.assertRaises(UserError):
                call()

    def test_late(self):
        """After the archive a reason is asked for, and the results of whom it reaches are taken up again."""
        event = self.make_event("activity", self.person)
        early = self.make_event("activity", self.other)
        early.action_confirm()
        assessments = self.cycle.assessment_ids.filtered("assessed")
        assessments.state = "archived"
        self.cycle.state = "archived"
        self.assertEqual(event.action_confirm()["res_model"], "cadre.step.reason")
        self.assertEqual(event.state, "draft")
        event._take_with_reason("confirm", "年终后收到文件")
        self.assertEqual((event.state, event.late, event.late_reason), ("confirmed", True, "年终后收到文件"))
        mine = assessments.filtered(lambda one: one.employee_id == self.person)
        self.assertNotEqual(mine.state, "archived")
        self.assertEqual(mine.late_reason, "年终后收到文件")
        self.assertEqual(set((assessments - mine).mapped("state")), {"archived"})
        early.with_user(self.officer_user)._take_with_reason("cancel", "文件撤销")
        other = assessments.filtered(lambda one: one.employee_id == self.other)
        self.assertEqual((early.state, early.late, other.late_reason), ("cancelled", True, "文件撤销"))


@tagged("post_install", "-at_install")
class TestAttacks(LedgerBuilder, CadreHttpCase):
    """Whoever may not, may not over RPC either."""

    def call(self, user, model, method, *args, context=None):
        keywords = {"context": context} if context else {}
        return self.xmlrpc_object.execute_kw(
            self.env.cr.dbname, user.id, user.login, model, method, list(args), keywords
        )

    def test_rpc(self):
        event = self.make_event("praise5", self.person)
        own = self.make_event("praise5", self.officer)
        confirmed = self.make_event("range", self.other, points=2)
        confirmed.action_confirm()
        values = {
            **self.event_values("praise12", self.person),
            "date": f"{YEAR}-06-10",
            "document_date": f"{YEAR}-06-10",
        }
        values.update(employee_ids=[[6, 0, self.person.ids]], department_ids=[])
        name = "cadre.ledger.event"
        forged = {"cadre_guard": True, "default_state": "confirmed", "default_origin": "leave"}
        attacks = [
            (user, name, method, [event.id])
            for user in (self.person_user, self.leader_user, self.decider_user, self.auditor_user)
            for method in ("action_confirm", "action_submit", "action_approve", "unlink")
        ]
        attacks += [
            (self.person_user, name, "create", values),
            (self.person_user, "cadre.ledger.posting", "create", {"event_id": event.id, "points": 30}),
            (self.officer_user, "cadre.ledger.posting", "write", confirmed.posting_ids.ids, {"points": 0}),
            (self.officer_user, "cadre.ledger.posting", "unlink", confirmed.posting_ids.ids),
            (self.officer_user, name, "write", [event.id], {"state": "confirmed"}),
            (self.officer_user, name, "write", [event.id], {"confirmed_by_id": self.other_user.id}),
            (self.officer_user, name, "write", [confirmed.id], {"points": 0.1}),
            (self.officer_user, name, "action_confirm", [own.id]),
            (self.officer_user, name, "unlink", [confirmed.id]),
            (self.officer_user, name, "_book", [event.id]),
        ]
        for user, model, method, *args in attacks:
            quiet = mute_logger("odoo.http", "odoo.addons.rpc.controllers.xmlrpc", "odoo.addons.base.models.ir_rule")
            with self.subTest(user=user.login, method=method), quiet, self.assertRaises(Fault):
                self.call(user, model, method, *args, context=forged)
        self.env.invalidate_all()
        self.assertEqual((event.state, own.state, confirmed.state), ("draft", "draft", "confirmed"))
        self.assertEqual(confirmed.posting_ids.mapped("points"), [-2])
        with mute_logger("odoo.addons.rpc.controllers.xmlrpc"):
            born = self.call(self.officer_user, name, "create", values, context=forged)
        self.assertEqual(self.env[name].browse(born).mapped("state"), ["draft"])
        self.assertEqual(self.env[name].browse(born).mapped("origin"), ["entered"])
        self.assertEqual(self.env[name].browse(born).date, date(YEAR, 6, 10))
