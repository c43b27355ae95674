"""The reason of a step, and the judgement it took away, last in a table of ours. (issue 9, number 6)"""

from odoo.exceptions import AccessError

from tests.work.builder import WorkCase
from tests.work.test_rating import RatingCase


class LogMixin:
    def log_of(self, record, user=None):
        Log = self.env["cadre.step.log"]
        domain = [("res_model", "=", record._name), ("res_id", "=", record.id)]
        return (Log.with_user(user) if user else Log).search(domain, order="id")

    def hand_in(self):
        plan = self.fill(self.plan)
        plan.with_user(self.person_user).action_submit()
        return plan

    def give_back(self, record, reason):
        wizard = self.env["cadre.step.reason"].with_user(self.leader_user)
        wizard.create(
            {"res_model": record._name, "res_ids": record.ids, "step": "return", "reason": reason}
        ).action_confirm()


class TestStepLogOfLists(LogMixin, WorkCase):
    def test_every_return_lasts(self):
        """Two returns of one list: both reasons stand, each with who, when and from which state."""
        plan = self.hand_in()
        self.give_back(plan, "目标不具体。")
        plan.with_user(self.person_user).action_submit()
        self.give_back(plan, "时限过长。")
        first, second = self.log_of(plan)
        self.assertEqual((first.reason, second.reason), ("目标不具体。", "时限过长。"))
        self.assertEqual(first.user_id, self.leader_user)
        self.assertEqual((first.state_from, first.state_to), ("submitted", "draft"))
        self.assertIn(self.person.name, first.name)

    def test_a_client_gives_no_reason_by_the_context(self):
        """A step without a reason leaves no row, whatever the context says."""
        plan = self.fill(self.plan)
        plan.with_user(self.person_user).with_context(cadre_step_reason="捏造").action_submit()
        self.assertEqual(plan.state, "submitted")
        self.assertFalse(self.log_of(plan))


class TestStepLog(LogMixin, RatingCase):
    def test_a_rating_taken_back_lasts(self):
        """The grade that was given before it was taken back, changed or lost with the return."""
        report = self.rated(0)
        report.action_rate(self.top.id, "成绩突出")
        report.action_rate(self.good.id, "工作扎实")
        self.give_back(report, "重写")
        again, back = self.log_of(self.reports[0])
        self.assertIn("优秀", again.before)
        self.assertIn("成绩突出", again.before)
        self.assertIn("良好", back.before)
        self.assertEqual(back.reason, "重写")

    def test_who_reads_it(self):
        """The reason: readers of the record. What was taken away: those who decide. Others: nothing, and no count."""
        mine = self.reports.filtered(lambda one: one.employee_id == self.person)
        report, own, stranger = mine.with_user(self.leader_user), self.person_user, self.other_user
        report.action_rate(self.top.id)
        self.give_back(report, "重写")
        row = self.log_of(mine, own)[-1:]
        self.assertEqual(row.reason, "重写")
        with self.assertRaises(AccessError):
            row.read(["before"])
        self.assertIn("优秀", self.log_of(mine, self.decider_user)[-1:].before)
        self.assertFalse(self.log_of(mine, stranger))
        with self.assertRaises(AccessError):
            row.with_user(stranger).read(["reason"])
        with self.assertRaises(AccessError):
            row.with_user(self.plain_user).read(["reason"])

    def test_nobody_writes_it(self):
        """Neither the office nor the organization department nor the administrator of the database."""
        report = self.rated(0)
        self.give_back(report, "重写")
        row = self.log_of(self.reports[0])
        self.manager_user.group_ids |= self.env.ref("base.group_system")
        for user in (self.leader_user, self.officer_user, self.manager_user, self.decider_user):
            with self.assertRaises(AccessError):
                row.with_user(user).write({"reason": "x"})
            with self.assertRaises(AccessError):
                row.with_user(user).unlink()
            with self.assertRaises(AccessError):
                row.with_user(user).create(
                    {
                        "res_model": report._name,
                        "res_id": report.id,
                        "name": "x",
                        "user_id": user.id,
                        "done_on": row.done_on,
                        "step": "x",
                    }
                )
