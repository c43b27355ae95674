"""Propose the consequences of freshly archived results, as the scheme says, for all at once."""

from odoo import fields, models
from odoo.fields import Domain

from .proposing import READ, settle
from .reminders import WAITS


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    consequence_ids = fields.One2many("cadre.consequence", "cycle_id")

    def _domain_to_remind(self):
        """After the archive, too, as long as something with a day waits to be approved or carried out."""
        waits = Domain("consequence_ids", "any", [("state", "in", WAITS), ("deadline", "!=", False)])
        return super()._domain_to_remind() | (Domain("state", "=", "archived") & waits)

    def _after_archive(self, results):
        """Propose what follows (S0-35 … S0-39). Becoming the annual grade needs nobody's approval: it is done."""
        outcome = super()._after_archive(results)
        results.fetch(READ)
        for cycle in self.sudo():
            mine = results.filtered(lambda one, cycle=cycle: one.cycle_id == cycle and one.assessment_id)
            settle(cycle, mine)
            mine._reconsider_later_years()
        return outcome

    def _propose_anew(self, assessments):
        """Look once more at what follows from the results in force of ``assessments``. Server code only."""
        self.ensure_one()
        results = self.env["cadre.result"].sudo().search([("assessment_id", "in", assessments.ids)])
        settle(self.sudo(), results.filtered("is_current"))
