"""A person's family (家庭主要成员及重要社会关系)."""

from odoo import fields, models

from ..company import company_of


class CadreFamilyMember(models.Model):
    _name = "cadre.family.member"
    _description = "Family Member"
    _inherit = ["cadre.of.person.mixin", "cadre.discreet.mixin", "cadre.by.number.mixin"]
    _order = "employee_id, sequence, id"

    employee_id = fields.Many2one("hr.employee", required=True, ondelete="cascade", index=True)
    company_id = company_of("employee_id")
    sequence = fields.Integer(default=10)
    relation = fields.Char(required=True, help="称谓")
    name = fields.Char(string="Full Name", required=True)
    birthday = fields.Date()
    birthday_month_only = fields.Boolean(string="Birthday: Month Only")
    political_status = fields.Char()
    work = fields.Char(string="Unit and Post")
