"""Warn where a scheme gives less than the law: the law holds all the same (O-04)."""

from odoo import models

from ..listing import listed
from .cadre_scheme_check import Problem


class CadreScheme(models.Model):
    _inherit = "cadre.scheme"

    def _check(self, base=None):
        return [*super()._check(base), *self._check_law()]

    def _check_law(self):
        """The days of a review: where the law gives more for a grade, who gets it may take them."""
        more = self.result_scale_id.grade_ids.filtered(lambda grade: grade.appeal_days > self.appeal_days)
        if self.appeal_days and more:
            yield Problem(
                self,
                self.env._(
                    "a review may be asked for within %(days)s days, but for %(grades)s the law gives %(law)s: "
                    "requests within these are taken",
                    days=self.appeal_days,
                    grades=listed(self.env, more.mapped("name")),
                    law=max(more.mapped("appeal_days")),
                ),
                blocking=False,
            )
