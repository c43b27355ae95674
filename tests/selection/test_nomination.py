"""Nominations: in writing, somebody answers for each, valid to the corresponding day (S4-P3, S4-E5, F-22)."""

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from tests.common import CadreCase

from .acts import ActsBuilder


@tagged("post_install", "-at_install")
class TestNomination(ActsBuilder, CadreCase):
    def nominate(self, man, day="2010-03-15", **values):
        self.on(day)
        values = {"by": "body", "body_id": self.leading_body.id, **values}
        return self.env["cadre.nomination"].with_user(self.office_user).create(
            {"employee_id": man.id, "job_id": self.job.id, "reason": "实绩突出", "date": day, **values}
        )  # fmt: skip

    def accepted(self, man, *args, **values):
        nomination = self.nominate(man, *args, **values)
        nomination.action_hand_in()
        nomination._take_with_reason("accept", "综合审核通过")
        return nomination

    def test_s4_e5(self):
        """S4-E5, S4-P3-03: the head of that day answers and stays; the last day corresponds; then it lapses."""
        self.leading_body.member_ids.write({"date_from": "2000-01-01"})
        man = self.official("X")
        nomination = self.accepted(man)
        self.assertEqual((nomination.accountable_id, nomination.valid_until), (self.decider, date(2011, 3, 15)))
        self.assertTrue(nomination._holds_on(date(2011, 3, 15)))
        self.assertFalse(nomination._holds_on(date(2011, 3, 16)))
        chair = self.leading_body.member_ids.filtered(lambda one: one.role == "chair")
        chair.date_to = "2010-12-31"
        self.assertEqual(nomination.accountable_id, self.decider, "whoever is head later")
        self.on("2011-03-15")
        self.env["cadre.term"]._cron_day()
        self.assertEqual(nomination.state, "accepted")
        self.on("2011-03-16")
        self.env["cadre.term"]._cron_day()
        self.assertEqual(nomination.state, "lapsed")

    def test_a_leader_himself(self):
        nomination = self.nominate(self.official("Y"), by="person", person_id=self.leader.id, body_id=False)
        nomination.action_hand_in()
        self.assertEqual(nomination.accountable_id, self.leader)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.nominate(self.leader, by="person", person_id=self.leader.id, body_id=False)

    def test_not_before_its_day(self):
        """One dated ahead would count longer than a year."""
        nomination = self.nominate(self.official("W"), date="2010-03-16")
        with self.assertRaisesRegex(UserError, "a day to come"):
            nomination.action_hand_in()
        self.assertFalse(nomination.valid_until)

    def test_no_head_on_that_day(self):
        self.leading_body.member_ids.write({"date_from": "2012-01-01"})
        with self.assertRaisesRegex(UserError, "no head on"):
            self.nominate(self.official("Z")).action_hand_in()

    def test_through_the_selection(self):
        """A decision after the last day needs a new nomination; used, its decision day is written back, and it counts
        for who nominated (S4-P3-12, S4-P3-14)."""
        man = self.official("U")
        late = self.accepted(man, "2011-12-20")
        selection = self.begun(man)
        candidate = selection.candidate_ids.with_user(self.office_user)
        candidate.nomination_id = late
        self.do(selection, "headcount")
        self.on("2012-12-13")
        self.check(candidate)
        self.healthy(candidate)
        self.do(selection, "check")
        self.on("2012-12-24")
        with self.assertRaisesRegex(UserError, "a new one is needed"):
            self.decide(selection, "decision")
        fresh = self.accepted(man, "2012-12-24")
        candidate.nomination_id = fresh
        selection.sudo().decision_ids.unlink()
        self.decide(selection, "decision")
        self.on("2012-12-31")
        self.do(selection, "document", document="任〔2012〕9号")
        self.assertEqual((fresh.state, fresh.decided_on, fresh.was_used), ("used", date(2012, 12, 24), 1))
        row = {"cause": "hidden", "text": "提拔前隐瞒处分", "severity": "discipline"}
        fresh.write({"accountability_ids": [(0, 0, row)]})
        self.assertEqual((fresh.accountability_ids.accountable_id, fresh.with_cause), (self.decider, 1))
        with self.assertRaisesRegex(UserError, "nobody was appointed by it"):
            late.write({"accountability_ids": [(0, 0, row)]})

    def test_who_may(self):
        """The selection office; who answers for it reads it; the nominee never, nor does he learn of it."""
        self.leading_body.member_ids.write({"date_from": "2000-01-01"})
        nomination = self.nominate(self.person)
        Nomination = self.env["cadre.nomination"]
        self.assertFalse(Nomination.with_user(self.decider_user).search([]))
        nomination.action_hand_in()
        self.assertEqual(Nomination.with_user(self.decider_user).search([]), nomination)
        for user in (self.person_user, self.officer_user, self.leader_user, self.plain_user):
            found = Nomination.with_user(user)
            self.assertFalse(found.has_access("read") and found.search([]), user.login)
        for values in (
            {"reason": "x"},
            {"accountable_id": self.leader.id},
            {"valid_until": "2030-01-01"},
            {"state": "used"},
        ):
            with self.assertRaises(UserError):
                nomination.write(values)
        with self.assertRaises(AccessError):
            nomination.with_user(self.decider_user)._take_with_reason("accept", "通过")
        other = self.official("V")
        candidate = self.begun(other).candidate_ids
        with self.assertRaisesRegex(UserError, "choose a nomination of his"):
            candidate.with_user(self.office_user).nomination_id = nomination
