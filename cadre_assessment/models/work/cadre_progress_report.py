"""What came of it this week, month, half-year, year?  (工作项目完成情况表, 表3; S0-14 … S0-21)"""

from odoo import fields, models


class CadreProgressReport(models.Model):
    """One person's record of one period. Its grade is seen by its rater and the office until it is published."""

    _name = "cadre.progress.report"
    _description = "Progress Report"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "cycle_id, period_id, employee_id"

    _guarded = frozenset({"state", "grade_id", "mark", "rated_by_id", "rated_on"})
    _locked_states = frozenset({"submitted", "approved", "filed"})

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    period_id = fields.Many2one("cadre.period", required=True, ondelete="restrict", index=True)
    level = fields.Selection(related="period_id.level", store=True, index=True)
    employee_id = fields.Many2one("hr.employee", required=True, ondelete="restrict", index=True)
    user_id = fields.Many2one(related="employee_id.user_id", store=True, index=True, string="User of the Person")
    plan_id = fields.Many2one("cadre.work.plan", ondelete="restrict", help="The version of the list it was written on.")
    leader_id = fields.Many2one("hr.employee")
    leader_user_id = fields.Many2one(related="leader_id.user_id", store=True, index=True, string="User of the Leader")
    section_head_id = fields.Many2one("hr.employee")
    section_head_user_id = fields.Many2one(related="section_head_id.user_id", store=True, index=True)
    employee_name = fields.Char(readonly=True)
    staff_number = fields.Char(readonly=True)
    post = fields.Char(readonly=True)
    duties = fields.Text()
    line_ids = fields.One2many("cadre.progress.line", "report_id", copy=True)
    self_report = fields.Text(string="Self-Evaluation Report")
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
        "cadre.scale.grade",
        copy=False,
        readonly=True,
        groups="cadre_assessment.group_cadre_officer,cadre_assessment.group_cadre_decider,cadre_assessment.group_cadre_auditor",
    )
    mark = fields.Float(
        digits=(12, 4),
        copy=False,
        readonly=True,
        groups="cadre_assessment.group_cadre_officer,cadre_assessment.group_cadre_decider,cadre_assessment.group_cadre_auditor",
    )
    rated_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    rated_on = fields.Datetime(readonly=True, copy=False)
    submitted_on = fields.Datetime(readonly=True, copy=False)
    approved_on = fields.Datetime(readonly=True, copy=False)
    filed_on = fields.Datetime(readonly=True, copy=False)
    late = fields.Boolean(readonly=True, copy=False)

    _once = models.Constraint("UNIQUE(period_id, employee_id)", "This person has a record of this period.")
