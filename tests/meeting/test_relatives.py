"""Whoever has a relative on the list stays out of it, whichever of the two has entered the other. (回避)"""

from odoo.tests import tagged
from odoo.tools import mute_logger

from tests.assessment.test_sides import SidesCase


@tagged("post_install", "-at_install")
class TestRelatives(SidesCase):
    """李明 heads the body and is on the list; 何书记, its deputy, has his wife 王芳 on it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kin = cls.env["cadre.family.member"].create(
            {"employee_id": cls.decider.id, "relation": "妻子", "name": "王芳", "relative_id": cls.other.id}
        )

    def test_he_does_not_preside(self):
        """The next one does, who is on the list neither himself nor by a relative."""
        decision = self.submitted()
        self.assertEqual(decision.chair_user_id, self.leader_user)
        self.assertEqual(self.line(decision, self.other).withdraws, self.decider.name)
        self.assertRefused("not your turn", "decider", "cadre.decision", "action_approve", decision.ids)
        self.call("leader", "cadre.decision", "action_approve", decision.ids)
        self.assertEqual(decision.state, "approved")

    def test_entered_by_the_other(self):
        """It is the same when she has entered him."""
        self.kin.unlink()
        self.env["cadre.family.member"].create(
            {"employee_id": self.other.id, "relation": "丈夫", "name": "何书记", "relative_id": self.decider.id}
        )
        self.assertEqual(self.submitted().chair_user_id, self.leader_user)

    def test_a_namesake_is_no_relative(self):
        """Only who is named on the staff counts, not a name."""
        self.kin.relative_id = False
        self.assertEqual(self.submitted().chair_user_id, self.decider_user)

    def test_his_vote_does_not_count_for_her_line(self):
        """As for a line about himself: without him it is enough, or the line is named."""
        decision = self.draft_decision(present=3, votes_for=2, votes_against=1)
        self.assertRefused("王芳: 何书记 withdraws", "officer", "cadre.decision", "action_submit", decision.ids)

    def test_nobody_is_a_relative_of_himself(self):
        """Refused by the database."""
        with mute_logger("odoo.sql_db"):
            self.assertRefused("relative of himself|不能选择本人", "manager", "cadre.family.member", "write",
                               self.kin.ids, {"relative_id": self.decider.id})  # fmt: skip
