"""Review requests (复核): who asks and why, until when to answer, and the answer (S2A-71, S2A-72, O-04)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...engine.clock import last_day
from ..clock import on_the_day
from ..guard import Step
from ..listing import of_year
from ..meeting.activities import ACTIVITY
from ..meeting.recusal import people_of

OPEN = ("draft", "requested")


class CadreAppeal(models.Model):
    """Asked for by the subject, answered by the office; upheld, the result is computed again as a new version."""

    _name = "cadre.appeal"
    _description = "Review Request"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "requested_on desc, id desc"

    _guarded = frozenset({"state", "assessment_id", "by_law"})
    _office_fields = frozenset({"paper_on"})
    _locked_states = frozenset({"requested", "upheld", "rejected", "withdrawn"})
    _own_work = frozenset({"write", "unlink"})
    _steps = (
        Step("request", ("draft",), "requested", "_may_ask", own=True),
        Step("withdraw", ("requested",), "withdrawn", "_may_withdraw", own=True),
        Step("uphold", ("requested",), "upheld", "_may_answer", reason=True, whose="_answerers"),
        Step("reject", ("requested",), "rejected", "_may_answer", reason=True, whose="_answerers"),
    )

    assessment_id = fields.Many2one("cadre.assessment", required=True, ondelete="restrict", index=True)
    cycle_id = fields.Many2one(related="assessment_id.cycle_id", store=True, index=True)
    company_id = fields.Many2one(related="assessment_id.company_id", store=True, index=True)
    user_id = fields.Many2one(related="assessment_id.user_id", store=True, index=True, string="User of the Person")
    name = fields.Char(related="assessment_id.name", string="Name of the Subject")
    grounds = fields.Text(string="Grounds of the Request", help="申请事由")
    paper_on = fields.Date(string="Handed In on Paper", copy=False, help="The office enters a request made on paper.")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("requested", "Requested"),
            ("upheld", "Upheld"),
            ("rejected", "Rejected"),
            ("withdrawn", "Withdrawn"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    # what was asked about, frozen with the request
    grade_id = fields.Many2one("cadre.scale.grade", string="Grade Asked About", readonly=True, copy=False)
    grade_name = fields.Char(string="Grade", readonly=True, copy=False)
    total = fields.Float(digits=(12, 2), readonly=True, copy=False, aggregator=None, low=None)
    has_total = fields.Boolean(readonly=True, copy=False)
    result_id = fields.Many2one("cadre.result", readonly=True, copy=False, ondelete="restrict", index="btree_not_null")
    received_on = fields.Date(readonly=True, copy=False, string="Notice Received On", help="送达日期")
    due = fields.Date(string="Request Until", readonly=True, copy=False)
    by_law = fields.Boolean(
        readonly=True, copy=False, help="Later than the scheme says, within the days of the law (O-04)."
    )
    requested_on = fields.Date(readonly=True, copy=False, help="申请日期")
    reply_due = fields.Date(string="Reply Until", readonly=True, copy=False, index="btree_not_null")
    overdue = fields.Boolean(
        compute="_compute_overdue", search="_search_overdue", help="Not answered by the day of the reply."
    )
    reply = fields.Text(readonly=True, copy=False, help="答复意见")
    replied_on = fields.Date(readonly=True, copy=False, help="答复日期")
    replied_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    late_reply = fields.Boolean(readonly=True, copy=False, help="Answered after the day of the reply.")

    @api.depends("name", "requested_on")
    def _compute_display_name(self):
        for appeal in self:
            name = self.env._("Review request of %(name)s", name=appeal.sudo().name or "")
            appeal.display_name = of_year(appeal, name)

    @api.depends("state", "reply_due")
    def _compute_overdue(self):
        for appeal in self:
            appeal.overdue = (
                appeal.state == "requested" and bool(appeal.reply_due) and appeal.reply_due < appeal.cycle_id._today()
            )

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = Domain("state", "=", "requested") & on_the_day(self.env, lambda day: [("reply_due", "<", day)])
        return waiting if True in value else ~waiting

    # -- who -------------------------------------------------------------------------------------------------------
    def _own_people(self):
        return self.assessment_id._own_people()

    def _may_ask(self):
        return self._is_subject() or self._is_office()

    def _may_withdraw(self):
        """Who asked; the office only for somebody without an account."""
        return self._acts_for_subject()

    def _may_answer(self):
        """The office; nobody answers his own, nor what he decided himself."""
        return self._is_office() and not self._took_part(self.env.user)

    def _took_part(self, users):
        """Those of ``users`` who wrote, voted or confirmed a decision on this subject, with whatever account."""
        lines = self.env["cadre.decision.line"].sudo()
        lines = lines.search(
            [("assessment_id", "=", self.assessment_id.id), ("decision_id.state", "in", ("approved", "revoked"))]
        )
        decisions = lines.decision_id
        hands = lines.create_uid | lines.write_uid | decisions.create_uid
        hands |= decisions.submitted_by_id | decisions.chair_user_id | decisions.confirmed_by_id
        since = self._own_since()
        people = people_of(hands, since)
        for decision in decisions:
            people |= decision.attendee_ids or decision.body_id._members_on(decision.date).employee_id
        return users.filtered(lambda user: user in hands or people_of(user, since) & people)

    def _answerers(self):
        """Users of the office who may answer; where there are none, the whole office has to see to it."""
        office = self.sudo().cycle_id._office_users() - self._own_users()
        return (office - self._took_part(office)) or office

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_trusted():
            raise AccessError(self.env._("A review is asked for by the button of the result."))
        return super().create(vals_list)

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_request(self):
        """Hand it in: in time, with grounds. The answer is due so many days later (G9)."""
        for appeal in self:
            appeal.check_access("write")
            assessment = appeal.sudo().assessment_id
            if not assessment.with_env(self.env)._may("appeal") or appeal.received_on != assessment.received_on:
                raise UserError(
                    self.env._("%(name)s: no review can be asked for on this result any more.", name=assessment.name)
                )
            if not (appeal.grounds or "").strip():
                raise UserError(self.env._("Say why a review is asked for."))
            appeal._request(assessment, appeal.paper_on or appeal.cycle_id._today())
        return True

    def _request(self, assessment, day):
        days, by_law = assessment._appeal_days()
        due = last_day(assessment.received_on, days)
        if not assessment.received_on <= day <= self.cycle_id._today():
            raise UserError(self.env._("A request is made between the receipt of the notice and today."))
        if day > max(due, last_day(assessment.received_on, by_law)):
            raise UserError(
                self.env._(
                    "%(name)s received the notice on %(received)s and could ask for a review until %(due)s.",
                    name=assessment.name,
                    received=assessment.received_on,
                    due=due,
                )
            )
        reply_due = last_day(day, assessment.scheme_id.appeal_reply_days)
        archived = self.env["cadre.result"].sudo().search([("assessment_id", "=", assessment.id)], order="version desc")
        self._take(
            "request",
            requested_on=day,
            due=due,
            by_law=day > due,
            reply_due=reply_due,
            grade_id=assessment.decided_grade_id.id,
            grade_name=assessment.decided_grade_id.name or False,
            total=assessment.total,
            has_total=assessment.has_total,
            result_id=archived[:1].id,
        )
        for user in self._answerers():
            self.sudo().activity_schedule(
                ACTIVITY, date_deadline=reply_due, user_id=user.id, summary=self.env._("Answer the review request")
            )

    def action_withdraw(self):
        self._take("withdraw")
        self.sudo().activity_unlink([ACTIVITY])
        return True

    def action_uphold(self):
        """The request is right: the reply is asked for, and the result is computed again."""
        return {**self._ask_reason("uphold"), "name": self.env._("Reply: Upheld")}

    def action_reject(self):
        return {**self._ask_reason("reject"), "name": self.env._("Reply: Rejected")}

    # -- business --------------------------------------------------------------------------------------------------
    def _reason_uphold(self, reply):
        for appeal in self:
            appeal._answer("uphold", reply)
        return True

    def _reason_reject(self, reply):
        for appeal in self:
            appeal._answer("reject", reply)
        return True

    def _answer(self, code, reply):
        if self._took_part(self.env.user):
            raise AccessError(
                self.env._(
                    "%(name)s: who wrote, voted or confirmed the decision does not answer the request for its review. "
                    "Another member of the office answers it, or the organization department.",
                    name=self.name,
                )
            )
        today = self.cycle_id._today()
        self._take(code, reply=reply, replied_on=today, replied_by_id=self.env.uid, late_reply=today > self.reply_due)
        self.sudo().activity_unlink([ACTIVITY])
        if code == "uphold":
            self.assessment_id._reopen(self.env._("Review upheld: %(reply)s", reply=reply))
        self.sudo().message_post(
            body=self.env._("Answer to the review request: %(reply)s", reply=reply),
            partner_ids=self.sudo().user_id.partner_id.ids,
            author_id=self.env.user.partner_id.id,
        )
