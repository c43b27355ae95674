"""Results of earlier years, by file: each with its origin, to the person with the staff number."""

from odoo import api, models


class CadreResult(models.Model):
    _name = "cadre.result"
    _inherit = ["cadre.result", "cadre.by.number.mixin"]

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import Template for Results of Earlier Years"),
                "template": "/cadre_assessment/static/xls/earlier_results.xlsx",
            }
        ]
