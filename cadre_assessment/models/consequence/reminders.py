"""Reminders of what follows from results: near its day and after it, to whoever approves it and whoever sees to it."""

from odoo import fields

from ..cycle.watch import REMINDERS
from ..meeting.activities import Reminder

WAITS = ("proposed", "approved")
"""States in which something is still to be done."""


@REMINDERS("consequences")
def reminders(cycle, today):
    """From the cycle's days of reminder before the deadline on; once more when it is over.

    Who sees to one by its rule is asked of each; office and body are asked once a cycle, however many there are.
    """
    soon = fields.Date.add(today, days=cycle.reminder_days)
    domain = [("cycle_id", "=", cycle.id), ("state", "in", WAITS), ("deadline", "!=", False), ("deadline", "<=", soon)]
    waiting = cycle.env["cadre.consequence"].sudo().search(domain)
    approved = waiting.filtered(lambda one: one.state == "approved")
    named = approved.filtered(lambda one: one.responsible_id and one.responsible_id != one.user_id)
    found = [
        Reminder(one, one.responsible_id, _said(cycle, one.deadline, today, "carry_out"), one.deadline) for one in named
    ]
    before_body = waiting.filtered(lambda one: one.state == "proposed" and one.approval == "body")
    by_steps = waiting.filtered(lambda one: one.state == "proposed" and one.approval == "tiers")
    proposed = waiting.filtered(lambda one: one.state == "proposed") - before_body - by_steps
    office = cycle._office_users()
    found += _together(cycle, approved - named, office, today, "carry_out")
    found += _together(cycle, before_body.filtered(lambda one: not one.decision_id), office, today, "bring")
    asked = by_steps.filtered(lambda one: one._is_asked())
    found += _together(cycle, by_steps - asked, office, today, "hand_in")
    for user, some in asked._by_turn().items():
        found += _together(cycle, some, user, today, "approve")
    by_head = proposed.filtered(lambda one: one.approval == "head")
    members = cycle._sitting(today)
    heads = members.filtered(lambda one: one.role == "chair")
    apart = by_head.filtered(lambda one: heads.employee_id & one._withdrawing())
    found += _together(cycle, by_head - apart, heads.user_id, today, "approve")
    for one in apart:
        found += _together(cycle, one, one._heads(), today, "approve")
    found += _together(cycle, proposed - by_head, (members - heads if by_head else members).user_id, today, "approve")
    return found


def _together(cycle, consequences, users, today, what):
    """One reminder on the cycle for each of ``users``, of the earliest day of ``consequences``."""
    if not consequences:
        return []
    day = min(consequences.mapped("deadline"))
    return [Reminder(cycle, user, _said(cycle, day, today, what), day) for user in users]


def _said(cycle, day, today, what):
    """What is asked; other words once the day is over, so that who has put the first one aside is asked again."""
    env = cycle.env
    texts = {
        "carry_out": (
            env._("Carry out what follows from a result"),
            env._("What follows from a result is overdue: carry it out"),
        ),
        "approve": (
            env._("Approve what follows from the results"),
            env._("What follows from the results is overdue: approve it, or do not follow it"),
        ),
        "hand_in": (
            env._("Hand in what follows from the results for its approval"),
            env._("What follows from the results is overdue: hand it in for its approval"),
        ),
        "bring": (
            env._("Put before the body what follows from the results"),
            env._("What follows from the results is overdue: put it before the body"),
        ),
    }
    return texts[what][day < today]
