"""What an award is worth, and how a score becomes money. (S1-53, S2A-75, S2A-77)"""

from odoo.exceptions import AccessError, UserError

from tests.acting.registry import acts
from tests.consequence.test_consequences_s2a import FollowCase


class TestCertificate(FollowCase):
    """S2A-77: whoever is commended gets a certificate and a bonus."""

    def commended(self):
        self.subject(self.staff, 95, "excellent", ["commended"], employee_id=self.person.id)
        return self.follow(self.staff)["award"]

    def details(self, consequence, user, **values):
        wizard = self.env["cadre.consequence.wizard"].with_user(user)
        return wizard.create({"consequence_id": consequence.id, **values}).action_confirm()

    @acts("S2A-77", "scheme_s2a_staff_consequence_praise", needs_amount=False, certificate=False)
    def test_the_bonus_then_the_certificate(self):
        award = self.commended()
        self.assertTrue(award.needs_amount and award.certificate)
        with self.assertRaisesRegex(UserError, "amount"):
            award.with_user(self.decider_user).action_approve()
        with self.assertRaises(AccessError):
            self.details(award, self.decider_user, amount=9999)  # the office says it, the body approves it
        self.details(award, self.officer_user, amount=2000)
        with self.assertRaises(UserError):
            award.with_user(self.officer_user).write({"amount": 5000})
        award.with_user(self.decider_user).action_approve()
        with self.assertRaises(UserError):  # approved is approved
            self.details(award, self.officer_user, amount=3000)
        with self.assertRaisesRegex(UserError, "certificate"):
            award.with_user(self.officer_user).action_done()
        self.details(award, self.officer_user, certificate_number="枣表〔2026〕7号")
        award.with_user(self.officer_user).action_done()
        self.assertEqual((award.state, award.amount, bool(award.certificate_on)), ("done", 2000, True))

    def test_taken_away(self):
        """S2A-77 acts: without its data neither is asked for."""
        self.staff.scheme_id.consequence_ids.sudo().write({"needs_amount": False, "certificate": False})
        award = self.commended()
        award.with_user(self.decider_user).action_approve()
        award.with_user(self.officer_user).action_done()
        self.assertEqual(award.state, "done")


class TestScoreIsMoney(FollowCase):
    """S1-53: the score decides the bonus of the year; what a point is worth is the office's own choice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bureau = cls.year_of("scheme_s1", leading_body_id=cls.leading_body.id)

    def money(self, total, per_point):
        rule = self.bureau.scheme_id.consequence_ids.filtered(lambda one: one.action == "money")
        rule.sudo().amount = per_point
        self.subject(self.bureau, total, "competent", employee_id=self.person.id)
        return self.follow(self.bureau)["money"]

    def test_each_point(self):
        self.assertEqual(self.money(86.55, 33.33).amount, 2884.71)  # 2884.7115, half up

    def test_said_by_the_office(self):
        """As shipped nobody knows what a point is worth: nothing is approved before the office says it."""
        money = self.money(86.55, 0)
        self.assertEqual(money.amount, 0)
        with self.assertRaisesRegex(UserError, "amount"):
            money.with_user(self.decider_user).action_approve()
        self.assertEqual(money.name, "作为确定年度目标考核奖金的重要依据")


class TestTogether(FollowCase):
    """The office carries many out with one click, in as many queries as few."""

    def queries(self, count):
        talks = self.env["cadre.consequence"].sudo()
        talks = talks.create(
            [
                {
                    "cycle_id": self.staff.id,
                    "employee_id": self.person.id,
                    "person_name": self.person.name,
                    "name": f"谈话{n}",
                    "action": "talk",
                    "held_on": "2026-01-09",
                    "held_by_id": self.leader.id,
                    "content": "谈话内容",
                    "signature": "signed",
                }
                for n in range(count)
            ]
        )
        talks.with_user(self.decider_user).action_approve()
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        talks.with_user(self.officer_user).action_done()
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertEqual(set(talks.mapped("state")), {"done"})
        return self.env.cr.sql_log_count - before

    def test_done(self):
        self.queries(25)  # what is read once about a user is not our cost
        self.assertLessEqual(self.queries(95), self.queries(25))
