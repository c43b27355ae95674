"""Paper ballots, typed in one by one, or by two people."""

from odoo.exceptions import UserError, ValidationError

from .builder import BallotCase


class PaperCase(BallotCase):
    def closed(self, **values):
        ballot = self.opened(**values)
        ballot.group_ids.paper_issued = 30
        ballot.action_close()
        return ballot

    def stack(self, group, *papers):
        """Type papers in: each a list with the levels ticked on each line."""
        value = group.paper_stack
        value["papers"] = [
            {"number": number, "ticks": [[grade.id for grade in line] for line in paper]}
            for number, paper in enumerate(papers, 1)
        ]
        group.paper_stack = value
        self.env.invalidate_all()


class TestOneByOne(PaperCase):
    def test_what_counts(self):
        """0 or two ticks void that line only; a blank paper is counted as such; the counts follow by themselves."""
        ballot = self.closed(paper_mode="papers")
        group = ballot.group_ids
        fine = [[self.top], [self.good], [self.good]]
        self.stack(group, *[fine] * 5, [[self.top, self.good], [], [self.poor]], [[], [], []])
        self.assertEqual(
            (group.paper_returned, group.paper_invalid, group.paper_abstained, group.paper_valid), (7, 0, 1, 6)
        )
        self.assertEqual(group.paper_grid["rows"][0]["counts"], [5, 0, 0, 0, 2])
        self.assertFalse(group.paper_problem)
        ballot.action_seal()
        self.env.invalidate_all()
        self.assertEqual([(s.score, s.valid_count, s.invalid_count) for s in ballot.subject_ids],
                         [(100, 5, 2), (80, 5, 2), (round(440 / 6, 2), 6, 1)])  # fmt: skip
        self.assertFalse(self.env["cadre.ballot.entry"].search_count([]))

    def test_over_the_limit(self):
        """S3-58, A3-8: a paper with more 优秀 than allowed is invalid as a whole."""
        ballot = self.closed(paper_mode="papers", top_ratio=0.34)  # one of three
        group = ballot.group_ids
        fine = [[self.top], [self.good], [self.good]]
        self.stack(group, *[fine] * 5, [[self.top], [self.top], [self.good]])
        self.assertEqual((group.paper_invalid, group.paper_valid), (1, 5))
        self.assertEqual([row["counts"][-1] for row in group.paper_grid["rows"]], [1, 1, 1])
        ballot.action_seal()

    def test_changed_and_refused(self):
        """A paper is corrected or taken out; odd ones are refused, and nothing is written."""
        ballot = self.closed(paper_mode="papers")
        group = ballot.group_ids
        fine = [[self.top], [self.good], [self.good]]
        self.stack(group, *[fine] * 6)
        self.stack(group, *[fine] * 5)
        self.assertEqual((group.paper_returned, len(group.paper_stack["papers"])), (5, 5))
        for paper in (
            {"number": 0, "ticks": [[], [], []]},
            {"number": 1, "ticks": [[]]},
            {"number": 1, "ticks": [[999999], [], []]},
            {"number": 1, "ticks": [[self.top.id, self.top.id], [], []]},
            {"number": "1", "ticks": [[], [], []]},
            {},
        ):
            with self.assertRaises(UserError):
                group.paper_stack = {"papers": [paper]}
        with self.assertRaises(UserError):
            group.paper_stack = {"papers": [{"number": 1, "ticks": [[], [], []]}] * 2}
        self.assertEqual(len(group.paper_stack["papers"]), 5)

    def test_more_than_issued(self):
        """No more papers than were issued."""
        ballot = self.closed(paper_mode="papers")
        fine = [[self.top], [self.good], [self.good]]
        with self.assertRaises(ValidationError):
            self.stack(ballot.group_ids, *[fine] * 31)


