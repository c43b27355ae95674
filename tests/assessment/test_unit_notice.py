"""Who stands in the public notice, where, and from when to when. (S2A-69, A2-11, S2A-E6)"""

from datetime import date

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError

from tests.consequence.test_consequences_s2a import FollowCase


class TestUnitNotice(FollowCase):
    def setUp(self):
        super().setUp()
        self.staff.write({"state": "decided"})
        self.mine = self.decided(self.person, "excellent")
        self.plain_one = self.decided(self.other, "competent")
        self.elsewhere = self.decided(self.discipline, "excellent", unit=self.other_unit)

    def decided(self, employee, grade, unit=None):
        values = {"employee_id": employee.id, "unit_id": (unit or self.unit).id, "name": employee.name}
        assessment = self.subject(self.staff, 90, grade, **values)
        guarded(assessment).write({"state": "decided"})
        return assessment

    def notices(self):
        action = self.staff.with_user(self.officer_user).action_prepare_notice()
        return self.env["cadre.notice"].with_user(self.officer_user).search(action["domain"])

    def test_one_for_each_unit(self):
        """Every unit puts up its own; the same button again makes none twice."""
        notices = self.notices()
        self.assertEqual(notices.unit_id, self.unit | self.other_unit)
        self.assertEqual(self.notices(), notices)
        self.assertEqual(set(notices.mapped("day_type")), {"calendar"})

    def test_only_the_top_grade_is_shown(self):
        """S2A-69: proposed as 优秀 or commended; the results of the others become known to themselves alone."""
        notice = self.notices().filtered(lambda one: one.unit_id == self.unit)
        notice.action_post()
        self.assertEqual(notice.line_ids.mapped("name"), ["李明"])
        self.assertEqual((self.mine.state, self.plain_one.state), ("published", "published"))
        self.assertEqual(self.elsewhere.state, "decided")

    def test_five_to_seven_calendar_days(self):
        """S2A-E6: from 2024-01-02, the earliest end is 01-06 (5 days), the latest 01-08 (7 days); not 4, not 8."""
        for days, last in ((5, date(2024, 1, 6)), (7, date(2024, 1, 8))):
            with self.subTest(days=days), self.env.cr.savepoint() as savepoint, freeze_time("2024-01-02 02:00:00"):
                notice = self.notices()[:1]
                notice.days = days
                notice.action_post()
                self.assertEqual(notice.date_to, last)
                savepoint.rollback()
            self.env.invalidate_all()
        for days in (4, 8):
            with self.subTest(days=days), self.assertRaises(UserError), self.env.cr.savepoint():
                notice = self.notices()[:1]
                notice.days = days
                notice.action_post()

    def test_read_in_its_unit(self):
        """Put up in a unit, it is read by the people of that unit."""
        notice = self.notices().filtered(lambda one: one.unit_id == self.unit)
        notice.action_post()
        self.assertTrue(notice.with_user(self.other_user).line_ids.name)
        with self.assertRaises(AccessError):
            notice.with_user(self.discipline_user).read(["name"])
