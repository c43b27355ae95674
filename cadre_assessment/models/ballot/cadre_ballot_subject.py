"""On whom is voted?"""

from odoo import fields, models


class CadreBallotSubject(models.Model):
    _name = "cadre.ballot.subject"
    _description = "Subject of a Ballot"
    _order = "ballot_id, sequence, id"

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="ballot_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    post = fields.Char()
    employee_id = fields.Many2one("hr.employee", ondelete="restrict")
