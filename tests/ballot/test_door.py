"""The voters' door is a faster way to the same pages, and nothing else."""

import io
import logging
import re
from unittest.mock import patch

import psycopg2
from odoo import http
from odoo.addons.cadre_assessment.controllers import ballot_door, ballot_vote
from odoo.addons.cadre_assessment.models.ballot import casting
from odoo.service.server import thread_local
from odoo.tools import config

from .builder import BallotHttpCase


class TestDoor(BallotHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(type(cls.env["cadre.ballot"]), "_page_lang", lambda _ballot: "en_US"))
        cls.ballot = cls.opened()

    def setUp(self):
        super().setUp()
        self.links = [f"/ballot/{token}" for token in self.issue(self.ballot.group_ids, 2)]
        ballot_door._only_database.cache_clear()
        self.addCleanup(ballot_door._only_database.cache_clear)

    def walled_up(self):
        """As if there were no door."""
        return patch.object(ballot_door, "enter", lambda _environ: None)

    def no_other_way(self):
        return patch.object(http.Request, "_serve_db", side_effect=AssertionError("Odoo's own way was taken"))

    def form(self, html):
        lines = {self.field(self.ballot, n): self.place(self.good) for n in range(3)}
        return {"nonce": self.nonce(html), "confirmed": "1", **lines}

    def test_same_pages(self):
        """Paper, receipt, the same form again and another one: the same answers and headers both ways."""
        found = []
        for way, link in zip((self.no_other_way, self.walled_up), self.links, strict=True):
            with way():
                paper = self.url_open(link)
                answers = [paper, self.url_open(link, data=self.form(paper.text))]
                answers += [self.url_open(link, data=self.form(paper.text)), self.url_open(link)]
                answers.append(self.url_open(link, data={"nonce": "forged.number", "confirmed": "1"}))
            found.append([self.seen(answer) for answer in answers])
        self.assertEqual(found[0], found[1])
        self.assertEqual([status for status, _headers, _text in found[0]], [200, 200, 200, 200, 400])
        self.assertEqual(len(self.marks(self.ballot)), 6)

    @staticmethod
    def seen(answer):
        own = r'value="[\w.-]{40,}"|ballot-\d+-\w{12}|[A-Z2-7]{4}(-[A-Z2-7]{4}){2}'
        headers = {name: text for name, text in answer.headers.items() if name not in ("Date", "Server")}
        return answer.status_code, headers, re.sub(own, "", answer.text)

    def test_who_is_not_let_in(self):
        """A wrong link, another method, another path, several databases and a database without ballots: Odoo's way."""
        environ = {"PATH_INFO": self.links[0], "REQUEST_METHOD": "GET", "HTTP_HOST": "localhost"}
        self.assertEqual(ballot_door.enter(environ).status_code, 200)
        others = ("/ballot/" + "x" * 24, "/ballot/hall/" + "x" * 24, "/ballot/short", self.links[0] + "/", "/web")
        for path in others:
            self.assertIsNone(ballot_door.enter({**environ, "PATH_INFO": path}), path)
        self.assertIsNone(ballot_door.enter({**environ, "REQUEST_METHOD": "PUT"}))
        self.assertIsNone(ballot_door.enter({**environ, "PATH_INFO": "/ballot/" + "票" * 24}))
        for databases in (["a", "b"], [], ["not_loaded"]):
            ballot_door._only_database.cache_clear()
            with patch.object(http, "db_list", lambda found=databases, **_how: found):
                self.assertIsNone(ballot_door.enter(environ))

    def test_behind_a_proxy(self):
        """Which database it is follows from the name that the proxy passes on, where proxies are believed."""
        environ = {"PATH_INFO": self.links[0], "REQUEST_METHOD": "GET", "HTTP_HOST": "inside:8069"}
        environ["HTTP_X_FORWARDED_HOST"] = "forged.example.org, vote.example.org"
        for believed, host in ((True, "vote.example.org"), (False, "inside:8069")):
            ballot_door._only_database.cache_clear()
            with patch.dict(config.options, proxy_mode=believed), patch.object(http, "db_list") as asked:
                asked.return_value = []
                self.assertIsNone(ballot_door.enter(dict(environ)))
            self.assertEqual(asked.call_args.kwargs["host"], host)

    def test_nothing_of_the_request_before(self):
        """The line of the log says what is asked for, not which method the same worker called before."""
        thread_local.rpc_model_method = "res.partner.read"
        self.addCleanup(setattr, thread_local, "rpc_model_method", "")
        environ = {"PATH_INFO": self.links[0], "REQUEST_METHOD": "GET", "HTTP_HOST": "localhost"}
        self.assertEqual(ballot_door.enter(environ).status_code, 200)
        self.assertEqual(thread_local.rpc_model_method, "")

    def test_too_long_a_form(self):
        environ = {
            "PATH_INFO": self.links[0], "REQUEST_METHOD": "POST", "HTTP_HOST": "localhost", "wsgi.url_scheme": "http",
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(ballot_vote.LARGEST_FORM + 1),
            "wsgi.input": io.BytesIO(b"x" * (ballot_vote.LARGEST_FORM + 1)),
        }  # fmt: skip
        self.assertEqual(ballot_door.enter(environ).status_code, 413)
        self.assertEqual(self.marks(self.ballot), [])

    def test_tried_again(self):
        """Two transactions that meet: the form is there the second time as well."""
        html = self.url_open(self.links[0]).text
        real, tries = casting.cast, []

        def cast(*args):
            tries.append(args)
            if len(tries) == 1:
                raise psycopg2.errors.DeadlockDetected("deadlock")
            return real(*args)

        with (
            patch.object(casting, "cast", cast),
            patch("odoo.service.model.time.sleep"),
            patch("odoo.service.model.errorcodes.lookup", lambda _code: "deadlock"),
            self.no_other_way(),
        ):
            answer = self.url_open(self.links[0], data=self.form(html))
        self.assertTrue(self.receipt(answer.text))
        self.assertEqual(len(tries), 2)

    def test_broken(self):
        """Whatever breaks: a sentence for the voter, and a log without his link."""
        broken = patch.object(casting, "find_ticket", side_effect=RuntimeError("broken"))
        with broken, self.assertLogs(level=logging.INFO) as logs:
            answer = self.url_open(self.links[0])
        self.assertEqual(answer.status_code, 503)
        self.assertIn("票没有交上", answer.text)
        self.assertNotIn(self.links[0].rpartition("/")[2], "\n".join(logs.output))
        self.assertIn("could not be made", "\n".join(logs.output))

    def test_caches_are_asked_for(self):
        """A worker asks at most once a second whether caches have changed, and no less."""
        moments = iter((10.0, 10.5, 11.2, 11.3))
        ballot_door._looked.clear()
        self.addCleanup(ballot_door._looked.clear)
        with (
            patch.object(self.registry, "check_signaling", return_value=self.registry) as asked,
            patch.object(ballot_door.time, "monotonic", lambda: next(moments)),
        ):
            for _visit in range(4):
                ballot_door._registry("localhost")
        self.assertEqual(asked.call_count, 2)
