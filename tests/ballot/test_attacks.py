"""What does not behave like a phone reaches nothing: odd forms, slow ones, and two steps at one moment."""

import io
import logging
import re
import threading
import time
import urllib.parse
from unittest.mock import patch

import psycopg2
from odoo import sql_db
from odoo.addons.cadre_assessment.controllers import ballot_door, ballot_page, ballot_vote
from odoo.addons.cadre_assessment.models.ballot import casting
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.sql_db import db_connect
from odoo.tools import config, mute_logger

from .builder import BallotHttpCase, issue, vote
from .real import RealCase


class TestOddForms(BallotHttpCase):
    """Whatever is sent: an answer that is meant, no fault of the server, and nothing of it in the log."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(type(cls.env["cadre.ballot"]), "_page_lang", lambda _ballot: "en_US"))
        cls.ballot = cls.opened(comments=True)

    def setUp(self):
        super().setUp()
        self.link = "/ballot/" + self.issue(self.ballot.group_ids, 1)[0]
        ballot_door._only_database.cache_clear()
        self.addCleanup(ballot_door._only_database.cache_clear)

    def ways(self):
        """Through the door, and as if there were none."""
        yield patch.object(ballot_door, "_looked", {})
        yield patch.object(ballot_door, "enter", lambda _environ: None)

    def test_numbers_of_forms(self):
        """A number of a form in letters of any kind is one that is not ours."""
        for way in self.ways():
            with way:
                for nonce in ("票.票", "x.é", "\x00.\x00", "x." + "y" * 9999, "\ud800.x".encode("utf-8", "replace")):
                    self.send(self.link, {"nonce": nonce, "confirmed": "1"}, status=400)
        self.assertEqual(self.marks(self.ballot), [])

    def test_endless_digits(self):
        """A level of five thousand digits is no level."""
        form = {"nonce": self.nonce(self.page(self.link)), "m0": "9" * 5000, "m1": "1", "m2": "0" * 5000}
        self.assertTrue(self.receipt(self.send(self.link, {**form, "confirmed": "1"})))
        self.assertEqual(self.marks(self.ballot).count(None), 2)

    def test_signs_that_are_none(self):
        """A sign that no text can keep is left out of a comment, and the paper is in."""
        form = {"nonce": self.nonce(self.page(self.link)), "m0": "0", "c0": "工作\x00扎实", "c1": "\x00"}
        self.assertTrue(self.receipt(self.send(self.link, {**form, "confirmed": "1"})))
        self.env.cr.execute("SELECT text FROM cadre_ballot_word WHERE ballot_id = %s", (self.ballot.id,))
        self.assertEqual(self.env.cr.fetchall(), [("工作扎实",)])

    def test_halls_in_other_letters(self):
        """The address of a hall in letters that no address has is a wrong one."""
        self.env.cr.execute("DELETE FROM cadre_ballot_guess")
        for key in (f"{self.ballot.public_code}.é", "票.票"):
            for page in ("hall", "screen"):
                self.page(f"/ballot/{page}/{urllib.parse.quote(key)}", status=404)

    def test_other_kinds_of_forms(self):
        """JSON, text, a form that breaks off in the middle: no form of ours. Files beside it are nothing."""
        for body, kind in (
            (b'{"nonce": "x"}', "application/json"),
            (b"\xff\xfe%ff%00=&&;", "application/x-www-form-urlencoded"),
            (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
            (b"nonce=x", "multipart/form-data"),
        ):
            answer = self.url_open(self.link, data=body, headers={"Content-Type": kind})
            self.assertEqual(answer.status_code, 400, kind)
        form = {"nonce": self.nonce(self.page(self.link)), "m0": "0", "confirmed": "1"}
        answer = self.url_open(self.link, data=form, files={"m1": ("x", b"1")})
        self.assertTrue(self.receipt(answer.text))
        self.assertEqual(self.marks(self.ballot).count(None), 2)

    def test_marks_stay_out_of_the_log(self):
        """A statement that fails is not logged with its values, in whichever way its voter came."""
        form = {"nonce": self.nonce(self.page(self.link)), "m0": "0", "c0": "不可告人", "confirmed": "1"}
        code = casting.receipt_code(self.ballot.id, form["nonce"])
        self.env.cr.execute("ALTER TABLE cadre_ballot_mark ADD CONSTRAINT broken CHECK (subject_id < 0)")
        for way in self.ways():
            with way, self.env.cr.savepoint() as savepoint, self.assertLogs(level=logging.INFO) as logs:
                answer = self.url_open(self.link, data=form)
                savepoint.rollback()
            self.assertGreaterEqual(answer.status_code, 500)
            text = "\n".join(logs.output) + answer.text
            for secret in ("不可告人", code, "row contains"):
                self.assertNotIn(secret, text)
            self.assertIn("CheckViolation", "\n".join(logs.output))

    def test_the_log_is_the_same_for_every_vote(self):
        """Two papers marked differently, one with words, leave the same lines: nothing to tell them apart by."""
        found = []
        for way in self.ways():
            for marks in ({"m0": "0", "m1": "1", "m2": "2"}, {"m1": "3", "c0": "意见", "c2": "另一条意见" * 20}):
                link = "/ballot/" + self.issue(self.ballot.group_ids, 1)[0]
                with way, self.assertLogs(level=logging.INFO) as logs:
                    html = self.page(link)
                    self.send(link, {"nonce": self.nonce(html), **marks})
                    self.send(link, {"nonce": self.nonce(html), **marks, "confirmed": "1"})
                found.append([re.sub(r"\[.*?\]", "", line) for line in logs.output if "routing map" not in line])
        self.assertTrue(all(found))
        self.assertEqual(found[0], found[1])
        self.assertEqual(found[2], found[3])

    def test_script_for_old_phones(self):
        """The page's script is of the kind that phones of 2012 read."""
        text = re.sub(r"/\*.*?\*/|//.*", "", ballot_page.SCRIPT)
        for new in (
            r"=>",
            r"\b(const|let|class|async|await)\b",
            r"`",
            r"\.\.\.",
            r"\?\.",
            r"\bfetch\(",
            r"\.closest\(",
        ):
            self.assertIsNone(re.search(new, text), new)

    def test_two_voters_get_their_own(self):
        """Pages drawn once: each has the number and the draft's key of its own link, and no place is left open."""
        other = "/ballot/" + self.issue(self.ballot.group_ids, 1)[0]
        pages = [self.page(link) for link in (self.link, other, self.link)]
        self.assertEqual(len({self.nonce(html) for html in pages}), 3)
        keys = [html.split('data-key="')[1].split('"')[0] for html in pages]
        self.assertEqual((keys[0] == keys[2], keys[0] == keys[1]), (True, False))
        self.send(other, {"nonce": self.nonce(pages[0]), "m0": "0", "confirmed": "1"}, status=400)
        codes = [self.receipt(self.send(link, {"nonce": self.nonce(html), "m0": "0", "confirmed": "1"}))
                 for link, html in zip((self.link, other), pages, strict=False)]  # fmt: skip
        self.assertEqual(len({*codes, None}), 3)
        self.assertFalse([html for html in pages if "\ue000" in html])

    def test_pages_that_are_kept(self):
        """Where everybody finds another list, a worker keeps some of the pages and not all of them."""
        sheet = {"drawn": {}, "subjects": []}
        for number in range(3 * ballot_page.MOST_DRAWN):
            sheet["subjects"] = [{"at": number}]
            answer = ballot_page.respond_drawn(sheet, "paper", lambda at=number: f"<{at}> x", {"x": "<&"})
            self.assertEqual(answer.get_data(as_text=True), f"<{number}> &lt;&amp;")
            self.assertLessEqual(len(sheet["drawn"]), ballot_page.MOST_DRAWN)


