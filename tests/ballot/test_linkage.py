"""Nobody who holds the whole database can tell who voted how. (architecture.md, Ballots: what is promised)

Votes are cast in a known order by known voters, one after the other, each in a transaction of its own: the best case
for whoever wants to know. Then the ballot is sealed, and the test looks through everything the database keeps.
"""

import contextlib
import random
import re
from collections import Counter
from unittest.mock import patch

from odoo import sql_db
from odoo.addons.cadre_assessment.models.ballot import casting, sealing
from odoo.addons.cadre_assessment.models.ballot.cadre_ballot_ticket import digest
from odoo.exceptions import ConcurrencyError, UserError

from .builder import issue, vote
from .real import RealCase

VOTERS = 60


class TestLinkage(RealCase):
    """One orderly vote: a group of one, voters with links in their names, one of them on the list himself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        chance = random.Random(7)
        with cls.real() as env:
            cls.began = transaction(env)
            cls.people = env["hr.employee"].create([{"name": f"投票人{n}"} for n in range(20)]).ids
        cls.addClassCleanup(cls._remove_people)
        cls.ballot_id = cls.make(
            names=("甲", "乙", "丙"),
            groups=(("主任", 1), ("具名", 20), ("不具名", VOTERS)),
            subject_ids=cls._subjects(),
            comments=True,
        )
        with cls.real() as env:
            head, named, others = env["cadre.ballot"].browse(cls.ballot_id).group_ids
            tokens = [*issue(head, 1), *cls._mailed(env, named), *issue(others, VOTERS - 21)]
            last = env["cadre.ballot"].browse(cls.ballot_id).subject_ids[2].id
        chance.shuffle(tokens)
        cls.votes = []  # (token, receipt, marks): in the order of the meeting
        cls.numbers = set()  # of the transactions in which they were cast
        for number, token in enumerate(tokens):
            with cls.real(read_committed=True) as env:
                grades = env["cadre.scale"].browse(cls.scale_id).grade_ids
                ticket = casting.find_ticket(env, token)
                lines = casting.lines_of(casting.paper_of(env, ticket))
                marks = [chance.choice(grades) for _line in lines]
                _outcome, code = vote(env, token, *marks, words=[(last, f"意见{number:02}")])
                cls.votes.append((token, code, [mark.id for mark in marks]))
                cls.numbers.add(transaction(env))
        with cls.real() as env:
            env.cr.execute(
                "ANALYZE cadre_ballot_mark, cadre_ballot_word, cadre_ballot_ticket"
            )  # as the server does by itself now and then
        with cls.real() as env:
            env["cadre.ballot"].browse(cls.ballot_id).action_close()
        with cls.real() as env:
            env["cadre.ballot"].browse(cls.ballot_id).action_seal()

    @classmethod
    def _mailed(cls, env, group):
        """Links sent by e-mail to the people, as they arrive in their mailboxes."""
        letters = []
        people = env["hr.employee"].browse(cls.people)
        for person in people:
            person.work_email = f"voter{person.id}@example.org"
        order = env["cadre.ballot.issue"].create(
            {
                "ballot_id": group.ballot_id.id,
                "group_id": group.id,
                "kind": "mail",
                "employee_ids": [(6, 0, people.ids)],
            }
        )
        with patch.object(
            type(env["ir.mail_server"]), "send_email", lambda _self, message, **_more: letters.append(message)
        ):
            order.action_issue()
        return [re.search(r"/ballot/([\w-]{24})", letter.get_body().get_content())[1] for letter in letters]

    @classmethod
    def _subjects(cls):
        return [
            (0, 0, {"sequence": n, "name": name, "employee_id": employee})
            for n, (name, employee) in enumerate((("甲", cls.people[0]), ("乙", False), ("丙", False)))
        ]

    @classmethod
    def _remove_people(cls):
        cls._remove_ballots()
        with cls.real() as env:
            env["hr.employee"].browse(cls.people).unlink()

    @classmethod
    def _remove_ballots(cls):
        with cls.real() as env:
            ballots = env["cadre.ballot"].search([("scale_id", "=", cls.scale_id)])
            sealing.delete_marks(env, ballots.group_ids.ids)
            env.cr.execute("DELETE FROM cadre_ballot WHERE id = ANY(%s)", (ballots.ids,))

    def rows(self, table, columns, where="true"):
        with self.real() as env:
            env.cr.execute(f"SELECT {columns} FROM {table} WHERE {where} ORDER BY ctid")
            return env.cr.fetchall()

    def test_no_mark_is_left(self):
        """Not one mark, in the table or in its files."""
        self.assertEqual(self.rows("cadre_ballot_mark", "*"), [])
        with self.real() as env:
            env.cr.execute("SELECT pg_relation_size('cadre_ballot_mark')")
            self.assertEqual(env.cr.fetchone()[0], 0)

    def test_one_transaction_wrote_all_that_is_left(self):
        """Tickets and receipts carry one transaction's number, that of the sealing: no pair shares one of its own."""
        tickets, receipts = (
            self.rows(f"cadre_ballot_{name}", "xmin::text", f"ballot_id = {self.ballot_id}")
            for name in ("ticket", "receipt")
        )
        self.assertEqual((len(tickets), len(receipts)), (VOTERS, VOTERS))
        self.assertEqual(len(set(tickets + receipts)), 1)

    def test_no_row_knows_a_vote(self):
        """No row of any table was written or locked last by the transaction of a vote: its number tells the hour."""
        self.assertEqual(len(self.numbers), VOTERS)
        with self.real() as env:
            self.assertEqual(touched(env, self.numbers), {})

    def test_no_order_is_left(self):
        """Neither place on disk nor id of tickets and receipts follows the order of the meeting, or each other's."""
        order = {digest(token): n for n, (token, _code, _marks) in enumerate(self.votes)}
        codes = {code: n for n, (_token, code, _marks) in enumerate(self.votes)}
        for by in ("ctid", "id"):
            with self.real() as env:
                env.cr.execute(
                    f"SELECT digest FROM cadre_ballot_ticket WHERE ballot_id = %s ORDER BY {by}", (self.ballot_id,)
                )
                tickets = [order[key] for (key,) in env.cr.fetchall()]
                env.cr.execute(
                    f"SELECT code FROM cadre_ballot_receipt WHERE ballot_id = %s ORDER BY {by}", (self.ballot_id,)
                )
                receipts = [codes[key] for (key,) in env.cr.fetchall()]
            # 60 things in random order: a rank correlation above 0.6 happens once in a million times
            for pair in ((tickets, range(VOTERS)), (receipts, range(VOTERS)), (tickets, receipts)):
                self.assertLess(sum(a == b for a, b in zip(*pair, strict=True)), 15)
                self.assertLess(abs(correlation(*pair)), 0.6)

    def test_comments_in_no_order(self):
        """Comments stand in another order than that of the meeting, tickets and receipts; no other word is left."""
        self.assertEqual(self.rows("cadre_ballot_word", "*"), [])
        order = {f"意见{number:02}": number for number in range(VOTERS)}
        tickets = {digest(token): n for n, (token, _code, _marks) in enumerate(self.votes)}
        where = f"ballot_id = {self.ballot_id}"
        comments = [order[text] for (text,) in self.rows("cadre_ballot_comment", "text", where)]
        kept = [tickets[key] for (key,) in self.rows("cadre_ballot_ticket", "digest", where)]
        self.assertEqual(len(comments), VOTERS)
        for pair in ((comments, range(VOTERS)), (comments, kept)):
            self.assertLess(sum(a == b for a, b in zip(*pair, strict=True)), 15)
            self.assertLess(abs(correlation(*pair)), 0.6)
        # written by nobody, at one time, by the transaction of the sealing
        rows = self.rows("cadre_ballot_comment", "xmin::text, create_uid, create_date", where)
        self.assertEqual(len(set(rows)), 1)
        self.assertEqual(rows[0][1:], (None, None))
        self.assertEqual({(xmin,) for xmin, *_rest in rows}, set(self.rows("cadre_ballot_ticket", "xmin::text", where)))

    def test_no_sequence_tells_an_order(self):
        """What is left has ids from after the vote: none of them was given out while it ran."""
        with self.real() as env:
            for table in ("ticket", "receipt"):
                env.cr.execute(
                    f"SELECT min(id), max(id), count(*) FROM cadre_ballot_{table} WHERE ballot_id = %s",
                    (self.ballot_id,),
                )
                low, high, number = env.cr.fetchone()
                self.assertEqual(high - low + 1, number, table)  # one block, handed out by the sealing

    def test_tickets_know_nobody(self):
        """No ticket names a person or a slip's number any more."""
        rows = self.rows("cadre_ballot_ticket", "employee_id, unit_id, number", f"ballot_id = {self.ballot_id}")
        self.assertEqual(set(rows), {(None, None, None)})

    def test_receipts_do_not_derive_from_the_link(self):
        """Who still has the links cannot make the receipts of them: they come from a number of the form alone."""
        codes = {code for _token, code, _marks in self.votes}
        self.assertEqual(len(codes), VOTERS)
        for token, _code, _marks in self.votes:
            for known in (token, digest(token), f"{token}.", f".{token}"):
                self.assertNotIn(casting.receipt_code(self.ballot_id, known), codes)

    def test_group_of_one_and_own_line(self):
        """The counts of the one-voter group are in no row; the counts are those of all papers together, no more."""
        with self.real() as env:
            ballot = env["cadre.ballot"].browse(self.ballot_id)
            head, named, _others = ballot.group_ids
            self.assertNotIn(head, ballot.tally_ids.group_id)
            merged = ballot.merged_group_ids
            self.assertEqual((len(merged), merged.merged_ids), (1, head | named))
            total = Counter()
            for tally in ballot.tally_ids:
                total[tally.subject_id.name, tally.grade_id.id] += tally.count
            cast = Counter()
            for _token, _code, marks in self.votes:
                # his own line, which he did not get, is one like those left blank
                for name, mark in zip("甲乙丙", [False] * (3 - len(marks)) + marks, strict=True):
                    cast[name, mark] += 1
            self.assertEqual(total, cast)

    def test_no_link_anywhere(self):
        """No column of no table holds a link, or a digest or receipt beside its voter's name or number."""
        tokens = [token for token, _code, _marks in self.votes]
        keys = [digest(token) for token in tokens] + [code for _token, code, _marks in self.votes]
        with self.real() as env:
            env.cr.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
            tables = [name for (name,) in env.cr.fetchall()]
            self.assertIn("mail_message", tables)
            for table in tables:
                known = tokens if table in ("cadre_ballot_ticket", "cadre_ballot_receipt") else tokens + keys
                env.cr.execute(  # what was written before the first link cannot hold one
                    f"SELECT count(*) FROM {table} t, unnest(%s) known(secret)"
                    " WHERE t.xmin::text::bigint >= %s AND strpos(t::text, known.secret) > 0",
                    (known, self.began),
                )
                self.assertEqual(env.cr.fetchone()[0], 0, table)

    def test_no_statistics_of_marks(self):
        """The planner's statistics keep values of columns: never those of marks."""
        with self.real() as env:
            env.cr.execute(
                "SELECT count(*) FROM pg_stats WHERE tablename IN ('cadre_ballot_mark', 'cadre_ballot_word')"
                " AND attname IN ('group_id', 'subject_id', 'criterion_id', 'grade_id', 'text')"
            )
            self.assertEqual(env.cr.fetchone()[0], 0)
            env.cr.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'cadre_ballot_ticket'")
            self.assertTrue(env.cr.fetchone()[0])  # ANALYZE did run while the marks were there

    def test_raw_pages(self):
        """The files of the tables as they stand on disk: as many line pointers as live rows, and no old row's text."""
        with self.superuser() as cr:
            if not cr:
                self.skipTest("needs the embedded server's administrator")
            cr.execute("CHECKPOINT")
            for table in sealing.TABLES:
                cr.execute(f"SELECT count(*), pg_relation_filepath('{table}') FROM {table}")
                live, path = cr.fetchone()
                cr.execute("SELECT pg_read_binary_file(%s)", (path,))
                raw = bytes(cr.fetchone()[0])
                self.assertEqual(line_pointers(raw), live, table)
                if table == "cadre_ballot_ticket":
                    for token, _code, _marks in self.votes:
                        self.assertEqual(raw.count(digest(token).encode()), 1)
                if table == "cadre_ballot_receipt":
                    for _token, code, _marks in self.votes:
                        self.assertEqual(raw.count(code.encode()), 1)


