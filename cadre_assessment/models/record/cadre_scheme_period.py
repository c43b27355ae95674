"""What a record without a list speaks about."""

from odoo import models


class CadreSchemePeriod(models.Model):
    _inherit = "cadre.scheme.period"

    def _headings(self):
        """What a record without a list speaks about: its indicators, else the dimensions of the scheme (德能勤绩廉).

        A sheet that is marked has its marks instead, and a week is a diary.
        """
        if self.marked or self.level == "week":
            return self.indicator_ids.browse()
        return self.indicator_ids or self.scheme_id.dimension_ids
