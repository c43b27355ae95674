"""Who is entrusted has seats apart in the evaluations of the year, too. (S3-11, S3-12; O-14 for a share of 40 %)"""

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError

from tests.cycle.townships import TownshipBuilder


@freeze_time("2019-04-08 02:00:00")
class TestEntrustedSeats(TownshipBuilder):
    """Five people of a school, six of the bureau that assesses them; of each two fifths may be 优秀."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = cls.env["hr.employee"].concat(*(cls.cadre(f"教育局干部{n}", cls.bureau) for n in range(5)))
        cls.teachers = cls.env["hr.employee"].concat(*(cls.cadre(f"校领导{n}", cls.school) for n in range(5)))
        (cls.staff | cls.teachers).leader_in_charge_id = cls.leader
        cls.rule = cls.person_scheme.period_ids.filtered(lambda one: one.level == "quarter")
        cls.top = cls.rule.scale_id.grade_ids.sorted("sequence")[0]
        cls.quota = cls.env["cadre.scheme.quota"].create(
            {
                "scheme_id": cls.person_scheme.id,
                "code": "quarter_top",
                "name": "季度评价优秀等次比例不超过40%",
                "use": "period",
                "period_level": "quarter",
                "grade_id": cls.top.id,
                "basis": "ratio",
                "ratio": 0.4,
                "pooled_by": "unit",
                "hard": True,
            }
        )
        cls.cycle = cls.county_cycle()
        cls.cycle.with_user(cls.officer_user).action_open()
        cls.quarter = cls.cycle.period_ids.filtered(lambda one: one.level == "quarter" and one.number == 1)

    def pool(self, entrusted):
        return self.cycle.pool_ids.filtered(
            lambda one: (
                one.quota_id == self.quota
                and one.period_id == self.quarter
                and one.unit_id == self.bureau
                and one.entrusted == entrusted
            )
        )

    def report(self, employee):
        Report = self.env["cadre.progress.report"]
        report = Report.browse(
            Report.with_user(self.officer_user).create({"period_id": self.quarter.id, "employee_id": employee.id}).id
        )
        report.line_ids.with_user(self.officer_user).write({"result": "履职尽责"})
        report.with_user(self.officer_user).action_submit()
        return report

    def give_top(self, *people):
        for employee in people:
            self.report(employee).with_user(self.leader_user).action_rate(self.top.id)

    def test_two_pools(self):
        """S3-11: five are counted apart from six (one of the bureau is posted to the township from September)."""
        self.assertEqual((self.pool(entrusted=True).base, self.pool(entrusted=True).seats), (5, 2))
        self.assertEqual((self.pool(entrusted=False).base, self.pool(entrusted=False).seats), (6, 2))
        self.assertFalse(self.cycle.pool_ids.filtered(lambda one: one.unit_id == self.school))

    def test_seats_of_the_one_are_not_those_of_the_other(self):
        """The school's two seats are given: none is left for its third; the bureau still has all of its own."""
        left = self.pool(entrusted=False).seats_left
        self.assertEqual(left, 2)
        self.give_top(*self.teachers[:2])
        self.assertNotEqual(self.pool(True)._seats_text(), self.pool(False)._seats_text())
        self.assertEqual((self.pool(True).seats_used, self.pool(True).seats_left), (2, 0))
        self.assertEqual(self.pool(False).seats_left, left)
        with self.assertRaisesRegex(UserError, "2 seats"), self.cr.savepoint():
            self.give_top(self.teachers[2])
        self.give_top(*self.staff[:left])
        self.assertEqual((self.pool(False).seats_left, self.pool(True).seats_used), (0, 2))
        with self.assertRaises(UserError), self.cr.savepoint():
            self.give_top(self.staff[left])

    def test_who_holds_them(self):
        """The list behind the seats shows the holders of that pool alone."""
        self.give_top(self.teachers[0], self.staff[0])
        for entrusted, employee in ((True, self.teachers[0]), (False, self.staff[0])):
            action = self.pool(entrusted).with_user(self.officer_user).action_holders()
            self.assertEqual(self.env["cadre.progress.report"].search(action["domain"]).employee_id, employee)

    def test_a_group_apart_from_those_without_one(self):
        """Counted by group: who is in one takes no seat of those who are in none, and holds none of theirs."""
        guarded(self.quota).pooled_by = "group"
        self.cycle._refresh_pools()
        pools = self.cycle.pool_ids.filtered(lambda one: one.quota_id == self.quota and one.period_id == self.quarter)
        alone = pools.filtered(lambda one: one.base and not one.comparison_group_id and not one.entrusted)
        self.give_top(*self.staff[:2])
        self.assertEqual(alone.seats_used, 2)
        report = self.report(self.staff[2])
        self.assertIn(alone, report._pools()[report.sudo()])
        group = self.env["cadre.category"].create({"kind": "group", "name": "分口", "code": "own"})
        rated = self.env["cadre.progress.report"].search([("employee_id", "=", self.staff[0].id)])
        guarded((report | rated).sudo()).comparison_group_id = group
        alone.invalidate_recordset()
        self.assertEqual(alone.seats_used, 1)
        self.assertFalse(report._pools()[report.sudo()])

    def test_nobody_says_so_himself(self):
        """Whether somebody is entrusted follows from his unit, not from what a client writes."""
        report = self.report(self.staff[0])
        for user in (self.officer_user, self.leader_user):
            # handed in, the record is closed to every value; open, this one is the server's
            with self.subTest(user.login), self.assertRaises(UserError), self.cr.savepoint():
                report.with_user(user).write({"entrusted": True})
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.env["cadre.progress.report"].with_user(self.officer_user).create(
                {"period_id": self.quarter.id, "employee_id": self.staff[1].id, "entrusted": True}
            )
        self.assertFalse(report.entrusted)
        self.assertTrue(self.report(self.teachers[0]).entrusted)
