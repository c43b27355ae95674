"""What do we add to an employee: the number people are matched by, origin, party, work start, education, family?"""

from odoo import fields, models

from .hr_version import OFFICE


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    staff_number = fields.Char(groups=OFFICE, index=True, copy=False, tracking=True)
    ethnicity = fields.Char(groups=OFFICE)
    native_place = fields.Char(groups=OFFICE)
    political_status_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'political')]", groups=OFFICE)
    birthday_month_only = fields.Boolean(groups=OFFICE)
    party_date = fields.Date(string="Joined the Party On", groups=OFFICE)
    party_date_month_only = fields.Boolean(groups=OFFICE)
    work_start = fields.Date(string="Started Work On", groups=OFFICE)
    work_start_month_only = fields.Boolean(groups=OFFICE)
    health = fields.Char(groups=OFFICE)
    professional_title = fields.Char(groups=OFFICE)
    expertise = fields.Char(groups=OFFICE, help="熟悉专业有何专长")
    cadre_education_ids = fields.One2many("cadre.education", "employee_id", groups=OFFICE)
    cadre_family_ids = fields.One2many("cadre.family.member", "employee_id", groups=OFFICE)

    _staff_number_uniq = models.UniqueIndex(
        "(staff_number, company_id) WHERE staff_number IS NOT NULL", "This staff number is in use."
    )
