"""Everybody who must act next is told so once, and nobody is told of what he may not see."""

from datetime import date
from unittest.mock import patch

from odoo.addons.base.models.ir_cron import IrCron
from odoo.addons.cadre_assessment.models.meeting.activities import Reminder

from ..common import CadreCase

SOON = date(2026, 1, 12)


class TestReminders(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.open_cycle()
        cls.paper = cls.cycle.document_ids.filtered(lambda paper: paper.employee_id == cls.person)

    def reminders(self, user=None):
        """Open reminders of papers, and of the cycle itself."""
        activity_type = self.env.ref("cadre_assessment.activity_reminder")
        domain = [("activity_type_id", "=", activity_type.id), ("res_model", "in", ("cadre.document", "cadre.cycle"))]
        if user:
            domain.append(("user_id", "=", user.id))
        return self.env["mail.activity"].search(domain)

    def test_papers_due_soon(self):
        """Five days before, not six; the second run makes nothing twice."""
        self.cycle._remind(date(2026, 1, 9))
        self.assertFalse(self.reminders())
        self.cycle._remind(SOON)
        activity = self.reminders(self.person_user)
        self.assertEqual((activity.res_model, activity.res_id), ("cadre.document", self.paper.id))
        self.assertEqual(activity.date_deadline, self.paper.due)
        self.assertEqual(len(self.reminders()), 4, "everybody with an account")
        self.cycle._remind(date(2026, 1, 13))
        self.assertEqual(len(self.reminders()), 4)

    def test_done_is_done(self):
        """What was handed in is forgotten; who marked it as done is asked again only for another day."""
        self.cycle._remind(SOON)
        mine = self.reminders(self.person_user)
        mine.action_done()
        self.cycle._remind(date(2026, 1, 13))
        self.assertFalse(self.reminders(self.person_user))
        self.paper.due = date(2026, 1, 16)
        self.cycle._remind(date(2026, 1, 13))
        self.assertEqual(self.reminders(self.person_user).date_deadline, date(2026, 1, 16))
        other = self.cycle.document_ids.filtered(lambda paper: paper.employee_id == self.other)
        other.section_ids.text = "完成"
        other.with_user(self.other_user).action_submit()
        self.cycle._remind(date(2026, 1, 14))
        self.assertFalse(self.reminders(self.other_user))
        self.assertIn(
            self.cycle.id, self.reminders(self.officer_user).mapped("res_id"), "the office is asked to file it"
        )

    def test_no_activity_on_what_its_user_may_not_read(self):
        """An activity must not tell of a hidden record."""
        hook = [
            Reminder(self.paper, self.other_user, "偷看", SOON),
            Reminder(self.paper, self.person_user, "自己", SOON),
        ]
        with patch.object(type(self.cycle), "_reminders", lambda cycle, today: hook):
            self.cycle._remind(SOON)
        self.assertEqual(self.reminders().mapped("summary"), ["自己"])

    def test_daily_run(self):
        """Cycles under way that want it; one that switched reminders off is left alone."""
        quiet = self.open_cycle(unit_id=self.other_unit.id, reminders=False)
        seen = []
        with (
            patch.object(IrCron, "_commit_progress", lambda *args, **kwargs: 0),
            patch.object(type(self.cycle), "_remind", lambda cycle, today, progress=None: seen.append(cycle.id)),
        ):
            self.env["cadre.cycle"]._cron_remind()
        self.assertIn(self.cycle.id, seen)
        self.assertNotIn(quiet.id, seen)

    def test_queries_grow_with_batches_only(self):
        """Looking who must be reminded costs the same for 10 papers as for 200."""
        counts = []
        for number, prefix in ((9, "A"), (189, "B")):
            self.make_crowd(number, prefix)
            self.cycle.with_user(self.officer_user).action_refresh()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.cycle._reminders(SOON)
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
