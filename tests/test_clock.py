"""A day of a rule is the company's, whatever time zone a client names. (models/clock.py)

The sweep looks at the source: no rule asks for the client's day, nor for the server's. The attacks go over RPC:
Kiritimati is 14 hours ahead of UTC, Niue 11 behind, so that it is already tomorrow or still yesterday there.
"""

import ast
import re
from pathlib import Path

from freezegun import freeze_time
from odoo.addons import cadre_assessment, cadre_assessment_reports
from odoo.addons.cadre_assessment.models.clock import day_of, on_the_day, today_of
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.fields import Date, Datetime, Domain
from odoo.tests import JsonRpcException, tagged

from .common import CadreCase, CadreHttpCase

AHEAD, BEHIND = "Pacific/Kiritimati", "Pacific/Niue"
CLOCK = "models/clock.py"
ASKING = frozenset({"context_today", "context_timestamp", "today", "utcnow", "fromtimestamp", "localtime", "strftime"})
"""Attributes by which code asks for a day or a local time, of ``fields``, ``date``, ``datetime`` or ``time``."""
TODAY = re.compile(r"""['"]today|current_date|context_today|now\(\)""")


class TestClockSweep(CadreCase):
    """What must not stand in a rule, looked for in the sources of both addons."""

    def _sources(self, pattern):
        for addon in (cadre_assessment, cadre_assessment_reports):
            root = Path(addon.__path__[0])
            for path in sorted(root.rglob(pattern)):
                yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")

    def test_no_code_asks_for_another_day(self):
        """Only the clock asks what time it is; a moment (``Datetime.now``) is nobody's day and may be asked for."""
        found = []
        for name, text in self._sources("*.py"):
            if name == CLOCK:
                continue
            for node in ast.walk(ast.parse(text)):
                asks = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
                if asks.rpartition(".")[2] in ASKING or asks.endswith("datetime.now"):
                    found.append(f"{name}:{node.lineno} {asks}")
        self.assertEqual(found, [])

    def test_no_domain_in_code_says_today(self):
        """Odoo reads the word in a domain by the time zone of the client."""
        found = []
        for name, text in self._sources("*.py"):
            if name == CLOCK:
                continue
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Tuple) and len(node.elts) == 3 and isinstance(node.elts[2], ast.Constant):
                    value = node.elts[2].value
                    if isinstance(value, str) and re.match(r"(today|now)\b|=", value):
                        found.append(f"{name}:{node.lineno} {ast.unparse(node)}")
        self.assertEqual(found, [])

    def test_no_access_rule_says_today(self):
        """Neither the files nor the database: the filters of a search, which only show, are the reader's own."""
        found = [name for name, text in self._sources("*.xml") if name.startswith("security/") and TODAY.search(text)]
        self.assertEqual(found, [])
        rules = self.env["ir.rule"].search([("model_id.model", "=like", "cadre.%")])
        self.assertEqual([rule.name for rule in rules if TODAY.search(rule.domain_force or "")], [])

    def test_every_default_day_is_the_company_s(self):
        """Each date a form begins with, of every model of ours."""
        with freeze_time("2026-01-16 10:30:00"):  # 18:30 here
            for zone in (AHEAD, BEHIND):
                for name, model in self.env.registry.models.items():
                    if not name.startswith("cadre.") or model._abstract:
                        continue
                    days = [field.name for field in model._fields.values() if field.type == "date" and field.default]
                    given = self.env[name].with_context(tz=zone).default_get(days) if days else {}
                    for field in days:
                        with self.subTest(zone, model=name, field=field):
                            self.assertEqual(Date.to_date(given[field]), Date.to_date("2026-01-16"))


class TestClock(CadreCase):
    def test_a_company_without_working_hours(self):
        """It counts in UTC: the same for everybody who asks."""
        company = self.env["res.company"].create({"name": "无日历"})
        company.resource_calendar_id = False
        with freeze_time("2026-01-16 23:30:00"):
            self.assertEqual(today_of(company.with_context(tz=AHEAD)), Date.to_date("2026-01-16"))
            self.assertEqual(today_of(self.company.with_context(tz=BEHIND)), Date.to_date("2026-01-17"))

    def test_another_zone_is_known_at_once(self):
        """Whoever corrects the working hours need not start the server again."""
        with freeze_time("2026-01-16 20:00:00"):
            self.assertEqual(today_of(self.company), Date.to_date("2026-01-17"))
            self.company.resource_calendar_id.tz = "UTC"
            self.assertEqual(today_of(self.company), Date.to_date("2026-01-16"))

    def test_each_company_by_its_own_day(self):
        """A search over companies on two sides of midnight."""
        other = self.env["res.company"].create({"name": "乌鲁木齐以西"})
        other.resource_calendar_id.tz = BEHIND
        bodies = self.env["cadre.body"].create(
            [{"name": one.name, "kind": "office", "company_id": one.id} for one in (self.company, other)]
        )
        with freeze_time("2026-01-16 17:00:00"):  # the 17th here, the 16th there
            self.assertEqual([str(today_of(body)) for body in bodies], ["2026-01-17", "2026-01-16"])
            domain = on_the_day(self.env, lambda day: [("name", "=", str(day))])
            bodies[0].name, bodies[1].name = "2026-01-17", "2026-01-17"
            self.assertEqual(bodies.search(Domain("id", "in", bodies.ids) & domain), bodies[0])

    def test_the_day_of_a_moment(self):
        """17:00 UTC is the next day here, whoever reads it."""
        moment = Datetime.to_datetime("2026-01-16 17:00:00")
        for zone in (AHEAD, BEHIND, None):
            self.assertEqual(day_of(self.company.with_context(tz=zone), moment), Date.to_date("2026-01-17"))
        self.assertIsNone(day_of(self.company, False))


