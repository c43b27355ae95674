"""The worked examples of the municipal regulation through Odoo, by its schemes' records alone (S2A-E1 … S2A-E6)."""

from datetime import date

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import TransactionCase

from tests.acting.registry import acts
from tests.assessment.schemes import SchemeYear

PUBLIC = (("party", 9.2), ("integrity", 9.5), ("civility", 4.6), ("investment", 3.8))


class CityYear(SchemeYear):
    """A city whose departments are in one group, or in several."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.city = cls.department("测试市", is_unit=False)

    @classmethod
    def departments(cls, count, group="economy", prefix="局"):
        return cls.env["hr.department"].concat(
            *(
                cls.headed(f"{prefix}{n:02d}", "department", f"{prefix}{n:02d}", group, parent_id=cls.city.id)
                for n in range(count)
            )
        )

    @classmethod
    def give_unit(cls, unit, business, public=PUBLIC):
        cls.give_score(unit, "business", business)
        for code, value in public:
            cls.give_score(unit, code, value)


class TestUnitsS2A(CityYear, TransactionCase):
    @acts("S2A-19", "scheme_s2a_unit_adjustment_party_province", "scheme_s2a_unit_adjustment_line_nation", points=0)
    @acts("S2A-26", "scheme_s2a_unit_business", "scheme_s2a_unit_public", weight=0)
    @acts("S2A-20", "scheme_s2a_unit_adjustment_line_nation", points=0)
    @acts("S2A-21", "scheme_s2a_unit_adjustment_party_province", points=0)
    @acts("S2A-22", "scheme_s2a_unit_adjustment_criticism", points=0)
    @acts("S2A-24", "scheme_s2a_unit_adjustment_line_city", dedupe=False)
    def test_e1_one_project_counts_once(self):
        """S2A-E1: 66.4 + 27.1 + 8 + 8 - 10 = 99.50: of project P only the higher bonus."""
        (unit,) = self.departments(1)
        self.start("s2a_unit", self.city)
        self.give_unit(unit, 66.4)
        self.book("line_city", units=[unit], project_key="P")
        self.book("party_province", units=[unit], project_key="P")
        self.book("line_nation", units=[unit], project_key="Q")
        self.book("criticism", units=[unit])
        self.book("criticism", units=[unit])
        self.compute()
        found = self.of(unit)
        self.assertEqual(found.total, 99.5)
        self.assertAlmostEqual(sum(found.line_ids.mapped("points")), 99.5, 2)
        duplicate = self.env["cadre.ledger.posting"].search(
            [("cycle_id", "=", self.cycle.id), ("adjustment_id", "=", self.tariff("line_city").id)]
        )
        self.assertEqual((duplicate.counted, duplicate.not_counted_reason), (False, "duplicate"))

    def test_e2_veto_and_the_tenth(self):
        """S2A-E2: of 13 departments one is 先进集体; the best is vetoed, so the second is."""
        units = self.departments(13)
        self.start("s2a_unit", self.city)
        for place, unit in enumerate(units):
            self.give_unit(unit, 68 - place)
        self.veto(units[0])
        self.compute()
        best, second = self.of(units[0]), self.of(units[1])
        self.assertEqual((best.rank, best.award_ids.won, best.award_ids.reason_code), (1, False, "barred"))
        self.assertTrue(second.award_ids.won)
        self.assertEqual(self.cycle.assessment_ids.award_ids.filtered("won"), second.award_ids)
        pool = self.cycle.pool_ids
        self.assertEqual((pool.base, pool.seats), (13, 1))

    def test_e2_small_groups(self):
        """S2A-E2: 8 departments have 0.8 seats, which is none; false reporting loses the award (S2A-32)."""
        units = self.departments(8) | self.departments(13, "society", "委")
        self.start("s2a_unit", self.city)
        for place, unit in enumerate(units):
            self.give_unit(unit, 69 - place)
        self.book("false_report", units=[units[8]])
        self.compute()
        won = self.cycle.assessment_ids.award_ids.filtered("won").assessment_id
        self.assertEqual(won, self.of(units[9]))
        self.assertEqual(sorted(self.cycle.pool_ids.mapped("seats")), [0, 1])

    def test_e2_three_groups_share(self):
        """S2A-E2, A2-1: groups of eight have no seat each; the three together, 24 departments, have two."""
        groups = ("economy", "society", "party")
        units = self.env["hr.department"].concat(*(self.departments(8, group, group) for group in groups))
        self.start("s2a_unit", self.city)
        self.assertEqual(self.cycle.pool_ids.mapped("seats"), [0, 0, 0])
        self.cycle.with_user(self.officer_user).pool_set_ids = [
            (0, 0, {"name": "三个口", "comparison_group_ids": [(6, 0, units.comparison_group_id.ids)]})
        ]
        for place, unit in enumerate(units):
            self.give_unit(unit, 69 - place)
        self.compute()
        pool = self.cycle.pool_ids
        self.assertEqual((len(pool), pool.base, pool.seats), (1, 24, 2))
        won = self.cycle.assessment_ids.award_ids.filtered("won").assessment_id.subject_unit_id
        self.assertEqual(won, units[:2])

    @acts("S2A-13", "step cadre.cycle.archive")
    def test_e2_two_years_below_sixty(self):
        """S2A-E2, S2A-36: 59.99 after 58 is an admonition, 60.00 after 59.99 nothing."""
        units = self.departments(2)
        self.start("s2a_unit", self.city)
        regulation = self.scheme.regulation_id.name
        for unit, last in zip(units, (58, 59.99), strict=True):
            self.env["cadre.result"].with_user(self.manager_user).create(
                {
                    "subject_unit_id": unit.id,
                    "name": unit.name,
                    "year": 2024,
                    "regulation": regulation,
                    "total": last,
                    "has_total": True,
                    "grade_code": "scored",
                    "grade_name": "已考核",
                    "origin": "imported",
                    "origin_note": "市考核办通报",
                }
            )
        for unit, business in zip(units, (32.89, 32.9), strict=True):
            self.give_unit(unit, business)
        self.compute()
        self.assertEqual([self.of(unit).total for unit in units], [59.99, 60])
        self.settle()
        guarded(self.cycle.assessment_ids.sudo()).write({"state": "published"})
        guarded(self.cycle.sudo()).write({"state": "published"})
        self.cycle.with_user(self.officer_user).action_archive_results()
        self.assertEqual(len(self.cycle.result_ids), 2, "S2A-13: each has its place in the archive")
        admonished = self.cycle.consequence_ids.filtered(lambda one: one.action == "admonition")
        self.assertEqual(admonished.subject_unit_id, units[0])

    def test_e6_letters_are_due_on_15_march(self):
        """S2A-E6: the letter of a department is due on 15 March; a day later it is late."""
        self.departments(1)
        self.start("s2a_unit", self.city)
        plan = self.env["cadre.work.plan"].search([("cycle_id", "=", self.cycle.id)])
        self.assertEqual((plan.kind, plan.due), ("letter", date(2025, 3, 15)))

    def test_districts(self):
        """S2A-48, A2-10: the first two of five; a tie is settled by business, then by the economy."""
        units = self.env["hr.department"].concat(
            *(self.headed(f"区{n}", "district", f"区{n}", "district", parent_id=self.city.id) for n in range(5))
        )
        self.start("s2a_district", self.city)
        for place, unit in enumerate(units):
            self.give_score(unit, "gdp", 5 - place if place < 2 else 2)
            self.give_score(unit, "education", 1.5 if place != 2 else 2.5)
            self.give_score(unit, "party", 8 + place if place < 2 else 9.5 if place == 3 else 8)
        self.compute()
        won = self.cycle.assessment_ids.award_ids.filtered("won").assessment_id
        self.assertEqual(won, self.of(units[0]) | self.of(units[1]))


class TestPersonsS2A(CityYear, TransactionCase):
    def person_scores(self, employee, business, public, ballot):
        self.give_score(employee, "business", business)
        self.give_score(employee, "public", public)
        self.ballots[employee] = ballot

    def setUp(self):
        super().setUp()
        self.ballots = {}

    def test_e3_score_of_a_person(self):
        """S2A-E3: 0.7 × (86 + 9) + 0.3 × 93 = 94.40."""
        self.start("s2a_staff")
        self.person_scores(self.person, 86, 9, (28, 10, 2))
        self.seal("ballot", self.ballots)
        self.compute()
        found = self.of(self.person)
        self.assertEqual(found.total, 94.4)
        points = {line.component_id.code: line.points for line in found.line_ids if line.component_id}
        self.assertEqual(points["ballot"], 27.9)

    def test_commended_only_among_the_excellent(self):
        """S2A-67, S2A-75: 15 % of 20 are three 优秀; 8 ‰ of them are none, and of 125 one (A2-1)."""
        self.make_people(13)
        self.start("s2a_staff")
        people = self.cycle.assessment_ids.filtered("assessed").employee_id
        self.assertEqual(len(people), 20)
        for place, employee in enumerate(people):
            self.person_scores(employee, 89 - place, 9, (10, 5))
        self.seal("ballot", self.ballots)
        self.compute()
        excellent = self.cycle.assessment_ids.filtered(lambda one: one.proposed_grade_id.code == "excellent")
        self.assertEqual(excellent.employee_id, people[:3])
        self.assertFalse(self.cycle.assessment_ids.award_ids.filtered("won"))

    def test_complaints_that_are_verified(self):
        """S2A-78, A2-4: who was found at fault is 基本称职 at most, however good the score."""
        self.start("s2a_staff")
        people = self.cycle.assessment_ids.filtered("assessed").employee_id
        for place, employee in enumerate(people):
            self.person_scores(employee, 89 - place, 9, (10, 5))
        self.seal("ballot", self.ballots)
        self.book("complaint", [people[0]])
        self.compute()
        self.assertEqual((self.of(people[0]).rank, self.of(people[0]).proposed_grade_id.name), (1, "基本称职"))

    def test_results_of_the_units_reach_their_heads(self):
        """S2A-34, S2A-35: the head of the advanced collective is 优秀 at once, that of the vetoed department is not."""
        units = self.departments(13)
        heads = units.manager_id
        member = self.make_employee("副局长", "B00-1", units[0], "副局长", "team", leader_in_charge_id=self.leader.id)
        (heads | member).write({"cadre_rank_id": self.env.ref("cadre_assessment.rank_county_head").id})
        before = self.start("s2a_unit", self.city)
        for place, unit in enumerate(units):
            self.give_unit(unit, 68 - place)
        self.veto(units[0])
        self.compute()
        self.settle()
        self.start("s2a_county", self.city, prerequisite_ids=[(6, 0, before.ids)])
        for place, employee in enumerate(heads | member):
            self.person_scores(employee, 89 - place, 9, (10, 5))
        self.seal("ballot", self.ballots)
        self.compute()
        self.assertTrue(self.of(member).may_top, "S2A-E2: members of the vetoed department are not affected")
        vetoed, advanced = self.of(heads[0]), self.of(heads[1])
        self.assertEqual((vetoed.rank, vetoed.may_top, vetoed.proposed_grade_id.name), (1, False, "称职"))
        self.assertEqual((advanced.proposed_grade_id.name, advanced.reason_code), ("优秀", "forced_grade"))
