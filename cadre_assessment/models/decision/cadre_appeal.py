"""Review requests (复核): who asks and why, until when to answer, and the answer (S2A-71, S2A-72, O-04)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...engine.clock import last_day
from ..clock import on_the_day
from ..guard import Step, guarded
from ..listing import of_year
from ..meeting.activities import ACTIVITY
from ..meeting.recusal import people_of
from ..office import DECIDER, ORGANIZATION

OPEN = ("draft", "requested")
LEVELS = ("office", "head", "organization")
"""Who answers, from below: what is not answered in time goes up to the next."""


class CadreAppeal(models.Model):
    """Asked for by the subject, answered by the office; upheld, the result is computed again as a new version."""

    _name = "cadre.appeal"
    _description = "Review Request"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.server.made.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "requested_on desc, id desc"

    _guarded = frozenset({"state", "assessment_id", "by_law", "level", "raised_on", "raised_due"})
    _office_fields = frozenset({"paper_on"})
    _locked_states = frozenset({"requested", "upheld", "rejected", "withdrawn"})
    _own_work = frozenset({"write", "unlink"})
    _steps = (
        Step("request", ("draft",), "requested", "_may_ask", own=True),
        Step("withdraw", ("requested",), "withdrawn", "_may_withdraw", own=True),
        Step("propose", ("requested",), None, "_may_propose", whose="_answerers"),
        Step("uphold", ("requested",), "upheld", "_may_answer_himself", reason=True, whose="_answerers"),
        Step("reject", ("requested",), "rejected", "_may_answer_himself", reason=True, whose="_answerers"),
    )

    assessment_id = fields.Many2one("cadre.assessment", required=True, ondelete="restrict", index=True)
    cycle_id = fields.Many2one(related="assessment_id.cycle_id", store=True, index=True)
    employee_id = fields.Many2one(related="assessment_id.employee_id", store=True, index="btree_not_null")
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
    level = fields.Selection(
        [
            ("office", "Assessment Office"),
            ("head", "Head of the Deciding Body"),
            ("organization", "Organization Department"),
        ],
        string="Answered by",
        default="office",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        help="Not answered in time it goes up by itself.",
    )
    raised_on = fields.Date(string="Went Up on", readonly=True, copy=False)
    raised_due = fields.Date(string="Then to Be Answered by", readonly=True, copy=False)
    reply = fields.Text(readonly=True, copy=False, help="答复意见")
    replied_on = fields.Date(readonly=True, copy=False, help="答复日期")
    replied_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decision_id = fields.Many2one(
        "cadre.decision", string="Decided by", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
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
        """Who is asked at the level it has reached; nobody answers his own, nor what he decided himself."""
        user = self.env.user
        asked = user in self._answerers() or (self._is_office() and self._works_at_level(user))
        return asked and not self._is_own() and not self._took_part(user)

    def _may_answer_himself(self):
        """Unless the scheme wants the body to decide."""
        return not self.sudo().assessment_id.scheme_id.appeal_by_decision and self._may_answer()

    def _may_propose(self):
        """Who would answer puts it to the body instead."""
        return self.sudo().assessment_id.scheme_id.appeal_by_decision and self._may_answer() and self._is_office()

    def _works_at_level(self, user):
        """What went up to the organization department is no longer answered by the office it came from."""
        return self.level != "organization" or user.has_group(ORGANIZATION)

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

    def _users_at(self, level):
        """Users who work at a level; never whom the request is about."""
        cycle = self.sudo().cycle_id
        if level == "office":
            users = cycle._office_users()
        elif level == "head":
            heads = cycle._sitting().filtered(lambda member: member.role == "chair")
            users = heads.user_id.filtered(lambda user: user.has_group(DECIDER))
        else:
            group = self.env.ref(ORGANIZATION).sudo()
            users = group.all_user_ids.filtered(lambda user: self.company_id in user.company_ids and not user.share)
            users -= self.env.ref("base.user_root").sudo()
        return users - self._own_users()

    def _answerers(self):
        """Users who may answer: those of the level it has reached, of the one below where each of them took part.

        Where nobody may, the office that has the request sees to it that somebody can.
        """
        for level in reversed(LEVELS[: LEVELS.index(self.level) + 1]):
            users = self._users_at(level)
            if able := users - self._took_part(users):
                return able
        return self._users_at("office")

    def _overseers(self):
        """Who sees to it that others answer, because he decided himself: the head to whom it went up."""
        return self._users_at("head") - self._answerers() if self.level == "head" else self.env["res.users"]

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model
    def _how_made(self):
        return self.env._("A review is asked for by the button of the result.")

    def _refuse_hands(self):
        """:raises AccessError: who wrote, voted or confirmed a decision answers no request for its review"""
        for appeal in self:
            if appeal._took_part(self.env.user):
                raise AccessError(
                    self.env._(
                        "%(name)s: who wrote, voted or confirmed the decision does not answer the request for its "
                        "review. Another member of the office answers it, or the organization department.",
                        name=appeal.name,
                    )
                )

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_request(self):
        """Hand it in: in time, with grounds. The answer is due so many days later (G9)."""
        for appeal in self:
            appeal.check_access("write")
            assessment = appeal.sudo().assessment_id
            if not assessment.with_env(self.env)._may("appeal") or appeal.received_on != assessment.received_on:
                raise UserError(
                    self.env._(
                        "%(name)s: no review can be asked for on this result any more; it could until %(due)s. What "
                        "was handed in on paper by then is entered by the office.",
                        name=assessment.name,
                        due=assessment.appeal_until or self.env._("no day"),
                    )
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
                    "%(name)s received the notice on %(received)s and could ask for a review until %(due)s. Correct "
                    "the day on which it was handed in, or record a further appeal instead.",
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
        self._ask_to_answer()

    def action_withdraw(self):
        self._take("withdraw")
        self.sudo().activity_unlink([ACTIVITY])
        return True

    def action_uphold(self):
        """The request is right: the reply is asked for, and the result is computed again."""
        return {**self._ask_reason("uphold"), "name": self.env._("Reply: Upheld")}

    def action_reject(self):
        return {**self._ask_reason("reject"), "name": self.env._("Reply: Rejected")}

    def action_propose(self):
        """An item of a meeting of the body that decides on it, with the answer to be decided."""
        self.ensure_one()
        self._refuse_step("propose")
        reviews = self.env["cadre.decision.review"]
        waiting = [("appeal_id", "=", self.id), ("decision_id.state", "in", ("draft", "submitted"))]
        decision = reviews.search(waiting, limit=1).decision_id
        if not decision:
            decision = self.env["cadre.decision"].create(
                {
                    "name": self.env._("Decision on the review request of %(name)s", name=self.name),
                    "cycle_id": self.cycle_id.id,
                    "body_id": self.cycle_id.leading_body_id.id,
                    "appeal_line_ids": [(0, 0, {"appeal_id": self.id})],
                }
            )
        return self.cycle_id._form_of(decision)

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
        self._refuse_hands()
        today = self.cycle_id._today()
        self._take(code, reply=reply, replied_on=today, replied_by_id=self.env.uid, late_reply=today > self.reply_due)
        self._follow_up(reply)

    def _answered_by(self, review):
        """The body decided on it (``cadre.decision.review``). As superuser, from a decision just confirmed."""
        today, decision = self.cycle_id._today(), review.decision_id
        guarded(self).write(
            {
                "state": review.outcome,
                "reply": review.reply,
                "replied_on": today,
                "replied_by_id": decision.confirmed_by_id.id,
                "late_reply": today > self.reply_due,
                "decision_id": decision.id,
            }
        )
        self._follow_up(review.reply)

    def _follow_up(self, reply):
        self.sudo().activity_unlink([ACTIVITY])
        if self.state == "upheld":
            self._take_up(self.env._("Review upheld: %(reply)s", reply=reply))
        self.sudo().message_post(
            body=self.env._("Answer to the review request: %(reply)s", reply=reply),
            partner_ids=self.sudo().user_id.partner_id.ids,
            author_id=self.env.user.partner_id.id,
        )

    def _take_up(self, reason):
        """The result is decided again, whoever upheld the request: the head of the body is of no office."""
        guarded(self.sudo().assessment_id)._reopen(reason)

    # -- going up --------------------------------------------------------------------------------------------------
    @api.model
    def _go_up(self):
        """Once a day: what was not answered in time goes up by one level. A second run on a day changes nothing."""
        waiting = self.sudo().search([("state", "=", "requested"), ("level", "!=", LEVELS[-1])])
        for appeal in waiting:
            today = appeal.cycle_id._today()
            if (appeal.raised_due or appeal.reply_due) < today:
                appeal._raise_to(appeal._next_level(), today)

    def _next_level(self):
        """The level above; without a head who has an account, the one above him."""
        above = LEVELS[LEVELS.index(self.level) + 1 :]
        return next((level for level in above if level == LEVELS[-1] or self._users_at(level)), LEVELS[-1])

    def _raise_to(self, level, today):
        """Hand it up on the record, with the days of the scheme once more, and ask who is to answer now."""
        due = last_day(today, self.cycle_id.scheme_id.appeal_reply_days)
        missed = self.raised_due or self.reply_due
        told = self.with_context(lang=self.cycle_id._told_in())
        guarded(told).write({"level": level, "raised_on": today, "raised_due": due})
        told.activity_unlink([ACTIVITY])
        told.message_post(
            body=told.env._(
                "Not answered by %(missed)s: it goes up to “%(level)s”, to be answered by %(due)s.",
                missed=missed,
                level=dict(told._fields["level"]._description_selection(told.env))[level],
                due=due,
            )
        )
        told._ask_to_answer()

    def _ask_to_answer(self):
        """An activity for each who may answer, and for the head who sees to it where he decided himself."""
        for user, text in self._asked():
            self.sudo().activity_schedule(
                ACTIVITY, date_deadline=self.raised_due or self.reply_due, user_id=user.id, summary=text
            )

    def _asked(self):
        """[(user, what he is asked to do)]"""
        answer = self.env._("Answer the review request")
        oversee = self.env._("See to it that the review request is answered")
        return [(user, answer) for user in self._answerers()] + [(user, oversee) for user in self._overseers()]
