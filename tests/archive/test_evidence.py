"""The evidence file proves archive and ballots to somebody who has nothing else."""

import json
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path

from odoo.addons.cadre_assessment.models.archive.evidence import evidence
from odoo.addons.cadre_assessment.models.ballot import proof

from tests.archive.test_chain import ChainCase
from tests.common import CadreHttpCase, unbind

VERIFIER = Path(__file__).parents[2] / "tools" / "verify_evidence.py"


def verified(file, *words):
    """(exit code, what was said) of the verifier, run as an auditor runs it: without our packages."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".json") as opened:
        opened.write(file if isinstance(file, str) else json.dumps(file, ensure_ascii=False))
        opened.flush()
        command = [sys.executable, "-I", "-S", str(VERIFIER), opened.name, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


class TestEvidence(ChainCase):
    def file(self):
        """The ballot of the year, whose counts the builder writes as they are, gets the hash that sealing gives."""
        ballot = self.env["cadre.ballot"].search([("cycle_id", "=", self.cycle.id)], limit=1).sudo()
        digest = proof.digest_of(ballot, "salt")
        self.env.cr.execute("UPDATE cadre_ballot SET salt = 'salt', digest = %s WHERE id = %s", [digest, ballot.id])
        self.env.invalidate_all()
        self.archived()
        return json.loads(evidence(self.cycle.sudo()))

    def test_all_fits(self):
        file = self.file()
        self.assertTrue(file["entries"] and file["ballots"] and file["decisions"])
        code, said = verified(file)
        self.assertEqual(code, 0, said)
        self.assertIn("all fits", said)
        noted = file["links"][0][5]
        self.assertEqual(verified(file, "--head", noted)[0], 0)
        code, said = verified(file, "--head", "0" * 64)
        self.assertEqual(code, 1)
        self.assertIn("not in the chain", said)

    def test_whatever_is_changed_is_named(self):
        """One value of each kind changed in the file, a line taken out, a ballot's count moved."""
        whole = json.dumps(self.file())

        def link(file):
            file["links"][1][3] = "0" * 64

        def gap(file):
            del file["links"][1]

        def payload(file):
            file["entries"][0]["payload"] += " "

        def grade(file):
            file["entries"][0]["row"]["grade_name"] = "不称职"

        def gone(file):
            file["entries"][0]["row"] = dict.fromkeys(file["entries"][0]["row"])

        def count(file):
            file["ballots"][0]["facts"]["cadre_ballot_tally"][0][-1] = "99"

        def swapped(file):
            file["ballots"][0]["id"] += 1

        def cut(file):
            del file["links"][-1]

        for change in (link, gap, payload, grade, gone, count, swapped, cut):
            with self.subTest(change.__name__):
                file = json.loads(whole)
                change(file)
                code, said = verified(file)
                self.assertEqual(code, 1, said)
                self.assertNotIn("all fits", said)

    def test_both_formats_of_what_is_kept(self):
        """Entries of before deliveries were kept fit as they are; a later one that leaves them out does not."""
        known = runpy.run_path(str(VERIFIER))["kept_problems"]
        received = {"name": "李明", "received_on": "2026-01-20"}
        delivery = {"way": "self", "received_on": "2026-01-20"}
        self.assertFalse([*known(received), *known({**received, "format": 2, "delivery": delivery})])
        for wrong in (
            {**received, "format": 3},
            {**received, "format": 2},
            {**received, "format": 2, "delivery": {**delivery, "received_on": "2026-01-21"}},
        ):
            with self.subTest(wrong):
                self.assertEqual(len(list(known(wrong))), 1)

    def test_a_hash_as_it_stands_on_paper(self):
        """The minutes break it into blocks."""
        file = self.file()
        head = file["head"]
        paper = " ".join(head[at : at + 8] for at in range(0, len(head), 8))
        self.assertEqual(verified(file, "--head", paper)[0], 0)

    def test_a_file_that_is_none(self):
        for text in ("", "[]", "{}", '{"format": 9}', '{"format": 1, "links": [[1]]}'):
            with self.subTest(text):
                self.assertEqual(verified(text)[0], 2)
        self.assertIn("cannot be read", verified("{}")[1])

    def test_the_database_lies_the_file_tells(self):
        """What was changed in the database before the file was made is told by the file."""
        self.archived()
        unbind(self.env, "cadre_result")
        self.env.cr.execute(
            "UPDATE cadre_result SET grade_name = '优秀', grade_code = 'x' WHERE id = %s",
            [self.entry_of(self.b).result_id],
        )
        code, said = verified(evidence(self.cycle.sudo()))
        self.assertEqual(code, 1)
        self.assertIn(self.b.name, said)


class TestFetched(CadreHttpCase):
    """Who may fetch it is asked at the door."""

    def test_only_for_office_and_auditor(self):
        cycle = self.make_cycle()
        for user, code in (
            (self.officer_user, 200),
            (self.auditor_user, 200),
            (self.person_user, 404),
            (self.decider_user, 404),
            (self.leader_user, 404),
        ):
            with self.subTest(user.login):
                self.authenticate(user.login, user.login)
                self.assertEqual(self.url_open(f"/cadre/evidence/{cycle.id}.json").status_code, code)
                self.assertEqual(self.url_open("/cadre/evidence/999999999.json").status_code, 404)