@tagged("post_install", "-at_install")
class TestForeignZone(CadreHttpCase):
    """Over RPC, with a zone in the context and on the user's own page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.open_cycle()
        cls.notice = guarded(cls.env["cadre.notice"]).create(
            {"name": "公示", "cycle_id": cls.cycle.id, "kind": "period", "state": "posted", "objections": "none"}
        )
        guarded(cls.notice).write({"date_from": "2026-01-12", "date_to": "2026-01-16"})

    def call(self, model, method, *args, **context):
        params = {"model": model, "method": method, "args": args, "kwargs": {"context": context}}
        return self.make_jsonrpc_request(f"/web/dataset/call_kw/{model}/{method}", params)

    def log_in(self, user):
        self.authenticate(user.login, user.login)

    def test_a_notice_stays_up_through_its_last_day(self):
        """At 18:30 of the last day it is tomorrow in Kiritimati; the notice stays up (the attack that succeeded)."""
        with freeze_time("2026-01-16 10:30:00"):
            self.log_in(self.officer_user)
            for zone in (AHEAD, BEHIND, "Asia/Shanghai", False):
                with self.subTest(zone), self.assertRaisesRegex(JsonRpcException, "UserError"):
                    self.call("cadre.notice", "action_end", self.notice.ids, tz=zone)
            self.call("res.users", "write", self.officer_user.ids, {"tz": AHEAD})
            with self.assertRaisesRegex(JsonRpcException, "UserError"):
                self.call("cadre.notice", "action_end", self.notice.ids)
            self.assertFalse(self.call("cadre.notice", "read", self.notice.ids, ["over"], tz=AHEAD)[0]["over"])
        self.env.invalidate_all()
        self.assertEqual(self.notice.state, "posted")

    def test_a_notice_ends_the_day_after(self):
        """At 00:10 of the next day it is still yesterday in Niue; the notice may be ended all the same."""
        with freeze_time("2026-01-16 16:10:00"):
            self.log_in(self.officer_user)
            self.call("cadre.notice", "action_end", self.notice.ids, tz=BEHIND)
        self.env.invalidate_all()
        self.assertEqual(self.notice.state, "ended")

    def test_a_membership_ends_with_its_day(self):
        """Who sat in the scoring organ until yesterday reads no mark today; who sits from tomorrow on does not yet."""
        organ = self.env["cadre.body"].create({"name": "市委组织部", "kind": "scoring_organ"})
        member = self.env["cadre.body.member"].create({"body_id": organ.id, "employee_id": self.discipline.id})
        scheme = self.env.ref("regulations.scheme_s2a_unit")
        cycle = self.make_cycle(name="部门考核", scheme_id=scheme.id)
        component = scheme.component_ids.filtered(lambda one: one.code == "party")
        values = {"cycle_id": cycle.id, "component_id": component.id, "subject_unit_id": self.unit.id, "value": 1}
        score = self.env["cadre.score"].create(values)
        self.assertEqual(score.scoring_body_id, organ)
        for dates, moment, seen in (
            ({"date_from": False, "date_to": "2026-01-15"}, "2026-01-15 16:30:00", 0),  # the 16th began
            ({"date_from": False, "date_to": "2026-01-15"}, "2026-01-15 15:30:00", 1),
            ({"date_from": "2026-01-16", "date_to": False}, "2026-01-15 15:30:00", 0),
            ({"date_from": "2026-01-16", "date_to": False}, "2026-01-15 16:30:00", 1),
        ):
            member.write(dates)
            with freeze_time(moment):
                self.log_in(self.discipline_user)
                for zone in (AHEAD, BEHIND, "Asia/Shanghai"):
                    with self.subTest(moment, zone=zone, **dates):
                        count = self.call("cadre.score", "search_count", [("id", "=", score.id)], tz=zone)
                        self.assertEqual(count, seen)

    def test_days_that_a_step_writes(self):
        """The day of a case, of a decision, of an event: the company's, whatever the client says."""
        with freeze_time("2026-01-16 10:30:00"):
            self.log_in(self.discipline_user)
            values = {"employee_id": self.other.id, "kind": "investigation"}
            [case] = self.call("cadre.case", "create", [values], tz=AHEAD)
            self.call("cadre.case", "action_close", [case], tz=AHEAD)
            self.log_in(self.officer_user)
            decision = {"name": "决定", "cycle_id": self.cycle.id, "body_id": self.leading_body.id}
            [decision] = self.call("cadre.decision", "create", [decision], tz=BEHIND)
        self.env.invalidate_all()
        case, decision = self.env["cadre.case"].browse(case), self.env["cadre.decision"].browse(decision)
        self.assertEqual([str(case.opened_on), str(case.closed_on)], ["2026-01-16"] * 2)
        self.assertEqual(str(decision.date), "2026-01-16")
