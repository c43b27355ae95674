"""Names written in that were not on the list of a recommendation, and how often."""

from odoo import fields, models


class CadreBallotWritein(models.Model):
    """Made by sealing, like the tally, and never written again by anybody."""

    _name = "cadre.ballot.writein"
    _description = "Name Written In"
    _inherit = ["cadre.ballot.counted.mixin"]
    _order = "ballot_id, count desc, name, id"

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="ballot_id.company_id", store=True, index=True)
    name = fields.Char(required=True)
    count = fields.Integer(required=True)

    _name_uniq = models.UniqueIndex("(ballot_id, name)", "This name is counted already.")
