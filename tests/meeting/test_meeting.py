"""Who was at a meeting, who had a vote, and when it is enough. (S0-33, O-18, issue of attendance typed as numbers)"""

from datetime import timedelta

from odoo.addons.cadre_assessment.models.clock import today_of
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import UserError
from odoo.tests import tagged

from tests.assessment.common import YearBuilder, attend
from tests.calls import Caller
from tests.common import CadreHttpCase


@tagged("post_install", "-at_install")
class TestMeeting(YearBuilder, Caller, CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader_user.group_ids += cls.env.ref("cadre_assessment.group_cadre_decider")  # who stands in for the head
        cls.computed_year(cls.make_people(6, prefix="M"))
        cls.decision = cls.draft_decision()
        cls.meeting = cls.decision.meeting_id
        cls.today = today_of(cls.env.company)

    def refused(self, words, decision=None):
        with self.assertRaisesRegex(UserError, words):
            (decision or self.decision).with_user(self.officer_user).action_submit()

    def row(self, employee):
        return self.meeting.member_ids.filtered(lambda one: one.employee_id == employee)

    # -- who is expected -------------------------------------------------------------------------------------------
    def test_members_of_the_day(self):
        """The members as of the day stand there by themselves; who keeps the minutes has no vote."""
        sitting = self.leading_body._members_on(self.today)
        self.assertEqual(self.meeting.member_ids.employee_id, sitting.employee_id)
        self.assertEqual(self.decision.expected, len(sitting))
        row = guarded(self.env["cadre.body.member"]).create(
            {"body_id": self.leading_body.id, "employee_id": self.other.id, "role": "secretary"}
        )
        self.meeting._call_members()
        self.assertIn(self.other, self.meeting.member_ids.employee_id)
        self.assertEqual(self.decision.expected, len(sitting))
        guarded(row).write({"date_to": self.today - timedelta(days=1), "date_from": self.today - timedelta(days=9)})
        self.meeting._call_members()
        self.assertNotIn(self.other, self.meeting.member_ids.employee_id)

    def test_nobody_types_the_numbers(self):
        """应到 and 实到 are counted: no client writes them, nor who sits in the body."""
        for values in ({"expected": 1}, {"present": 1}, {"expected": 1, "present": 1}):
            self.assertRefused("nobody writes them by hand", "officer", "cadre.decision", "write", self.decision.ids,
                               values)  # fmt: skip
        row = self.meeting.member_ids[:1]
        for values in ({"employee_id": self.other.id}, {"role": "secretary"}):
            self.assertRefused("by hand", "officer", "cadre.meeting.member", "write", row.ids, values)
        self.assertRefused("create", "officer", "cadre.meeting.member", "create",
                           {"meeting_id": self.meeting.id, "employee_id": self.other.id, "role": "member"})  # fmt: skip

    def test_a_guest_has_no_vote(self):
        """Attendees are members: nobody else is put on the attendance, by no command."""
        decision, rows, meeting = self.decision, self.meeting.member_ids, self.meeting
        added = [0, 0, {"employee_id": self.other.id, "role": "member", "presence": "present"}]
        with self.unmoved(rows, "employee_id", "role", "presence"):
            for command in (added, [2, rows[:1].id], [5], [6, 0, []]):
                for record, field in ((decision, "attendance_ids"), (meeting, "member_ids")):
                    with self.subTest(record._name, command=command):
                        values = {field: [command]}
                        self.assertRefused("not allowed to", "officer", record._name, "write", record.ids, values)

    # -- who was there ---------------------------------------------------------------------------------------------
    def test_each_member_is_asked_about(self):
        """Of everybody with a vote it is said; absent needs a reason; whoever presided was there."""
        row = self.meeting.member_ids.filtered(lambda one: one.role != "chair")[:1]
        row.presence = False
        self.refused(row.employee_id.name)
        self.assertEqual(self.decision.present, self.decision.expected - 1)
        row.presence = "absent"
        self.refused("why they were absent: " + row.employee_id.name)
        row.reason = "出差"
        self.decision.votes_for -= 1
        self.meeting.chair_id = row.employee_id
        self.refused("which of the members present presided")
        self.meeting.chair_id = self.decider
        self.decision.with_user(self.officer_user).action_submit()
        self.assertEqual(self.meeting.state, "held")

    def test_everybody_was_there(self):
        """The button fills in what is not said, and keeps what is."""
        rows = self.meeting.member_ids
        rows[1:].presence = False
        rows[:1].write({"presence": "absent", "reason": "学习"})
        self.call("officer", "cadre.decision", "action_all_present", self.decision.ids)
        self.assertEqual(set(rows[1:].mapped("presence")), {"present"})
        self.assertEqual(rows[:1].presence, "absent")

    def test_not_before_its_day(self):
        """A meeting of tomorrow has decided nothing yet."""
        self.meeting.date = self.today + timedelta(days=1)
        self.meeting.member_ids.write({"presence": "present"})
        self.refused("has not taken place yet")

    # -- when it is enough -----------------------------------------------------------------------------------------
    def test_words_of_the_body(self):
        """Two thirds there, more than half of all: by the body, one person's absence changes each verdict."""
        count = self.decision.expected
        half = count // 2 + 1
        self.leading_body.write({"quorum": "two_thirds", "majority_of": "entitled"})
        attend(self.decision, half)
        self.decision.votes_for = half
        if half * 3 < count * 2:
            self.refused("two thirds")
        attend(self.decision)
        self.decision.write({"votes_for": count // 2, "votes_against": count - count // 2})
        self.refused("no majority")
        self.decision.write({"votes_for": half, "votes_against": count - half})
        self.decision.with_user(self.officer_user).action_submit()
        self.assertRefused("waits", "manager", "cadre.body", "write", self.leading_body.ids, {"quorum": "half"})

    def test_withdrawal(self):
        """Who withdraws counts neither as expected nor as present, and presides over nothing of it."""
        count = self.decision.expected
        self.call("officer", "cadre.decision.withdrawal", "create",
                  {"decision_id": self.decision.id, "employee_id": self.decider.id, "reason": "配偶"})  # fmt: skip
        self.assertEqual((self.decision.expected, self.decision.present), (count - 1, count - 1))
        self.assertNotIn(self.decider, self.decision.attendee_ids)
        self.assertNotIn(self.decider_user, self.decision._presiding(self.today))
        self.refused("do not add up")
        stranger = self.decision.withdrawal_ids.create(
            {"decision_id": self.decision.id, "employee_id": self.other.id, "reason": "列席"}
        )
        self.decision.votes_for = count - 1
        self.refused("Only members with a vote withdraw: " + self.other.name)
        stranger.unlink()

    # -- the meeting and its items ---------------------------------------------------------------------------------
    def test_two_items_of_a_meeting(self):
        """A second decision of the day is an item of the same meeting; once one is handed in who was there stays."""
        second = self.draft_decision(name="第二项")
        self.assertEqual(second.meeting_id, self.meeting)
        self.decision.with_user(self.officer_user).action_submit()
        row = self.meeting.member_ids[:1]
        with self.unmoved(self.meeting, "date", "body_id", "place"), self.unmoved(row, "presence", "reason"):
            for model, ids, values in (
                ("cadre.meeting", self.meeting.ids, {"place": "别处"}),
                ("cadre.meeting", self.meeting.ids, {"date": str(self.today - timedelta(days=3))}),
                ("cadre.meeting", self.meeting.ids, {"member_ids": [[1, row.id, {"presence": "absent"}]]}),
                ("cadre.meeting.member", row.ids, {"presence": "absent", "reason": "补记"}),
                ("cadre.decision", second.ids, {"attendance_ids": [[1, row.id, {"presence": "absent"}]]}),
                ("cadre.decision", second.ids, {"date": str(self.today - timedelta(days=3))}),
            ):
                with self.subTest(model, values=values):
                    self.assertRefused("can no longer be changed", "officer", model, "write", ids, values)
        self.assertRefused("can no longer", "officer", "cadre.meeting", "unlink", self.meeting.ids)
        self.decision.with_user(self.officer_user).action_withdraw()
        self.assertEqual(self.meeting.state, "draft")
        self.assertRefused("has items", "officer", "cadre.meeting", "unlink", self.meeting.ids)

    def test_another_day_is_another_meeting(self):
        """The day belongs to the meeting; a decision of another day has one of its own, and no other body's."""
        before = self.today - timedelta(days=2)
        third = self.draft_decision(name="前日", date=before)
        self.assertEqual((third.meeting_id.date, third.date), (before, before))
        with self.assertRaisesRegex(UserError, "of another body or day"):
            self.draft_decision(name="错", date=before, meeting_id=self.meeting.id)

    def test_no_meeting_of_another_office(self):
        """An item is put into no meeting that another office keeps, by no field."""
        foreign = self.meeting.sudo().create(
            {"body_id": self.leading_body.id, "office_body_id": False, "date": self.today}
        )
        values = {"name": "x", "cycle_id": self.cycle.id, "meeting_id": foreign.id}
        self.assertRefused("", "officer", "cadre.decision", "create", values)
        self.assertRefused("choose the body|请选择", "officer", "cadre.decision", "write", self.decision.ids,
                           {"meeting_id": False})  # fmt: skip
        with self.unmoved(self.decision, "meeting_id"):
            self.assertRefused("", "officer", "cadre.decision", "write", self.decision.ids, {"meeting_id": foreign.id})
            self.assertRefused("", "officer", "cadre.meeting", "write", foreign.ids, {"place": "x"})

    def test_the_body_changes(self):
        """Another member: the attendance of what is drafted is asked anew, and the vote taken anew."""
        self.call("officer", "cadre.body", "write", self.leading_body.ids,
                  {"member_ids": [[0, 0, {"employee_id": self.other.id, "role": "member"}]]})  # fmt: skip
        self.assertIn(self.other, self.meeting.member_ids.employee_id)
        self.assertFalse(any(self.meeting.member_ids.mapped("presence")))
        self.assertEqual((self.decision.present, self.decision.votes_for), (0, 0))
