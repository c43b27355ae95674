"""Approval step by step: who is asked, in which order, and that nobody gets around a step."""

from xmlrpc.client import Fault

from odoo.addons.cadre_assessment.models.consequence.reminders import reminders
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from tests.common import CadreHttpCase
from tests.consequence.test_together import TestTogether
from tests.consequence.test_versions import VersionCase

HUNDREDS = 9
"""Hundreds of consequences between the smaller and the larger number."""
QUIET = ("odoo.http", "odoo.addons.rpc.controllers.xmlrpc", "odoo.addons.base.models.ir_rule")


class StepsCase(VersionCase):
    """The head of the unit (the decider of the fixture), then the organization department."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.department = cls.env.ref("cadre_assessment.tier_consequence_department")
        cls.department.write(
            {"review_type": "individual", "reviewer_group_id": False, "reviewer_id": cls.manager_user.id}
        )

    def proposed(self, action="money", whom=None, **values):
        rule = self.rule_of_class(action, fact="grade", value="competent")
        rule.write({"approval": "tiers", "amount": 500, **values})
        self.one = self.subject(self.staff, 80, "competent", employee_id=(whom or self.person).id)
        self.follow(self.staff)
        return self.of(rule)

    def handed_in(self, *args, **values):
        one = self.proposed(*args, **values)
        one.with_user(self.officer_user).action_submit()
        return one


class TestSteps(StepsCase):
    def test_one_after_the_other(self):
        """First the head of the unit, then the department; each has his task in his turn."""
        one = self.handed_in()
        self.assertEqual((one.state, one.submitted_by_id), ("proposed", self.officer_user))
        self.assertEqual(one.activity_ids.user_id, self.decider_user)
        for user in (self.manager_user, self.person_user, self.leader_user, self.officer_user, self.other_user):
            with self.assertRaises(AccessError):
                one.with_user(user).action_approve()
        one.with_user(self.decider_user).action_approve()
        self.assertEqual((one.state, one.activity_ids.user_id), ("proposed", self.manager_user))
        with self.assertRaises(AccessError):
            one.with_user(self.decider_user).action_approve()
        one.with_user(self.manager_user).action_approve()
        self.assertEqual((one.state, one.approved_by_id), ("approved", self.manager_user))
        self.assertFalse(one.activity_ids)
        one.with_user(self.officer_user).action_done()

    def test_completed_before_it_is_handed_in(self):
        """What lacks its amount is not asked about, and what nobody handed in is approved by nobody."""
        one = self.proposed(needs_amount=True, amount=0)
        with self.assertRaisesRegex(UserError, "amount is not said"):
            one.with_user(self.officer_user).action_submit()
        with self.assertRaisesRegex(UserError, "hands it in first"):
            one.with_user(self.decider_user).action_approve()
        one.with_user(self.officer_user)._set_amount(700)
        with self.assertRaises(AccessError):
            one.with_user(self.decider_user).action_submit()
        one.with_user(self.officer_user).action_submit()
        with self.assertRaises(AccessError):
            one.with_user(self.officer_user)._set_amount(9000)
        with self.assertRaisesRegex(UserError, "waits for its approval"):
            one.with_user(self.officer_user).write({"name": "另一事项"})

    def test_returned_and_taken_back(self):
        one = self.handed_in()
        one.with_user(self.decider_user)._take_with_reason("return", "金额有误")
        self.assertEqual((one.submitted_on, one.return_reason, len(one.review_ids)), (False, "金额有误", 0))
        self.assertEqual(one.activity_ids.user_id, self.officer_user)
        one.with_user(self.officer_user).action_submit()
        one.with_user(self.decider_user).action_approve()
        one.with_user(self.officer_user).action_withdraw()
        self.assertEqual((len(one.review_ids), len(one.activity_ids)), (0, 0))
        one.with_user(self.officer_user).action_submit()
        self.assertEqual(one.activity_ids.user_id, self.decider_user, "the first step is asked anew")

    def test_nobody_about_himself(self):
        """Of the head of a unit its leader in charge is asked; where there is none it is not handed in."""
        one = self.proposed(whom=self.decider)
        with self.assertRaises(UserError):  # nobody can give the approval
            one.with_user(self.officer_user).action_submit()
        self.leader.version_id.led_department_ids = self.unit
        self.env.invalidate_all()
        one.with_user(self.officer_user).action_submit()
        self.assertEqual(one._waiting_users(), self.leader_user)

    def test_not_who_handed_it_in(self):
        self.department.reviewer_id = self.officer_user
        with self.assertRaisesRegex(UserError, "nobody can give the approval"):
            self.handed_in()

    def test_no_definition_no_approval(self):
        one = self.proposed()
        self.env["tier.definition"].search([("model", "=", "cadre.consequence")]).active = False
        with self.assertRaisesRegex(UserError, "no approval rule applies"):
            one.with_user(self.officer_user).action_submit()

    def test_other_ways_ask_no_step(self):
        """The definitions speak of what its rule approves step by step, of nothing else."""
        self.first("competent")
        paid = self.of(self.money)
        with self.assertRaises(AccessError):
            paid.with_user(self.officer_user).action_submit()
        paid.with_user(self.decider_user).action_approve()
        self.assertEqual((paid.state, len(paid.review_ids)), ("approved", 0))

    def test_several_kinds_at_once(self):
        steps, member = self.handed_in(), self.of(self.money)
        (steps | member).with_user(self.decider_user).action_approve()
        self.assertEqual((steps.state, member.state), ("proposed", "approved"))
        self.assertEqual(steps._waiting_users(), self.manager_user)

    def test_not_followed(self):
        """The body may still not follow it: nobody is asked any more."""
        one = self.handed_in()
        one.with_user(self.decider_user)._take_with_reason("cancel", "不予采纳")
        self.assertEqual((one.state, len(one.review_ids), len(one.activity_ids)), ("cancelled", 0, 0))

    def test_a_new_version(self):
        """What is proposed anew is handed in anew; the answers given are in the log of steps."""
        one = self.handed_in()
        one.with_user(self.decider_user).action_approve()
        self.again("competent")
        fresh = self.of(one.rule_id)
        self.assertEqual((one.state, len(one.review_ids), len(one.activity_ids)), ("cancelled", 0, 0))
        self.assertEqual((fresh.state, fresh.submitted_on), ("proposed", False))
        log = self.env["cadre.step.log"].sudo().search([("res_model", "=", one._name), ("res_id", "=", one.id)])
        self.assertIn("所在单位主要负责人审核", "".join(log.mapped(lambda row: str(row.read()[0]))))

    def test_who_reads_it(self):
        """Who is asked reads it once it is handed in, and no more once it was returned."""
        one = self.proposed()
        self.department.reviewer_id = self.other_leader_user
        mine = self.env["cadre.consequence"].with_user(self.other_leader_user)
        self.leading_body.sudo().member_ids.filtered(lambda row: row.employee_id == self.other_leader).unlink()
        self.assertFalse(mine.search([("id", "=", one.id)]))
        one.with_user(self.officer_user).action_submit()
        self.assertEqual(mine.search([("id", "=", one.id)]), one)
        self.assertFalse(self.env["cadre.consequence"].with_user(self.person_user).search([("id", "=", one.id)]))
        one.with_user(self.decider_user)._take_with_reason("return", "重报")
        self.assertFalse(mine.search([("id", "=", one.id)]))

    def test_reminders(self):
        """The office is reminded to hand it in, then whoever's turn it is."""
        one = self.proposed(deadline_days=1)
        today = self.staff._today()
        self.assertEqual([row.user for row in reminders(self.staff, today)], [self.officer_user])
        one.with_user(self.officer_user).action_submit()
        self.assertEqual([row.user for row in reminders(self.staff, today)], [self.decider_user])
        one.with_user(self.decider_user).action_approve()
        self.assertEqual([row.user for row in reminders(self.staff, today)], [self.manager_user])


