"""Remind whoever must act next in an occasion: once a day, an activity for each, and none twice."""

from typing import NamedTuple

from odoo import models
from odoo.tools import split_every

from ..guard.activities import Task, give_out

ACTIVITY = "cadre_assessment.activity_reminder"
AT_ONCE = 200
"""So many activities are made before the work is committed."""

OWN, OF_THE_COMPANY = "[('user_id', '=', user.id)]", "[('company_id', 'in', company_ids)]"
"""Rules as the security files write them: each reads his own; nobody reads those of another company."""


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
    """Of what is wanted, what its user may read: an activity must not tell of a hidden record.

    Who is asked about his own record is not asked one by one where the rules show it to him (:func:`_shown_own`).
    """
    by_reader, own = {}, {}
    for (model, record_id, user_id, summary), deadline in wanted.items():
        by_reader.setdefault((model, user_id), []).append((record_id, summary, deadline))
        own.setdefault(model, set()).add((record_id, user_id))
    own = {model: _shown_own(env, model, pairs) for model, pairs in own.items()}
    for (model, user_id), entries in by_reader.items():
        asked = [entry[0] for entry in entries if (entry[0], user_id) not in own[model]]
        records = env[model].browse(asked).with_user(user_id)
        seen = set(records.sudo(False)._filtered_access("read").ids) if asked else set()
        for record_id, summary, deadline in entries:
            if record_id in seen or (record_id, user_id) in own[model]:
                yield model, record_id, user_id, summary, deadline


def _shown_own(env, model, pairs):
    """Those of the ``pairs`` (record id, user id) of which the record is that user's own, and the rules say so of all.

    The rules are read, not remembered: once somebody narrows them, each user is asked again. A few queries.
    """
    rules = env["ir.rule"].sudo().search([("model_id.model", "=", model), ("perm_read", "=", True)])
    everybody = env.ref("cadre_assessment.group_cadre_user").sudo()
    may = env["ir.model.access"].sudo().search_count(
        [("model_id.model", "=", model), ("group_id", "=", everybody.id), ("perm_read", "=", True)], limit=1
    )  # fmt: skip
    plain = all(rule.domain_force == OF_THE_COMPANY for rule in rules if not rule.groups)
    if not (may and plain and any(rule.domain_force == OWN and rule.groups == everybody for rule in rules)):
        return set()
    members = set(everybody.all_user_ids.ids)
    records = env[model].sudo().browse({record_id for record_id, _user_id in pairs})
    owners = {one.id: one.user_id.id for one in records if one.company_id in one.user_id.company_ids}
    return {(record_id, user_id) for record_id, user_id in pairs if owners.get(record_id) == user_id in members}


def schedule(env, chunk, kind=ACTIVITY):
    """Make the activities of ``chunk``: rows as :func:`readable` gives them. One create."""
    users = env["res.users"]
    give_out(
        env,
        kind,
        [
            Task(env[model].browse(record_id), users.browse(user_id), deadline, summary)
            for model, record_id, user_id, summary, deadline in chunk
        ],
    )
