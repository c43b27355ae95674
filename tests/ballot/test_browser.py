"""Voting on a phone, with a script and without one, and counting paper in the office's browser."""

import time
from unittest.mock import patch

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

    def test_over_the_limit(self):
        """Too many at the top: each line is drawn, named at the thumb, and put right by one touch (S3-58)."""
        drawn = "[...document.querySelectorAll('fieldset')].flatMap((e, n) => e.className === 'o' ? [n] : []).join()"
        with phone(self) as page:
            page.open(self.link())
            self.tick(page, 0, 0)
            self.tick(page, 1, 0)
            self.assertEqual(page.run(drawn), "0,1")
            self.assertEqual(
                page.run("[...document.querySelectorAll('#over a')].map(e => e.innerText).join()"), "李明,王芳"
            )
            page.picture("ballot_phone_over")
            size = page.tap("#over a", 1)
            self.assertGreaterEqual(size["height"], 44)
            self.tick(page, 1, 1)
            self.assertFalse(page.run("document.querySelectorAll('.o').length"))
            self.assertTrue(page.run("document.getElementById('over').hidden"))

    def test_over_the_limit_without_script(self):
        """The same on an old phone: the page comes back with the lines drawn and named."""
        with phone(self, script=False) as page:
            page.open(self.link())
            self.tick(page, 0, 0)
            self.tick(page, 2, 0)
            page.tap("footer button")
            page.wait("document.querySelectorAll('.v a').length === 2")
            self.assertEqual(page.run("[...document.querySelectorAll('.o')].map(e => e.id).join()"), "p0,p2")

    def test_receipt_says_where(self):
        """The receipt's page leads to that of the receipts; after sealing it stands there, also for who comes back."""
        link = self.link()
        with phone(self) as page:
            page.open(link)
            for line in range(3):
                self.tick(page, line, 1)
            page.tap("footer button")
            page.tap("#sure")
            page.wait("document.querySelector('.r b')")
            code = page.run("document.querySelector('.r b').innerText")
            page.tap(".g a")
            page.wait("document.querySelector('progress')")
            self.assertNotIn(code, page.run("document.body.innerText"))
            self.env.invalidate_all()
            self.ballot.action_close()
            self.ballot.action_seal()
            page.open(link)
            page.tap(".g a")
            page.wait("document.querySelector('ol')")
            self.assertIn(code, page.run("document.body.innerText"))
            page.picture("ballot_phone_receipts")

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

    def test_slow_answers_lose_no_digit(self):
        """Typed while the server answers, pasted from a spreadsheet, saved without leaving the cell: all is in."""
        ballot = self.opened()
        ballot.group_ids.paper_issued = 30
        ballot.action_close()
        group = type(self.env["cadre.ballot.group"])
        slow, save = group.onchange, group.web_save

        def later(method):
            def answer(*args, **kwargs):
                time.sleep(0.7)
                return method(*args, **kwargs)

            return answer

        with patch.object(group, "onchange", later(slow)), patch.object(group, "web_save", later(save)):
            self.start_tour(f"/odoo/cadre-ballots/{ballot.id}", "cadre_ballot_slow", login="cadre_officer")
        self.env.invalidate_all()
        self.assertEqual([row["counts"] for row in ballot.group_ids.paper_grid["rows"]],
                         [[12, 18, 0, 0, 0], [21, 9, 0, 0, 0], [7, 8, 9, 4, 2]])  # fmt: skip
        self.assertFalse(ballot.group_ids.paper_problem)

    def test_papers_one_by_one(self):
        """Papers typed in with the keyboard: a level a line, a void line, and what counts is found by itself."""
        ballot = self.opened(paper_mode="papers")
        ballot.group_ids.paper_issued = 6
        ballot.action_close()
        self.start_tour(f"/odoo/cadre-ballots/{ballot.id}", "cadre_ballot_stack", login="cadre_officer")
        self.env.invalidate_all()
        group = ballot.group_ids
        self.assertEqual([row["counts"] for row in group.paper_grid["rows"]],
                         [[2, 0, 0, 0, 0], [0, 2, 0, 0, 0], [0, 1, 0, 0, 1]])  # fmt: skip
        self.assertEqual((group.paper_returned, group.paper_valid), (2, 2))


