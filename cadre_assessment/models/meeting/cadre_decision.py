"""What a body decided in a meeting: with which votes, confirmed by whom (S0-33, O-18).

What is decided (grades, and whatever other occasions bring) are lines of the room that brings them: it extends this
model with its occasion, says what must hold before (:meth:`CadreDecision._problems`), what follows
(:meth:`CadreDecision._apply`, :meth:`CadreDecision._unapply`) and whom it is about (:meth:`CadreDecision._about`).
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..clock import today_of
from ..guard import Step
from ..office import DECIDER
from ..organization.res_users import sits_in
from .occasion import asked_for, occasion_company
from .recusal import on_list, people_of, presiding
from .vote import vote_problems, who_problems
from .voted_line import places_of


class CadreDecision(models.Model):
    """An item of a meeting. The office writes it down, the head of the body confirms it (by a tier definition)."""

    _name = "cadre.decision"
    _description = "Decision"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.of.occasion.mixin", "cadre.tier.mixin"]
    _check_company_auto = True
    _order = "date desc, id desc"

    _steps = (
        Step("submit", {"draft"}, "submitted", "_is_office"),
        Step("withdraw", {"submitted"}, "draft", "_is_office"),
        Step("approve", {"submitted"}, "approved", "_may_confirm", whose="_confirmers"),
        Step("return", {"submitted"}, "draft", "_may_confirm", reason=True, whose="_confirmers"),
        Step("undo", {"approved"}, "revoked", "_may_undo", reason=True),
    )
    _locked_states = frozenset({"submitted", "approved", "revoked"})

    name = fields.Char(required=True)
    company_id = occasion_company()
    meeting_id = fields.Many2one(
        "cadre.meeting",
        check_company=True,
        ondelete="restrict",
        index=True,
        copy=False,
        domain="[('state', '=', 'draft')]",
        help="Whose item it is. Empty: the meeting of the body on that day; where there is none it is made.",
    )
    body_id = fields.Many2one(
        related="meeting_id.body_id", store=True, readonly=False, copy=True, index=True, string="Deciding Body"
    )
    date = fields.Date(related="meeting_id.date", store=True, readonly=False, copy=True, default=today_of)
    chair_user_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        help="Head of the body on the day: confirms the decision. Where he is on the list himself, the next member who "
        "is not.",
    )
    second_user_id = fields.Many2one(
        "res.users",
        string="Second to Confirm",
        readonly=True,
        copy=False,
        help="Where everybody who could preside is on the list himself, two confirm: each for the lines of the others.",
    )
    expected = fields.Integer(
        compute="_compute_attendance",
        store=True,
        help="应到: members with a vote on the day, without who withdraws. Counted, never typed.",
    )
    present = fields.Integer(
        compute="_compute_attendance", store=True, help="实到: those of them who were there. Counted, never typed."
    )
    attendance_ids = fields.One2many(related="meeting_id.member_ids", readonly=False)
    attendee_ids = fields.Many2many(
        "hr.employee",
        compute="_compute_attendee_ids",
        compute_sudo=True,
        string="Attendees",
        help="Members who were there for this item.",
    )
    withdrawal_ids = fields.One2many(
        "cadre.decision.withdrawal", "decision_id", string="Withdrawals", copy=False, help="回避"
    )
    vote_by = fields.Selection(
        [("list", "On the List as a Whole"), ("line", "Person by Person")],
        string="Vote",
        default="list",
        required=True,
        help="Person by person: each line has votes of its own, and one without a majority stays open.",
    )
    votes_for = fields.Integer()
    votes_against = fields.Integer()
    votes_abstained = fields.Integer()
    minutes = fields.Html(
        help="Read by every member of the body, also by one who withdrew. What was said on one person of a selection "
        "belongs on his line."
    )
    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Awaiting Confirmation"), ("approved", "Confirmed"), ("revoked", "Undone")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
    )
    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    submitted_on = fields.Datetime(readonly=True, copy=False)
    confirmed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    confirmed_on = fields.Datetime(readonly=True, copy=False)
    undo_reason = fields.Text(readonly=True, copy=False)

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends(
        "meeting_id.member_ids.presence", "meeting_id.member_ids.votes", "withdrawal_ids.employee_id", "meeting_id"
    )
    def _compute_attendance(self):
        """From the attendance of the meeting; one of before there were meetings keeps what was typed."""
        for decision in self:
            voters = decision._voters()
            if decision.meeting_id.member_ids:
                decision.expected = len(voters)
                decision.present = len(voters.filtered(lambda one: one.presence == "present"))
            else:
                decision.expected, decision.present = decision.expected, decision.present

    @api.depends("meeting_id.member_ids.presence", "withdrawal_ids.employee_id")
    def _compute_attendee_ids(self):
        for decision in self:
            there = decision._voters().filtered(lambda one: one.presence == "present")
            decision.attendee_ids = there.employee_id

    def _voters(self):
        """Rows of the attendance of who votes on this item."""
        self.ensure_one()
        withdrawn = self.withdrawal_ids.employee_id
        return self.meeting_id.member_ids.filtered(lambda one: one.votes and one.employee_id not in withdrawn)

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        """An item belongs to a meeting: the one named, else that of the body on the day, made where there is none."""
        return super().create([self._in_meeting(dict(vals)) for vals in vals_list])

    @api.model
    def _in_meeting(self, vals):
        """``vals`` with the meeting, and with its body and day."""
        self._refuse_unsaid(vals)
        if vals.get("meeting_id"):
            meeting = self.env["cadre.meeting"].browse(vals["meeting_id"])
            self._refuse_other_day(meeting, vals)
        else:
            occasion = asked_for(self, vals)
            body = self.env["cadre.body"].browse(vals.get("body_id") or self.env.context.get("default_body_id"))
            body = body or occasion._deciding_body().sudo(False)
            self._refuse_bodiless(body, vals.get("name") or self._description)
            day = fields.Date.to_date(vals.get("date")) or today_of(body)
            meeting = self.env["cadre.meeting"]._of_day(body, day, occasion._office_body())
        if not vals.get("attendance_ids"):
            vals.pop("attendance_ids", None)  # what a new form shows of a meeting that was not there yet
        # said once more, for a default day would be written into the meeting
        return {**vals, "meeting_id": meeting.id, "body_id": meeting.body_id.id, "date": meeting.date}

    def write(self, vals):
        """Into another meeting only where one may write it, and as long as that one is not held."""
        if "meeting_id" in vals and not self._is_trusted():
            meeting = self.env["cadre.meeting"].browse(vals["meeting_id"] or ())
            self._refuse_bodiless(meeting, self[:1].name)
            meeting.check_access("write")
            meeting._refuse_locked(None)
        return super().write(vals)

    @api.model
    def _refuse_bodiless(self, decides, name):
        """:param decides: the body, or the meeting of one"""
        if not decides:
            raise UserError(self.env._("“%(name)s”: choose the body that decides.", name=name))

    def _refuse_other_day(self, meeting, vals):
        body, day = vals.get("body_id"), fields.Date.to_date(vals.get("date"))
        if (body and body != meeting.body_id.id) or (day and day != meeting.date):
            raise UserError(
                self.env._(
                    "“%(name)s”: “%(meeting)s” is of another body or day. Leave the meeting empty, or take its body "
                    "and day.",
                    name=vals.get("name") or self._description,
                    meeting=meeting.name,
                )
            )

    def _onchange_occasion(self):
        """A new decision is one of the body that decides there; rooms call it when their occasion is chosen."""
        if not self.meeting_id:
            self.body_id = self._occasion()._deciding_body() or self.body_id

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_all_present(self):
        """Everybody of whom nothing is said yet was there."""
        self._refuse_locked(None)
        return self.meeting_id.action_all_present()

    def action_all_agreed(self):
        """Everybody who was there and does not withdraw agreed, on each line of which nothing is said yet."""
        self.check_access("write")
        for decision in self:
            decision._refuse_locked(None)
            lines = [one for one in decision._voted_lines() if not (one.postponed or one._votes_cast())]
            for line, (_expected, present) in places_of(decision, lines).items():
                if present > 0 and not line._is_own_line():
                    line.votes_for = present
        return True

    def action_submit(self):
        """The office hands the decision to the head of the body, or to who presides in his place."""
        self.check_access("write")
        for decision in self:
            presiding = decision._presiding(decision.date)
            decision._refuse(decision._problems(presiding))
            now = fields.Datetime.now()
            who = {"chair_user_id": presiding[:1].id, "second_user_id": presiding[1:].id}
            decision._take("submit", submitted_by_id=self.env.uid, submitted_on=now, **who)
            decision._open_tiers()
            for user in presiding:
                decision.sudo().activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id, summary=self.env._("Confirm the decision")
                )
        return True

    def action_withdraw(self):
        """The office takes it back before it is confirmed."""
        self._take("withdraw", submitted_by_id=False, submitted_on=False)
        self._clear_tiers()
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])
        return True

    def action_return(self):
        return self._ask_reason("return")

    def action_undo(self):
        """The same body takes its decision back, with a reason, as long as nothing is published."""
        return self._ask_reason("undo")

    # -- who -------------------------------------------------------------------------------------------------------
    def _about(self, people):
        """{line: those of ``people`` whom it is about, or a relative of theirs}; rooms that bring lines answer."""
        return {}

    def _presiding(self, day):
        """Users who preside over this body on ``day`` for this list: its head, or who stands in for him (回避)."""
        self.ensure_one()
        return presiding(self, self.sudo().body_id._members_on(day)).user_id

    def _is_about(self, users):
        """Those of ``users`` whom a line of this decision is about, by any account they had since the cycle began."""
        since = self._own_since()
        found = on_list(self, people_of(users, since))
        return users.filtered(lambda user: people_of(user, since) & found)

    def _confirmers(self):
        """Those who confirm it: of two each for the lines of the others."""
        return self.chair_user_id | self.second_user_id

    def _barred_reviewers(self):
        """Four eyes, not four accounts: not who handed it in confirms it, and nobody what is about himself."""
        about = self._is_about(self.chair_user_id | self.sudo().review_ids.reviewer_ids)
        return self._hands() | (about - self._confirmers() if self.second_user_id else about)

    def _hands(self):
        """Every account of who handed it in."""
        return self.submitted_by_id._cadre_accounts(self._own_since())

    def _asked_bodies(self):
        return {"chair_user_id": self.body_id}

    def _may_confirm(self):
        user = self.env.user
        asked = user in self._confirmers() - self._hands() and user.has_group(DECIDER)
        asked = asked and bool(sits_in(user, self.sudo().body_id))
        return asked and (bool(self.second_user_id) or not self._is_about(user))

    def _may_undo(self):
        """Who presides over the same body today, and is not on the list himself."""
        user = self.env.user
        return user.has_group(DECIDER) and user in self._presiding(self._occasion()._today())

    def _voted_lines(self):
        """Lines that are voted on one by one (``cadre.voted.line.mixin``); rooms that bring lines answer."""
        return []

    # -- steps -----------------------------------------------------------------------------------------------------
    def _problems(self, confirmers):
        """Sentences that say what is wrong and what to do; empty: it may be confirmed.

        :param confirmers: the users who will confirm it, one or two.
        """
        return [*who_problems(self, confirmers)] or [*vote_problems(self)]

    def _refuse(self, found):
        if found:
            raise UserError(
                self.env._("“%(name)s” cannot be confirmed yet:", name=self.name) + "\n– " + "\n– ".join(found)
            )

    def _refuse_unasked(self):
        """Of two who confirm together each has said yes himself, whatever the definitions of the tiers are."""
        given = self.sudo().review_ids.filtered(lambda review: review.status == "approved").done_by
        if self.second_user_id and (missing := self._confirmers() - given):
            raise UserError(
                self.env._(
                    "“%(name)s”: %(user)s has not confirmed it, and no approval rule asks for it. Ask the organization "
                    "department to complete the tier definitions.",
                    name=self.name,
                    user=missing[0].name,
                )
            )

    def _on_validated(self):
        """The head of the body confirmed: what it rests on is looked at once more, then the grades stand."""
        for decision in self:
            decision._refuse_unasked()
            decision._refuse(decision.sudo()._problems(decision._confirmers()))
            decision._take("approve", confirmed_by_id=self.env.uid, confirmed_on=fields.Datetime.now())
            decision.sudo()._apply()
            decision.sudo().activity_feedback(["mail.mail_activity_data_todo"])

    def _apply(self):
        """What follows from a decision that was just confirmed. As superuser."""

    def _refuse_undo(self):
        """:raises UserError: what rests on this decision stands already."""

    def _unapply(self):
        """Take back what followed. As superuser."""

    def _reason_undo(self, reason):
        for decision in self:
            decision._refuse_undo()
            decision._take("undo", undo_reason=reason)
            decision.sudo()._unapply()
            decision.sudo().message_post(body=self.env._("Undone: %(reason)s", reason=reason))
        return True