class TestTwoAtOnce(RealCase):
    """In transactions that commit."""

    def with_links(self, count, **values):
        ballot_id = self.make(**values)
        with self.real() as env:
            return ballot_id, issue(env["cadre.ballot"].browse(ballot_id).group_ids, count)

    def free(self, ballot_id):
        """Whether the ballot could be closed now."""
        with db_connect(self.dbname).cursor() as cr:
            try:
                cr.execute("SELECT 1 FROM cadre_ballot WHERE id = %s FOR UPDATE NOWAIT", (ballot_id,), False)
            except psycopg2.errors.LockNotAvailable:
                return False
            return True

    def test_a_slow_form_holds_nobody_up(self):
        """Who sends his form drop by drop, or never ends, keeps neither the closing nor the sealing waiting."""
        ballot_id, (token,) = self.with_links(1)
        found = []

        class Drops(io.BytesIO):
            def readinto(stream, buffer):
                found.append(self.free(ballot_id))
                return super().readinto(buffer)

        body = b"nonce=x"
        environ = {
            "PATH_INFO": f"/ballot/{token}", "REQUEST_METHOD": "POST", "HTTP_HOST": "localhost",
            "wsgi.url_scheme": "http", "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)), "wsgi.input": Drops(body),
        }  # fmt: skip
        self.assertEqual(ballot_door.enter(environ).status_code, 400)
        self.assertTrue(found)
        self.assertTrue(all(found))
        # a link that is not known is Odoo's business, and the form is there for it
        environ |= {"PATH_INFO": "/ballot/" + "x" * 24, "wsgi.input": Drops(body)}
        self.assertIsNone(ballot_door.enter(environ))
        self.assertEqual(environ["wsgi.input"].read(), body)

    def test_voters_do_not_wait_for_slips(self):
        """While links are made and sent, which may take minutes, papers come in; a closing waits for both."""
        ballot_id, (token,) = self.with_links(1)
        with self.real() as office:
            issue(office["cadre.ballot"].browse(ballot_id).group_ids, 3)
            office.flush_all()
            with self.real(read_committed=True) as env:
                env.cr.execute("SET LOCAL lock_timeout = '500ms'")
                grade = env["cadre.scale"].browse(self.scale_id).grade_ids[0]
                self.assertEqual(vote(env, token, grade, grade, grade)[0], "cast")
                self.assertFalse(self.free(ballot_id))
        self.assertTrue(self.free(ballot_id))

    @mute_logger("odoo.sql_db")
    def test_opening_freezes_what_is_just_being_changed(self):
        """A subject, a weight or a heading changed in the moment of the opening: in before it, or refused."""
        with self.real() as env:
            ballot_id = env["cadre.ballot"].browse(self.make()).copy().id
        changes = (
            lambda ballot: ballot.subject_ids[0].write({"name": "别人"}),
            lambda ballot: ballot.subject_ids[1].unlink(),
            lambda ballot: ballot.group_ids.write({"weight": 3}),
            lambda ballot: ballot.criterion_ids.write({"name": "总体"}),
        )
        for change in changes:
            with self.real() as env:
                draft = env["cadre.ballot"].browse(ballot_id).copy()
                before = (draft.subject_ids.mapped("name"), draft.group_ids.weight, draft.criterion_ids.name)
            with self.assertRaises((psycopg2.errors.SerializationFailure, UserError)), self.real() as late:
                ballot = late["cadre.ballot"].browse(draft.id)
                self.assertEqual(ballot.state, "draft")  # read, and its view of the database is fixed
                with self.real() as office:
                    office["cadre.ballot"].browse(draft.id).action_open()
                change(ballot)
            with self.real() as env:
                ballot = env["cadre.ballot"].browse(draft.id)
                after = (ballot.subject_ids.mapped("name"), ballot.group_ids.weight, ballot.criterion_ids.name)
            self.assertEqual(after, before)

    def test_connections_come_back_as_they_were(self):
        """A look at a paper begins no transaction; who gets the connection after it has one."""
        _ballot_id, (token,) = self.with_links(1)
        environ = {"PATH_INFO": f"/ballot/{token}", "REQUEST_METHOD": "GET", "HTTP_HOST": "localhost"}
        for path in (f"/ballot/{token}", "/ballot/" + "x" * 24):
            ballot_door.enter({**environ, "PATH_INFO": path})
            with self.real() as env:
                self.assertFalse(env.cr.connection.autocommit)
                env.cr.execute("SHOW transaction_isolation")
                self.assertEqual(env.cr.fetchone(), ("repeatable read",))
        with patch.object(casting, "paper_of", side_effect=RuntimeError), mute_logger(ballot_door.__name__):
            began = time.monotonic()
            self.assertEqual([ballot_door.enter(dict(environ)).status_code for _n in range(70)], [503] * 70)
            self.assertLess(time.monotonic() - began, 30)  # no connection of the pool is lost

    def test_more_threads_than_connections(self):
        """A server of threads: voters queue for a connection, instead of being turned away when none is left."""
        _ballot_id, (token,) = self.with_links(1)
        environ = {"PATH_INFO": f"/ballot/{token}", "REQUEST_METHOD": "GET", "HTTP_HOST": "localhost"}
        real, inside, most = ballot_vote.answer, [], []

        def answer(*args):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.1)
            inside.pop()
            return real(*args)

        self.assertLess(ballot_door.ROOM, config["db_maxconn"])
        # a small house of the same proportions: not every machine grants a process eighty threads
        room, connections, visitors = 3, 8, 24
        with (
            patch.object(ballot_vote, "answer", answer),
            patch.object(ballot_door, "_room", threading.BoundedSemaphore(room)),
            patch.object(sql_db._Pool, "_maxconn", connections),
        ):
            answers = self.together(*[lambda: ballot_door.enter(dict(environ)).status_code] * visitors)
        self.assertEqual(answers, [200] * visitors)
        self.assertEqual(max(most), room)

    def test_one_thread_asks_for_the_caches(self):
        """While one thread asks whether caches have changed, or loads what has, the others go on."""
        database = ballot_door._only_database("localhost", 0)
        registry, asked, others = Registry(database), [], threading.Semaphore(0)

        def slow(_registry):
            asked.append(1)
            # until all others have their answer; were they waiting for this one, they would never have it
            self.assertTrue(all(others.acquire(timeout=60) for _n in range(7)))
            return registry

        def look():
            found = ballot_door._registry("localhost")
            others.release()
            return found

        with patch.object(type(registry), "check_signaling", slow), patch.dict(ballot_door._looked, clear=True):
            found = self.together(*[look] * 8)
        self.assertTrue(all(one is registry for one in found))
        self.assertEqual(len(asked), 1)
