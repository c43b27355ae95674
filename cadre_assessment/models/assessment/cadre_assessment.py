"""What is one subject's result, and why?  With the post, unit and group frozen as of the cut-off day."""

from odoo import fields, models


class CadreAssessment(models.Model):
    _name = "cadre.assessment"
    _description = "Assessment"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "cycle_id, rank, id"

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    scheme_id = fields.Many2one(related="cycle_id.scheme_id", store=True)
    employee_id = fields.Many2one("hr.employee", ondelete="restrict", index=True)
    user_id = fields.Many2one(related="employee_id.user_id", store=True, index=True, string="User of the Person")
    name = fields.Char(required=True, readonly=True)
    state = fields.Selection(
        [
            ("open", "Under Way"),
            ("computed", "Computed"),
            ("decided", "Decided"),
            ("published", "Public Notice"),
            ("archived", "Archived"),
        ],
        default="open",
        required=True,
        copy=False,
        index=True,
    )
    # frozen as of the cut-off day
    staff_number = fields.Char(readonly=True)
    gender = fields.Char(readonly=True)
    birthday = fields.Date(readonly=True)
    birthday_month_only = fields.Boolean(readonly=True)
    ethnicity = fields.Char(readonly=True)
    political_status = fields.Char(readonly=True)
    party_member = fields.Boolean(readonly=True)
    post = fields.Char(readonly=True)
    rank_name = fields.Char(readonly=True)
    post_since = fields.Date(readonly=True)
    rank_since = fields.Date(readonly=True)
    duties = fields.Text(readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True, index=True)
    unit_id = fields.Many2one("hr.department", readonly=True, index=True)
    comparison_group_id = fields.Many2one("cadre.category", readonly=True)
    post_class_id = fields.Many2one("cadre.category", readonly=True)
    identity_id = fields.Many2one("cadre.category", readonly=True)
    is_unit_head = fields.Boolean(readonly=True)
    is_team_member = fields.Boolean(readonly=True)
    leader_id = fields.Many2one("hr.employee", readonly=True, index=True)
    leader_user_id = fields.Many2one(related="leader_id.user_id", store=True, index=True, string="User of the Leader")
    # scope
    assessed = fields.Boolean(readonly=True)
    in_base = fields.Boolean(readonly=True)
    uses_seat = fields.Boolean(readonly=True)
    scope_reason = fields.Char(readonly=True)
    # what the rules say
    total = fields.Float(digits=(12, 2), readonly=True, copy=False, aggregator="avg")
    has_total = fields.Boolean(readonly=True, copy=False)
    exact_total = fields.Char(readonly=True, copy=False, help="Before rounding, as a fraction.")
    rank = fields.Integer(readonly=True, copy=False, aggregator=None)
    band_grade_id = fields.Many2one("cadre.scale.grade", readonly=True, copy=False)
    proposed_grade_id = fields.Many2one("cadre.scale.grade", readonly=True, copy=False)
    may_top = fields.Boolean(readonly=True, copy=False)
    pending = fields.Boolean(string="To Be Decided", readonly=True, copy=False, help="待裁定: tied across the last seat.")
    reason_code = fields.Char(readonly=True, copy=False)
    reason_figures = fields.Json(readonly=True, copy=False)
    flags = fields.Char(readonly=True, copy=False, help="Codes of what needs a look, e.g. missing:half")
    gate_codes = fields.Char(readonly=True, copy=False)
    previous_total = fields.Float(digits=(12, 2), readonly=True, copy=False, aggregator=None)
    previous_grade_id = fields.Many2one("cadre.scale.grade", readonly=True, copy=False)
    changed = fields.Boolean(readonly=True, copy=False, help="The last computation gave another result than the one before.")
    line_ids = fields.One2many("cadre.assessment.line", "assessment_id")
    finding_ids = fields.One2many("cadre.finding", "assessment_id")
    # veto review (S0-32)
    veto_state = fields.Selection(
        [("none", "Not Required"), ("pending", "To Be Reviewed"), ("clear", "No Veto"), ("vetoed", "Vetoed")],
        default="none",
        readonly=True,
        copy=False,
    )
    veto_field_id = fields.Many2one("cadre.category", readonly=True, copy=False, domain="[('kind', '=', 'veto')]")
    veto_note = fields.Char(readonly=True, copy=False)
    veto_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    veto_on = fields.Datetime(readonly=True, copy=False)
    # proposals of the office (S0-31) and the decision
    advanced = fields.Boolean(string="Proposed as Advanced", copy=False)
    unfit = fields.Boolean(string="Proposed as Unfit for the Post", copy=False)
    extremely_poor = fields.Boolean(copy=False, help="Found extremely poor by the deciding body (S0-39).")
    decided_grade_id = fields.Many2one("cadre.scale.grade", readonly=True, copy=False, index=True)
    override_reason = fields.Char(readonly=True, copy=False)
    decision_id = fields.Many2one("cadre.decision", readonly=True, copy=False)

    _guarded = frozenset(
        {
            "state", "total", "has_total", "exact_total", "rank", "band_grade_id", "proposed_grade_id", "may_top", "pending",
            "reason_code", "reason_figures", "flags", "gate_codes", "previous_total", "previous_grade_id", "changed",
            "veto_state", "veto_field_id", "veto_note", "veto_by_id", "veto_on", "decided_grade_id", "override_reason",
            "decision_id", "assessed", "in_base", "uses_seat", "scope_reason", "line_ids", "extremely_poor",
            "cycle_id", "employee_id",
        }
    )  # fmt: skip

    _once = models.UniqueIndex("(cycle_id, employee_id) WHERE employee_id IS NOT NULL", "This person is in this cycle already.")
