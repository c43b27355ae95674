"""Days after a result over month ends, leap years and holidays, whatever time zone a client names  (G8, G9, O-04)."""

from datetime import date

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import UserError

from tests.assessment.test_appeal import AppealCase

ZONES = ("Pacific/Kiritimati", "Pacific/Niue", "Asia/Shanghai", False)
RECEIVED = {
    "2024-02-20": ("2024-03-01", "2024-03-21"),  # a leap year
    "2023-02-20": ("2023-03-02", "2023-03-22"),
    "2024-01-31": ("2024-02-10", "2024-03-01"),  # the 10th is 春节: calendar days do not wait for holidays
    "2024-12-25": ("2025-01-04", "2025-01-24"),  # over the end of a year, ending on a Saturday
    "2024-02-08": ("2024-02-18", "2024-03-09"),  # the 18th is a Sunday on which people work in 2024
    "2023-12-31": ("2024-01-10", "2024-01-30"),
}
"""The last days of a request: ten by the scheme, thirty by the law."""


class TestClocksOfResults(AppealCase):
    def test_last_days_of_a_request(self):
        for law, place in ((0, 0), (30, 1)):
            self.mine.decided_grade_id.sudo().appeal_days = law
            for received, until in RECEIVED.items():
                with self.subTest(received, law=law):
                    guarded(self.mine.sudo()).write({"notified_on": received, "received_on": received})
                    self.env.invalidate_all()
                    self.assertEqual(self.mine.appeal_until, date.fromisoformat(until[place]))

    def test_the_last_minute_is_the_company_s(self):
        """Received on 2024-02-20: in time at 23:59 of 03-01 here, late a minute after midnight, in every zone."""
        self.receive(day="2024-02-20")
        mine = self.mine.with_user(self.person_user)
        for zone in ZONES:
            for moment, open_still in (("2024-03-01 15:59:00", True), ("2024-03-01 16:01:00", False)):
                with self.subTest(zone, moment=moment), freeze_time(moment):
                    self.env.invalidate_all()
                    self.assertEqual("appeal" in mine.with_context(tz=zone).allowed_steps.split(), open_still)

    def test_the_day_of_receipt_is_the_company_s(self):
        """Confirmed at 00:30 here, while it is yesterday in Niue and at noon while it is tomorrow in Kiritimati."""
        for moment, zone in (("2024-02-28 16:30:00", ZONES[1]), ("2024-02-29 11:00:00", ZONES[0])):
            with self.subTest(zone), self.env.cr.savepoint() as savepoint, freeze_time(moment):
                self.mine.with_user(self.officer_user).with_context(tz=zone).action_notify()
                self.mine.with_user(self.person_user).with_context(tz=zone).action_receive()
                self.assertEqual((self.mine.notified_on, self.mine.received_on), (date(2024, 2, 29),) * 2)
                self.assertEqual(self.mine.appeal_until, date(2024, 3, 10))
                savepoint.rollback()
            self.env.invalidate_all()

    def test_unanswered_over_the_end_of_a_month(self):
        """Asked on 2024-02-20: to be answered by 03-01, goes up on 03-02, there until 03-12."""
        self.receive(day="2024-02-19")
        appeal = self.ask("2024-02-20")
        self.assertEqual(appeal.reply_due, date(2024, 3, 1))
        for moment, level in (("2024-03-01 15:59:00", "office"), ("2024-03-01 16:01:00", "head")):
            with freeze_time(moment):
                self.env["cadre.appeal"].with_context(tz=ZONES[0])._go_up()
            self.env.invalidate_all()
            self.assertEqual(appeal.level, level, moment)
        self.assertEqual((appeal.raised_on, appeal.raised_due), (date(2024, 3, 2), date(2024, 3, 12)))


