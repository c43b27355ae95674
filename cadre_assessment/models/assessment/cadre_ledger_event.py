"""Take up archived results again when an event comes or goes late (A3-12)."""

from odoo import models
from odoo.exceptions import UserError

from ..listing import listed


class CadreLedgerEvent(models.Model):
    _inherit = "cadre.ledger.event"

    def _on_late(self):
        """Take up again whoever got points of these late events; the new results are versions beside the old.

        Whoever said the last word in a tier need not be of the office: then the office is asked to do it.
        """
        result = super()._on_late()
        for cycle, events in self.grouped("cycle_id").items():
            field = cycle._subject_field()
            subjects = self.env["cadre.assessment"].search(
                [("cycle_id", "=", cycle.id), (field, "in", events.posting_ids[field].ids), ("assessed", "=", True)]
            )
            by_state = subjects.grouped("state")
            archived = by_state.pop("archived", subjects.browse())
            living = by_state.pop("open", subjects.browse()) | by_state.pop("computed", subjects.browse())
            between = subjects - archived - living
            if between:
                raise UserError(
                    self.env._(
                        "The new results of these are being settled; wait for their archive: %(names)s",
                        names=listed(self.env, between.mapped("display_name")),
                    )
                )
            if not self._is_office():
                events._ask_office(cycle, archived | living)
                continue
            if archived:
                archived._reopen(events[:1].late_reason)
            if living:
                cycle._recompute(living)
        return result

    def _ask_office(self, cycle, subjects):
        """An activity on the cycle: whose results are to be taken up again, and why."""
        note = self.env._(
            "Late event “%(event)s”: take up again the results of %(names)s.",
            event=listed(self.env, self.mapped("display_name")),
            names=listed(self.env, [subject._full_name() for subject in subjects]),
        )
        for user in self.office_user_ids:
            cycle.sudo().activity_schedule("cadre_assessment.activity_ledger_confirm_many", note=note, user_id=user.id)
