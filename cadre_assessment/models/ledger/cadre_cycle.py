"""The events of a cycle, and where the current user may enter some."""

from odoo import fields, models
from odoo.fields import Domain

from ..offers import taken


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    ledger_event_ids = fields.One2many("cadre.ledger.event", "cycle_id", string="Bonuses and Deductions")
    takes_events = taken("takes_events")

    def _domain_takes_events(self):
        """Bonuses and deductions: the office of a cycle whose scheme has a tariff."""
        return (
            Domain("state", "!=", "draft")
            & Domain("of_my_office", "=", True)
            & Domain("scheme_id.adjustment_ids", "!=", False)
        )
