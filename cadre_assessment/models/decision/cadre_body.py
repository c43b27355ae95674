"""Decisions a body has taken or has before it: they hold who sat in it, and who leads their cycle."""

from odoo import models
from odoo.exceptions import UserError

from ..guard import guarded

UNVOTED = {"present": 0, "votes_for": 0, "votes_against": 0, "votes_abstained": 0, "attendee_ids": [(5, 0, 0)]}
"""A vote that does not stand any more."""


class CadreBody(models.Model):
    _inherit = "cadre.body"

    def _decisions(self, *states):
        domain = [("body_id", "in", self.ids), ("state", "in", states)]
        return self.env["cadre.decision"].sudo().search(domain, order="date, id")

    def _decided_days(self):
        decisions = self._decisions("submitted", "approved")
        return [*super()._decided_days(), *((one.body_id, one.date, one.name) for one in decisions)]

    def _waiting_decisions(self):
        return [*super()._waiting_decisions(), *((one.body_id, one.name) for one in self._decisions("submitted"))]

    def _used_by(self):
        decisions = self._decisions("draft", "revoked")
        return [*super()._used_by(), *((one.body_id, one.name) for one in decisions)]

    def _on_changed(self):
        """What is drafted was voted by another body: the vote is taken anew."""
        result = super()._on_changed()
        voted = self._decisions("draft").filtered("present")
        guarded(voted).write(UNVOTED)
        for decision in voted:
            decision.message_post(
                body=self.env._(
                    "The members of %(body)s have changed: the vote is taken anew.", body=decision.body_id.name
                )
            )
        return result


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    def _refuse_lead_while_deciding(self):
        result = super()._refuse_lead_while_deciding()
        waiting = self.env["cadre.decision"].sudo()
        waiting = waiting.search([("cycle_id", "in", self.ids), ("state", "=", "submitted")], limit=1)
        if waiting:
            raise UserError(
                self.env._(
                    "%(cycle)s: “%(decision)s” waits for its confirmation, and who leads the cycle stays until then. "
                    "Have it returned or withdraw it first, and let the body vote anew.",
                    cycle=waiting.cycle_id.name,
                    decision=waiting.name,
                )
            )
        return result
