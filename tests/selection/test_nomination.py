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
        """S4-E5, S4-P3-03: the head of that day answers and stays; the last day corresponds; then it lapses
        (S4-P3-13)."""
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
        """S4-P3-01, S4-P3-02: who nominates in his own name answers himself; nobody nominates himself."""
        nomination = self.nominate(self.official("Y"), by="person", person_id=self.leader.id, body_id=False)
        nomination.action_hand_in()
        self.assertEqual(nomination.accountable_id, self.leader)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.nominate(self.leader, by="person", person_id=self.leader.id, body_id=False)

    def test_of_the_department(self):
        """S4-P3-04: for what the department nominates its head answers; S4-P3-16: who shares it stands beside him."""
        nomination = self.nominate(
            self.official("D"), body_id=self.selection_body.id, co_responsible_ids=[(6, 0, self.leader.ids)]
        )
        nomination.action_hand_in()
        self.assertEqual(nomination.accountable_id, self.selection_officer)
        self.assertEqual(nomination.co_responsible_ids, self.leader)
        with self.assertRaises(UserError):
            nomination.co_responsible_ids = False

    def test_in_writing(self):
        """S4-P3-07: in writing, with its reason; S4-P3-08: only the review lets it into the recommendation."""
        man = self.official("S")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.nominate(man, reason=False)
        self.leading_body.member_ids.write({"date_from": "2000-01-01"})
        nomination = self.nominate(man, "2012-12-09")
        nomination.action_hand_in()
        candidate = self.begun(man).candidate_ids.with_user(self.office_user)
        with self.says("taken into the recommendation"):
            candidate.nomination_id = nomination
        nomination._take_with_reason("accept", "综合审核通过")
        candidate.nomination_id = nomination
        self.assertEqual(candidate.nomination_id, nomination)

    def test_told_to_the_body(self):
        """S4-P3-10: the body that decides reads on the dossier who nominated him, who answers, and the review."""
        self.leading_body.member_ids.write({"date_from": "2000-01-01"})
        man = self.official("T")
        nomination = self.accepted(man, "2012-12-09", by="person", person_id=self.leader.id, body_id=False)
        selection = self.begun(man)
        candidate = selection.candidate_ids.with_user(self.office_user)
        candidate.nomination_id = nomination
        self.do(selection, "headcount")
        self.on("2012-12-13")
        self.check(candidate)
        self.healthy(candidate)
        self.do(selection, "check")
        self.on("2012-12-24")
        self.decision(selection, "decision")
        read = candidate.with_user(self.decider_user).dossier
        for text in (self.leader.name, "2012-12-09", "综合审核通过"):
            self.assertIn(text, read)
        self.assertNotIn("实绩突出", read, "the reason stays on the form")

    def test_an_irregularity(self):
        """S4-P12-06: verified, he is out at once, whatever step is next, and who nominated him is called to account,
        though nobody was appointed; only the organization department brings him back. Of his own he reads no more
        than that; S4-P3-05: the other causes still ask for an appointment."""
        self.leading_body.member_ids.write({"date_from": "2000-01-01"})
        nomination = self.accepted(self.person, "2012-12-09")
        selection = self.begun(self.person)
        candidate = selection.candidate_ids.with_user(self.office_user)
        candidate.nomination_id = nomination
        self.env["cadre.registration"]._tell(selection.sudo().candidate_ids, "running")
        row = {"nomination_id": nomination.id, "text": "伪造学历", "severity": "discipline"}
        Accountability = self.env["cadre.nomination.accountability"].with_user(self.office_user)
        for cause in ("false", "irregular"):
            with self.subTest(cause), self.says("nobody was appointed|no irregularity"):
                Accountability.create({**row, "cause": cause})
        for user in (self.decider_user, self.person_user):
            with self.assertRaises(UserError):
                candidate.with_user(user)._take_with_reason("disqualify", "伪造学历")
        with self.says("give a reason"):
            candidate._take_with_reason("disqualify", " ")
        self.assertIn(self.decider.name, " ".join(candidate._step_effect("disqualify")))
        candidate._take_with_reason("disqualify", "伪造学历")
        self.assertEqual(candidate.state, "out")
        self.assertFalse(selection.sudo()._own_people())
        self.assertIn("伪造学历", candidate.out_text)
        answered = nomination.accountability_ids
        self.assertEqual((answered.cause, answered.text), ("irregular", "伪造学历"))
        self.assertEqual(answered.accountable_id, self.decider)
        self.assertEqual((nomination.state, nomination.with_cause), ("accepted", 1))
        mine = self.env["cadre.registration"].with_user(self.person_user).search([])
        self.assertEqual(mine.outcome, "out")
        self.assertIn("irregularity", mine.reason_text)
        self.assertNotIn("伪造学历", mine.reason_text)
        with self.assertRaises(UserError):
            candidate._take_with_reason("bring_back", "查无实据")

    def test_causes(self):
        """S4-P3-05: six causes; S4-P3-06: who handles it follows from how grave it is."""
        fields = self.env["cadre.nomination.accountability"]._fields
        self.assertEqual(len(fields["cause"].selection), 6 + 1, "six, and what is verified before an appointment")
        self.assertEqual([code for code, _label in fields["severity"].selection], ["minor", "discipline", "crime"])

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
