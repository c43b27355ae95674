"""Reminders of marks that somebody else is to verify."""

from ..cycle.watch import REMINDERS
from ..meeting.activities import Reminder
from ..states import RUNNING
from .cadre_score_verify import UNVERIFIED


@REMINDERS("marks")
def reminders(cycle, today):
    """One for each who verifies marks, not one for each mark."""
    if cycle.state not in RUNNING or not any(part.verified_by for part in cycle.scheme_id.component_ids):
        return []
    waiting = cycle.env["cadre.score"].sudo().search([("cycle_id", "=", cycle.id), *UNVERIFIED])
    places = waiting.grouped(lambda mark: (mark.verified_by, mark.leader_user_id, mark.verifying_body_id))
    users = cycle.env["res.users"].union(*(marks[:1]._verifiers() for marks in places.values()))
    return [Reminder(cycle, user, cycle.env._("Marks wait for your approval"), today) for user in users]