class TestPhoneKinds(BallotHttpCase):
    """Several headings, a choice and the seat's code on a phone."""

    def test_headings_fold(self):
        """One person lies open; who is done folds and the next one opens; what is missing opens again."""
        criteria = [(0, 0, {"name": name, "sequence": n}) for n, name in enumerate("德能勤绩廉")]
        ballot = self.opened(criterion_ids=criteria, comments=True, top_ratio=0.34)
        link = "/ballot/" + self.issue(ballot.group_ids, 1)[0]
        with phone(self) as page:
            page.open(link)
            opened = "[...document.querySelectorAll('details')].map(d => +d.open).join('')"
            self.assertEqual(page.run(opened), "100")
            for line in range(5):
                page.tap(f"details:nth-of-type(1) fieldset:nth-of-type({line + 1}) label", 0)
            self.assertEqual(page.run(opened), "010")
            page.picture("ballot_phone_headings")
            for line in range(4):
                page.tap(f"details:nth-of-type(2) fieldset:nth-of-type({line + 1}) label", 1)
            page.run(
                "(() => { const text = document.querySelector('textarea[name=c1]'); text.value = '工作扎实';"
                " text.dispatchEvent(new Event('input', {bubbles: true})); })()"
            )
            page.open(link)
            self.assertEqual(page.run("document.querySelector('textarea[name=c1]').value"), "工作扎实")
            page.tap("footer button")
            self.assertEqual(page.run(opened)[1:], "11")
            self.assertEqual(page.run("document.querySelectorAll('.m').length"), 6)
            page.picture("ballot_phone_headings_missing")
            page.tap("footer button")
            page.tap("#sure")
            page.wait("document.querySelector('.r b')")
        self.env.invalidate_all()
        self.assertEqual(len(self.marks(ballot)), 15)
        self.assertEqual(self.marks(ballot).count(None), 6)

    def test_headings_without_script(self):
        """The same by forms alone: folded or not, every line is sent."""
        ballot = self.opened(criterion_ids=[(0, 0, {"name": name, "sequence": n}) for n, name in enumerate("德能")])
        with phone(self, script=False) as page:
            page.open("/ballot/" + self.issue(ballot.group_ids, 1)[0])
            for person in (1, 2):
                if person > 1:
                    page.tap(f"details:nth-of-type({person}) summary")
                for line in (1, 2):
                    page.tap(f"details:nth-of-type({person}) fieldset:nth-of-type({line}) label", 1)
            page.tap("footer button")
            page.wait("document.querySelectorAll('em').length === 2")
            page.tap("button[name=confirmed]")
            page.wait("document.querySelector('.r b')")
        self.env.invalidate_all()
        self.assertEqual(self.marks(ballot).count(self.good.id), 4)

    def test_seat_of_the_hall(self):
        """From the code on the wall to the paper: the seat's code is typed, the paper comes."""
        ballot = self.opened()
        [(_number, code, _name)] = self.env["cadre.ballot.ticket"]._issue(ballot.group_ids, 1, seats=True)
        with phone(self) as page:
            page.open(f"/ballot/screen/{ballot._hall_key()}")
            self.assertTrue(page.run("document.querySelectorAll('svg').length"))
            page.picture("ballot_screen_small")
            page.open(f"/ballot/hall/{ballot._hall_key()}")
            page.run(f"document.querySelector('[name=seat]').value = {code!r}")
            page.picture("ballot_phone_seat")
            page.tap("button")
            page.wait("document.querySelectorAll('fieldset').length === 3")
            for line in range(3):
                page.tap(f"fieldset:nth-of-type({line + 1}) label", 1)
            page.tap("footer button")
            page.tap("#sure")
            page.wait("document.querySelector('.r b')")
        self.env.invalidate_all()
        self.assertEqual(len(self.marks(ballot)), 3)

    def test_headings_over_the_limit(self):
        """Several headings: who is over in one of them is opened, and the line in it is drawn."""
        criteria = [(0, 0, {"name": name, "sequence": n}) for n, name in enumerate("德能")]
        ballot = self.opened(criterion_ids=criteria, top_ratio=0.34)
        with phone(self) as page:
            page.open("/ballot/" + self.issue(ballot.group_ids, 1)[0])
            for person in (1, 2):
                for line in (1, 2):
                    level = 0 if line == 1 else 1
                    page.tap(f"details:nth-of-type({person}) fieldset:nth-of-type({line}) label", level)
            opened = "[...document.querySelectorAll('details')].map(d => +d.open).join('')"
            self.assertEqual(page.run(opened), "001")
            self.assertEqual(page.run("document.querySelectorAll('.o').length"), 2)
            page.tap("footer button")
            self.assertEqual(page.run(opened), "111")
            page.picture("ballot_phone_headings_over")
            page.tap("details:nth-of-type(2) fieldset:nth-of-type(1) label", 1)
            self.assertFalse(page.run("document.querySelectorAll('.o').length"))

    def test_screen_without_seats(self):
        """Where slips carry their own codes the hall is told so, and nobody is asked for the code of a seat."""
        ballot = self.opened()
        self.issue(ballot.group_ids, 2)
        with phone(self, size=(1920, 1080)) as page:
            page.open(f"/ballot/screen/{ballot._hall_key()}")
            self.assertFalse(page.run("document.querySelectorAll('svg').length"))
            self.assertGreater(page.run("document.querySelector('.r b').getBoundingClientRect().height"), 150)
            page.picture("ballot_screen_slips")
            page.open(f"/ballot/hall/{ballot._hall_key()}")
            self.assertFalse(page.run("document.querySelectorAll('input').length"))
            self.env["cadre.ballot.ticket"]._issue(ballot.group_ids, 1, seats=True)
            page.open(f"/ballot/screen/{ballot._hall_key()}")
            self.assertGreater(page.run("document.querySelector('svg').getBoundingClientRect().height"), 1080 / 2)
            sizes = "e => parseFloat(getComputedStyle(e).fontSize)"
            words = "[...document.querySelectorAll('main *')].filter(e => !e.childElementCount && e.innerText?.trim())"
            self.assertGreaterEqual(page.run(f"Math.min(...{words}.map({sizes}))"), 1080 / 30, "from the last row")
            page.picture("ballot_screen_seats")

    def test_choice(self):
        """Choose up to two: the third one is told at once, and the paper goes nowhere with it."""
        scale = self.ballot_scale.copy({"code": "T-CHOICE"})
        scale.grade_ids[1:3].unlink()
        ballot = self.opened(
            scale_id=scale.id, kind="recommendation", choice="choose", choose_max=2, write_in=True, names="甲乙丙丁"
        )
        with phone(self) as page:
            page.open("/ballot/" + self.issue(ballot.group_ids, 1)[0])
            for line in (1, 2, 4):
                page.tap(f"fieldset:nth-of-type({line}) label")
            self.assertIn("n a", page.run("document.getElementById('note').className"))
            page.picture("ballot_phone_choice")
            page.tap("footer button")
            self.assertTrue(page.run("document.getElementById('sheet').hidden"))
            page.tap("fieldset:nth-of-type(4) label")
            page.tap("footer button")
            page.tap("#sure")
            page.wait("document.querySelector('.r b')")
        self.env.invalidate_all()
        yes, no = scale.grade_ids
        self.assertEqual(self.marks(ballot), [yes.id, yes.id, no.id, no.id])
