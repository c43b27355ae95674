"""The line of the marks that an item of a letter becomes (S2A-16)."""

from odoo import models


class CadreWorkItem(models.Model):
    _inherit = "cadre.work.item"

    def _score_values(self):
        self.ensure_one()
        plan = self.plan_id
        return {
            "cycle_id": plan.cycle_id.id,
            "component_id": self.component_id.id,
            "employee_id": plan.employee_id.id,
            "subject_unit_id": plan.subject_unit_id.id,
            "head_id": plan.head_id.id,
            "item_id": self.id,
            "label": self.name,
        }
