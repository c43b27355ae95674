"""How many points does a period bring: indicator by indicator, less what the leader took off?  (S1-28 … S1-30, S1-48)"""

from odoo import models


class CadreProgressReport(models.Model):
    _inherit = "cadre.progress.report"

    def _may_deduct(self):
        """The leader, while the record waits for his signature."""
        return self.state == "submitted" and self._is_leader()

    def _count_mark(self):
        """Nothing to count without indicators."""
