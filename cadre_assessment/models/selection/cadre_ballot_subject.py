"""On whom is voted in a selection: his relatives read no count of it."""

from odoo import models


class CadreBallotSubject(models.Model):
    _name = "cadre.ballot.subject"
    _inherit = ["cadre.ballot.subject", "cadre.kin.mixin"]