class TestRewriting(RealCase):
    """The rewriting of the tables beside other people's transactions."""

    def voted(self, papers=6):
        ballot_id = self.make()
        with self.real() as env:
            tokens = issue(env["cadre.ballot"].browse(ballot_id).group_ids, papers)
        for token in tokens:
            with self.real(read_committed=True) as env:
                grade = env["cadre.scale"].browse(self.scale_id).grade_ids[0]
                vote(env, token, grade, grade, grade)
        return ballot_id

    def step(self, ballot_id, action):
        with self.real() as env:
            getattr(env["cadre.ballot"].browse(ballot_id), action)()

    def files(self):
        """Bytes of the tables' files."""
        with self.real() as env:
            env.cr.execute("SELECT pg_relation_size('cadre_ballot_mark')")
            return env.cr.fetchone()[0]

    def test_an_old_transaction_keeps_nothing(self):
        """A transaction begun before the sealing does not keep the marks on disk, as it would from VACUUM."""
        ballot_id = self.voted()
        self.assertTrue(self.files())
        with contextlib.closing(sql_db.db_connect(self.dbname).cursor()) as old:
            old.execute("SELECT count(*) FROM res_users")  # REPEATABLE READ: its view of the past is fixed now
            self.step(ballot_id, "action_close")
            self.step(ballot_id, "action_seal")
            self.assertEqual(self.files(), 0)

    def test_below_the_minimum_and_void(self):
        """Where no count is stored, or all is given up, no row that stays was locked last by a vote either."""
        for action in ("action_seal", "action_void"):
            ballot_id = self.make(comments=True)
            with self.real() as env:
                ballot = env["cadre.ballot"].browse(ballot_id)
                tokens, subjects = issue(ballot.group_ids, 3), ballot.subject_ids.ids
            numbers = set()
            for token, subject in zip(tokens, subjects, strict=True):
                with self.real(read_committed=True) as env:
                    grade = env["cadre.scale"].browse(self.scale_id).grade_ids[0]
                    vote(env, token, grade, grade, grade, words=[(subject, "意见")])
                    numbers.add(transaction(env))
            self.step(ballot_id, "action_close")
            self.step(ballot_id, action)
            with self.real() as env:
                self.assertEqual(touched(env, numbers), {}, action)

    def test_votes_of_other_ballots_stay(self):
        """Sealing one ballot keeps marks, tickets and receipts of another one that is open."""
        sealed, running = self.voted(), self.voted(7)
        for action in ("action_close", "action_seal"):
            self.step(sealed, action)
        for action in ("action_close", "action_seal"):
            self.step(running, action)
        with self.real() as env:
            ballot = env["cadre.ballot"].browse(running)
            self.assertEqual([subject.valid_count for subject in ballot.subject_ids], [7, 7, 7])
            self.assertEqual((ballot.receipt_count, ballot.issued_count), (7, 7))

    def test_who_began_earlier_begins_anew(self):
        """A transaction begun before would find no ticket: it is told so and begun anew, instead of sealing nothing."""
        first, second = self.voted(), self.voted()
        self.step(first, "action_close")
        self.step(second, "action_close")
        with self.assertRaises(ConcurrencyError), self.real() as late:
            late["cadre.ballot"].browse(second).read(["state"])  # its view is from before the sealing of the first
            self.step(first, "action_seal")
            late["cadre.ballot"].browse(second).action_seal()
        self.step(second, "action_seal")
        with self.real() as env:
            self.assertEqual(env["cadre.ballot"].browse(second).receipt_count, 6)

    def test_a_backup_is_not_waited_for_without_end(self):
        """Somebody reads the tables for long (a backup): the office is told to try again, and nothing is changed."""
        ballot_id = self.voted()
        self.step(ballot_id, "action_close")
        with (
            contextlib.closing(sql_db.db_connect(self.dbname).cursor()) as backup,
            patch.object(sealing, "PATIENCE", "100ms"),
        ):
            backup.execute("SELECT count(*) FROM cadre_ballot_ticket")
            with self.assertRaisesRegex(UserError, "backup"):
                self.step(ballot_id, "action_seal")
        with self.real() as env:
            self.assertEqual(env["cadre.ballot"].browse(ballot_id).state, "closed")
        self.step(ballot_id, "action_seal")


