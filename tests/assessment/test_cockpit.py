"""The cycle says what is left to do, to whom it concerns; a roster that did not change is left alone."""

from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.assessment import snapshot
from odoo.addons.cadre_assessment.models.rows import counts

from tests.assessment.common import YearCase


class TestCockpit(YearCase):
    def _cards(self, user):
        self.env.invalidate_all()
        return {card["code"]: card for card in self.cycle.with_user(user)._cockpit_cards()}

    def test_what_is_missing_before_the_decision(self):
        """S0-32, S0-40: reviews and findings are counted for office and body, and open their lists."""
        self.give_year(c=("良好", "优秀", (12, 6, 2, 0)))
        self.compute()
        for user in (self.officer_user, self.decider_user):
            cards = self._cards(user)
            self.assertEqual((cards["veto"]["count"], cards["findings"]["count"], cards["ties"]["count"]), (13, 13, 2))
            self.assertEqual(cards["veto"]["action"]["res_model"], "cadre.assessment")
        self.fill_findings()
        self.clear_vetoes()
        cards = self._cards(self.officer_user)
        self.assertEqual((cards["veto"]["count"], cards["findings"]["count"]), (0, 0))

    def test_findings_not_complete(self):
        """S0-40: one heading left empty is enough to be counted, to be found by the card, and to be asked for."""
        self.give_year()
        self.compute()
        self.fill_findings()
        mine = [("cycle_id", "=", self.cycle.id), ("assessed", "=", True)]
        Assessment = self.env["cadre.assessment"].with_user(self.officer_user)
        one, other = Assessment.search(mine, limit=2)
        one.finding_ids[:1].write({"positive": "", "negative": False})
        other.finding_ids[:1].write({"positive": False, "negative": "有待改进"})
        self.env.invalidate_all()
        self.assertEqual(Assessment.search([*mine, ("unwritten", "=", True)]), one)
        self.assertEqual(Assessment.search([*mine, ("unwritten", "=", False)]), Assessment.search(mine) - one)
        self.assertEqual((one.unwritten, other.unwritten), (True, False))
        card = self._cards(self.officer_user)["findings"]
        self.assertEqual(card["count"], 1)
        behind = self.env[card["action"]["res_model"]].with_user(self.officer_user).search(card["action"]["domain"])
        self.assertEqual(behind.assessment_id, one)
        self.assertLess(len(str(card["action"]["domain"])), 100, "no list of people")
        one.finding_ids[:1].sudo().dimension_id.active = False  # nobody asks for this heading any more
        self.assertFalse(Assessment.search([*mine, ("unwritten", "=", True)]))
        self.cycle.sudo().scheme_id.dimension_ids.active = False
        self.assertFalse(Assessment.search([*mine, ("unwritten", "=", True)]))

    def test_counted_together(self):
        """Many questions are one statement, and each has the answer that its list has: for every reader."""
        self.give_year()
        self.compute()
        mine = [("cycle_id", "=", self.cycle.id)]
        domains = {
            "cadre.assessment": (
                mine,
                [*mine, ("assessed", "=", True)],
                [*mine, ("line_ids.reason_code", "=", "missing")],
                [*mine, "|", ("employee_id.name", "like", "甲"), ("decided_grade_id", "!=", False)],
                [("id", "in", [])],
            ),
            "cadre.work.plan": ([*mine, ("state", "!=", "filed")], [("cycle_id.scheme_id.name", "=", "?")]),
            "hr.employee": ([("name", "!=", False)], [("active", "=", False)]),
            "cadre.pool": (mine,),
        }
        wanted = [(model, domain) for step in range(5) for model, some in domains.items() for domain in some[step:][:1]]
        for user in (self.env.user, self.officer_user, self.decider_user, self.person_user):
            env = self.env(user=user)
            wanted_here = [one for one in wanted if env[one[0]].has_access("read")]
            counts(env, wanted_here)  # whose rules are known by now
            with self.assertQueryCount(1):
                found = counts(env, wanted_here)
            self.assertEqual(found, [env[model].search_count(domain) for model, domain in wanted_here], user.name)
            shared = counts(env, [("cadre.assessment", domain) for domain in domains["cadre.assessment"]], among=mine)
            of_cycle = [[*mine, *domain] for domain in domains["cadre.assessment"]]
            self.assertEqual(shared, [env["cadre.assessment"].search_count(domain) for domain in of_cycle], user.name)
        self.assertEqual(counts(self.env, []), [])

    def test_a_person_sees_nothing_of_it(self):
        """A person's cockpit says nothing of scores until the notice, then it opens his own result."""
        self.give_year()
        self.fill_findings()
        self.clear_vetoes()
        self.compute()
        self.assertFalse(self._cards(self.person_user).keys() & {"veto", "findings", "ties", "my_result"})
        self.decide()
        notice = (
            self.env["cadre.notice"].with_user(self.officer_user).create({"name": "公示", "cycle_id": self.cycle.id})
        )
        notice.action_post()
        self.assertEqual(self._cards(self.person_user)["my_result"]["value"], "优秀")

    def test_reminders(self):
        """Who must act next is reminded: the body of its reviews, the office of findings, of ending, of archiving."""
        self.give_year()
        self.compute()
        users = self._reminded(date(2026, 1, 5))
        self.assertIn(self.decider_user, users["Conclude the veto reviews"])
        self.assertIn(self.officer_user, users["Complete the evaluation under five headings"])
        self.fill_findings()
        self.clear_vetoes()
        self.assertFalse(self._reminded(date(2026, 1, 5)).keys() & {"Conclude the veto reviews"})
        self.decide()
        notice = (
            self.env["cadre.notice"].with_user(self.officer_user).create({"name": "公示", "cycle_id": self.cycle.id})
        )
        with freeze_time("2026-01-12 02:00:00"):
            notice.action_post()
        self.assertNotIn("End the public notice", self._reminded(date(2026, 1, 16)))
        self.assertIn(self.officer_user, self._reminded(date(2026, 1, 17))["End the public notice"])
        with freeze_time("2026-01-17 02:00:00"):
            notice.objections = "none"
            notice.action_end()
        self.assertIn(self.officer_user, self._reminded(date(2026, 1, 17))["Archive the results"])

    def _reminded(self, today):
        self.env.invalidate_all()
        users = {}
        for reminder in self.cycle._reminders(today):
            users[reminder.summary] = users.get(reminder.summary, self.env["res.users"]) | reminder.user
        return users

    def test_the_next_step(self):
        """The buttons of the cycle follow what may be done: compute, decision, notice, archive."""
        office = self.cycle.with_user(self.officer_user)
        self.give_year()
        self.fill_findings()
        self.assertIn(" compute ", office.allowed_steps)
        self.compute()
        self.clear_vetoes()
        self.assertIn(" prepare_decision ", office.allowed_steps)
        action = office.action_prepare_decision()
        self.assertEqual(office.action_prepare_decision()["res_id"], action["res_id"])
        self.env["cadre.decision"].browse(action["res_id"]).unlink()
        self.decide()
        self.assertNotIn(" compute ", office.allowed_steps)
        self.assertIn(" prepare_notice ", office.allowed_steps)


