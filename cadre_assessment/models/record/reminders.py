"""Reminders of records: to hand in, to file (lists too), to publish; of summaries and meetings."""

from odoo import fields

from ..cycle.watch import REMINDERS
from ..listing import listed
from ..meeting.activities import Reminder
from ..states import RUNNING


@REMINDERS("records")
def reminders(cycle, today):
    return [*_of_records(cycle, today), *_of_office(cycle, today)] if cycle.state in RUNNING else []


def _of_records(cycle, today):
    """Records due soon or overdue and not handed in: on the draft, or on the list when there is none (S0-14)."""
    periods = cycle.period_ids.filtered(
        lambda period: (
            period.required
            and period.state == "open"
            and period.rule_id.reminder_days
            and fields.Date.subtract(period.due, days=period.rule_id.reminder_days) <= today
        )
    )
    missing = cycle._missing(periods, ("submitted", "approved", "filed")) if periods else {}
    plans = cycle.env["cadre.work.plan"].sudo()._current(cycle)
    drafts = (
        cycle.env["cadre.progress.report"].sudo().search([("period_id", "in", periods.ids), ("state", "=", "draft")])
    )
    drafts = {(draft.period_id.id, draft.employee_id.id): draft for draft in drafts}
    reminders = []
    for employee, owed in missing.items():
        for period in owed:
            record = drafts.get((period.id, employee)) or plans.get((cycle.id, employee))
            if record:  # without lists the day's run has begun the record itself
                text = cycle.env._("Hand in the record: %(period)s", period=period.name)
                reminders.append(Reminder(record, record.user_id, text, period.due))
    return reminders


def _of_office(cycle, today):
    """One for the whole office: lists and records wait for filing."""
    domain = [("cycle_id", "=", cycle.id), ("state", "=", "approved")]
    texts = {
        "cadre.work.plan": cycle.env._("Work-item lists wait for filing"),
        "cadre.progress.report": cycle.env._("Records wait for filing"),
    }
    clerks = cycle._office_users()
    publish = [
        Reminder(
            cycle,
            user,
            cycle.env._("Publish the grades: %(period)s", period=period.name),
            period.publish_due or today,
        )
        for period in cycle._to_publish() | cycle._to_publish(late=today)
        for user in clerks
    ]
    publish += [
        Reminder(cycle, user, cycle.env._("Complete the summary: %(period)s", period=period.name), period.due)
        for period in cycle._unsummed(today)
        for user in clerks
    ]
    publish += [
        Reminder(cycle, user, cycle.env._("Note the day: %(meetings)s", meetings=listed(cycle.env, names)), today)
        for names in [sorted(set(cycle._unmet(today).mapped("meeting")))]
        if names
        for user in clerks
    ]
    return publish + [
        Reminder(cycle, user, text, today)
        for model, text in texts.items()
        if cycle.env[model].search_count(domain, limit=1)
        for user in clerks
    ]
