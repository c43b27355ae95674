"""The weight of a group of voters for the subjects of one layer."""

from odoo import fields, models


class CadreBallotGroupWeight(models.Model):
    _name = "cadre.ballot.group.weight"
    _description = "Weight of a Group of Voters for a Layer"
    _inherit = ["cadre.ballot.part"]
    _rec_name = "layer_id"
    _order = "group_id, layer_id, id"

    group_id = fields.Many2one("cadre.ballot.group", required=True, ondelete="cascade", index=True)
    ballot_id = fields.Many2one(related="group_id.ballot_id", store=True, index=True)
    company_id = fields.Many2one(related="ballot_id.company_id", store=True, index=True)
    layer_id = fields.Many2one("cadre.category", required=True, ondelete="restrict", domain="[('kind', '=', 'layer')]")
    weight = fields.Float(digits=(12, 4), required=True)

    _weight = models.Constraint("CHECK(weight >= 0)", "The weight of a group is not negative.")
    _layer_uniq = models.UniqueIndex("(group_id, layer_id)", "This layer has a weight already.")
