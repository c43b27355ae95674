"""平时考核: the leader's evaluation of each quarter (S3-42, S3-48, S3-59, A3-9), by the shipped scheme alone."""

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError

from tests.common import YEAR, CadreCase


class S3Builder:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person.version_id.is_team_member = True
        cls.scheme = cls.env.ref("regulations.scheme_s3_person")
        cls.cycle = cls.make_cycle(name=f"{YEAR}年度县管干部考核")
        cls.cycle.sudo().state = "open"
        cls.cycle._make_periods()
        cls.Report = cls.env["cadre.progress.report"]
        rule = cls.scheme.period_ids.filtered(lambda one: one.level == "quarter")
        cls.top = rule.scale_id.grade_ids.sorted("sequence")[0]

    @classmethod
    def quarter(cls, number, said="履职尽责"):
        period = cls.cycle.period_ids.filtered(lambda one: one.level == "quarter" and one.number == number)
        report = cls.Report.browse(cls.Report.with_user(cls.person_user).create({"period_id": period.id}).id)
        for line in report.line_ids.with_user(cls.person_user):
            line.result = f"{line.name}:{said}"
        return report


@freeze_time(f"{YEAR}-12-31 09:00:00")
class TestS3Quarter(S3Builder, CadreCase):
    def test_quarter(self):
        """The person reports under 德能勤绩廉; the leader gives the grade of the quarter; nobody his own."""
        report = self.quarter(1)
        self.assertEqual(report.line_ids.mapped("name"), self.scheme.dimension_ids.mapped("name"))
        report.with_user(self.person_user).action_submit()
        with self.assertRaises(AccessError):
            report.with_user(self.person_user).action_rate(self.top.id)
        with self.assertRaises(AccessError):
            report.with_user(self.other_leader_user).action_rate(self.top.id)
        report.with_user(self.leader_user).action_rate(self.top.id)
        self.assertEqual((report.grade_id, report.state), (self.top, "approved"))

    def test_said_nothing(self):
        """A quarter of which nothing is said is not handed in."""
        report = self.quarter(2)
        report.line_ids.with_user(self.person_user).write({"result": False})
        with self.assertRaises(UserError):
            report.with_user(self.person_user).action_submit()
