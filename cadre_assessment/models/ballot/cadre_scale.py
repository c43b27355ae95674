"""Keep levels that stand on the papers of a ballot under way: marks are numbers of levels."""

from odoo import api, models
from odoo.exceptions import UserError


class CadreScaleGrade(models.Model):
    _inherit = "cadre.scale.grade"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_on_papers(self):
        ballot = self.env["cadre.ballot"].sudo().search(
            [("scale_id", "in", self.scale_id.ids), ("state", "in", ("test", "open", "closed"))], limit=1
        )  # fmt: skip
        if ballot:
            raise UserError(
                self.env._(
                    "%(scale)s: “%(ballot)s” is under way, and its papers show these levels. Delete a level when it "
                    "is sealed.",
                    scale=ballot.scale_id.display_name,
                    ballot=ballot.display_name,
                )
            )
