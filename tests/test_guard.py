"""Guarded fields change inside steps only, whatever a client sends. (law 4)"""

from odoo.addons.cadre_assessment.models.guard import GUARD_KEY, guarded
from odoo.exceptions import AccessError, UserError

from tests.work.builder import WorkCase


class TestGuard(WorkCase):
    """On the work-item list, which has everything a guarded record can have."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls.plan.with_user(cls.person_user)

    def test_guarded_fields_are_refused_to_the_author(self):
        """The author of a draft changes neither its state nor whom it is about."""
        for values in (
            {"state": "approved"},
            {"employee_id": self.other.id},
            {"cycle_id": self.cycle.id},
            {"version": 7},
            {"approved_by_id": self.person_user.id},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self.mine.write(values)

    def test_computed_fields_are_refused(self):
        """A stored related field could be written over RPC: the leader's account decides who approves."""
        for name in ("leader_user_id", "user_id", "company_id"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                self.mine.write({name: self.other_leader_user.id})

    def test_office_fields_are_the_office_s_and_not_for_its_own(self):
        """The leader is named by the office, but no officer names the leader of his own list."""
        with self.assertRaises(AccessError):
            self.mine.write({"leader_id": self.person.id})
        self.plan.with_user(self.officer_user).write({"leader_id": self.other_leader.id})
        self.assertEqual(self.plan.leader_user_id, self.other_leader_user)
        own = self.plan_of(self.officer).with_user(self.officer_user)
        with self.assertRaises(AccessError):
            own.write({"leader_id": self.officer.id})

    def test_the_key_needs_the_object(self):
        """A client can send a key of that name, but not that object."""
        for value in (True, 1, "GUARD", {"object": 1}):
            with self.subTest(value=value), self.assertRaises(AccessError):
                self.mine.with_context(**{GUARD_KEY: value}).write({"state": "approved"})
        guarded(self.mine).write({"state": "approved"})
        self.assertEqual(self.plan.state, "approved")

    def test_context_defaults_do_not_bear_decided_records(self):
        """default_state in the context is dropped, also where the office may create."""
        Plan = self.env["cadre.work.plan"].with_user(self.officer_user)
        values = {"cycle_id": self.cycle.id, "employee_id": self.discipline.id}
        with self.assertRaises(AccessError):
            Plan.create({**values, "state": "approved"})
        plans = guarded(Plan).with_context(cadre_guard=None, default_state="filed", default_version=9)
        self.assertEqual(plans.default_get(["state", "version"]), {"state": "draft", "version": 1})

    def test_personal_defaults_do_not_either(self):
        """Every internal user may store default values for himself; they hold for superuser code on his behalf too."""
        self.env["ir.default"].with_user(self.person_user).set("cadre.work.plan", "state", "approved", user_id=True)
        Plan = self.env["cadre.work.plan"].with_user(self.person_user)
        self.assertEqual(Plan.default_get(["state"]), {"state": "draft"})
        self.assertEqual(Plan.sudo().default_get(["state"]), {"state": "draft"})

    def test_locked_with_all_parts(self):
        """What was handed in stays as it was: the record, its parts, new parts, and parts moved to it or away."""
        self.fill(self.plan)
        item = self.plan.item_ids[0].with_user(self.person_user)
        self.mine.action_submit()
        for attempt in (
            lambda: self.mine.write({"duties": "另一分工"}),
            lambda: self.mine.write({"item_ids": [(0, 0, self.item_values())]}),
            lambda: item.write({"target": "降低目标"}),
            lambda: item.unlink(),
            lambda: item.create({**self.item_values(), "plan_id": self.plan.id}),
            lambda: item.with_context(default_plan_id=self.plan.id).create(self.item_values()),
            lambda: self.mine.unlink(),
        ):
            with self.assertRaises(UserError):
                attempt()

    def test_a_part_does_not_move(self):
        """A line cannot be pushed into somebody else's record: rules are checked before a write, not after it."""
        self.fill(self.plan)
        with self.assertRaises(AccessError):
            self.plan.item_ids[0].with_user(self.person_user).write({"plan_id": self.plan_of(self.other).id})

    def test_switches_of_the_client_are_dropped(self):
        """The trace in the chatter is not switched off by a context key."""
        clean = self.mine.with_context(
            tracking_disable=True, mail_notrack=True, skip_validation_check=True, lang="en_US"
        )
        self.assertEqual(
            set(clean._clean_context().env.context)
            & {"tracking_disable", "mail_notrack", "skip_validation_check", "lang"},
            {"lang"},
        )

    def test_steps_are_one_table(self):
        """Buttons and methods read the same steps; extensions in other rooms add theirs."""
        self.assertIn(" submit ", self.mine.allowed_steps)
        self.assertNotIn(" submit ", self.plan.with_user(self.leader_user).allowed_steps)
        self.assertEqual(self.env["cadre.work.plan"].new({}).allowed_steps, "")
        with self.assertRaises(UserError):
            self.mine._take("withdraw")
        with self.assertRaises(AccessError):
            self.plan.with_user(self.officer_user)._take("submit")

    def test_reason_dialog_decides_nothing(self):
        """Any user may send it any record and step: the table of steps answers."""
        self.fill(self.plan)
        self.mine.action_submit()
        Wizard = self.env["cadre.step.reason"].with_user(self.person_user)
        for model, ids, step in (
            ("cadre.work.plan", self.plan.ids, "return"),
            ("cadre.work.plan", self.plan_of(self.other).ids, "return"),
            ("cadre.work.plan", self.plan.ids, "approve"),
            ("res.users", self.env.user.ids, "return"),
            ("no.such.model", [1], "return"),
        ):
            wizard = Wizard.create({"res_model": model, "res_ids": ids, "step": step, "reason": "试"})
            with self.subTest(model=model, step=step), self.assertRaises(UserError):
                wizard.action_confirm()

    def test_many_at_once_leave_a_trace_too(self):
        """A step taken on many records is in the chatter of each, although it is written together."""
        people = self.make_people(25)
        plans = self.env["cadre.work.plan"]._draw_up(self.cycle, self.rows(people)).sudo(False)
        guarded(plans).write({"state": "approved"})
        plans.with_user(self.officer_user).action_file()
        for plan in plans:
            self.assertIn("Approved → Filed", plan.message_ids[:1].body)
            self.assertEqual(plan.message_ids[:1].author_id, self.officer_user.partner_id)

    def test_wide_rules_of_readers_are_for_reading(self):
        """A rule that shows a role everybody's records must not let it write them with the rights of its own ones.

        The deciding body implies the cadre, who writes his own list: rules of one user add up, whatever their group.
        """
        readers = self.env.ref("cadre_assessment.group_cadre_decider") | self.env.ref(
            "cadre_assessment.group_cadre_auditor"
        )
        user_group = self.env.ref("cadre_assessment.group_cadre_user")
        access = self.env["ir.model.access"]
        for rule in self.env["ir.rule"].search([("groups", "in", readers.ids), ("model_id.model", "=like", "cadre.%")]):
            of_model = access.search([("model_id", "=", rule.model_id.id)])
            own = of_model.filtered(lambda line, rule=rule: line.group_id in rule.groups)
            writers = of_model.filtered(lambda line: line.group_id == user_group and line.perm_write)
            if writers and not any(own.mapped("perm_write")):
                self.assertFalse(rule.perm_write, f"{rule.name} lets readers write")
