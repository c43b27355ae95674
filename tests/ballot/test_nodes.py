"""Two nodes and a replica serve: votes come in through two nodes, scheduled actions run on both, once each, what only
reads is asked of the replica. The proxy is tried where nginx is installed.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from datetime import timedelta

import websocket
from odoo import fields
from odoo.addons.queue_job.jobrunner.runner import PG_ADVISORY_LOCK_ID

from tests.nodes import Node
from tests.replicated import ROOT, Replicated, free_port, until

from .builder import issue
from .real import RealCase

VOTERS, TICKS, PARTS = 12, 8, 4
HOST = "kaohe.example"
FORWARDED = {"X-Forwarded-Host": HOST, "X-Forwarded-For": "10.0.0.9", "X-Forwarded-Proto": "https"}
"""What the proxy says of a phone that came by TLS (docker/proxy/nginx.conf)."""


class TestNodes(Replicated, RealCase):
    def test_two_nodes_and_a_replica(self):
        """Each vote counts once whichever node takes it, each tick runs once, reads come from the replica.

        A batch is done once, by the runner of jobs alone; the chat is opened through what a proxy says.
        """
        ballot_id = self.make(groups=(("全体人员", VOTERS),))
        until_then = fields.Datetime.now() + timedelta(hours=1)
        with self.real() as env:
            tokens = issue(env["cadre.ballot"].browse(ballot_id).group_ids, VOTERS)
            admin = env.ref("base.user_admin")
            key = env["res.users.apikeys"].with_user(admin)._generate("rpc", "nodes", until_then)
            self.addCleanup(self.forget, env["res.users.apikeys"].search([], order="id desc", limit=1).id)
        self.servers()
        self.assertEqual(self.sql("SELECT pg_is_in_recovery()", self.second), "t")
        one, other = (Node(self.dbname, *self.options()) for _node in range(2))  # both begin at once
        with one, other:
            nodes = (one, other)
            self.votes(nodes, tokens, ballot_id)
            self.reads(nodes, key)
            self.ticks(one, key)
            self.batch(one, key, ballot_id)
            for node in nodes:
                self.healthy(node)
                self.assertEqual(self.chat(node), 101)
            self.proxied(nodes, tokens[0])
        self.backups()

    def forget(self, key_id):
        with self.real() as env:
            env.cr.execute("DELETE FROM res_users_apikeys WHERE id = %s", [key_id])

    def votes(self, nodes, tokens, ballot_id):
        """The paper is read from one node, the form is sent to the other."""

        def cast(number):
            reader, taker = nodes[number % 2], nodes[(number + 1) % 2]
            path = f"/ballot/{tokens[number]}"
            nonce = re.search(r'name=nonce value="([^"]+)"', reader.ask(path)[1])[1]
            form = {"nonce": nonce, "confirmed": "1", "m0": 0, "m1": 1, "m2": 1}
            return [re.search(r"<b>([A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4})</b>", taker.ask(path, form)[1])[1]]

        receipts = self.together(*[lambda number=number: cast(number) for number in range(VOTERS)])
        self.assertEqual(len({receipt for [receipt] in receipts}), VOTERS)
        used = f"SELECT count(*) FROM cadre_ballot_ticket WHERE ballot_id = {ballot_id} AND used"
        self.assertEqual(self.sql(used), str(VOTERS))
        self.assertEqual(until(lambda: self.sql(used, self.second) == str(VOTERS)), True, "the replica follows")

    def reads(self, nodes, key):
        """While the replica is held, a search does not see what was just written; a change reads from the database."""
        [partner] = nodes[0].call(key, "res.partner", "create", vals_list=[{"name": "先"}])
        until(lambda: self.sql(f"SELECT 1 FROM res_partner WHERE id = {partner}", self.second))
        self.sql("SELECT pg_wal_replay_pause()", self.second)
        try:
            nodes[0].call(key, "res.partner", "write", [partner], vals={"name": "后"})
            domain = [["id", "=", partner]]
            for node in nodes:
                read = node.call(key, "res.partner", "search_read", domain=domain, fields=["name"])
                self.assertEqual([one["name"] for one in read], ["先"], "it was read from the database")
        finally:
            self.sql("SELECT pg_wal_replay_resume()", self.second)
        until(lambda: self.sql(f"SELECT 1 FROM res_partner WHERE id = {partner} AND name = '后'", self.second))
        for node in nodes:
            read = node.call(key, "res.partner", "search_read", domain=domain, fields=["name"])
            self.assertEqual([one["name"] for one in read], ["后"])

    def ticks(self, node, key):
        """Actions that are due: all run, each once, and both nodes had a hand in it."""
        self.sql("CREATE TABLE node_tick (tick integer, node text)")
        code = (
            'env.cr.execute("INSERT INTO node_tick SELECT {n}, application_name FROM pg_stat_activity '
            'WHERE pid = pg_backend_pid()")\nenv.cr.execute("SELECT pg_sleep(1)")'
        )
        model = int(self.sql("SELECT id FROM ir_model WHERE model = 'ir.config_parameter'"))
        common = {"model_id": model, "state": "code", "interval_type": "months", "priority": 0}
        crons = [{"name": f"tick {n}", "code": code.format(n=n), **common} for n in range(TICKS)]
        node.call(key, "ir.cron", "create", vals_list=crons)
        until(lambda: self.sql("SELECT count(*) FROM node_tick") == str(TICKS), 120)
        self.assertEqual(self.sql("SELECT count(*), count(DISTINCT tick) FROM node_tick"), f"{TICKS}|{TICKS}")
        self.assertEqual(self.sql("SELECT count(DISTINCT node) FROM node_tick"), "2", "one node ran them all")

    def batch(self, node, key, ballot_id):
        """Ordered on a node while the runner of jobs lives: each part is done once, in the runner's process."""
        printing = {
            "items": 1, "is_file": True, "records": {"cadre.ballot": [ballot_id]},
            "params": {"forms": [("report.cadre_assessment_reports.cycle_ballot_papers", [ballot_id])], "unit": False},
        }  # fmt: skip
        parts = [{**printing, "name": f"第{n}部分", "file_name": f"{n}.pdf"} for n in range(PARTS)]
        model = int(self.sql("SELECT id FROM ir_model WHERE model = 'cadre.batch'"))
        order = {"name": "order", "model_id": model, "state": "code"}
        order["code"] = f"model._order_work('forms', '测评表', {parts!r})"
        [order] = node.call(key, "ir.actions.server", "create", vals_list=[order])
        with Node(self.dbname, *self.options(), *self.composed("jobs")["command"], queue=True) as jobs:
            lock = f"locktype = 'advisory' AND (classid::bigint << 32) + objid::bigint = {PG_ADVISORY_LOCK_ID}"
            self.assertTrue(until(lambda: self.sql(f"SELECT count(*) FROM pg_locks WHERE {lock}") == "1"))
            node.call(key, "ir.actions.server", "run", [order])
            until(lambda: self.sql("SELECT state FROM cadre_batch") not in ("queued", "running"), 180)
            self.assertEqual(self.sql("SELECT state, background FROM cadre_batch"), "done|t")
            until(lambda: self.sql("SELECT count(*) FROM queue_job WHERE state != 'done'") == "0")
            runner = str(jobs._process.pid)
        files = "SELECT count(*), count(DISTINCT res_id) FROM ir_attachment WHERE res_model = 'cadre.batch.part'"
        self.assertEqual(self.sql(files), f"{PARTS}|{PARTS}")
        self.assertEqual(self.sql("SELECT DISTINCT state, worker_pid FROM queue_job"), f"done|{runner}")
        self.assertEqual(self.sql("SELECT count(*) FROM queue_job WHERE method_name = '_run'"), str(PARTS))

    def healthy(self, node):
        """Is asked as docker/compose.nodes.yaml asks: it ends with 0, and not so where nobody listens."""
        program, *words = self.composed("node1")["healthcheck"]["test"][1:]
        self.assertEqual(program, "python3")
        for port, good in ((node.port, True), (free_port(), False)):
            asked = [sys.executable, *(word.replace(":8069/", f":{port}/") for word in words)]
            done = subprocess.run(asked, capture_output=True, check=False)
            self.assertEqual(done.returncode == 0, good, done.stderr)

    def chat(self, node):
        """The status that /websocket gives to a phone that came by TLS through the proxy and reads our pages."""
        asked = urllib.request.Request(f"http://127.0.0.1:{node.port}/web/login", headers={"Host": HOST, **FORWARDED})
        with urllib.request.urlopen(asked, timeout=60) as page:
            cookie = page.headers["Set-Cookie"].split(";")[0]
        line = websocket.create_connection(
            f"ws://127.0.0.1:{node.port}/websocket?version=19.0", cookie=cookie, host=HOST, origin=f"https://{HOST}",
            header=FORWARDED, timeout=60,
        )  # fmt: skip
        with contextlib.closing(line):
            return line.status

    def proxied(self, nodes, token):
        """The shipped files of nginx before the nodes of this test: pages, refusals, and a log without a link."""
        nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
        if not nginx:
            return
        port, conf = free_port(), self.folder / "nginx"
        shutil.copytree(ROOT / "docker" / "proxy", conf)
        upstream = "".join(f"    server 127.0.0.1:{node.port};\n" for node in nodes)
        (conf / "upstream.conf").write_text(f"upstream web {{\n{upstream}}}\nupstream chat {{\n{upstream}}}\n")
        text = (conf / "nginx.conf").read_text().replace("listen 8080", f"listen 127.0.0.1:{port}")
        text = text.replace("/dev/stdout", f"{conf}/access.log").replace("/dev/stderr", f"{conf}/error.log")
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        own = "".join(f"    {kind}_temp_path {conf}/{kind};\n" for kind in kinds)
        text = text.replace("http {\n", f"http {{\n{own}")
        (conf / "nginx.conf").write_text(f"pid {conf}/pid;\n{text}")
        words = [nginx, "-p", conf, "-c", conf / "nginx.conf", "-e", conf / "error.log", "-g", "daemon off;"]
        child = subprocess.Popen([*map(str, words)])
        self.addCleanup(child.wait, 20)
        self.addCleanup(child.terminate)
        through = Node.__new__(Node)
        through.port = port

        def answers():
            with contextlib.suppress(OSError):
                return through.ask("/proxy-health")[0] == 204

        self.assertTrue(until(answers, 20), "nginx does not answer")
        self.assertEqual(through.ask("/web/login")[0], 200)
        self.assertEqual(through.ask(f"/ballot/{token}")[0], 200)
        self.assertEqual(through.ask(f"/bal%6Cot/{token}")[0], 200)
        for closed in ("/queue_job/runjob", "/web/database/manager"):
            self.assertEqual(through.ask(closed)[0], 404)
        self.assertEqual(self.chat(through), 101)
        log = until(lambda: (conf / "access.log").read_text())
        self.assertIn("/web/login", log)
        self.assertNotIn(token, log + (conf / "error.log").read_text())

    def backups(self):
        """docker/scripts: a backup, and its trial under another name; a name that is there is left alone."""
        files, kept, programs = self.db.made("files"), self.db.made("kept"), self.folder / "bin"
        programs.mkdir()
        odoo = programs / "odoo"
        odoo.write_text('#!/bin/sh\necho "$*" > "$CADRE_BACKUP/neutralized"\n')
        odoo.chmod(0o755)
        (files / "filestore" / self.dbname).mkdir(parents=True)
        (files / "filestore" / self.dbname / "paper").write_text("paper")
        for path in files.rglob("*"):
            if self.db.rights:
                os.chown(path, self.db.rights["user"], self.db.rights["group"])
        env = {"PGHOST": "127.0.0.1", "PGPORT": self.first, "PGUSER": "odoo", "CADRE_DATABASE": self.dbname}
        env |= {"CADRE_BACKUP": kept, "CADRE_FILES": files, "PATH": f"{programs}:{self.db.env['PATH']}"}
        name = self.db.run("sh", self.db.scripts / "backup.sh", **env).strip()
        said = self.db.run("sh", self.db.scripts / "restore.sh", name, "cadre_try", **env)
        self.assertIn(f"cadre_try is restored from {name}", said)
        self.assertEqual((kept / "neutralized").read_text(), "neutralize -d cadre_try\n")
        self.assertEqual((files / "filestore" / "cadre_try" / "paper").read_text(), "paper")
        count = "SELECT count(*) FROM cadre_ballot_ticket"
        words = ["psql", "-XqAt", "-h", "127.0.0.1", "-p", self.first, "-U", "odoo", "-d", "cadre_try", "-c", count]
        self.assertEqual(self.db.run(*words).strip(), self.sql(count))
        with self.assertRaisesRegex(AssertionError, "already exists"):
            self.db.run("sh", self.db.scripts / "restore.sh", name, "cadre_try", **env)
