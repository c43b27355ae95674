"""What the cockpit counts and whom the reminders reach (lists, months, ratings, filing)."""

from datetime import date

from freezegun import freeze_time
from odoo.exceptions import AccessError

from tests.work.test_report import ReportCase


class TestWatch(ReportCase):
    def _cards(self, user, cycle=None):
        cards = (cycle or self.cycle).with_user(user)._cockpit_cards()
        return {card["code"]: card for card in cards}

    def _list(self, user, card):
        """The records that the card opens."""
        return self.env[card["action"]["res_model"]].with_user(user).search(card["action"]["domain"])

    def _people(self, action):
        """The people a list of who has not reported is narrowed to."""
        return self.env["hr.employee"].browse({name: value for name, _is, value in action["domain"]}["employee_id"])

    def test_lists(self):
        """Lists not filed yet and overdue, one click away."""
        with freeze_time("2025-05-20 04:00:00"):
            cards = self._cards(self.officer_user)
            self.assertEqual(cards["plans_open"]["count"], len(self.plans))
            self.assertNotIn("plans_late", cards)
        with freeze_time("2025-06-02 04:00:00"):
            cards = self._cards(self.officer_user)
        self.assertEqual((cards["plans_late"]["count"], cards["plans_late"]["level"]), (len(self.plans), "danger"))
        self.assertEqual(self._list(self.officer_user, cards["plans_late"]), self.plans)

    def test_months_missing(self):
        """People who owe a month that has ended, and how many months (the list was approved in March)."""
        self.months((4,))
        with freeze_time("2025-06-15 04:00:00"):
            card = self._cards(self.officer_user)["months_missing"]
            action = getattr(self.cycle.with_user(self.officer_user), card["action"]["name"])()
        self.assertEqual((card["count"], card["note"]), (1, "1 months in all"))
        self.assertEqual(self._people(action), self.person)

    def test_waiting_records(self):
        """Records to approve, to rate, to file; the leader is shown what waits for him."""
        self.months((4,))
        self.submit("month", 5)
        self.submit("year", 1)
        office = self._cards(self.officer_user)
        self.assertEqual([office[code]["count"] for code in ("to_approve", "to_rate", "to_file")], [1, 1, 1])
        leader = self._cards(self.leader_user)
        self.assertEqual([leader[code]["count"] for code in ("my_approvals", "my_ratings")], [1, 1])
        self.assertEqual(self._list(self.leader_user, leader["my_ratings"]).level, "year")
        self.assertNotIn("to_rate", leader)

    def test_own_cards(self):
        """A person sees what he has to write himself, and nothing of the others."""
        self.write_report("month", 4)
        self.assertEqual(set(self._cards(self.person_user)), {"own_records"})
        self.assertEqual(set(self._cards(self.other_user)), {"own_plan"})

    def _reminders(self, day):
        with freeze_time(f"{day} 04:00:00"):
            return self.cycle._reminders(date.fromisoformat(day))

    def test_reminder_of_the_list(self):
        """S0-12: before 31 May the person is reminded, then the leader who has not approved yet."""
        self.assertFalse([r for r in self._reminders("2025-05-20") if r.record == self.plan_of(self.other)])
        [reminder] = [r for r in self._reminders("2025-05-25") if r.record == self.plan_of(self.other)]
        self.assertEqual((reminder.user, reminder.deadline), (self.other_user, date(2025, 5, 31)))
        plan = self.fill(self.plan_of(self.other))
        plan.with_user(self.other_user).action_submit()
        [reminder] = [r for r in self._reminders("2025-05-25") if r.record == plan]
        self.assertEqual(reminder.user, self.leader_user)

    def test_reminder_of_the_month(self):
        """Before the month is due, on its draft or, without one, on the list; not once it is handed in."""
        self.scheme.period_ids.filtered(lambda rule: rule.level == "month").sudo().reminder_days = 3
        mine = [r for r in self._reminders("2025-05-03") if r.user == self.person_user]
        self.assertEqual([r.record for r in mine], [self.plan])
        draft = self.write_report("month", 4)
        mine = [r for r in self._reminders("2025-05-03") if r.user == self.person_user]
        self.assertEqual([(r.record, r.deadline) for r in mine], [(draft, date(2025, 5, 5))])
        draft.with_user(self.person_user).action_submit()
        self.assertFalse([r for r in self._reminders("2025-05-03") if r.user == self.person_user])

    def test_reminder_of_the_half_year(self):
        """S0-18: half-year and annual records are asked for as their rule of the scheme says, not months alone."""
        rules = self.scheme.period_ids.sudo()
        rules.reminder_days = 0
        rules.filtered(lambda rule: rule.level == "half").reminder_days = 5
        half = self.period(self.cycle, "half", 1)
        self.assertFalse([r for r in self._reminders("2025-06-28") if r.user == self.person_user])
        [reminder] = [r for r in self._reminders("2025-06-30") if r.user == self.person_user]
        self.assertEqual((reminder.record, reminder.deadline), (self.plan, half.due))
        self.months((4, 5, 6))
        self.submit("half", 1, self_report="自评")
        self.assertFalse([r for r in self._reminders("2025-07-01") if r.user == self.person_user])

    def test_grades_to_publish(self):
        """S0-21: once every record of the half-year is filed the office is told to publish; the annual one never is."""
        half, year = self.period(self.cycle, "half", 1), self.period(self.cycle, "year", 1)
        self.months((4, 5, 6))
        for period, expected in ((year, self.env["cadre.period"]), (half, half)):
            report = self.submit(period.level, 1, self_report="自评")
            report.with_user(self.leader_user).action_rate(self.good.id)
            self.assertNotIn("to_publish", self._cards(self.officer_user))
            report.with_user(self.officer_user).action_file()
            self.assertEqual(self.cycle._to_publish(), expected)
        card = self._cards(self.officer_user)["to_publish"]
        self.assertEqual(self._list(self.officer_user, card), half)
        texts = {r.summary for r in self._reminders("2025-07-12") if r.user == self.officer_user}
        self.assertIn(f"Publish the grades: {half.name}", texts)
        with self.assertRaises(AccessError):
            year.with_user(self.officer_user)._publish()
        half.with_user(self.officer_user)._publish()
        self.assertNotIn("to_publish", self._cards(self.officer_user))
        self.assertFalse(self.env["cadre.cycle"]._to_publish(), "no period at all")

    def test_who_has_left_owes_nothing_more(self):
        """Months after the day of leaving are neither counted nor asked for nor begun; earlier ones are."""
        self.person.departure_date = "2025-05-20"
        with freeze_time("2025-08-15 04:00:00"):
            card = self._cards(self.officer_user)["months_missing"]
            self.assertEqual((card["count"], card["note"]), (1, "2 months in all"), "April and May")
        self.months((4, 5))
        with freeze_time("2025-08-15 04:00:00"):
            self.assertEqual(self._cards(self.officer_user)["months_missing"]["count"], 0)
        self.assertFalse([r for r in self._reminders("2025-08-15") if r.user == self.person_user])
        self.assertFalse(self.period(self.cycle, "month", 6)._make_drafts())
        self.assertFalse(
            self.period(self.cycle, "half", 1)._missing_of(self.cycle._owed_facts(self.person), self.person.id)
        )

    def test_who_moved_to_another_unit_owes_nothing_more_here(self):
        """A post elsewhere ends what is owed here; whoever comes back owes again."""
        self.person.create_version({"date_version": "2025-06-01", "department_id": self.other_unit.id})
        facts = self.cycle._owed_facts(self.person)
        self.assertEqual(facts.left, {(self.cycle.id, self.person.id): date(2025, 5, 31)})
        months = self.cycle.period_ids.filtered(lambda period: period.level == "month")
        self.assertEqual(months._missing_of(facts, self.person.id).mapped("number"), [4, 5])
        self.person.create_version({"date_version": "2025-09-01", "department_id": self.org_section.id})
        self.assertFalse(self.cycle._owed_facts(self.person).left)

    def test_empty_drafts_of_who_is_gone(self):
        """Taking in who left drops the list he never began; what somebody has written stays."""
        self.fill(self.plan_of(self.section_head), 1)
        for employee in (self.other, self.section_head):
            employee.create_version({"date_version": "2025-04-10", "department_id": self.other_unit.id})
        with freeze_time("2025-05-25 04:00:00"):
            self.cycle.with_user(self.officer_user).action_refresh()
        self.assertFalse(self.plan_of(self.other))
        self.assertTrue(self.plan_of(self.section_head).item_ids)
        self.assertFalse([r for r in self._reminders("2025-05-25") if r.user == self.other_user])

    def test_reminder_of_the_office(self):
        """One for the whole office, not one a record."""
        mine = [r for r in self._reminders("2025-05-03") if r.user == self.officer_user and r.record == self.cycle]
        self.assertEqual([r.summary for r in mine], ["Work-item lists wait for filing"])

    def test_activities(self):
        """The daily run makes them activities, none twice."""
        for _twice in range(2):
            with freeze_time("2025-05-25 04:00:00"):
                self.cycle._remind(date(2025, 5, 25))
        plan = self.plan_of(self.other)
        self.assertEqual(len(plan.activity_ids), 1)

    def test_who_has_not_handed_in(self):
        """From the period: those whose record is missing."""
        action = self.period(self.cycle, "month", 4).with_user(self.officer_user).action_missing()
        self.assertEqual(self._people(action), self.person)
        self.submit("month", 4)
        action = self.period(self.cycle, "month", 4).with_user(self.officer_user).action_missing()
        self.assertFalse(self._people(action))
