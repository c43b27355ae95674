"""Decisions a body has taken or has before it: they hold who sat in it, and how it decides."""

from odoo import models

from ..guard import guarded

UNVOTED = {"votes_for": 0, "votes_against": 0, "votes_abstained": 0}
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
        meetings = self.env["cadre.meeting"].sudo().search([("body_id", "in", self.ids)])
        used = [(one.body_id, one.name) for records in (decisions, meetings) for one in records]
        return [*super()._used_by(), *used]

    def _on_changed(self):
        """What is drafted was voted by another body: its meeting is held again, and the vote taken anew."""
        result = super()._on_changed()
        meetings = self.env["cadre.meeting"].sudo()
        meetings = meetings.search([("body_id", "in", self.ids), ("state", "=", "draft")])
        voted = meetings.decision_ids.filtered(lambda one: one.present or one.votes_for)
        lines = [line for decision in meetings.decision_ids for line in decision._voted_lines() if line._votes_cast()]
        for meeting in meetings:
            meeting._call_members(anew=bool(meeting.decision_ids & voted))
        guarded(voted).write(UNVOTED)
        for line in lines:
            guarded(line).write(UNVOTED)
        for decision in voted:
            decision.message_post(
                body=self.env._(
                    "The members of %(body)s have changed: the vote is taken anew.", body=decision.body_id.name
                )
            )
        return result
