"""An office reads and does its own work only, a body's member his body's while he sits in it, a company its own rows.

Over real RPC, model by model and method by method: a model added tomorrow is swept tomorrow (``docs/access.md``).
"""

from xmlrpc.client import Fault

from odoo import fields
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CadreHttpCase
from .offices import TwoOffices, of_cycle

OPEN_TO_ALL = frozenset({"cadre.cycle", "cadre.period", "cadre.cycle.body", "cadre.body.change"})
"""What every user of the company reads of every cycle: its dates and bodies, not what anybody did in it."""
ITS_OWNERS = frozenset({"cadre.batch"})
"""Read by whoever ordered it, and by nobody for being of an office: ``tests/batch`` says so."""
KEPT_OF_PEOPLE = (
    "cadre.education", "cadre.family.member", "cadre.posting", "cadre.honour", "cadre.resume.line", "cadre.training",
)  # fmt: skip
OF_SELECTIONS = frozenset({"cadre.decision.name", "cadre.appointment.form"})
"""Hangs on decisions, but on those of selections alone: ``tests/selection`` says who reads it."""
QUIET = (
    "odoo.http", "odoo.sql_db", "odoo.orm", "odoo.models", "odoo.addons.base.models.ir_rule",
    "odoo.addons.rpc.controllers.xmlrpc", "odoo.addons.base.models.ir_model",
)  # fmt: skip


