"""Phone and paper count alike, and a name counts once however it is written."""

import random

from odoo.addons.cadre_assessment.models.guard import guarded
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

    def test_names_stand_on_their_papers(self):
        """One on a ticked paper beside a blank one, which stays blank; one over the limit counts for nothing."""
        group = self.on_paper(self.listed(), (0,), (0, 1), (1,), (), ())
        value = group.paper_stack
        value["papers"][0]["names"] = ["赵六", "赵 六"]
        value["papers"][1]["names"] = ["赵六"]  # a third one
        value["papers"][4]["names"] = ["乙"]  # who is on the list: a tick
        group.paper_stack = value
        self.env.invalidate_all()
        self.assertEqual((group.paper_valid, group.paper_invalid, group.paper_abstained), (3, 1, 1))
        self.assertEqual((group.paper_writein, group.names_on_papers), ("赵六 1", True))
        self.assertEqual(group.paper_grid["rows"][1]["counts"][0], 2)
        with self.assertRaisesRegex(UserError, "赵六"), self.env.cr.savepoint():
            group.paper_writein = "赵六 5"
        self.env.invalidate_all()
        value = group.paper_stack
        for paper in value["papers"]:
            paper["names"] = []
        group.paper_stack = value
        self.env.invalidate_all()
        self.assertEqual((group.paper_writein, group.paper_abstained, group.paper_invalid), (False, 2, 0))

    def test_a_list_of_names_is_not_lost(self):
        """Listed before any paper bore a name: each of them has to find its paper."""
        group = self.on_paper(self.listed(), (0,), (0,), (), names="赵六 1\n钱七 1")
        value = group.paper_stack
        value["papers"][0]["names"] = ["赵六"]
        with self.assertRaisesRegex(UserError, "钱七"), self.env.cr.savepoint():
            group.paper_stack = value
        self.env.invalidate_all()
        value = group.paper_stack
        value["papers"][0]["names"], value["papers"][2]["names"] = ["赵六"], ["钱七"]
        group.paper_stack = value
        self.env.invalidate_all()
        self.assertEqual((group.paper_writein, group.paper_valid), ("赵六 1\n钱七 1", 3))
        for names in (["赵"] * 51, [7], "赵六", {"a": 1}):
            value = group.paper_stack
            value["papers"][0]["names"] = names
            with self.subTest(names), self.assertRaises(UserError), self.env.cr.savepoint():
                group.paper_stack = value
            self.env.invalidate_all()

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

    def test_any_order_of_clerks_keeps_every_paper(self):
        """Three clerks with their own stacks, in any order of opening and saving: who is told opens anew."""
        for seed in (1, 2, 3):
            chance = random.Random(seed)
            with self.subTest(seed=seed):
                ballot = self.opened(paper_mode="papers")
                group = ballot.group_ids
                group.paper_issued = 12
                ballot.action_close()
                piles = {clerk: [clerk * 4 + n for n in range(1, 5)] for clerk in range(3)}
                read = {}
                while any(piles.values()):
                    clerk = chance.choice([one for one, pile in piles.items() if pile])
                    if clerk not in read or chance.random() < 0.3:
                        self.env.invalidate_all()
                        read[clerk] = group.paper_stack
                        continue
                    self.change(read[clerk], piles[clerk][0])
                    try:
                        with self.env.cr.savepoint():
                            group.paper_stack = read.pop(clerk)
                        piles[clerk].pop(0)
                    except UserError:
                        pass
                self.env.invalidate_all()
                self.assertEqual([paper["number"] for paper in group.paper_stack["papers"]], list(range(1, 13)))
                self.assertEqual((group.paper_returned, group.paper_abstained), (12, 0))

    def change(self, value, number):
        if "papers" in value:
            value["papers"].append({"number": number, "ticks": [[self.top.id]] * 3})
        else:
            value["rows"][0]["counts"] = [number, 0, 0, 0, 0]


