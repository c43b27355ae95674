"""Scenes of the demo whose ends nobody else looks at: a competition that is over, and nominations (S4-P10, S4-P3)."""

from datetime import date

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from tests.selected import shown

from .county import CountyEnds, clock
from .county import year_selection as scenes

TODAY = date(2026, 11, 30)


@tagged("post_install", "-at_install")
class TestCountyScenes(CountyEnds, TransactionCase):
    def test_street_over(self):
        """P10: one alone is decided on directly, one is put off, an objection to a winner is upheld: two are appointed,
        hand over and are on probation, and a post stays empty."""
        one = scenes.street_over(self.stage, TODAY)
        self.assertEqual(one.record.state, "closed")
        self.assertEqual(
            sorted(one.record.candidate_ids.mapped("state")), ["appointed", "appointed", "inspected", "out", "out"]
        )
        found = {what for what, names in shown(self.env).items() if one.name in names}
        wanted = {"direct", "voted down", "postponed", "objection upheld", "handover", "probation"}
        self.assertEqual(found, wanted)
        self.printed(one)
        scenes.street_over(self.stage, TODAY)  # an interrupted play comes again: nothing is done twice
        self.assertEqual(len(one.record.appointment_ids), 2)

    def test_nominations(self):
        """F-22: let in, he who stands in the competition carries it; dated a day to come, it is handed in that day and
        not before (S4-P3-07, S4-P3-08)."""
        contest = scenes.contest(self.stage, TODAY)
        for _twice in range(2):
            scenes.nomination(self.stage, TODAY)
        accepted, draft = self.env["cadre.nomination"].search([]).sorted("date")
        self.assertEqual((accepted.state, draft.state), ("accepted", "draft"))
        self.assertEqual(accepted.candidate_ids, contest.record.candidate_ids[0])
        self.assertEqual(accepted.accountable_id.name, "黄福")
        leader = self.stage.company("chengguan_shuji")
        with clock.on(TODAY.isoformat()), self.assertRaisesRegex(UserError, str(draft.date)):
            leader["cadre.nomination"].action_hand_in(draft.ids)
        with clock.on(draft.date.isoformat()):
            leader["cadre.nomination"].action_hand_in(draft.ids)
        self.assertEqual(draft.state, "handed_in")
        paper = self.pdf("nomination", accepted, user=self.user(contest.office), name="county-nomination")
        self.assertPrinted(paper, accepted.employee_id.name, "黄福", "同意列入推荐环节")
