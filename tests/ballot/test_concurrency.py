"""Each link counts once, and each receipt, when two things happen at the same moment."""

import functools
import threading
import time

from odoo.addons.cadre_assessment.models.ballot import casting, proof
from psycopg2.errors import SerializationFailure

from .builder import issue
from .real import RealCase


class TestConcurrency(RealCase):
    def ballot_with_links(self, count, **values):
        ballot_id = self.make(**values)
        with self.real() as env:
            return ballot_id, issue(env["cadre.ballot"].browse(ballot_id).group_ids, count)

    def click(self, token, nonce=None, hold=0, holds=None):
        """One click on "submit" as the controller does it; ``hold``: seconds before its commit.

        :param holds: set as soon as the vote holds its lock
        """
        with self.real(read_committed=True) as env:
            ticket = casting.find_ticket(env, token)
            sheet = casting.paper_of(env, ticket)
            code = casting.receipt_code(ticket.ballot_id, nonce or casting.new_nonce(env, ticket))
            grade = sheet["options"][0]["id"]
            outcome = casting.cast(env, ticket, code, dict.fromkeys(casting.lines_of(sheet), grade))
            if holds:
                holds.set()
            time.sleep(hold)
            return outcome, code

    def counts(self, ballot_id):
        with self.real() as env:
            env.cr.execute(
                "SELECT (SELECT count(*) FROM cadre_ballot_mark m JOIN cadre_ballot_group g ON g.id = "
                "m.group_id WHERE g.ballot_id = %(b)s),"
                " (SELECT count(*) FROM cadre_ballot_receipt WHERE ballot_id = %(b)s),"
                " (SELECT count(*) FROM cadre_ballot_ticket WHERE ballot_id = %(b)s AND used)",
                {"b": ballot_id},
            )
            return env.cr.fetchone()

    def test_two_submits_of_one_link(self):
        """Two submits of one link at the same instant: one paper; the same form gets the same receipt, another one
        none."""
        ballot_id, (token, other) = self.ballot_with_links(2)
        outcomes = self.together(*[lambda: self.click(token, "one form", 0.1)] * 4)
        self.assertEqual({outcome for outcome, _code in outcomes}, {"cast"})
        self.assertEqual(len({code for _outcome, code in outcomes}), 1)
        self.assertEqual(self.counts(ballot_id), (3, 1, 1))
        outcomes = self.together(*[lambda: self.click(other, None, 0.1)] * 4)
        self.assertEqual(sorted(outcome for outcome, _code in outcomes), ["cast", "used", "used", "used"])
        self.assertEqual(self.counts(ballot_id), (6, 2, 2))

    def close(self, ballot_id):
        """Close as a request does it: tried again when something changed under its eyes."""
        with self.real() as env:
            env["cadre.ballot"].browse(ballot_id).action_close()

    def test_closing_under_load(self):
        """Closing while votes arrive: who got a receipt is counted, nobody comes in after, nobody gets an error."""
        ballot_id, tokens = self.ballot_with_links(100, groups=(("全体人员", 100),))
        closed = threading.Event()

        def shut():
            time.sleep(0.05)
            self.close(ballot_id)
            closed.set()

        def some(part):
            found = []
            for token in part:
                late = closed.is_set()
                found.append((*self.click(token), late))
            return found

        results = self.together(shut, *[lambda part=tokens[n::5]: some(part) for n in range(5)])[1:]
        votes = [vote for part in results for vote in part]
        self.assertEqual({outcome for outcome, _code, _late in votes} - {"cast", "closed"}, set())
        self.assertFalse([vote for vote in votes if vote[2] and vote[0] == "cast"])
        with self.real() as env:
            ballot = env["cadre.ballot"].browse(ballot_id)
            ballot.action_seal()
            self.assertEqual(
                proof.receipts_of(ballot), sorted(code for outcome, code, _late in votes if outcome == "cast")
            )
            self.assertEqual(ballot.receipt_count, len([vote for vote in votes if vote[0] == "cast"]))

    def test_a_vote_waits_for_the_closing(self):
        """A vote that meets a closing on its way waits and is told so; a vote that was first is in."""
        ballot_id, (early, late) = self.ballot_with_links(2)
        holds, closing = threading.Event(), threading.Event()

        def slow_close():
            self.assertTrue(holds.wait(60))
            with self.real() as env:
                env["cadre.ballot"].browse(ballot_id).action_close()
                closing.set()
                time.sleep(0.3)

        def late_vote():
            self.assertTrue(closing.wait(60))
            return self.click(late)

        early_vote = functools.partial(self.click, early, hold=0.2, holds=holds)
        first, _closed, last = self.together(early_vote, slow_close, late_vote)
        self.assertEqual((first[0], last[0]), ("cast", "closed"))
        self.assertEqual(self.counts(ballot_id), (3, 1, 1))

    def test_revoking_a_link_that_is_being_used(self):
        """Either the vote is in or the link is revoked, never both."""
        ballot_id, (token,) = self.ballot_with_links(1)
        holds = threading.Event()

        def revoke():
            self.assertTrue(holds.wait(60))
            with self.real(read_committed=True) as env:
                group = env["cadre.ballot"].browse(ballot_id).group_ids
                return env["cadre.ballot.ticket"]._revoke(group)

        vote, revoked = self.together(functools.partial(self.click, token, hold=0.3, holds=holds), revoke)
        self.assertEqual((vote[0], revoked), ("cast", 0))

    def test_links_and_papers_at_the_same_moment(self):
        """Links issued by one and papers by another: never more together than voters are expected."""
        ballot_id, _tokens = self.ballot_with_links(1)  # 30 are expected
        with self.assertRaises(SerializationFailure), self.real() as office:
            group = office["cadre.ballot"].browse(ballot_id).group_ids
            values = {"ballot_id": ballot_id, "group_id": group.id, "count": 5}
            order = office["cadre.ballot.issue"].create(values)
            with self.real() as other:
                other["cadre.ballot"].browse(ballot_id).group_ids.paper_issued = 29
            order._fulfil()
        with self.real() as env:
            self.assertEqual(env["cadre.ballot"].browse(ballot_id).issued_count, 30)

    def test_revoking_while_others_vote(self):
        """A lost slip is revoked in the middle of the rush: papers that come in meanwhile are nothing to it."""
        ballot_id, tokens = self.ballot_with_links(3)
        with self.real() as office:
            group = office["cadre.ballot"].browse(ballot_id).group_ids
            self.assertEqual(group.used_count, 0)  # its view of the database is fixed
            self.assertEqual(self.click(tokens[0])[0], "cast")
            self.assertEqual(office["cadre.ballot.ticket"]._revoke(group, numbers=[2]), 1)
        self.assertEqual([self.click(token)[0] for token in tokens[1:]], ["revoked", "cast"])
