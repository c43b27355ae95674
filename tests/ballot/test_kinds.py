"""Kinds of papers: several headings, a recommendation, a committee's vote, written words."""

import re
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from .builder import BallotCase, BallotHttpCase, vote

DIMENSIONS = ("德", "能", "勤", "绩", "廉", "总体")


def motion_scale(env, *levels):
    """Levels with their values, the first one on top."""
    return env["cadre.scale"].create(
        {
            "name": "表决",
            "code": f"T-{'-'.join(name for name, _value in levels)}",
            "grade_ids": [
                (0, 0, {"name": name, "code": str(n), "sequence": n, "ballot_value": value, "is_top": n == 1})
                for n, (name, value) in enumerate(levels, 1)
            ],
        }
    )


class TestHeadings(BallotHttpCase):
    """德能勤绩廉 under each name (S3-24)."""

    def headed(self, count, headings=DIMENSIONS, **values):
        criteria = [(0, 0, {"name": name, "sequence": n}) for n, name in enumerate(headings)]
        names = [f"测评对象{n}" for n in range(count)]
        return self.opened(names=names, criterion_ids=criteria, **values)

    def page_of(self, ballot):
        return self.page("/ballot/" + self.issue(ballot.group_ids, 1)[0])

    def test_sixty_by_six(self):
        """60 persons under six headings: one page of at most 130 KB with all that it needs, folded by person."""
        html = self.page_of(self.headed(60, top_ratio=0.2))
        self.assertLess(len(html.encode()), 130 * 1024)
        self.assertEqual(html.count("type=radio"), 60 * 6 * 4)
        self.assertEqual(html.count("<details"), 60)
        self.assertEqual(html.count("<details open>"), 1)

    def test_ten_on_one_scale(self):
        """Ten persons on one scale: at most 15 KB, also with a limit and a note."""
        html = self.page_of(self.headed(10, ("评价意见",), top_ratio=0.2))
        self.assertLess(len(html.encode()), 15 * 1024)
        self.assertNotIn("<details", html)

    def test_limit_under_each_heading(self):
        """S3-E8: of twelve persons two 优秀 under each heading; the third one is given back, with its ticks."""
        ballot = self.headed(12, top_ratio=0.2)
        self.assertEqual(ballot.top_limit, 2)
        link = "/ballot/" + self.issue(ballot.group_ids, 1)[0]
        html = self.page(link)
        self.assertIn("data-limit=2", html)
        form = {"nonce": self.nonce(html), "confirmed": "1"}
        form |= {f"m{number}": "1" for number in range(72)}
        form |= {f"m{subject * 6}": "0" for subject in range(3)}  # 德 of three persons
        html = self.send(link, form, status=400)
        self.assertEqual(html.count(" checked"), 72)
        self.assertFalse(self.marks(ballot))
        form |= {"m12": "1"}
        form |= {f"m{subject * 6 + 1}": "0" for subject in (4, 5)}  # 能 of two others: a heading of its own
        self.assertTrue(self.receipt(self.send(link, form)))
        self.assertEqual(self.marks(ballot).count(self.top.id), 4)

    def test_four_persons_no_top_grade(self):
        """S3-E8: with four persons floor(0.8) = 0; it is warned before opening, and no paper may give one."""
        ballot = self.make_ballot(names="甲乙丙丁", top_ratio=0.2)
        self.assertIn("S3-58", ballot.warning)
        ballot.action_open()
        link = "/ballot/" + self.issue(ballot.group_ids, 1)[0]
        form = {"nonce": self.nonce(self.page(link)), "confirmed": "1", "m0": "0", "m1": "1", "m2": "1", "m3": "1"}
        self.send(link, form, status=400)
        self.assertTrue(self.receipt(self.send(link, {**form, "m0": "1"})))

    def test_top_grades_dropped(self):
        """A3-8: with “drop” a paper over the limit loses its top grades of that heading and nothing else."""
        ballot = self.headed(4, ("德", "能"), top_ratio=0.25, overrun="drop")
        link = "/ballot/" + self.issue(ballot.group_ids, 1)[0]
        form = {"nonce": self.nonce(self.page(link)), "confirmed": "1", **{f"m{n}": "1" for n in range(8)}}
        form |= {"m0": "0", "m2": "0"}
        self.assertTrue(self.receipt(self.send(link, form)))
        self.assertEqual(self.marks(ballot).count(None), 2)
        self.assertEqual(self.marks(ballot).count(self.good.id), 6)


