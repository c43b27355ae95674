"""Comments on a subject, reviewed before they are shown: a writer may have given himself away."""

from odoo import fields, models

from ..guard import Step


class CadreBallotComment(models.Model):
    """Made by sealing, in random order, where the subject's counts may be shown. Nobody else creates or deletes one.

    Whoever reviews it may black out what tells the writer, and shows it or withholds it; what was withheld is erased.
    """

    _name = "cadre.ballot.comment"
    _description = "Comment of a Ballot"
    _inherit = ["cadre.guard.mixin"]
    _order = "ballot_id, subject_id, id"
    _rec_name = "text"

    _guarded = frozenset({"state", "ballot_id", "subject_id"})
    _locked_states = frozenset({"shown", "withheld"})
    _steps = (
        Step("show", {"pending"}, "shown", "_is_office"),
        Step("withhold", {"pending"}, "withheld", "_is_office"),
    )

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="ballot_id.company_id", store=True, index=True)
    subject_id = fields.Many2one("cadre.ballot.subject", required=True, ondelete="cascade", readonly=True)
    text = fields.Text(help="Black out what tells who wrote it, before it is shown.")
    state = fields.Selection(
        [("pending", "To Be Reviewed"), ("shown", "Shown"), ("withheld", "Withheld")],
        default="pending",
        required=True,
        index=True,
    )

    def _office_of(self):
        return self.sudo().ballot_id

    def action_show(self):
        """Let those who decide read it."""
        return self._take("show")

    def action_withhold(self):
        """Nobody will read it: the text is erased."""
        return self._take("withhold", text=False)
