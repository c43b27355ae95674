"""How many seats a quota has, and who may see and change them. (S0-20, S0-34, G3)"""

from datetime import date

from odoo.exceptions import AccessError, UserError

from ..common import CadreCase


class TestPool(CadreCase):
    def seats(self, cycle):
        return {
            (pool.quota_id.code, pool.period_id.number, pool.unit_id.name): (pool.base, pool.seats)
            for pool in cycle.pool_ids
        }

    def test_twenty_percent_of_thirteen(self):
        """S0-E2: 13 people, two seats; one more person in the second half of the year does not change the first."""
        self.make_people(9)
        self.make_people(2, prefix="L", since="2025-07-01")
        cycle = self.open_cycle()
        self.assertEqual(
            self.seats(cycle),
            {("half_top", 1, False): (13, 2), ("half_top", 2, False): (15, 3), ("annual_top", 0, False): (15, 3)},
        )

    def test_of_the_cut_off_day(self):
        """The base of the result is who is there on that day; who left in October counts in the first half."""
        leaver = self.make_people(1)
        leaver.write({"departure_date": date(2025, 10, 1)})
        cycle = self.open_cycle()
        self.assertEqual([base for base, _seats in self.seats(cycle).values()], [5, 4, 4])

    def test_seats_of_each_unit(self):
        """Pooled by unit: each unit has its own base."""
        county = self.env["hr.department"].create({"name": "测试县"})
        (self.unit | self.other_unit).parent_id = county
        self.make_people(5, prefix="U")
        self.scheme.quota_ids[1].pooled_by = "unit"
        cycle = self.open_cycle(unit_id=county.id)
        seats = {place: found for place, found in self.seats(cycle).items() if place[0] == "annual_top"}
        self.assertEqual(
            seats,
            {("annual_top", 0, "测试机关工委"): (9, 1), ("annual_top", 0, "测试档案局"): (2, 0)},
        )

    def test_a_closed_period_keeps_its_seats(self):
        cycle = self.open_cycle()
        self.period(cycle, "half", 1).with_user(self.officer_user).action_lock()
        self.make_people(9)
        cycle._refresh_pools()
        self.assertEqual(list(self.seats(cycle).values()), [(4, 0), (13, 2), (13, 2)])

    def test_nobody_changes_seats_by_hand(self):
        """Read-only fields are writable over RPC: the pool refuses, whoever asks and whatever he sends."""
        pool = self.open_cycle().pool_ids[0]
        for user in (self.officer_user, self.manager_user, self.decider_user):
            pools = pool.with_user(user)
            for attack in (
                lambda pools: pools.write({"seats": 9}),
                lambda pools: pools.unlink(),
                lambda pools: pools.create({"cycle_id": pool.cycle_id.id, "quota_id": pool.quota_id.id, "seats": 9}),
                lambda pools: pools.cycle_id.write({"pool_ids": [(1, pool.id, {"seats": 9})]}),
                lambda pools: pools.with_context(cadre_guard=True).write({"seats": 9}),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                    attack(pools)
        self.assertEqual(pool.seats, 0)

    def test_a_person_never_sees_seats(self):
        """Not by reading, searching, counting or grouping, nor on the cycle."""
        pool = self.open_cycle().pool_ids[0]
        for user in (self.person_user, self.section_head_user, self.leader_user, self.discipline_user, self.plain_user):
            pools = self.env["cadre.pool"].with_user(user)
            for look in (
                lambda pools: pools.browse(pool.id).read(["seats"]),
                lambda pools: pools.search_count([]),
                lambda pools: pools.formatted_read_group([], ["cycle_id"], ["seats:sum"]),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                    look(pools)
            with self.subTest(user.login), self.assertRaises(UserError), self.cr.savepoint():
                pools.browse(pool.id).export_data(["seats"])
        cycle = pool.cycle_id.with_user(self.person_user)
        self.assertEqual(cycle.subject_count, 0)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.env["cadre.cycle"].with_user(self.person_user).search([("pool_ids.seats", ">", 1)])


class TestPeriodSteps(CadreCase):
    def test_lock_and_unlock(self):
        month = self.period(self.open_cycle(), "month", 3).with_user(self.officer_user)
        month.due = date(2025, 4, 30)
        month.action_lock()
        self.assertEqual(month.state, "locked")
        with self.assertRaises(UserError), self.cr.savepoint():
            month.due = date(2025, 5, 30)
        month.action_unlock()
        self.assertEqual(month.state, "open")

    def test_nobody_else(self):
        month = self.period(self.open_cycle(), "month", 3)
        for user in (self.person_user, self.leader_user, self.decider_user, self.auditor_user):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                month.with_user(user).action_lock()
        office = month.with_user(self.officer_user)
        for vals in ({"state": "published"}, {"published_on": "2025-04-01"}, {"date_to": "2025-06-30"}, {"name": "x"}):
            with self.subTest(vals), self.assertRaises(AccessError), self.cr.savepoint():
                office.write(vals)
        with self.assertRaises(AccessError), self.cr.savepoint():
            office.create({"cycle_id": month.cycle_id.id})
        with self.assertRaises(AccessError), self.cr.savepoint():
            office.unlink()
