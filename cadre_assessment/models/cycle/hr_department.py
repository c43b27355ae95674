"""Units over which the current user decides: of the cycles whose deciding body he sits in today."""

from odoo import api, fields, models
from odoo.fields import Domain


class HrDepartment(models.Model):
    _inherit = "hr.department"

    of_my_body = fields.Boolean(
        compute="_compute_of_my_body",
        search="_search_of_my_body",
        compute_sudo=True,
        help="A unit, or below a unit, for which a body decides in which the current user sits today.",
    )

    @api.depends_context("uid")
    def _compute_of_my_body(self):
        mine = self.filtered_domain(self._domain_of_my_body())
        for department in self:
            department.of_my_body = department in mine

    @api.model
    def _search_of_my_body(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._domain_of_my_body() if True in value else ~self._domain_of_my_body()

    @api.model
    def _domain_of_my_body(self):
        """Read once in a transaction: access is asked at every read."""
        bodies = self.env.user.sudo().cadre_body_ids
        return Domain("id", "child_of", bodies.led_cycle_ids.unit_id.ids)