def transaction(env):
    """The number that the rows of this transaction bear."""
    env.cr.execute("SELECT txid_current() % (2^32)::bigint")
    return env.cr.fetchone()[0]


def touched(env, numbers):
    """{table: rows written or locked last by one of the transactions with these numbers}."""
    env.cr.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
    found = {}
    for (table,) in env.cr.fetchall():
        env.cr.execute(
            f"SELECT count(*) FROM {table}"
            " WHERE xmin::text::bigint = ANY(%(numbers)s) OR xmax::text::bigint = ANY(%(numbers)s)",
            {"numbers": list(numbers)},
        )
        found[table] = env.cr.fetchone()[0]
    return {table: count for table, count in found.items() if count}


def correlation(first, second):
    """Spearman's, of two orders of the same things."""
    number = len(first)
    return 1 - 6 * sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) / (number * (number**2 - 1))


def line_pointers(raw):
    """How many rows, live or dead, the pages of a table's file point at (PostgreSQL's page layout: 8 KB, 24 bytes
    header)."""
    found = 0
    for start in range(0, len(raw), 8192):
        page = raw[start : start + 8192]
        lower = int.from_bytes(page[12:14], "little")
        for at in range(24, lower, 4):
            flags = (int.from_bytes(page[at : at + 4], "little") >> 15) & 3
            found += flags == 1  # LP_NORMAL
    return found
