"""What does a cycle get from the room of the ledger?  Its events and what they gave to whom."""

from odoo import fields, models


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    ledger_event_ids = fields.One2many("cadre.ledger.event", "cycle_id", string="Bonuses and Deductions")
