"""A list is approved only by whoever's turn it is. Forged attempts from outside, while the legitimate flow runs."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from tests.work.builder import Refused, WorkCase, WorkHttpCase


@tagged("-at_install", "post_install")
class TestForgedApprovals(WorkHttpCase):
    """Over HTTP, as the author, a user without any role, a colleague and the reviewer of the second tier."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["tier.definition"].create(
            {
                "name": "第二级",
                "model_id": cls.env["ir.model"]._get_id("cadre.work.plan"),
                "review_type": "individual",
                "reviewer_id": cls.other_leader_user.id,
                "approve_sequence": True,
                "sequence": 10,
                "company_id": False,
            }
        )
        cls.fill(cls.plan)
        cls.plan.with_user(cls.person_user).action_submit()

    def setUp(self):
        super().setUp()
        self.reviews = self.plan.review_ids.sorted("sequence")
        self.assertEqual(self.reviews.mapped("reviewer_ids"), self.leader_user | self.other_leader_user)

    def _facts(self):
        self.env.invalidate_all()
        reviews = self.env["tier.review"].search([("model", "=", "cadre.work.plan"), ("res_id", "=", self.plan.id)])
        return (
            self.plan.state,
            self.plan.validation_status,
            self.plan.leader_id.id,
            sorted((row.sequence, row.status, tuple(row.reviewer_ids.ids), row.comment) for row in reviews),
            self.env["cadre.work.plan"].search_count([("state", "=", "approved")]),
        )

    def _refused(self, user, attempts):
        """Every attempt is refused, and nothing has changed."""
        before = self._facts()
        for model, method, args, kwargs in attempts:
            with self.subTest(user=user.login, model=model, method=method, args=args, **kwargs):
                with self.assertRaises(Refused):
                    self.call(user, model, method, *args, **kwargs)
                self.assertEqual(self._facts(), before)

    def _attempts(self, user):
        """What any internal user can send: methods, field writes, context keys, copies, review rows."""
        plan, first, last = self.plan.ids, self.reviews[0].ids, self.reviews[1].ids
        skip = {"skip_validation_check": True, "skip_check_state_condition": True, "cadre_guard": True}
        new = {"cycle_id": self.cycle.id, "employee_id": self.person.id, "version": 2}
        row = {"model": "cadre.work.plan", "res_id": self.plan.id, "status": "approved", "sequence": 1}
        plans = "cadre.work.plan"
        return [
            (plans, "write", (plan, {"state": "approved"}), {}),
            (plans, "write", (plan, {"state": "approved"}), {"context": skip}),
            (plans, "write", (plan, {"validation_status": "validated"}), {"context": skip}),
            (plans, "write", (plan, {"leader_user_id": user.id}), {}),
            (plans, "write", (plan, {"leader_id": self.person.id}), {"context": skip}),
            (plans, "write", (plan, {"review_ids": [(1, first[0], {"status": "approved"})]}), {}),
            (plans, "write", (plan, {"review_ids": [(2, first[0])]}), {"context": skip}),
            (plans, "web_save", (plan, {"state": "approved"}), {"specification": {"state": {}}}),
            (plans, "create", ([{**new, "state": "approved"}],), {}),
            (plans, "create", ([new],), {"context": {"default_state": "approved"}}),
            (plans, "copy", (plan, {"state": "approved", "version": 2}), {}),
            (plans, "copy", (plan,), {"context": {"default_state": "approved", "default_version": 2}}),
            (plans, "validate_tier", (plan,), {"context": skip}),
            (plans, "action_approve", (plan,), {"context": skip}),
            (plans, "restart_validation", (plan,), {"context": skip}),
            (plans, "request_validation", (plan,), {"context": skip}),
            (plans, "_take", (plan, "approve"), {}),
            (plans, "_validate_tier", (plan,), {}),
            (plans, "_on_validated", (plan,), {}),
            (plans, "action_file", (plan,), {}),
            (plans, "unlink", (plan,), {}),
            ("tier.review", "write", (first, {"status": "approved"}), {}),
            ("tier.review", "write", (last, {"reviewer_ids": [(4, user.id)]}), {"context": skip}),
            ("tier.review", "write", (first, {"res_id": 0}), {}),
            ("tier.review", "unlink", (first + last,), {}),
            ("tier.review", "create", ([row],), {}),
            (
                "tier.review",
                "create",
                ([{"status": "approved"}],),
                {"context": {f"default_{k}": v for k, v in row.items()}},
            ),
            ("tier.review", "_update_review_status", (first,), {}),
        ]

    def _wizards(self, user, reviews):
        """The dialog of OCA and our own, told to answer for somebody else."""
        for answer in ("validate", "reject"):
            [wizard] = self.call(
                user,
                "comment.wizard",
                "create",
                [
                    {
                        "res_model": "cadre.work.plan",
                        "res_id": self.plan.id,
                        "validate_reject": answer,
                        "comment": "同意",
                        "review_ids": [(6, 0, reviews.ids)],
                    }
                ],
            )
            yield "comment.wizard", "add_comment", ([wizard],), {}

    def test_author(self):
        """The author approves nothing, not by any of the known ways."""
        self._refused(
            self.person_user, [*self._attempts(self.person_user), *self._wizards(self.person_user, self.reviews)]
        )

    def test_colleague(self):
        """Nor does a colleague who may not even read the list."""
        nothing = self.env["tier.review"]  # he cannot even name them
        self._refused(self.other_user, [*self._attempts(self.other_user), *self._wizards(self.other_user, nothing)])

    def test_user_without_a_role(self):
        """Nor a user of another department's software in the same database."""
        attempts = [attempt for attempt in self._attempts(self.plain_user) if attempt[0] == "tier.review"]
        attempts.append(("cadre.work.plan", "validate_tier", (self.plan.ids,), {}))
        attempts.append(("tier.review", "read", (self.reviews.ids, ["status", "comment"]), {}))
        self._refused(self.plain_user, attempts)
        self.assertEqual(
            self.call(self.plain_user, "tier.review", "search_count", [("model", "=", "cadre.work.plan")]), 0
        )

    def test_later_tier(self):
        """The reviewer of the second tier does not speak before the first (nor reject, nor comment)."""
        user = self.other_leader_user
        attempts = [
            attempt
            for attempt in [*self._attempts(user), *self._wizards(user, self.reviews)]
            if attempt[1] not in ("create", "copy", "unlink") or attempt[0] != "cadre.work.plan"
        ]
        attempts.append(("cadre.work.plan", "reject_tier", (self.plan.ids,), {}))
        self._refused(user, attempts)

    def test_office(self):
        """The office files; it does not approve in a leader's place."""
        self._refused(
            self.officer_user,
            [a for a in self._attempts(self.officer_user) if a[1] != "create" and "leader_id" not in str(a[2])],
        )

    def test_foreign_row_turned_into_ours(self):
        """A review of a model that is not ours does not become one of ours by writing its model."""
        row = self.env["tier.review"].create({"model": "res.partner", "res_id": 1, "status": "approved"})
        self._refused(
            self.person_user,
            [("tier.review", "write", (row.ids, {"model": "cadre.work.plan", "res_id": self.plan.id}), {})],
        )

    def test_json2(self):
        """The same over JSON-2, the interface for programs, with the author's API key."""
        scope = self.env["res.users.apikeys"].with_user(self.person_user)
        key = scope._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))
        before = self._facts()
        for path, body in (
            ("cadre.work.plan/write", {"ids": self.plan.ids, "vals": {"state": "approved"}}),
            ("cadre.work.plan/action_approve", {"ids": self.plan.ids, "context": {"skip_validation_check": True}}),
            ("cadre.work.plan/restart_validation", {"ids": self.plan.ids}),
            ("tier.review/write", {"ids": self.reviews.ids, "vals": {"status": "approved"}}),
            ("tier.review/unlink", {"ids": self.reviews.ids}),
        ):
            with self.subTest(path=path):
                answer = self.url_open(f"/json/2/{path}", json=body, headers={"Authorization": f"bearer {key}"})
                self.assertEqual(answer.status_code, 403, answer.text)
                self.assertEqual(self._facts(), before)

    def test_import(self):
        """The import screen writes through the same guard."""
        before = self._facts()
        answer = self.call(
            self.person_user, "cadre.work.plan", "load", [".id", "state"], [[str(self.plan.id), "approved"]]
        )
        self.assertFalse(answer["ids"])
        self.assertEqual(self._facts(), before)

    def test_systray_shows_but_does_not_decide(self):
        """Counting one's reviews promotes nothing out of turn."""
        before = self._facts()
        self.call(self.other_leader_user, "res.users", "review_user_count")
        self.assertEqual(self._facts(), before)
        counted = self.call(self.leader_user, "res.users", "review_user_count")
        self.assertEqual([row["pending_count"] for row in counted if row["model"] == "cadre.work.plan"], [1])

    def test_legitimate_flow(self):
        """While all that is refused, the leader approves, then the second tier, then the office files (S0-12)."""
        self.call(self.leader_user, "cadre.work.plan", "action_approve", self.plan.ids)
        self.assertEqual(self._facts()[0], "submitted")
        self._refused(self.leader_user, [("cadre.work.plan", "action_approve", (self.plan.ids,), {})])
        self.call(self.other_leader_user, "cadre.work.plan", "action_approve", self.plan.ids)
        self.assertEqual(self._facts()[:2], ("approved", "validated"))
        self._refused(
            self.person_user,
            [
                (
                    "cadre.work.plan",
                    "write",
                    (self.plan.ids, {"duties": "改"}),
                    {"context": {"skip_validation_check": True}},
                ),
                ("cadre.work.item", "write", (self.plan.item_ids.ids, {"target": "改"}), {}),
                ("cadre.work.plan", "action_file", (self.plan.ids,), {}),
            ],
        )
        self.call(self.officer_user, "cadre.work.plan", "action_file", self.plan.ids)
        self.assertEqual(self._facts()[0], "filed")


