"""Do phone and paper count alike, and does a name count once however it is written?"""

from odoo.exceptions import UserError

from .builder import BallotCase, BallotHttpCase
from .test_kinds import Choosing


class TestCountAlike(Choosing, BallotHttpCase):
    """A recommendation of up to two, others may be written in."""

    def listed(self, **values):
        return self.recommend(write_in=True, paper_mode="papers", **values)

    def send_paper(self, ballot, ticks=(), names=()):
        link = "/ballot/" + self.issue(ballot.group_ids, 1)[0]
        form = {"nonce": self.nonce(self.page(link)), "confirmed": "1", **dict.fromkeys(ticks, "0"), "w": list(names)}
        self.assertTrue(self.receipt(self.send(link, form)))

    def sealed(self, ballot):
        if ballot.state == "open":
            ballot.action_close()
        ballot.action_seal()
        self.env.invalidate_all()
        return [subject.score for subject in ballot.subject_ids]

    def on_paper(self, ballot, *papers, names=""):
        """``papers``: numbers of the lines that are ticked."""
        group = ballot.group_ids
        group.paper_issued = len(papers)
        ballot.action_close()
        yes = self.chosen.grade_ids[0].id
        value = group.paper_stack
        value["papers"] = [
            {"number": number, "ticks": [[yes] if line in ticks else [] for line in range(4)]}
            for number, ticks in enumerate(papers, 1)
        ]
        group.paper_stack = value
        group.paper_writein = names
        self.env.invalidate_all()
        return group

    def test_a_written_name_makes_a_valid_paper(self):
        """Five tick 甲, the sixth writes 赵六 down: 5 of 6, by phone as on paper."""
        phones = self.listed()
        for _paper in range(5):
            self.send_paper(phones, ["m0"])
        self.send_paper(phones, names=["赵六"])
        papers = self.listed()
        group = self.on_paper(papers, *[(0,)] * 5, (), names="赵六 1")
        self.assertEqual((group.paper_valid, group.paper_abstained), (6, 0))
        self.assertEqual(self.sealed(phones)[0], 83.33)
        self.assertEqual(self.sealed(papers)[0], 83.33)

    def test_a_name_that_is_taken_back(self):
        """Without the name the paper is blank again."""
        group = self.on_paper(self.listed(), *[(0,)] * 5, (), names="赵六 1")
        group.paper_writein = False
        self.assertEqual((group.paper_valid, group.paper_abstained), (5, 1))

    def test_somebody_on_the_list_is_written_down(self):
        """On the phone he is chosen; on paper the office is told where to count him."""
        ballot = self.listed()
        for _paper in range(5):
            self.send_paper(ballot, names=["甲"])
        self.assertEqual((self.sealed(ballot)[0], len(ballot.writein_ids)), (100, 0))
        paper = self.listed()
        group = self.on_paper(paper, *[(1,)] * 5, names="甲 2")
        self.assertIn("甲 is on the list", group.with_context(lang="en_US").paper_problem)
        with self.assertRaises(UserError):
            paper.action_seal()

    def test_spellings_are_one(self):
        """Dots, widths, blanks and signs that nobody sees: one name with four."""
        ballot = self.listed()
        for name in ("买买提·艾力", "买买提•艾力", "买买提 · 艾力\u200b", "买买提．艾力"):
            self.send_paper(ballot, names=[name])
        self.send_paper(ballot, ["m0"])
        self.sealed(ballot)
        self.assertEqual([(line.name, line.count) for line in ballot.writein_ids], [("买买提·艾力", 4)])

    def test_more_names_than_papers(self):
        """“赵六 500” on six papers is refused, and so are more names than six papers can hold."""
        group = self.on_paper(self.listed(), *[(0,)] * 6, names="赵六 500")
        self.assertIn("500", group.paper_problem)
        group.paper_writein = "赵六 6\n钱七 6\n孙八 1"
        self.assertIn("13", group.paper_problem)
        group.paper_writein = "赵六 6\n钱七 6"
        self.assertFalse(group.paper_problem)


class TestTwoClerks(BallotCase):
    def test_the_later_page_overwrites_nothing(self):
        """Both have read the empty stack; who saves second is told, and the papers of the first stay."""
        for mode, name in (("papers", "paper_stack"), ("counts", "paper_grid")):
            with self.subTest(mode):
                ballot = self.opened(paper_mode=mode)
                group = ballot.group_ids
                group.paper_issued = 30
                ballot.action_close()
                first, second = group[name], group[name]
                self.change(first, 1)
                self.change(second, 2)
                group[name] = first
                self.env.invalidate_all()
                kept = group[name]
                with self.assertRaises(UserError):
                    group[name] = second
                self.env.invalidate_all()
                self.assertEqual(group[name], kept)
                again = group[name]
                self.change(again, 3)
                group[name] = again

    def change(self, value, number):
        if "papers" in value:
            value["papers"].append({"number": number, "ticks": [[self.top.id]] * 3})
        else:
            value["rows"][0]["counts"] = [number, 0, 0, 0, 0]
