"""The hash of a sealed ballot names all that could mislead, and an old one still fits."""

import hashlib

from odoo.addons.cadre_assessment.models.ballot import proof
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tools import SQL

from tests.ballot.builder import BallotCase
from tests.common import unbind

NOBODY_S = "create_uid create_date write_uid write_date"


class TestProof(BallotCase):
    def setUp(self):
        super().setUp()
        self.ballot = self.opened(groups=(("甲组", 20), ("乙组", 20)), write_in=True)
        for group in self.ballot.group_ids:
            self.vote_all(group, [(self.top, self.good, self.good)] * 6)
        self.ballot.action_close()
        self.ballot.action_seal()
        self.ballot = self.ballot.sudo()
        self.env.invalidate_all()

    def fits(self):
        self.env.invalidate_all()
        return proof.matches(self.ballot, self.ballot.digest, self.ballot.salt)

    def test_a_hash_names_its_format(self):
        """What is sealed today bears the number 4; another number fits nothing."""
        self.assertTrue(self.ballot.digest.startswith(f"{proof.FORMAT}:"))
        self.assertTrue(self.fits())
        for wrong in (f"1:{self.ballot.digest[2:]}", f"5:{self.ballot.digest[2:]}", "x", False, "4:"):
            with self.subTest(wrong):
                self.assertFalse(proof.matches(self.ballot, wrong, self.ballot.salt))

    def test_an_old_hash_fits_for_good(self):
        """A ballot sealed before formats had numbers is verified by the format it was sealed with."""
        old = proof.digest_of(self.ballot, self.ballot.salt, 1)
        self.assertEqual(len(old), 64)
        guarded(self.ballot).write({"digest": old})
        self.assertTrue(self.ballot._verify())
        self.env.cr.execute("UPDATE cadre_ballot_tally SET count = 7 WHERE ballot_id = %s", (self.ballot.id,))
        self.assertFalse(self.ballot._verify())

    def test_format_2_fits_for_good(self):
        """Sealed before blank papers were counted: without their number, whatever stands there."""
        guarded(self.ballot).write({"digest": proof.digest_of(self.ballot, self.ballot.salt, 2)})
        self.assertTrue(self.ballot._verify())
        self.assertNotIn("phone_abstained", str(proof._facts_2(self.ballot)))
        self.env.cr.execute("UPDATE cadre_ballot SET phone_abstained = 7 WHERE id = %s", (self.ballot.id,))
        self.assertTrue(self.fits())
        guarded(self.ballot).write({"digest": proof.digest_of(self.ballot, self.ballot.salt)})
        self.env.cr.execute("UPDATE cadre_ballot SET phone_abstained = 8 WHERE id = %s", (self.ballot.id,))
        self.assertFalse(self.fits())

    def test_format_3_fits_for_good(self):
        """Sealed before headings weighed otherwise for party members: without their weight and who is one."""
        guarded(self.ballot).write({"digest": proof.digest_of(self.ballot, self.ballot.salt, 3)})
        self.env.cr.execute("UPDATE cadre_ballot_criterion SET party_weight = 7 WHERE ballot_id = %s", self.ballot.ids)
        self.assertTrue(self.fits())
        guarded(self.ballot).write({"digest": proof.digest_of(self.ballot, self.ballot.salt)})
        self.env.cr.execute("UPDATE cadre_ballot_subject SET party_member = TRUE WHERE ballot_id = %s", self.ballot.ids)
        self.assertFalse(self.fits())

    def test_format_1_is_what_it_was(self):
        """The facts of an old hash are read and written as the release did that made it."""
        facts = proof._facts_1(self.ballot)
        self.assertEqual(set(facts), {"ballot", "options", "groups", "layers", "written", "counts"})
        self.assertEqual(len(facts["counts"][0]), 14)
        self.assertEqual(len(hashlib.sha256(b"").hexdigest()), len(proof.digest_of(self.ballot, "x", 1)))

    def test_every_column_is_hashed_or_named_apart(self):
        """A column added tomorrow must say whether it could mislead."""
        for table, columns in proof.HASHED.items():
            known = {*columns.split(), *proof.APART[table][0].split(), *NOBODY_S.split()}
            rows = self.env.execute_query(
                SQL("SELECT column_name FROM information_schema.columns WHERE table_name = %s", table)
            )
            with self.subTest(table):
                self.assertEqual({name for (name,) in rows} - known, set())

    def test_every_hashed_column_counts(self):
        """Changed behind Odoo's back, each column of each row of a sealed ballot breaks the hash."""
        for table in proof.HASHED:
            unbind(self.env, table)
        for table, columns in proof.HASHED.items():
            parent = "id" if table == "cadre_ballot" else "ballot_id"
            for column in set(columns.split()) - {"id"}:
                [(kind,)] = self.env.execute_query(
                    SQL(
                        "SELECT data_type FROM information_schema.columns WHERE table_name = %s AND column_name = %s",
                        table,
                        column,
                    )
                )
                with self.subTest(table, column=column), self.env.cr.savepoint() as savepoint:
                    name, current = SQL.identifier(column), SQL.identifier(table)
                    changed = {
                        "boolean": SQL("NOT COALESCE(%s, FALSE)", name),
                        "integer": SQL("COALESCE(%s, 0) + 1000000 + id", name),
                        "numeric": SQL("COALESCE(%s, 0) + 0.25", name),
                        "jsonb": SQL("'[]'::jsonb"),
                        "timestamp without time zone": SQL("COALESCE(%s, now()) + interval '1 second'", name),
                    }.get(kind, SQL("COALESCE(%s, '') || 'x'", name))
                    self.env.cr.execute(
                        SQL(
                            "UPDATE %s SET %s = %s WHERE %s = %s",
                            current, name, changed, SQL.identifier(parent), self.ballot.id,
                        )
                    )  # fmt: skip
                    if self.env.cr.rowcount:
                        self.assertFalse(self.fits())
                    savepoint.rollback()
        self.assertTrue(self.fits())

    def test_a_line_nobody_marked_counts_too(self):
        """A subject or heading without any count cannot be slipped in or taken away (format 1 did not see it)."""
        old = proof.digest_of(self.ballot, self.ballot.salt, 1)
        self.env.cr.execute(
            "INSERT INTO cadre_ballot_subject (ballot_id, company_id, sequence, name) VALUES (%s, %s, 99, '补入一人')",
            (self.ballot.id, self.ballot.company_id.id),
        )
        self.assertFalse(self.fits())
        self.assertEqual(proof.digest_of(self.ballot, self.ballot.salt, 1), old)
