"""Many ballots are sealed as one is, together, and in as many queries as a few."""

from odoo.addons.cadre_assessment.models.ballot import proof, sealing
from odoo.exceptions import UserError

from .builder import BallotCase

FEW, MANY, PAPERS = 25, 75, 6
"""Both beyond those that have their messages one by one, and of fewer rows than Odoo writes with one statement."""


class TestManyBallots(BallotCase):
    def closed(self, count):
        """So many ballots with papers of every kind, closed: a comment on the first line, a name written in."""
        ballots = self.env["cadre.ballot"].with_user(self.officer_user)
        for _n in range(count):
            ballots |= self.make_ballot(comments=True)
        ballots.action_open()
        self.env.flush_all()
        self.env.cr.execute(
            """
            INSERT INTO cadre_ballot_ticket (ballot_id, group_id, digest, used, revoked, test)
            SELECT g.ballot_id, g.id, g.id || '-' || n, n <= %(papers)s, false, false
              FROM cadre_ballot_group g, generate_series(1, %(papers)s + 2) n WHERE g.ballot_id = ANY(%(ballots)s);
            INSERT INTO cadre_ballot_receipt (ballot_id, code)
            SELECT b, b || '-' || n FROM unnest(%(ballots)s) b, generate_series(1, %(papers)s) n;
            INSERT INTO cadre_ballot_mark (group_id, subject_id, criterion_id, grade_id)
            SELECT g.id, s.id, c.id, CASE WHEN n <= 1 + g.ballot_id %% 3 THEN %(top)s ELSE %(good)s END
              FROM cadre_ballot_group g JOIN cadre_ballot_subject s ON s.ballot_id = g.ballot_id
              JOIN cadre_ballot_criterion c ON c.ballot_id = g.ballot_id, generate_series(1, %(papers)s) n
             WHERE g.ballot_id = ANY(%(ballots)s);
            INSERT INTO cadre_ballot_word (ballot_id, subject_id, text)
            SELECT ballot_id, min(id), '意见' || ballot_id FROM cadre_ballot_subject
             WHERE ballot_id = ANY(%(ballots)s) GROUP BY ballot_id UNION ALL
            SELECT b, NULL, '推荐' || b FROM unnest(%(ballots)s) b
            """,
            {"ballots": ballots.ids, "papers": PAPERS, "top": self.top.id, "good": self.good.id},
        )
        self.env.invalidate_all()
        ballots.action_close()
        self.env.flush_all()
        self.env.cr.precommit.run()
        return ballots

    def sealed(self, ballots):
        """The number of queries it took."""
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        ballots.action_seal()
        self.env.flush_all()
        self.env.cr.precommit.run()
        return self.env.cr.sql_log_count - before

    def test_as_one_by_one(self):
        """What is kept of each is its own: counts, comments, names, receipts, and a hash that proves them."""
        together, alone = self.closed(FEW), self.closed(1)
        self.sealed(together)
        self.sealed(alone)
        self.assertEqual(set((together | alone).mapped("state")), {"sealed"})
        for ballot in (together | alone).sudo():
            top = 1 + ballot.id % 3
            counts = {(tally.grade_id, tally.count) for tally in ballot.tally_ids}
            self.assertEqual(counts, {(self.top, top), (self.good, PAPERS - top)})
            self.assertEqual((ballot.receipt_count, ballot.paper_count), (PAPERS, PAPERS))
            self.assertEqual(len(set(proof.receipts_of(ballot))), PAPERS)
            of_ballot = [("ballot_id", "=", ballot.id)]
            self.assertEqual(self.env["cadre.ballot.comment"].search(of_ballot).text, f"意见{ballot.id}")
            self.assertEqual(self.env["cadre.ballot.writein"].search(of_ballot).name, f"推荐{ballot.id}")
            self.assertEqual(self.env["cadre.ballot.ticket"].search_count(of_ballot), PAPERS + 2)
            self.assertTrue(ballot._verify())
            self.assertIn(ballot.digest, "".join(ballot.message_ids.mapped("body")))
            self.assertFalse(ballot.activity_ids)
        for table in ("mark", "word"):
            self.assertFalse(self.env[f"cadre.ballot.{table}"].search([]))

    def test_queries(self):
        """As many for 75 ballots as for 25."""
        few, many = (self.sealed(self.closed(count)) for count in (FEW, MANY))
        self.assertLessEqual(many, few, f"{FEW}: {few} queries, {MANY}: {many}")

    def test_opening(self):
        """As many queries for 75 as for 25; two of one component with the same person are not opened together."""
        counts = []
        for count in (FEW, MANY):
            ballots = self.env["cadre.ballot"].with_user(self.officer_user)
            for _n in range(count):
                ballots |= self.make_ballot()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            ballots.action_open()
            self.env.flush_all()
            self.env.cr.precommit.run()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(set(ballots.mapped("state")), {"open"})
        self.assertLessEqual(counts[1], counts[0], str(counts))

    def test_one_that_cannot_be_sealed(self):
        """It keeps all of them from being sealed, and nothing is touched."""
        ballots = self.closed(3)
        self.env.cr.execute("DELETE FROM cadre_ballot_mark WHERE group_id = ANY(%s)", [ballots[1].sudo().group_ids.ids])
        self.assertEqual(list(sealing.mismatches(ballots.sudo())), ballots[1].ids)
        with self.assertRaisesRegex(UserError, "do not fit"), self.cr.savepoint():
            ballots.action_seal()
        self.env.invalidate_all()
        self.assertEqual(set(ballots.mapped("state")), {"closed"})
        self.assertFalse(ballots.sudo().tally_ids)
