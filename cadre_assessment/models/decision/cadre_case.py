"""A closed case proposes the grade of the year that was left open because of it, and says why (S3-22, O-13).

Nothing changes by that: the office takes the proposal up, the body decides, and the archive keeps both versions.
"""

from odoo import models

from ..clock import today_of
from .cadre_assessment import TOLD


class CadreCase(models.Model):
    _inherit = "cadre.case"

    def _after_close(self):
        result = super()._after_close()
        for assessment in self._left_open():
            assessment._propose_backfill()
        return result

    def _after_reopen(self):
        result = super()._after_reopen()
        self._left_open(still=True)._withdraw_backfill()
        return result

    def _left_open(self, still=False):
        """Results that people of these cases know, without a grade because of a case that is open no more.

        :param still: also of who has an open case
        """
        Assessment = self.env["cadre.assessment"].sudo()
        found = Assessment.search(
            [
                ("employee_id", "in", self.employee_id.ids),
                ("assessed", "=", True),
                ("state", "in", TOLD),
                ("status", "=", "undetermined"),
                ("decided_grade_id", "=", False),
            ]
        )
        return found if still else waits_no_more(found)


def waits_no_more(assessments):
    """Those of ``assessments`` whose person has no open case today. One query for each cycle."""
    found = assessments.browse()
    for cycle, some in assessments.grouped("cycle_id").items():
        facts = cycle.env["cadre.case"].sudo()._facts(some.employee_id.ids, cycle.year, today_of(cycle))
        found |= some.filtered(
            lambda one, facts=facts: one.employee_id and not facts.get(one.employee_id.id, {}).get("open_case")
        )
    return found
