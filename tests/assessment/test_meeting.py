"""The body's meeting is held before the screen: counters move while grades are edited."""

from odoo.tests import tagged

from tests.assessment.common import YearBuilder
from tests.common import CadreHttpCase


@tagged("post_install", "-at_install")
class TestMeeting(YearBuilder, CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer_user.lang = "zh_CN"
        cls.open_year(cls.make_people(9, prefix="M"))
        cls.give_year()
        cls.compute()

    def test_counters_move_while_editing(self):
        """S0-34: the seats left stand beside every grade and follow every change, before anything is saved."""
        decision = self.draft_decision()
        self.start_tour(f"/odoo/cadre.decision/{decision.id}", "cadre_decision_meeting", login="cadre_officer")
        self.env.invalidate_all()
        self.assertFalse(decision.line_ids.filtered("different"))

    def test_the_list_says_how_many_seats_are_left(self):
        """The banner over the assessments, and one click to the trace."""
        action = "/odoo/action-cadre_assessment.cadre_assessment_action"
        self.start_tour(action, "cadre_seats_banner", login="cadre_officer")
