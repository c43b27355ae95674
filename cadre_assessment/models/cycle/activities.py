"""Activities that reminders become, those that are there, and who may be told of what."""

from .watch import ACTIVITY


def reminders_there(cycle):
    """The reminders made for this cycle so far, open or done."""
    activity_type = cycle.env.ref(ACTIVITY)
    activities = cycle.env["mail.activity"].sudo().with_context(active_test=False)
    activities = activities.search([("activity_type_id", "=", activity_type.id), ("automated", "=", True)])
    mine = set()
    for model, some in activities.grouped("res_model").items():
        if model == cycle._name:
            mine |= {(model, cycle.id)}
        elif "cycle_id" in cycle.env[model]._fields:
            domain = [("id", "in", some.mapped("res_id")), ("cycle_id", "=", cycle.id)]
            mine |= {(model, record_id) for record_id in cycle.env[model].sudo().search(domain).ids}
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
