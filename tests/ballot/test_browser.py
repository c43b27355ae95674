"""Does a vote work on a phone, with and without a script, and the counting of paper in the office's browser?"""

from odoo.tests import tagged

from .builder import BallotHttpCase
from .phone import phone


class TestPhone(BallotHttpCase):
    """A phone of 360 x 740 points."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ballot = cls.opened(top_ratio=0.34)

    def link(self):
        return "/ballot/" + self.issue(self.ballot.group_ids, 1)[0]

    def tick(self, page, line, level):
        size = page.tap(f"fieldset:nth-of-type({line + 1}) label", level)
        self.assertGreaterEqual(size["height"], 48, "a finger needs 48 points")
        self.assertGreaterEqual(size["width"], 48)

    def test_with_script(self):
        """Draft kept on the phone; the limit and a blank line told at once; submitted after one more question."""
        link = self.link()
        with phone(self) as page:
            page.open(link)
            self.tick(page, 0, 0)
            self.tick(page, 1, 0)
            self.assertIn("n a", page.run("document.getElementById('note').className"))
            page.tap("footer button")
            self.assertTrue(page.run("document.getElementById('sheet').hidden"), "a paper over the limit goes nowhere")
            self.tick(page, 1, 1)
            page.open(link)  # the phone was locked, the page is loaded again
            self.assertEqual(page.run("document.querySelectorAll('input:checked').length"), 2)
            page.picture("ballot_phone_filled")
            page.tap("footer button")
            self.assertEqual(page.run("document.querySelectorAll('.m').length"), 1)
            self.assertTrue(page.run("document.getElementById('sheet').hidden"))
            page.tap("footer button")
            self.assertFalse(page.run("document.getElementById('sheet').hidden"))
            page.picture("ballot_phone_sure")
            page.tap("#back")
            self.assertTrue(page.run("document.getElementById('sheet').hidden"))
            page.tap("footer button")
            page.tap("#sure")
            page.wait("document.querySelector('.r b')")
            self.assertEqual(page.run("localStorage.length"), 0)
            page.picture("ballot_phone_receipt")
        self.env.invalidate_all()
        self.assertEqual(self.marks(self.ballot), [self.top.id, self.good.id, None])

    def test_without_script(self):
        """An old phone: the same vote by forms alone."""
        link = self.link()
        with phone(self, script=False) as page:
            page.open(link)
            for line in range(2):
                self.tick(page, line, 1)
            page.tap("footer button")
            page.wait("document.querySelectorAll('em').length === 1")
            page.picture("ballot_phone_review")
            page.tap("button[name=edit]")
            page.wait("document.querySelectorAll('input:checked').length === 2")
            self.tick(page, 2, 3)
            page.tap("footer button")
            page.wait("document.querySelector('button[name=edit]') && !document.querySelector('em')")
            page.tap("button[name=confirmed]")
            page.wait("document.querySelector('.r b')")
        self.env.invalidate_all()
        self.assertEqual(self.marks(self.ballot), [self.good.id, self.good.id, self.poor.id])


@tagged("post_install", "-at_install")
class TestPaperTour(BallotHttpCase):
    def test_paper_counts(self):
        """The office closes the ballot, enters the counts of a group in the grid and seals."""
        ballot = self.opened()
        ballot.group_ids.paper_issued = 6
        self.start_tour(f"/odoo/cadre-ballots/{ballot.id}", "cadre_ballot_paper", login="cadre_officer")
        self.env.invalidate_all()
        self.assertEqual(ballot.state, "sealed")
        self.assertEqual([subject.score for subject in ballot.subject_ids], [100, 80, 60])
        self.assertEqual(ballot.paper_count, 6)
