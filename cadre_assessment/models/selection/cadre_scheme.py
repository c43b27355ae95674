"""The score of a procedure: frozen once a selection goes by it."""

from odoo import models


class CadreScheme(models.Model):
    _inherit = "cadre.scheme"

    def _in_use(self):
        procedures = self.env["cadre.procedure"].sudo().search([("scheme_id", "in", self.ids)])
        return super()._in_use() | procedures._in_use().scheme_id.with_env(self.env)
