"""What is shown to the public, from when to when?  (公示; G8)"""

from odoo import fields, models


class CadreNotice(models.Model):
    _name = "cadre.notice"
    _description = "Public Notice"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "date_from desc, id desc"

    _guarded = frozenset({"state", "date_to", "calendar_note"})
    _locked_states = frozenset({"posted", "ended"})

    name = fields.Char(required=True)
    kind = fields.Selection([("period", "Grades of a Period"), ("result", "Result of the Year")], required=True, default="result")
    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    period_id = fields.Many2one("cadre.period", ondelete="restrict")
    text = fields.Text()
    date_from = fields.Date(default=fields.Date.context_today)
    days = fields.Integer(default=5)
    day_type = fields.Selection([("working", "Working Days"), ("calendar", "Days")], default="working", required=True)
    date_to = fields.Date(string="Last Day", readonly=True, copy=False)
    calendar_note = fields.Char(readonly=True, copy=False, help="Which calendar the working days were counted by.")
    contact = fields.Char(help="受理部门")
    phone = fields.Char(help="监督举报电话")
    state = fields.Selection(
        [("draft", "Draft"), ("posted", "Posted"), ("ended", "Ended")], default="draft", required=True, copy=False, tracking=True
    )
    line_ids = fields.One2many("cadre.notice.line", "notice_id", copy=False)
    objection_note = fields.Text(help="Objections received and how they were settled.")


class CadreNoticeLine(models.Model):
    _name = "cadre.notice.line"
    _description = "Line of a Public Notice"
    _order = "notice_id, sequence, id"

    notice_id = fields.Many2one("cadre.notice", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    sequence = fields.Integer()
    employee_id = fields.Many2one("hr.employee", ondelete="restrict")
    name = fields.Char(required=True)
    post = fields.Char()
    unit_name = fields.Char()
    grade_name = fields.Char()
    rank = fields.Integer()
    total = fields.Float(digits=(12, 2))
