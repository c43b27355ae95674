"""Who answers when an approver is replaced, or is given another account, while a record waits for him."""

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from tests.work.builder import WorkCase
from tests.work.letters import LetterCase


class TestNewAccount(WorkCase):
    def test_the_leader_has_another_login(self):
        """The new account may answer, the former may not; the task and the stored reviewers follow."""
        self.fill(self.plan)
        self.plan.with_user(self.person_user).action_submit()
        self.assertEqual(self.plan.activity_ids.user_id, self.leader_user)
        old = self.leader_user
        new = new_test_user(self.env, "leader_sso", groups="cadre_assessment.group_cadre_leader")
        self.leader.user_id = new
        self.env.invalidate_all()
        self.assertEqual(self.plan._waiting_users(), new)
        self.assertEqual(self.plan.review_ids.reviewer_ids, new)
        self.assertEqual(self.plan.activity_ids.user_id, new)
        with self.assertRaises(AccessError):
            self.plan.with_user(old).action_approve()
        self.plan.with_user(new).action_approve()
        self.assertEqual(self.plan.state, "approved")


class TestNewMember(LetterCase):
    def test_the_committee_has_another_member(self):
        """Who joins the body may answer from his first day on; who left may not; nobody is waited for in vain."""
        self.complete()
        self.letter.with_user(self.section_head_user).action_submit()
        self.assertEqual(self.letter._waiting_users(), self.other_user)
        today = self.committee._today()
        member = self.committee.member_ids
        member.with_user(self.administrator_user).write({"date_to": today - timedelta(days=1)})
        self.env["cadre.body.member"].with_user(self.administrator_user).create(
            {"body_id": self.committee.id, "employee_id": self.other_leader.id, "date_from": today}
        )
        self.env.invalidate_all()
        self.assertEqual(self.letter._waiting_users(), self.other_leader_user)
        self.assertEqual(self.letter.sudo().activity_ids.user_id, self.other_leader_user)
        with self.assertRaises(AccessError):
            self.letter.with_user(self.other_user).action_approve()
        self.letter.with_user(self.other_leader_user).action_approve()
        self.assertEqual(self.letter._waiting_users(), self.leader_user)
