"""What will a person do this year?  The work-item list (工作项目清单, 表2), versioned (S0-11 … S0-13)."""

from odoo import fields, models


class CadreWorkPlan(models.Model):
    """One version of one person's list. A rating keeps the version it was given on."""

    _name = "cadre.work.plan"
    _description = "Work-Item List"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "cycle_id, employee_id, version desc"

    _locked_states = frozenset({"submitted", "approved", "filed", "superseded"})

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    employee_id = fields.Many2one("hr.employee", required=True, ondelete="restrict", index=True)
    user_id = fields.Many2one(related="employee_id.user_id", store=True, index=True, string="User of the Person")
    version = fields.Integer(default=1, required=True, readonly=True, copy=False)
    previous_id = fields.Many2one("cadre.work.plan", readonly=True, copy=False)
    change_reason = fields.Selection(
        [
            ("special", "Special Circumstances"),
            ("post", "Change of Post"),
            ("duties", "Change in the Division of Work"),
        ],
        copy=False,
    )
    change_note = fields.Char(copy=False)
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
    )
    item_ids = fields.One2many("cadre.work.item", "plan_id", copy=True)
    leader_id = fields.Many2one("hr.employee", help="Approves and rates (分管副书记 / 分管领导).")
    leader_user_id = fields.Many2one(related="leader_id.user_id", store=True, index=True, string="User of the Leader")
    employee_name = fields.Char(readonly=True, help="As of the day it was drawn up.")
    staff_number = fields.Char(readonly=True)
    post = fields.Char(readonly=True)
    unit_name = fields.Char(readonly=True)
    duties = fields.Text()
    due = fields.Date(help="Last day for filing (S0-12: 31 May).")
    submitted_on = fields.Datetime(readonly=True, copy=False)
    approved_on = fields.Datetime(readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    filed_on = fields.Datetime(readonly=True, copy=False)
    late = fields.Boolean(readonly=True, copy=False, help="Filed after the due date.")

    _version_uniq = models.Constraint("UNIQUE(cycle_id, employee_id, version)", "This version of the list exists.")
