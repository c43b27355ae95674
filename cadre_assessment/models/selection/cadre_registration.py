"""What a candidate may know of himself: for which post he stands, and what came of it. Nothing of others."""

from odoo import api, fields, models


class CadreRegistration(models.Model):
    """Written by the server. Who was brought forward by others learns of it by the public notice."""

    _name = "cadre.registration"
    _description = "My Registration"
    _inherit = ["cadre.server.only.mixin"]
    _order = "registered_on desc, id desc"

    candidate_id = fields.Many2one("cadre.candidate", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)
    user_id = fields.Many2one(related="candidate_id.user_id", store=True, index=True, string="User of the Person")
    name = fields.Char(string="Selection", required=True, readonly=True)
    post = fields.Char(string="For the Post", readonly=True)
    registered_on = fields.Datetime(readonly=True)
    outcome = fields.Selection(
        [
            ("running", "Under Way"),
            ("shown", "In the Public Notice"),
            ("appointed", "Appointed"),
            ("out", "Not Taken"),
        ],
        required=True,
        readonly=True,
        default="running",
    )
    reason = fields.Text(readonly=True, help="Why he was not taken, as far as it is about himself alone.")

    _once = models.Constraint("UNIQUE(candidate_id)", "He is registered already.")

    @api.model
    def _tell(self, candidates, outcome, reason=False):
        """Let these candidates know how they stand. Server only."""
        rows = self.sudo()
        known = rows.search([("candidate_id", "in", candidates.ids)])
        known.write({"outcome": outcome, "reason": reason})
        rows.create(
            [
                {
                    "candidate_id": one.id,
                    "name": one.selection_id.name,
                    "post": one.post_id.name,
                    "registered_on": one.registered_on,
                    "outcome": outcome,
                    "reason": reason,
                }
                for one in candidates.sudo() - known.candidate_id
            ]
        )
