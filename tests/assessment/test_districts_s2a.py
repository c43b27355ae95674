"""A year of the districts by the shipped scheme alone: letters, scores, awards, heads  (S2A-37 … S2A-51, A2-10)."""

from datetime import date

from odoo.addons.cadre_assessment.models.computation.gather import subject_rows
from odoo.addons.cadre_assessment.models.cycle.opening import of_people
from odoo.addons.cadre_assessment.models.cycle.seats import pools_of
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.addons.cadre_assessment.models.organization.workdays import Workdays
from odoo.exceptions import UserError
from odoo.tests import TransactionCase
from odoo.tools import SQL

from tests.acting.registry import acts
from tests.assessment.test_examples_s2a import CityYear
from tests.cycle.in_pool import IN_POOL


class TestDistrictsS2A(CityYear, TransactionCase):
    """Five districts of a city, a department beside them; every district has full marks in everything at first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.districts = cls.env["hr.department"].concat(
            *(cls.headed(f"区{n}", "district", f"D{n}", "district", parent_id=cls.city.id) for n in range(5))
        )
        cls.bureau = cls.headed("局", "department", "B0", parent_id=cls.city.id)
        cls.start("s2a_district", cls.city)
        cls.parts = cls.scheme.component_ids.filtered("from_letter")

    def full_marks(self, unit, **others):
        """Full marks in every item but those that are named."""
        for part in self.parts:
            self.give_score(unit, part.code, others.get(part.code, part.maximum))

    def won(self):
        return self.cycle.assessment_ids.award_ids.filtered("won").assessment_id.subject_unit_id

    def points(self, unit):
        """Points of a district by the part of the score its items belong to."""
        lines = self.of(unit).line_ids.filtered(lambda line: line.component_id.parent_id)
        parts = lines.grouped(lambda line: line.component_id.parent_id.code)
        return {code: round(sum(some.mapped("points")), 2) for code, some in parts.items()}

    # -- who, and what for -----------------------------------------------------------------------------------------
    def test_districts_only(self):
        """S2A-37: the districts of the city are assessed, its departments are not; one pool of two seats."""
        taking_part = self.cycle.assessment_ids.filtered("assessed").subject_unit_id
        self.assertEqual(taking_part, self.districts)
        pool = self.cycle.pool_ids
        self.assertEqual(
            (len(pool), pool.base, pool.seats, pool.quota_id.award_id.code), (1, 5, 2, "advanced_collective")
        )

    def test_letters(self):
        """S2A-38 … S2A-42: a letter each, due 15 March, in two copies: 50 + 20 points of business, 30 public ones."""
        letters = {plan.subject_unit_id: plan for plan in self.cycle.plan_ids}
        self.assertEqual(set(letters), set(self.districts))
        letter = letters[self.districts[0]]
        self.assertEqual((letter.kind, letter.due, letter.state), ("letter", date(2025, 3, 15), "draft"))
        self.assertEqual((letter.head_id, letter.leader_id), (self.districts[0].manager_id, self.leader))
        sums = {}
        for part in letter.letter_component_ids:
            above = part.parent_id.code
            sums[above] = sums.get(above, 0) + part.maximum
        self.assertEqual(sums, {"economic": 50, "social": 20, "public": 30})
        self.assertEqual(len(letter.letter_component_ids), 11 + 8 + 4)

    def test_letter_must_add_up(self):
        """S2A-03, S2A-42: a point missing keeps the letter from going on; complete, it goes."""
        letter = self.cycle.plan_ids.filtered(lambda one: one.subject_unit_id == self.districts[0])
        letter.comparison_group_id = False
        self.env["cadre.work.item"].create(
            [
                {
                    "plan_id": letter.id,
                    "component_id": part.id,
                    "name": part.name,
                    "points": part.maximum - (part.code == "gdp"),
                    "standard": "以市统计局审核数据为准。",
                    "due": date(2025, 12, 31),
                    "source": "priority",
                }
                for part in self.parts
            ]
        )
        with self.assertRaisesRegex(UserError, "国内生产总值.* 5, .* 6"):
            letter._check_complete()
        letter.item_ids.filtered(lambda item: item.component_id.code == "gdp").points = 6
        letter._check_complete()
        self.assertEqual(sum(letter.item_ids.mapped("points")), 100)

    def test_dates(self):
        """S2A-43, A2-3: scores are due on 15 March of the year after (Sunday: Monday). S2A-47: half-year reports."""
        year = self.cycle.period_ids.filtered(lambda one: one.level == "year")
        self.assertEqual(year.due, date(2026, 3, 16))
        papers = self.cycle.document_ids.filtered(lambda one: one.subject_unit_id == self.districts[0])
        papers = papers.filtered(lambda one: one.author == "subject")  # beside what the office writes (S2A-42)
        self.assertEqual(sorted(papers.period_id.mapped("level")), ["half", "half"])
        self.assertTrue(all(papers.mapped("with_items")))

    def test_fifteenth_of_march_in_a_leap_year(self):
        """S2A-43, A2-3: a day of the calendar, whatever the length of February; on that day itself the next year's."""
        rule = self.scheme.period_ids.filtered(lambda one: one.level == "year")
        workdays = Workdays(self.company)
        for year, due in ((2026, date(2027, 3, 15)), (2027, date(2028, 3, 15)), (2028, date(2029, 3, 15))):
            self.assertEqual(rule._due_after(date(year, 12, 31), workdays), due)
        self.assertEqual(rule._due_after(date(2027, 3, 14), workdays), date(2027, 3, 15))
        self.assertEqual(rule._due_after(date(2027, 3, 15), workdays), date(2028, 3, 15))

    # -- what it comes to ------------------------------------------------------------------------------------------
    @acts("S2A-46", "scheme_s2a_district_adjustment_criticism", points=0)
    def test_score(self):
        """S2A-38, S2A-46: 50 + 20 + 30 = 100, each item to its maximum; bonus and criticism like the departments'."""
        first, second = self.districts[:2]
        self.full_marks(first)
        self.full_marks(second, gdp=4.5, stability=1, party=9.25)
        self.book("party_province", units=[first], project_key="P")
        self.book("line_city", units=[first], project_key="P")
        self.book("criticism", units=[second])
        self.compute()
        self.assertEqual((self.of(first).total, self.of(second).total), (108, 91.25))
        self.assertEqual(self.points(first), {"economic": 50, "social": 20, "public": 30})
        self.assertEqual(self.points(second), {"economic": 48.5, "social": 18.5, "public": 29.25})
        self.assertEqual((self.of(first).rank, self.of(second).rank), (1, 2))
        self.assertEqual(
            set(self.cycle.assessment_ids.filtered("assessed").proposed_grade_id.mapped("code")), {"scored"}
        )

    def test_change_one_figure(self):
        """Every indicator counts: 0.5 less of any of the 23, and the total is 0.5 less."""
        unit = self.districts[0]
        self.full_marks(unit)
        scores = self.env["cadre.score"].search([("cycle_id", "=", self.cycle.id)])
        for score in scores:
            with self.subTest(score.component_id.code):
                guarded(score).value = score.component_id.maximum - 0.5
                self.compute()
                self.assertEqual(self.of(unit).total, 99.5)
                guarded(score).value = score.component_id.maximum
        self.assertEqual(len(scores), 23)

    def test_first_two(self):
        """S2A-48: the first two are 先进集体, whatever their points; of the others nobody."""
        for place, unit in enumerate(self.districts):
            self.full_marks(unit, gdp=6 - place)
        self.compute()
        self.assertEqual(self.won(), self.districts[:2])
        self.assertEqual([self.of(unit).rank for unit in self.districts], [1, 2, 3, 4, 5])

    def test_veto_and_fraud(self):
        """S2A-50: the vetoed first and the third, who reported falsely, stay ranked; the award goes on to 2 and 4."""
        for place, unit in enumerate(self.districts):
            self.full_marks(unit, gdp=6 - place)
        self.veto(self.districts[0])
        self.book("false_report", units=[self.districts[2]])
        self.compute()
        self.assertEqual(self.won(), self.districts[1] | self.districts[3])
        self.assertEqual([self.of(unit).rank for unit in self.districts], [1, 2, 3, 4, 5])
        self.assertEqual(self.of(self.districts[0]).award_ids.reason_code, "barred")

    def test_tie_by_business_then_economy_then_the_body(self):
        """A2-10: 99 each for the second place: more business wins; as much: more economy; as much: 待裁定."""
        first, *tied = self.districts[:3]
        chain = (
            ({"party": 9}, {"gdp": 5}, tied[0]),  # 70 of business against 69
            ({"education": 1.5}, {"gdp": 5}, tied[0]),  # 69 both; 50 of economy against 49
            ({"wage": 2}, {"gdp": 5}, None),  # nothing of the chain separates them
        )
        for one, other, winner in chain:
            with self.subTest(one=one, other=other), self.env.cr.savepoint() as savepoint:
                self.full_marks(first)
                self.full_marks(tied[0], **one)
                self.full_marks(tied[1], **other)
                self.compute()
                self.assertEqual([self.of(unit).total for unit in tied], [99, 99])
                self.assertEqual(self.won(), first | winner if winner else first)
                pending = self.cycle.assessment_ids.award_ids.filtered("pending").assessment_id.subject_unit_id
                self.assertEqual(set(pending), set() if winner else set(tied))
                savepoint.rollback()
            self.env.invalidate_all()

    # -- what follows ----------------------------------------------------------------------------------------------
    def test_money_and_merit(self):
        """S2A-48, S2A-49: 100,000 yuan for each of the two, and 二等功 for the head of its government."""
        for place, unit in enumerate(self.districts):
            self.full_marks(unit, gdp=6 - place)
        self.compute()
        self.settle()
        guarded(self.cycle.assessment_ids.sudo()).write({"state": "published"})
        guarded(self.cycle.sudo()).write({"state": "published"})
        self.cycle.with_user(self.officer_user).action_archive_results()
        money = self.cycle.consequence_ids.filtered(lambda one: one.action == "money")
        self.assertEqual((money.subject_unit_id, set(money.mapped("amount"))), (self.districts[:2], {100000}))
        merit = self.cycle.consequence_ids.filtered(lambda one: one.action == "award")
        self.assertEqual(merit.employee_id, self.districts[:2].manager_id)
        self.assertEqual(set(merit.award_id.mapped("code")), {"merit_2"})

    def test_ranked_together_with_seats_apart(self):
        """S2A-62, S2A-63: the districts are one ranking group, and each has its own 15 %; who works below is in it."""
        first, second = self.districts[:2]
        office = self.department("区直单位", "department", "district", parent_id=first.id)
        people = self.env["hr.employee"]
        for n in range(9):
            people |= self.make_employee(f"区干部{n}", f"K{n}", office if n > 6 else first, "副区长", "team",
                                         leader_in_charge_id=self.leader.id)  # fmt: skip
        for n in range(4):
            people |= self.make_employee(f"乙区干部{n}", f"L{n}", second, "副区长", "team",
                                         leader_in_charge_id=self.leader.id)  # fmt: skip
        leaders = self.make_employee(
            "市委副书记", "M1", self.bureau, "副书记", "leader", leader_in_charge_id=self.leader.id
        )
        (people | self.districts.manager_id | self.bureau.manager_id).write(
            {"cadre_rank_id": self.env.ref("cadre_assessment.rank_county_head").id}
        )
        leaders.cadre_rank_id = self.env["cadre.rank"].search([("layer_id.code", "=", "bureau_deputy")], limit=1)
        cycle = self.start("s2a_county", self.city)
        quota = self.scheme.quota_ids.filtered(lambda one: one.code == "annual_top")
        pools = cycle.pool_ids.filtered(lambda one: one.quota_id == quota)
        found = {pool.place_text: (pool.base, pool.seats) for pool in pools}
        self.assertEqual(found[first.name], (10, 1))
        self.assertEqual(found[second.name], (5, 0))
        self.assertEqual(found["Without a comparison group"], (1, 0), "the bureau, whose group nobody set")
        self.assertEqual(len(self.of(people[0]).comparison_group_id), 1)
        self.assertEqual(self.of(people[0]).comparison_group_id, self.of(people[-1]).comparison_group_id)
        problems = [one for one in of_people(cycle, cycle._roster_rows()) if self.bureau.name in one.text]
        self.assertEqual([one.blocking for one in problems], [False])
        self.assertIn("comparison group", problems[0].text)
        self.env.flush_all()
        places, _known = pools_of(cycle)
        by_python = {(row.id, pool) for row in subject_rows(cycle) for pool in places(row).values()}
        by_sql = self.env.execute_query(
            SQL(
                "SELECT a.id, p.id FROM cadre_assessment a JOIN cadre_pool p ON p.cycle_id = a.cycle_id "
                "JOIN cadre_scheme_quota q ON q.id = p.quota_id WHERE a.assessed AND a.cycle_id = %s AND %s",
                cycle.id,
                IN_POOL,
            )
        )
        self.assertEqual(by_python, set(by_sql))
        # S2A-52, S2A-53: city leaders are assessed by their own offices, in a cycle of their own
        self.assertFalse(self.of(leaders).assessed)
        city = self.start("s2a_city", self.city)
        self.assertEqual(city.assessment_ids.filtered("assessed").employee_id, leaders)
        self.give_score(leaders, "business", 86)
        self.give_score(leaders, "public", 9)
        self.compute()
        self.assertEqual((self.of(leaders).total, self.of(leaders).rank), (95, 1))
        self.assertFalse(city.pool_ids, "no seats")
        self.assertFalse(self.of(leaders).award_ids, "no merit awards (S2A-75)")

    def test_heads(self):
        """S2A-49, S2A-50, S2A-61: 优秀 at once for the heads of the first two, never for one vetoed or at fault."""
        heads = self.districts.manager_id
        heads.write({"cadre_rank_id": self.env.ref("cadre_assessment.rank_county_head").id})
        for place, unit in enumerate(self.districts):
            self.full_marks(unit, gdp=6 - place)
        self.veto(self.districts[0])
        self.book("false_report", units=[self.districts[1]])
        self.compute()
        self.settle()
        before = self.cycle
        self.start("s2a_county", self.city, prerequisite_ids=[(6, 0, before.ids)])
        people = self.cycle.assessment_ids.filtered("assessed").employee_id
        self.assertLessEqual(heads, people)
        for place, employee in enumerate(people):
            self.give_score(employee, "business", 89 - place)
            self.give_score(employee, "public", 9)
        self.seal("ballot", dict.fromkeys(people, (10, 5)))
        self.compute()
        found = [self.of(head) for head in heads]
        self.assertEqual([one.may_top for one in found[:2]], [False, False])
        self.assertEqual([one.reason_code for one in found[2:4]], ["forced_grade", "forced_grade"])
        self.assertEqual([one.proposed_grade_id.code for one in found[2:4]], ["excellent", "excellent"])
        self.assertNotEqual(found[4].proposed_grade_id.code, "excellent")