class TestTiers(WorkCase):
    """The mixin by itself."""

    def test_no_definition_no_approval(self):
        """Nothing is approved when no tier definition applies: fail closed."""
        self.env["tier.definition"].search([("model", "=", "cadre.work.plan")]).active = False
        self.fill(self.plan)
        with self.refused("no approval rule applies"):
            self.plan.with_user(self.person_user).action_submit()
        self.assertEqual(self.plan.state, "draft")

    def test_condition_that_does_not_hold(self):
        """A definition whose condition leaves the record out is no definition for it."""
        definition = self.env.ref("cadre_assessment.tier_definition_work_plan_leader")
        definition.definition_domain = "[('version', '>', 1)]"
        self.fill(self.plan)
        with self.refused("no approval rule applies"):
            self.plan.with_user(self.person_user).action_submit()

    def test_no_step_around_the_tiers(self):
        """Server code of a model that forgot to ask cannot take the step to the approved state either."""
        self.fill(self.plan)
        self.plan.with_user(self.person_user).action_submit()
        with self.assertRaises(AccessError):
            self.plan.with_user(self.leader_user)._take("approve")
        with self.assertRaises(AccessError):
            self.plan.sudo()._take("approve")

    def test_leader_without_account(self):
        """A list that nobody could answer for is not handed in."""
        self.leader.user_id = False
        self.fill(self.plan)
        with self.refused("nobody can give the approval"):
            self.plan.with_user(self.person_user).action_submit()

    def test_nobody_approves_his_own(self):
        """Also when the definition names him: whom a list is about does not approve it."""
        self.plan.sudo().leader_id = self.person
        self.fill(self.plan)
        with self.refused("nobody can give the approval"):
            self.plan.with_user(self.person_user).action_submit()

    def test_another_leader_takes_over(self):
        """The office names another leader while the list waits: he approves, and the former one no longer may."""
        self.fill(self.plan)
        self.plan.with_user(self.person_user).action_submit()
        self.plan.with_user(self.officer_user).write({"leader_id": self.other_leader.id})
        with self.assertRaises(AccessError):
            self.plan.with_user(self.leader_user).action_approve()
        self.plan.with_user(self.other_leader_user).action_approve()
        self.assertEqual((self.plan.state, self.plan.approved_by_id), ("approved", self.other_leader_user))

    def test_definition_with_comment(self):
        """Where a definition asks for a comment, OCA's dialog answers in turn, for the record's reviews only."""
        definition = self.env.ref("cadre_assessment.tier_definition_work_plan_leader")
        definition.has_comment = True
        self.fill(self.plan)
        self.plan.with_user(self.person_user).action_submit()
        action = self.plan.with_user(self.leader_user).action_approve()
        self.assertEqual((action["res_model"], self.plan.state), ("comment.wizard", "submitted"))
        wizard = (
            self.env["comment.wizard"]
            .with_user(self.leader_user)
            .with_context(**action["context"])
            .create({"comment": "同意"})
        )
        wizard.add_comment()
        self.assertEqual((self.plan.state, self.plan.review_ids.comment), ("approved", "同意"))

    def test_same_reviewer_in_a_row_is_asked_once(self):
        """A reviewer who is the next one too, where the definition allows it, is not asked again."""
        definition = self.env.ref("cadre_assessment.tier_definition_work_plan_leader")
        definition.copy({"sequence": 5, "approve_sequence_bypass": True})
        self.fill(self.plan)
        self.plan.with_user(self.person_user).action_submit()
        self.assertEqual(len(self.plan.review_ids), 2)
        self.plan.with_user(self.leader_user).action_approve()
        self.assertEqual(self.plan.state, "approved")

    def test_return_with_reason(self):
        """A returned list is a draft again, its reviews are gone, and the reason is told (S0-12)."""
        self.fill(self.plan)
        mine = self.plan.with_user(self.person_user)
        mine.action_submit()
        action = self.plan.with_user(self.leader_user).action_return()
        wizard = (
            self.env["cadre.step.reason"]
            .with_user(self.leader_user)
            .with_context(**action["context"])
            .create({"reason": "目标不够具体"})
        )
        wizard.action_confirm()
        self.assertEqual((self.plan.state, mine.return_reason), ("draft", "目标不够具体"))
        self.assertFalse(self.plan.review_ids)
        self.assertIn("目标不够具体", str(self.plan.message_ids[0].body))
        mine.action_submit()
        self.assertEqual((len(self.plan.review_ids), mine.return_reason), (1, False))


class TestArchivedRules(WorkCase):
    """A rule that was archived is asked by nobody, whatever context the submission is sent with."""

    def test_not_asked(self):
        self.env["tier.definition"].create(
            {
                "name": "已停用",
                "model_id": self.env["ir.model"]._get_id("cadre.work.plan"),
                "review_type": "individual",
                "reviewer_id": self.other_leader_user.id,
                "company_id": False,
                "active": False,
            }
        )
        cycle = self.make_cycle(year=2001, unit_id=self.unit.id)
        cycle.sudo().state = "open"
        self.env["cadre.work.plan"]._draw_up(cycle, self.rows(self.person))
        both = self.plan | cycle.plan_ids
        for plan in both:
            self.fill(plan)
        for plans in (self.plan, both):  # one by itself as OCA does it, several together
            plans.with_user(self.person_user).with_context(active_test=False).action_submit()
            self.assertEqual(set(plans.mapped("state")), {"submitted"})
            self.assertEqual(plans.sudo().review_ids.reviewer_ids, self.leader_user)
            self.assertEqual(len(plans.sudo().review_ids), len(plans))
            plans.with_user(self.person_user).action_withdraw()
