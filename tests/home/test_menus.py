"""The menu is short, and every entry opens at once: for every role, as the web client asks for it."""

from lxml import etree
from odoo.exceptions import UserError
from odoo.tests import new_test_user

from tests.assessment.common import YearCase
from tests.common import ROLES
from tools.bench import web

MOST_ENTRIES, MOST_QUERIES = 7, 60
"""Entries of one level, and queries of one page: the limit of ``./cadre bench pages``."""
GROUPS = ",".join(dict.fromkeys(",".join(ROLES.values()).split(",")))


class TestMenus(YearCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_year()
        cls.compute()
        cls.everything = new_test_user(cls.env, login="cadre_everything", groups=GROUPS)

    def test_at_most_seven_entries_a_level(self):
        """Also for who has all the roles at once."""
        for user in (*(getattr(self, f"{role}_user") for role in ROLES), self.everything):
            menus = self.env["ir.ui.menu"].with_user(user).load_web_menus(False)
            ours = [menu for menu in menus.values() if (menu["xmlid"] or "").startswith("cadre_assessment")]
            for menu in ours:
                names = [menus[child]["name"] for child in menu["children"]]
                self.assertLessEqual(len(names), MOST_ENTRIES, f"{user.login}: {menu['name']}: {names}")

    def test_every_entry_opens_with_few_queries(self):
        """The first view of every menu of every role, with the filters it opens with."""
        opened = set()
        for role in ROLES:
            user = getattr(self, f"{role}_user")
            for entry in web.entries(self.env(user=user)):
                try:
                    web.open_menu(self.env(user=user), entry)  # what is read once a server
                except UserError:
                    continue  # it says in a sentence that there is nothing to do here
                self.env.invalidate_all()
                count = self.env.cr.sql_log_count
                web.open_menu(self.env(user=user), entry)
                self.assertLessEqual(self.env.cr.sql_log_count - count, MOST_QUERIES, f"{role}: {entry.path}")
                opened.add(entry.xmlid)
        self.assertGreater(len(opened), 50)

    def test_forms_open_with_few_queries(self):
        """The cockpit, a decision and an assessment, as those who work with them."""
        decision = self.env["cadre.decision"].browse(
            self.cycle.with_user(self.officer_user).action_prepare_decision()["res_id"]
        )
        for user in (self.officer_user, self.decider_user, self.auditor_user):
            for record in (self.cycle, decision, self.cycle.assessment_ids.filtered("assessed")[:1]):
                mine = record.with_user(user)
                if not mine.has_access("read"):
                    continue
                web.open_form(mine)
                self.env.invalidate_all()
                count = self.env.cr.sql_log_count
                web.open_form(mine)
                asked = self.env.cr.sql_log_count - count
                self.assertLessEqual(asked, MOST_QUERIES, f"{user.login}: {record._name}")

    def test_lists_begin_with_what_is_not_archived(self):
        """Every list of a menu about a cycle's records opens with that filter and shows the cycle."""
        opened = 0
        for entry in web.entries(self.env(user=self.officer_user)):
            if entry.model != "ir.actions.act_window" or "/ My" in entry.path or entry.path.startswith("My"):
                continue
            action = self.env["ir.actions.act_window"].browse(entry.action_id).sudo()._get_action_dict()
            model = self.env[action["res_model"]]
            if "cycle_id" not in model._fields or model._transient or action["res_model"] in ("cadre.result",):
                continue
            after = ("cadre.appeal", "cadre.further.appeal", "cadre.consequence", "cadre.simulation", "cadre.step.log")
            if action["res_model"] in after:
                continue  # follow the year after its archive, too
            self.assertIn("search_default_running", action["context"], entry.path)
            opened += 1
        self.assertGreater(opened, 12)

    def test_the_clock_opens_what_it_counts(self):
        """Every search of a model with things to do has the filters that the clock of the top bar switches on, once."""
        wanted = {"filter_activities_my", "activities_overdue", "activities_today", "activities_upcoming_all"}
        mixin = self.env.registry["mail.activity.mixin"]
        checked = 0
        for name, model in self.env.items():
            if name.startswith("cadre.") and isinstance(model, mixin) and not model._abstract:
                arch = etree.fromstring(model.get_views([(False, "search")])["views"]["search"]["arch"])
                names = [node.get("name") for node in arch.iter("filter")]
                self.assertLessEqual(wanted, set(names), name)
                self.assertEqual(len(names), len(set(names)), name)
                checked += 1
        self.assertGreater(checked, 10)
        plan = self.cycle.plan_ids[:1]
        plan.activity_schedule("cadre_assessment.activity_urged", user_id=self.officer_user.id)
        for group in self.env["res.users"].with_user(self.officer_user)._get_activity_groups():
            if group["model"] == plan._name:
                mine = [("activity_user_id", "=", self.officer_user.id)]
                self.assertEqual(group["total_count"], plan.with_user(self.officer_user).search_count(mine))
