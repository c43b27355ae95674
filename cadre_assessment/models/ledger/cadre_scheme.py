"""Who confirms a bonus or a deduction: the office alone, or one tier after the other (S2A-25)."""

from odoo import fields, models


class CadreScheme(models.Model):
    _inherit = "cadre.scheme"

    ledger_by_tiers = fields.Boolean(
        string="Bonuses and Deductions by Tiers",
        help="Set: events of the ledger are approved by the tiers defined for them (S2A-25: group committee, leader in "
        "charge, assessment office). Not set: the assessment office confirms them (S1).",
    )
