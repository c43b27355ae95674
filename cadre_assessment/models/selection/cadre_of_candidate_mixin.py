"""What is written about a candidate by others: whose work it is, and who is kept from it, his relatives too."""

from odoo import models


class CadreOfCandidateMixin(models.AbstractModel):
    """Before the guard in ``_inherit``; the model has ``selection_id`` and ``candidate_id``."""

    _name = "cadre.of.candidate.mixin"
    _description = "About a Candidate"
    _inherit = ["cadre.kin.mixin"]

    _about_whom = ("candidate_id.employee_id",)

    def _office_of(self):
        return self.sudo().selection_id if len(self) == 1 else self.env["cadre.selection"]

    def _own_since(self):
        return self.sudo().selection_id[:1].date_from

    def _own_people(self):
        """Whom it is about, and who stands beside him: a rival neither writes on him nor marks him."""
        return self.sudo().candidate_id.employee_id | self.sudo().selection_id._own_people()

    def _is_subject(self):
        """He is never the one to write it."""
        return False
