"""What sealing makes of marks and paper counts. (S0-27, S0-28, G7)"""

from odoo.addons.cadre_assessment.models.ballot import proof, published
from odoo.addons.cadre_assessment.models.guard import GUARD, GUARD_KEY
from odoo.exceptions import AccessError, UserError

from .builder import BallotCase


class TestSeal(BallotCase):
    def seal(self, ballot):
        if ballot.state == "open":
            ballot.action_close()
        ballot.action_seal()
        self.env.invalidate_all()
        return ballot

    def result(self, ballot, number=0):
        subject = ballot.subject_ids[number]
        return subject.score, subject.valid_count, subject.invalid_count

    def e1_papers(self):
        """22 papers for the first person: 12, 6, 2, 0 valid; the one with two ticks and the one with none count
        nothing."""
        first = [self.top] * 12 + [self.good] * 6 + [self.fair] * 2 + [None] * 2
        return [(grade, self.good, self.good) for grade in first]

    def test_e1_by_phone(self):
        """S0-E1: 22 papers, 20 valid for this person -> 90.00; all 22 valid for the others."""
        ballot = self.opened()
        self.vote_all(ballot.group_ids, self.e1_papers())
        self.seal(ballot)
        self.assertEqual(self.result(ballot), (90.00, 20, 2))
        self.assertEqual(self.result(ballot, 1), (80.00, 22, 0))
        self.assertEqual((ballot.paper_count, ballot.receipt_count), (22, 22))
        self.assertEqual(ballot.subject_ids[0].result_text, "优秀 12 · 称职 6 · 基本称职 2 · 不称职 0")

    def test_e1_on_paper(self):
        """S0-E1 counted on paper."""
        ballot = self.opened()
        ballot.action_close()
        self.enter(ballot.group_ids, 22, (12, 6, 2, 0, 2), (0, 22, 0, 0, 0), (0, 22, 0, 0, 0))
        self.seal(ballot)
        self.assertEqual(self.result(ballot), (90.00, 20, 2))
        self.assertEqual((ballot.paper_count, ballot.receipt_count), (22, 0))

    def test_e1_half_and_half(self):
        """S0-E1 with ten papers by phone and twelve on paper: the counts of both are one result."""
        ballot = self.opened()
        self.vote_all(ballot.group_ids, self.e1_papers()[:10])  # ten times 优秀
        ballot.action_close()
        self.enter(ballot.group_ids, 12, (2, 6, 2, 0, 2), (0, 12, 0, 0, 0), (0, 12, 0, 0, 0))
        self.seal(ballot)
        self.assertEqual(self.result(ballot), (90.00, 20, 2))
        self.assertEqual((ballot.paper_count, ballot.receipt_count), (22, 10))
        self.assertEqual({tally.channel for tally in ballot.tally_ids}, {"phone", "paper"})

    def test_nothing_is_known_before(self):
        """Before sealing there are no counts, and no score."""
        ballot = self.opened()
        self.vote_all(ballot.group_ids, self.e1_papers())
        ballot.action_close()
        self.assertFalse(self.env["cadre.ballot.tally"].search([]))
        self.assertFalse(any(any(row["counts"]) for row in ballot.group_ids.paper_grid["rows"]))
        self.assertEqual((ballot.subject_ids[0].has_score, self.result(ballot)), (False, (0, 0, 0)))
        self.assertEqual(self.env["cadre.ballot"]._tallies(ballot.cycle_id), {})

    def test_marks_are_gone_and_tickets_forget(self):
        """After sealing no mark is left, and no ticket knows its person or number."""
        ballot = self.opened()
        group = ballot.group_ids
        for token in self.issue(group, employees=self.people):
            self.vote(token, self.top, self.good, self.fair)
        self.vote_all(group, [(self.top, self.top, self.top)] * 6)
        old = self.env["cadre.ballot.ticket"].search([])
        self.seal(ballot)
        self.assertFalse(self.env["cadre.ballot.mark"].search([]))
        tickets = self.env["cadre.ballot.ticket"].search([("ballot_id", "=", ballot.id)])
        self.assertEqual(len(tickets), 10)
        self.assertFalse(tickets & old)
        self.assertFalse(tickets.employee_id)
        self.assertEqual(set(tickets.mapped("number")), {0})

    def test_receipts_are_the_papers(self):
        """Every receipt is in the list and there are as many as papers counted by phone."""
        ballot = self.opened()
        receipts = [code for _outcome, code in self.vote_all(ballot.group_ids, self.e1_papers())]
        self.seal(ballot)
        self.assertEqual(sorted(receipts), proof.receipts_of(ballot))
        self.assertEqual(len(receipts), ballot.receipt_count)

    def test_small_group_is_merged(self):
        """A group of one voter cannot be told apart from another one, in no stored count."""
        ballot = self.opened(groups=(("主任", 1), ("科室", 10), ("支部", 10)))
        head, staff, branch = ballot.group_ids
        self.vote_all(head, [(self.poor, self.poor, self.poor)])
        self.vote_all(staff, [(self.top, self.good, self.good)] * 6)
        self.vote_all(branch, [(self.good, self.good, self.good)] * 7)
        self.seal(ballot)
        self.assertNotIn(head, ballot.tally_ids.group_id)
        self.assertNotIn(staff, ballot.tally_ids.group_id)
        self.assertEqual(ballot.merged_group_ids.merged_ids, head | staff)
        self.assertEqual(ballot.merged_group_ids.name, "主任 + 科室")
        self.assertEqual(ballot.group_ids, head | staff | branch)
        # 主任+科室: (6 x 100 + 1 x 40) / 7, weight 2; 支部: 80, weight 1
        self.assertAlmostEqual(ballot.subject_ids[0].score, round((640 / 7 * 2 + 80) / 3, 2))

    def test_below_the_minimum_no_score(self):
        """Four valid papers: no count and no score anywhere; a person with five has one."""
        ballot = self.opened()
        self.vote_all(ballot.group_ids, [(self.top, self.top, None)] * 4 + [(None, self.top, self.top)])
        self.seal(ballot)
        self.assertEqual([subject.has_score for subject in ballot.subject_ids], [False, True, False])
        self.assertEqual(ballot.tally_ids.subject_id, ballot.subject_ids[1])
        self.assertEqual(ballot.receipt_count, 5)

    def test_own_row_is_not_counted(self):
        """Who is on the list and has a link in his name does not find himself; his line looks like one left blank."""
        ballot = self.make_ballot()
        ballot.subject_ids[0].employee_id = self.person
        ballot.action_open()
        group = ballot.group_ids
        token = self.issue(group, employees=self.person)[0]
        self.assertEqual(self.vote(token, self.good, self.good)[0], "cast")  # two lines of three
        self.vote_all(group, [(self.top, self.top, self.top)] * 6)
        self.seal(ballot)
        self.assertEqual([self.result(ballot, n)[1:] for n in range(3)], [(6, 1), (7, 0), (7, 0)])
        self.assertEqual(self.result(ballot)[0], 100)

    def test_own_row_where_it_is_allowed(self):
        """With rate_self he marks himself as he marks others."""
        ballot = self.make_ballot(rate_self=True)
        ballot.subject_ids[0].employee_id = self.person
        ballot.action_open()
        token = self.issue(ballot.group_ids, employees=self.person)[0]
        self.assertEqual(self.vote(token, self.good, self.good, self.good)[0], "cast")
        self.vote_all(ballot.group_ids, [(self.top, self.top, self.top)] * 6)
        self.seal(ballot)
        self.assertEqual([self.result(ballot, n)[1] for n in range(3)], [7, 7, 7])

    def test_stuffed_marks_are_found(self):
        """A mark or a paper written into the tables by another way than voting keeps the ballot from being sealed."""
        ballot = self.opened()
        self.vote_all(ballot.group_ids, self.e1_papers())
        ballot.action_close()
        mark = {
            "group_id": ballot.group_ids.id,
            "subject_id": ballot.subject_ids[0].id,
            "criterion_id": ballot.criterion_ids.id,
        }
        forged = self.env["cadre.ballot.mark"].create({**mark, "grade_id": self.poor.id})
        with self.assertRaisesRegex(UserError, "23 marks"):
            ballot.action_seal()
        forged.unlink()
        elsewhere = self.opened(names="甲乙").subject_ids[0].id
        forged = self.env["cadre.ballot.mark"].create({**mark, "subject_id": elsewhere, "grade_id": self.poor.id})
        with self.assertRaisesRegex(UserError, f"#{elsewhere}"):
            ballot.action_seal()
        forged.unlink()
        receipt = self.env["cadre.ballot.receipt"].create({"ballot_id": ballot.id, "code": "AAAA-BBBB-CCCC"})
        with self.assertRaises(UserError):
            ballot.action_seal()
        receipt.unlink()
        self.seal(ballot)

    def test_a_later_change_is_seen(self):
        """One count or one receipt changed, by whatever way: the hash does not fit any more."""
        ballot = self.opened()
        self.vote_all(ballot.group_ids, self.e1_papers())
        self.seal(ballot)
        self.assertTrue(ballot._verify())
        self.assertEqual(ballot.with_user(self.auditor_user).action_verify()["params"]["type"], "success")
        changes = (
            "UPDATE cadre_ballot_tally SET count = count + 1 WHERE id = (SELECT max(id) FROM cadre_ballot_tally)",
            "UPDATE cadre_ballot_receipt SET code = 'AAAA-BBBB-CCCC' WHERE id = (SELECT max(id) FROM "
            "cadre_ballot_receipt)",
            "DELETE FROM cadre_ballot_receipt WHERE id = (SELECT max(id) FROM cadre_ballot_receipt)",
            "UPDATE cadre_ballot_subject SET name = '别人' WHERE id = (SELECT max(id) FROM cadre_ballot_subject)",
            "UPDATE cadre_ballot SET options = replace(options::text, '100', '99')::jsonb",
            # what a committee's vote is carried by
            "UPDATE cadre_ballot_group SET expected = expected - 9",
            "UPDATE cadre_ballot SET quorum = 'none'",
            "UPDATE cadre_ballot SET majority_of = 'present'",
            "UPDATE cadre_ballot SET paper_count = paper_count + 1",
        )
        for change in changes:
            with self.env.cr.savepoint() as savepoint:
                self.env.cr.execute(change)
                self.env.invalidate_all()
                self.assertFalse(ballot._verify(), change)
                savepoint.rollback()
            self.env.invalidate_all()
        self.assertTrue(ballot._verify())

    def test_tallies_for_the_assessment(self):
        """`_tallies` gives sealed counts by component and person, in a number of queries that does not grow."""
        component = self.a_component("ballot")
        cycle = self.make_cycle(scheme_id=component.scheme_id.id)
        people = self.make_people(40)
        ballots = []
        for some in (people[:3], people[3:40]):
            ballot = self.make_ballot(names=some.mapped("name"), cycle_id=cycle.id, component_id=component.id)
            for subject, employee in zip(ballot.subject_ids, some, strict=True):
                subject.employee_id = employee
            ballot.action_open()
            self.vote_all(ballot.group_ids, [[self.top] * len(some)] * 5)
            ballots.append(ballot)
        Ballot = self.env["cadre.ballot"]
        self.assertEqual(Ballot._tallies(cycle), {})
        queries = []
        for ballot in ballots:
            self.seal(ballot)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = Ballot._tallies(cycle)
            queries.append(self.env.cr.sql_log_count - before)
        self.assertEqual(set(found), {component.id})
        self.assertEqual(set(found[component.id]), set(people.ids))
        source, (tally,) = found[component.id][people[0].id]
        self.assertEqual(source, ("cadre.ballot.subject", ballots[0].subject_ids[0].id))
        self.assertEqual((tally.counts, tally.invalid), (((self.top.id, 5),), 0))
        self.assertEqual(queries[0], queries[1])

    def test_headings_weigh_in(self):
        """Two headings of weights 1 and 3: the score is their weighted mean."""
        ballot = self.make_ballot(
            names=("李明",), criterion_ids=[(0, 0, {"name": "德", "weight": 1}), (0, 0, {"name": "绩", "weight": 3})]
        )
        ballot.action_open()
        self.vote_all(ballot.group_ids, [(self.top, self.fair)] * 5)
        self.seal(ballot)
        self.assertEqual(ballot.subject_ids.score, 70)
        self.assertEqual(len(published.tallies_of(ballot.subject_ids)[ballot.subject_ids.id]), 2)