class TestClocksOfFurtherAppeals(AppealCase):
    """The days of the authority, recorded by the office in Odoo: 15 or 30 to lodge, 60 and 30 more to answer (O-04)."""

    LODGED = {
        "2024-01-01": ("2024-03-01", "2024-03-31"),  # a leap February: 60 days end on the first of March
        "2023-01-01": ("2023-03-02", "2023-04-01"),
        "2023-12-31": ("2024-02-29", "2024-03-30"),  # ends on the leap day itself
        "2024-01-31": ("2024-03-31", "2024-04-30"),  # from the end of a month to the end of one
        "2024-08-02": ("2024-10-01", "2024-10-31"),  # 国庆: calendar days do not wait for holidays
        "2024-12-12": ("2025-02-10", "2025-03-12"),  # over 元旦 and 春节, a Sunday made up for between them
    }
    TOLD = {
        "2024-02-15": ("2024-03-01", "2024-03-16"),
        "2023-02-15": ("2023-03-02", "2023-03-17"),
        "2024-01-31": ("2024-02-15", "2024-03-01"),
        "2024-09-16": ("2024-10-01", "2024-10-16"),
    }
    """When he was told, and until when it is lodged: after a review, and without one."""

    def further(self, told, reviewed):
        """A draft of the office about a result that was received, or whose review was answered, on ``told``."""
        received = told if not reviewed else "2023-01-10"
        guarded(self.mine.sudo()).write({"notified_on": received, "received_on": received})
        values = {"assessment_id": self.mine.id, "authority": "市公务员主管部门", "grounds": "漏记工作"}
        if reviewed:
            asked = {"assessment_id": self.mine.id, "grounds": "有异议", "state": "rejected", "replied_on": told}
            values["appeal_id"] = guarded(self.env["cadre.appeal"].sudo()).create(asked).id
        made = guarded(self.env["cadre.further.appeal"].sudo()).create(values)
        self.env.invalidate_all()
        return made.with_env(self.env(user=self.clerk.id))

    def test_until_when_it_is_lodged(self):
        for told, days in self.TOLD.items():
            for reviewed, place in ((True, 0), (False, 1)):
                with self.subTest(told, reviewed=reviewed), self.env.cr.savepoint() as savepoint:
                    self.assertEqual(self.further(told, reviewed).until, date.fromisoformat(days[place]))
                    savepoint.rollback()
                self.env.invalidate_all()

    def test_the_days_are_the_company_s(self):
        """Told on 2024-02-15: "tomorrow" is refused until midnight here, the 15th day is in time, the 16th late."""
        moments = (
            ("2024-02-29 15:59:00", "2024-03-01", "Correct the day"),
            ("2024-02-29 16:01:00", "2024-03-01", None),
            ("2024-03-01 16:01:00", "2024-03-02", "the last day was 2024-03-01"),
        )
        for zone in ZONES:
            for moment, day, refused in moments:
                with self.subTest(zone, moment=moment), self.env.cr.savepoint() as savepoint, freeze_time(moment):
                    one = self.further("2024-02-15", reviewed=True).with_context(tz=zone)
                    one.lodged_on = day
                    if refused:
                        with self.assertRaisesRegex(UserError, refused):
                            one.action_lodge()
                    else:
                        one.action_lodge()
                        self.assertEqual((one.state, one.due), ("lodged", date(2024, 4, 30)))
                    savepoint.rollback()
                self.env.invalidate_all()

    def test_sixty_days_and_thirty_more(self):
        """Counted from the day on which the authority received it; prolonged once, from the day before."""
        for lodged, (due, later) in self.LODGED.items():
            with self.subTest(lodged), self.env.cr.savepoint() as savepoint, freeze_time(f"{lodged} 02:00:00"):
                one = self.further(lodged, reviewed=False)
                one.lodged_on = lodged
                one.action_lodge()
                self.assertEqual(one.due, date.fromisoformat(due))
                self.assertEqual(set(one.activity_ids.mapped("date_deadline")), {one.due}, "the office is to ask then")
                one._take_with_reason("prolong", "案情复杂")
                self.assertEqual(one.due, date.fromisoformat(later))
                self.assertEqual(set(one.activity_ids.mapped("date_deadline")), {one.due})
                savepoint.rollback()
            self.env.invalidate_all()
