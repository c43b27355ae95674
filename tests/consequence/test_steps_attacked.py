"""Approval by steps, attacked: by who was replaced, who left his group, and by the subject himself."""

from unittest.mock import patch

from odoo.addons.base.models.ir_cron import IrCron
from odoo.exceptions import AccessError

from tests.consequence.test_steps import StepsCase


class TestWhoIsAskedNow(StepsCase):
    """Who may read and answer it follows who is head, leader or member today, not who was when it was handed in."""

    def reads(self, user, one):
        self.env.invalidate_all()
        return one in self.env["cadre.consequence"].with_user(user).search([("id", "=", one.id)])

    def head_is(self, person):
        """From the day of the cycle on ``person`` heads the unit, and the former head does not."""
        self.decider.version_id.is_unit_head = False
        person.version_id.is_unit_head = True
        self.env.invalidate_all()

    def night(self):
        with patch.object(IrCron, "_commit_progress", lambda *args, **kwargs: 0):
            self.env["cadre.cycle"]._cron_remind()
        self.env.invalidate_all()

    def test_another_head(self):
        """The head of the unit was replaced after it was handed in: the new one reads and answers it, he does not."""
        one = self.handed_in()
        self.leading_body.sudo().member_ids.filtered(lambda row: row.employee_id == self.decider).unlink()
        self.assertTrue(self.reads(self.decider_user, one))
        self.head_is(self.section_head)
        self.night()
        self.assertFalse(self.reads(self.decider_user, one), "he is asked no more")
        self.assertEqual(one.activity_ids.user_id, self.section_head_user)
        with self.assertRaises(AccessError):
            one.with_user(self.decider_user).action_approve()
        one.with_user(self.section_head_user).action_approve()
        self.assertEqual(one._waiting_users(), self.manager_user)

    def test_who_left_the_group(self):
        """Who was of the group that is asked, and is no more, reads nothing of it at once."""
        group = self.env["res.groups"].create({"name": "审定", "user_ids": [(4, self.other_user.id)]})
        group.user_ids = [(4, self.manager_user.id)]
        self.department.write({"review_type": "group", "reviewer_group_id": group.id, "reviewer_id": False})
        one = self.handed_in()
        self.assertTrue(self.reads(self.other_user, one))
        group.user_ids = [(3, self.other_user.id)]
        self.assertFalse(self.reads(self.other_user, one))

    def test_not_the_subject_himself(self):
        """A group is asked of which he is one: he reads nothing of what is proposed about himself."""
        group = self.env["res.groups"].create(
            {"name": "审定", "user_ids": [(6, 0, (self.person_user | self.manager_user).ids)]}
        )
        self.department.write({"review_type": "group", "reviewer_group_id": group.id, "reviewer_id": False})
        one = self.handed_in()
        self.assertIn(self.person_user, one.review_ids.reviewer_ids)
        self.assertFalse(self.reads(self.person_user, one))
        self.assertFalse(self.env["tier.review"].with_user(self.person_user).search([("res_id", "=", one.id)]))
        one.with_user(self.decider_user).action_approve()
        with self.assertRaises(AccessError):
            one.with_user(self.person_user).action_approve()
        one.with_user(self.manager_user).action_approve()
        self.assertTrue(self.reads(self.person_user, one), "approved, he reads what follows for him")