class Choosing:
    """Recommendations of up to two out of four; motions."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(type(cls.env["cadre.ballot"]), "_page_lang", lambda _ballot: "en_US"))
        cls.chosen = motion_scale(cls.env, ("推荐", 100), ("未推荐", 0))
        cls.motion = motion_scale(cls.env, ("同意", 100), ("不同意", 0), ("弃权", 0))

    def recommend(self, **values):
        return self.opened(
            names="甲乙丙丁", scale_id=self.chosen.id, kind="recommendation", choice="choose", choose_max=2, **values
        )


class TestRecommendation(Choosing, BallotHttpCase):
    def test_choose_up_to_two(self):
        """Up to two may be chosen: three are given back, one is fine, none is asked about and is a void paper."""
        ballot = self.recommend()
        link = "/ballot/" + self.issue(ballot.group_ids, 1)[0]
        html = self.page(link)
        self.assertEqual(html.count("type=checkbox"), 4)
        form = {"nonce": self.nonce(html), "confirmed": "1"}
        self.send(link, {**form, "m0": "0", "m1": "0", "m2": "0"}, status=400)
        self.assertTrue(self.receipt(self.send(link, {**form, "m1": "0"})))
        yes, no = self.chosen.grade_ids
        self.assertEqual(self.marks(ballot), [no.id, yes.id, no.id, no.id])
        link = "/ballot/" + self.issue(ballot.group_ids, 1)[0]
        form["nonce"] = self.nonce(self.page(link))
        self.assertIn("<em>", self.send(link, {"nonce": form["nonce"]}))
        self.send(link, form)
        self.assertEqual(self.marks(ballot).count(None), 4)

    def test_share_of_the_votes(self):
        """得票率: of five valid papers three for 甲 are 60 %."""
        ballot = self.recommend()
        yes, no = self.chosen.grade_ids
        self.vote_all(ballot.group_ids, [(yes, no, no, no)] * 3 + [(no, yes, no, no)] * 2)
        ballot.action_close()
        ballot.action_seal()
        self.env.invalidate_all()
        self.assertEqual([subject.score for subject in ballot.subject_ids], [60, 40, 0, 0])

    def test_names_written_in(self):
        """Another name counts as one of those chosen; names are counted at sealing, and hashed."""
        ballot = self.recommend(write_in=True)
        for names in (["戊", "己 己"], ["己己"], ["戊", ""], ["戊"], ["戊"]):
            link = "/ballot/" + self.issue(ballot.group_ids, 1)[0]
            html = self.page(link)
            self.assertEqual(html.count("name=w "), 2)
            form = {"nonce": self.nonce(html), "confirmed": "1", "w": names}
            self.send(link, {**form, "m0": "0", "m1": "0"}, status=400)
            self.assertTrue(self.receipt(self.send(link, form)))
        ballot.action_close()
        ballot.action_seal()
        self.env.invalidate_all()
        self.assertEqual([(line.name, line.count) for line in ballot.writein_ids], [("戊", 4), ("己己", 2)])
        self.assertFalse(self.env["cadre.ballot.word"].search_count([("ballot_id", "=", ballot.id)]))
        self.assertTrue(ballot._verify())
        self.env.cr.execute(
            "UPDATE cadre_ballot_writein SET count = 5 WHERE ballot_id = %s AND count = 4", (ballot.id,)
        )
        self.env.invalidate_all()
        self.assertFalse(ballot._verify())
        with self.assertRaises(AccessError):
            ballot.writein_ids[0].sudo().write({"count": 9})

    def test_names_below_the_minimum(self):
        """Four papers: no name is told."""
        ballot = self.recommend(write_in=True)
        for _paper in range(4):
            link = "/ballot/" + self.issue(ballot.group_ids, 1)[0]
            self.send(link, {"nonce": self.nonce(self.page(link)), "confirmed": "1", "w": ["戊"]})
        ballot.action_close()
        ballot.action_seal()
        self.assertFalse(ballot.writein_ids)

    def test_yes_no_abstain(self):
        """同意 / 不同意 / 弃权 for each; who abstains counts among the valid papers."""
        ballot = self.opened(names="甲", scale_id=self.motion.id, kind="recommendation")
        yes, no, abstain = self.motion.grade_ids
        self.vote_all(ballot.group_ids, [(yes,)] * 3 + [(no,), (abstain,), (None,)])
        ballot.action_close()
        ballot.action_seal()
        self.env.invalidate_all()
        subject = ballot.subject_ids
        self.assertEqual((subject.score, subject.valid_count, subject.invalid_count), (60, 5, 1))

    def test_committee(self):
        """O-18: two thirds of nine members must vote, and more than half of all nine be in favour."""
        yes, no, _abstain = self.motion.grade_ids
        for papers, carried in (
            ([yes] * 5 + [no], True),
            ([yes] * 4 + [no] * 5, False),  # four of nine
            ([yes] * 5, False),  # five have voted: fewer than two thirds
        ):
            ballot = self.opened(
                names="甲", groups=(("常委会", 9),), scale_id=self.motion.id, kind="committee", cycle_id=False
            )
            self.vote_all(ballot.group_ids, [(mark,) for mark in papers])
            ballot.action_close()
            ballot.action_seal()
            self.env.invalidate_all()
            self.assertEqual(ballot.subject_ids.carried, carried, papers)

    def test_one_heading_for_a_choice(self):
        """Who is chosen is asked once."""
        with self.assertRaisesRegex(UserError, "one heading"):
            self.recommend(criterion_ids=[(0, 0, {"name": name}) for name in "德能"])


class TestComments(BallotHttpCase):
    """Comments: kept apart from the paper, shown in random order after a review, never below the minimum."""

    def commented(self, papers=6, enough=True):
        ballot = self.opened(comments=True)
        for number in range(papers):
            link = "/ballot/" + self.issue(ballot.group_ids, 1)[0]
            html = self.page(link)
            self.assertEqual(html.count("<textarea"), 3)
            form = {"nonce": self.nonce(html), "confirmed": "1", "c0": f"意见 {number}", "c1": " "}
            form |= {"m0": "0", "m1": "1"} | ({"m2": "1", "c2": "太少"} if number < 4 else {})
            self.assertTrue(self.receipt(self.send(link, form)))
        ballot.action_close()
        self.assertFalse(ballot.comment_ids)
        ballot.action_seal()
        self.env.invalidate_all()
        return ballot

    def test_only_where_counts_are_shown(self):
        """Six papers for 李明: six comments; four for the third person: neither counts nor comments."""
        ballot = self.commented()
        self.assertEqual(set(ballot.comment_ids.mapped("text")), {f"意见 {n}" for n in range(6)})
        self.assertEqual(ballot.comment_ids.subject_id, ballot.subject_ids[0])
        self.assertFalse(self.env["cadre.ballot.word"].search_count([]))

    def test_random_order(self):
        """Forty comments do not stand in the order in which they came."""
        ballot = self.opened(comments=True, groups=(("全体", 60),))
        subject = ballot.subject_ids[0].id
        self.env.flush_all()
        for number in range(40):
            self.env.cr.execute(
                "INSERT INTO cadre_ballot_word (ballot_id, subject_id, text) VALUES (%s, %s, %s)",
                (ballot.id, subject, f"{number:02}"),
            )
        self.vote_all(ballot.group_ids, [[self.good] * 3] * 5)
        ballot.action_close()
        ballot.action_seal()
        texts = ballot.comment_ids.sorted("id").mapped("text")
        self.assertEqual(len(texts), 40)
        self.assertNotEqual(texts, sorted(texts))

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_reviewed_first(self):
        """Who decides reads a comment that the office has shown; one withheld is erased; nothing changes after."""
        self.make_cycle()  # the body decides over this unit
        ballot = self.commented()
        Comment = self.env["cadre.ballot.comment"]
        decider = Comment.with_user(self.decider_user)
        self.assertFalse(decider.search([]))
        shown, withheld, *_rest = ballot.comment_ids
        shown.text = "〔已遮盖〕"
        shown.action_show()
        withheld.action_withhold()
        self.env.invalidate_all()
        self.assertEqual(decider.search([]).mapped("text"), ["〔已遮盖〕"])
        self.assertFalse(withheld.text)
        for record, values in ((shown, {"text": "x"}), (withheld, {"text": "x"})):
            with self.assertRaises(UserError):
                record.write(values)
        with self.assertRaises(AccessError):
            ballot.comment_ids[2].write({"state": "shown"})
        for attempt in (
            lambda: decider.browse(shown.id).action_withhold(),
            lambda: Comment.with_user(self.officer_user).create({"ballot_id": ballot.id}),
            lambda: shown.unlink(),
            lambda: decider.browse(ballot.comment_ids[2].id).read(["text"]),
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_long_and_odd_words(self):
        """A comment is cut at 500 characters; markup is text; a comment where none is asked for is nothing."""
        ballot = self.opened(comments=True)
        link = "/ballot/" + self.issue(ballot.group_ids, 1)[0]
        form = {"nonce": self.nonce(self.page(link)), "m0": "0", "c0": "<script>" + "长" * 600}
        html = self.send(link, form)
        self.assertIn("&lt;script&gt;", html)
        self.send(link, {**form, "confirmed": "1"})
        self.env.cr.execute("SELECT length(text) FROM cadre_ballot_word WHERE ballot_id = %s", (ballot.id,))
        self.assertEqual(self.env.cr.fetchall(), [(500,)])
        silent = self.opened()
        link = "/ballot/" + self.issue(silent.group_ids, 1)[0]
        self.send(link, {"nonce": self.nonce(self.page(link)), "c0": "x", "w": "x", "confirmed": "1"})
        self.env.cr.execute("SELECT text FROM cadre_ballot_word WHERE ballot_id = %s", (silent.id,))
        self.assertNotIn("x", str(self.env.cr.fetchall()), "a blank paper is known as one, and nothing else is kept")


class TestSubjects(BallotCase):
    """Teams and units, weights by layer, who does not find his own line."""

    def test_own_unit_is_left_out(self):
        """单位互评: who votes for a unit does not find it on the list; his own unit's ballot shows it."""
        units = self.unit | self.other_unit
        ballot = self.make_ballot(names=units.mapped("name"))
        for subject, unit in zip(ballot.subject_ids, units, strict=True):
            subject.subject_unit_id = unit
        group = ballot.group_ids
        group.skip_own_unit = True
        ballot.action_open()
        slips = self.env["cadre.ballot.ticket"]._issue(group, units=units)
        self.assertEqual([name for _number, _token, name in slips], units.mapped("name"))
        self.assertEqual(self.vote(slips[0][1], self.good)[0], "cast")  # one line of two
        named = self.issue(group, employees=self.person)[0]
        self.assertEqual(self.vote(named, self.top)[0], "cast")
        self.vote_all(group, [(self.top, self.top)] * 5)
        ballot.action_close()
        ballot.action_seal()
        self.env.invalidate_all()
        self.assertEqual([(s.valid_count, s.invalid_count) for s in ballot.subject_ids], [(5, 2), (7, 0)])

    def test_weights_by_layer(self):
        """Superiors weigh 60 for heads and 30 for others; a group that did not vote leaves its weight to the others."""
        layer = self.category("layer", "county_head")
        ballot = self.make_ballot(names=("正职", "副职"), groups=(("上级", 10), ("同级", 10), ("下级", 10)))
        above, beside, below = ballot.group_ids
        above.write({"weight": 30, "layer_weight_ids": [(0, 0, {"layer_id": layer.id, "weight": 60})]})
        beside.weight, below.weight = 40, 30
        ballot.subject_ids[0].layer_id = layer
        ballot.action_open()
        self.vote_all(above, [(self.top, self.top)] * 5)
        self.vote_all(beside, [(self.fair, self.fair)] * 5)
        ballot.action_close()
        ballot.action_seal()
        self.env.invalidate_all()
        # 正职: (60 x 100 + 40 x 60) / 100; 副职: (30 x 100 + 40 x 60) / 70
        self.assertEqual([subject.score for subject in ballot.subject_ids], [84, 77.14])

    def test_merged_weights_by_layer(self):
        """Groups merged at sealing add up their weights layer by layer."""
        layer = self.category("layer", "county_head")
        ballot = self.make_ballot(names=("正职",), groups=(("书记", 1), ("班子", 9), ("群众", 20)))
        first, team, staff = ballot.group_ids
        for group, weight, other in ((first, 20, 40), (team, 30, 10), (staff, 50, 50)):
            group.write({"weight": weight, "layer_weight_ids": [(0, 0, {"layer_id": layer.id, "weight": other})]})
        ballot.subject_ids.layer_id = layer
        ballot.action_open()
        self.vote_all(first, [(self.poor,)])
        self.vote_all(team, [(self.top,)] * 5)
        self.vote_all(staff, [(self.fair,)] * 10)
        ballot.action_close()
        ballot.action_seal()
        self.env.invalidate_all()
        merged = ballot.merged_group_ids
        self.assertEqual((merged.weight, merged.layer_weight_ids.weight), (50, 50))
        self.assertEqual(ballot.subject_ids.score, 75)  # (540 / 6 + 60) / 2

    def test_a_heading_that_is_not_scored(self):
        """总体 with weight 0 is asked, counted and shown, but is no part of the score."""
        ballot = self.make_ballot(
            names=("李明",), criterion_ids=[(0, 0, {"name": "德"}), (0, 0, {"name": "总体", "weight": 0})]
        )
        ballot.action_open()
        self.vote_all(ballot.group_ids, [(self.top, self.poor)] * 5)
        ballot.action_close()
        ballot.action_seal()
        self.env.invalidate_all()
        self.assertEqual((ballot.subject_ids.score, len(ballot.tally_ids)), (100, 2))

    def test_e3_threshold(self):
        """S3-E3: 22 + 16 + 2 of 40 papers are 90.00; 21 + 17 + 2 are 89.50."""
        ballot = self.opened(names="甲乙", groups=(("全体", 40),))
        first = [self.top] * 22 + [self.good] * 16 + [self.fair] * 2
        second = [self.top] * 21 + [self.good] * 17 + [self.fair] * 2
        self.vote_all(ballot.group_ids, list(zip(first, second, strict=True)))
        ballot.action_close()
        ballot.action_seal()
        self.env.invalidate_all()
        self.assertEqual([subject.score for subject in ballot.subject_ids], [90, 89.5])

    def test_a_vote_in_another_order(self):
        """``vote`` of the builder gives papers without own lines as many marks as any other paper."""
        ballot = self.make_ballot()
        ballot.subject_ids[0].employee_id = self.person
        ballot.action_open()
        token = self.issue(ballot.group_ids, employees=self.person)[0]
        vote(self.env, token, self.good, self.fair)
        self.env.cr.execute(
            "SELECT grade_id FROM cadre_ballot_mark WHERE group_id = %s ORDER BY subject_id", (ballot.group_ids.id,)
        )
        self.assertEqual([grade for (grade,) in self.env.cr.fetchall()], [None, self.good.id, self.fair.id])


class TestPageOfUnits(BallotHttpCase):
    def test_no_post_no_mark(self):
        """A unit has no post; nothing odd stands in its place."""
        ballot = self.opened(names=("测试档案局",))
        ballot.invalidate_recordset()
        html = self.page("/ballot/" + self.issue(ballot.group_ids, 1)[0])
        self.assertTrue(re.search(r"<i>1</i>测试档案局", html))
