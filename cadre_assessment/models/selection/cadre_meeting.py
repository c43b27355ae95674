"""Meetings that a selection office keeps are its own: an assessment office does not know of them."""

from odoo import api, models
from odoo.fields import Domain

from ..office import OFFICE, SELECTION


class CadreMeeting(models.Model):
    _inherit = "cadre.meeting"

    _office_groups = (OFFICE, SELECTION)

    @api.model
    def _office_domain(self):
        found, user = super()._office_domain(), self.env.user
        if not user.has_group(SELECTION):
            found &= Domain("office_body_id.kind", "=", "office")
        if not user.has_group(OFFICE):
            found &= Domain("office_body_id.kind", "=", "selection")
        return found
