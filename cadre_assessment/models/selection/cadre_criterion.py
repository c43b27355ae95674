"""Conditions of a procedure stay once a selection goes by them."""

from odoo import models


class CadreCriterion(models.Model):
    _inherit = "cadre.criterion"

    def _criterion_owners(self):
        owners = super()._criterion_owners()
        asked = [("criterion_id", "parent_of", self.ids)]
        return [
            *owners,
            *[
                self.env[model].sudo().search(asked)
                for model in ("cadre.procedure", "cadre.procedure.minimum", "cadre.selection.post")
            ],
        ]
