"""Reminders of lists and letters."""

from odoo import fields

from ..cycle.watch import REMINDERS
from ..meeting.activities import Reminder
from ..states import RUNNING


@REMINDERS("plans")
def reminders(cycle, today):
    """Lists that are due soon or overdue: the person, then his leader (S0-12)."""
    if cycle.state not in RUNNING:
        return []
    soon = fields.Date.add(today, days=cycle.scheme_id.plan_reminder_days)
    plans = cycle.env["cadre.work.plan"].search(
        [
            ("cycle_id", "=", cycle.id),
            "|",
            ("state", "in", ("draft", "submitted")),
            "&",
            ("state", "=", "approved"),
            ("kind", "=", "letter"),
            ("due", "!=", False),
            ("due", "<=", soon),
        ]
    )
    texts = {
        ("list", "draft"): cycle.env._("Submit your work-item list"),
        ("list", "submitted"): cycle.env._("Approve the work-item list"),
        ("letter", "draft"): cycle.env._("Submit the letter of responsibility"),
        ("letter", "submitted"): cycle.env._("Review the letter of responsibility"),
        ("letter", "approved"): cycle.env._("Sign the letter of responsibility"),
    }
    return [
        Reminder(plan, user, texts[plan.kind, plan.state], plan.due) for plan in plans for user in plan._next_users()
    ]
