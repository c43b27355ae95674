"""What do we add to a department: which unit it belongs to, of which kind, compared with whom?"""

from odoo import api, fields, models


class HrDepartment(models.Model):
    _inherit = "hr.department"

    cadre_code = fields.Char(string="Unit Number", index=True, copy=False)
    is_unit = fields.Boolean(string="Is a Unit", help="An office, township or bureau of its own (not a section of one).")
    unit_id = fields.Many2one(
        "hr.department",
        compute="_compute_unit_id",
        store=True,
        recursive=True,
        index=True,
        help="The nearest department upwards that is a unit (itself included).",
    )
    unit_category_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'unit')]")
    comparison_group_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'group')]")
    has_team = fields.Boolean(string="Has a Leadership Team")

    @api.depends("is_unit", "parent_id.unit_id")
    def _compute_unit_id(self):
        for department in self:
            department.unit_id = department if department.is_unit else department.parent_id.unit_id

    _cadre_code_uniq = models.UniqueIndex(
        "(cadre_code, company_id) WHERE cadre_code IS NOT NULL", "This unit number is in use."
    )
