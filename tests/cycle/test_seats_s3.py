"""How many seats each pool has, and whose they are. (S3-04 … S3-12, S3-40 … S3-46, A2-1, A3-5)"""

from odoo.addons.cadre_assessment.models.computation.gather import subject_rows
from odoo.addons.cadre_assessment.models.cycle.seats import Place, pools_of
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from tests.acting.registry import acts

from .in_pool import IN_POOL
from .townships import TownshipBuilder


class SeatsBuilder(TownshipBuilder):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.teams = cls.county_cycle(cls.team_scheme)
        cls.cycle = cls.county_cycle()
        cls.quota = cls.person_scheme.quota_ids.filtered(lambda quota: quota.code == "annual_top")

    def open(self, *cycles):
        for cycle in cycles:
            cycle.with_user(self.officer_user).action_open()

    def grade_team(self, code, unit=None):
        """The team's cycle is decided with this grade for the township."""
        assessment = self.teams.assessment_ids.filtered(lambda one: one.subject_unit_id == (unit or self.township))
        grade = self.team_scheme.result_scale_id.grade_ids.filtered(lambda grade: grade.code == code)
        assessment.sudo().write({"decided_grade_id": grade.id, "state": "decided"})
        self.teams.sudo().write({"state": "decided"})

    def pool(self, unit=None, entrusted=False, cycle=None):
        pools = (cycle or self.cycle).pool_ids.filtered(lambda one: one.quota_id == self.quota)
        return pools.filtered(lambda one: one.unit_id == (unit or self.township) and one.entrusted == entrusted)


