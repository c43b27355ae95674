"""Whoever must act on what follows from a result is told so near its day and after it, and nobody twice."""

from datetime import date, timedelta
from unittest.mock import patch

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import UserError

from tests.consequence.test_versions import VersionCase

DAY = date(2026, 3, 16)


class TestReminders(VersionCase):
    def setUp(self):
        super().setUp()
        self.first("competent")
        self.due = self.of(self.money)
        guarded(self.due.sudo()).write({"deadline": DAY})
        self.staff.reminder_days = 5
        self.startPatcher(patch.object(type(self.staff), "_told_in", lambda cycle: "en_US"))

    def told(self, day, user):
        """(summary, what it is about) of the reminders of ``user`` after the run of ``day``."""
        self.staff.sudo()._remind(day)
        domain = [("user_id", "=", user.id), ("res_model", "in", ("cadre.consequence", "cadre.cycle"))]
        domain.append(("activity_type_id", "=", self.env.ref("cadre_assessment.activity_reminder").id))
        found = self.env["mail.activity"].sudo().search(domain)
        return {one.summary: (one.res_model, one.date_deadline) for one in found if "follows" in one.summary}

    def test_near_the_day_the_body_then_the_office(self):
        self.assertFalse(self.told(DAY - timedelta(days=6), self.decider_user))
        said = self.told(DAY - timedelta(days=5), self.decider_user)
        self.assertEqual(said, {"Approve what follows from the results": ("cadre.cycle", DAY)})
        self.assertFalse(self.told(DAY, self.officer_user))
        self.due.with_user(self.decider_user).action_approve()
        self.assertFalse(self.told(DAY, self.decider_user))
        said = self.told(DAY, self.officer_user)
        self.assertEqual(said, {"Carry out what follows from a result": ("cadre.cycle", DAY)})

    def test_overdue_is_said_anew_and_ends_when_done(self):
        self.due.with_user(self.decider_user).action_approve()
        self.told(DAY, self.officer_user)
        [said] = self.told(DAY + timedelta(days=1), self.officer_user)
        self.assertIn("overdue", said)
        self.assertEqual(self.told(DAY + timedelta(days=30), self.officer_user).keys(), {said})
        self.due.with_user(self.officer_user).action_done()
        self.assertFalse(self.told(DAY + timedelta(days=31), self.officer_user))

    def test_who_sees_to_it_is_asked_of_each_but_never_about_himself(self):
        self.due.with_user(self.decider_user).action_approve()
        guarded(self.due.sudo()).write({"responsible_id": self.leader_user.id})
        self.assertEqual(
            self.told(DAY, self.leader_user), {"Carry out what follows from a result": ("cadre.consequence", DAY)}
        )
        self.assertFalse(self.told(DAY, self.officer_user))
        guarded(self.due.sudo()).write({"responsible_id": self.due.user_id.id})
        self.assertFalse(self.told(DAY, self.due.user_id))
        self.assertTrue(self.told(DAY, self.officer_user))

    def test_what_the_body_decides_is_put_before_it_by_the_office(self):
        guarded(self.due.sudo()).write({"approval": "body"})
        self.assertFalse(self.told(DAY, self.decider_user))
        self.assertEqual([*self.told(DAY, self.officer_user)], ["Put before the body what follows from the results"])
        self.due.with_user(self.officer_user).action_bring_before_body()
        self.assertFalse(self.told(DAY, self.officer_user))

    def test_an_archived_cycle_is_asked_as_long_as_something_waits(self):
        self.assertEqual(self.staff.state, "archived")
        cycles = self.env["cadre.cycle"].sudo()
        self.assertIn(self.staff, cycles.search(cycles._domain_to_remind()))
        self.carry_out(self.due)
        self.assertNotIn(self.staff, cycles.search(cycles._domain_to_remind()))

    def test_cards(self):
        """The archived cycle shows what waits, and what is overdue in red; a person on the list sees none of it."""

        def cards(user):
            self.env.invalidate_all()
            found = self.staff.with_user(user)._cockpit_cards()
            return {one["code"]: (one["count"], one["level"]) for one in found if "consequences" in one["code"]}

        shown = cards(self.officer_user)
        self.assertEqual(shown["consequences_approve"][0], len(self.of(self.money)))
        self.assertEqual(shown["consequences_overdue"], (1, "danger"))
        self.carry_out(self.due)
        self.assertNotIn("consequences_overdue", cards(self.officer_user))
        self.assertFalse(cards(self.person_user))


class TestSeats(VersionCase):
    """A commendation has seats in the year: those of the decision and those that follow count together."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        words = cls.env["cadre.category"].sudo()
        cls.merit = words.create({"kind": "award", "code": "x_merit", "name": "记三等功"})
        scheme = {"scheme_id": cls.scheme.id, "name": "三等功名额", "code": "x_merit", "use": "result"}
        cls.quota = cls.env["cadre.scheme.quota"].sudo().create({**scheme, "award_id": cls.merit.id})
        guarded(cls.env["cadre.pool"]).sudo().create({"cycle_id": cls.staff.id, "quota_id": cls.quota.id, "seats": 2})
        cls.rule = cls.rule_of_class("award", fact="grade", value="excellent")
        cls.rule.award_id = cls.merit

    def setUp(self):
        super().setUp()
        people = [self.make_employee(f"功{n}", f"MS{n}") for n in range(3)]
        self.three = [self.subject(self.staff, 95, "excellent", employee_id=one.id) for one in people]
        self.follow(self.staff)
        self.proposed = self.of(self.rule)

    def test_no_more_than_the_seats(self):
        self.assertEqual(len(self.proposed), 3)
        body = self.proposed.with_user(self.decider_user)
        with self.assertRaisesRegex(UserError, "2 seats, and 3"):
            body.action_approve()
        self.assertEqual(set(self.proposed.mapped("state")), {"proposed"})
        body[:2].action_approve()
        with self.assertRaisesRegex(UserError, "2 seats, and 3"):
            body[2].action_approve()

    def test_what_the_decision_gave_counts_once(self):
        """Two have it by the decision: of them one may follow as well, a third person has no seat."""
        for one in self.three[:2]:
            guarded(self.env["cadre.assessment.award"]).sudo().create(
                {"assessment_id": one.id, "quota_id": self.quota.id, "award_id": self.merit.id, "decided": True}
            )
        by_person = {one.employee_id: one for one in self.proposed}
        by_person[self.three[0].employee_id].with_user(self.decider_user).action_approve()
        with self.assertRaisesRegex(UserError, "2 seats, and 3"):
            by_person[self.three[2].employee_id].with_user(self.decider_user).action_approve()
