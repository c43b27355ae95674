"""Counts of the paper ballots of a group, before sealing puts them together with the phones'."""

from odoo import fields, models


class CadreBallotPaper(models.Model):
    """One cell of the grid in which the office enters the counts (:class:`.cadre_ballot_group.CadreBallotGroup`).

    Nobody has any right on it but through that grid. Sealing takes it over into the tally, small groups merged, and
    deletes it.
    """

    _name = "cadre.ballot.paper"
    _description = "Count of Paper Ballots"
    _inherit = ["cadre.discreet.mixin"]
    _rec_name = "subject_id"
    _log_access = False

    group_id = fields.Many2one("cadre.ballot.group", required=True, ondelete="cascade", index=True)
    subject_id = fields.Many2one("cadre.ballot.subject", required=True, ondelete="cascade")
    criterion_id = fields.Many2one("cadre.ballot.criterion", required=True, ondelete="cascade")
    grade_id = fields.Many2one("cadre.scale.grade", ondelete="restrict", help="Empty: invalid for this subject.")
    count = fields.Integer(required=True)
    turn = fields.Integer(required=True, default=1, help="1 = counted; 2 = typed in by a second person, to compare.")

    _cell_uniq = models.UniqueIndex(
        "(group_id, subject_id, criterion_id, COALESCE(grade_id, 0), turn)", "This cell exists."
    )
    _positive = models.Constraint("CHECK(count >= 0)", "A count is not negative.")
