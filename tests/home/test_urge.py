"""One press of the office reminds those who owe (催办), once a day, and nobody else presses it."""

from freezegun import freeze_time
from odoo import fields
from odoo.exceptions import AccessError, UserError

from tests.common import CadreCase
from tests.work.letters import LetterBuilder

LATE = "2025-06-10 04:00:00"


class TestUrge(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2025-03-03 04:00:00"):
            cls.cycle = cls.open_cycle()
        cls.plans = cls.cycle.plan_ids
        cls.kind = cls.env.ref("cadre_assessment.activity_urged")

    def urged(self, user=None):
        domain = [("activity_type_id", "=", self.kind.id)]
        return self.env["mail.activity"].search([*domain, ("user_id", "=", user.id)] if user else domain)

    def urge(self, code="late_plans", user=None):
        return self.env["cadre.home"].with_user(user or self.officer_user).urge(code)

    def test_one_press_reminds_everybody_who_owes(self):
        """From the first page: who has an account finds it among his things to do, who has none is named."""
        with freeze_time(LATE):
            said = self.urge()["params"]
        self.assertEqual(said["type"], "success")
        self.assertEqual(len(self.urged(self.person_user)), 1)
        self.assertIn(self.person.name, self.urged(self.person_user).summary)
        self.assertEqual(set(self.plans.mapped("urged_on")), {self.date("2025-06-10")} | self._unreachable())
        self.assertFalse(self.urged(self.leader_user), "nobody waits for his approval")

    def _unreachable(self):
        return {False} if self.plans.filtered(lambda plan: not plan.user_id) else set()

    @staticmethod
    def date(text):
        from datetime import date

        return date.fromisoformat(text)

    def test_not_twice_a_day(self):
        """The second press of a day reminds nobody; the next day's replaces the one that still stands."""
        with freeze_time(LATE):
            self.urge()
            before = self.urged()
            mine = self.plans.filtered(lambda plan: plan.user_id == self.person_user)
            said = mine.with_user(self.officer_user).action_urge()["params"]
            self.assertEqual((said["type"], self.urged()), ("warning", before))
        with freeze_time("2025-06-11 04:00:00"):
            self.urge()
        self.assertEqual(len(self.urged(self.person_user)), 1)
        self.assertNotEqual(self.urged(self.person_user), before & self.urged(self.person_user))

    def test_what_is_handed_in_is_not_reminded_of(self):
        """Handing it in takes the reminder away; then it is the leader who is reminded."""
        plan = self.plans.filtered(lambda one: one.user_id == self.person_user)
        with freeze_time(LATE):
            self.urge()
            item = {"name": "党支部规范化建设", "target": "全部达标", "due": "2025-10-31", "source": "duty"}
            plan.with_user(self.person_user).item_ids = [(0, 0, {**item, "item_class": "annual"})]
            plan.with_user(self.person_user).action_submit()
            self.assertFalse(self.urged(self.person_user))
            plan.invalidate_recordset()
        with freeze_time("2025-06-12 04:00:00"):
            plan.with_user(self.officer_user).action_urge()
        self.assertEqual(len(self.urged(self.leader_user)), 1)

    def test_the_office_alone(self):
        """Nobody else reminds: not from the first page, not from a list, not the person himself or an auditor."""
        for role in ("plain", "person", "leader", "decider", "auditor", "discipline"):
            user = getattr(self, f"{role}_user")
            with self.subTest(role), self.assertRaises(AccessError):
                self.urge(user=user)
            with self.subTest(role), self.assertRaises(AccessError):
                self.plans[:1].with_user(user).action_urge()
        self.assertFalse(self.urged())
        with self.assertRaises(UserError):
            self.urge("plans")

    def test_the_day_is_the_servers(self):
        """Nobody writes by hand that somebody was reminded."""
        with self.assertRaises(AccessError):
            self.plans[:1].with_user(self.officer_user).urged_on = "2025-06-10"

    def test_who_has_not_reported_in_every_scheme(self):
        """The list is one of people and not of lists; each row says which records, and the office reminds from it."""
        plan = self.plans.filtered(lambda one: one.user_id == self.person_user)
        with freeze_time("2025-03-10 04:00:00"):
            item = {"name": "党支部规范化建设", "target": "全部达标", "due": "2025-10-31", "source": "duty"}
            plan.with_user(self.person_user).item_ids = [(0, 0, {**item, "item_class": "annual"})]
            plan.with_user(self.person_user).action_submit()
            plan.with_user(self.leader_user).action_approve()
        with freeze_time(LATE):
            action = self.cycle.with_user(self.officer_user).action_not_reported()
            rows = self.env[action["res_model"]].with_user(self.officer_user).search(action["domain"])
            self.assertEqual(rows.employee_id, self.person)
            self.assertEqual(rows.missing_count, 2, "April and May")
            rows.action_urge()
            for role in ("person", "leader", "plain"):
                with self.subTest(role), self.assertRaises(AccessError):
                    self.cycle.with_user(getattr(self, f"{role}_user")).action_not_reported()
        self.assertEqual(len(self.urged(self.person_user)), 1)


class TestUnits(LetterBuilder, CadreCase):
    def test_units_that_have_not_reported(self):
        """In a cycle of units the list is one of units: each row says which letter or paper is overdue."""
        day = fields.Date.add(self.letter.due, days=1)
        with freeze_time(f"{day} 04:00:00"):
            office = self.cycle.with_user(self.officer_user)
            office.action_refresh()
            action = office.action_not_reported()
            rows = self.env[action["res_model"]].with_user(self.officer_user).search(action["domain"])
            self.assertIn(self.unit, rows.subject_unit_id)
            row = rows.filtered(lambda one: one.subject_unit_id == self.unit)
            self.assertGreaterEqual(row.missing_count, 1)
            self.assertTrue(row.missing_text)
            cards = {card["code"]: card for card in office.cockpit["cards"]}
            self.assertEqual(cards["units_missing"]["count"], len(rows))
            with self.assertRaises(AccessError):
                self.cycle.with_user(self.other_leader_user).action_not_reported()


class TestProgress(CadreCase):
    def test_progress_is_of_the_work(self):
        """A cycle just opened has done nothing, although it has passed its first stage; filing moves it."""
        cycle = self.open_cycle()
        self.assertEqual(cycle.progress, 0)
        papers = cycle.env["cadre.document"].sudo().search([("cycle_id", "=", cycle.id)])
        self.env.cr.execute("UPDATE cadre_document SET state = 'filed' WHERE id = ANY(%s)", [papers.ids])
        self.env.cr.execute("UPDATE cadre_work_plan SET state = 'filed' WHERE cycle_id = %s", [cycle.id])
        self.env.invalidate_all()
        self.assertTrue(0 < cycle.progress < 100)
