"""An objection to a public notice: by whom, about whom, who looked into it, what was found (S0-25, O-18)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..clock import today_of
from ..company import company_of
from ..guard import Step
from ..listing import titled


class CadreObjection(models.Model):
    """Written down by the office as it came in; answered with a conclusion by somebody who did not post the notice.

    A blocking one stops the effect of the notice for its person alone, until it is answered.
    """

    _name = "cadre.objection"
    _description = "Objection to a Notice"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.keys.mixin", "cadre.kin.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "notice_id, received_on, id"
    _keys = frozenset({"notice_id"})
    _about_whom = ("employee_id", "subject_unit_id.manager_id")

    _guarded = frozenset({"state", "answered_on", "answered_by_id"})
    _locked_states = frozenset({"answered"})
    _steps = (
        Step("answer", ("received",), "answered", "_may_answer", whose="_answerers"),
        Step("reopen", ("answered",), "received", "_may_reopen", reason=True),
    )

    name = fields.Char(compute="_compute_name", store=True, string="About Whom or What")
    notice_id = fields.Many2one(
        "cadre.notice",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        domain="[('state', '=', 'posted')]",
    )
    company_id = company_of("notice_id")
    line_id = fields.Many2one(
        "cadre.notice.line",
        string="About",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('notice_id', '=', notice_id)]",
        help="Whose line it is about; empty: the notice as a whole.",
    )
    employee_id = fields.Many2one(related="line_id.employee_id", store=True, index="btree_not_null")
    subject_unit_id = fields.Many2one(related="line_id.subject_unit_id", store=True, index="btree_not_null")
    objector = fields.Char(help="Empty: anonymous.")
    received_on = fields.Date(string="Came in on", required=True, default=today_of)
    channel = fields.Selection(
        [
            ("phone", "By Telephone"),
            ("letter", "By Letter"),
            ("visit", "In Person"),
            ("mail", "By E-Mail"),
            ("online", "Online"),
            ("other", "Another Way"),
        ],
        required=True,
        default="phone",
    )
    text = fields.Text(string="What It Says", required=True, tracking=True)
    blocking = fields.Boolean(
        string="Holds the Person Back",
        tracking=True,
        help="Until it is answered nothing follows from the notice for this person; the others go on.",
    )
    investigator_id = fields.Many2one(
        "res.users",
        string="Looked into by",
        tracking=True,
        domain=lambda self: [
            "|",
            ("all_group_ids", "in", self.env.ref("cadre_assessment.group_cadre_officer").ids),
            ("all_group_ids", "in", self.env.ref("cadre_assessment.group_cadre_selection").ids),
        ],
        help="Answers it. Never who posted the notice, nor whom it is about or a relative of his.",
    )
    conclusion = fields.Selection(
        [
            ("founded", "Well-Founded"),
            ("partly", "Partly Well-Founded"),
            ("unfounded", "Unfounded"),
            ("unclear", "Cannot Be Verified"),
        ]
    )
    answer = fields.Text(help="What was found, and what the objector was told.")
    state = fields.Selection(
        [("received", "Being Looked into"), ("answered", "Answered")],
        default="received",
        required=True,
        copy=False,
        tracking=True,
    )
    answered_on = fields.Date(readonly=True, copy=False)
    answered_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    @api.depends("line_id.name", "notice_id.name")
    def _compute_name(self):
        """Whom it is about, else the notice."""
        for objection in self:
            objection.name = objection.line_id.name or objection.notice_id.name

    @api.depends("name", "line_id", "notice_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """With its notice, which says the year."""
        for objection in self:
            notice = objection.notice_id.display_name or ""
            objection.display_name = titled(self.env, notice, objection.line_id.name) if objection.line_id else notice

    # -- whose work ------------------------------------------------------------------------------------------------
    def _office_of(self):
        return self.sudo().notice_id._office_of() if len(self.notice_id) == 1 else super()._office_of()

    def _own_since(self):
        return self.sudo().notice_id[:1]._own_since()

    def _may_answer(self):
        """Who was asked to look into it, else any member of the office; never who posted it or stands on it."""
        notice, user = self.sudo().notice_id, self.env.user
        asked = self._answerers()
        if asked and user not in asked:
            return False
        posted = notice.posted_by_id._cadre_accounts(self._own_since())
        return self._is_office() and user not in posted and not notice._is_about(user)

    def _may_reopen(self):
        return self._may_answer() and self.sudo().notice_id.state == "posted"

    def _answerers(self):
        return self.investigator_id

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        objections = super().create(vals_list)
        objections._refuse_unposted()
        objections._refuse_concerned()
        objections._refuse_related()
        for objection in objections:
            objection._ask()
        return objections

    @api.model
    def _instead(self):
        return self.env._("Answer it where it came in.")

    def write(self, vals):
        if not self._is_trusted():
            self._refuse_concerned()
        result = super().write(vals)
        if vals.keys() & {"line_id", "received_on"}:
            self._refuse_unposted()
            if not self._is_trusted():
                self._refuse_concerned()
        if vals.keys() & {"investigator_id", "line_id"}:
            self._refuse_related()
        if "investigator_id" in vals:
            for objection in self:
                objection._ask()
        return result

    def _refuse_unposted(self):
        """:raises UserError: the notice is not up, another one's line, or a day on which it was not up yet."""
        for objection in self.sudo():
            notice, today = objection.notice_id, today_of(objection)
            if notice.state == "draft":
                raise UserError(
                    self.env._("“%(notice)s” is not posted yet: nobody can object to it.", notice=notice.name)
                )
            if objection.line_id and objection.line_id.notice_id != notice:
                raise UserError(
                    self.env._(
                        "%(person)s does not stand on “%(notice)s”. Choose somebody who does.",
                        person=objection.line_id.name,
                        notice=notice.name,
                    )
                )
            if not notice.date_from <= objection.received_on <= today:
                raise UserError(
                    self.env._(
                        "An objection to “%(notice)s” came in between %(first)s and today, not on %(day)s. "
                        "Correct the day.",
                        notice=notice.name,
                        first=notice.date_from,
                        day=objection.received_on,
                    )
                )

    def _refuse_concerned(self):
        """What came in about others is written down by nobody who stands on the notice himself."""
        if not self._is_trusted():
            self.sudo().notice_id._refuse_concerned()

    def _refuse_related(self):
        """:raises UserError: who is asked to look into it is whom it is about, or a relative of his"""
        for objection in self.sudo():
            asked, about = objection.investigator_id, objection.employee_id | objection.subject_unit_id.manager_id
            if about & (asked._cadre_people(objection._own_since()) | asked.cadre_kin_ids):
                raise UserError(
                    self.env._(
                        "%(user)s does not look into an objection to %(person)s: it is about himself or a relative of "
                        "his. Choose another member of the office.",
                        user=asked._cadre_name(),
                        person=objection.line_id.name,
                    )
                )

    def _ask(self):
        """A task for who looks into it."""
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])
        if self.investigator_id and self.state == "received":
            self.sudo().activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=self.investigator_id.id,
                summary=self.env._("Look into the objection and answer it"),
            )

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_answer(self):
        """Settled with a conclusion and an answer."""
        for objection in self:
            if not objection.conclusion or not (objection.answer or "").strip():
                raise UserError(
                    self.env._(
                        "“%(name)s” of %(day)s: enter what was found and what was answered.",
                        name=objection.name,
                        day=objection.received_on,
                    )
                )
        for objection in self:
            objection._take("answer", answered_on=today_of(objection), answered_by_id=self.env.uid)
            objection.sudo().activity_unlink(["mail.mail_activity_data_todo"])
        return True

    def action_reopen(self):
        """Something new came up while the notice is up."""
        return self._ask_reason("reopen")

    def _reason_reopen(self, reason):
        self._take("reopen", answered_on=False, answered_by_id=False)
        for objection in self:
            objection.sudo().message_post(body=self.env._("Looked into again: %(reason)s", reason=reason))
            objection._ask()
        return True
