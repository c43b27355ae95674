"""How many marks of each level a subject got from a group."""

from odoo import fields, models


class CadreBallotTally(models.Model):
    """Made by sealing, small cells merged already, and never written again by anybody."""

    _name = "cadre.ballot.tally"
    _description = "Tally"
    _inherit = ["cadre.ballot.counted.mixin"]
    _rec_name = "subject_id"
    _order = "ballot_id, subject_id, group_id, criterion_id, grade_id"

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="ballot_id.company_id", store=True, index=True)
    group_id = fields.Many2one("cadre.ballot.group", required=True, ondelete="cascade", index=True)
    subject_id = fields.Many2one("cadre.ballot.subject", required=True, ondelete="cascade", index=True)
    criterion_id = fields.Many2one("cadre.ballot.criterion", string="Heading", required=True, ondelete="cascade")
    grade_id = fields.Many2one("cadre.scale.grade", ondelete="restrict", help="Empty: invalid for this subject.")
    channel = fields.Selection(
        [("phone", "Phone"), ("paper", "On Paper"), ("both", "Phone and Paper")],
        required=True,
        help="Phone and Paper: one of the two alone had too few papers to be shown.",
    )
    count = fields.Integer(required=True)

    _cell_uniq = models.UniqueIndex(
        "(group_id, subject_id, criterion_id, COALESCE(grade_id, 0), channel)", "This cell exists."
    )
    _positive = models.Constraint("CHECK(count >= 0)", "A count is not negative.")
