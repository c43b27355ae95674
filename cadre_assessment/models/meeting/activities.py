"""Remind whoever must act next in an occasion: once a day, an activity for each, and none twice."""

from typing import NamedTuple

from odoo import models
from odoo.tools import split_every

ACTIVITY = "cadre_assessment.activity_reminder"
AT_ONCE = 200
"""So many activities are made before the work is committed."""


class Reminder(NamedTuple):
    """``record``: what it is about; ``user``: who must act; ``summary``: what to do; ``deadline``: a date."""

    record: models.BaseModel
    user: models.BaseModel
    summary: str
    deadline: object


def remind(occasion, today, progress=None):
    """Make the activities that ``occasion`` asks for, and drop those that are no longer needed (no duplicates).

    Somebody who marked one as done is not asked again before another deadline.

    :param progress: called after each :data:`AT_ONCE` activities, to keep what is done
    """
    wanted = {}
    for reminder in occasion.with_context(lang=occasion._told_in())._reminders(today):
        if reminder.user and reminder.user.active:
            key = (reminder.record._name, reminder.record.id, reminder.user.id, reminder.summary)
            wanted.setdefault(key, reminder.deadline)
    stale = occasion.env["mail.activity"].sudo()
    for activity in reminders_there(occasion):
        key = (activity.res_model, activity.res_id, activity.user_id.id, activity.summary)
        if wanted.get(key) == activity.date_deadline:
            del wanted[key]
        elif activity.active:
            stale |= activity
    stale.unlink()
    for chunk in split_every(AT_ONCE, readable(occasion.env, wanted)):
        schedule(occasion.env, chunk)
        if progress:
            progress(0)


def reminders_there(occasion):
    """The reminders made for this occasion so far, open or done: on itself, and on what hangs on it."""
    activity_type = occasion.env.ref(ACTIVITY)
    activities = occasion.env["mail.activity"].sudo().with_context(active_test=False)
    activities = activities.search([("activity_type_id", "=", activity_type.id), ("automated", "=", True)])
    mine, by = set(), occasion._hung_by
    for model, some in activities.grouped("res_model").items():
        if model == occasion._name:
            mine |= {(model, occasion.id)}
        elif by in occasion.env[model]._fields:
            domain = [("id", "in", some.mapped("res_id")), (by, "=", occasion.id)]
            mine |= {(model, record_id) for record_id in occasion.env[model].sudo().search(domain).ids}
    return activities.filtered(lambda activity: (activity.res_model, activity.res_id) in mine)


def readable(env, wanted):
    """Of what is wanted, what its user may read: an activity must not tell of a hidden record."""
    by_reader = {}
    for (model, record_id, user_id, summary), deadline in wanted.items():
        by_reader.setdefault((model, user_id), []).append((record_id, summary, deadline))
    for (model, user_id), entries in by_reader.items():
        records = env[model].browse(entry[0] for entry in entries).with_user(user_id)
        seen = set(records.sudo(False)._filtered_access("read").ids)
        for record_id, summary, deadline in entries:
            if record_id in seen:
                yield model, record_id, user_id, summary, deadline


def schedule(env, chunk):
    """Make the activities of ``chunk``: rows as :func:`readable` gives them. One create."""
    chunk = list(chunk)
    models_ids = {model: env["ir.model"]._get_id(model) for model, *_rest in chunk}
    activity_type = env.ref(ACTIVITY)
    env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(
        [
            {
                "res_model_id": models_ids[model],
                "res_id": record_id,
                "user_id": user_id,
                "summary": summary,
                "date_deadline": deadline,
                "activity_type_id": activity_type.id,
                "automated": True,
            }
            for model, record_id, user_id, summary, deadline in chunk
        ]
    )
