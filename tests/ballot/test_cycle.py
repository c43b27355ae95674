"""How a cycle comes to its ballots, and what its cockpit says of them. (S0-08, S0-27, S0-28, S0-F4)"""

from odoo.exceptions import AccessError, UserError

from tests.acting.registry import acts
from tests.common import CadreCase

from .builder import issue, vote


class TestCycleBallot(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.component = cls.scheme.component_ids.filtered(lambda component: component.method == "ballot")
        cls.cycle = cls.open_cycle().with_user(cls.officer_user)

    def ballot(self):
        action = self.cycle.action_make_ballots()
        return self.env["cadre.ballot"].with_user(self.officer_user).browse(action["res_id"])

    def card(self, user=None):
        cards = self.cycle.with_user(user or self.officer_user)._cockpit_cards()
        return next((card for card in cards if card["code"].startswith("ballot_")), None)

    @acts("S0-27", "scheme_s0_internal", method="imported")
    @acts("S0-28", "scheme_s0_internal", scale_id="scale_s0_work")
    def test_one_click(self):
        """One click makes the ballot of 表4: the persons assessed, the scale, one heading, the note of the
        regulation."""
        ballot = self.ballot()
        self.assertEqual(ballot.name, "市直机关工委干部年度考核民主测评表")
        self.assertEqual(ballot.subject_ids.employee_id, self.people)
        self.assertEqual(
            ballot.subject_ids[0].post, self.people.filtered(lambda p: p.name == ballot.subject_ids[0].name).job_title
        )
        self.assertEqual(ballot.criterion_ids.mapped("name"), ["评价意见"])
        self.assertIn("选择合适的一项打“√”", ballot.instruction)
        self.assertEqual((ballot.component_id, ballot.scale_id), (self.component, self.component.scale_id))
        self.assertEqual(ballot.minimum_papers, self.scheme.minimum_papers)
        # everybody of the unit is expected to vote: four subjects and three of the leading body
        self.assertEqual(ballot.expected_count, 7)
        sheet = ballot._sheet()
        self.assertEqual(
            [(option["name"], option["alias"]) for option in sheet["options"]],
            [("优秀", ""), ("称职", "合格"), ("基本称职", "基本合格"), ("不称职", "不合格")],
        )
        self.assertEqual(self.ballot(), ballot)  # the second click opens it

    def test_only_in_a_cycle_under_way_and_by_the_office(self):
        """Before opening it is not known who is assessed."""
        draft = self.make_cycle(year=2024).with_user(self.officer_user)
        with self.assertRaises(UserError):
            draft.action_make_ballots()
        with self.assertRaises(AccessError):
            self.cycle.with_user(self.person_user).action_make_ballots()

    def test_many_ballots_share_a_card(self):
        """One ballot for each unit: the cockpit says on one card how many are sealed, and what the others wait for."""
        first = self.ballot()
        for _number in range(5):
            first.copy()
        [card] = [card for card in self.cycle._cockpit_cards() if card["code"].startswith("ballot")]
        self.assertEqual((card["code"], card["value"], card["count"], card["level"]), ("ballots", "0 / 6", 6, "info"))
        self.assertIn("6", card["note"])

    def test_cockpit(self):
        """The cockpit says what the ballot needs; who decides sees it when it is sealed, everybody else never."""
        self.assertEqual(self.card()["action"]["name"], "action_make_ballots")
        self.assertIsNone(self.card(self.decider_user))
        ballot = self.ballot()
        self.assertEqual((self.card()["value"], self.card()["level"]), ("0 / 7", "info"))
        ballot.action_open()
        grade = ballot.scale_id.grade_ids[0]
        for token in issue(ballot.group_ids, 5):
            vote(self.env, token, *[grade] * 4)
        self.env.invalidate_all()
        self.assertEqual((self.card()["value"], self.card()["level"]), ("5 / 7", "warning"))
        ballot.action_close()
        self.assertEqual(self.card()["level"], "danger")
        self.assertIsNone(self.card(self.decider_user))
        ballot.action_seal()
        self.assertEqual(self.card()["level"], "success")
        self.assertTrue(self.card(self.decider_user))
        self.assertIsNone(self.card(self.person_user))
        tallies = self.env["cadre.ballot"]._tallies(self.cycle)[self.component.id]
        self.assertEqual(set(tallies), set(self.people.ids))
