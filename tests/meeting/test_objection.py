"""What came in against a notice is a record of its own, answered by somebody else, stopping its person alone."""

from datetime import date

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from tests.assessment.test_notice import NoticeCase
from tests.unseen import Unseen


class TestObjection(Unseen, NoticeCase):
    """The notice was posted by the clerk on Monday 2026-01-12 and is up through Friday the 16th."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk_user = new_test_user(cls.env, login="cadre_clerk", groups="cadre_assessment.group_cadre_officer")
        cls.clerk = cls.make_employee("办事员", "T0090", cls.other_unit, user=cls.clerk_user)
        cls.seat(cls.clerk_user)

    def setUp(self):
        super().setUp()
        self.decide()
        self.posted = self.publish()
        self.line = self.posted.line_ids.filtered(lambda one: one.employee_id == self.a)

    def objection(self, day="2026-01-14", user=None, **values):
        with freeze_time(f"{day} 02:00:00"):
            return (
                self.env["cadre.objection"]
                .with_user(user or self.clerk_user)
                .create({"notice_id": self.posted.id, "line_id": self.line.id, "text": "分数有误", **values})
            )

    def end(self, user=None):
        with freeze_time("2026-01-19 02:00:00"):
            self.posted.with_user(user or self.officer_user).action_end()

    def answer(self, objection, user, **values):
        with freeze_time("2026-01-15 02:00:00"):
            mine = objection.with_user(user)
            mine.write({"conclusion": "unfounded", "answer": "经核对，分数无误，已答复。", **values})
            mine.action_answer()

    def test_answered_by_somebody_else(self):
        """Not by who posted the notice; with a finding and an answer; then it stays as it is."""
        found = self.objection(objector="群众来电")
        for values in ({}, {"conclusion": "unfounded"}, {"conclusion": False, "answer": "已答复"}):
            found.write(values)
            with self.subTest(values), self.assertRaisesRegex(UserError, f"{self.a.name}.*enter what was found"):
                found.action_answer()
            self.assertEqual((found.state, found.answered_on), ("received", False))
        with self.assertRaises(AccessError):
            self.answer(found, self.officer_user)
        self.answer(found, self.clerk_user)
        self.assertEqual((found.state, found.answered_by_id, found.answered_on),
                         ("answered", self.clerk_user, date(2026, 1, 15)))  # fmt: skip
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            found.with_user(self.clerk_user).answer = "另作答复"
        self.end()
        self.assertEqual(self.posted.state, "ended")

    def test_nobody_writes_one_about_himself(self):
        """Whoever stands on the notice writes, reads and answers nothing that came in about him."""
        with self.assertRaisesRegex(AccessError, "about you, too"):
            self.objection(user=self.officer_user)
        mine = self.posted.line_ids.filtered(lambda one: one.employee_id == self.officer)
        found = self.objection(line_id=mine.id, investigator_id=self.clerk_user.id)
        Objection = self.env["cadre.objection"].with_user(self.officer_user)
        self.assertFalse(Objection.search([("id", "=", found.id)]))
        for call in (lambda: found.with_user(self.officer_user).read(["text"]),
                     lambda: found.with_user(self.officer_user).write({"blocking": True})):  # fmt: skip
            with self.assertRaises(AccessError):
                call()

    def test_no_relative(self):
        """A relative in the office, and an auditor who is one, find what came in about the person in no way, answer
        it never and are not asked to; the notice is not ended past it."""
        found = self.objection(investigator_id=self.manager_user.id)
        self.manager_user.group_ids |= self.env.ref("base.group_allow_export")
        Objection = self.env["cadre.objection"].with_user(self.clerk_user)
        self.assertTrue(Objection.search([("id", "=", found.id)]))
        self.env["cadre.family.member"].create(
            {"employee_id": self.clerk.id, "relation": "亲属", "name": self.a.name, "relative_id": self.a.id}
        )
        self.env.flush_all()
        self.env.invalidate_all()
        self.clerk_user.group_ids |= self.env.ref("cadre_assessment.group_cadre_auditor")
        self._knows_nothing(Objection, found)
        self._writes_nothing(Objection, found)
        with self.assertRaises(AccessError):
            self.answer(found, self.clerk_user)
        with self.assertRaises(UserError):
            self.objection(user=self.clerk_user)
        related = f"does not look into an objection to {self.a.name}"
        with self.assertRaisesRegex(UserError, related), self.cr.savepoint():
            found.with_user(self.manager_user).investigator_id = self.clerk_user
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "not everything that came in is answered") as refused:
            self.end(self.clerk_user)
        self.assertNotIn(self.a.name, str(refused.exception))
        self.answer(found, self.manager_user)
        self.end(self.clerk_user)
        self.assertEqual(self.posted.state, "ended")

    def test_who_is_asked_answers(self):
        """Somebody is asked to look into it: he has a task, and nobody else answers."""
        found = self.objection(investigator_id=self.manager_user.id)
        self.assertEqual(found.sudo().activity_ids.user_id, self.manager_user)
        with self.assertRaises(AccessError):
            self.answer(found, self.clerk_user)
        self.answer(found, self.manager_user)
        self.assertFalse(found.sudo().activity_ids)

    def test_not_ended_without_an_answer(self):
        """One without an answer keeps the notice up; saying that none came in is refused."""
        found = self.objection()
        self.posted.objections = "none"
        with self.assertRaisesRegex(UserError, "without an answer: .*" + self.a.name):
            self.end()
        self.answer(found, self.clerk_user)
        with self.assertRaisesRegex(UserError, "says that there were none"):
            self.end()
        self.posted.objections = False
        self.end()

    def test_a_blocking_one_stops_its_person_alone(self):
        """The notice ends, the others are archived; he is once it is answered."""
        found = self.objection(blocking=True)
        self.end()
        with freeze_time("2026-01-19 03:00:00"):
            self.cycle.with_user(self.officer_user).action_archive_results()
        mine = self.assessment(self.a)
        self.assertEqual(mine.state, "published")
        self.assertEqual(set((self.cycle.assessment_ids.filtered("assessed") - mine).mapped("state")), {"archived"})
        with freeze_time("2026-01-19 04:00:00"), self.assertRaisesRegex(UserError, "holds back .*" + self.a.name):
            self.cycle.with_user(self.officer_user).action_archive_results()
        self.answer(found, self.clerk_user)
        with freeze_time("2026-01-20 03:00:00"):
            self.cycle.with_user(self.officer_user).action_archive_results()
        self.assertEqual(mine.state, "archived")

    def test_days_of_an_objection(self):
        """Not before the notice, not tomorrow, not about somebody who does not stand on it, not to a draft."""
        for day, values, words in (
            ("2026-01-14", {"received_on": "2026-01-11"}, "not on 2026-01-11"),
            ("2026-01-14", {"received_on": "2026-01-15"}, "not on 2026-01-15"),
            ("2026-01-14", {"notice_id": self.notice().id}, "not posted yet"),
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, words):
                self.objection(day, **values)

    def test_it_stays_with_its_notice(self):
        """Nobody moves one to another notice so that the first may end."""
        found = self.objection()
        with freeze_time("2026-01-14 03:00:00"):
            other = self.posted.copy({"name": "另一公示"})
        with self.assertRaisesRegex(AccessError, "stay as they were when it was made.*where it came in"):
            found.with_user(self.clerk_user).notice_id = other
        self.assertEqual(found.notice_id, self.posted)

    def test_prolonged_never_shortened(self):
        """A notice that is up gets more days, and the last one follows; fewer are refused."""
        notice = self.posted.with_user(self.officer_user)
        with self.assertRaisesRegex(UserError, "never ended earlier"):
            notice.days = 4
        with self.assertRaises(UserError):  # nor as a text
            notice.write({"days": "1"})
        notice.days = 7
        self.assertEqual(notice.date_to, date(2026, 1, 20))
        with freeze_time("2026-01-20 02:00:00"), self.assertRaisesRegex(UserError, "is up until"):
            notice.action_end()

    def test_a_short_one_says_so(self):
        """Below five working days it says so; the scheme may allow it."""
        self.assertFalse(self.posted.short)
        short = self.notice(days=4)
        self.assertTrue(short.short)
