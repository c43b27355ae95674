"""One open task of ours at a time, for whoever must act next on a record; many are given out together."""

from typing import NamedTuple

from odoo import models

from ..clock import today_of
from .messages import follow_each
from .steps import FOLLOW_LATER

MODULE = "cadre_assessment"


class Task(NamedTuple):
    """``record``: what it is about; ``user``: who acts; ``deadline``: a date; ``summary`` and ``note``: texts."""

    record: models.BaseModel
    user: models.BaseModel
    deadline: object = None
    summary: str = ""
    note: str = ""


def clear_tasks(records):
    """Clear the open activities of ours on ``records``."""
    activities = records.sudo().activity_ids
    types = activities.activity_type_id
    ours = {type_id for type_id, xmlid in types.get_external_id().items() if xmlid.startswith(MODULE + ".activity_")}
    activities.filtered(lambda activity: activity.automated and activity.activity_type_id.id in ours).unlink()


def hand_over(record, xmlid, users, deadline=None, note=""):
    """Replace them by one for each of ``users`` (none, when nobody of them has an account)."""
    hand_over_each(record, xmlid, lambda _record: users, deadline, note)


def hand_over_each(records, xmlid, users_of, deadline=None, note=""):
    """As :func:`hand_over` for many records and many users, in as many queries as for one.

    :param users_of: a function from a record to its users
    """
    clear_tasks(records)
    give_out(
        records.env,
        xmlid,
        [Task(record, user, deadline, note=note) for record in records.sudo() for user in users_of(record)],
    )


def give_out(env, xmlid, tasks):
    """Make an activity of the kind ``xmlid`` for each of ``tasks``, and let its user follow the record.

    Odoo makes each user a follower by himself, in ten queries; here all of them become it together. Nobody is sent a
    mail: the task stands in his list.
    """
    kind, tasks = env.ref(xmlid).sudo(), list(tasks)
    ids_of_models = {name: env["ir.model"]._get_id(name) for name in {task.record._name for task in tasks}}
    quiet = {"mail_activity_quick_update": True, FOLLOW_LATER: True}
    activities = (
        env["mail.activity"]
        .sudo()
        .with_context(**quiet)
        .create(
            [
                {
                    "res_model_id": ids_of_models[task.record._name],
                    "res_id": task.record.id,
                    "user_id": task.user.id,
                    "summary": task.summary or kind.summary,
                    "note": task.note or kind.default_note,
                    "date_deadline": task.deadline or today_of(task.record),
                    "activity_type_id": kind.id,
                    "automated": True,
                }
                for task in tasks
            ]
        )
    )
    _follow(env, tasks)
    return activities


def _follow(env, tasks):
    """Whoever has a task follows its record, with what a follower hears of by default. Three queries a model."""
    Followers = env["mail.followers"].sudo()
    users = env["res.users"].sudo().browse({task.user.id for task in tasks})  # read together
    partners = {user.id: user.partner_id for user in users if user.partner_id.active}
    wanted = {}
    for task in tasks:
        if task.user.id in partners:
            wanted.setdefault(task.record._name, set()).add((task.record.id, partners[task.user.id]))
    for model, pairs in wanted.items():
        told, _internal, shared = env["mail.message.subtype"].sudo().default_subtypes(model)
        there = Followers.search([("res_model", "=", model), ("res_id", "in", list({one for one, _partner in pairs}))])
        known = {(row.res_id, row.partner_id) for row in there}
        fresh = sorted(pairs - known, key=lambda pair: (pair[0], pair[1].id))
        for partner_share, kinds in ((True, shared), (False, told)):
            some = [(number, partner.id) for number, partner in fresh if bool(partner.partner_share) is partner_share]
            follow_each(env, model, some, kinds.ids)
