"""Which class of voters, with which weight, how many of them?"""

from odoo import fields, models


class CadreBallotGroup(models.Model):
    _name = "cadre.ballot.group"
    _description = "Group of Voters"
    _order = "ballot_id, sequence, id"

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="ballot_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    weight = fields.Float(digits=(12, 4), default=1)
    expected = fields.Integer(help="应到 / 应发")
    paper_issued = fields.Integer(help="发出 (on paper)")
    paper_returned = fields.Integer(help="收回 (on paper)")
    paper_valid = fields.Integer(help="有效 (on paper)")
    paper_invalid = fields.Integer(help="无效 (on paper)")