@tagged("post_install", "-at_install")
class TestOffices(TwoOffices, CadreHttpCase):
    """The office of one bureau and the cycle of another."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.open_cycle()
        cls.make_neighbour()
        cls.fill_everything()
        cls.models = {}
        for name, model in sorted(cls.env.registry.models.items()):
            if name.startswith("cadre.") and not model._abstract and not model._transient:
                domain = of_cycle(cls.env[name], cls.cycle)
                read = cls.env[name].with_user(cls.manager_user).has_access("read")  # nobody reads tickets
                if read and domain and name not in OPEN_TO_ALL | ITS_OWNERS | OF_SELECTIONS:
                    cls.models[name] = domain
        for name in KEPT_OF_PEOPLE:
            cls.models[name] = [("employee_id", "=", cls.person.id)]
        cls.models["cadre.headcount"] = [("department_id", "=", cls.unit.id)]

    def call(self, user, model, method, *args, **kwargs):
        """What the client gets, or None for a refusal."""
        try:
            with mute_logger(*QUIET):
                return self.xmlrpc_object.execute_kw(
                    self.env.cr.dbname, user.id, user.login, model, method, list(args), kwargs
                )
        except Fault:
            return None

    def _readable(self, name, user):
        """By which method ``user`` learns of something of the cycle in model ``name``."""
        domain, found = self.models[name], []
        hidden = self.env[name].sudo().search(domain)
        if self.call(user, name, "search_count", domain):
            found.append("search_count")
        if self.call(user, name, "search_read", domain, ["id"]):
            found.append("search_read")
        if (self.call(user, name, "web_search_read", domain, {"id": {}}) or {}).get("length"):
            found.append("web_search_read")
        groups = self.call(user, name, "formatted_read_group", domain, [], ["__count"])
        if groups and any(group["__count"] for group in groups):
            found.append("formatted_read_group")
        if self.call(user, name, "name_search", "", domain):
            found.append("name_search")
        for method, args in (
            ("read", [["id", "display_name"]]),
            ("web_read", [{"display_name": {}}]),
            ("export_data", [["id", "display_name"]]),
        ):
            answers = [self.call(user, name, method, [one], *args) for one in hidden.ids[:3]]
            if any(answers):
                found.append(method)
        return found

    def _sweep(self, user, apart=()):
        found = {name: self._readable(name, user) for name in self.models if name not in apart}
        return {name: methods for name, methods in found.items() if methods}

    # -- number 8 --------------------------------------------------------------------------------------------------
    def test_every_model_is_filled_and_its_own_office_reads_it(self):
        """Without this the sweeps below would be about nothing."""
        empty = [name for name, domain in self.models.items() if not self.env[name].sudo().search_count(domain)]
        self.assertEqual(empty, [])
        unread = [
            name
            for name, domain in self.models.items()
            if self.env[name].with_user(self.officer_user).has_access("read")
            and not self.env[name].with_user(self.officer_user).search_count(domain)
        ]
        self.assertEqual(unread, [])

    def test_the_office_of_another_bureau_reads_nothing(self):
        """The attack of issue 9: the office of one bureau read the scores of the county's leaders."""
        self.assertEqual(self._sweep(self.neighbour_user), {})

    def test_a_former_officer_reads_nothing(self):
        """Who left the office in 2024 has the group still, and no work."""
        self.office_body.member_ids.date_to = "2024-12-31"
        own = {name for name in self.models if "user_id" in self.env[name]._fields}
        self.env.flush_all()
        for name, methods in self._sweep(self.officer_user).items():
            mine = self.env[name].with_user(self.officer_user).search(self.models[name]).sudo()
            self.assertIn(name, own | {"cadre.progress.line", "cadre.work.item", "cadre.document.section"}, methods)
            for record in mine:
                whole = record
                for part in ("report_id", "plan_id", "document_id"):
                    whole = whole[part] if part in whole._fields and "user_id" not in whole._fields else whole
                self.assertEqual(whole.user_id, self.officer_user, f"{name} {record.id}")

    def test_no_rule_is_wider(self):
        """A rule that a new model brings along is bounded like the others: read where it stands."""
        rules = self.env["ir.rule"].search([("model_id.model", "in", list(self.models))])
        officer = self.env.ref("cadre_assessment.group_cadre_officer")
        wide = rules.filtered(lambda rule: officer in rule.groups and "of_my_office" not in rule.domain_force)
        self.assertEqual(wide.mapped("name"), [])
        undated = rules.filtered(lambda rule: "member_ids.user_id" in rule.domain_force)
        self.assertEqual(undated.mapped("name"), [])

    def test_the_organization_department_reads_everything(self):
        unread = [
            name
            for name, domain in self.models.items()
            if self.env[name].with_user(self.manager_user).has_access("read")
            and not self.env[name].with_user(self.manager_user).search_count(domain)
        ]
        self.assertEqual(unread, [])

    def test_the_office_of_another_bureau_writes_nothing(self):
        """Neither into the cycle, nor by making something in it, nor by moving its own there."""
        cycle, user = self.cycle, self.neighbour_user
        for name, domain in {**self.models, "cadre.cycle": [("id", "=", cycle.id)]}.items():
            record = self.env[name].sudo().search(domain, limit=1)
            for method, args in (("write", [record.ids, {}]), ("unlink", [record.ids]), ("copy", [record.ids])):
                self.assertIsNone(self.call(user, name, method, *args), f"{name}.{method}")
        for name in ("cadre.period", "cadre.cycle.body"):
            record = self.env[name].sudo().search([("cycle_id", "=", cycle.id)], limit=1)
            self.assertIsNone(self.call(user, name, "write", record.ids, {}), name)
        for method in ("action_compute", "action_refresh", "action_people", "action_make_ballots", "action_open"):
            self.assertIsNone(self.call(user, "cadre.cycle", method, cycle.ids), method)
        self.assertTrue(cycle.exists())
        own = self.call(
            user,
            "cadre.cycle",
            "create",
            {"year": 2025, "scheme_id": self.scheme.id, "unit_id": self.other_unit.id, "leading_body_id": False},
        )
        mine = self.env["cadre.cycle"].browse(own)
        self.assertEqual(mine.office_body_id, self.neighbour_office, "his own office's by default")
        for values in ({"office_body_id": self.office_body.id}, {"unit_id": self.unit.id}):
            self.assertIsNone(self.call(user, "cadre.cycle", "write", [own], values), values)
        component = self.component("internal")
        score = self.call(
            user,
            "cadre.score",
            "create",
            {"cycle_id": own, "component_id": component.id, "employee_id": self.foreign_decider.id, "value": 5},
        )
        self.assertTrue(score)
        self.assertIsNone(self.call(user, "cadre.score", "write", [score], {"cycle_id": cycle.id}))
        body = self.call(
            user, "cadre.cycle.body", "create", {"cycle_id": own, "role": "judges", "body_id": self.leading_body.id}
        )
        self.assertTrue(body)
        self.assertIsNone(self.call(user, "cadre.cycle.body", "write", [body], {"cycle_id": cycle.id}))
        for values in (
            {"year": 2024, "scheme_id": self.scheme.id, "unit_id": self.unit.id},
            {"year": 2024, "scheme_id": self.scheme.id, "unit_id": self.other_unit.id, "office_body_id": False},
            {
                "year": 2024,
                "scheme_id": self.scheme.id,
                "unit_id": self.other_unit.id,
                "office_body_id": self.office_body.id,
            },
        ):
            self.assertIsNone(self.call(user, "cadre.cycle", "create", values), values)

    def test_nobody_makes_himself_an_officer_of_another_office(self):
        """Who sits in an office is the word of the organization department."""
        user, member = self.neighbour_user, {"employee_id": self.neighbour.id}
        attempts = (
            ("cadre.body.member", "create", [{"body_id": self.office_body.id, **member}]),
            ("cadre.body", "write", [self.office_body.ids, {"member_ids": [(0, 0, member)]}]),
            ("cadre.body", "write", [self.neighbour_office.ids, {"unit_id": self.unit.id}]),
            ("cadre.body", "write", [self.neighbour_office.ids, {"unit_ids": [(4, self.unit.id)]}]),
            ("cadre.body", "create", [{"name": "x", "kind": "office", "unit_id": self.other_unit.id}]),
            ("cadre.body", "create", [{"name": "x", "kind": "judges", "unit_id": self.unit.id}]),
            ("cadre.body", "write", [self.foreign_body.ids, {"kind": "office"}]),
            ("hr.department", "write", [self.unit.ids, {"parent_id": self.other_unit.id}]),
            ("hr.employee", "write", [self.person.ids, {"department_id": self.other_unit.id}]),
            ("hr.version", "write", [self.person.version_id.ids, {"department_id": self.other_unit.id}]),
        )
        for model, method, args in attempts:
            self.assertIsNone(self.call(user, model, method, *args), f"{model}.{method} {args}")
        judges = self.call(
            user, "cadre.body", "create", {"name": "评委", "kind": "judges", "unit_id": self.other_unit.id}
        )
        self.assertTrue(judges, "the bodies of his own units he keeps")
        self.assertIsNone(
            self.call(user, "cadre.body.member", "write", self.office_body.member_ids.ids, {"body_id": judges})
        )

    def test_the_office_of_another_bureau_prints_nothing(self):
        """Every report of ours, PDF and workbook, over its own route."""
        reports = self.env["ir.actions.report"].search([("report_name", "like", "cadre_assessment_reports.%")])
        self.assertGreater(len(reports), 20)
        self.assertEqual(self._printed(reports, self.neighbour_user), [])
        self.assertGreater(len(self._printed(reports, self.officer_user)), 8, "its own office prints them")

    def _printed(self, reports, user):
        self.authenticate(user.login, user.login)
        printed = []
        for report in reports:
            if report.model.startswith(("cadre.scheme", "cadre.regulation", "cadre.batch")):
                continue
            if report.model == "cadre.cycle":
                ids = self.cycle.ids
            else:
                domain = of_cycle(self.env[report.model], self.cycle) or []  # people, and what is of a selection
                ids = self.env[report.model].sudo().search(domain, limit=2).ids
            kind = "xlsx" if report.report_type == "xlsx" else "html"
            with mute_logger(*QUIET, "odoo.addons.report_xlsx.controllers.main"):
                answer = self.url_open(f"/report/{kind}/{report.report_name}/{','.join(map(str, ids))}")
            if answer.status_code == 200 and '"Odoo Server Error"' not in answer.text:
                printed.append(report.report_name)
        return printed

    def test_the_wizards_of_another_bureau(self):
        """What a dialog asks for is checked when it acts, not when it is opened."""
        user, cycle = self.neighbour_user, self.cycle
        for name in ("cadre.ledger.import", "cadre.ledger.leave"):
            dialog = self.env[name].with_user(user).create({"cycle_id": cycle.id})
            methods = (
                ("action_check", "action_import") if name.endswith("import") else ("action_compute", "action_replace")
            )
            for method in methods:
                self.assertIsNone(self.call(user, name, method, dialog.ids), f"{name}.{method}")
        for place in (f"{cycle.id}-0", f"{cycle.id}-{self.component('internal').id}"):
            grid = self.call(user, "cadre.score", "grid_read", place) or {}
            self.assertFalse(grid.get("rows"), "the table of another office's marks is empty")

    def test_the_summary_of_a_period(self):
        """Periods are read by everybody; what the office wrote of everybody's month is not."""
        period = self.cycle.period_ids[:1]
        period.with_user(self.officer_user).summary = "本月总体情况"
        self.env.flush_all()
        for user in (self.neighbour_user, self.foreign_decider_user):
            [row] = self.call(user, "cadre.period", "read", period.ids, ["summary"])
            self.assertFalse(row["summary"], user.login)
            self.assertIsNone(self.call(user, "cadre.period", "read", period.ids, ["written_summary"]), user.login)
        for user in (self.officer_user, self.decider_user, self.auditor_user):
            [row] = self.call(user, "cadre.period", "read", period.ids, ["summary"])
            self.assertEqual(row["summary"], "本月总体情况", user.login)

    def test_a_reviewer_who_left_the_body(self):
        """A tier asks a body: whoever has left it reads what it was asked about no more."""
        plan = self.cycle.plan_ids.filtered(lambda one: one.employee_id == self.person)
        plan.sudo().write({"state": "submitted"})
        definition = self.env.ref("cadre_assessment.tier_definition_letter_group")
        review = guarded(self.env["tier.review"].sudo()).create(
            {
                "model": plan._name,
                "res_id": plan.id,
                "definition_id": definition.id,
                "status": "pending",
                "sequence": 1,
            }
        )
        user = self.foreign_decider_user
        review.write({"reviewer_ids": [(6, 0, user.ids)], "body_ids": [(6, 0, self.foreign_body.ids)]})
        self.env.flush_all()
        self.assertTrue(self.call(user, plan._name, "read", plan.ids, ["state"]))
        self.foreign_body.member_ids.date_to = "2024-12-31"
        self.env.flush_all()
        self.assertIsNone(self.call(user, plan._name, "read", plan.ids, ["state"]))

    def test_without_an_office_body_the_organization_department_alone(self):
        self.cycle.sudo().office_body_id = False
        self.env.flush_all()
        self.assertFalse(
            self.env["cadre.assessment"]
            .with_user(self.officer_user)
            .search_count([("cycle_id", "=", self.cycle.id), ("user_id", "!=", self.officer_user.id)])
        )
        self.assertTrue(
            self.env["cadre.assessment"].with_user(self.manager_user).search_count([("cycle_id", "=", self.cycle.id)])
        )
        self.assertFalse(self.cycle.with_user(self.officer_user)._may_manage())
        self.assertTrue(self.cycle.with_user(self.manager_user)._may_manage())

    # -- number 7 --------------------------------------------------------------------------------------------------
    def test_the_body_of_another_bureau_reads_nothing(self):
        """Who decides nowhere, or elsewhere, reads no papers, lists, records, marks, ballots or results here."""
        self.assertEqual(self._sweep(self.foreign_decider_user), {})

    def test_who_left_the_body_reads_nothing(self):
        """The attack of issue 9: a member who had left in 2024 read this year's totals."""
        self.assertTrue(self._sweep(self.decider_user))
        self.leading_body.member_ids.filtered(lambda one: one.employee_id == self.decider).date_to = "2024-12-31"
        self.env.flush_all()
        self.assertEqual(self._sweep(self.decider_user), {})
        self.assertFalse(self.cycle._sits_in_body(self.decider_user))

    def test_results_of_earlier_years(self):
        """Brought in from elsewhere, without a cycle: read by the office and the body of the person's unit alone."""
        result = self.env["cadre.result"].create(
            {
                "employee_id": self.person.id,
                "year": 2024,
                "name": "李明",
                "regulation": "旧办法",
                "grade_code": "good",
                "grade_name": "良好",
                "origin_note": "档案",
            }
        )
        for user in (self.neighbour_user, self.foreign_decider_user):
            self.assertIsNone(self.call(user, "cadre.result", "read", result.ids, ["grade_name"]), user.login)
        for user in (self.officer_user, self.decider_user, self.auditor_user, self.manager_user):
            self.assertTrue(self.call(user, "cadre.result", "read", result.ids, ["grade_name"]), user.login)
        values = {"employee_id": self.person.id, "year": 2023, "name": "李明", "regulation": "旧办法"}
        values |= {"grade_code": "good", "grade_name": "良好", "origin_note": "档案"}
        self.assertIsNone(self.call(self.neighbour_user, "cadre.result", "create", values))
        self.assertTrue(self.call(self.officer_user, "cadre.result", "create", values))

    def test_who_joins_tomorrow_reads_nothing_today(self):
        member = self.leading_body.member_ids.filtered(lambda one: one.employee_id == self.decider)
        member.date_from = fields.Date.add(fields.Date.today(), days=3)
        self.env.flush_all()
        self.assertEqual(self._sweep(self.decider_user), {})

    def test_an_organ_left(self):
        """Marks of a scoring organ are read by who sits in it today."""
        score = self.env["cadre.score"].sudo().search(self.models["cadre.score"], limit=1)
        self.env.cr.execute("UPDATE cadre_score SET scoring_body_id = %s", [self.foreign_body.id])
        self.env.invalidate_all()
        user = self.foreign_decider_user
        self.assertTrue(self.call(user, "cadre.score", "read", score.ids, ["value"]))
        self.foreign_body.member_ids.date_to = "2024-12-31"
        self.env.flush_all()
        self.assertIsNone(self.call(user, "cadre.score", "read", score.ids, ["value"]))
