"""Who may vote once?  A ticket keeps only the digest of its token."""

from odoo import fields, models


class CadreBallotTicket(models.Model):
    _name = "cadre.ballot.ticket"
    _description = "Right to Vote"
    _log_access = False

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    group_id = fields.Many2one("cadre.ballot.group", required=True, ondelete="cascade", index=True)
    digest = fields.Char(required=True, help="SHA-256 of the token.")
    employee_id = fields.Many2one("hr.employee", ondelete="restrict")
    used = fields.Boolean()
    revoked = fields.Boolean()

    _digest_uniq = models.Constraint("UNIQUE(digest)", "This ticket exists.")
