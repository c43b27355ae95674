"""Who competes for seats of the result: those tied across the last one, and all of them side by side (校准).

Names of the tied stand there only for roles that may already see scores.
"""

from odoo import fields, models

from ..computation.gather_pools import places_of


class CadrePool(models.Model):
    _inherit = "cadre.pool"

    tied_text = fields.Char(groups="cadre_assessment.group_cadre_officer,cadre_assessment.group_cadre_decider")

    # -- business --------------------------------------------------------------------------------------------------
    def _banner(self):
        """What the lists of assessments say of these seats."""
        self.ensure_one()
        where = self.place_text if self._where() else False
        known = self._has_field_access(self._fields["tied_text"], "read")
        tied = self.tied_text if known else False
        left = self.seats - self.used
        text = self.env._(
            "%(left)s of %(seats)s seats left, %(base)s people", left=left, seats=self.seats, base=self.base
        )
        if left < 0:
            text = self.env._("%(more)s more than the %(seats)s seats", more=-left, seats=self.seats)
        return {
            "label": " · ".join(
                filter(None, (where, self.grade_id.name or self.quota_id.award_id.name, f"{self.used} / {self.seats}"))
            ),
            "left": left,
            "text": text,
            "tied": self.env._("To be decided: %(names)s", names=tied) if tied else False,
        }

    def action_side_by_side(self):
        """The people who compete for these seats, side by side."""
        self.ensure_one()
        self.check_access("read")
        Assessment = self.env["cadre.assessment"]
        Assessment.check_access("read")
        return self.env["cadre.cycle"]._list_action(
            "cadre_assessment_action_side_by_side",
            [("id", "in", self._competing())],
            self.display_name,
            {"cadre_cycle_id": self.cycle_id.id},
        )

    def _competing(self):
        """Ids of the assessments of everybody assessed who competes for the seats of this pool of the result."""
        self.env.flush_all()
        return [key for key, pools in places_of(self.cycle_id).items() if self.id in pools.values()]
