"""Every number that comes in is finite and within its bounds. (models/bounds.py)

JSON carries ``Infinity``, ``NaN`` and ``1e999``, and XML-RPC a double that is no number; PostgreSQL stores both. The
sweep tries every number of every model of ours; the attacks go over the network, by each way in.
"""

import json
import math
from xmlrpc.client import Fault

from odoo import fields
from odoo.addons.cadre_assessment.models.bounds import NUMBERS, bounds_of
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CadreCase, CadreHttpCase

NO_NUMBERS = (math.inf, -math.inf, math.nan, 1e308, -1e308, 10**400, "1", "abc", True, [1], {"a": 1})
RAW = ("Infinity", "-Infinity", "NaN", "1e999", "-1e999", "1e308", "1e13", '"12"', "true", "[1]")
"""The same as text of JSON."""
HERE = "@here@"
"""Where such text is put."""


def ours(env):
    """(model, field) of every number our addons store."""
    for name, model in sorted(env.registry.models.items()):
        if not name.startswith("cadre.") or model._abstract or model._auto is False:
            continue
        for field in model._fields.values():
            if field.type in NUMBERS and field.store and not field.related and field.name != "id":
                yield name, field


class TestEveryNumber(CadreCase):
    def test_none_is_left_out(self):
        """Each stored number of a model of ours is bounded; on Odoo's own models we add none that would need it."""
        for name, field in ours(self.env):
            with self.subTest(name, field=field.name):
                self.assertIn(field.name, self.env[name]._number_bounds())
        for name, model in self.env.registry.models.items():
            if not name.startswith("cadre."):
                mine = [
                    field.name
                    for field in model._fields.values()
                    if field.type in NUMBERS and field.store and (field._module or "").startswith("cadre_")
                ]
                self.assertEqual([one for one in mine if one != "sequence"], [], name)  # a place in a list is none

    def test_what_may_be_negative(self):
        """Signed are sums and what a regulation deducts; everything else starts at 0."""
        signed = {f"{name}.{field.name}" for name, field in ours(self.env) if bounds_of(field).low < 0}
        signed = {name for name in signed if not name.endswith(".sequence")}
        self.assertEqual(
            signed,
            {
                "cadre.appeal.total",
                "cadre.assessment.line.coefficient",
                "cadre.assessment.line.points",
                "cadre.assessment.line.raw",
                "cadre.assessment.line.weight",
                "cadre.assessment.previous_total",
                "cadre.assessment.total",
                "cadre.ballot.phone_abstained",  # -1: too few papers to be told
                "cadre.ledger.event.points_total",
                "cadre.ledger.posting.counted_points",
                "cadre.ledger.posting.points",
                "cadre.notice.line.total",
                "cadre.procedure.step.offset",  # -1: no day of its own
                "cadre.progress.report.mark",
                "cadre.result.total",
                "cadre.scale.grade.band_from",
                "cadre.scheme.cap.limit",
                "cadre.scheme.component.cap",
                "cadre.scheme.component.floor",
                "cadre.scheme.component.step",  # below 0: it weighs less each year
                "cadre.scheme.count.points",
                "cadre.score.self_value",
                "cadre.score.value",
                "cadre.simulation.line.difference",
                "cadre.simulation.line.total_after",
                "cadre.simulation.line.total_before",
            },
        )

    def test_every_number_of_every_model(self):
        """Created by the server itself with a number that is none, or out of bounds: refused in words, by name."""
        for name, field in ours(self.env):
            model = guarded(self.env[name].sudo())
            bounds = bounds_of(field)
            label = field._description_string(self.env)
            beyond = (bounds.high * 10 + 1, bounds.low - 1) + ((0.5,) if bounds.whole else ())
            for value in (*NO_NUMBERS, *beyond):
                problem = model._number_problem(field.name, value)
                with self.subTest(name, field=field.name, value=str(value)[:20]):
                    self.assertIn(label, problem or "")
                    self.assertIn(str(value)[:40], problem)
            with self.subTest(name, field=field.name), self.assertRaises(UserError):
                model.create({field.name: math.nan})

    def test_a_default_value_is_no_way_in(self):
        """Neither one in the context nor a personal one, which everybody may store for himself."""
        Decision = self.env["cadre.decision"].with_user(self.officer_user)
        values = {"name": "决定", "cycle_id": self.make_cycle().id, "body_id": self.leading_body.id}
        with self.assertRaisesRegex(ValidationError, "inf"):
            Decision.with_context(default_votes_for=math.inf).create(values)
        Decision.env["ir.default"].sudo().set("cadre.decision", "votes_for", -1, user_id=self.officer_user.id)
        with self.assertRaisesRegex(ValidationError, "-1"):
            Decision.create(values)

    def test_a_file_is_no_way_in(self):
        """Odoo's own import reads "inf" and "nan" as numbers."""
        for text in ("inf", "nan", "1e999", "-5"):
            with self.subTest(text):
                result = self.env["cadre.scale.grade"].load(
                    ["scale_id/.id", "name", "code", "coefficient"], [[str(self.a_scale().id), "甲", "a1", text]]
                )
                self.assertFalse(result["ids"])
                self.assertTrue(result["messages"])

    def a_scale(self):
        return self.env["cadre.scale"].create({"name": "试验", "code": "probe"})

    def test_nothing_is_still_nothing(self):
        """An empty number is 0 as before; a whole one may be written as 3.0."""
        scale = self.a_scale()
        grade = self.env["cadre.scale.grade"].create(
            {"scale_id": scale.id, "name": "甲", "code": "a1", "coefficient": False, "sequence": 3.0}
        )
        self.assertEqual((grade.coefficient, grade.sequence), (0, 3))


