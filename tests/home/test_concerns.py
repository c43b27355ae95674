"""The menu shows a reader what concerns him, and nothing else."""

from unittest.mock import patch

from tests.assessment.common import YearCase

APP = "cadre_assessment."


class TestConcerns(YearCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_year()
        plan = cls.cycle.plan_ids.filtered(lambda one: one.user_id and one.leader_user_id)[0]
        cls.person, cls.leader = plan.user_id, plan.leader_user_id

    def entries(self, user, debug=False):
        menus = self.env["ir.ui.menu"].with_user(user).load_web_menus(debug)
        return {menu["xmlid"].removeprefix(APP): menu for menu in menus.values() if menu["xmlid"].startswith(APP)}

    def test_a_person_sees_what_he_has(self):
        self.assertIn("menu_cadre_my_plans", list(self.entries(self.person)))
        seen = self.entries(self.manager_user)
        self.assertFalse({"menu_cadre_my_plans", "menu_cadre_my"} & set(seen), "a heading with nothing below it")
        self.assertIn("menu_cadre_year_plans", seen)

    def test_what_a_scheme_does_not_have_is_not_in_the_menu(self):
        """No bonus in the tariff: no ledger. Where a cycle takes events, it is there though nothing is booked yet."""
        self.assertFalse(self.cycle.scheme_id.adjustment_ids)
        self.assertNotIn("menu_cadre_year_ledger", list(self.entries(self.officer_user)))
        with patch.object(type(self.env["cadre.ledger.event"]), "_offers_new", lambda _model: True):
            self.assertIn("menu_cadre_year_ledger", list(self.entries(self.officer_user)))

    def test_a_list_that_is_empty_for_now_stays(self):
        """The leader has approved everything: his list is empty, and it is where the next one will be."""
        plans = self.env["cadre.work.plan"].with_user(self.leader)
        self.assertFalse(plans.search_count([("can_review", "=", True), ("state", "=", "submitted")]))
        self.assertIn("menu_cadre_led_plans", list(self.entries(self.leader)))

    def test_developers_see_all(self):
        self.assertIn("menu_cadre_my_plans", self.entries(self.officer_user, debug=True))

    def test_every_heading_has_something_below(self):
        for user in (self.officer_user, self.decider_user, self.auditor_user, self.person):
            for name, menu in self.entries(user).items():
                self.assertTrue(menu["children"] or menu["actionID"], name)

    def test_few_queries(self):
        """Bounded: one look for all entries together, and what may be begun asked of the empty ones."""
        menus = self.env["ir.ui.menu"].with_user(self.officer_user)
        menus.load_web_menus(False)
        self.env.invalidate_all()
        with self.assertQueryCount(30):
            menus.load_web_menus(False)

    def test_where_nothing_is_and_nothing_may_begin(self):
        """Steps with a reason: no entry until there are some, since nobody makes them by hand. Nor a dialog in vain."""
        self.assertFalse(self.env["cadre.step.log"].search_count([]))
        seen = list(self.entries(self.officer_user))
        self.assertFalse({"menu_cadre_results_steps", "menu_cadre_year_ledger_leave"} & set(seen))
        self.assertIn("menu_cadre_ballot", seen, "a vote may be held at any time")
        self.assertIn("menu_cadre_people_postings", seen)
        self.assertFalse(self.env["cadre.rectification"].search_count([]))
        self.assertIn("menu_cadre_year_rectifications", seen, "a cycle runs in which he may find something")
        self.assertNotIn("menu_cadre_year_rectifications", list(self.entries(self.auditor_user)))
        plan = self.cycle.plan_ids[:1]
        self.env["cadre.step.log"]._write_down(plan, "return", {plan.id: "submitted"}, "写明数量")
        self.assertIn("menu_cadre_results_steps", list(self.entries(self.officer_user)))