class TestPaperCounts(BallotCase):
    """Counts of paper ballots: checked, entered between closing and sealing, never after."""

    def closed(self, **values):
        ballot = self.opened(**values)
        ballot.action_close()
        return ballot

    def test_rows_add_up(self):
        """Of each person: levels and invalid add up to the papers returned; the message names the row."""
        ballot = self.closed()
        group = ballot.group_ids
        self.enter(group, 6, (6, 0, 0, 0, 0), (5, 0, 0, 0, 0), (1, 2, 3, 0, 0))
        self.assertIn("王芳", group.paper_problem)
        with self.assertRaisesRegex(UserError, "王芳"):
            ballot.action_seal()
        self.enter(group, 6, (6, 0, 0, 0, 0), (5, 0, 0, 0, 1), (1, 2, 3, 0, 0))
        self.assertFalse(group.paper_problem)
        ballot.action_seal()

    def test_void_papers(self):
        """A paper that is void as a whole is invalid in every row."""
        ballot = self.closed()
        self.enter(ballot.group_ids, 6, (6, 0, 0, 0, 0), (5, 0, 0, 0, 1), (1, 2, 2, 0, 1), invalid=1)
        self.assertIn("李明", ballot.group_ids.paper_problem)
        self.assertEqual(ballot.group_ids.paper_valid, 5)

    def test_limit_of_top_grades(self):
        """S3-58 on paper: together the papers cannot give more top grades than each may."""
        ballot = self.closed(top_ratio=0.34)  # one of three
        self.enter(ballot.group_ids, 5, (5, 0, 0, 0, 0), (1, 4, 0, 0, 0), (0, 5, 0, 0, 0))
        self.assertIn("S3-58", ballot.group_ids.paper_problem)
        self.enter(ballot.group_ids, 5, (4, 1, 0, 0, 0), (1, 4, 0, 0, 0), (0, 5, 0, 0, 0))
        self.assertFalse(ballot.group_ids.paper_problem)

    def test_only_between_closing_and_sealing(self):
        """Counts of an open ballot could sway who votes still; sealed ones are final."""
        ballot = self.opened()
        group = ballot.group_ids
        grid = group.paper_grid
        grid["rows"][0]["counts"] = [5, 0, 0, 0, 0]
        with self.assertRaises(UserError):
            group.paper_grid = grid
        ballot.action_close()
        self.enter(group, 5, *[(5, 0, 0, 0, 0)] * 3)
        ballot.action_seal()
        for values in (
            {"paper_grid": grid},
            {"paper_returned": 4},
            {"paper_issued": 9},
            {"paper_invalid": 1},
            {"expected": 99},
        ):
            with self.assertRaises(UserError, msg=values):
                group.write(values)
        self.assertEqual(ballot.subject_ids[0].valid_count, 5)

    def test_bad_grids_are_refused(self):
        """Text, negative numbers, another ballot's rows: refused, and nothing is written."""
        ballot, foreign = self.closed(), self.closed()
        group = ballot.group_ids
        for change in (
            lambda grid: grid["rows"][0].update(counts=[-1, 0, 0, 0, 0]),
            lambda grid: grid["rows"][0].update(counts=["5", 0, 0, 0, 0]),
            lambda grid: grid["rows"][0].update(counts=[1.5, 0, 0, 0, 0]),
            lambda grid: grid["rows"][0].update(counts=[True, 0, 0, 0, 0]),
            lambda grid: grid["rows"][0].update(counts=[1, 2]),
            lambda grid: grid["rows"][0].update(subject=foreign.subject_ids[0].id),
            lambda grid: grid["columns"][0].update(id=999999),
            lambda grid: grid.pop("columns"),
        ):
            grid = group.paper_grid
            change(grid)
            with self.assertRaises(UserError):
                group.paper_grid = grid
        self.assertFalse(any(any(row["counts"]) for row in group.paper_grid["rows"]))

    def test_entering_twice_replaces(self):
        """The second entry is the entry."""
        ballot = self.closed()
        self.enter(ballot.group_ids, 5, *[(5, 0, 0, 0, 0)] * 3)
        self.enter(ballot.group_ids, 5, *[(0, 5, 0, 0, 0)] * 3)
        self.assertEqual([row["counts"] for row in ballot.group_ids.paper_grid["rows"]], [[0, 5, 0, 0, 0]] * 3)

    def test_counts_change_in_no_other_way(self):
        """Neither RPC, nor the guard's name in a context, nor superuser without the guard writes a count."""
        ballot = self.closed()
        self.enter(ballot.group_ids, 5, *[(5, 0, 0, 0, 0)] * 3)
        ballot.action_seal()
        tally = ballot.tally_ids[0]
        values = {
            "ballot_id": ballot.id,
            "group_id": ballot.group_ids.id,
            "subject_id": ballot.subject_ids[0].id,
            "criterion_id": ballot.criterion_ids.id,
            "channel": "paper",
            "count": 99,
        }
        for env in (self.office_env, self.env(user=self.manager_user), self.env(su=True)):
            for context in ({}, {GUARD_KEY: True}, {GUARD_KEY: repr(GUARD)}):
                mine = tally.with_env(env(context=context))
                for attempt in (
                    lambda t=mine: t.write({"count": 99}),
                    lambda t=mine: t.unlink(),
                    lambda t=mine: t.create(values),
                ):
                    with self.assertRaises(AccessError):
                        attempt()
        with self.assertRaises(UserError):
            ballot.write({"tally_ids": [(1, tally.id, {"count": 99})]})

    def test_nobody_else_sees_paper_counts(self):
        """Before sealing the grid is the office's own entry; afterwards it is empty for everybody."""
        ballot = self.closed()
        self.enter(ballot.group_ids, 5, *[(5, 0, 0, 0, 0)] * 3)
        for user in (self.decider_user, self.auditor_user, self.person_user):
            with self.assertRaises(AccessError):
                ballot.group_ids.with_user(user).read(["paper_grid"])
        ballot.action_seal()
        self.assertFalse(any(any(row["counts"]) for row in ballot.group_ids.paper_grid["rows"]))
        self.assertFalse(self.env["cadre.ballot.paper"].search([]))
