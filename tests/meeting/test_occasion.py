"""What hangs on an occasion needs no cycle: a second kind has a decision, a notice, a paper and a ballot."""

from datetime import timedelta

from odoo.addons.cadre_assessment.models.clock import today_of
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from tests.assessment.common import attend
from tests.meeting.trial import TrialCase


@tagged("post_install", "-at_install")
class TestOccasion(TrialCase):
    def decided(self):
        decision = self.env["cadre.decision"].with_user(self.officer_user).create(
            {"name": "审议", "trial_id": self.trial.id, "minutes": "<p>同意。</p>"}
        )  # fmt: skip
        attend(decision)
        decision.votes_for = decision.expected
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        return decision

    def test_exactly_one(self):
        """A decision belongs to one occasion: not to none, not to two; it is said which ones there are."""
        cycle = self.make_cycle()
        Decision = self.env["cadre.decision"].with_user(self.officer_user)
        for values in ({}, {"trial_id": self.trial.id, "cycle_id": cycle.id}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "exactly one of these: .*Cycle"):
                Decision.create({"name": "审议", "body_id": self.leading_body.id, **values})
        decision = Decision.create({"name": "审议", "trial_id": self.trial.id})
        with self.assertRaisesRegex(UserError, "exactly one"):
            decision.cycle_id = cycle
        self.assertEqual(decision._occasion(), self.trial)

    def test_decision(self):
        """Meeting, votes, confirmation, undoing: nothing of it asks for a cycle."""
        decision = self.decided()
        self.assertEqual((decision.state, self.trial.outcome), ("approved", "decided"))
        self.assertEqual(decision.body_id, self.leading_body)
        decision.with_user(self.decider_user)._take_with_reason("undo", "计票有误")
        self.assertFalse(self.trial.outcome)

    def test_who_is_concerned_does_not_preside(self):
        """Whom the trial is about neither presides nor confirms."""
        self.trial.employee_id = self.decider
        decision = self.env["cadre.decision"].create({"name": "审议", "trial_id": self.trial.id})
        self.assertTrue(decision._is_about(self.decider_user))
        self.assertNotIn(self.decider_user, decision._presiding(decision.date))

    def test_notice(self):
        """As long as its occasion says, at least five working days; whom it is about settles nothing of it."""
        notice = self.env["cadre.notice"].with_user(self.officer_user).create(
            {"name": "公示", "trial_id": self.trial.id, "kind": "trial", "days": 3}
        )  # fmt: skip
        with self.assertRaisesRegex(UserError, "at least 5"):
            notice.action_post()
        notice.days = 5
        notice.action_post()
        self.assertEqual(notice.line_ids.name, self.other.name)
        self.assertGreaterEqual(notice.date_to - notice.date_from, timedelta(days=4))
        self.assertTrue(notice._is_about(self.other_user))
        with self.assertRaisesRegex(UserError, "can be ended from the next day on"):
            notice.action_end()

    def test_paper(self):
        """A report on somebody: written by its writer, never by whom it is about; handed in, given back, filed."""
        paper = self.env["cadre.trial.paper"].create(
            {
                "name": "考察材料",
                "trial_id": self.trial.id,
                "employee_id": self.other.id,
                "writer_id": self.leader_user.id,
                "due": today_of(self.env.company) - timedelta(days=1),
                "section_ids": [(0, 0, {"name": "德"}), (0, 0, {"name": "附注", "required": False})],
            }
        )
        section = paper.section_ids[0]
        self.assertTrue(paper.late)
        for user in (self.other_user, self.other_leader_user, self.officer_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                section.with_user(user).text = "优秀"
            with self.subTest(user.login), self.assertRaises(UserError):
                paper.with_user(user).action_submit()
        mine = paper.with_user(self.leader_user)
        with self.assertRaisesRegex(UserError, "These sections are empty: 德"):
            mine.action_submit()
        section.with_user(self.leader_user).text = "政治坚定。"
        mine.action_submit()
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            section.with_user(self.leader_user).text = "改写"
        with self.assertRaises(AccessError):
            paper.with_user(self.other_user)._take_with_reason("return", "不实")
        paper.with_user(self.officer_user)._take_with_reason("return", "请补充")
        mine.action_submit()
        paper.with_user(self.officer_user).action_file()
        self.assertEqual(paper.state, "filed")

    def test_ballot(self):
        """A ballot is run by the office of its occasion, for one at most; a unit's own vote belongs to none."""
        Ballot = self.env["cadre.ballot"].with_user(self.officer_user)
        values = {"name": "民主推荐", "scale_id": self.env["cadre.scale"].search([], limit=1).id}
        ballot = Ballot.create({**values, "trial_id": self.trial.id})
        self.assertEqual((ballot._occasion(), ballot.office_body_id), (self.trial, self.trial.office_body_id))
        self.assertEqual(ballot._own_since(), self.trial.begun_on)
        other = self.env["cadre.body"].create({"name": "考核办乙", "kind": "office"})
        self.trial.office_body_id = other
        self.assertEqual(ballot.sudo().office_body_id, other)
        with self.assertRaisesRegex(UserError, "one of these at most: .*Cycle"):
            Ballot.create({**values, "trial_id": self.trial.id, "cycle_id": self.make_cycle().id})
        own = Ballot.create(values)
        self.assertEqual((own._occasion().ids, own.office_body_id), ([], self.office_body))

    def test_reminder(self):
        """Who owes a paper of the trial is reminded once, and no longer when it is handed in."""
        today = today_of(self.env.company)
        paper = self.env["cadre.trial.paper"].create(
            {"name": "考察材料", "trial_id": self.trial.id, "writer_id": self.leader_user.id, "due": today}
        )
        self.trial._remind(today - timedelta(days=1))
        self.assertFalse(paper.activity_ids)
        for _twice in range(2):
            self.trial._remind(today)
            self.assertEqual((paper.activity_ids.user_id, len(paper.activity_ids)), (self.leader_user, 1))
        paper.with_user(self.leader_user).action_submit()
        self.trial._remind(today)
        self.assertFalse(paper.activity_ids)
