"""Public notices (公示): what is shown, from when to when (S0-21, S0-25, S0-33, A0-6, G8).

What is shown comes from the room that brings the occasion: it extends this model with its kind of notice, says how long
it stays at least (:meth:`CadreNotice._bounds`), what must hold (:meth:`CadreNotice._check_kind`) and what is shown
(:meth:`CadreNotice._publish`).
"""

from datetime import timedelta
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...engine.clock import publicity_end
from ..clock import today_of
from ..guard import Step, guarded
from ..listing import listed
from ..organization.workdays import Workdays, calendar_said
from .occasion import asked_for, occasion_company

SETTLING = frozenset({"objections", "objection_note"})
"""What came in during a notice, and that it is settled."""
SHORT = 5
"""Working days below which a notice says that it is short."""
KEEPERS = (
    "cadre_assessment.group_cadre_officer,cadre_assessment.group_cadre_selection,cadre_assessment.group_cadre_auditor"
)
"""Who may know what came in during a notice."""


class Bounds(NamedTuple):
    """How long a notice stays: at ``least`` and at ``most`` (0: no limit) so many days of ``day_type``."""

    least: int = 5
    day_type: str = "working"
    most: int = 0


class CadreNotice(models.Model):
    """The office posts it; it ends after its last day, never before."""

    _name = "cadre.notice"
    _description = "Public Notice"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.of.occasion.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "date_from desc, id desc"

    _steps = (
        Step("post", {"draft"}, "posted", "_is_office"),
        Step("end", {"posted"}, "ended", "_may_end"),
    )
    _locked_states = frozenset({"posted", "ended"})

    name = fields.Char(required=True)
    kind = fields.Selection([], required=True, help="What is shown.")
    company_id = occasion_company()
    unit_id = fields.Many2one(
        "hr.department",
        check_company=True,
        index="btree_not_null",
        domain="[('is_unit', '=', True)]",
        help="Put up in this unit, about its own people; empty: about everybody (S2A-69).",
    )
    text = fields.Text()
    date_from = fields.Date(
        string="First Day", readonly=True, copy=False, help="The day of posting is the first day (G8)."
    )
    days = fields.Integer(default=lambda self: self._default_days(), high=366)
    day_type = fields.Selection(
        [("working", "Working Days"), ("calendar", "Calendar Days")], default="working", required=True
    )
    date_to = fields.Date(string="Last Day", readonly=True, copy=False)
    calendar_note = fields.Char(string="Calendar, Written", readonly=True, copy=False, help="Of before it was kept.")
    calendar_why = fields.Json(readonly=True, copy=False)
    calendar_said = fields.Char(
        string="Calendar Note",
        compute="_compute_calendar_said",
        help="Which calendar the working days were counted by.",
    )
    contact = fields.Char(string="Office in Charge", help="受理部门")
    phone = fields.Char(string="Telephone", help="监督举报电话")
    state = fields.Selection(
        [("draft", "Draft"), ("posted", "Posted"), ("ended", "Ended")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
    )
    line_ids = fields.One2many("cadre.notice.line", "notice_id", copy=False)
    objections = fields.Selection(
        [("none", "None"), ("settled", "Settled")],
        copy=False,
        groups=KEEPERS,
        help="What came in during the notice. An objection that is not settled yet keeps the notice open.",
    )
    objection_note = fields.Text(
        string="Objections and Answers",
        copy=False,
        groups=KEEPERS,
        help="Who objected to what, and how it was settled.",
    )
    objection_ids = fields.One2many("cadre.objection", "notice_id", groups=KEEPERS)
    posted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    short = fields.Boolean(
        compute="_compute_short",
        help="Shorter than the five working days that the regulations on posts ask for (O-18).",
    )
    over = fields.Boolean(compute="_compute_over", help="The last day is past.")

    # -- defaults and computes -------------------------------------------------------------------------------------
    def _default_days(self):
        return self._bounds_of(asked_for(self, {})).least

    @api.depends("date_to")
    def _compute_over(self):
        for notice in self:
            notice.over = bool(notice.date_to) and notice.date_to < today_of(notice)

    @api.depends("days", "day_type", "date_from", "date_to")
    def _compute_short(self):
        for notice in self:
            first = notice.date_from or today_of(notice)
            last = notice.date_to or (notice._last_day(first)[0] if notice.days > 0 else first)
            notice.short = last < publicity_end(first, SHORT, Workdays(notice.company_id or self.env.company))

    @api.depends("calendar_note", "calendar_why")
    @api.depends_context("lang")
    def _compute_calendar_said(self):
        for notice in self:
            notice.calendar_said = calendar_said(self.env, notice.calendar_why, notice.calendar_note) or False

    def _onchange_occasion(self):
        """As long as the rules of the occasion ask for; rooms call it when theirs is chosen."""
        bounds = self._bounds()
        self.days = max(self.days, bounds.least)
        self.day_type = bounds.day_type

    # -- what the occasion says ------------------------------------------------------------------------------------
    @api.model
    def _bounds_of(self, occasion):
        """:class:`Bounds` of a notice of ``occasion``."""
        return occasion._notice_bounds() if occasion else Bounds()

    def _bounds(self):
        return self._bounds_of(self._occasion())

    def _check_kind(self):
        """:raises UserError: there is nothing to show, or not yet."""

    def _publish(self):
        """Freeze what is shown."""

    # -- who -------------------------------------------------------------------------------------------------------
    def _may_end(self):
        return self._is_office() and self.over

    def _open_when_locked(self):
        """What came in is written down while the notice is posted, and never afterwards."""
        names = super()._open_when_locked()
        return names | SETTLING | {"objection_ids", "days"} if self.state == "posted" else names

    def _is_about(self, user):
        """Whether ``user`` stands on the notice himself."""
        people = user._cadre_people(self._own_since())
        mine = [("notice_id", "=", self.id), ("employee_id", "in", people.ids)]
        return bool(self.env["cadre.notice.line"].sudo().search_count(mine, limit=1))

    def _refuse_concerned(self):
        """:raises AccessError: he stands on one of these notices himself"""
        for notice in self:
            if notice._is_about(self.env.user):
                raise AccessError(
                    self.env._(
                        "“%(name)s” is about you, too: what came in is written down and settled by another member of "
                        "the office.",
                        name=notice.name,
                    )
                )

    def write(self, vals):
        """What came in is written down and settled by somebody who is not on the notice himself."""
        if not self._is_trusted() and vals.keys() & SETTLING:
            for notice in self:
                told = notice.objection_note or notice.objections == "settled"
                tells = vals.get("objection_note") or vals.get("objections") == "settled"
                if told or tells:
                    notice._refuse_concerned()
        posted = {one: (one.days, one.date_to) for one in self if one.state == "posted"} if "days" in vals else {}
        result = super().write(vals)
        if not self._is_trusted():
            for notice, (days, last) in posted.items():
                notice._prolong(days, last)
        return result

    def _prolong(self, days, last):
        """What was up for ``days`` days until ``last`` (a date) is prolonged and never made shorter.

        Asked of what stands there after the write, in whatever form a client sent it.
        """
        if self.days < days:
            raise UserError(
                self.env._(
                    "“%(name)s” was posted for %(days)s days: it can be prolonged, never ended earlier.",
                    name=self.name,
                    days=days,
                )
            )
        if self.days > days:
            guarded(self.sudo()).write({"date_to": self._last_day(self.date_from)[0]})
            self.sudo().message_post(
                body=self.env._("Prolonged until %(day)s, instead of %(before)s.", day=self.date_to, before=last)
            )

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_post(self):
        """Put it up today: from now on everybody concerned can read it, and the persons their own results."""
        for notice in self:
            notice._check_length()
            notice._check_kind()
            today = today_of(notice)
            last, note = notice._last_day(today)
            notice._take("post", date_from=today, date_to=last, calendar_why=note, posted_by_id=self.env.uid)
            notice._publish()
            notice.sudo().activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=last + timedelta(days=1),
                user_id=self.env.uid,
                summary=self.env._("End the public notice"),
            )
        return True

    def action_end(self):
        """Take it down after its last day; what came in must be settled."""
        self.check_access("write")
        for notice in self:
            if notice.date_to and notice.date_to >= today_of(notice):
                raise UserError(
                    self.env._(
                        "“%(name)s” is up until %(day)s and can be ended from the next day on.",
                        name=notice.name,
                        day=notice.date_to,
                    )
                )
            notice._refuse_unanswered()
            if (not notice.sudo().objection_ids and not notice.objections) or (
                notice.objections == "settled" and not (notice.objection_note or "").strip()
            ):
                raise UserError(
                    self.env._(
                        "“%(name)s”: write down which objections came in and how they were settled, "
                        "or that there were none.",
                        name=notice.name,
                    )
                )
        self._take("end")
        self.sudo().activity_feedback(["mail.mail_activity_data_todo"])
        return True

    def _refuse_unanswered(self):
        """What came in is answered; a blocking one may wait, for it holds back its person alone.

        Also what is about himself or a relative: of that he learns that it waits, and no more.
        """
        known = self.sudo().objection_ids
        waiting = known.filtered(lambda one: one.state != "answered")
        unanswered = waiting.filtered(lambda one: not (one.blocking and one.line_id))
        mine = unanswered.with_env(self.env)._filtered_access("read")
        if unanswered and not mine:
            raise UserError(
                self.env._(
                    "“%(name)s”: not everything that came in is answered. Another member of the office sees to it and "
                    "ends the notice.",
                    name=self.name,
                )
            )
        if unanswered:
            raise UserError(
                self.env._(
                    "“%(name)s” has objections without an answer: %(objections)s. Answer them, or say that they hold "
                    "their person back.",
                    name=self.name,
                    objections=listed(self.env, mine.mapped("name")),
                )
            )
        if known and self.objections == "none":
            raise UserError(
                self.env._("“%(name)s” has objections, and says that there were none. Correct it.", name=self.name)
            )

    def _held_back(self):
        """(employees, units) for whom nothing follows from these notices yet: a blocking objection waits."""
        held = self.sudo().objection_ids.filtered(lambda one: one.blocking and one.state != "answered")
        return held.employee_id, held.subject_unit_id

    # -- business --------------------------------------------------------------------------------------------------
    def _last_day(self, first):
        """The last day of ``days`` days, the day of posting being the first, and by which calendar (G8)."""
        if self.day_type == "calendar":
            return publicity_end(first, self.days), False
        workdays = Workdays(self.company_id)
        return publicity_end(first, self.days, workdays), workdays.why

    def _check_length(self):
        """As many days as the rules ask for, of their kind, and not more than they allow."""
        bounds = self._bounds()
        if self.days < bounds.least or (bounds.day_type == "working" and self.day_type != "working"):
            raise UserError(
                self.env._(
                    "“%(name)s”: the scheme asks for at least %(days)s %(type)s.",
                    name=self.name,
                    days=bounds.least,
                    type=dict(self._fields["day_type"]._description_selection(self.env))[bounds.day_type],
                )
            )
        if bounds.most and self.days > bounds.most:
            raise UserError(
                self.env._("“%(name)s”: the scheme allows at most %(days)s days.", name=self.name, days=bounds.most)
            )


class CadreNoticeLine(models.Model):
    """One person as shown. Written when the notice is posted."""

    _name = "cadre.notice.line"
    _description = "Line of a Public Notice"
    _inherit = ["cadre.server.only.mixin"]
    _order = "notice_id, sequence, id"

    notice_id = fields.Many2one("cadre.notice", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    sequence = fields.Integer()
    employee_id = fields.Many2one("hr.employee", ondelete="restrict")
    subject_unit_id = fields.Many2one("hr.department", string="Unit Assessed", ondelete="restrict")
    name = fields.Char(required=True, string="Name of the Subject")
    post = fields.Char()
    unit_name = fields.Char(string="Section or Unit")
    grade_name = fields.Char(string="Grade")
    award_names = fields.Char(string="Awards")
    rank = fields.Integer(aggregator=None)
    total = fields.Float(digits=(12, 2), aggregator=None, low=None)
