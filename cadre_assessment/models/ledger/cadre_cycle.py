"""What the ledger gives a cycle: its events, and a card for what waits."""

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

    def _cockpit_cards(self):
        cards = super()._cockpit_cards()
        if self.state == "draft" or not self._sees_all() or not self.scheme_id.adjustment_ids:
            return cards
        Event = self.env["cadre.ledger.event"]
        waiting = [("cycle_id", "=", self.id), ("state", "in", ("draft", "submitted"))]
        label = self.env._("Bonuses and deductions to confirm")
        count = Event.search_count(waiting)
        action = self._list_action("cadre_ledger_event_action", waiting, label)
        return [*cards, self._card("ledger_open", label, count, action)]
