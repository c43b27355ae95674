"""What a cycle knows of others: the grades of their teams, whom they assess, and how many."""

from odoo import models

from ..computation.gather_facts import units_decided_before


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    def _team_grades(self):
        found = super()._team_grades()
        self.env.flush_all()
        found |= {unit: result.team_grade for unit, result in units_decided_before(self).items() if result.team_grade}
        return found

    def _assessed_elsewhere(self, employee_ids):
        others = (
            self.env["cadre.assessment"]
            .sudo()
            ._read_group(
                [
                    ("cycle_id", "!=", self.id),
                    ("cycle_id.year", "=", self.year),
                    ("company_id", "=", self.company_id.id),
                    ("employee_id", "in", list(employee_ids)),
                    ("assessed", "=", True),
                ],
                ["employee_id", "cycle_id"],
            )
        )
        same = self.sudo().scheme_id.regulation_id
        others = sorted(others, key=lambda pair: (pair[1].scheme_id.regulation_id == same, -pair[1].id))
        return super()._assessed_elsewhere(employee_ids) | {person.id: cycle for person, cycle in others}

    def _subject_counts(self):
        """Counted on the assessments themselves, where there are some."""
        counts = super()._subject_counts()
        groups = (
            self.env["cadre.assessment"]
            .sudo()
            ._read_group([("cycle_id", "in", self.ids), ("assessed", "=", True)], ["cycle_id"], ["__count"])
        )
        return counts | {cycle.id: count for cycle, count in groups}
