"""Who comes, or whose post changes, in the course of the year: what he owes, on which list, as of when.

S0-13, S0-14, S0-20, A0-10: a half-year before his time is nobody's, his list is due from his entry, a changed post has
its list before the next record, and a record prints the post of its time.
"""

from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.cycle.roster import roster
from odoo.exceptions import UserError

from tests.work.test_report import ReportCase


class TestJoiners(ReportCase):
    def join(self, name, number, day, before=None):
        """Somebody with a post here from ``day`` on; ``before``: a unit where he had one until then."""
        person = self.make_employee(
            name, number, before or self.org_section, "一级科员", "staff", since="2024-01-01" if before else day,
            leader_in_charge_id=self.leader.id,
        )  # fmt: skip
        if before:
            person.create_version({"date_version": day, "department_id": self.org_section.id})
        return person

    def approved(self, person, day):
        """His list, approved on ``day``."""
        plan = self.env["cadre.work.plan"]._draw_up(self.cycle, self.cycle._roster_rows(person))
        with freeze_time(f"{day} 04:00:00"):
            self.approve(plan)
        return plan

    def owed(self, person, level):
        periods = self.cycle.period_ids.filtered(lambda one: one.level == level)
        return periods._missing_of(self.cycle._owed_facts(person), person.id).mapped("number")

    # -- who comes -------------------------------------------------------------------------------------------------
    def test_the_half_year_before(self):
        """Neither asked for nor given: entry on the last day of the half-year, on the first of the next, from another
        unit; also where records are owed from the cycle's beginning."""
        half = self.period(self.cycle, "half", 1)
        last = self.join("末日到", "J-1", "2025-06-30")
        first = self.join("首日到", "J-2", "2025-07-01")
        moved = self.join("调入", "J-3", "2025-08-15", before=self.other_unit)
        for person in (last, first, moved):
            self.approved(person, "2025-09-01")
        for scheme_says in ("list", "cycle"):
            self.scheme.sudo().months_owed_from = scheme_says
            with self.subTest(scheme_says):
                self.assertNotIn(1, self.owed(first, "half"))
                self.assertNotIn(1, self.owed(moved, "half"))
                self.assertIn(2, self.owed(moved, "half"))
        self.assertIn(1, self.owed(last, "half"), "from the cycle's beginning: he was there on its last day")
        drafts = half._make_drafts().employee_id
        self.assertIn(last, drafts)
        self.assertFalse(drafts & (first | moved))
        with self.assertRaisesRegex(UserError, "调入 came on 2025-08-15"), self.cr.savepoint():
            self.write_report("half", 1, moved)
        base = self.cycle.pool_ids.filtered(lambda pool: pool.period_id == half).base
        self.cycle._refresh_pools()
        pool = self.cycle.pool_ids.filtered(lambda pool: pool.period_id == half)
        there = [row.employee_id for row in self.rows_on(date(2025, 6, 30))]
        self.assertEqual(pool.base, len(there), base)
        self.assertIn(last.id, there)
        self.assertFalse({first.id, moved.id} & set(there), "no seat of a half-year is counted for them")

    def test_progress_asks_for_no_half_year_before_his_time(self):
        """How much of the year is done: who came in the second half owes one of its two records."""
        first = self.join("首日到", "J-21", "2025-07-01")
        self.join("年初在", "J-22", "2025-01-01")
        self.cycle.with_user(self.officer_user).action_refresh()
        self.env.flush_all()
        one = self.cycle.assessment_ids.filtered(lambda found: found.employee_id == first)
        self.assertTrue(one.assessed)
        ends = self.cycle.period_ids.filtered("required").mapped("date_to")
        before = sum(end < date(2025, 7, 1) for end in ends)
        self.assertEqual(self.cycle._records_of_nobody(), {self.cycle.id: before})
        wanted = self.cycle._work_counts()[self.cycle.id][1]
        with patch.object(type(self.cycle), "_records_of_nobody", lambda _cycles: {}):
            self.assertEqual(self.cycle._work_counts()[self.cycle.id][1] - wanted, before)

    def rows_on(self, day):
        return [row for row in roster(self.cycle, day) if row.assessed and row.in_base]

    def test_the_list_is_due_from_entry(self):
        """S0-12: 31 May for who is there; who comes later so many days from his entry, as the scheme says."""
        with freeze_time("2025-09-20 04:00:00"):
            here = self.join("年初在", "J-4", "2025-01-01")
            may = self.join("五月到", "J-5", "2025-05-20")
            moved = self.join("调入", "J-6", "2025-09-10", before=self.other_unit)
            plans = self.env["cadre.work.plan"]._draw_up(self.cycle, self.cycle._roster_rows(here | may | moved))
        due = {plan.employee_id: plan.due for plan in plans}
        self.assertEqual(due, {here: date(2025, 5, 31), may: date(2025, 6, 19), moved: date(2025, 10, 10)})
        self.scheme.sudo().plan_entry_days = 10
        plans = self.env["cadre.work.plan"]
        self.assertEqual(plans._due(self.cycle, date(2025, 9, 10)), date(2025, 9, 20))
        self.assertEqual(plans._due(self.cycle, date(2025, 5, 25)), date(2025, 6, 4))

    def test_months_owed_from(self):
        """A0-10: from the month after the list's approval, or from the cycle's beginning; always from entry."""
        person = self.join("九月到", "J-7", "2025-09-10")
        self.approved(person, "2025-10-20")
        self.assertEqual((self.owed(self.person, "month"), self.owed(person, "month")), ([*range(4, 13)], [11, 12]))
        self.scheme.sudo().months_owed_from = "cycle"
        months = self.owed(self.person, "month"), self.owed(person, "month")
        self.assertEqual(months, ([*range(1, 13)], [10, 11, 12]))
        self.assertIn(self.other.id, self.cycle._people_owing(), "also who has no approved list")
        self.fill(self.plan_of(self.other))
        draft = self.write_report("half", 1, self.other, self_report="自评")
        with self.assertRaisesRegex(UserError, "not approved yet"):
            draft.with_user(self.other_user).action_submit()

    # -- whose post changes ----------------------------------------------------------------------------------------
    def change(self, day, **values):
        self.person.create_version({"date_version": day, **values})

    def test_a_new_post_needs_its_list(self):
        """S0-13: from the record of that month on nothing is handed in until the new list is approved; May is."""
        may, june = self.write_report("month", 5), self.write_report("month", 6)
        self.change("2025-06-20", job_title="组织科科长")
        with freeze_time("2025-07-02 04:00:00"):
            may.with_user(self.person_user).action_submit()
            self.assertEqual((may.post, may.state), ("组织科一级科员", "submitted"))
            self.assertIn("2025-06-20", june.with_user(self.person_user).warning)
            with self.assertRaisesRegex(UserError, "post changed on 2025-06-20.*new version"), self.cr.savepoint():
                june.with_user(self.person_user).action_submit()
            new = self.plan.with_user(self.person_user)._new_version("post", "任科长")
            self.assertEqual(new.due, date(2025, 7, 20), "due from the change")
            with self.assertRaises(UserError), self.cr.savepoint():
                june.with_user(self.person_user).action_submit()
            self.approve(new.with_env(self.env))
            june.invalidate_recordset()
            self.assertFalse(june.warning)
            june.with_user(self.person_user).action_submit()
        self.assertEqual((june.post, june.state), ("组织科科长", "submitted"))

    def test_a_record_prints_the_post_of_its_time(self):
        """A record of May begun in July has the post of May, whatever list holds now; July's has the new one."""
        self.change("2025-06-20", job_title="组织科科长", duties="干部工作")
        with freeze_time("2025-07-02 04:00:00"):
            new = self.plan.with_user(self.person_user)._new_version("post", "任科长")
            self.approve(new.with_env(self.env))
            may, july = self.write_report("month", 5), self.write_report("month", 7)
            self.assertEqual((may.plan_id, may.post, may.duties), (new, "组织科一级科员", "党建工作"))
            self.assertEqual((july.post, july.duties), ("组织科科长", "干部工作"))

    def test_two_changes_in_one_period(self):
        """Two changes of post in a month: the list of the first is not enough; one that is taken back needs none."""
        self.change("2025-06-05", job_title="组织科副科长")
        with freeze_time("2025-06-06 04:00:00"):
            first = self.plan.with_user(self.person_user)._new_version("post", "任副科长")
            self.approve(first.with_env(self.env))
        self.change("2025-06-25", job_title="组织科科长")
        june = self.write_report("month", 6)
        with freeze_time("2025-07-02 04:00:00"):
            with self.assertRaisesRegex(UserError, "2025-06-25"), self.cr.savepoint():
                june.with_user(self.person_user).action_submit()
            self.change("2025-06-28", job_title="组织科副科长")
            june.with_user(self.person_user).action_submit()
        self.assertEqual((june.state, june.post), ("submitted", "组织科副科长"))

    def test_a_new_division_of_work(self):
        """S0-13: other duties need a new list as well; a rise in pay or rank alone does not."""
        self.change("2025-06-10", duties="党建工作、干部监督")
        june = self.write_report("month", 6)
        with freeze_time("2025-07-02 04:00:00"), self.assertRaisesRegex(UserError, "division of work changed"):
            june.with_user(self.person_user).action_submit()
        self.person.version_ids.filtered(lambda one: one.date_version == date(2025, 6, 10)).duties = "党建工作"
        with freeze_time("2025-07-02 04:00:00"):
            june.with_user(self.person_user).action_submit()
        self.assertEqual(june.state, "submitted")
