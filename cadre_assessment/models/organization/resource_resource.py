"""Accounts of people follow the resource that Odoo keeps beside each of them."""

from odoo import api, models


class ResourceResource(models.Model):
    _inherit = "resource.resource"

    @api.model_create_multi
    def create(self, vals_list):
        resources = super().create(vals_list)
        resources.employee_id._follow_accounts()
        return resources

    def write(self, vals):
        if "name" in vals:
            self.employee_id._refuse_own_looks({"name": vals["name"]})
        asks = vals.keys() & {"user_id", "employee_id"}
        people = self.employee_id if asks else self.env["hr.employee"]
        result = super().write(vals)
        if asks:
            (people | self.employee_id)._follow_accounts()
        return result
