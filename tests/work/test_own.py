"""One's own stays one's own when the account changes: a bar follows the person, a right his present account."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from tests.organization.accounts import AccountHttpCase
from tests.work.builder import Refused


@tagged("-at_install", "post_install")
class TestOwnByAnyAccount(AccountHttpCase):
    def hooked(self, employee, user):
        self.env.invalidate_all()
        employee._set_account(user, "测试")
        self.env.invalidate_all()

    def submitted(self, level="month"):
        """A record of the person, handed in and waiting for its leader."""
        self.approve(self.plan)
        report = self.env["cadre.progress.report"].with_user(self.person_user)
        report = report.create({"period_id": self.period(self.cycle, level).id})
        report.line_ids.write({"result": "已完成"})
        report.action_submit()
        return report.sudo()

    def test_unhooked_acts_and_hooks_again(self):
        """The office's own man is unhooked: he neither writes his list as the office nor checks his own work."""
        plan = self.plan_of(self.officer)
        item = self.env["cadre.rectification"].create(
            {
                "cycle_id": self.cycle.id,
                "problem": "迟报",
                "responsible_id": self.officer.id,
                "due": "2025-12-01",
            }
        )
        nobody = self.env["res.users"]
        for account in (self.officer_user, nobody, self.spare_user):
            if self.officer.user_id != account:
                self.hooked(self.officer, account)
            with self.subTest(account.login):
                self.assertTrue(plan.with_user(self.officer_user)._is_own())
                self.assertTrue(item.with_user(self.officer_user)._is_own())
                with self.assertRaises(Refused):
                    self.call(self.officer_user, "cadre.rectification", "action_close", item.ids)
        # without his employee he sits in no office and reads the list no more: asked as the server
        self.assertFalse(plan.with_user(self.officer_user).sudo()._acts_for_subject())
        self.assertTrue(plan.with_user(self.spare_user)._acts_for_subject())
        self.hooked(self.officer, nobody)
        self.assertFalse(plan.with_user(self.officer_user).sudo()._acts_for_subject(), "it is his own")
        self.hooked(self.officer, self.officer_user)
        self.assertTrue(plan.with_user(self.officer_user)._acts_for_subject())
        self.assertTrue(plan.with_user(self.spare_user)._is_own(), "an account that was his stays barred")

    def test_account_handed_on(self):
        """The person's former account now leads: it decides nothing about him, in rounds, routes and marks."""
        report = self.submitted()
        self.hooked(self.person, self.spare_user)
        self.hooked(self.leader, self.person_user)
        self.person_user.group_ids |= self.leader_user.group_ids
        self.assertEqual(report.leader_user_id, self.person_user)
        with self.assertRaises(Refused):
            self.call(self.person_user, "cadre.progress.report", "action_approve", report.ids)
        self.assertTrue(report.with_user(self.person_user)._is_own())
        self.assertFalse(report.with_user(self.leader_user)._is_own())

    def test_tiers(self):
        """Whose list it is answers for it with none of his accounts; where nobody else is left, it is not handed in."""
        self.fill(self.plan)
        self.plan.with_user(self.person_user).action_submit()
        self.hooked(self.person, self.env["res.users"])
        self.hooked(self.leader, self.person_user)
        self.person_user.group_ids |= self.leader_user.group_ids
        self.plan.review_ids.write({"reviewer_ids": [(6, 0, self.person_user.ids)]})
        self.env.invalidate_all()
        self.assertIn(self.person_user, self.plan._barred_reviewers())
        for method in ("action_approve", "validate_tier", "reject_tier"):
            with self.subTest(method), self.assertRaises(Refused):
                self.call(self.person_user, "cadre.work.plan", method, self.plan.ids)
        self.env.invalidate_all()
        self.assertEqual(self.plan.state, "submitted")

    def test_reading_is_of_today(self):
        """The former account no longer reads; the present one does."""
        report = self.submitted()
        self.hooked(self.person, self.spare_user)
        with self.assertRaises(Refused):
            self.call(self.person_user, "cadre.progress.report", "read", report.ids, ["state"])
        self.assertTrue(self.call(self.spare_user, "cadre.progress.report", "read", report.ids, ["state"]))

    def test_before_the_cycle(self):
        """An account that was given up before the cycle began is nobody's bar in it."""
        self.hooked(self.person, self.spare_user)
        row = self.history.search([("employee_id", "=", self.person.id), ("user_id", "=", self.person_user.id)])
        begin = fields.Datetime.to_datetime(self.cycle.date_from)
        for ended, own in ((begin + timedelta(days=1), True), (begin - timedelta(days=1), False)):
            row.date_to = ended
            self.env.invalidate_all()
            with self.subTest(ended=ended):
                self.assertEqual(self.plan.with_user(self.person_user)._is_own(), own)
                self.assertEqual(self.person_user in self.plan._own_users(), own)

    def test_case(self):
        """Discipline staff never read a case of their own, by an account of former years neither."""
        case = self.env["cadre.case"].create({"employee_id": self.discipline.id})
        other = self.env["cadre.case"].create({"employee_id": self.person.id})
        for account in (self.spare_user, self.env["res.users"]):
            self.hooked(self.discipline, account)
            with self.subTest(account.login):
                found = self.call(self.discipline_user, "cadre.case", "search", [])
                self.assertNotIn(case.id, found)
                self.assertIn(other.id, found)
                for method, args in (
                    ("read", [["kind"]]),
                    ("write", [{"note": "x"}]),
                    ("action_close", []),
                    ("unlink", []),
                ):
                    with self.assertRaises(Refused):
                        self.call(self.discipline_user, "cadre.case", method, case.ids, *args)

    def test_two_accounts_are_one_person(self):
        """Where two have to act, one person with two accounts is one."""
        self.hooked(self.decider, self.spare_user)
        self.assertEqual(self.decider_user._cadre_accounts(), self.decider_user | self.spare_user)
        decision = self.env["cadre.decision"].new({"cycle_id": self.cycle.id, "submitted_by_id": self.spare_user.id})
        self.assertIn(self.decider_user, decision._barred_reviewers())
