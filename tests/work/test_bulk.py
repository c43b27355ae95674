"""What is done for everybody at once costs the same number of queries for 50 people and for 500 (law 2)."""

from freezegun import freeze_time
from odoo import fields
from odoo.addons.cadre_assessment.models.guard import guarded

from tests.work.builder import WorkCase

FEW, MANY = 50, 500
BATCH = 100
"""Odoo inserts and updates so many rows with one statement."""


class TestBulk(WorkCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.crowd = cls.make_people(MANY)

    def _plans(self, count):
        cycle = self.make_cycle(year={FEW: 2001, MANY: 2002}[count], unit_id=self.unit.id)
        cycle.sudo().state = "open"
        people = self.crowd[:count]
        rows = self.rows(people)
        cost = self._count(lambda: self.env["cadre.work.plan"]._draw_up(cycle, rows))
        return cycle, cycle.plan_ids.browse(cycle.plan_ids.ids), cost

    def _count(self, function):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        function()
        self.env.flush_all()
        self.env.cr.precommit.run()  # the messages of tracked fields
        return self.env.cr.sql_log_count - before

    def _same(self, few, many, tables=0, batches=None):
        """What more it costs is one statement for each further batch of rows of at most ``tables`` tables."""
        batches = batches or tables * (MANY // BATCH - -(-FEW // BATCH))
        self.assertLessEqual(many - few, batches, f"{FEW}: {few} queries, {MANY}: {many}")

    def test_draw_up(self):
        """Lists of a whole cycle on opening."""
        few, many = self._plans(FEW)[2], self._plans(MANY)[2]
        self._same(few, many, tables=1)

    def _approved(self, count):
        cycle, plans, _cost = self._plans(count)
        self.env["cadre.work.item"].create(
            [{**self.item_values(f"项目{n}"), "plan_id": plan.id} for plan in plans for n in (1, 2)]
        )
        guarded(plans.sudo()).write({"state": "approved", "approved_on": fields.Datetime.now()})
        self._make_periods(cycle)
        return cycle, plans

    def test_drafts(self):
        """The month's records of everybody, each with the items of its list: records and lines."""
        costs = []
        for count in (FEW, MANY):
            cycle, _plans = self._approved(count)
            period = self.period(cycle, "month", 6).with_user(self.officer_user)
            costs.append(self._count(period.action_make_drafts))
            self.assertEqual(len(cycle.report_ids.line_ids), 2 * count)
        # a record and two lines a person, each inserted and then completed: 2 × 4 and 2 × 9 further batches
        self._same(*costs, batches=26)

    def test_submit_and_approve_lists(self):
        """Whoever hands in lists together, and a leader who approves all his people's with one click (S0-11, S0-12)."""
        costs = {"submit": [], "approve": []}
        for count in (FEW, MANY):
            cycle, plans, _cost = self._plans(count)
            cycle.sudo().state = "open"
            self.env["cadre.work.item"].create([{**self.item_values("项目"), "plan_id": plan.id} for plan in plans])
            guarded(plans.sudo()).write({"user_id": self.person_user.id})
            costs["submit"].append(self._count(plans.with_user(self.person_user).action_submit))
            self.assertEqual(set(plans.mapped("state")), {"submitted"})
            self.assertEqual(len(plans.activity_ids), count)
            costs["approve"].append(self._count(plans.with_user(self.leader_user).action_approve))
            self.assertEqual(set(plans.mapped("state")), {"approved"})
            self.assertFalse(plans.activity_ids)
            reviews = plans.sudo().review_ids
            self.assertEqual((len(reviews), set(reviews.mapped("status"))), (count, {"approved"}))
            self.assertEqual(reviews.done_by, self.leader_user)
        for name, (few, many) in costs.items():
            with self.subTest(step=name):
                self._same(few, many, tables=6)

    def test_return_lists_and_records(self):
        """A leader returns the lists, then the records, of all his people with one reason: each has its note."""
        costs = {"lists": [], "records": []}
        for count in (FEW, MANY):
            cycle, plans, _cost = self._plans(count)
            cycle.sudo().state = "open"
            self.env["cadre.work.item"].create([{**self.item_values("项目"), "plan_id": plan.id} for plan in plans])
            guarded(plans.sudo()).write({"user_id": self.person_user.id})
            plans.with_user(self.person_user).action_submit()
            mine = plans.with_user(self.leader_user)
            costs["lists"].append(self._count(lambda mine=mine: mine._take_with_reason("return", "目标不明确")))
            self.assertEqual(set(plans.mapped("state")), {"draft"})
            for plan in plans[:1] | plans[-1:]:
                self.assertIn("目标不明确", plan.message_ids[0].body)
            _cycle, plans = self._approved_again(cycle, plans)
            month = self.period(cycle, "month", 6)
            month.with_user(self.officer_user).action_make_drafts()
            reports = cycle.report_ids.browse(cycle.report_ids.ids)
            guarded(reports.sudo()).write({"state": "submitted"})
            mine = reports.with_user(self.leader_user)
            costs["records"].append(self._count(lambda mine=mine: mine._take_with_reason("return", "补充数据")))
            self.assertEqual(set(reports.mapped("state")), {"draft"})
            for report in reports[:1] | reports[-1:]:
                self.assertIn("补充数据", "".join(report.message_ids.mapped("body")))
        for name, (few, many) in costs.items():
            with self.subTest(of=name):
                self._same(few, many, tables=6)

    def _approved_again(self, cycle, plans):
        guarded(plans.sudo()).write({"state": "approved", "approved_on": fields.Datetime.now()})
        self._make_periods(cycle)
        return cycle, plans

    def test_file_lists(self):
        """Bulk filing of lists by the office."""
        costs = []
        for count in (FEW, MANY):
            _cycle, plans = self._approved(count)
            costs.append(self._count(plans.with_user(self.officer_user).action_file))
        self._same(*costs, tables=3)

    def test_approve_and_rate(self):
        """A leader approves or rates all his people, the office files them."""
        costs = {"approve": [], "rate": [], "file": []}
        for count in (FEW, MANY):
            cycle, _plans = self._approved(count)
            month, half = self.period(cycle, "month", 6), self.period(cycle, "half", 1)
            (month | half).with_user(self.officer_user).action_make_drafts()
            guarded(cycle.report_ids.sudo()).write({"state": "submitted"})
            reports = cycle.report_ids.browse(cycle.report_ids.ids)
            months = reports.filtered(lambda report, month=month: report.period_id == month)
            halves = reports - months
            costs["approve"].append(self._count(months.with_user(self.leader_user).action_approve))
            costs["rate"].append(self._count(lambda h=halves: h.with_user(self.leader_user).action_rate(self.good.id)))
            costs["file"].append(self._count(reports.with_user(self.officer_user).action_file))
        for name, (few, many) in costs.items():
            with self.subTest(step=name):
                self._same(few, many, tables=3)

    def test_cockpit_and_reminders(self):
        """Who owes which month is found with the same number of queries for any number of people."""
        with freeze_time("2025-03-31 04:00:00"):
            cycles = [self._approved(count)[0] for count in (FEW, MANY)]
        with freeze_time("2025-08-10 04:00:00"):
            cards, reminders = [], []
            cycles[0].with_user(self.officer_user)._cockpit_cards()  # what Odoo reads once about a user is not our cost
            for cycle in cycles:
                cards.append(self._count(cycle.with_user(self.officer_user)._cockpit_cards))
                reminders.append(self._count(lambda c=cycle: c._reminders(c._today())))
        self.assertLessEqual(cards[1], cards[0])
        self.assertLessEqual(reminders[1], reminders[0])
