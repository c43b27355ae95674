"""Conditions of a procedure stay once a selection goes by them."""

from odoo import models


class CadreCriterion(models.Model):
    _inherit = "cadre.criterion"

    def _criterion_owners(self):
        owners = super()._criterion_owners()
        return [*owners, self.env["cadre.procedure"].sudo().search([("criterion_id", "parent_of", self.ids)])]
