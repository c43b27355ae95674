"""Opening a cycle makes what the year needs, and says what is missing."""

from datetime import date

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from ..common import CadreCase


class TestOpen(CadreCase):
    def assertRefused(self, cycle, *words, user=None):
        with self.assertRaises(UserError) as caught, self.cr.savepoint():
            cycle.with_user(user or self.officer_user).action_open()
        for word in words:
            self.assertIn(word, str(caught.exception))
        self.assertEqual(cycle.state, "draft")
        self.assertFalse(cycle.period_ids)

    # -- what it makes ---------------------------------------------------------------------------------------------
    def test_periods_of_the_year(self):
        """S0-15: weeks, months, half-years and the year, named as the people say them, each with a due day."""
        cycle = self.open_cycle()
        self.assertEqual(cycle.state, "open")
        self.assertTrue(cycle.opened_on)
        by_level = {level: len(periods) for level, periods in cycle.period_ids.grouped("level").items()}
        self.assertEqual(by_level, {"week": 52, "month": 12, "half": 2, "year": 1})
        march, first_half, year = self.period(cycle, "month", 3), self.period(cycle, "half"), self.period(cycle, "year")
        self.assertEqual((march.name, first_half.name, year.name), ("2025年3月", "2025年上半年", "2025年度"))
        self.assertEqual(self.period(cycle, "week", 1).name, "2025年第1周")
        self.assertEqual((march.date_from, march.date_to), (date(2025, 3, 1), date(2025, 3, 31)))
        self.assertEqual(first_half._inside("month").mapped("number"), [1, 2, 3, 4, 5, 6])

    def test_due_days_are_working_days(self):
        """The fifth working day after September 2025: eight holidays and a made-up Saturday lie between."""
        self.assertEqual(self.period(self.open_cycle(), "month", 9).due, date(2025, 10, 14))

    def test_due_days_are_counted_again(self):
        """A day off that comes in mid-year moves what is still to come, and the cycle says what; the past stays."""
        with freeze_time("2025-09-15"):
            cycle = self.open_cycle()
            before = {period: period.due for period in cycle.period_ids}
            days = self.env["cadre.calendar.day"]
            days.create([{"name": "火把节", "date_from": day} for day in ("2025-03-03", "2025-10-14")])
            with self.assertRaises(AccessError):
                days.with_user(self.officer_user).action_count_again()
            days.with_user(self.manager_user).action_count_again()
        september = self.period(cycle, "month", 9)
        self.assertEqual(september.due, date(2025, 10, 15))
        self.assertTrue(all(period.due == due for period, due in before.items() if due < date(2025, 9, 15)))
        self.assertIn("2025-10-14 → 2025-10-15", cycle.message_ids[0].body)

    def test_a_year_that_is_not_published_says_so(self):
        """G8: counted by the company's calendar, with a note in the cycle."""
        with freeze_time("2030-03-01"):
            cycle = self.open_cycle(
                year=2030, date_from=date(2030, 1, 1), date_to=date(2030, 12, 31), cut_off=date(2030, 12, 31)
            )
        self.assertEqual(self.period(cycle, "month", 5).due, date(2030, 6, 10))  # 5 June is 端午节
        self.assertIn("2030", str(cycle.message_ids.mapped("body")))

    def test_a_year_from_march(self):
        """A cycle that begins late has the rest of that month, and no period before."""
        cycle = self.open_cycle(date_from=date(2025, 3, 10))
        self.assertEqual(self.period(cycle, "month", 3).date_from, date(2025, 3, 10))
        self.assertFalse(self.period(cycle, "month", 2))
        self.assertEqual(self.period(cycle, "half").date_from, date(2025, 3, 10))

    def test_seats_and_papers(self):
        """S0-20, S0-34: one pool for each half-year and one for the year. S0-22: the report of everybody assessed."""
        self.make_people(9)
        cycle = self.open_cycle()
        self.assertEqual([(pool.base, pool.seats) for pool in cycle.pool_ids], [(13, 2)] * 3)
        self.assertEqual(cycle.pool_ids.period_id.mapped("level"), ["half", "half"])
        self.assertEqual(len(cycle.document_ids), 13)
        self.assertEqual(cycle.document_ids.mapped("due"), [self.period(cycle, "year").due] * 13)
        self.assertEqual(len(cycle.document_ids[0].section_ids), 5)

    def test_newcomers_are_taken_in(self):
        """Who comes later gets a paper and counts in the bases that are still open."""
        self.make_people(9)
        cycle = self.open_cycle()
        self.period(cycle, "half", 1).with_user(self.officer_user).action_lock()
        self.make_people(2, prefix="N", since="2025-08-01")
        cycle.with_user(self.officer_user).action_refresh()
        bases = {(pool.period_id.number, pool.quota_id.use): (pool.base, pool.seats) for pool in cycle.pool_ids}
        self.assertEqual(bases, {(1, "period"): (13, 2), (2, "period"): (15, 3), (0, "result"): (15, 3)})
        self.assertEqual(len(cycle.document_ids), 15)
        cycle.with_user(self.officer_user).action_refresh()
        self.assertEqual(len(cycle.document_ids), 15, "asked twice, nothing is made twice")

    # -- what it refuses -------------------------------------------------------------------------------------------
    def test_everything_missing_is_named_at_once(self):
        """S0-02: who decides, who organizes, who does the work. All or nothing."""
        cycle = self.make_cycle(leading_body_id=False, office_body_id=False, organizer_id=False)
        words = ("body that decides", "assessment office", "organizer", "李明")
        self.assertRefused(cycle, *words, user=self.manager_user)  # no office: the department's
        cycle.write({"leading_body_id": self.leading_body.id, "organizer_id": self.leader.id})
        self.office_body.member_ids.date_to = date(2020, 1, 1)
        cycle.office_body_id = self.office_body
        self.assertRefused(cycle, "工委办公室", "no member", user=self.manager_user)

    def test_nobody_is_assessed_by_himself(self):
        """The organizer's own leader must be named when the organizer is assessed and sits in no body."""
        self.assertRefused(self.make_cycle(organizer_id=self.officer.id), "范主任", "himself")

    def test_the_scheme_must_be_usable(self):
        cycle = self.make_cycle()
        self.scheme.component_ids[1].weight = 10
        self.assertRefused(cycle, "60", "80")

    def test_prerequisites_come_first(self):
        """The team is decided before its members: opened together, computed one after the other."""
        first = self.make_cycle(unit_id=self.other_unit.id, name="先决")
        cycle = self.make_cycle(prerequisite_ids=[(6, 0, first.ids)])
        notes = [problem for problem in cycle._opening_problems() if problem.record == first]
        self.assertEqual([problem.blocking for problem in notes], [False])
        cycle.with_user(self.officer_user).action_open()
        self.assertEqual(cycle.state, "open")
        with self.assertRaises(UserError) as caught, self.cr.savepoint():
            cycle.with_user(self.officer_user).action_compute()
        self.assertIn("先决", str(caught.exception))
        first.sudo().state = "decided"
        cycle.with_user(self.officer_user).action_compute()
        self.assertEqual(cycle.state, "computed")

    def test_nobody_to_assess(self):
        self.assertRefused(self.make_cycle(unit_id=self.env["hr.department"].create({"name": "空单位"}).id), "空单位")

    def test_zero_seats_are_worth_a_look_only(self):
        """4 people: 20 % are none (G3). The cycle opens."""
        cycle = self.make_cycle()
        problems = cycle._opening_problems()
        self.assertTrue(
            any(problem.record == self.scheme.quota_ids[0] and not problem.blocking for problem in problems)
        )
        cycle.with_user(self.officer_user).action_open()
        self.assertEqual(set(cycle.pool_ids.mapped("seats")), {0})

    def test_only_once(self):
        cycle = self.open_cycle()
        with self.assertRaises(UserError):
            cycle.with_user(self.officer_user).action_open()
        self.assertEqual(len(cycle.period_ids), 67)

    # -- afterwards ------------------------------------------------------------------------------------------------
    def test_what_it_was_made_from_stays(self):
        cycle = self.open_cycle().with_user(self.officer_user)
        for vals in ({"date_to": date(2025, 11, 30)}, {"unit_id": self.other_unit.id}, {"year": 2024}):
            with self.subTest(vals), self.assertRaises(UserError), self.cr.savepoint():
                cycle.write(vals)
        with self.assertRaises(UserError), self.cr.savepoint():
            cycle.unlink()
        cycle.organizer_id = self.other_leader  # people change in mid-year

    def test_the_form_fills_itself(self):
        """Year and unit are enough: dates, name, bodies and organizer follow."""
        with Form(self.env["cadre.cycle"].with_user(self.officer_user)) as form:
            form.year = 2026
            form.scheme_id = self.scheme
            form.unit_id = self.unit
        cycle = form.record
        self.assertEqual(cycle.name, "2026年度市直机关工委干部履职尽责考核")
        self.assertEqual((cycle.date_from, cycle.cut_off), (date(2026, 1, 1), date(2026, 12, 31)))
        self.assertEqual((cycle.leading_body_id, cycle.office_body_id), (self.leading_body, self.office_body))
        self.assertEqual(cycle.organizer_id, self.leader)

    def test_a_copy_is_the_next_year(self):
        copy = self.open_cycle().with_user(self.officer_user).copy()
        self.assertEqual((copy.year, copy.state, copy.date_to), (2026, "draft", date(2026, 12, 31)))
        self.assertFalse(copy.period_ids | copy.period_ids)

    # -- attacks ---------------------------------------------------------------------------------------------------
    def test_a_cycle_is_not_born_open(self):
        cycles = self.env["cadre.cycle"].with_user(self.officer_user)
        values = {"year": 2027, "scheme_id": self.scheme.id, "unit_id": self.unit.id}
        self.assertEqual(cycles.with_context(default_state="open").create(values).state, "draft")
        with self.assertRaises(AccessError):
            cycles.create({**values, "year": 2028, "state": "open"})

    def test_its_state_is_not_written(self):
        cycle = self.make_cycle()
        for user in (self.officer_user, self.manager_user):
            for vals in ({"state": "open"}, {"state": "archived"}, {"opened_on": "2025-01-01 00:00:00"}):
                with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                    cycle.with_user(user).write(vals)
        for user in (self.person_user, self.leader_user, self.decider_user, self.discipline_user, self.auditor_user):
            for step in ("action_open", "action_people"):
                with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                    getattr(cycle.with_user(user), step)()

    def test_a_forged_guard_opens_nothing(self):
        cycle = self.make_cycle().with_user(self.officer_user)
        with self.assertRaises(AccessError):
            cycle.with_context(cadre_guard=True).write({"state": "open"})

    def test_companies_do_not_mix(self):
        """A cycle, its unit, bodies and organizer belong to one company, and the other one does not see it."""
        other = self.env["res.company"].create({"name": "另一个县"})
        theirs = self.env["hr.department"].create({"name": "别县机关", "company_id": other.id})
        with self.assertRaises(UserError), self.cr.savepoint():
            self.make_cycle(unit_id=theirs.id)
        cycle = self.open_cycle()
        self.officer_user.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        for records in (cycle, cycle.period_ids, cycle.pool_ids, cycle.document_ids, cycle.document_ids.section_ids):
            model = records.with_user(self.officer_user).with_context(allowed_company_ids=other.ids)
            self.assertEqual(model.search_count([("id", "in", records.ids)]), 0, records._name)
