"""What a person studied, full-time or while working (全日制教育, 在职教育)."""

from odoo import fields, models

from ..company import company_of


class CadreEducation(models.Model):
    _name = "cadre.education"
    _description = "Education"
    _inherit = ["cadre.of.person.mixin", "cadre.discreet.mixin", "cadre.by.number.mixin"]
    _order = "employee_id, kind, date_to desc"
    _rec_name = "school"

    employee_id = fields.Many2one("hr.employee", required=True, ondelete="cascade", index=True)
    company_id = company_of("employee_id")
    kind = fields.Selection(
        [("full_time", "Full-time"), ("in_service", "In-service")], required=True, default="full_time"
    )
    level = fields.Char(string="Schooling", help="学历: 大学, 研究生 …")
    degree = fields.Char(help="学位")
    school = fields.Char(string="School, Department and Major")
    date_to = fields.Date(string="Graduated On")
    date_to_month_only = fields.Boolean(string="Graduation: Month Only")
