"""How a right to vote reaches its voter: slips, seats, letters, a test first."""

import base64
import io
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

from odoo.addons.base.models.ir_mail_server import MailDeliveryException
from odoo.addons.cadre_assessment.models.ballot.cadre_ballot_ticket import SEAT_LENGTH, SEAT_LETTERS, seat_token
from odoo.addons.cadre_assessment.printing import can_print
from odoo.addons.cadre_assessment.wizard.ballot import mailing
from odoo.exceptions import AccessError, UserError
from PIL import Image

from .builder import BallotCase, BallotHttpCase

try:
    from pyzbar.pyzbar import decode
except ImportError:  # the library behind it is not installed
    decode = None


class Rights:
    def order(self, ballot, **values):
        return self.env["cadre.ballot.issue"].with_user(self.officer_user).create(
            {"ballot_id": ballot.id, "group_id": ballot.group_ids[:1].id, "count": 0, **values}
        )  # fmt: skip


class TestSlipsPdf(Rights, BallotHttpCase):
    """Slips are printed as PDF, with lines to cut along; their codes are read back."""

    def pdf(self, count, per_page, **values):
        ballot = self.make_ballot(groups=(("全体人员", 60),), name="云岭县2025年度县管领导干部民主测评表")
        order = self.order(ballot, count=count, per_page=per_page, **values)
        self.authenticate("cadre_officer", "cadre_officer")
        response = self.url_open(f"/cadre/ballot/slips/{order.id}")
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.assertTrue(response.content.startswith(b"%PDF"))
        self.page(f"/cadre/ballot/slips/{order.id}", status=410)
        self.assertFalse(self.env["ir.attachment"].search_count([("name", "ilike", "slip")]))
        return ballot, response.content

    def pictures(self, pdf):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "slips.pdf").write_bytes(pdf)
            subprocess.run(["pdftoppm", "-r", "110", "-png", "slips.pdf", "page"], cwd=folder, check=True)
            return [Image.open(io.BytesIO(path.read_bytes())) for path in sorted(Path(folder).glob("*.png"))]

    @unittest.skipUnless(decode and can_print() and shutil.which("pdftoppm"), "needs printer and reader")
    def test_codes_are_read_back(self):
        """Eight or ten on a page; every code on the paper is a link that opens a paper, and each of them once."""
        for per_page, pages in ((8, 3), (10, 2)):
            ballot, pdf = self.pdf(18, str(per_page))
            self.keep(f"ballot_slips_{per_page}.pdf", pdf)
            pictures = self.pictures(pdf)
            self.assertEqual(len(pictures), pages)
            found = [code.data.decode() for picture in pictures for code in decode(picture)]
            self.assertEqual((len(found), len(set(found))), (18, 18))
            self.assertEqual(sum(len(decode(picture)) == per_page for picture in pictures), 18 // per_page)
            ballot.with_user(self.officer_user).action_open()
            self.logout()
            for url in found[::7]:
                self.assertIn("name=nonce", self.page(url[url.index("/ballot/") :]))

    @unittest.skipUnless(can_print() and shutil.which("pdftotext"), "needs the printer")
    def test_what_stands_on_them(self):
        """Title, group and number stand on each; codes of seats have no link."""
        _ballot, pdf = self.pdf(3, "8", kind="seats")
        self.keep("ballot_seats.pdf", pdf)
        text = subprocess.run(
            ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
        ).stdout.decode()
        self.assertEqual(len(re.findall(rf"[{SEAT_LETTERS}]{{5}}-[{SEAT_LETTERS}]{{5}}", text)), 3)
        self.assertNotIn("/ballot/", text)

    def keep(self, name, data):
        import os

        if "CADRE_ARTIFACTS" in os.environ:
            (Path(os.environ["CADRE_ARTIFACTS"]) / name).write_bytes(data)


class TestHall(Rights, BallotHttpCase):
    """One code on the screen of the hall, and a code on each seat."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(type(cls.env["cadre.ballot"]), "_page_lang", lambda _ballot: "en_US"))
        cls.ballot = cls.opened()
        cls.key = cls.ballot._hall_key()

    def seat(self):
        [(_number, code, _name)] = self.env["cadre.ballot.ticket"]._issue(self.ballot.group_ids, 1, seats=True)
        return code

    def test_a_seat_votes_once(self):
        """The code of the seat leads to a paper; letters may be small, the dash may be missing."""
        code = self.seat()
        self.assertIn("name=seat", self.page(f"/ballot/hall/{self.key}"))
        html = self.send(f"/ballot/hall/{self.key}", {"seat": code.lower().replace("-", " ")})
        link = f"/ballot/{seat_token(self.key, code)}"
        form = {"nonce": self.nonce(html), "confirmed": "1", "m0": "0", "m1": "1", "m2": "2"}
        self.assertTrue(self.receipt(self.send(link, form)))
        self.assertIn("already", self.send(f"/ballot/hall/{self.key}", {"seat": code}))
        self.assertEqual(len(self.marks(self.ballot)), 3)

    def test_wrong_codes_and_halls(self):
        """A wrong code asks again, too many wait; the code of another hall's seat, or a made-up hall, is nothing."""
        other = self.opened()
        [(_number, foreign, _name)] = self.env["cadre.ballot.ticket"]._issue(other.group_ids, 1, seats=True)
        self.seat()  # codes are asked for where some are out
        self.env.cr.execute("DELETE FROM cadre_ballot_guess")
        path = f"/ballot/hall/{self.key}"
        with patch("odoo.addons.cadre_assessment.models.ballot.cadre_ballot_guess.LIMIT", 3):
            for code in ("AAAAA-AAAAA", foreign, "x" * 400):
                self.assertIn("role=alert", self.send(path, {"seat": code}, status=404))
            self.send(path, {"seat": "BBBBB-BBBBB"}, status=429)
            for made_up in (
                self.key[:-1] + "z",
                self.key.split(".")[0],
                f"{other.public_code}.{self.key.split('.')[1]}",
            ):
                self.page(f"/ballot/hall/{made_up}", status=429)
                self.page(f"/ballot/screen/{made_up}", status=429)
            self.assertIn("name=nonce", self.send(path, {"seat": self.seat()}))

    def test_strength(self):
        """The hall's address has 144 bits, a seat's code 49 more, and the link made of both 144 again."""
        self.assertGreaterEqual(len(self.key.split(".")[1]) * 4, 128)
        self.assertGreater(len(SEAT_LETTERS) ** SEAT_LENGTH, 2**49)
        self.assertGreaterEqual(len(seat_token(self.key, self.seat())) * 6, 128)

    def test_screen(self):
        """The screen shows the code of the hall and totals, the public page no code; sealed, both are the list."""
        self.seat()  # the hall's code leads to codes of seats
        html = self.page(f"/ballot/screen/{self.key}")
        self.assertIn("<svg", html)
        self.assertIn("0 / 30", html)
        self.assertNotIn("<svg", self.page(f"/ballot/public/{self.ballot.public_code}"))
        self.assertNotIn(self.key, self.page(f"/ballot/public/{self.ballot.public_code}"))
        sealed = self.opened()
        sealed.action_close()
        self.assertNotIn("<svg", self.page(f"/ballot/screen/{sealed._hall_key()}"))
        sealed.action_seal()
        self.assertIn("Receipts", self.page(f"/ballot/screen/{sealed._hall_key()}"))

    def test_only_the_office_opens_the_screen(self):
        """The button of the hall is the office's."""
        self.assertIn(self.key, self.ballot.action_screen()["url"])
        with self.assertRaises(AccessError):
            self.ballot.with_user(self.person_user).action_screen()


class TestLetters(Rights, BallotCase):
    """Links by e-mail are handed to the mail server and kept nowhere."""

    def setUp(self):
        super().setUp()
        self.ballot = self.make_ballot()
        self.people.write({"work_email": False})
        for number, person in enumerate(self.people):
            person.work_email = f"p{number}@example.org"
        self.letters = []
        server = type(self.env["ir.mail_server"])
        self.startPatcher(patch.object(server, "send_email", lambda _self, message, **_more: self.take(message)))

    def take(self, message):
        if "p1@" in message["To"]:
            raise MailDeliveryException("refused")
        self.letters.append(message)
        return message["Message-Id"]

    def test_sent_and_not_kept(self):
        """Each gets a letter with a working link; no table holds one; who could not be reached has no link."""
        before = {model: self.env[model].search_count([]) for model in ("mail.mail", "ir.attachment")}
        order = self.order(self.ballot, kind="mail", employee_ids=[(6, 0, self.people.ids)])
        with patch.object(mailing, "_logger") as log:
            answer = order.action_issue()
        self.assertIn(self.people[1].name, answer["params"]["message"])
        self.assertEqual(len(self.letters), len(self.people) - 1)
        bodies = [letter.get_body().get_content() for letter in self.letters]
        tokens = [re.search(r"/ballot/([\w-]{24})", body)[1] for body in bodies]
        self.assertEqual(len(set(tokens)), len(self.people) - 1)
        self.assertEqual(len(log.mock_calls), 1)
        self.assertFalse([token for token in tokens if token in str(log.mock_calls)])
        self.env.flush_all()
        for model, count in before.items():
            self.assertEqual(self.env[model].search_count([]), count, model)
        self.env.cr.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND relname ~ '^(mail|cadre|ir_attachment|bus|ir_logging)'"
        )
        for (table,) in self.env.cr.fetchall():
            self.env.cr.execute(f"SELECT count(*) FROM {table} t WHERE t::text ~ %s", ("|".join(tokens),))
            self.assertEqual(self.env.cr.fetchone()[0], 0, table)
        self.assertEqual(self.ballot.issued_count, len(tokens))
        self.ballot.action_open()
        self.assertEqual(self.vote(tokens[0], self.top, self.good, self.good)[0], "cast")

    def test_once(self):
        """The same order again sends nothing, and nobody gets a second link."""
        order = self.order(self.ballot, kind="mail", employee_ids=[(6, 0, self.people[0].ids)])
        order.action_issue()
        self.letters.clear()
        with self.assertRaises(UserError):
            order.action_issue()
        self.assertFalse(self.letters)
        with self.assertRaisesRegex(UserError, self.people[0].name):
            self.order(self.ballot, kind="mail", employee_ids=[(6, 0, self.people[0].ids)]).action_issue()

    def test_without_an_address(self):
        """Who has no address is named before anything is issued."""
        self.people[2].work_email = False
        with self.assertRaisesRegex(UserError, self.people[2].name):
            self.order(self.ballot, kind="mail", employee_ids=[(6, 0, self.people.ids)]).action_issue()
        self.assertEqual(self.ballot.issued_count, 0)