class TestSeats(SeatsBuilder):
    def test_the_teams_are_decided_first(self):
        """The cycle of the teams is found by the scheme; without its grades the persons are not computed."""
        self.assertEqual(self.cycle.prerequisite_ids, self.teams)
        self.open(self.teams, self.cycle)
        with self.assertRaises(UserError) as caught, self.cr.savepoint():
            self.cycle.with_user(self.officer_user).action_compute()
        self.assertIn(self.teams.name, str(caught.exception))
        cards = {card["code"]: card for card in self.cycle.with_user(self.officer_user).cockpit["cards"]}
        self.assertEqual(cards["first"]["count"], 1)

    def test_base_and_seats(self):
        """S3-E1: 17 in the base, 20 % = 3.4 → 3."""
        self.open(self.teams, self.cycle)
        self.assertEqual((self.pool().base, self.pool().seats), (17, 3))

    def test_ratio_by_the_teams_grade(self):
        """S3-E1: 优秀 25 % = 4.25 → 4, 一般 20 % → 3, 较差 15 % = 2.55 → 2; 良好 as usual (A3-4)."""
        self.open(self.teams, self.cycle)
        for code, seats in (("excellent", 4), ("good", 3), ("fair", 3), ("poor", 2)):
            self.grade_team(code)
            self.cycle._refresh_pools()
            with self.subTest(code):
                self.assertEqual((self.pool().attribute, self.pool().base, self.pool().seats), (code, 17, seats))

    def test_the_computation_uses_them(self):
        """The same figures come out of the computation, although the grade became known after the opening."""
        self.open(self.teams, self.cycle)
        self.grade_team("poor")
        self.cycle.with_user(self.officer_user).action_compute()
        self.assertEqual((self.pool().attribute, self.pool().base, self.pool().seats), ("poor", 17, 2))

    def test_a_guest_uses_no_seat(self):
        """S3-E1, S3-04: the one posted by the city may be the fourth 优秀; the three seats are counted without him."""
        self.open(self.teams, self.cycle)
        top = self.person_scheme.result_scale_id.grade_ids.filtered("is_top")
        best = self.by_city | self.by_county_long | self.others[:2]
        chosen = self.cycle.assessment_ids.filtered(lambda one: one.employee_id in best)
        self.assertEqual(set(chosen.unit_id.ids), {self.township.id})
        chosen.sudo().write({"decided_grade_id": top.id, "state": "decided"})
        self.cycle._write_used()
        self.assertEqual((len(chosen), self.pool().used, self.pool().seats_left), (4, 3, 0))

    @acts("S3-12", "scheme_s3_person_quota_annual_top", entrusted_ratio=1)
    def test_entrusted_apart(self):
        """S3-11, S3-12: 20 % of the entrusted, not counted in the supervising bureau."""
        for n in range(5):
            self.cadre(f"校领导{n}", self.school)
        self.open(self.teams, self.cycle)
        self.assertEqual((self.pool(self.bureau, True).base, self.pool(self.bureau, True).seats), (5, 1))
        self.assertEqual(self.pool(self.bureau).base, 1, "the one posted for four months")
        self.assertFalse(self.pool(self.school) | self.pool(self.school, True))

    def test_shared_by_several_units(self):
        """A2-1: units too small for a seat share one pool; parted again, each counts for itself."""
        for n in range(4):
            self.cadre(f"公安{n}", self.police)
        self.open(self.teams, self.cycle)
        self.assertEqual((self.pool(self.police).base, self.pool(self.police).seats), (4, 0))
        shared = (
            self.env["cadre.pool.set"]
            .with_user(self.officer_user)
            .create(
                {
                    "cycle_id": self.cycle.id,
                    "name": "县直",
                    "unit_ids": [(6, 0, (self.police | self.bureau).ids)],
                }
            )
        )
        pool = self.cycle.pool_ids.filtered("set_id")
        self.assertEqual((pool.base, pool.seats), (5, 1))
        self.assertFalse(self.pool(self.police) | self.pool(self.bureau))
        with self.assertRaises(ValidationError), self.cr.savepoint():
            shared.copy({"name": "再次"})
        shared.unlink()
        self.assertEqual((self.pool(self.police).base, self.pool(self.bureau).base), (4, 1))

    def test_a_lower_ratio(self):
        """A3-5: 25 % is a limit; the organization may set a lower one, never a higher one."""
        self.open(self.teams, self.cycle)
        self.grade_team("excellent")
        self.cycle._refresh_pools()
        pool = self.pool().with_user(self.officer_user)
        pool.lower_ratio = 0.22
        self.assertEqual(pool.seats, 3)
        pool.lower_ratio = 0.5
        self.assertEqual(pool.seats, 4)
        pool.lower_ratio = 0
        self.assertEqual(pool.seats, 4)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            pool.lower_ratio = 22
        pool.lower_ratio = 0.15
        self.teams.sudo().state = "decided"
        self.cycle.with_user(self.officer_user).action_compute()
        self.assertEqual(self.pool().seats, 2)
        with self.assertRaises(AccessError), self.cr.savepoint():
            pool.write({"lower_ratio": 0, "seats": 9})
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.pool().with_user(self.decider_user).lower_ratio = 0.1
        self.cycle.sudo().state = "decided"
        with self.assertRaises(UserError), self.cr.savepoint():
            pool.lower_ratio = 0.1
        with self.assertRaises(UserError), self.cr.savepoint():
            self.env["cadre.pool.set"].with_user(self.officer_user).create({"cycle_id": self.cycle.id, "name": "晚"})

    def test_database_and_python_agree(self):
        """One truth: the pool found for a row is the pool whose condition holds in the database."""
        for n in range(3):
            self.cadre(f"校领导{n}", self.school)
        self.env["cadre.pool.set"].create(
            {"cycle_id": self.cycle.id, "name": "共用", "unit_ids": [(6, 0, (self.police | self.second_township).ids)]}
        )
        self.cadre("公安", self.police)
        self.cadre("镇长二", self.second_township)
        self.open(self.teams, self.cycle)
        self.env.flush_all()
        places, _known = pools_of(self.cycle)
        found = {(row.id, pool) for row in subject_rows(self.cycle) for pool in places(row).values()}
        rows = self.env.execute_query(
            SQL(
                "SELECT a.id, p.id FROM cadre_assessment a JOIN cadre_pool p ON p.cycle_id = a.cycle_id "
                "JOIN cadre_scheme_quota q ON q.id = p.quota_id WHERE a.assessed AND a.cycle_id = %s AND %s",
                self.cycle.id,
                IN_POOL,
            )
        )
        self.assertEqual(found, set(rows))
        units, number = set(self.env["hr.department"].search([]).ids), 0
        group = self.env["cadre.category"].create({"kind": "group", "name": "分口", "code": "shared"})
        while group.id in units:  # numbers of groups and of units come from two counters, which may meet
            number += 1
            group = group.copy({"name": f"分口{number}", "code": f"shared{number}"})
        self.cycle.pool_set_ids.comparison_group_ids = group
        places, _known = pools_of(self.cycle)
        by_unit = Place("unit", self.police.id, False)
        self.assertEqual(places.pool_of(self.quota.id, by_unit), self.cycle.pool_ids.filtered("set_id").id)
        self.assertFalse(places.pool_of(self.quota.id, by_unit._replace(key=group.id)), "a group is no unit")
        self.assertEqual(len(found), len(self.cycle.assessment_ids.filtered("assessed")))

    def test_teams_share_the_countys_seats(self):
        """S3-41: 30 % of the teams, over the whole county."""
        self.open(self.teams)
        pool = self.teams.pool_ids
        self.assertEqual((pool.base, pool.seats), (4, 1))

    def test_units_have_no_employee(self):
        """A cycle of teams opens without anything that a person would owe."""
        self.open(self.teams)
        self.assertEqual(set(self.teams.assessment_ids.mapped("subject_unit_id.name")),
                         {"城关镇", "白石镇", "教育局", "县公安局"})  # fmt: skip
        self.assertFalse(self.teams.assessment_ids.employee_id)
        self.assertEqual(self.teams.document_ids.mapped("subject_unit_id"), self.teams.assessment_ids.subject_unit_id)
        self.assertFalse(self.teams.plan_ids)
        self.assertEqual(self.teams.with_user(self.officer_user).subject_count, 4)
