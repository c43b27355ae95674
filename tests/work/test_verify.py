"""Who says yes to a mark that somebody else gave: the leader in charge, or an organ. (S2A-17, S2A-44)"""

from odoo.addons.cadre_assessment.models.decision.gaps import gaps_of
from odoo.exceptions import AccessError, UserError

from tests.acting.registry import acts
from tests.common import CadreCase
from tests.work.letters import LetterBuilder


class TestLeaderApproves(LetterBuilder, CadreCase):
    """The committee scores the business targets of a department, its leader in charge approves the marks (S2A-17)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle.write(
            {
                "body_ids": [
                    (
                        0,
                        0,
                        {
                            "role": "group_committee",
                            "body_id": cls.committee.id,
                            "component_ids": [(6, 0, cls.part("business").ids)],
                        },
                    )
                ]
            }
        )
        cls.cycle.cut_off = cls.cycle._today()
        cls.mark = cls.env["cadre.score"].create(
            {
                "cycle_id": cls.cycle.id,
                "subject_unit_id": cls.unit.id,
                "component_id": cls.part("business").id,
                "label": "重点项目建设",
            }
        )

    def as_(self, role):
        return self.mark.with_user(getattr(self, f"{role}_user"))

    def give(self, value=60):
        self.as_("other").value = value
        self.as_("other").action_confirm()
        self.env.invalidate_all()

    def gap(self):
        return {gap.kind: gap.count for gap in gaps_of(self.cycle)}.get("unverified", 0)

    def reminded(self):
        found = self.cycle._reminders(self.cycle._today())
        return {one.user for one in found if "approval" in str(one.summary)}

    @acts("S2A-17", "scheme_s2a_unit_business", verified_by=False)
    def test_the_leader_and_nobody_else(self):
        """A confirmed mark is a gap until he approves it; who gave it, the office, the head, another leader do not."""
        self.assertEqual((self.mark.leader_id, self.mark.verified_by), (self.leader, "leader"))
        self.assertEqual((self.gap(), self.reminded()), (0, set()))
        with self.assertRaises(UserError):  # nothing is confirmed yet
            self.as_("officer")._take_with_reason("verified_on_paper", "审定表")
        self.give()
        self.assertEqual(self.mark.given_by_id, self.other_user)
        self.assertEqual((self.gap(), self.reminded()), (1, {self.leader_user}))
        for role in ("other", "officer", "section_head", "other_leader", "person", "decider"):
            with self.subTest(role), self.assertRaises(UserError):
                self.as_(role).action_verify()
        self.env.invalidate_all()
        listed = self.env["cadre.score"].with_user(self.leader_user).search([])
        self.assertEqual(listed, self.mark)
        self.assertIn(" verify ", self.as_("leader").allowed_steps)
        self.as_("leader").action_verify()
        self.assertEqual(self.mark.verified_by_id, self.leader_user)
        self.assertEqual((self.gap(), self.reminded()), (0, set()))
        with self.assertRaises(AccessError):  # what is approved comes back only from who approved it
            self.as_("other").action_reopen()
        with self.assertRaises(UserError):  # his right is a word, not a mark
            self.as_("leader").write({"value": 70})

    def test_sent_back(self):
        """With a reason, which stays; the mark is given anew and waits again."""
        self.give()
        self.as_("leader")._take_with_reason("send_back", "第三项未完成，请核减")
        self.env.invalidate_all()
        self.assertEqual((self.mark.state, bool(self.mark.confirmed_by_id)), ("draft", False))
        self.assertFalse(self.env["cadre.score"].with_user(self.leader_user).search([]))
        self.assertIn("第三项", str(self.mark.message_ids.mapped("body")))
        self.give(55)
        self.assertEqual(self.gap(), 1)

    def test_who_gave_it_does_not_approve_it(self):
        """A leader who sits in the committee and gave the mark: another one, or the office by the signed sheet."""
        self.committee.member_ids = [(0, 0, {"employee_id": self.leader.id})]
        self.as_("leader").value = 70
        self.as_("other").action_confirm()
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.as_("leader").action_verify()
        with self.assertRaises(AccessError):
            self.as_("person")._take_with_reason("verified_on_paper", "审定表")
        self.as_("officer")._take_with_reason("verified_on_paper", "2026年1月9日审定表")
        self.assertEqual((self.mark.verified_text, self.gap()), ("2026年1月9日审定表", 0))

    def test_forged(self):
        """By hand nobody writes who approved it, whatever his rights."""
        self.give()
        for role in ("leader", "officer", "manager", "administrator"):
            for values in ({"verified_by_id": self.leader_user.id}, {"leader_id": self.other_leader.id}):
                with self.subTest(role, values=values), self.assertRaises(UserError):
                    self.as_(role).with_context(skip_x=1).write(values)
        forged = {"default_verified_by_id": self.leader_user.id, "default_verified_on": "2026-01-01 00:00:00"}
        made = (
            self.mark.with_user(self.officer_user)
            .with_context(**forged)
            .create(
                {
                    "cycle_id": self.cycle.id,
                    "subject_unit_id": self.unit.id,
                    "component_id": self.part("business").id,
                    "label": "另一项",
                }
            )
        )
        self.assertFalse(made.verified_on or made.verified_by_id)

    def test_another_leader_takes_over(self):
        """The post history names another one: the mark waits for him from now on."""
        self.give()
        self.other_leader.led_department_ids = self.unit
        self.mark._follow_leaders()
        self.assertEqual(self.reminded(), {self.other_leader_user})
        with self.assertRaises(UserError):
            self.as_("leader").action_verify()
        self.as_("other_leader").action_verify()
        self.assertEqual(self.mark.verified_by_id, self.other_leader_user)

    def test_taken_away_nothing_is_asked(self):
        """S2A-17 acts: without its data no mark waits and no gap is said."""
        self.give()
        self.part("business").sudo().verified_by = False
        self.env.invalidate_all()
        self.assertEqual((self.gap(), self.reminded()), (0, set()))


class TestOrganVerifies(LetterBuilder, CadreCase):
    """市统计局 verifies what the departments score of the districts (S2A-44)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.env.ref("regulations.scheme_s2a_district")
        cls.unit.unit_category_id = cls.category("unit", "district")
        cls.bureau = cls.env["cadre.body"].create(
            {
                "name": "市统计局",
                "kind": "scoring_organ",
                "member_ids": [(0, 0, {"employee_id": cls.other.id, "role": "chair"})],
            }
        )

    @acts("S2A-44", "scheme_s2a_district_gdp", verified_by=False)
    def test_found_by_name_and_acts(self):
        """The cycle finds it by its name; its members verify; without it the opening says so and nobody does."""
        cycle = self.make_cycle(name="区（市）考核")
        line = cycle.body_ids.filtered(lambda one: one.role == "verifier")
        self.assertEqual(line.body_id, self.bureau)
        parts = self.scheme.component_ids.filtered(lambda one: one.verified_by == "organ")
        self.assertEqual(line.verified_component_ids, parts)
        self.assertEqual({part.verifier for part in parts}, {"市统计局"})
        cycle.state = "open"
        part = self.part("gdp")
        mark = self.env["cadre.score"].create(
            {
                "cycle_id": cycle.id,
                "subject_unit_id": self.unit.id,
                "component_id": part.id,
                "label": "统计",
                "value": 1,
            }
        )
        self.assertEqual(mark.verifying_body_id, self.bureau)
        mark.with_user(self.officer_user).action_confirm()
        self.env.invalidate_all()
        with self.assertRaises(UserError):
            mark.with_user(self.leader_user).action_verify()
        line.unlink()
        self.env.invalidate_all()
        self.assertFalse(mark.verifying_body_id)
        said = [str(one.text) for one in cycle.with_user(self.officer_user)._opening_problems()]
        self.assertIn("市统计局", " ".join(said))
        with self.assertRaises(UserError):
            mark.with_user(self.other_user).action_verify()
        cycle.with_user(self.officer_user).action_find_organs()
        self.env.invalidate_all()
        mark.with_user(self.other_user).action_verify()
        self.assertEqual(mark.verified_by_id, self.other_user)
