"""What sealing counted is made and changed by sealing alone."""

from odoo import models


class CadreBallotCounted(models.AbstractModel):
    """Made by sealing and never written again by anybody: being superuser is not enough, the guard must be carried."""

    _name = "cadre.ballot.counted.mixin"
    _description = "Count of a Ballot"
    _inherit = ["cadre.server.only.mixin"]

    _needs_guard = True
