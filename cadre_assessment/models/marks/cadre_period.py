"""The table of a period's marks, on the screen and as a workbook."""

from odoo import models


class CadrePeriod(models.Model):
    _inherit = "cadre.period"

    def action_marks(self):
        """The table of this period's marks."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "cadre_grid",
            "name": self.env._("Marks: %(period)s", period=self.name),
            "params": {"model": "cadre.progress.mark", "place": str(self.id)},
        }

    def action_import_marks(self):
        """Template and import of this period's marks as a workbook."""
        self.ensure_one()
        return self.env["cadre.marks.import"]._open("cadre.progress.mark", str(self.id))
