"""The page for other systems tells the truth: its examples run one after the other on the server of the tests."""

import ast
import os
import re
import xmlrpc.client
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import requests
from odoo import fields
from odoo.tests import tagged
from odoo.tests.common import Transport

from tests.common import CadreHttpCase
from tests.ledger.builder import LedgerBuilder

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ROLES = {"office": "officer", "person": "person", "leader": "leader", "auditor": "auditor"}
RENDERED = "force_report_rendering"
"""Key of the context: a test prints HTML otherwise."""
BARE = {
    "cadre.ledger.event edit",
    "cadre.progress.report edit",
    "cadre.work.plan edit",
    *(f"cadre.consequence {code}" for code in ("agree", "check_protection", "choose_award", "set_amount", "certify")),
}
"""Steps that no button takes: fields are written, or a step of the record asks for them."""


def examples(name):
    """The examples of a page, in order."""
    return EXAMPLES.findall((DOCS / name).read_text(encoding="utf-8"))


@tagged("post_install", "-at_install")
class TestIntegrator(LedgerBuilder, CadreHttpCase):
    @classmethod
    def make_tariff(cls, **values):
        scheme = super().make_tariff(**values)
        scheme.component_ids.filtered(lambda part: part.weight == 20).weight = 10
        mark = {"scheme_id": scheme.id, "method": "raw_100", "weight": 10, "maximum": 100, "rater": "office"}
        cls.env["cadre.scheme.component"].create({**mark, "code": "T_MARK", "name": "出勤"})
        return scheme

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keys = {who: cls.key_of(role) for who, role in ROLES.items()}

    @classmethod
    def key_of(cls, role):
        until = fields.Datetime.now() + timedelta(hours=1)
        return cls.env["res.users.apikeys"].with_user(getattr(cls, f"{role}_user"))._generate("rpc", "test", until)

    def run_page(self, name):
        """Run the examples of a page in one namespace; returns it, with what they printed."""
        said, proxy = [], xmlrpc.client.ServerProxy
        environment = {
            "CADRE_SERVER": self.base_url(),
            "CADRE_DATABASE": self.env.cr.dbname,
            "CADRE_USER_OFFICE": str(self.officer_user.id),
            **{f"CADRE_KEY_{who.upper()}": key for who, key in self.keys.items()},
        }

        def post(url, **values):
            values["json"]["context"] = {**values["json"]["context"], RENDERED: True}
            return self.opener.post(url, **values)

        space = {"print": lambda *words: said.append(" ".join(map(str, words)))}
        with (
            patch.dict(os.environ, environment),
            patch.object(requests, "post", post),
            patch.object(xmlrpc.client, "ServerProxy", lambda url: proxy(url, transport=Transport(self))),
        ):
            for number, block in enumerate(examples(name)):
                exec(compile(block, f"{name}, example {number}", "exec"), space)  # pylint: disable=exec-used
        return space, said

    def call(self, who, model, method, ids=(), **named):
        """The answer of JSON-2 by the key of ``who``, and its status."""
        answer = self.opener.post(
            f"{self.base_url()}/json/2/{model}/{method}",
            headers={"Authorization": f"bearer {self.keys[who]}"},
            json={"ids": list(ids), **named},
        )
        return answer.status_code, answer.json()

    def test_the_page(self):
        """Each example does what the page says; each refusal says why, or what to do instead."""
        space, said = self.run_page("api.md")
        self.assertEqual(len(said), 10)
        plan = self.env["cadre.work.plan"].browse(space["plan"])
        self.assertEqual((plan.employee_id, plan.state, plan.item_ids.ids), (self.person, "approved", [space["item"]]))
        report = self.env["cadre.progress.report"].browse(space["report"])
        self.assertEqual((report.plan_id, report.leader_id, report.state), (plan, self.leader, "draft"))
        self.assertEqual(self.env["cadre.score"].browse(space["score"]).state, "draft", "XML-RPC reopened it")
        event = self.env["cadre.ledger.event"].browse(space["event"])
        self.assertEqual((event.state, self.points(self.person)), ("confirmed", 5))
        result = self.env["cadre.result"].browse(space["result"])
        self.assertEqual((result.origin, result.version, result.grade_name), ("imported", 1, "称职"))
        self.assertNotIn(self.person.name, said[8], "the auditor does not learn whose list it is")
        self._refuses_strangers(plan)
        self._answers_by_xmlrpc()
        self._offers_what_the_menu_offers()
        self._asks_nothing_for_each()

    def _refuses_strangers(self, plan):
        """Neither method shows, prints or moves what the owner of a key does not see, whatever he sends along."""
        self.keys |= {who: self.key_of(who) for who in ("plain", "other")}
        form, forged = (
            "cadre_assessment_reports.work_plan",
            {"cadre_guard": True, "default_state": "draft", RENDERED: True},
        )
        for who in ("auditor", "plain", "other"):
            with self.subTest(who):
                status, error = self.call(who, "cadre.work.plan", "steps_now", plan.ids, context=forged)
                self.assertEqual(status, 403)
                self.assertNotIn(self.person.name, str(error))
                named = {"record_ids": plan.ids, "context": forged}
                listed = self.call(who, "ir.actions.report", "cadre_forms", res_model=plan._name, **named)
                self.assertEqual(listed, (200, []))
                status, error = self.call(who, "ir.actions.report", "cadre_form", form=form, **named)
                self.assertEqual(status, 403)
                self.assertNotIn(self.person.name, str(error))
        for wrong in (
            "web.external_layout",
            "cadre_assessment_reports.sheets",
            "base.report_irmodulereference",
            7,
            None,
        ):
            with self.subTest(form=wrong):
                status, _error = self.call("person", "ir.actions.report", "cadre_form", form=wrong, record_ids=plan.ids)
                self.assertEqual(status, 422)
        for ids in ([], ["1", {"a": 1}, True, None], [10**12, -1], "x", {}):
            with self.subTest(ids=ids):
                status, _error = self.call("person", "ir.actions.report", "cadre_form", form=form, record_ids=ids)
                self.assertEqual(status, 422)
        for model in ("res.users", "hr.employee", "cadre.guard.mixin", "cadre.ballot.ticket", "nothing", 7):
            with self.subTest(model=model):
                answer = self.call("person", "ir.actions.report", "cadre_forms", res_model=model, record_ids=[1])
                self.assertEqual(answer, (200, []))
        self.env.invalidate_all()
        self.assertEqual(plan.state, "approved")

    def _answers_by_xmlrpc(self):
        """An approval answers with a value, of one list and of several: nothing would be a fault, though it is done."""
        plans = self.cycle.plan_ids.filtered(lambda plan: plan.leader_id == self.leader and plan.state == "draft")
        self.assertGreater(len(plans), 1)
        for plan in plans:
            owner = plan.user_id or self.officer_user
            item = {"name": "一项工作", "target": "完成", "due": "2025-12-20"}
            plan.with_user(owner).write({"item_ids": [(0, 0, item)]})
            plan.with_user(owner).action_submit()
        who = (self.env.cr.dbname, self.leader_user.id, self.keys["leader"])
        for some in (plans[:1], plans[1:]):
            self.assertIs(self.xmlrpc_object.execute_kw(*who, "cadre.work.plan", "action_approve", [some.ids]), True)
        self.env.invalidate_all()
        self.assertEqual(set(plans.mapped("state")), {"approved"})

    def _offers_what_the_menu_offers(self):
        """Of a cycle everybody reads, each is offered the forms that his menu *Print* has."""
        offered = {}
        for who in ("office", "person", "auditor"):
            env = self.env(user=getattr(self, f"{ROLES[who]}_user"))
            menu = env["ir.actions.actions"].get_bindings("cadre.cycle").get("report", ())
            named = self.env["ir.actions.report"].browse(action["id"] for action in menu).mapped("report_name")
            forms = env["ir.actions.report"].cadre_forms("cadre.cycle", self.cycle.ids)
            offered[who] = {one["form"] for one in forms}
            self.assertLessEqual(offered[who], set(named), who)
        self.assertTrue(offered["office"] - offered["person"])

    def _asks_nothing_for_each(self):
        """The steps of many events cost as many queries as those of two."""
        events = self.env["cadre.ledger.event"].concat(*(self.make_event("praise5", person) for person in self.people))
        self.assertGreater(len(events), 3)
        events = events.with_user(self.officer_user)
        self._queries(events)  # what a worker keeps in memory is there
        self.assertLessEqual(self._queries(events), self._queries(events[:2]))

    def _queries(self, records):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.assertEqual(len(records.steps_now()), len(records))
        return self.env.cr.sql_log_count - before

    def test_both_languages(self):
        """The page in Chinese shows the same examples, with comments of its own."""
        chinese, english = ([ast.dump(ast.parse(one)) for one in examples(name)] for name in ("api.zh-CN.md", "api.md"))
        self.assertEqual(chinese, english)

    def test_every_step_names_its_method(self):
        """A step without a method is the right to write fields; no step is told to be taken by a method of Odoo's."""
        bare = set()
        for name, model in self.env.registry.items():
            if not issubclass(model, self.env.registry["cadre.guard.mixin"]) or model._abstract:
                continue
            for step in model._all_steps().values():
                method = model._method_of(step)
                if not method:
                    bare.add(f"{name} {step.code}")
                    continue
                self.assertTrue(method.startswith("action_"), f"{name} {step.code}")
        self.assertEqual(bare, BARE)