class TestRosterUnchanged(YearCase):
    def _age(self, days):
        """As if everything had been written ``days`` ago, by another transaction."""
        self.env.flush_all()
        for table in snapshot.SOURCES:
            self.env.cr.execute(f"UPDATE {table} SET write_date = now() AT TIME ZONE 'UTC' - interval '{days} days'")
        self.env.invalidate_all()

    def _computed(self):
        """How often the roster was read by a computation."""
        with patch.object(snapshot, "roster", side_effect=snapshot.roster) as read:
            self.compute()
        return read.call_count

    def test_a_roster_that_did_not_change_is_not_read_again(self):
        """The snapshot is refreshed when anything it is made of was written since, and only then (S3-02)."""
        self.give_year()
        self._age(3)
        self.assertEqual(self._computed(), 1)
        self.assertEqual(self._computed(), 0)
        self.env.cr.execute(
            "UPDATE hr_version SET job_title = '调研员', write_date = write_date + interval '1 day' WHERE id = %s",
            [self.b.sudo().current_version_id.id],
        )
        self.env.invalidate_all()
        self.assertEqual(self._computed(), 1)
        self.assertEqual(self.assessment(self.b).post, "调研员")

    def test_what_this_transaction_wrote_is_always_read(self):
        """Two writes of one transaction bear one date: then nothing is taken for unchanged."""
        self.give_year()
        self._age(3)
        self._computed()
        self.b.write({"ethnicity": "白族"})
        self.assertEqual(self._computed(), 1)
        self.b.write({"ethnicity": "彝族"})
        self.assertEqual(self._computed(), 1)
        self.assertEqual(self.assessment(self.b).ethnicity, "彝族")
