"""Receipts: which papers are in. A code derives from nothing but chance."""

from odoo import fields, models


class CadreBallotReceipt(models.Model):
    """Nobody has any right on it; after sealing the public page lists the codes in the order of the alphabet."""

    _name = "cadre.ballot.receipt"
    _description = "Receipt"
    _inherit = ["cadre.discreet.mixin"]
    _log_access = False

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    code = fields.Char(required=True)

    _code_uniq = models.Constraint("UNIQUE(ballot_id, code)", "This receipt exists.")
