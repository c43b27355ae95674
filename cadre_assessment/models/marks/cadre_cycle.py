"""In which cycles the current user may enter marks."""

from odoo import models
from odoo.fields import Domain

from ..offers import taken
from ..states import RUNNING
from .cadre_score import ENTERED


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    takes_scores = taken("takes_scores")

    def _domain_takes_scores(self):
        """Marks entered by hand: the office, and the deciding body for what a body gives."""
        entered = Domain("method", "in", list(ENTERED))
        given = Domain("scheme_id.component_ids", "any", entered & Domain("rater", "=", "body"))
        return Domain("state", "in", RUNNING) & (
            (Domain("of_my_office", "=", True) & Domain("scheme_id.component_ids", "any", entered))
            | (Domain("leading_body_id.mine", "=", True) & given)
        )
