"""Who leads a cycle stays while a decision of it waits."""

from odoo import models
from odoo.exceptions import UserError


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    def _refuse_lead_while_deciding(self):
        result = super()._refuse_lead_while_deciding()
        waiting = self.env["cadre.decision"].sudo()
        waiting = waiting.search([("cycle_id", "in", self.ids), ("state", "=", "submitted")], limit=1)
        if waiting:
            raise UserError(
                self.env._(
                    "%(cycle)s: “%(decision)s” waits for its confirmation, and who leads the cycle stays until then. "
                    "Have it returned or withdraw it first, and let the body vote anew.",
                    cycle=waiting.cycle_id.name,
                    decision=waiting.name,
                )
            )
        return result