class TestAnyMix(Choosing, BallotHttpCase):
    """The same papers, on phones or on paper: the same result, the same abstentions, the same names."""

    PAPERS = (
        ((0,), ()), ((0, 1), ()), ((1,), ("赵六",)), ((), ()), ((), ("赵 六",)), ((2,), ()), ((0, 2), ()), ((), ()),
        ((), ("钱七", "赵六")), ((0,), ("孙八",)), ((), ()), ((), ("乙",)),
    )  # fmt: skip
    """Of each the lines that are chosen and the names written in: beside ticks and beside blank papers, in another
    spelling, and of somebody on the list."""

    def told(self, ballot):
        self.env.invalidate_all()
        facts = self.env["report.cadre_assessment_reports.ballot_summary"]._facts(ballot)
        return (
            [(one.has_score, one.score, one.valid_count, one.invalid_count) for one in ballot.subject_ids],
            sorted((line.name, line.count) for line in ballot.writein_ids),
            {fact.label: fact.value for fact in facts if fact.label != "应到"},
        )

    def counted(self, phones, papers):
        ballot = self.recommend(write_in=True, paper_mode="papers")
        group = ballot.group_ids
        for (ticks, names), token in zip(phones, self.issue(group, len(phones)), strict=True):
            link = f"/ballot/{token}"
            form = {"nonce": self.nonce(self.page(link)), "confirmed": "1"}
            self.assertTrue(
                self.receipt(self.send(link, {**form, **{f"m{line}": "0" for line in ticks}, "w": [*names]}))
            )
        group.paper_issued = len(papers)
        ballot.action_close()
        yes = self.chosen.grade_ids[0].id
        value = group.paper_stack
        value["papers"] = [
            {"number": number, "ticks": [[yes] if line in ticks else [] for line in range(4)], "names": [*names]}
            for number, (ticks, names) in enumerate(papers, 1)
        ]
        group.paper_stack = value
        ballot.action_seal()
        return self.told(ballot)

    def test_any_mix_of_channels_counts_alike(self):
        expected = self.counted(self.PAPERS, ())
        self.assertEqual(expected[2]["弃权票"], "3")
        self.assertEqual((expected[2]["收回"], expected[2]["有效票"]), ("12", "9"))
        self.assertEqual(expected[1], [("孙八", 1), ("赵六", 3), ("钱七", 1)])
        self.assertEqual(self.counted((), self.PAPERS), expected)
        chance = random.Random(11)
        for _mix in range(2):
            papers = chance.sample(self.PAPERS, len(self.PAPERS))
            cut = chance.randint(5, 7)  # each channel has as many as may be told
            with self.subTest(papers=papers, cut=cut):
                self.assertEqual(self.counted(papers[:cut], papers[cut:]), expected)

    def test_papers_by_chance_count_alike(self):
        """Any papers: up to two chosen, ticked or written in, blank ones among them."""
        for seed in (5, 6):
            chance = random.Random(seed)
            papers = []
            for _paper in range(12):
                ticks = tuple(chance.sample(range(4), chance.choice((0, 0, 1, 2))))
                room = 2 - len(ticks)
                papers.append((ticks, tuple(chance.sample(("赵六", "钱七", "买买提•艾力"), chance.randint(0, room)))))
            with self.subTest(papers=papers):
                expected = self.counted(papers, ())
                self.assertEqual(self.counted(papers[:6], papers[6:]), expected)

    def test_blank_papers_of_an_evaluation(self):
        """Eight by phone, three of them blank: 收回 8, 有效 5, 弃权 3; of three phones beside paper nothing is told."""
        ballot = self.opened()
        self.vote_all(ballot.group_ids, [(self.top,) * 3] * 5 + [(None,) * 3] * 3)
        ballot.action_close()
        ballot.action_seal()
        facts = self.told(ballot)[2]
        self.assertEqual((facts["收回"], facts["有效票"], facts["弃权票"]), ("8", "5", "3"))
        few = self.opened()
        self.vote_all(few.group_ids, [(self.top,) * 3] * 2 + [(None,) * 3])
        few.action_close()
        self.enter(few.group_ids, 6, *[(6, 0, 0, 0, 0)] * 3)
        few.action_seal()
        facts = self.told(few)[2]
        self.assertEqual((facts["收回"], facts["有效票"], facts["弃权票"]), ("9", "—", "—"))


class TestEqualNames(BallotHttpCase):
    def test_two_of_one_name_of_whom_one_was_voted_on(self):
        """The message says which of the two: of one component of a cycle nobody is voted on twice."""
        cycle = self.open_cycle()
        people = [
            self.make_employee("王伟", number, self.org_section, post)
            for number, post in (("W-1", "甲岗"), ("W-2", "乙岗"))
        ]
        component = cycle.scheme_id.component_ids.filtered(lambda one: one.method == "ballot")[:1]
        ballots = [self.make_ballot(names=["王伟"] * count) for count in (1, 2)]
        for ballot, mine in zip(ballots, (people[1:], people), strict=True):
            self.env.cr.execute(  # whatever scale it is voted on
                "UPDATE cadre_ballot SET cycle_id = %s, component_id = %s WHERE id = %s",
                [cycle.id, component.id, ballot.id],
            )
            ballot.invalidate_recordset()
            for subject, person in zip(ballot.subject_ids, mine, strict=True):
                subject.write({"employee_id": person.id, "post": person.job_title})
        guarded(ballots[0]).state = "open"
        [said] = ballots[1]._rival_problems()[ballots[1]]
        self.assertIn("王伟（乙岗）", said)
        self.assertNotIn("甲岗", said)

    def test_equal_names_never_stand_alone(self):
        """Two 王伟: in the grid, in what is wrong, on the page before the last step, in the summary."""
        ballot = self.make_ballot(names=("王伟", "王伟", "李明"))
        for subject, post in zip(ballot.subject_ids, ("一级科员", "二级科员", "科员"), strict=True):
            subject.post = post
        ballot.action_open()
        group = ballot.group_ids
        told = ["王伟（一级科员）", "王伟（二级科员）", "李明"]
        self.assertEqual([row["name"] for row in group.paper_grid["rows"]], told)
        self.assertEqual([line["name"] for line in group.paper_stack["lines"]], told)
        link = "/ballot/" + self.issue(group, 1)[0]
        review = self.send(link, {"nonce": self.nonce(self.page(link)), "m0": "0", "m1": "1"})
        for label in told:
            self.assertIn(f"<span>{label}</span>", review)
        ballot.action_close()
        self.enter(group, 6, (7, 0, 0, 0, 0), (6, 0, 0, 0, 0), (6, 0, 0, 0, 0))
        self.assertIn("王伟（一级科员） 7", group.paper_problem)
        self.enter(group, 6, *[(6, 0, 0, 0, 0)] * 3)
        ballot.action_seal()
        self.env.invalidate_all()
        [sheet] = self.env["report.cadre_assessment_reports.ballot_summary"]._sheets(ballot)
        self.assertEqual([row[0].text for row in sheet.rows], told)
