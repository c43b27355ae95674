"""What each role sees first of a cycle."""

from datetime import date

from freezegun import freeze_time

from ..common import CadreCase


class TestCockpit(CadreCase):
    def cards(self, cycle, user):
        cycle.invalidate_recordset()
        return {card["code"]: card for card in cycle.with_user(user).cockpit["cards"]}

    def test_before_opening(self):
        """The office sees how many are assessed and what stands in the way."""
        cycle = self.make_cycle(organizer_id=False)
        cards = self.cards(cycle, self.officer_user)
        self.assertEqual((cards["people"]["count"], cards["blocking"]["level"]), (4, "danger"))
        self.assertGreaterEqual(cards["blocking"]["count"], 2)
        self.assertIn("organizer", str(cycle.with_user(self.officer_user).opening_problem_list))
        self.assertFalse(cycle.with_user(self.person_user).opening_problem_list)

    def test_under_way(self):
        """Each card opens its list: as many records as it says."""
        self.make_people(9)
        cycle = self.open_cycle()
        with freeze_time("2026-02-01"):
            cards = self.cards(cycle, self.officer_user)
            self.assertEqual((cards["papers_late"]["count"], cards["papers_late"]["level"]), (13, "danger"))
            for code in ("papers_owed", "papers_late", "papers_to_file"):
                action = cards[code]["action"]
                found = self.env[action["res_model"]].with_user(self.officer_user).search_count(action["domain"])
                self.assertEqual(found, cards[code]["count"], code)
        seats = [card["value"] for code, card in cards.items() if code.startswith("seats_")]
        self.assertEqual(seats, ["0 / 2"] * 3)

    def test_a_person_sees_his_own(self):
        """No seats, no counts of others; only what he owes himself."""
        cycle = self.open_cycle()
        seen = self.cards(cycle, self.person_user)
        self.assertIn("my_papers", seen)
        self.assertFalse([code for code in seen if code.startswith(("papers_", "seats_", "people"))])
        self.assertEqual(self.cards(cycle, self.person_user)["my_papers"]["count"], 1)
        self.assertFalse(cycle.with_user(self.person_user).cockpit["next"])
        self.assertEqual(self.cards(cycle, self.discipline_user), {})

    def test_deciders_and_auditors_look(self):
        cycle = self.open_cycle()
        for user in (self.decider_user, self.auditor_user):
            cards = self.cards(cycle, user)
            self.assertIn("papers_owed", cards, user.login)
            self.assertFalse(cycle.with_user(user).cockpit["next"])
        self.assertEqual(cards["papers_owed"]["count"], 0, "an auditor sees what is filed")

    def test_the_next_step_follows_the_state(self):
        cycle = self.make_cycle()
        office = cycle.with_user(self.officer_user)
        self.assertIn("open the cycle", office.cockpit["next"])
        office.action_open()
        office.invalidate_recordset()
        self.assertIn("compute", office.cockpit["next"])
        self.assertEqual(office.progress, 0, "opened, and nothing done yet: a stage is no progress")
        self.assertEqual(cycle.date_to, date(2025, 12, 31))