class TestTwoPeople(PaperCase):
    def both(self, ballot):
        return ballot.group_ids, ballot.group_ids.with_user(self.manager_user)

    def test_differences_are_shown(self):
        """Neither sees the other's counts; what differs is named and must be settled before the ballot is sealed."""
        ballot = self.closed(double_entry=True)
        first, second = self.both(ballot)
        self.enter(first, 6, (6, 0, 0, 0, 0), (0, 6, 0, 0, 0), (0, 0, 6, 0, 0))
        self.assertFalse(first.paper_difference)
        with self.assertRaisesRegex(UserError, "second person"):
            ballot.action_seal()
        self.env.invalidate_all()
        self.assertFalse(any(any(row["counts"]) for row in second.paper_grid["rows"]))
        self.enter(second, 6, (5, 1, 0, 0, 0), (0, 6, 0, 0, 0), (0, 0, 6, 0, 0))
        self.env.invalidate_all()
        self.assertEqual((first.first_user_id, first.second_user_id), (self.officer_user, self.manager_user))
        self.assertEqual(len(first.paper_difference.splitlines()), 2)
        self.assertIn("李明", first.paper_difference)
        self.assertEqual(first.paper_grid["rows"][0]["counts"], [6, 0, 0, 0, 0])
        with self.assertRaisesRegex(UserError, "李明"):
            ballot.action_seal()
        self.enter(second, 6, (6, 0, 0, 0, 0), (0, 6, 0, 0, 0), (0, 0, 6, 0, 0))
        self.env.invalidate_all()
        self.assertFalse(first.paper_difference)
        ballot.action_seal()
        self.env.invalidate_all()
        self.assertEqual([s.valid_count for s in ballot.subject_ids], [6, 6, 6])

    def test_paper_by_paper(self):
        """One by one: the paper and the line that differ are named, and papers that one of the two left out."""
        ballot = self.closed(double_entry=True, paper_mode="papers")
        first, second = self.both(ballot)
        fine = [[self.top], [self.good], [self.good]]
        self.stack(first, *[fine] * 6)
        self.stack(second, *[fine] * 4, [[self.top], [self.good, self.poor], [self.good]])
        self.assertEqual(len(first.paper_difference.splitlines()), 2)
        self.assertRegex(first.paper_difference, "5, 王芳")
        self.assertIn("6", first.paper_difference.splitlines()[1])
        self.assertEqual(first.paper_returned, 6)
        with self.assertRaises(UserError):
            ballot.action_seal()
        self.stack(second, *[fine] * 6)
        ballot.action_seal()

    def test_a_third_person(self):
        """Whoever comes third is told who entered, and writes nothing."""
        ballot = self.closed(double_entry=True)
        first, second = self.both(ballot)
        for group in (first, second):
            self.enter(group, 5, *[(5, 0, 0, 0, 0)] * 3)
        third = self.env["res.users"].create(
            {"name": "第三人", "login": "third", "group_ids": [(6, 0, self.officer_user.group_ids.ids)]}
        )
        self.seat(third)
        with self.assertRaisesRegex(UserError, "have entered these papers"):
            self.enter(ballot.group_ids.with_user(third), 5, *[(1, 4, 0, 0, 0)] * 3)

    def test_who_entered_is_not_for_the_client_to_say(self):
        """No write makes one person into two."""
        ballot = self.closed(double_entry=True)
        with self.assertRaises(UserError):
            ballot.group_ids.write({"second_user_id": self.manager_user.id})


class TestBlankAndWritten(PaperCase):
    def test_blank_papers(self):
        """弃权: handed back without a mark; as many are invalid on every line."""
        ballot = self.closed()
        group = ballot.group_ids
        self.enter(group, 7, (6, 0, 0, 0, 1), (5, 0, 0, 0, 2), (7, 0, 0, 0, 0), invalid=0)
        group.paper_abstained = 1
        self.assertIn("郭科长", group.paper_problem)
        self.assertNotIn("李明", group.paper_problem)
        self.assertEqual(group.paper_valid, 6)

    def test_names_on_paper(self):
        """Names written in on paper are counted with those from phones; a line that is none is named."""
        ballot = self.closed()
        group = ballot.group_ids
        self.enter(group, 6, *[(6, 0, 0, 0, 0)] * 3)
        group.paper_writein = "张三 2\n李 四:1\n王五"
        with self.assertRaisesRegex(UserError, "王五"):
            ballot.action_seal()
        group.paper_writein = "张三 2\n李 四:1\n\n张三 1"
        ballot.action_seal()
        self.assertEqual([(line.name, line.count) for line in ballot.writein_ids], [("张三", 3), ("李四", 1)])
        self.assertFalse(group.paper_writein)  # which group, and what is left for those with phones
