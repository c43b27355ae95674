"""Compute one subject again after the archive: a case closed or a review upheld makes a new version."""

from odoo import models

from ..guard import guarded
from ..guard.notes import note_each


class CadreAssessment(models.Model):
    _inherit = "cadre.assessment"

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_reopen(self):
        """Ask for the late event that takes people up again."""
        return self._ask_reason("reopen")

    def action_recompute(self):
        """Compute people again whose cycle is archived already."""
        self._take("recompute")
        self.cycle_id._recompute(self)
        return True

    # -- business --------------------------------------------------------------------------------------------------
    def _may_recompute(self):
        return bool(self.late_reason) and self._is_office()

    def _reason_reopen(self, reason):
        return self._reopen(reason)

    def _reopen(self, reason):
        """Take archived people up again for ``reason``; what was archived stays, the result will be a new version."""
        self._take(
            "reopen",
            late_reason=reason,
            decided_grade_id=False,
            override_reason=False,
            decision_id=False,
            extremely_poor=False,
        )
        guarded(self.sudo().award_ids).write({"decided": False})
        guarded(self.sudo().filtered(lambda one: one.veto_state in ("clear", "vetoed"))).write(
            {"veto_state": "pending"}
        )
        note_each(self, self.env._("Taken up again after the archive: %(reason)s", reason=reason))
        self.cycle_id._recompute(self)
        return True
