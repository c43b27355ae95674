"""Total, rank, places and who waits, by the scheme of the procedure  (S4-E3, S4-P10-02, S4-P10-19, S4-P10-21)."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_marks import Contest


@tagged("post_install", "-at_install")
class TestScore(Contest):
    def vote(self, selection, counts, code="ballot", post=None):
        """The ballot of a step sealed: {person: (优秀, 称职, 基本称职, 不称职)} under each heading."""
        step = self.step(selection, code, post)
        step.with_user(self.office_user).action_prepare()
        ballot = step.ballot_ids.sudo().filtered(lambda one: one.state != "sealed")
        valid = sum(next(iter(counts.values())))
        guarded(ballot.group_ids[0]).write({"expected": valid})
        guarded(ballot).write({"options": ballot._current_options(), "state": "sealed", "paper_count": valid})
        Tally = guarded(self.env["cadre.ballot.tally"].sudo())
        for subject in ballot.subject_ids:
            for heading in ballot.criterion_ids:
                for grade, count in zip(ballot.scale_id.grade_ids, counts[subject.employee_id], strict=True):
                    if count:
                        Tally.create(
                            {
                                "ballot_id": ballot.id,
                                "group_id": ballot.group_ids[0].id,
                                "subject_id": subject.id,
                                "criterion_id": heading.id,
                                "grade_id": grade.id,
                                "channel": "paper",
                                "count": count,
                            }
                        )
        self.env.invalidate_all()
        return ballot

    def scored(self, speech, votes, **values):
        selection = self.speeches(self.env["hr.employee"].union(*speech), **values)
        self.judge(selection, "speech", speech)
        self.do(selection, "speech")
        self.assertFalse(any(selection.candidate_ids.mapped("has_total")), "nothing before all parts are in")
        self.vote(selection, votes)
        self.do(selection, "ballot")
        return selection

    def of(self, selection, person):
        return selection.candidate_ids.filtered(lambda one: one.employee_id == person)

    def test_by_a_hundredth(self):
        """S4-E3: 798/9 × 0.4 + 91.5 × 0.6 = 90.37, the rival 36 + 54.36 = 90.36: second, and waits."""
        votes = {self.person: (119, 77, 4, 0), self.other: (108, 90, 2, 0)}  # 91.5 and 90.6
        selection = self.scored({self.person: self.MARKS, self.other: 90}, votes)
        first, second = self.of(selection, self.person), self.of(selection, self.other)
        self.assertEqual([(one.total, one.rank) for one in (first, second)], [(90.37, 1), (90.36, 2)])
        self.assertEqual([(one.standing, one.waiting_place) for one in (first, second)], [("won", 0), ("waiting", 1)])
        lines = {line["name"]: (line["raw"], line["weight"], line["points"]) for line in first.score_lines}
        self.assertEqual(lines["演讲分"], ("88.67", "40.00", "35.47"))
        self.assertEqual(lines["民主测评分"], ("91.50", "60.00", "54.90"))
        marks = self.step(selection, "speech").sudo().mark_ids.filtered(lambda one: one.candidate_id == first)
        [speech] = [line for line in first.score_lines if line["name"] == "演讲分"]
        self.assertEqual({tuple(one) for one in speech["sources"]}, {("cadre.candidate.mark", one.id) for one in marks})
        self.assertIn("Total 90.37, place 1.", first.score_text)
        self.assertIn("Not within the 1 to be filled", second.score_text)
        self.assertIn("the body decides", first.score_text)
        self.assertEqual((first.support_text, first.has_majority), ("980 of 1000 valid votes", True))
        self.assertEqual(first.state, "recommended", "the score decides nothing")
        self.assertIn("Total 90.37, place 1.", first.with_user(self.office_user).dossier)

    def test_votes_alone(self):
        """Rank 1 by the total and no majority: he has no place and cannot go on; the seat falls to the next."""
        votes = {self.person: (90, 0, 110, 0), self.other: (0, 150, 50, 0)}
        selection = self.scored({self.person: 100, self.other: 60}, votes)
        first, second = self.of(selection, self.person), self.of(selection, self.other)
        self.assertEqual((first.rank, first.standing, first.has_majority), (1, "barred", False))
        self.assertEqual((second.rank, second.standing), (2, "won"))
        self.assertIn("whatever his total", first.score_text)
        self.assertNotIn(first, self.step(selection, "shortlist")._field())

    def test_level(self):
        """Level in every part: both are named, the place stays open for the body; put one out and the other has it."""
        votes = dict.fromkeys((self.person, self.other), (100, 100, 0, 0))
        selection = self.scored(dict.fromkeys((self.person, self.other), 90), votes)
        self.assertEqual(selection.candidate_ids.mapped("standing"), ["tied", "tied"])
        self.assertEqual(selection.candidate_ids.mapped("rank"), [1, 1])
        self.of(selection, self.other).with_user(self.office_user)._take_with_reason("put_out", "个人放弃")
        self.assertEqual(self.of(selection, self.person).standing, "won")

    def test_who_leaves_keeps_his_score(self):
        """Put out after the count he still sees where every point came from; his place is the next one's."""
        votes = {self.person: (119, 77, 4, 0), self.other: (108, 90, 2, 0)}
        selection = self.scored({self.person: self.MARKS, self.other: 90}, votes)
        first, second = self.of(selection, self.person), self.of(selection, self.other)
        kept = (first.total, first.score_lines)
        first.with_user(self.office_user)._take_with_reason("put_out", "个人放弃")
        self.assertEqual((first.has_total, (first.total, first.score_lines)), (True, kept))
        self.assertIn("Total 90.37.", first.score_text)
        self.assertNotIn("Within the 1", first.score_text)
        self.assertEqual((second.rank, second.standing, second.waiting_place), (1, "won", 0))
        second.with_user(self.office_user)._take_with_reason("put_out", "个人放弃")
        self.assertEqual((first.total, second.total, second.has_total), (90.37, 90.36, True), "nobody is left")
        second.with_user(self.office_user)._take_with_reason("bring_back", "有误")
        first.with_user(self.office_user)._take_with_reason("bring_back", "有误")
        self.assertEqual((first.rank, first.standing, second.rank, second.standing), (1, "won", 2, "waiting"))

    def test_one_more_place(self):
        """Two places instead of one: who waited is within them, without another word."""
        votes = {self.person: (119, 77, 4, 0), self.other: (108, 90, 2, 0)}
        selection = self.scored({self.person: self.MARKS, self.other: 90}, votes)
        selection.post_ids.with_user(self.office_user).number = 2
        self.assertEqual(selection.candidate_ids.mapped("standing"), ["won", "won"])

    def test_by_the_chain(self):
        """The same total: the ballot is compared first, and the sentence names it with both figures."""
        votes = {self.person: (100, 100, 0, 0), self.other: (50, 150, 0, 0)}  # 90 and 85
        selection = self.scored({self.person: 80, self.other: 87.5}, votes)  # 32 + 54, 35 + 51
        first, second = self.of(selection, self.person), self.of(selection, self.other)
        self.assertEqual((first.total, second.total), (86, 86))
        self.assertEqual((first.standing, second.standing), ("won", "waiting"))
        self.assertIn("behind by “民主测评分”", second.score_text)

    def test_its_scheme_is_frozen(self):
        """What is added up, and how, stays once a selection goes by it; no year is opened with it."""
        selection = self.speeches()
        scheme = selection.procedure_id.scheme_id
        self.assertTrue(scheme.frozen)
        guarded(scheme.sudo()).company_id = self.company
        with self.assertRaisesRegex(UserError, "they stay as they are"):
            scheme.component_ids[0].with_user(self.manager_user).weight = 50
        self.assertIn("it is the score of a selection", " ".join(one.text for one in scheme._check(10) if one.blocking))

    def test_opened_again(self):
        """A part opened again takes the totals away; nobody writes one by hand."""
        votes = {self.person: (119, 77, 4, 0), self.other: (108, 90, 2, 0)}
        selection = self.scored({self.person: self.MARKS, self.other: 90}, votes)
        first = self.of(selection, self.person)
        for values in ({"total": 99}, {"rank": 1}, {"standing": "won"}, {"score_lines": []}):
            with self.subTest(values), self.assertRaises(AccessError):
                first.with_user(self.office_user).write(values)
        self.step(selection, "ballot").with_user(self.office_user)._take_with_reason("reopen", "票数有误")
        self.assertEqual((first.has_total, first.standing, first.score_lines), (False, False, False))
        self.do(selection, "ballot")
        self.assertEqual(first.total, 90.37)
