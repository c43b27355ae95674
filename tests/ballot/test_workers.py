"""Two workers of the real server agree: one paper a link, nobody lost at closing, wrong links counted together."""

import contextlib
import http.client
import pathlib
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.parse

from odoo.addons.cadre_assessment.models.ballot import proof
from odoo.addons.cadre_assessment.models.ballot.cadre_ballot_guess import LIMIT
from odoo.tools import config

from .builder import issue
from .real import RealCase

SERVE = pathlib.Path(__file__).parents[2] / "tools" / "bench" / "serve.py"


class TestWorkers(RealCase):
    """Odoo's own server with two processes; every request may be served by either."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            cls.port = free.getsockname()[1]
        command = [sys.executable, SERVE, "server", "-c", config["config"], "-d", cls.dbname, "--workers", "2"]
        command += ["--http-port", cls.port, "--max-cron-threads", "0", "--log-level", "critical", "--logfile", ""]
        cls.server = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls._stop)
        end = time.monotonic() + 120
        while time.monotonic() < end:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if cls.ask("/ballot/warm")[0] in (404, 429):
                    break
            time.sleep(0.3)
        else:
            raise AssertionError("the server with two workers does not answer")

    @classmethod
    def _stop(cls):
        cls.server.terminate()
        cls.server.wait(30)
        with cls.real() as env:  # the tests after these come from the same address in the same minute
            env.cr.execute("DELETE FROM cadre_ballot_guess")

    @classmethod
    def ask(cls, path, form=None):
        """(status, text) of a page, or of a form that was sent."""
        connection = http.client.HTTPConnection("127.0.0.1", cls.port, timeout=60)
        with contextlib.closing(connection):
            if form is None:
                connection.request("GET", path)
            else:
                body = urllib.parse.urlencode(form)
                connection.request("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def form(self, token):
        text = self.ask(f"/ballot/{token}")[1]
        return {"nonce": re.search(r'name=nonce value="([^"]+)"', text)[1], "confirmed": "1", "m0": 0, "m1": 1, "m2": 1}

    @staticmethod
    def receipt(text):
        found = re.search(r"<b>([A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4})</b>", text)
        return found and found[1]

    def with_links(self, count):
        ballot_id = self.make(groups=(("全体人员", 120),))
        with self.real() as env:
            return ballot_id, issue(env["cadre.ballot"].browse(ballot_id).group_ids, count)

    def papers(self, ballot_id):
        with self.real() as env:
            env.cr.execute(
                "SELECT (SELECT count(*) FROM cadre_ballot_mark m JOIN cadre_ballot_group g ON g.id = m.group_id"
                "         WHERE g.ballot_id = %(b)s),"
                " (SELECT count(*) FROM cadre_ballot_receipt WHERE ballot_id = %(b)s)",
                {"b": ballot_id},
            )
            return env.cr.fetchone()

    def test_one_link_at_the_same_instant(self):
        """The same form six times at once: one paper and one receipt. Six forms of one link: one of them is in."""
        ballot_id, (same, different) = self.with_links(2)
        form = self.form(same)
        answers = self.together(*[lambda: self.ask(f"/ballot/{same}", form)] * 6)
        self.assertEqual({status for status, _text in answers}, {200})
        self.assertEqual(len({self.receipt(text) for _status, text in answers} - {None}), 1)
        self.assertTrue(all(self.receipt(text) for _status, text in answers))
        self.assertEqual(self.papers(ballot_id), (3, 1))
        forms = [self.form(different) for _click in range(6)]
        answers = self.together(*[lambda form=form: self.ask(f"/ballot/{different}", form) for form in forms])
        self.assertEqual(len([text for _status, text in answers if self.receipt(text)]), 1)
        self.assertEqual(self.papers(ballot_id), (6, 2))

    def test_closing_while_a_hundred_arrive(self):
        """Who got a receipt is in the list, nobody else is; nobody came in after the closing."""
        ballot_id, tokens = self.with_links(100)
        forms = {token: self.form(token) for token in tokens}
        closed = threading.Event()

        def close():
            time.sleep(0.3)
            with self.real(read_committed=True) as env:
                env["cadre.ballot"].browse(ballot_id).action_close()
            closed.set()

        def some(part):
            found = []
            for token in part:
                late = closed.is_set()
                found.append((*self.ask(f"/ballot/{token}", forms[token]), late))
            return found

        parts = self.together(close, *[lambda part=tokens[n::10]: some(part) for n in range(10)])[1:]
        votes = [vote for part in parts for vote in part]
        self.assertEqual((len(votes), {status for status, _text, _late in votes}), (100, {200}))
        receipts = [self.receipt(text) for _status, text, _late in votes if self.receipt(text)]
        self.assertFalse([text for _status, text, late in votes if late and self.receipt(text)])
        with self.real() as env:
            ballot = env["cadre.ballot"].browse(ballot_id)
            ballot.action_seal()
            self.assertEqual(proof.receipts_of(ballot), sorted(receipts))
            self.assertEqual((ballot.receipt_count, ballot.paper_count), (len(receipts), len(receipts)))

    def test_wrong_links_are_counted_together(self):
        """Wrong links of one address are counted over both workers: no more than the limit a minute get a 404."""
        with self.real() as env:
            env.cr.execute("DELETE FROM cadre_ballot_guess")
        began = int(time.time()) // 60
        statuses = [self.ask(f"/ballot/wrong{n}")[0] for n in range(3 * LIMIT)]
        minutes = int(time.time()) // 60 - began + 1
        self.assertEqual(set(statuses), {404, 429})
        self.assertLessEqual(statuses.count(404), LIMIT * minutes)
        ballot_id, (token,) = self.with_links(1)
        self.assertEqual(self.ask(f"/ballot/{token}")[0], 200)  # a right link is served all the same
        self.assertTrue(ballot_id)
