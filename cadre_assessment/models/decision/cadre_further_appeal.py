"""Further appeals (申诉, 再申诉): to which authority, in time, answered by when and how (O-04).

The authority stands outside: the office records what it does, to its end. The result stands meanwhile; upheld, it is
decided again like after a review that was upheld.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine.clock import last_day
from ..guard import Step, guarded, hold
from ..listing import of_year
from ..meeting.activities import ACTIVITY

OUTCOMES = [("upheld", "Upheld"), ("rejected", "Rejected"), ("refused", "Not Admitted")]


class CadreFurtherAppeal(models.Model):
    _name = "cadre.further.appeal"
    _description = "Further Appeal"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.server.made.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "lodged_on desc, id desc"

    _guarded = frozenset({"state", "assessment_id", "appeal_id", "previous_id", "kind"})
    _locked_states = frozenset({"lodged", "answered", "withdrawn"})
    _steps = (
        Step("lodge", ("draft",), "lodged", "_is_office"),
        Step("prolong", ("lodged",), None, "_may_prolong", reason=True),
        Step("answer", ("lodged",), "answered", "_is_office"),
        Step("withdraw", ("lodged",), "withdrawn", "_is_office", reason=True),
        Step("again", ("answered",), None, "_may_go_again"),
    )

    assessment_id = fields.Many2one("cadre.assessment", required=True, ondelete="restrict", index=True)
    cycle_id = fields.Many2one(related="assessment_id.cycle_id", store=True, index=True)
    employee_id = fields.Many2one(related="assessment_id.employee_id", store=True, index="btree_not_null")
    company_id = fields.Many2one(related="assessment_id.company_id", store=True, index=True)
    user_id = fields.Many2one(related="assessment_id.user_id", store=True, index=True, string="User of the Person")
    name = fields.Char(related="assessment_id.name", string="Name of the Subject")
    kind = fields.Selection(
        [("first", "Further Appeal"), ("second", "Second Further Appeal")],
        default="first",
        required=True,
        readonly=True,
        help="申诉、再申诉",
    )
    appeal_id = fields.Many2one(
        "cadre.appeal", string="After the Review", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    previous_id = fields.Many2one(
        "cadre.further.appeal",
        string="After the Further Appeal",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    authority = fields.Char(help="受理机关: to whom it was addressed.")
    lodged_on = fields.Date(help="The day on which the authority received it.")
    grounds = fields.Text(string="Grounds of the Further Appeal")
    late_reason = fields.Char(string="Admitted All the Same", help="Why the authority took one that came too late.")
    told_on = fields.Date(
        compute="_compute_told_on", help="From when the days run: the answer to the review, else the written notice."
    )
    until = fields.Date(string="Last Day", compute="_compute_told_on", help="Last day on which it can be lodged.")
    grade_id = fields.Many2one("cadre.scale.grade", string="Grade Asked About", readonly=True, copy=False)
    grade_name = fields.Char(string="Grade", readonly=True, copy=False)
    due = fields.Date(string="To Be Answered by", readonly=True, copy=False, index="btree_not_null")
    prolonged = fields.Boolean(readonly=True, copy=False)
    answered_on = fields.Date(string="Answered on", copy=False)
    outcome = fields.Selection(OUTCOMES, copy=False)
    answer = fields.Text(string="What the Authority Decided", copy=False)
    document = fields.Char(string="Document Number", copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("lodged", "Lodged"), ("answered", "Answered"), ("withdrawn", "Withdrawn")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )

    @api.depends("name", "kind")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for appeal in self:
            name = self.env._("%(kind)s of %(name)s", kind=kinds[appeal.kind], name=appeal.sudo().name or "")
            appeal.display_name = of_year(appeal, name)

    @api.depends("assessment_id.received_on", "appeal_id.replied_on", "previous_id.answered_on")
    def _compute_told_on(self):
        for appeal in self:
            scheme = appeal.sudo().assessment_id.scheme_id
            after = appeal.sudo().previous_id.answered_on or appeal.sudo().appeal_id.replied_on
            appeal.told_on = after or appeal.sudo().assessment_id.received_on
            days = scheme.further_days if after else scheme.further_direct_days
            appeal.until = appeal.told_on and last_day(appeal.told_on, days)

    # -- who -------------------------------------------------------------------------------------------------------
    def _own_people(self):
        return self.assessment_id._own_people()

    def _may_prolong(self):
        return self._is_office() and not self.prolonged

    def _may_go_again(self):
        """Once: a second further appeal is the last."""
        later = self.sudo().search_count([("previous_id", "=", self.id), ("state", "!=", "withdrawn")], limit=1)
        return self.kind == "first" and self.outcome != "upheld" and not later and self._is_office()

    def _open_when_locked(self):
        """What the authority answered is entered while it waits for it."""
        names = super()._open_when_locked()
        return names | {"answered_on", "outcome", "answer", "document"} if self.state == "lodged" else names

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model
    def _how_made(self):
        return self.env._("A further appeal is recorded by the button of the result.")

    @api.model
    def _draft_for(self, assessment, previous=None):
        """The form of a draft about ``assessment``; one that is there already is opened."""
        hold(assessment)
        further = self.sudo()
        draft = further.search([("assessment_id", "=", assessment.id), ("state", "=", "draft")], limit=1)
        if not draft:
            asked = assessment.sudo().appeal_ids.filtered(
                lambda one: one.state == "rejected" and one.received_on == assessment.received_on
            )
            values = {"kind": "second", "previous_id": previous.id} if previous else {"appeal_id": asked[:1].id}
            draft = guarded(further).create({"assessment_id": assessment.id, **values})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Further Appeal"),
            "res_model": "cadre.further.appeal",
            "view_mode": "form",
            "res_id": draft.id,
        }

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_lodge(self):
        """It was received by its authority: in time, or admitted all the same. The days of its answer run."""
        for appeal in self:
            appeal.check_access("write")
            appeal._refuse_lodging()
            assessment = appeal.sudo().assessment_id
            due = last_day(appeal.lodged_on, assessment.scheme_id.further_reply_days)
            grade = assessment.decided_grade_id
            appeal._take("lodge", due=due, grade_id=grade.id, grade_name=grade.name or False)
            appeal._watch()
        return True

    def action_prolong(self):
        """The authority takes more time, once."""
        return {**self._ask_reason("prolong"), "name": self.env._("Why It Is Prolonged")}

    def action_withdraw(self):
        return self._ask_reason("withdraw")

    def action_answer(self):
        """The authority answered: with an outcome, on a day, in words. Upheld, the result is decided again."""
        for appeal in self:
            appeal.check_access("write")
            appeal._refuse_answer()
            appeal._take("answer")
            appeal.sudo().activity_unlink([ACTIVITY])
            if appeal.outcome == "upheld":
                reason = self.env._("Further appeal upheld by %(authority)s", authority=appeal.authority)
                guarded(appeal.sudo().assessment_id)._reopen(reason)
        return True

    def action_again(self):
        """The draft of a second further appeal (再申诉), against the authority's answer."""
        self.ensure_one()
        self._refuse_step("again", "read")
        return self._draft_for(self.assessment_id, previous=self)

    # -- steps -----------------------------------------------------------------------------------------------------
    def _reason_prolong(self, reason):
        for appeal in self:
            extra = appeal.sudo().assessment_id.scheme_id.further_extra_days
            appeal._take("prolong", prolonged=True, due=last_day(appeal.due, extra))
            appeal.sudo().message_post(
                body=self.env._("Prolonged until %(day)s: %(reason)s", day=appeal.due, reason=reason)
            )
            appeal._watch()
        return True

    def _reason_withdraw(self, reason):
        for appeal in self:
            appeal._take("withdraw")
            appeal.sudo().activity_unlink([ACTIVITY])
            appeal.sudo().message_post(body=self.env._("Withdrawn: %(reason)s", reason=reason))
        return True

    def _watch(self):
        """The office asks the authority when its day comes."""
        self.sudo().activity_unlink([ACTIVITY])
        text = self.env._("Ask the authority for its answer")
        for user in self.sudo().cycle_id._office_users() - self._own_users():
            self.sudo().activity_schedule(ACTIVITY, date_deadline=self.due, user_id=user.id, summary=text)

    # -- checks ----------------------------------------------------------------------------------------------------
    def _refuse_lodging(self):
        """:raises UserError: something is not said yet, or a day on which it could not be lodged"""
        said = {"record": self.display_name}
        lacking = [name for name in ("authority", "lodged_on", "grounds") if not str(self[name] or "").strip()]
        if lacking:
            label = self._fields[lacking[0]]._description_string(self.env)
            raise UserError(self.env._("%(record)s: enter “%(field)s”.", field=label, **said))
        if not self.told_on:
            raise UserError(self.env._("%(record)s: the result was not received yet. Enter the receipt first.", **said))
        if not self.told_on <= self.lodged_on <= self.cycle_id._today():
            raise UserError(
                self.env._(
                    "%(record)s: it was lodged between %(told)s, when he was told, and today, not on %(day)s. Correct "
                    "the day.",
                    told=self.told_on,
                    day=self.lodged_on,
                    **said,
                )
            )
        if self.lodged_on > self.until and not (self.late_reason or "").strip():
            raise UserError(
                self.env._(
                    "%(record)s: the last day was %(until)s, and it was lodged on %(day)s. Where the authority took it "
                    "all the same, say why.",
                    until=self.until,
                    day=self.lodged_on,
                    **said,
                )
            )

    def _refuse_answer(self):
        """:raises UserError: an answer without outcome or words, or on a day on which there was none"""
        said = {"record": self.display_name}
        if not (self.outcome and self.answered_on and (self.answer or "").strip()):
            raise UserError(
                self.env._("%(record)s: enter the outcome, the day and what the authority decided.", **said)
            )
        if not self.lodged_on <= self.answered_on <= self.cycle_id._today():
            raise UserError(
                self.env._(
                    "%(record)s: it was answered between %(lodged)s and today, not on %(day)s. Correct the day.",
                    lodged=self.lodged_on,
                    day=self.answered_on,
                    **said,
                )
            )
