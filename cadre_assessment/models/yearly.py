"""Say the year with whatever an office calls the same each year (审定, 公示)."""

from odoo import api, models

from .listing import of_year


class CadreYearlyMixin(models.AbstractModel):
    """Of a model with ``cycle_id`` whose name is typed in."""

    _name = "cadre.yearly.mixin"
    _description = "Named with Its Year"

    @api.depends("cycle_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        for record in self:
            record.display_name = of_year(record, record.display_name or "")
        return result
