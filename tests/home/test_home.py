"""Each role meets what it must do now, and a card opens what it counts."""

from odoo.tests import tagged

from tests.common import ROLES, CadreCase, CadreHttpCase


class TestHome(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.open_cycle()

    def page(self, role):
        return self.env["cadre.home"].with_user(getattr(self, f"{role}_user")).page()

    def cards(self, role):
        return {card["code"]: card for section in self.page(role)["sections"] for card in section["cards"]}

    def test_a_card_counts_what_its_list_shows(self):
        """For every role: the number on the card is the number of rows behind it, read with the rights of the role."""
        for role in ROLES:
            user = getattr(self, f"{role}_user")
            for card in self.cards(role).values():
                rows = self.env[card["model"]].with_user(user).search_count(card["domain"])
                self.assertEqual(card["count"], rows, f"{role}: {card['code']}")

    def test_a_person_meets_his_list(self):
        """An open cycle owes everybody a list; the office sees his, but as overdue ones and not as its own."""
        self.assertIn("plans", self.cards("person"))
        self.assertEqual(self.cards("person")["plans"]["count"], 1)
        self.assertNotIn("late_plans", self.cards("person"))

    def test_a_leader_finds_what_waits_for_him(self):
        """A list handed in waits for its leader and for nobody else."""
        plan = self.cycle.plan_ids.filtered(lambda one: one.employee_id == self.person)
        plan.with_user(self.person_user).item_ids = [
            (
                0,
                0,
                {
                    "name": "党支部规范化建设",
                    "target": "全部支部达标",
                    "due": "2025-10-31",
                    "source": "duty",
                    "item_class": "annual",
                },
            )
        ]
        plan.with_user(self.person_user).action_submit()
        self.assertEqual(self.cards("leader")["led_plans"]["count"], 1)
        self.assertNotIn("led_plans", self.cards("other_leader"))

    def test_who_has_no_role_meets_nothing(self):
        """A user without any role of ours may ask, and learns nothing."""
        page = self.page("plain")
        self.assertEqual((page["sections"], page["cycles"], page["years"]), ([], [], []))

    def test_queries_do_not_grow(self):
        """With thirty more people the page of the office asks as often as before."""
        self.page("officer")
        before = self._count()
        self.make_people(30, prefix="H")
        self.cycle.with_user(self.officer_user).action_refresh()
        self.assertLessEqual(self._count(), before)

    def _count(self):
        self.env.invalidate_all()
        started = self.env.cr.sql_log_count
        self.page("officer")
        return self.env.cr.sql_log_count - started


@tagged("post_install", "-at_install")
class TestHomeInBrowser(CadreHttpCase):
    """In Chinese, on a desk and on a phone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person_user.lang = "zh_CN"
        cls.cycle = cls.open_cycle()

    def test_on_a_desk(self):
        self.start_tour("/odoo", "cadre_home_person", login="cadre_person")


@tagged("post_install", "-at_install")
class TestHomeOnAPhone(TestHomeInBrowser):
    browser_size = "390x844"
    touch_enabled = True

    def test_on_a_desk(self):
        """The same on the small screen."""
        super().test_on_a_desk()