class TestNeverAlone(StepsCase):
    """A dismissal or an adjustment never passes by one member's click."""

    def test_a_dismissal_is_decided_by_the_body(self):
        with self.assertRaises(ValidationError):
            self.rule_of_class("dismissal", fact="grade", value="competent").approval = "tiers"

    def test_two_people(self):
        one = self.handed_in("post_adjustment")
        one.with_user(self.decider_user).action_approve()
        one.with_user(self.manager_user).action_approve()
        self.assertEqual((one.state, one.review_ids.done_by), ("approved", self.decider_user | self.manager_user))

    def test_one_step_is_too_few(self):
        self.department.active = False
        with self.assertRaisesRegex(UserError, "only 1 steps"):
            self.handed_in("post_adjustment")

    def test_one_person_in_both_steps(self):
        self.department.reviewer_id = self.decider_user
        with self.assertRaisesRegex(UserError, "with 1 people"):
            self.handed_in("post_adjustment")

    def test_not_twice(self):
        """Who said yes in one step is not asked in the next, also where steps pass by themselves."""
        group = self.env["res.groups"].create(
            {"name": "步骤", "user_ids": [(6, 0, (self.decider_user | self.manager_user).ids)]}
        )
        self.department.write({"review_type": "group", "reviewer_group_id": group.id, "reviewer_id": False})
        self.department.approve_sequence_bypass = True
        one = self.handed_in("post_adjustment")
        one.with_user(self.decider_user).action_approve()
        self.assertEqual((one.state, one._waiting_users()), ("proposed", self.manager_user))
        with self.assertRaises(AccessError):
            one.with_user(self.decider_user).action_approve()


