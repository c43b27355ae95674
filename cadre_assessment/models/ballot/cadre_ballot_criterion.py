"""Headings under which each subject is marked. One heading: one tick a person."""

from odoo import fields, models


class CadreBallotCriterion(models.Model):
    _name = "cadre.ballot.criterion"
    _description = "Heading of a Ballot"
    _inherit = ["cadre.ballot.part"]
    _order = "ballot_id, sequence, id"

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="ballot_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    weight = fields.Float(digits=(12, 4), default=1, help="0 = asked, but not counted in the score.")
    party_weight = fields.Float(
        string="Weight for Party Members", digits=(12, 4), help="Of subjects who are party members; 0 = as of others."
    )
    note = fields.Char(help="What is to be looked at; stands below the heading on paper.")

    _weight = models.Constraint("CHECK(weight >= 0 AND party_weight >= 0)", "The weight of a heading is not negative.")
