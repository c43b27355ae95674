"""Reminders from the computation to the last answer: reviews, notice, receipt, review requests."""

from ..assessment.cadre_finding import unwritten
from ..cycle.watch import REMINDERS
from ..meeting.activities import Reminder, reminders_there, schedule
from ..states import RUNNING


@REMINDERS("decision")
def reminders(cycle, today):
    """Veto reviews and findings before the decision, the end of the notice, the archive."""
    if cycle.state == "archived":
        return []
    reminders = []
    office = cycle.office_body_id._members_on(today).user_id
    body = cycle._sitting(today).user_id.filtered(lambda user: user.has_group("cadre_assessment.group_cadre_decider"))
    if cycle.state == "computed":
        domain = [("cycle_id", "=", cycle.id), ("assessed", "=", True), ("veto_state", "=", "pending")]
        count = cycle.env["cadre.assessment"].sudo().search_count([*domain, ("state", "in", RUNNING)])
        if count:
            reminders += [Reminder(cycle, user, cycle.env._("Conclude the veto reviews"), today) for user in body]
        if unwritten(cycle.sudo()):
            text = cycle.env._("Complete the evaluation under five headings")
            reminders += [Reminder(cycle, user, text, today) for user in office]
    if cycle.state == "published" and not cycle.sudo().notice_ids.filtered(lambda one: one.state == "posted"):
        reminders += [Reminder(cycle, user, cycle.env._("Archive the results"), today) for user in office]
    for notice in cycle.sudo().notice_ids.filtered(lambda one: one.state == "posted" and one.date_to < today):
        reminders += [Reminder(notice, user, cycle.env._("End the public notice"), today) for user in office]
    return reminders


@REMINDERS("receipts")
def receipts(cycle, _today):
    """Written notices to confirm, and review requests to answer in time: of an archived cycle, too."""
    return [*_receipts(cycle), *_appeals(cycle)]


def _receipts(cycle, assessments=None):
    if assessments is None:
        domain = [("cycle_id", "=", cycle.id), ("notified_on", "!=", False), ("received_on", "=", False)]
        assessments = cycle.env["cadre.assessment"].search(domain)
    text = cycle.env._("Confirm that you received the result of your assessment")
    return [Reminder(one, one.user_id, text, one.notified_on) for one in assessments]


def _appeals(cycle):
    asked = cycle.env["cadre.appeal"].search([("cycle_id", "=", cycle.id), ("state", "=", "requested")])
    return [Reminder(one, user, text, one.raised_due or one.reply_due) for one in asked for user, text in one._asked()]


def remind_of_receipt(cycle, assessments):
    """At once, for the days of a review are counted from the receipt (one create for all)."""
    cycle = cycle.with_context(lang=cycle.scheme_id._text_lang())
    there = {(one.res_id, one.user_id.id) for one in reminders_there(cycle) if one.active}
    reminders = [
        (one.record._name, one.record.id, one.user.id, one.summary, one.deadline)
        for one in _receipts(cycle, assessments)
        if one.user and one.user.active and (one.record.id, one.user.id) not in there
    ]
    schedule(cycle.env, reminders)
