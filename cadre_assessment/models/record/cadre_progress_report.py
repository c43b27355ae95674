"""The record of a week, month, half-year or year (工作项目完成情况表, 表3; S0-14 … S0-21)."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..clock import on_the_day, today_of
from ..company import company_of
from ..guard import Step
from ..listing import listed
from ..plan.post_changes import without_new_list
from ..scheme.cadre_scheme_route import ROUTES
from ..states import RUNNING

WHO_SEES_GRADES = (
    "cadre_assessment.group_cadre_officer,cadre_assessment.group_cadre_decider,cadre_assessment.group_cadre_auditor"
)
RATING = ("shown_grade_id", "opinion", "shown_grade_reason", "shown_endorsed_grade_id")
"""What the leader and the section head write: each is a step, also when it is entered in a list."""


class CadreProgressReport(models.Model):
    """One person's record of one period. Its grade is seen by its rater and the office until it is published."""

    _name = "cadre.progress.report"
    _description = "Progress Report"
    _inherit = [
        "cadre.offered.mixin",
        "cadre.urged.mixin",
        "cadre.guard.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "cadre.absent.mixin",
        "cadre.locked.files.mixin",
    ]
    _rec_names_search = ["employee_name", "staff_number"]
    _absent = {"mark": "has_mark"}
    _check_company_auto = True
    _order = "cycle_id, period_id, employee_id"

    _chosen = ("cadre.cycle", "takes_records")
    _guarded = frozenset(
        {"state", "grade_id", "mark", "has_mark", "rated_by_id", "rated_on", "opinion", "grade_reason", "band_grade_id"}
        | {"endorsed_grade_id", "cycle_id", "period_id", "employee_id"}
    )
    _office_fields = frozenset({"leader_id", "section_head_id", "plan_id"})
    _evidence = frozenset({"grade_id", "endorsed_grade_id", "opinion", "grade_reason", "rated_by_id"})
    _locked_states = frozenset({"submitted", "approved", "filed"})
    _own_work = frozenset({"create", "write", "unlink"})
    _steps = (
        Step("edit", ("draft",), None, "_is_author", own=True),
        Step("submit", ("draft",), "submitted", "_is_author", own=True, whose="_authors"),
        Step("withdraw", ("submitted",), "draft", "_may_withdraw", own=True, whose="_authors"),
        Step("endorse", ("submitted",), None, "_may_endorse", whose="_waits_for"),
        Step("approve", ("submitted",), "approved", "_may_approve", whose="_waits_for"),
        Step("rate", ("submitted", "approved"), "approved", "_may_rate", whose="_waits_for"),
        Step("unrate", ("approved",), "submitted", "_may_rate", whose="_waits_for"),
        Step("return", ("submitted", "approved"), "draft", "_may_return", reason=True, whose="_waits_for"),
        Step("file", ("approved",), "filed", "_in_office", own=True),  # with everybody's, as others approved it
        Step("reopen", ("filed",), "approved", "_may_reopen"),
    )

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = company_of("cycle_id")
    period_id = fields.Many2one(
        "cadre.period",
        required=True,
        ondelete="restrict",
        index=True,
        default=lambda self: self._default_period(),
        domain="[('state', '=', 'open'), ('cycle_id.takes_records', '=', True)]",
    )
    level = fields.Selection(related="period_id.level", store=True, index=True)
    employee_id = fields.Many2one(
        "hr.employee", required=True, ondelete="restrict", index=True, default=lambda self: self.env.user.employee_id
    )
    user_id = fields.Many2one(related="employee_id.user_id", store=True, index=True, string="User of the Person")
    plan_id = fields.Many2one(
        "cadre.work.plan", ondelete="restrict", string="List", help="The version of the list it was written on."
    )
    leader_id = fields.Many2one("hr.employee", string="Leader in Charge")
    leader_user_id = fields.Many2one(related="leader_id.user_id", store=True, index=True, string="User of the Leader")
    section_head_id = fields.Many2one("hr.employee")
    section_head_user_id = fields.Many2one(related="section_head_id.user_id", store=True, index=True)
    # frozen from the list
    employee_name = fields.Char(readonly=True, string="Name of the Person")
    staff_number = fields.Char(readonly=True)
    post = fields.Char(readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    unit_id = fields.Many2one("hr.department", readonly=True)
    post_class_id = fields.Many2one("cadre.category", readonly=True)
    comparison_group_id = fields.Many2one("cadre.category", readonly=True)
    uses_seat = fields.Boolean(readonly=True, default=True)
    entrusted = fields.Boolean(readonly=True, help="委托考核: rated by the supervising unit, on seats apart (S3-11).")
    duties = fields.Text(string="Division of Work")

    line_ids = fields.One2many("cadre.progress.line", "report_id", copy=True, string="Items")
    self_report = fields.Text(string="Self-Evaluation Report", help="自评情况报告 (S0-18)")
    warning = fields.Char(compute="_compute_warning", help="Items whose text is longer than usual (S0-16).")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("approved", "Approved"),
            ("filed", "Filed"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    opinion = fields.Text(copy=False, help="相关负责人审定意见")
    grade_id = fields.Many2one(
        "cadre.scale.grade", string="Grade Given", copy=False, readonly=True, index=True, groups=WHO_SEES_GRADES
    )
    mark = fields.Float(
        digits=(12, 4),
        copy=False,
        readonly=True,
        groups=WHO_SEES_GRADES,
        aggregator="avg",
        low=None,
        help="Sum of the indicators' marks less the deductions, with two decimals, once every indicator is marked.",
    )
    has_mark = fields.Boolean(
        string="Marked", copy=False, readonly=True, help="Every indicator is marked: no mark is not a zero (G12)."
    )
    deduction_ids = fields.One2many("cadre.progress.deduction", "report_id", string="Deductions")
    rated_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    rated_on = fields.Datetime(readonly=True, copy=False)
    endorsed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    endorsed_on = fields.Datetime(readonly=True, copy=False)
    return_reason = fields.Text(readonly=True, copy=False)
    submitted_on = fields.Datetime(readonly=True, copy=False)
    approved_on = fields.Datetime(readonly=True, copy=False)
    filed_on = fields.Datetime(readonly=True, copy=False)
    late = fields.Boolean(readonly=True, copy=False, help="Handed in after the due date.")
    # what the rule of the period says
    overdue = fields.Boolean(
        compute="_compute_overdue", search="_search_overdue", help="Owed, not handed in, and the last day is over."
    )
    rated = fields.Boolean(related="period_id.rule_id.rated", string="Is Rated")
    scale_id = fields.Many2one(related="period_id.rule_id.scale_id")
    route = fields.Selection(
        ROUTES,
        compute="_compute_route",
        store=True,
        precompute=True,
        help="Who says yes to it: by the rule of the period and the class of the post (S1-10, S1-11).",
    )
    item_limit = fields.Integer(related="period_id.rule_id.item_limit")
    needs_self_report = fields.Boolean(related="period_id.rule_id.self_report", string="Needs a Self-Evaluation Report")
    period_state = fields.Selection(related="period_id.state", string="State of the Period")
    due = fields.Date(related="period_id.due")
    date_from = fields.Date(related="period_id.date_from", store=True)
    date_to = fields.Date(related="period_id.date_to", store=True)

    _state_of_period_idx = models.Index("(period_id, state, employee_id)")
    # what waits, for whom: everything that the cards of leader and office ask of it
    _waiting_idx = models.Index(
        "(leader_user_id, state, period_id) INCLUDE (cycle_id, company_id, user_id, section_head_user_id, route, "
        "endorsed_on) WHERE state IN ('draft', 'submitted', 'approved')"
    )
    _latest_idx = models.Index("(date_to DESC, id DESC)")
    _once = models.Constraint("UNIQUE(period_id, employee_id)", "This person has a record of this period.")

    # -- computed --------------------------------------------------------------------------------------------------
    @api.depends("employee_name", "period_id.name")
    def _compute_display_name(self):
        for report in self:
            name = report.employee_name or report.employee_id.name or ""
            report.display_name = self.env._("%(name)s, %(period)s", name=name, period=report.period_id.name or "")

    @api.depends("state", "due")
    def _compute_overdue(self):
        for report in self:
            owed = report.state == "draft" and report.period_id.required and report._runs()
            report.overdue = owed and bool(report.due) and report.due < today_of(report)

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        owed = Domain("state", "=", "draft") & Domain("period_id.rule_id.required", "=", True)
        owed &= Domain("period_id.state", "=", "open") & Domain("cycle_id.state", "in", RUNNING)
        late = owed & on_the_day(self.env, lambda day: [("period_id.due", "<", day)])
        return late if True in value else ~late

    @api.depends("period_id", "post_class_id")
    def _compute_route(self):
        """The first line of the rule that names the class of the post; without one the rule's own route."""
        for report in self:
            rule = report.period_id.sudo().rule_id
            lines = rule.route_ids.filtered(lambda line, one=report: one.post_class_id in line.post_class_ids)
            report.route = lines[:1].route or rule.route

    @api.depends("line_ids.too_long", "item_limit")
    def _compute_warning(self):
        changed = without_new_list(self._origin.filtered(lambda report: report.state == "draft"))
        for report in self:
            said = []
            if report._origin in changed:
                said.append(self._without_list_text(*changed[report._origin], report.period_id.name))
            long = report.line_ids.filtered("too_long")
            if long:
                items = listed(self.env, [f"“{line.name or ''}” ({line.length})" for line in long])
                limit = report.item_limit
                said.append(
                    self.env._(
                        "Longer than the usual %(limit)s characters an item: %(items)s", limit=limit, items=items
                    )
                )
            report.warning = " ".join(said) or False

    # -- who may ---------------------------------------------------------------------------------------------------
    def _runs(self):
        report = self.sudo()
        return report.cycle_id.state in RUNNING and report.period_id.state == "open"

    def _is_author(self):
        """The person himself; the office for somebody who has no account."""
        return self._acts_for_subject() and self._runs()

    def _may_withdraw(self):
        """Who wrote it; a sheet of marks was written by nobody and waits for its raters (S1-15)."""
        return self._is_author() and not self.sudo().period_id.marked

    def _waits_for_section(self):
        """Whether the section head speaks first (S1-10); a section head's own record goes to the leader (S1-11)."""
        return (
            self.route == "section_leader"
            and bool(self.section_head_id)
            and self.section_head_id != self.employee_id
            and not self.endorsed_on
        )

    def _is_leader(self):
        """The leader in charge, in his turn."""
        return self.leader_user_id == self.env.user and not self._waits_for_section() and self._runs()

    def _may_endorse(self):
        return self.section_head_user_id == self.env.user and self._waits_for_section() and self._runs()

    def _authors(self):
        """Whose work it is to write it."""
        return self.user_id

    def _waits_for(self):
        """Whose word it waits for: the section head's, then the leader's."""
        return self.section_head_user_id if self._waits_for_section() else self.leader_user_id

    def _is_owed(self):
        """Still to be written, or to be approved or rated."""
        return self._runs() and self.state in ("draft", "submitted")

    def _urged_users(self):
        if not self._is_owed():
            return self.env["res.users"]
        return self.user_id if self.state == "draft" else self._waits_for()

    def _may_approve(self):
        return self.route != "none" and not self.rated and self._is_leader()

    def _may_rate(self):
        return self.rated and self._is_leader()

    def _may_return(self):
        return self._may_endorse() if self.state == "submitted" and self._waits_for_section() else self._is_leader()

    def _may_reopen(self):
        return self._is_office() and self._runs()

    def _open_when_locked(self):
        """While a record waits, the office names another leader, and its raters fill in its marks."""
        names = super()._open_when_locked()
        if self.state != "submitted":
            return names
        names |= {"mark_ids", "deduction_ids"}
        return names | {"leader_id", "section_head_id"} if self._is_office() else names

    # -- create, write, delete -------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        """A client says which period and what came of it; whose, on which list and for which leader follows."""
        if self._is_trusted():
            return super().create(vals_list)
        clean = self._clean_context()
        protected = clean._protected() - {"period_id", "employee_id"}
        for vals in vals_list:
            clean._refuse_protected(k for k in vals.keys() & protected if not clean._is_default(k, vals[k]))
        written = [{k: v for k, v in vals.items() if k not in protected.union(RATING)} for vals in vals_list]
        completed = clean._completed(written)
        reports = clean._create_as_server(written, completed)
        # a form sends back the leader of the list that it was shown
        reports._refuse_office_on_own(
            [
                {name: value for name, value in vals.items() if value != filled.get(name)}
                for vals, filled in zip(vals_list, completed, strict=True)
            ]
        )
        reports._take_post_of_time()
        reports._made()
        return reports.with_env(self.env)

    def write(self, vals):
        """The leader's grade and opinion are steps, also when they are entered in a list."""
        rating = {name: vals[name] for name in RATING if name in vals}
        if not rating or self._is_trusted():
            return super().write(vals)
        rest = {name: value for name, value in vals.items() if name not in rating}
        if rest:
            self.write(rest)
        return self._write_rating(rating)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_owed(self):
        for report in self:
            if not report._is_trusted() and not report._is_office() and report.period_id.rule_id.required:
                raise UserError(
                    self.env._(
                        "%(record)s is owed: only the assessment office removes it. A free diary may be deleted.",
                        record=report.display_name,
                    )
                )
