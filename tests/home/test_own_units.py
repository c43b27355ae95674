"""Every list begins with the running years and the reader's own units, and never with nothing."""

from lxml import etree
from odoo.addons.cadre_assessment.models.home.own_units import begins_with_own
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from tests.common import ROLES, CadreCase
from tests.offices import TwoOffices
from tools.bench import web

PEOPLE = {"hr.employee", "hr.version", "hr.department", "cadre.body"}
OTHERWISE = {
    "cadre_assessment.cadre_appeal_action": "what waits for an answer, also of a year archived; of his cycles alone",
    "cadre_assessment.cadre_further_appeal_action": "what waits for an authority, also of a year archived",
    "cadre_assessment.cadre_consequence_action": "done after the archive of a year; of his cycles alone",
    "cadre_assessment.cadre_decision_action_selection": "of selections under way, which hang on no year; of his alone",
    "cadre_assessment.cadre_result_action": "the archive; of his cycles alone",
    "cadre_assessment_reports.cadre_result_action_years": "the archive, its years side by side; of his cycles alone",
    "cadre_assessment_reports.cadre_result_action_bands": "the archive, its years side by side; of his cycles alone",
    "cadre_assessment.cadre_simulation_action": "other rules for a year archived, too; of his cycles alone",
    "cadre_assessment.cadre_posting_action": "of people and hosts in the units of his office alone",
    "cadre_assessment.cadre_work_plan_review_action": "what waits for himself",
    "cadre_assessment.cadre_score_verify_action": "what waits for himself",
    "cadre_assessment.cadre_document_approve_action": "what waits for himself",
    "cadre_assessment.cadre_ledger_event_confirm_action": "what waits for himself",
    "cadre_assessment.cadre_consequence_review_action": "what waits for himself",
}
"""Lists that begin with something else, and why."""


class TestOwnUnits(TwoOffices, CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.open_cycle()
        cls.make_neighbour()
        cls.fill_everything()
        cls.theirs = cls.make_cycle(
            name="档案局考核", unit_id=cls.other_unit.id, office_body_id=cls.neighbour_office.id
        )
        # a deputy who decides with the others, in charge of one section
        cls.other_leader_user.group_ids |= cls.env.ref("cadre_assessment.group_cadre_decider")
        cls.other_leader.sudo().current_version_id.led_department_ids = cls.press_section
        cls.env.flush_all()

    def _lists(self, user):
        """(xmlid of the action, model, action as the user gets it) of every list in his menus."""
        for entry in web.entries(self.env(user=user)):
            if entry.model == "ir.actions.act_window":
                action = self.env(user=user)[entry.model].browse(entry.action_id).sudo()
                values = action._get_action_dict()
                if values["target"] != "new" and values["view_mode"].split(",")[0] != "form":
                    yield (
                        action.get_external_id()[action.id],
                        self.env(user=user)[action.res_model],
                        values,
                    )

    def _shown(self, model, values):
        """The domain of the rows with which the list opens, by its filters on."""
        names = {"uid": model.env.uid, "active_id": False}
        context = safe_eval(values["context"] or "{}", names)
        search = (values["search_view_id"] or [False])[0]
        arch = etree.fromstring(model.get_views([(search, "search")])["views"]["search"]["arch"])
        found = [node for node in arch.iter("filter") if node.get("name") in ("running", "own_units")]
        on = [node for node in found if context.get(f"search_default_{node.get('name')}")]
        wanted = {key[15:] for key in context if key.startswith("search_default_")}
        self.assertLessEqual(wanted, {node.get("name") for node in arch.iter("filter", "field")}, values["name"])
        own = safe_eval(values["domain"] or "[]", names)
        return Domain.AND([own, *[safe_eval(node.get("domain")) for node in on]]), {node.get("name") for node in on}

    def test_every_list_says_with_what_it_begins(self):
        """Every list of the menu about what hangs on a cycle, or about people, asks for the reader's own units."""
        seen, silent = set(), set()
        for role in ROLES:
            for name, model, values in self._lists(getattr(self, f"{role}_user")):
                action = self.env.ref(name).sudo()
                ours = model._name in PEOPLE or model._name.startswith("cadre.")
                hangs = "cycle_id" in model._fields or model._name in PEOPLE | {"cadre.cycle"}
                if not ours or not hangs or "uid" in (values["domain"] or "") or name in OTHERWISE:
                    continue
                wanted = {"own_units"} if model._name in PEOPLE else {"own_units", "running"}
                silent |= {f"{name}: {one}" for one in wanted if f"'search_default_{one}': 1" not in action.context}
                seen.add(name)
        self.assertEqual(silent, set())
        self.assertGreater(len(seen), 20)

    def test_lists_begin_with_the_readers_own(self):
        """As each role: the filter is on only for who has units, every row is of those, and something is left."""
        on = {}
        for user in (*(getattr(self, f"{role}_user") for role in ROLES), self.neighbour_user):
            for name, model, values in self._lists(user):
                domain, filters = self._shown(model, values)
                if "own_units" not in filters:
                    continue
                self.assertTrue(begins_with_own(user), f"{user.login}: {name}")
                rows = model.search(domain)
                self.assertTrue(rows, f"{user.login}: {name} begins empty")
                on.setdefault(user.login, {})[name] = rows
        self.assertEqual(set(on), {"cadre_officer", "cadre_other_leader", "cadre_neighbour"})
        officer, neighbour, leader = on["cadre_officer"], on["cadre_neighbour"], on["cadre_other_leader"]
        self.assertEqual(officer["cadre_assessment.cadre_cycle_action"], self.cycle.with_user(self.officer_user))
        self.assertEqual(neighbour["cadre_assessment.cadre_cycle_action"], self.theirs.with_user(self.neighbour_user))
        for rows in officer.values():
            if "cycle_id" in rows._fields:
                self.assertEqual(rows.sudo().cycle_id, self.cycle.sudo(), rows._name)
        self.assertGreater(len(officer), 15)
        self.assertIn(self.neighbour, neighbour["cadre_assessment.hr_employee_action"])
        self.assertNotIn(self.person, neighbour["cadre_assessment.hr_employee_action"])
        self.assertEqual(neighbour["cadre_assessment.hr_department_action"].sudo(), self.other_unit)
        self.assertEqual(
            neighbour["cadre_assessment.cadre_body_action"].sudo(), self.neighbour_office | self.foreign_body
        )
        assessed = leader["cadre_assessment.cadre_assessment_action"]
        self.assertIn(self.other, assessed.employee_id)
        self.assertNotIn(self.person, assessed.employee_id)

    def test_what_is_not_his_is_one_touch_away(self):
        """Without the filter everybody he may read is there; the organization department never has it on."""
        action = self.env.ref("cadre_assessment.hr_employee_action").sudo()
        for user in (self.manager_user, self.auditor_user, self.administrator_user):
            self.assertFalse(begins_with_own(user))
            for _name, _model, values in self._lists(user):
                self.assertNotIn("search_default_own_units", values["context"] or "")
        found = self.env(user=self.neighbour_user)["hr.employee"].search(safe_eval(action.domain or "[]"))
        self.assertIn(self.person, found)