class TestTestMode(Rights, BallotHttpCase):
    """Try it first: with slips of its own, and a purge that leaves nothing."""

    def test_purge_before_the_real_vote(self):
        """Test slips work in the test alone, real ones outside it alone; the purge leaves no paper, receipt or slip."""
        ballot = self.make_ballot()
        group = ballot.group_ids
        [real] = self.issue(group, 1)
        ballot.action_test()
        self.assertEqual(ballot.issued_count, 0)
        tests = self.issue(group, 6)
        with self.assertRaises(UserError):
            ballot.subject_ids[0].name = "别人"
        self.assertEqual(self.vote(real, self.top, self.good, self.good)[0], "test")
        self.assertNotIn("name=nonce", self.page(f"/ballot/{real}"))
        html = self.page(f"/ballot/{tests[0]}")
        self.assertIn("name=nonce", html)
        for token in tests:
            self.assertEqual(self.vote(token, self.top, self.good, self.good)[0], "cast")
        self.assertEqual(ballot.returned_count, 6)
        with self.assertRaises(UserError):
            ballot.action_open()
        ballot.action_purge()
        for model in ("mark", "receipt", "word", "entry", "paper"):
            self.assertFalse(self.env[f"cadre.ballot.{model}"].search_count([]), model)
        self.assertEqual((ballot.state, ballot.issued_count, ballot.returned_count), ("draft", 1, 0))
        ballot.subject_ids[0].name = "别人"
        ballot.action_open()
        self.assertEqual(ballot.edition, 2)
        self.page(f"/ballot/{tests[0]}", status=404)
        self.assertIn("别人", self.page(f"/ballot/{real}"))
        self.assertEqual(self.vote(real, self.top, self.good, self.good)[0], "cast")

    def test_marks_of_a_test_are_never_counted(self):
        """A purge leaves no mark on disk: the tables are rewritten as at sealing."""
        ballot = self.make_ballot()
        ballot.action_test()
        for token in self.issue(ballot.group_ids, 6):
            self.vote(token, self.poor, self.poor, self.poor)
        ballot.action_purge()
        self.env.cr.execute("SELECT pg_relation_size('cadre_ballot_mark')")
        self.assertEqual(self.env.cr.fetchone()[0], 0)
        ballot.action_open()
        self.vote_all(ballot.group_ids, [(self.top, self.top, self.top)] * 5)
        ballot.action_close()
        ballot.action_seal()
        self.env.invalidate_all()
        self.assertEqual([(s.score, s.valid_count) for s in ballot.subject_ids], [(100, 5)] * 3)

    def test_a_person_has_a_link_for_each(self):
        """A link for the test does not take the place of the real one."""
        ballot = self.make_ballot()
        self.issue(ballot.group_ids, employees=self.person)
        ballot.action_test()
        self.issue(ballot.group_ids, employees=self.person)
        with self.assertRaises(UserError):
            self.issue(ballot.group_ids, employees=self.person)
        order = self.order(ballot, kind="links", employee_ids=[(6, 0, self.person.ids)])
        order.action_revoke()
        ballot.action_purge()
        self.assertEqual(ballot.issued_count, 1)


class TestPicture(BallotCase):
    @unittest.skipUnless(decode, "needs the reader")
    def test_code_of_the_screen(self):
        """The code of the hall's screen is the address of the hall."""
        from odoo.addons.cadre_assessment.controllers.ballot_slips import qr_png

        picture = Image.open(io.BytesIO(base64.b64decode(qr_png("https://example.org/ballot/hall/abc"))))
        self.assertEqual(decode(picture)[0].data.decode(), "https://example.org/ballot/hall/abc")
