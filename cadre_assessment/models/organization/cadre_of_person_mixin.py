"""What is known of a person is kept by the office of the unit he works in."""

from odoo import api, models
from odoo.fields import Domain


class CadreOfPersonMixin(models.AbstractModel):
    """A record of one person (``employee_id``) that hangs on no cycle: studies, family, postings."""

    _name = "cadre.of.person.mixin"
    _description = "Kept by the Office of the Person's Unit"
    _inherit = ["cadre.office.mixin"]

    _office_paths = ("employee_id",)

    @api.model
    def _office_domain(self):
        return Domain("employee_id.department_id.of_my_office", "=", True)
