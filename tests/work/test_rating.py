"""The half-year rating by the leader, with seats (S0-10, S0-19, S0-20, S0-21; S0-E2)."""

from odoo.exceptions import AccessError, UserError

from tests.work.test_report import ReportCase


class RatingCase(ReportCase):
    """Thirteen subjects, two seats (S0-E2); ``self.reports`` are their half-year records, handed in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.crowd = cls.make_people(9)
        cls.env["cadre.work.plan"]._draw_up(cls.cycle, cls.rows(cls.crowd))
        for employee in (cls.people | cls.crowd) - cls.person:
            cls.approve(cls.plan_of(employee))  # today, so that no month of the year 2025 is owed
        cls.months((4, 5, 6))
        cls.half = cls.period(cls.cycle, "half", 1)
        cls.reports = cls.env["cadre.progress.report"]
        for employee in cls.people | cls.crowd:
            cls.reports |= cls.submit("half", 1, employee, self_report="自评")
        cls.pool = cls.env["cadre.pool"].search([("period_id", "=", cls.half.id)])

    def rated(self, *indexes, user=None):
        records = self.reports.browse([self.reports[n].id for n in indexes])
        return records.with_user(user or self.leader_user)


class TestRating(RatingCase):
    def test_leader_rates(self):
        """S0-10, S0-19: the leader gives one of four grades; the record is approved with it."""
        report = self.rated(0)
        report.action_rate(self.good.id, "工作扎实")
        stored = self.reports[0]
        self.assertEqual((stored.state, stored.grade_id, stored.opinion), ("approved", self.good, "工作扎实"))
        self.assertEqual(stored.rated_by_id, self.leader_user)

    def test_nobody_else_rates(self):
        """Not the person, a colleague, another leader, the deciding body or the office; and nobody himself."""
        report = self.reports.filtered(lambda report: report.employee_id == self.person)
        for user in (self.person_user, self.other_user, self.other_leader_user, self.decider_user, self.officer_user):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    report.with_user(user).action_rate(self.top.id)
                with self.assertRaises(AccessError):
                    report.with_user(user).write({"shown_grade_id": self.top.id})
                with self.assertRaises(AccessError):
                    report.with_user(user).write({"grade_id": self.top.id})
                with self.assertRaises(AccessError):
                    report.with_user(user).write({"opinion": "好"})
        report.sudo().leader_id = self.person
        with self.assertRaises(AccessError):
            report.with_user(self.person_user).action_rate(self.top.id)

    def test_approve_is_no_rating(self):
        """A rated record is not waved through without a grade."""
        with self.assertRaises(AccessError):
            self.rated(0).action_approve()

    def test_only_grades_of_the_scale(self):
        """The half-year is rated on the work scale, not by the words of another one."""
        alien = self.env["cadre.scale"].create(
            {"name": "X", "code": "T-X", "grade_ids": [(0, 0, {"name": "x", "code": "x"})]}
        )
        for grade in (alien.grade_ids.id, 0, 999999):
            with self.subTest(grade=grade), self.refused("is rated by the grades"):
                self.rated(0).action_rate(grade)

    def test_one_too_many_is_refused(self):
        """S0-E2: 20 % of 13 is 2; the third 优秀 of the half-year is refused with the figures."""
        self.rated(0).action_rate(self.top.id)
        self.rated(1).action_rate(self.top.id)
        with self.refused("has 2 seats for 13 people; this would be number 3"):
            self.rated(2).action_rate(self.top.id)
        self.rated(2).action_rate(self.good.id)
        self.assertEqual((self.pool.used, self.pool.seats), (2, 2))

    def test_bulk_rating(self):
        """Several at once, all or nothing."""
        with self.refused("has 2 seats"):
            self.rated(0, 1, 2).action_rate(self.top.id)
        self.assertFalse(any(self.reports.mapped("grade_id")))
        self.rated(0, 1).action_rate(self.top.id)
        self.rated(2, 3, 4).action_rate(self.good.id)
        self.assertEqual(self.pool.used, 2)

    def test_rating_again_moves_the_seat(self):
        """Until it is filed a grade may be given anew: the seat is free for another."""
        self.rated(0, 1).action_rate(self.top.id)
        self.rated(0).action_rate(self.top.id)  # again the same: no third seat
        self.rated(0).action_rate(self.fair.id)
        self.rated(2).action_rate(self.top.id)
        self.assertEqual((self.pool.used, self.reports[0].grade_id), (2, self.fair))

    def test_unrate_and_return_free_the_seat(self):
        """A grade taken back and a record returned hold no seat."""
        self.rated(0, 1).action_rate(self.top.id)
        self.rated(0).write({"shown_grade_id": False})
        self.assertEqual((self.reports[0].state, self.reports[0].grade_id.id, self.pool.used), ("submitted", False, 1))
        self.rated(1)._take_with_reason("return", "再改")
        self.assertEqual((self.reports[1].state, self.reports[1].grade_id.id, self.pool.used), ("draft", False, 0))

    def test_entered_in_a_list(self):
        """Grade and opinion typed into the list are the same step."""
        self.rated(0).web_save({"shown_grade_id": self.top.id, "opinion": "好"}, {"shown_grade_id": {}})
        self.assertEqual((self.reports[0].grade_id, self.reports[0].opinion), (self.top, "好"))
        self.rated(0).write({"opinion": "很好"})
        self.assertEqual(self.reports[0].opinion, "很好")

    def test_filed_is_final_until_reopened(self):
        """After filing the leader changes nothing; the office may take it out of the files before publication."""
        self.rated(2).action_rate(self.good.id)
        self.reports[2].with_user(self.officer_user).action_file()
        with self.assertRaises(UserError):
            self.rated(2).action_rate(self.top.id)
        self.reports[2].with_user(self.officer_user).action_reopen()
        self.rated(2).action_rate(self.top.id)
        self.assertEqual(self.reports[2].grade_id, self.top)

    def test_remaining_seats(self):
        """The leader is told seats, used and left, and of nobody else's ratings."""
        self.reports[3].sudo().leader_id = self.other_leader
        self.rated(3, user=self.other_leader_user).action_rate(self.top.id)
        self.assertEqual(self.rated(0).seats_text, "优秀: 2 seats, 1 used, 1 left")
        [seats] = self.reports.with_user(self.leader_user).rating_seats()
        self.assertEqual((seats["seats"], seats["used"], seats["left"]), (2, 1, 1))
        self.assertFalse(self.env["cadre.pool"].with_user(self.leader_user).browse().has_access("read"))
        self.assertFalse(self.reports[0].with_user(self.person_user).seats_text)
        self.assertEqual(self.reports.with_user(self.person_user).rating_seats(), [])

    def test_office_sees_who_holds_the_seats(self):
        """S0-20: the office sees the holders behind the pool."""
        self.rated(0, 1).action_rate(self.top.id)
        action = self.pool.with_user(self.officer_user).action_holders()
        self.assertEqual(action["context"], {"group_by": ["leader_id"]}, "A0-3: how many each rater gave")
        holders = self.env["cadre.progress.report"].with_user(self.officer_user).search(action["domain"])
        self.assertEqual(holders, self.reports[:2])
        self.assertEqual(self.pool._count_used()[self.pool.id], 2)

    def test_soft_quota_asks_for_a_reason(self):
        """A soft quota is overrun with a reason only (S0-34's kind)."""
        self.scheme.quota_ids.sudo().hard = False
        self.rated(0, 1).action_rate(self.top.id)
        with self.refused("possible with a reason"):
            self.rated(2).action_rate(self.top.id)
        self.rated(2).action_rate(self.top.id, "急难险重任务成绩突出")
        self.assertEqual(self.pool.used, 3)

    def test_seatless_people_use_none(self):
        """S3-04: who uses no seat does not take one from the others."""
        self.reports[0].sudo().uses_seat = False
        self.rated(0, 1, 2).action_rate(self.top.id)
        self.assertEqual(self.pool.used, 2)

    def test_no_quota_no_limit(self):
        """The annual rating has the same route; without a quota of the scheme everybody may get the top grade."""
        reports = self.reports.browse()
        for employee in self.crowd[:3]:
            reports |= self.submit("year", 1, employee)
        reports.with_user(self.leader_user).action_rate(self.top.id)
        self.assertEqual(reports.grade_id, self.top)
        self.assertFalse(reports[0].with_user(self.leader_user).seats_text)

    def test_publication(self):
        """S0-21: published when everything is rated and filed, seats kept; the rows of the notice, best first."""
        office = self.half.with_user(self.officer_user)
        self.rated(0).action_rate(self.good.id)
        self.rated(1).action_rate(self.top.id)
        with self.refused("not rated and filed yet"):
            office._publish()
        self.rated(*range(2, 13)).action_rate(self.fair.id)
        self.reports.with_user(self.officer_user).action_file()
        self.assertEqual(self.half._published_grades(), [])
        self.pool.sudo().seats = 0
        with self.refused("1 of the 1 grades “优秀” are to be taken back"):
            office._publish()
        self.pool.sudo().seats = 2
        with self.assertRaises(AccessError):
            self.half.with_user(self.leader_user)._publish()
        office._publish()
        rows = self.half._published_grades()
        self.assertEqual(
            (len(rows), rows[0]["name"], rows[0]["grade_name"]), (13, self.reports[1].employee_name, "优秀")
        )
        with self.assertRaises(UserError):
            self.reports[0].with_user(self.officer_user).action_reopen()
