"""Awards beside the grade go from the rules to the archive, and on to the head of the unit. (S2A-28 … S2A-35)"""

from odoo.addons.cadre_assessment.models.decision.decision_seats import seat_states
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError

from tests.assessment.common import YearBuilder
from tests.assessment.county import CountyBuilder


class TestAwards(CountyBuilder):
    """S2A-E2: 13 departments in a group, 10 % = 1; the best is vetoed, its head is not 优秀; the winner's may be."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.units = cls.make_units(13, "department", prefix="A")
        rank = cls.env["cadre.rank"].search([("layer_id.code", "=", "county_head")], limit=1)
        cls.heads = cls.env["hr.employee"].concat(
            *[cls.make_head(unit, n, cadre_rank_id=rank.id) for n, unit in enumerate(cls.units[:3])]
        )
        cls.scheme = cls.scheme_of("S2A-UNIT")
        cls.cycle = cls.open_year(cls.scheme)
        cls.part = {one.code: one for one in cls.scheme.component_ids}
        for n, unit in enumerate(cls.units):
            cls.score(cls.cycle, unit, cls.part["business"], 70 - n)
            for code in ("party", "integrity", "civility", "investment"):
                cls.score(cls.cycle, unit, cls.part[code], 4)
        reviewed = guarded(cls.cycle.assessment_ids)
        reviewed.write({"veto_state": "clear"})
        guarded(cls.subject(cls.cycle, cls.units[0])).write({"veto_state": "vetoed"})

    def award(self, unit):
        return self.subject(self.cycle, unit).award_ids

    def decision(self, **values):
        return YearBuilder.draft_decision.__func__(type(self), self.cycle, **values)

    def test_from_the_rules_to_the_decision(self):
        """S2A-E2: the quota is 1, the vetoed best is barred, the second best is proposed, with a reason each."""
        self.compute(self.cycle)
        best, second, third = (self.award(unit) for unit in self.units[:3])
        pool = self.cycle.pool_ids.filtered(lambda one: one.quota_id.award_id)
        self.assertEqual((pool.base, pool.seats, pool.used), (13, 1, 1))
        self.assertEqual((best.won, second.won, third.won), (False, True, False))
        self.assertEqual((best.reason_code, second.reason_code, third.reason_code), ("barred", "seat_won", "seat_lost"))
        self.assertEqual(self.subject(self.cycle, self.units[0]).rank, 1)
        self.assertIn("先进集体", self.subject(self.cycle, self.units[1]).award_text)
        for unit in self.units[:3]:
            self.assertEqual(self.subject(self.cycle, unit).reason, self.award(unit).reason)
            self.assertIn("先进集体", self.award(unit).reason)
        decision = self.decision()
        line = decision.line_ids.filtered(lambda one: one.assessment_id == self.subject(self.cycle, self.units[1]))
        self.assertEqual(line.award_ids.code, "advanced_collective")
        self.assertTrue(decision.has_awards)

    def test_counted_as_they_stand(self):
        """Seats and differences are those of the lines: an award taken away, and one given to somebody else."""
        self.compute(self.cycle)
        decision = self.decision()
        by_unit = {line.assessment_id.subject_unit_id: line for line in decision.line_ids}
        winner, third = (by_unit[unit] for unit in self.units[1:3])
        award = winner.award_ids

        def counted():
            decision.invalidate_recordset()
            [state] = [one for one in seat_states(decision) if one.pool.quota_id.award_id]
            self.assertEqual(decision.different_count, len(decision.line_ids.filtered("different")))
            return decision.different_count, state.used

        self.assertEqual(counted(), (0, 1))
        winner.award_ids = False
        self.assertEqual(counted(), (1, 0))
        third.award_ids = award
        self.assertEqual(counted(), (2, 1))
        winner.award_ids = award
        self.assertEqual(counted(), (1, 2))

    def test_what_the_body_cannot_give(self):
        """Not against a veto (S2A-31), not beyond the quota (H), not another than proposed without a reason."""
        self.compute(self.cycle)
        decision = self.decision()
        award = self.award(self.units[1]).award_id
        by_unit = {line.assessment_id.subject_unit_id: line for line in decision.line_ids}
        vetoed, winner, third = (by_unit[unit] for unit in self.units[:3])
        third.write({"award_ids": [(6, 0, award.ids)], "reason": "成绩突出"})
        with self.assertRaisesRegex(UserError, "never exceeded"):
            decision.action_submit()
        winner.award_ids = False
        with self.assertRaisesRegex(UserError, "other awards than proposed need a reason"):
            decision.action_submit()
        winner.reason = "主动让出名额"
        vetoed.write({"award_ids": [(6, 0, award.ids)], "reason": "仍应表彰"})
        with self.assertRaisesRegex(UserError, "cannot be given"):
            decision.action_submit()

    def test_archive_and_the_head(self):
        """The winner's result names the award; its head is 优秀 beside the seats (A2-2), the vetoed one's is barred."""
        self.compute(self.cycle)
        self.decide_at_once(self.cycle)
        self.cycle._write_used()
        self.env.cr.execute("UPDATE cadre_assessment SET state = 'published' WHERE cycle_id = %s", [self.cycle.id])
        self.env.invalidate_all()
        results = self.cycle.sudo()._archive(self.cycle.assessment_ids.filtered("assessed"))
        won = results.filtered("award_codes")
        self.assertEqual((won.subject_unit_id, won.award_codes), (self.units[1], "advanced_collective"))
        self.assertEqual(won.head_id, self.heads[1])
        self.assertTrue(all(result.digest == result._hash() for result in results))
        districts = self.make_units(1, "district", prefix="D")
        other = self.open_year(self.scheme_of("S2A-DISTRICT"))
        self.assertTrue(districts)
        self.decide_at_once(other)
        persons = self.open_year(self.scheme_of("S2A-COUNTY"), prerequisite_ids=[(6, 0, (self.cycle | other).ids)])
        parts = {one.code: one for one in persons.scheme_id.component_ids}
        people = persons.assessment_ids.filtered("assessed").employee_id
        self.assertEqual(people, self.heads)
        for n, head in enumerate(self.heads):
            self.score(persons, head, parts["business"], 80 + n)
            self.score(persons, head, parts["public"], 9)
        self.ballot(persons, parts["ballot"], dict.fromkeys(self.heads, (10, 10, 0, 0)))
        self.compute(persons)
        vetoed, direct, plain = (self.subject(persons, head) for head in self.heads)
        self.assertEqual((direct.proposed_grade_id.code, direct.seatless), ("excellent", True))
        self.assertEqual(direct.reason_code, "forced_grade")
        self.assertEqual((vetoed.proposed_grade_id.code, vetoed.may_top), ("competent", False))
        self.assertEqual((plain.proposed_grade_id.code, plain.seatless), ("competent", False))
        pool = persons.pool_ids.filtered(lambda one: one.quota_id.grade_id and one.quota_id.use == "result")
        self.assertEqual((pool.base, pool.seats, pool.used), (3, 0, 0))  # 15 % of 3; the direct one uses none

    def test_nobody_writes_awards(self):
        """Neither the office nor the body enters, changes or deletes an award."""
        self.compute(self.cycle)
        award = self.award(self.units[2])
        for user in (self.officer_user, self.decider_user, self.manager_user):
            mine = award.with_user(user)
            for step in (
                lambda mine=mine: mine.write({"won": True, "decided": True}),
                lambda mine=mine: mine.unlink(),
                lambda mine=mine: mine.create({"assessment_id": award.assessment_id.id, "award_id": award.award_id.id}),
                lambda mine=mine: mine.assessment_id.write({"award_ids": [(0, 0, {"award_id": award.award_id.id})]}),
                lambda mine=mine: mine.assessment_id.write({"status": "normal"}),
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    step()

    def test_again_without_a_change(self):
        """Computing again writes no award and no pool."""
        self.compute(self.cycle)
        before = self.cycle.assessment_ids.award_ids.ids
        self.compute(self.cycle)
        self.assertEqual(self.cycle.assessment_ids.award_ids.ids, before)
