"""What a subject will do this year: a list (工作项目清单, 表2) or a letter (目标责任书), in versions."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ..batch.many import in_parts
from ..clock import today_of
from ..company import company_of
from ..guard import Step, guarded
from ..guard.activities import clear_tasks, hand_over_each
from ..listing import listed
from ..states import RUNNING
from ..subject import SUBJECT

_lt = LazyTranslate(__name__)


class CadreWorkPlan(models.Model):
    """One version of one subject's list or letter (S0-11 … S0-13). A rating keeps the version it was given on."""

    _name = "cadre.work.plan"
    _description = "Work-Item List"
    _inherit = [
        "cadre.server.made.mixin",
        "cadre.urged.mixin",
        "cadre.tier.mixin",
        "cadre.subject.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _rec_names_search = ["employee_name"]
    _check_company_auto = True
    _order = "cycle_id, employee_id, subject_unit_id, version desc"

    _guarded = SUBJECT | {"cycle_id", "due", "change_reason", "change_note"}
    _office_fields = frozenset({"leader_id"})
    _locked_states = frozenset({"submitted", "approved", "filed", "superseded"})
    _own_work = frozenset({"write", "unlink"})
    _steps = (
        Step("submit", ("draft",), "submitted", "_is_author", own=True, whose="_authors"),
        Step("withdraw", ("submitted",), "draft", "_is_author", own=True, whose="_authors"),
        Step("review", ("submitted",), None, "_is_my_turn", whose="_waiting_users", method="action_approve"),
        Step("approve", ("submitted",), "approved", "_tiers_agree"),
        Step("return", ("submitted",), "draft", "_is_my_turn", reason=True, whose="_waiting_users"),
        Step("file", ("approved",), "filed", "_in_office", own=True),  # with everybody's, as others approved it
        Step("edit", ("draft",), None, "_is_author", own=True),
        Step("change", ("approved", "filed"), None, "_may_change", own=True, method="action_new_version"),
    )

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = company_of("cycle_id")
    year = fields.Integer(related="cycle_id.year", store=True, aggregator=None)
    kind = fields.Selection(
        [("list", "Work-Item List"), ("letter", "Responsibility Letter")],
        default="list",
        required=True,
        readonly=True,
        help="A list says what is done (工作项目清单); the items of a letter (目标责任书) bear points.",
    )
    version = fields.Integer(default=1, required=True, readonly=True, copy=False, aggregator=None)
    previous_id = fields.Many2one("cadre.work.plan", readonly=True, copy=False, string="Version Before")
    change_reason = fields.Selection(
        [
            ("special", "Special Circumstances"),
            ("post", "Change of Post"),
            ("duties", "Change in the Division of Work"),
        ],
        copy=False,
        string="Reason of the New Version",
        help="S0-13",
    )
    change_note = fields.Char(copy=False, string="What Changed")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Awaiting Approval"),
            ("approved", "Approved"),
            ("filed", "Filed"),
            ("superseded", "Superseded"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    item_ids = fields.One2many("cadre.work.item", "plan_id", copy=True, string="Items")
    item_count = fields.Integer(compute="_compute_item_count", string="Number of Items")
    leader_id = fields.Many2one(
        "hr.employee", string="Leader in Charge", help="Approves and rates (分管副书记 / 分管领导)."
    )
    leader_user_id = fields.Many2one(related="leader_id.user_id", store=True, index=True, string="User of the Leader")
    roster_leader_id = fields.Many2one(
        "hr.employee", readonly=True, copy=False, help="Leader as the post history said it last; the office may differ."
    )
    section_head_id = fields.Many2one("hr.employee", readonly=True)
    # frozen as of the day it was drawn up
    employee_name = fields.Char(readonly=True, string="Name of the Person", help="As of the day it was drawn up.")
    staff_number = fields.Char(readonly=True)
    post = fields.Char(readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True, index=True)
    unit_id = fields.Many2one("hr.department", readonly=True)
    unit_name = fields.Char(readonly=True)
    comparison_group_id = fields.Many2one("cadre.category", readonly=True)
    uses_seat = fields.Boolean(
        readonly=True, default=True, help="A top grade of this person takes a seat of the quota."
    )
    entrusted = fields.Boolean(readonly=True, help="委托考核: rated by the supervising unit, on seats apart (S3-11).")
    hr_version_id = fields.Many2one(
        "hr.version", readonly=True, copy=False, groups="cadre_assessment.group_cadre_officer"
    )
    duties = fields.Text(string="Division of Work")
    due = fields.Date(string="File Until", help="Last day for filing (S0-12: 31 May).")
    return_reason = fields.Text(readonly=True, copy=False)
    submitted_on = fields.Datetime(readonly=True, copy=False)
    approved_on = fields.Datetime(readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    filed_on = fields.Datetime(readonly=True, copy=False)
    late = fields.Boolean(readonly=True, copy=False, help="Filed after the due date.")
    overdue = fields.Boolean(compute="_compute_overdue", help="The due date is over and the list is not filed.")

    _version_uniq = models.Constraint("UNIQUE(cycle_id, employee_id, version)", "This version of the list exists.")
    _unit_version_uniq = models.Constraint(
        "UNIQUE(cycle_id, subject_unit_id, version)", "This version of the letter exists."
    )

    # -- computed --------------------------------------------------------------------------------------------------
    @api.depends("employee_name", "kind", "year", "version")
    def _compute_display_name(self):
        for plan in self:
            known = {
                "name": plan.employee_name or plan._subject_name(),
                "year": plan.year,
                "version": plan.version,
            }
            plan.display_name = (
                self.env._("%(name)s, letter of %(year)s, version %(version)s", **known)
                if plan.kind == "letter"
                else self.env._("%(name)s, list of %(year)s, version %(version)s", **known)
            )

    @api.depends("item_ids")
    def _compute_item_count(self):
        for plan in self:
            plan.item_count = len(plan.item_ids)

    @api.depends("due", "state")
    def _compute_overdue(self):
        for plan in self:
            late = bool(plan.due) and plan.due < today_of(plan)
            plan.overdue = late and plan.state in ("draft", "submitted", "approved")

    # -- reminded by hand (催办) ------------------------------------------------------------------------------------
    def _is_owed(self):
        """Still to be written, answered or, of a letter, signed."""
        return self.state in ("draft", "submitted") or (self.kind == "letter" and self.state == "approved")

    def _urged_users(self):
        return self._next_users() if self._is_owed() else self.env["res.users"]

    # -- who may ---------------------------------------------------------------------------------------------------
    def _is_author(self):
        """The person, or the head of the unit; the office for somebody without an account, or where the scheme says so.

        S2A-56: of leaders their office draws it up, and nobody of it for himself.
        """
        mine = self._is_office() if self._by_office() else self._acts_for_subject()
        return mine and self._runs()

    def _by_office(self):
        return self.sudo().cycle_id.scheme_id.plan_writer == "office"

    def _authors(self):
        """Whose work it is to write it."""
        return self.sudo().cycle_id._office_users() if self._by_office() else self.user_id

    def _may_change(self):
        return self._is_author() or (self._is_office() and self._runs())

    def _runs(self):
        return self.sudo().cycle_id.state in RUNNING

    def _same_subject(self):
        """The domain of every version of this list."""
        self.ensure_one()
        return [
            ("cycle_id", "=", self.cycle_id.id),
            ("employee_id", "=", self.employee_id.id),
            ("subject_unit_id", "=", self.subject_unit_id.id),
        ]

    def _versions_in(self, states):
        """All versions of these lists that stand in one of ``states``. One query."""
        others = self.search(
            [
                ("cycle_id", "in", self.cycle_id.ids),
                ("state", "in", states),
                "|",
                ("employee_id", "in", self.employee_id.ids),
                ("subject_unit_id", "in", self.subject_unit_id.ids),
            ]
        )
        whose = {(plan.cycle_id, plan.employee_id, plan.subject_unit_id) for plan in self}
        return others.filtered(lambda plan: (plan.cycle_id, plan.employee_id, plan.subject_unit_id) in whose)

    def _open_when_locked(self):
        """The office names another leader at any time: whose person it is, is no part of what was approved."""
        names = super()._open_when_locked()
        return names | {"leader_id"} if self.state != "superseded" and self._is_office() else names

    def write(self, vals):
        result = super().write(vals)
        if "leader_id" in vals:
            waiting = self.sudo().filtered(lambda plan: plan.state == "submitted")
            if waiting:
                self.env["tier.review"]._ask_anew([("model", "=", self._name), ("res_id", "in", waiting.ids)])
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_drawn_up(self):
        """A list that the office drew up is not thrown away by the person; a new version that is not wanted may be."""
        for plan in self:
            if not plan._is_trusted() and not plan._is_office() and plan.version == 1:
                raise UserError(
                    self.env._("%(list)s: only the assessment office removes a first list.", list=plan.display_name)
                )

    # -- business --------------------------------------------------------------------------------------------------
    @api.model
    def _current(self, cycles, employees=None):
        """{(cycle id, employee id): the version that holds} of persons. One query."""
        domain = [
            ("cycle_id", "in", cycles.ids),
            ("state", "in", ("approved", "filed")),
            ("employee_id", "!=", False),
        ]
        if employees is not None:
            domain.append(("employee_id", "in", employees.ids))
        return {(plan.cycle_id.id, plan.employee_id.id): plan for plan in self.search(domain, order="version")}

    # -- actions ---------------------------------------------------------------------------------------------------
    @in_parts(_lt("Submit"), step="submit")
    def action_submit(self):
        """To the leader in charge, complete (S0-11)."""
        self.check_access("write")
        self._check_complete()
        self._take("submit", submitted_on=fields.Datetime.now(), return_reason=False)
        self._open_tiers()
        self._ask_next()
        return True

    def _ask_next(self):
        """An activity for whose turn it is."""
        hand_over_each(self, "cadre_assessment.activity_plan_approve", lambda plan: plan._waiting_users())

    def _reviewers_changed(self):
        self.filtered(lambda plan: plan.state == "submitted")._ask_next()

    def _say_yes(self, comment=None):
        result = super()._say_yes(comment)
        self.sudo().filtered(lambda plan: plan.state == "submitted")._ask_next()
        return result

    def action_withdraw(self):
        """Back to the person before anybody answered for good."""
        self._take("withdraw", submitted_on=False)
        self._clear_tiers()
        clear_tasks(self)
        return True

    def action_return(self):
        return self._ask_reason("return")

    @in_parts(_lt("Approve"), refuse="_refuse_out_of_turn")
    def action_approve(self):
        return super().action_approve()

    @in_parts(_lt("Return"), refuse="_refuse_out_of_turn")
    def _reason_return(self, reason):
        return super()._reason_return(reason)

    def _return(self, reason):
        result = super()._return(reason)
        guarded(self.sudo()).write({"return_reason": reason})
        hand_over_each(self, "cadre_assessment.activity_returned", lambda plan: plan.user_id, note=reason)
        return result

    def _on_validated(self):
        """Approved (S0-12): from now on this version holds, and the one before is kept but superseded (S0-13)."""
        self._take("approve", approved_on=fields.Datetime.now(), approved_by_id=self.env.uid)
        older = self.sudo()._versions_in(("approved", "filed")) - self.sudo()
        guarded(older).write({"state": "superseded"})
        clear_tasks(self | older)

    def action_file(self):
        """The office files approved lists, also many at once; after the due date they are late (S0-12)."""
        now = fields.Datetime.now()
        late = self.filtered(lambda plan: plan.due and plan.due < plan.cycle_id._today())
        for plans, flag in ((late, True), (self - late, False)):
            if plans:
                plans._take("file", filed_on=now, late=flag)
        return True

    def action_new_version(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Version"),
            "res_model": "cadre.work.plan.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_plan_id": self.id},
        }

    def action_copy_last_year(self):
        """Take over the items of last year's list, a year later."""
        self.ensure_one()
        self.check_access("write")
        self._refuse_locked(None)
        before = self.search(
            [
                ("employee_id", "=", self.employee_id.id),
                ("subject_unit_id", "=", self.subject_unit_id.id),
                ("year", "=", self.year - 1),
                ("state", "in", ("approved", "filed", "superseded")),
            ],
            order="version desc, id desc",
            limit=1,
        )
        if not before.item_ids:
            raise UserError(
                self.env._(
                    "%(name)s has no approved list of %(year)s to copy from.",
                    name=self.employee_name,
                    year=self.year - 1,
                )
            )
        here = set(self.item_ids.mapped("name"))
        values = [item._year_later() for item in before.item_ids if item.name not in here]
        self.env["cadre.work.item"].create([{**vals, "plan_id": self.id} for vals in values])
        return True

    # -- checks ----------------------------------------------------------------------------------------------------
    def _check_complete(self):
        """Raise UserError naming every item that lacks its target, date, source or class (S0-04, S0-11)."""
        for plan in self:
            if not plan.item_ids:
                raise UserError(
                    self.env._("%(list)s has no item yet: add at least one, then submit it.", list=plan.display_name)
                )
            lines = [
                self.env._(
                    "“%(item)s”: %(missing)s is missing",
                    item=item.name,
                    missing=listed(
                        self.env, [item._fields[name]._description_string(self.env) for name in item._missing()]
                    ),
                )
                for item in plan.item_ids
                if item._missing()
            ]
            if lines:
                raise UserError(
                    self.env._("%(list)s cannot be submitted yet.", list=plan.display_name) + "\n" + "\n".join(lines)
                )
