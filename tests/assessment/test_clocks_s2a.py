"""The clocks of the municipal regulation through a January, by the shipped scheme alone (S2A-E6, S2A-69 … 72)."""

from datetime import date

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase

from tests.acting.registry import acts
from tests.assessment.schemes import SchemeYear


class TestClocksS2A(SchemeYear, TransactionCase):
    """The year 2023 of 科级及其以下: decided; one person is 优秀. Nothing here says how many days anything takes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.resource_calendar_id.tz = "Asia/Shanghai"
        cls.make_people(3)
        cls.start("s2a_staff", year=2023, date_from="2023-01-01", date_to="2023-12-31", cut_off="2023-12-31")
        people = cls.cycle.assessment_ids.filtered("assessed").employee_id
        people = cls.person | (people - cls.person)
        for place, employee in enumerate(people):
            cls.give_score(employee, "business", 89 - place)
            cls.give_score(employee, "public", 9)
        cls.seal("ballot", dict.fromkeys(people, (10, 5)))
        cls.compute()
        cls.settle()
        cls.mine = cls.of(cls.person)

    def notice(self):
        """The draft of the unit, as the office's button makes it."""
        action = self.cycle.with_user(self.officer_user).action_prepare_notice()
        return self.env["cadre.notice"].with_user(self.officer_user).search(action["domain"])

    def posted(self, days, day="2024-01-02"):
        with freeze_time(f"{day} 02:00:00"):
            notice = self.notice()
            notice.days = days
            notice.action_post()
        return notice

    def archived(self):
        notice = self.posted(5)
        with freeze_time("2024-01-08 02:00:00"):
            notice.objections = "none"
            notice.action_end()
            self.cycle.with_user(self.officer_user).action_archive_results()
        self.env.invalidate_all()

    def received(self, day="2024-01-10"):
        self.archived()
        with freeze_time(f"{day} 02:00:00"):
            self.mine.with_user(self.officer_user).action_notify()
            self.mine.with_user(self.person_user).action_receive()

    def asked(self, day):
        with freeze_time(f"{day} 02:00:00"):
            action = self.mine.with_user(self.person_user).action_appeal()
            appeal = self.env["cadre.appeal"].with_user(self.person_user).browse(action["res_id"])
            appeal.grounds = "目标完成情况漏计一项。"
            appeal.action_request()
        return appeal

    @acts("S2A-69", "scheme_s2a_staff", publicity_days=1, publicity_days_max=0)
    def test_publicity_of_five_to_seven_days(self):
        """S2A-69, S2A-E6: posted on 2024-01-02 it ends on 01-06 at the earliest and on 01-08 at the latest."""
        self.assertEqual((self.mine.proposed_grade_id.is_top, len(self.notice())), (True, 1))
        self.assertEqual(self.notice().days, 5, "the draft begins with the least")
        for days, last in ((5, date(2024, 1, 6)), (6, date(2024, 1, 7)), (7, date(2024, 1, 8))):
            with self.subTest(days=days), self.env.cr.savepoint() as savepoint:
                notice = self.posted(days)
                self.assertEqual((notice.date_from, notice.date_to), (date(2024, 1, 2), last))
                self.assertEqual(notice.line_ids.mapped("name"), [self.person.name], "only who is 优秀 stands there")
                savepoint.rollback()
            self.env.invalidate_all()
        for days, words in ((4, "at least 5"), (8, "at most 7")):
            with self.subTest(days=days), self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
                self.posted(days)
            self.env.invalidate_all()

    def test_up_until_its_last_day_is_over(self):
        """S2A-E6: of five days, the fifth is a whole one: 01-06 still up, 01-07 may be ended; then the archive."""
        notice = self.posted(5)
        notice.objections = "none"
        with freeze_time("2024-01-06 15:59:00"), self.assertRaisesRegex(UserError, "until"):  # 23:59 here
            notice.action_end()
        with freeze_time("2024-01-06 16:01:00"):
            notice.action_end()
        self.assertEqual(notice.state, "ended")

    @acts("S2A-70", "step cadre.assessment.notify")
    @acts("S2A-71", "scheme_s2a_staff", appeal_days=20)
    @acts("S2A-72", "scheme_s2a_staff", appeal_reply_days=20)
    def test_request_and_reply(self):
        """S2A-71, S2A-72, S2A-E6: received on 01-10: 01-20 is the last day; asked on that day: answered by 01-30."""
        self.received()
        self.assertEqual(self.mine.appeal_until, date(2024, 1, 20))
        appeal = self.asked("2024-01-20")
        self.assertEqual(
            (appeal.state, appeal.due, appeal.reply_due), ("requested", date(2024, 1, 20), date(2024, 1, 30))
        )

    @acts("S2A-73", "step cadre.cycle.archive")
    def test_in_the_archive(self):
        """S2A-73: once the public notice is over the result stands in the person's archive."""
        self.archived()
        found = self.env["cadre.result"].search([("employee_id", "=", self.person.id), ("year", "=", 2023)])
        self.assertEqual((found.grade_name, found.origin, self.mine.state), ("优秀", "computed", "archived"))

    def test_a_day_late(self):
        """S2A-E6: 01-21 is late, by the minute; 23:59 of 01-20 is in time (G9, where the people are)."""
        self.received()
        with self.assertRaises(AccessError):
            self.asked("2024-01-21")
        with freeze_time("2024-01-20 16:01:00"):  # 00:01 of the 21st here
            self.assertNotIn("appeal", self.mine.with_user(self.person_user).allowed_steps.split())
        self.env.invalidate_all()
        with freeze_time("2024-01-20 15:59:00"):
            self.assertIn("appeal", self.mine.with_user(self.person_user).allowed_steps.split())

    def test_the_days_are_the_schemes(self):
        """Another regulation, other clocks: 3 … 4 days, 15 and 20 days, and nothing but records was changed."""
        self.scheme.flush_recordset()
        self.env.cr.execute(
            "UPDATE cadre_scheme SET publicity_days = 3, publicity_days_max = 4, appeal_days = 15, "
            "appeal_reply_days = 20 WHERE id = %s",
            [self.scheme.id],
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "at most 4"), self.env.cr.savepoint():
            self.posted(5)
        self.env.invalidate_all()
        notice = self.posted(3)
        self.assertEqual(notice.date_to, date(2024, 1, 4))
        with freeze_time("2024-01-08 02:00:00"):
            notice.objections = "none"
            notice.action_end()
            self.cycle.with_user(self.officer_user).action_archive_results()
        self.env.invalidate_all()
        with freeze_time("2024-01-10 02:00:00"):
            self.mine.with_user(self.officer_user).action_notify()
            self.mine.with_user(self.person_user).action_receive()
        appeal = self.asked("2024-01-25")
        self.assertEqual((appeal.due, appeal.reply_due), (date(2024, 1, 25), date(2024, 2, 14)))
