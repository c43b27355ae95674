"""Public notices (公示): what is shown, from when to when (S0-21, S0-25, S0-33, A0-6, G8)."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...engine.clock import publicity_end
from ..clock import today_of
from ..company import company_of
from ..cycle.workdays import Workdays
from ..guard import Step, guarded
from ..organization.unit_names import place_of
from .recusal import people_of

SETTLING = frozenset({"objections", "objection_note"})
"""What came in during a notice, and that it is settled."""
KEEPERS = "cadre_assessment.group_cadre_officer,cadre_assessment.group_cadre_auditor"
"""Who may know what came in during a notice."""


class CadreNotice(models.Model):
    """The office posts it; it ends after its last day, never before."""

    _name = "cadre.notice"
    _description = "Public Notice"
    _inherit = ["cadre.yearly.mixin", "mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "date_from desc, id desc"

    _steps = (
        Step("post", {"draft"}, "posted", "_is_office"),
        Step("end", {"posted"}, "ended", "_may_end"),
    )
    _locked_states = frozenset({"posted", "ended"})

    name = fields.Char(required=True)
    kind = fields.Selection(
        [("period", "Grades of a Period"), ("result", "Result of the Year")], required=True, default="result"
    )
    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = company_of("cycle_id")
    period_id = fields.Many2one(
        "cadre.period", ondelete="restrict", domain="[('cycle_id', '=', cycle_id), ('rule_id.published', '=', True)]"
    )
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
    calendar_note = fields.Char(readonly=True, copy=False, help="Which calendar the working days were counted by.")
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
    over = fields.Boolean(compute="_compute_over", help="The last day is past.")

    # -- defaults and computes -------------------------------------------------------------------------------------
    def _default_days(self):
        cycle = self.env["cadre.cycle"].browse(self.env.context.get("default_cycle_id"))
        return cycle.scheme_id.publicity_days or 5

    @api.depends("date_to")
    def _compute_over(self):
        for notice in self:
            notice.over = bool(notice.date_to) and notice.date_to < today_of(notice)

    @api.onchange("cycle_id")
    def _onchange_cycle_id(self):
        if self.cycle_id:
            self.days = max(self.days, self.cycle_id.scheme_id.publicity_days)
            self.day_type = self.cycle_id.scheme_id.publicity_day_type

    # -- who -------------------------------------------------------------------------------------------------------
    def _may_end(self):
        return self._is_office() and self.over

    def _open_when_locked(self):
        """What came in is written down while the notice is posted, and never afterwards."""
        names = super()._open_when_locked()
        return names | {"objections", "objection_note"} if self.state == "posted" else names

    def _is_about(self, user):
        """Whether ``user`` stands on the notice himself, or a unit he heads."""
        people = people_of(user, self.cycle_id.date_from)
        led = self.env["cadre.assessment"].sudo()
        led = led.search([("cycle_id", "=", self.cycle_id.id), ("head_id", "in", people.ids)]).subject_unit_id
        mine = ["|", ("employee_id", "in", people.ids), ("subject_unit_id", "in", led.ids)]
        return bool(self.env["cadre.notice.line"].sudo().search_count([("notice_id", "=", self.id), *mine], limit=1))

    def write(self, vals):
        """What came in is written down and settled by somebody who is not on the notice himself."""
        if not self._is_trusted() and vals.keys() & SETTLING:
            for notice in self:
                told = notice.objection_note or notice.objections == "settled"
                tells = vals.get("objection_note") or vals.get("objections") == "settled"
                if (told or tells) and notice._is_about(self.env.user):
                    raise AccessError(
                        self.env._(
                            "“%(name)s” is about you, too: what came in is written down and settled by another member "
                            "of the office.",
                            name=notice.name,
                        )
                    )
        return super().write(vals)

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_post(self):
        """Put it up today: from now on everybody concerned can read it, and the persons their own results."""
        for notice in self:
            notice._check_length()
            notice._check_kind()
            today = today_of(notice)
            last, note = notice._last_day(today)
            notice._take("post", date_from=today, date_to=last, calendar_note=note)
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
            if not notice.objections or (notice.objections == "settled" and not (notice.objection_note or "").strip()):
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

    # -- business --------------------------------------------------------------------------------------------------
    def _last_day(self, first):
        """The last day of ``days`` days, the day of posting being the first, and by which calendar (G8)."""
        if self.day_type == "calendar":
            return publicity_end(first, self.days), False
        workdays = Workdays(self.company_id)
        return publicity_end(first, self.days, workdays), workdays.note

    def _check_length(self):
        scheme = self.cycle_id.scheme_id
        least, most = max(scheme.publicity_days, 1), scheme.publicity_days_max
        short = self.days < least or (scheme.publicity_day_type == "working" and self.day_type != "working")
        if short:
            raise UserError(
                self.env._(
                    "“%(name)s”: the scheme asks for at least %(days)s %(type)s.",
                    name=self.name,
                    days=least,
                    type=dict(self._fields["day_type"]._description_selection(self.env))[scheme.publicity_day_type],
                )
            )
        if most and self.days > most:
            raise UserError(
                self.env._("“%(name)s”: the scheme allows at most %(days)s days.", name=self.name, days=most)
            )

    def _check_kind(self):
        if self.kind == "period":
            self._check_period()
        elif not self._waiting():
            raise UserError(self.env._("“%(name)s”: nobody's result is decided and not yet published.", name=self.name))
        elif self.cycle_id.state == "computed":
            raise UserError(self.env._("“%(cycle)s” is not decided yet.", cycle=self.cycle_id.name))

    def _check_period(self):
        """The period's own checks come with its own step: see :meth:`_show_period`."""
        if not self.period_id or self.period_id.cycle_id != self.cycle_id:
            raise UserError(self.env._("“%(name)s”: choose the period whose grades are shown.", name=self.name))

    def _waiting(self):
        waiting = self.cycle_id.assessment_ids.filtered(lambda one: one.assessed and one.state == "decided")
        if not self.unit_id:
            return waiting
        path = self.unit_id.parent_path
        return waiting.filtered(lambda one: ((one.subject_unit_id or one.unit_id).parent_path or "").startswith(path))

    def _is_shown(self, assessment):
        """Whether the scheme wants this result in public (S2A-69).

        Who was given no grade where others are is on no list: an empty line would say why (a case that is open).
        """
        graded = len(self.cycle_id.scheme_id.result_scale_id.grade_ids) > 1
        if graded and not assessment.decided_grade_id and not assessment.award_ids.filtered("decided"):
            return False
        everybody = self.cycle_id.scheme_id.publicity_of == "all"
        return everybody or assessment.decided_grade_id.is_top or bool(assessment.award_ids.filtered("decided"))

    def _publish(self):
        """Freeze what is shown; a result's notice lets the persons read their own results from now on."""
        if self.kind == "period":
            self._show_period()
        else:
            self.sudo()._show_results()

    def _show_results(self):
        waiting = self._waiting()
        groups = {group: at for at, group in enumerate(waiting.comparison_group_id.sorted())}  # ranked within each
        waiting = waiting.sorted(lambda one: (groups.get(one.comparison_group_id, -1), not one.rank, one.rank, one.id))
        self.line_ids.unlink()
        self.env["cadre.notice.line"].create(
            [
                {
                    "notice_id": self.id,
                    "sequence": sequence,
                    "employee_id": one.employee_id.id,
                    "subject_unit_id": one.subject_unit_id.id,
                    "name": one.name,
                    "post": one.post,
                    "unit_name": place_of(one, self.unit_id),
                    "grade_name": one.decided_grade_id.name,
                    "award_names": one.award_text,
                    "rank": one.printed_rank,
                    "total": one.total,
                }
                for sequence, one in enumerate(filter(self._is_shown, waiting), 1)
            ]
        )
        guarded(waiting).write({"state": "published"})
        if self.cycle_id.state == "decided":
            guarded(self.cycle_id).write({"state": "published"})

    def _show_period(self):
        """Publish the period by its own checks and step; shown again, it shows what was published."""
        if self.period_id.state != "published":
            self.period_id._publish()
        names = ("employee_id", "name", "post", "unit_name", "grade_name", "total")
        self.sudo().line_ids.unlink()
        self.env["cadre.notice.line"].sudo().create(
            [
                {"notice_id": self.id, "sequence": sequence, **{name: row[name] for name in names}}
                for sequence, row in enumerate(self.period_id._published_grades(), 1)
            ]
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
