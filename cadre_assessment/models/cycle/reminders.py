"""Reminders of papers: to hand in, and to file."""

from odoo import fields

from ..meeting.activities import Reminder
from .watch import REMINDERS


@REMINDERS("papers")
def reminders(cycle, today):
    return [] if cycle.state == "archived" else [*_to_hand_in(cycle, today), *_to_file(cycle, today)]


def _to_hand_in(cycle, today):
    if not cycle.reminder_days:
        return []
    soon = fields.Date.add(today, days=cycle.reminder_days)
    papers = cycle.env["cadre.document"].search(
        [("cycle_id", "=", cycle.id), ("state", "=", "draft"), ("due", "<=", soon)]
    )
    clerks = cycle._clerks()
    return [
        Reminder(paper, user, cycle.env._("Hand in: %(paper)s", paper=paper.name), paper.due)
        for paper in papers
        for user in (clerks if paper.author == "office" else paper.user_id)
    ]


def _to_file(cycle, today):
    """One for the whole office, not one for each paper."""
    domain = [("cycle_id", "=", cycle.id), ("state", "=", "submitted")]
    if not cycle.env["cadre.document"].search_count(domain, limit=1):
        return []
    return [Reminder(cycle, user, cycle.env._("Papers wait for filing"), today) for user in cycle._clerks()]
