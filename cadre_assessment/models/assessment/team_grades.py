"""What must be known of other cycles before this one: the grades of the teams, and how many are assessed."""

from odoo import models

from .gather_facts import units_decided_before


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    def _team_grades(self):
        found = super()._team_grades()
        self.env.flush_all()
        found |= {unit: result.team_grade for unit, result in units_decided_before(self).items() if result.team_grade}
        return found

    def _subject_counts(self):
        """Counted on the assessments themselves, where there are some."""
        counts = super()._subject_counts()
        groups = (
            self.env["cadre.assessment"]
            .sudo()
            ._read_group([("cycle_id", "in", self.ids), ("assessed", "=", True)], ["cycle_id"], ["__count"])
        )
        return counts | {cycle.id: count for cycle, count in groups}
