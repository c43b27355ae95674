"""In which cycles the current user may enter marks, and who verifies those given."""

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

    def _on_refresh(self):
        """Marks that wait follow the post history to another leader."""
        result = super()._on_refresh()
        for cycle in self:
            waiting = [("cycle_id", "=", cycle.id), ("component_id.verified_by", "=", "leader")]
            self.env["cadre.score"].sudo().search([*waiting, ("verified_on", "=", False)])._follow_leaders()
        return result

    def _work_counts(self):
        """Marks, once they count."""
        return self._added(super()._work_counts(), self._counted_by_state("cadre.score", ("confirmed",)))