@tagged("post_install", "-at_install")
class TestNumbersOverRpc(CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.open_cycle()
        scheme = cls.env.ref("regulations.scheme_s2a_unit")
        values = {"name": "市委组织部", "kind": "scoring_organ"}
        cls.env["cadre.body"].create({**values, "member_ids": [(0, 0, {"employee_id": cls.officer.id})]})
        year = cls.make_cycle(name="部门考核", scheme_id=scheme.id)
        component = scheme.component_ids.filtered(lambda one: one.code == "party")
        cls.score = cls.env["cadre.score"].create(
            {"cycle_id": year.id, "component_id": component.id, "subject_unit_id": cls.unit.id, "value": 8}
        )
        cls.decision = cls.env["cadre.decision"].create(
            {"name": "决定", "cycle_id": cls.cycle.id, "body_id": cls.leading_body.id}
        )

    def post(self, model, method, args, raw, **context):
        """One call, with ``raw`` for :data:`HERE` as it stands, for no honest library writes such JSON.

        Returns the error, or None.
        """
        params = {"model": model, "method": method, "args": args, "kwargs": {"context": context}}
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "id": 0, "params": params})
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=body.replace(f'"{HERE}"', raw),
            headers={"Content-Type": "application/json"},
        )
        return answer.json().get("error")

    def assertRefused(self, error):
        """In a sentence of ours, not by an accident of the server."""
        self.assertTrue(error, "it went through")
        self.assertRegex(error["data"]["name"], r"exceptions\.(ValidationError|UserError|AccessError)$")

    def test_json(self):
        """By write, create, web_save, a command inside its parent, and the table of marks."""
        self.authenticate("cadre_officer", "cadre_officer")
        score, decision, pool = self.score.id, self.decision.id, self.cycle.pool_ids[:1].id
        cycle = self.cycle.id
        event = {"title": "x", "cycle_id": cycle}
        doors = (
            ("cadre.score", "write", [[score], {"value": HERE}]),
            ("cadre.score", "web_save", [[score], {"value": HERE}, {}]),
            ("cadre.score", "grid_save", [[[score, HERE]]]),
            ("cadre.decision", "write", [[decision], {"votes_for": HERE}]),
            ("cadre.pool", "write", [[pool], {"lower_ratio": HERE}]),
            ("cadre.cycle", "write", [[cycle], {"pool_ids": [[1, pool, {"lower_ratio": HERE}]]}]),
            ("cadre.cycle", "write", [[cycle], {"reminder_days": HERE}]),
            ("cadre.ballot", "create", [[{"name": "x", "top_ratio": HERE}]]),
            ("cadre.ledger.event", "create", [[{**event, "count": HERE}]]),
            ("cadre.ledger.event", "create", [[{**event, "points": HERE}]]),
            ("cadre.notice", "create", [[{"name": "x", "cycle_id": cycle, "days": HERE}]]),
            ("cadre.result", "create", [[{"name": "x", "year": 2020, "total": HERE, "has_total": True}]]),
        )
        for model, method, args in doors:
            for value in RAW:
                with self.subTest(model, method=method, value=value, args=args):
                    self.assertRefused(self.post(model, method, args, value))
        self.env.invalidate_all()
        self.assertEqual((self.score.value, self.decision.votes_for, self.cycle.reminder_days), (8, 0, 5))

    def test_the_number_of_a_cell(self):
        """The table of marks takes no record by a number that is none."""
        self.authenticate("cadre_officer", "cadre_officer")
        for value in RAW:
            with self.subTest(value):
                self.assertRefused(self.post("cadre.score", "grid_save", [[[HERE, 1]]], value))
        self.assertRefused(self.post("cadre.score", "grid_save", [[HERE]], "1"))

    def test_json_default_in_the_context(self):
        self.authenticate("cadre_officer", "cadre_officer")
        for value in RAW:
            with self.subTest(value):
                args = [[{"name": "x", "cycle_id": self.cycle.id}]]
                self.assertRefused(self.post("cadre.notice", "create", args, value, default_days=HERE))

    def test_a_refusal_names_record_field_value_and_bound(self):
        self.authenticate("cadre_officer", "cadre_officer")
        error = self.post("cadre.cycle", "write", [self.cycle.ids, {"reminder_days": HERE}], "1e999")
        said = error["data"]["message"]
        for part in (self.cycle.name, "inf", "366"):
            self.assertIn(part, said)

    def test_xml_rpc(self):
        """A double may be nan or inf there; an integer beyond its column no longer ends in an error of the database."""
        with mute_logger("odoo.addons.rpc.controllers.xmlrpc"):
            for model, ids, values in (
                ("cadre.score", self.score.ids, {"value": math.nan}),
                ("cadre.score", self.score.ids, {"value": math.inf}),
                ("cadre.decision", self.decision.ids, {"votes_for": math.nan}),
                ("cadre.decision", self.decision.ids, {"votes_for": 1e300}),
                ("cadre.cycle", self.cycle.ids, {"reminder_days": -1}),
            ):
                with self.subTest(model, values=values), self.assertRaises(Fault) as caught:
                    self.xmlrpc_object.execute_kw(
                        self.env.cr.dbname, self.officer_user.id, "cadre_officer", model, "write", [ids, values]
                    )
                self.assertRegex(caught.exception.faultString, "expected|Access|allowed")

    def test_json_2(self):
        """The new interface, with an API key."""
        key = (
            self.env["res.users.apikeys"]
            .with_user(self.officer_user)
            ._generate("rpc", "probe", fields.Datetime.add(fields.Datetime.now(), days=1))
        )
        for value in ("Infinity", "NaN", "1e999"):
            answer = self.url_open(
                "/json/2/cadre.cycle/write",
                data=json.dumps({"ids": self.cycle.ids, "vals": {"reminder_days": HERE}}).replace(f'"{HERE}"', value),
                headers={"Content-Type": "application/json", "Authorization": f"bearer {key}"},
            )
            with self.subTest(value):
                self.assertEqual(answer.status_code, 422, answer.text[:300])
                self.assertIn("ValidationError", json.loads(answer.text)["name"])
        self.env.invalidate_all()
        self.assertEqual(self.cycle.reminder_days, 5)
