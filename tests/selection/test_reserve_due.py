"""When the year of somebody in the reserve is to be reviewed, and whom it waits for. (S4-P8-20)"""

from odoo.tests import tagged

from .reserve import ReserveCase

ASKED = "cadre_assessment.activity_reminder"


@tagged("post_install", "-at_install")
class TestReserveDue(ReserveCase):
    def due(self):
        return self.env["cadre.reserve"].with_user(self.office_user).search([("review_due", "=", True)])

    def asked(self, user=None):
        return self.env["mail.activity"].search(
            [("res_model", "=", "cadre.reserve"), ("user_id", "=", (user or self.office_user).id)]
        )

    def card(self, user):
        sections = self.env["cadre.home"].with_user(user).page()["sections"]
        return {one["code"]: one for section in sections for one in section["cards"]}.get("reserve_reviews")

    def test_once_his_grade_is_decided(self):
        """Nobody before his own grade of last year is there, nor who came in this year; nobody once it is confirmed."""
        hers, new = self.entered(self.other, date_from="2022-03-01"), self.entered(self.person)
        self.assertFalse(self.due())
        self.graded(self.other, 2024, "able")
        self.assertFalse(self.due(), "2024 is not last year")
        for person in (self.other, self.person):
            self.graded(person, 2025, "able")
        self.assertEqual((self.due(), hers.review_due, new.review_due), (hers, True, False))
        review = self.reviewed(hers)
        self.assertEqual(self.due(), hers, "proposed is not confirmed")
        review.action_confirm()
        self.assertFalse(self.due())
        self.on("2027-02-01")
        self.assertFalse(self.due())
        self.graded(self.other, 2026, "able")
        self.assertEqual(self.due(), hers)
        hers.with_user(self.office_user)._take_with_reason("remove_other", "本人申请")
        self.assertFalse(self.due())

    def test_reminded(self):
        """The members of its office, once a year each and in their language; no longer when it is confirmed."""
        self.office_user.lang = "en_US"
        entry = self.entered(self.other, date_from="2022-03-01")
        remind = self.env["cadre.reserve"]._cron_remind
        remind()
        self.assertFalse(self.asked())
        self.graded(self.other, 2025, "able")
        remind()
        remind()
        [task] = self.asked()
        self.assertEqual((task.res_id, task.summary), (entry.id, "Review the year 2025 of the reserve"))
        self.assertEqual((str(task.date_deadline), task.activity_type_id), ("2026-03-02", self.env.ref(ASKED)))
        for user in (self.officer_user, self.decider_user, self.manager_user):
            self.assertFalse(self.asked(user), "the office that keeps it, and nobody else")
        task.with_user(self.office_user).action_feedback()
        self.on("2026-03-05")
        remind()
        self.assertFalse(self.asked(), "who marked it as done is not asked again")
        self.on("2027-03-05")
        self.graded(self.other, 2026, "able")
        remind()
        self.assertEqual(len(self.asked()), 1)
        self.reviewed(entry).filtered(lambda one: one.year == 2026).action_confirm()
        self.assertFalse(self.asked())

    def test_about_oneself(self):
        """A member of the office who stands in the reserve himself is not told of his own review."""
        entry = self.entered(self.other, date_from="2022-03-01")
        self.graded(self.other, 2025, "able")
        self.other_user.group_ids = [(4, self.env.ref("cadre_assessment.group_cadre_selection").id)]
        self.seat(self.other_user, self.selection_body)
        self.env["cadre.reserve"]._cron_remind()
        self.assertEqual((self.asked().res_id, len(self.asked(self.other_user))), (entry.id, 0))
        self.assertFalse(self.card(self.other_user))

    def test_gone_by_itself(self):
        """What nobody has to review any more is dropped by the daily run, whatever took it away."""
        entry = self.entered(self.other, date_from="2022-03-01")
        self.graded(self.other, 2025, "able")
        self.env["cadre.reserve"]._cron_remind()
        self.assertTrue(self.asked())
        self.on("2027-01-02")
        self.env["cadre.reserve"]._cron_remind()
        self.assertFalse(self.asked(), f"{entry.display_name}: 2026 is not graded yet")

    def test_card(self):
        """On the first page of the office, with its number and the list behind it; nobody else has it."""
        self.assertIsNone(self.card(self.office_user))
        for person in (self.other, self.person):
            self.entered(person, date_from="2022-03-01")
            self.graded(person, 2025, "able")
        found = self.card(self.office_user)
        self.assertEqual((found["count"], found["action"]), (2, "cadre_assessment.cadre_reserve_action"))
        self.assertEqual(self.env[found["model"]].with_user(self.office_user).search(found["domain"]), self.due())
        for user in (self.officer_user, self.decider_user, self.auditor_user, self.person_user):
            self.assertIsNone(self.card(user), user.login)

    def test_proposing_is_bounded(self):
        """A hundred entries are proposed, and proposed anew, in as many queries as ten."""
        people = self.make_crowd(110, prefix="RQ")
        codes = ("outstanding", "able", "basic", "unable", "undetermined")
        for number, person in enumerate(people):
            self.graded(person, 2025, codes[number % 5], codes[number // 5 % 5], codes[number // 25 % 5])
        entries = self.env["cadre.reserve"].union(*[self.entered(one, date_from="2022-03-01") for one in people])
        asked = {}
        for count, some in ((10, entries[:10]), (100, entries[10:])):
            mine = some.with_user(self.office_user)
            for turn in ("first", "again"):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                mine.action_review()
                self.env.flush_all()
                asked[turn, count] = self.env.cr.sql_log_count - before
            self.assertEqual(len(some.review_ids), count)
        for turn in ("first", "again"):
            self.assertLessEqual(asked[turn, 100], asked[turn, 10] + 4, asked)