class TestManySteps(StepsCase):
    counted = TestTogether.counted

    def many(self, count, prefix):
        one = {"cycle_id": self.staff.id, "name": "奖金", "action": "money", "amount": 1, "approval": "tiers"}
        people = self.make_crowd(count, prefix)
        rows = [{**one, "employee_id": person.id, "person_name": person.name} for person in people]
        return self.env["cadre.consequence"].sudo().create(rows)

    def test_many_at_once(self):
        """Handing in and both steps: beyond 100 people only writes by the hundred rows; one task each, on the cycle.

        Of a consequence there are two reviews: two inserts and six updates a hundred, by Odoo's own size of a write.
        """
        found = {}
        kind = self.env.ref("cadre_assessment.activity_consequence_approve_many")
        for count in (30, 100, 1000):
            rows = self.many(count, f"S{count}")
            submit = self.counted(rows.with_user(self.officer_user).action_submit)
            tasks = self.staff.activity_ids.filtered(lambda one: one.activity_type_id == kind)
            self.assertEqual(tasks.user_id, self.decider_user)
            first = self.counted(rows.with_user(self.decider_user).action_approve)
            tasks = self.staff.activity_ids.filtered(lambda one: one.activity_type_id == kind)
            self.assertEqual(tasks.user_id, self.manager_user)
            second = self.counted(rows.with_user(self.manager_user).action_approve)
            self.assertEqual(set(rows.mapped("state")), {"approved"})
            self.assertFalse(rows.activity_ids)
            tasks = self.staff.activity_ids.filtered(lambda one: one.activity_type_id == kind)
            self.assertFalse(tasks)
            found[count] = submit, first, second
        for few, many in zip(found[100], found[1000], strict=True):
            self.assertLessEqual(many, few + 9 * HUNDREDS, found)


@tagged("post_install", "-at_install")
class TestStepsOverRpc(StepsCase, CadreHttpCase):
    def call(self, user, model, method, *args):
        context = {"cadre_guard": True, "default_state": "approved", "skip_validation_check": True}
        return self.xmlrpc_object.execute_kw(
            self.env.cr.dbname, user.id, user.login, model, method, list(args), {"context": context}
        )

    def test_no_way_around_the_steps(self):
        one, name = self.handed_in(), "cadre.consequence"
        review = one.review_ids[:1]
        attacks = [
            (user, name, method, [one.id])
            for user in (self.person_user, self.other_user, self.leader_user, self.manager_user, self.officer_user)
            for method in ("action_approve", "validate_tier", "reject_tier", "restart_validation", "request_validation")
        ]
        for user in (self.decider_user, self.officer_user, self.manager_user, self.person_user):
            attacks += [
                (user, name, "write", [one.id], values)
                for values in (
                    {"state": "approved"},
                    {"validation_status": "validated"},
                    {"approval": "member"},
                    {"submitted_on": False},
                    {"amount": 9000},
                    {"note": "改"},
                    {"review_ids": [(5, 0, 0)]},
                )
            ]
            attacks += [
                (user, "tier.review", "write", review.ids, {"status": "approved"}),
                (user, "tier.review", "unlink", review.ids),
                (user, name, "_say_yes", [one.id]),
                (user, name, "_stop_asking", [one.id]),
                (user, name, "action_done", [one.id]),
            ]
        for user, model, method, *args in attacks:
            with self.subTest(user=user.login, method=method, args=args), mute_logger(*QUIET), self.assertRaises(Fault):
                self.call(user, model, method, *args)
        self.env.invalidate_all()
        self.assertEqual((one.state, one.amount, one.approval), ("proposed", 500, "tiers"))
        self.assertEqual(set(one.review_ids.mapped("status")), {"pending", "waiting"})

    def test_on_the_screen(self):
        """The office hands it in, the head of the unit and the department approve it, each from his own list."""
        one = self.proposed()
        self.start_tour(f"/odoo/cadre.consequence/{one.id}", "cadre_steps_hand_in", login="cadre_officer")
        self.env.invalidate_all()
        self.assertEqual(one._waiting_users(), self.decider_user)
        url = "/odoo/action-cadre_assessment.cadre_consequence_review_action"
        for login in ("cadre_decider", "cadre_manager"):
            self.start_tour(url, "cadre_steps_approve", login=login)
            self.env.invalidate_all()
        self.assertEqual((one.state, one.approved_by_id), ("approved", self.manager_user))
