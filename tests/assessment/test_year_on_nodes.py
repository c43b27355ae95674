"""The steps of a year on two nodes over one database with its replica: each is taken once, whichever node is asked.

Two officers click on both nodes at the same moment: one of them does it, the other is told. A node that is killed in
the middle of a step leaves nothing of it, and the other node takes it. Real processes, as docker/compose.nodes.yaml.
"""

import contextlib
import threading
from datetime import timedelta

import psycopg2
from odoo import SUPERUSER_ID, api, fields, sql_db
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tools import mute_logger

from tests.ballot.real import RealCase
from tests.common import CadreBuilder
from tests.nodes import Node
from tests.replicated import Replicated, until

from .common import YearBuilder, attend, reason_gaps

CROWD = 150
"""People beside those of the builder: opening takes long enough to be hit in the middle."""


class _Alone:
    @classmethod
    def setUpClass(cls):
        """No database of the test is taken: the builder works in the one it is given."""


class TestYearOnNodes(Replicated, RealCase):
    @contextlib.contextmanager
    def there(self):
        """An env on the database of the nodes, committed at the end; its models are those of the test's database."""
        where = f"postgresql://odoo@127.0.0.1:{self.first}/{self.dbname}"
        with contextlib.closing(sql_db.db_connect(where, allow_uri=True).cursor()) as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "no_reset_password": True})
            yield env
            env.flush_all()
            cr.commit()
        env.registry.clear_all_caches()  # what it kept of this database is not so in the test's

    def build(self):
        """Office, people, a cycle in preparation; keys of the officer and of the head of the body."""
        with self.there() as env:
            self.world = type("World", (YearBuilder, CadreBuilder, _Alone), {"env": env})
            self.world.setUpClass()
            self.crowd = self.world.make_crowd(CROWD).ids
            self.cycle = self.world.make_cycle().id
            then, keys = fields.Datetime.now() + timedelta(hours=1), env["res.users.apikeys"]
            self.keys = {
                role: keys.with_user(getattr(self.world, f"{role}_user"))._generate("rpc", role, then)
                for role in ("officer", "decider", "auditor", "person", "leader")
            }

    @contextlib.contextmanager
    def given(self):
        """The builder of years, on the nodes' database of this moment."""
        with self.there() as env:
            kept = {name: one for name, one in vars(self.world).items() if hasattr(one, "_ids")}
            again = {name: env[one._name].browse(one.ids) for name, one in kept.items()}
            world = type("World", (self.world,), {**again, "env": env})
            world.cycle = env["cadre.cycle"].browse(self.cycle)
            yield world

    def count(self, table, where="true"):
        return int(self.sql(f"SELECT count(*) FROM {table} WHERE {where}"))

    def state(self):
        return self.sql(f"SELECT state FROM cadre_cycle WHERE id = {self.cycle}")

    # -- two at once, and one that dies --------------------------------------------------------------------------------
    def both(self, role, model, method, ids, told=(1,)):
        """The step is asked of both nodes at once: one takes it, the other is told; ``told``: how many may be."""
        ask = [lambda node=node: node.call(self.keys[role], model, method, ids) for node in self.nodes]
        answers = self.together(*ask)
        refused = [one for one in answers if isinstance(one, AssertionError)]
        for one in refused:
            self.assertRegex(str(one), rf"{method}: 4\d\d ", "it is told what is so, and nothing broke")
        self.assertIn(len(refused), told, answers)
        return next(one for one in answers if one not in refused)

    def killed_in(self, table, role, model, method, ids):
        """The first node is killed while it waits to write into ``table``; it comes back as a new process."""
        victim, other = self.nodes
        asked = threading.Thread(target=self._ask_in_vain, args=(victim, role, model, method, ids))
        where = {"host": "127.0.0.1", "port": self.first, "user": "odoo", "dbname": self.dbname}
        with contextlib.closing(psycopg2.connect(**where)) as connection, connection.cursor() as cr:
            cr.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
            asked.start()
            waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND backend_xid IS NOT NULL"
            self.assertTrue(until(lambda: self.sql(waits) == "1", 60), "it did not come to writing")
            victim.kill()
        asked.join(60)
        gone = f"SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE '%-{victim._process.pid}'"
        self.assertTrue(until(lambda: self.sql(gone) == "0"), "the database has not noticed")
        self.nodes = (self.enterContext(Node(self.dbname, *self.options())), other)

    def _ask_in_vain(self, node, role, model, method, ids):
        with contextlib.suppress(OSError, AssertionError, ValueError):
            node.call(self.keys[role], model, method, ids)

    # -- the year ------------------------------------------------------------------------------------------------------
    @mute_logger("odoo.sql_db")
    def test_year(self):
        self.servers()
        self.build()
        self.nodes = [self.enterContext(Node(self.dbname, *self.options())) for _node in range(2)]
        self.opened()
        self.reminded()
        self.listed()
        self.computed()
        self.decided()
        self.published()
        self.assertEqual(until(lambda: self.count_there("cadre_result") == self.people), True, "the replica follows")

    def count_there(self, table):
        return int(self.sql(f"SELECT count(*) FROM {table} WHERE cycle_id = {self.cycle}", self.second))

    def opened(self):
        own = f"cycle_id = {self.cycle}"
        self.killed_in("cadre_work_plan", "officer", "cadre.cycle", "action_open", [self.cycle])
        self.assertEqual((self.state(), self.count("cadre_assessment", own)), ("draft", 0), "half of it was kept")
        self.both("officer", "cadre.cycle", "action_open", [self.cycle])
        self.people = self.count("cadre_assessment", own)
        self.assertGreater(self.people, CROWD)
        one_each = f"SELECT count(DISTINCT employee_id) FROM cadre_assessment WHERE {own}"
        self.assertEqual((self.state(), int(self.sql(one_each))), ("open", self.people))

    def reminded(self):
        """The actions of the night are due on both nodes: each runs once, and nobody is reminded twice."""
        ours = "id IN (SELECT res_id FROM ir_model_data WHERE model = 'ir.cron' AND module = 'cadre_assessment')"
        self.sql(f"UPDATE ir_cron SET active = true, lastcall = NULL, nextcall = '2020-01-01' WHERE {ours}")
        self.sql("NOTIFY cron_trigger")
        self.assertTrue(
            until(lambda: not self.count("ir_cron", f"{ours} AND nextcall < now()"), 180), "not all have run"
        )
        told = (
            "SELECT count(*) AS times FROM mail_activity GROUP BY user_id, res_model, res_id, activity_type_id, summary"
        )
        self.assertEqual(self.sql(f"SELECT min(times), max(times) FROM ({told}) t"), "1|1")

    def listed(self):
        """Lists of work items are handed in and approved together (S0-11, S0-12)."""
        with self.given() as world:
            plans = world.cycle.plan_ids.filtered(lambda plan: plan.employee_id.id in self.crowd)
            values = {"name": "项目", "target": "完成", "due": "2025-11-30"}
            world.env["cadre.work.item"].create([{**values, "plan_id": plan.id} for plan in plans])
            guarded(plans).write({"user_id": world.person_user.id, "leader_id": world.leader.id})
            plans = plans.ids
        ours = f"id IN ({', '.join(map(str, plans))})"
        for role, method, state in (("person", "action_submit", "submitted"), ("leader", "action_approve", "approved")):
            self.both(role, "cadre.work.plan", method, plans)
            self.assertEqual(self.count("cadre_work_plan", f"{ours} AND state = '{state}'"), CROWD)
            told = "model = 'cadre.work.plan' GROUP BY res_id, message_type, subtype_id, body HAVING count(*) > 1"
            self.assertEqual(self.sql(f"SELECT count(*) FROM (SELECT FROM mail_message WHERE {told}) t"), "0")
        left = self.count("mail_activity", f"res_model = 'cadre.work.plan' AND active AND res_{ours}")
        self.assertEqual(left, 0, "a task is left")

    def computed(self):
        with self.given() as world:
            world.subjects = world.cycle.assessment_ids.employee_id
            world.a, world.b, world.c = world.person, world.other, world.section_head
            world.rest = world.subjects - world.a - world.b - world.c
            world.give_year()
            world.fill_findings()
            assessments = world.cycle.assessment_ids.ids
        waiting = f"cycle_id = {self.cycle} AND veto_state = 'pending'"
        self.assertGreater(self.count("cadre_assessment", waiting), CROWD)
        self.both("decider", "cadre.assessment", "action_veto_clear", assessments)
        self.assertEqual(self.count("cadre_assessment", waiting), 0)
        self.both("officer", "cadre.cycle", "action_compute", [self.cycle], told=(0, 1))
        self.assertEqual(self.state(), "computed")
        self.people = self.count("cadre_assessment", f"cycle_id = {self.cycle} AND assessed")
        lines = (
            f"cadre_assessment_line l JOIN cadre_assessment a ON a.id = l.assessment_id AND a.cycle_id = {self.cycle}"
        )
        every = f"SELECT count(*), count(DISTINCT (l.assessment_id, l.kind, l.component_id, l.name)) FROM {lines}"
        found, different = self.sql(every).split("|")
        self.assertEqual(found, different, "counted twice")

    def decided(self):
        first = self.both("officer", "cadre.cycle", "action_prepare_decision", [self.cycle], told=(0,))
        decision = first["res_id"]
        self.assertEqual(self.count("cadre_decision", f"cycle_id = {self.cycle}"), 1, "one draft, on whichever node")
        with self.given() as world:
            record = world.env["cadre.decision"].browse(decision)
            record.write({"votes_for": 3, "minutes": "<p>会议审定了考核结果。</p>"})
            attend(record)
            reason_gaps(record)
            competent = world.grade(world.scheme.result_scale_id, "称职").id
            record.line_ids.write({"grade_id": competent, "reason": "会议研究"})  # nearly all are equal
        self.both("officer", "cadre.decision", "action_submit", [decision])
        self.both("decider", "cadre.decision", "action_approve", [decision])
        self.assertEqual(self.state(), "decided")

    def published(self):
        notice = self.both("officer", "cadre.cycle", "action_prepare_notice", [self.cycle], told=(0,))["res_id"]
        self.assertEqual(self.count("cadre_notice", f"cycle_id = {self.cycle}"), 1)
        self.both("officer", "cadre.notice", "action_post", [notice])
        days = "date_from = date_from - 30, date_to = date_to - 30, objections = 'none'"
        self.sql(f"UPDATE cadre_notice SET {days} WHERE id = {notice}")
        self.both("officer", "cadre.notice", "action_end", [notice])
        self.killed_in("cadre_result", "officer", "cadre.cycle", "action_archive_results", [self.cycle])
        own = f"cycle_id = {self.cycle}"
        self.assertEqual((self.state(), self.count("cadre_result", own)), ("published", 0), "half of it was kept")
        self.both("officer", "cadre.cycle", "action_archive_results", [self.cycle])
        self.assertEqual((self.state(), self.count("cadre_result", own)), ("archived", self.people))
        self.assertEqual(self.count("cadre_archive_entry"), self.people)
        chain = int(self.sql("SELECT id FROM cadre_archive_chain"))
        said = [node.call(self.keys["auditor"], "cadre.archive.chain", "action_verify", [chain]) for node in self.nodes]
        self.assertEqual([one["params"]["type"] for one in said], ["success"] * 2)
