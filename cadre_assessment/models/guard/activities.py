"""One open task of ours at a time, for whoever must act next on a record."""

MODULE = "cadre_assessment"


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
    """As :func:`hand_over` for many records: those of one user are made together.

    :param users_of: a function from a record to its users
    """
    clear_tasks(records)
    asked = {}
    for record in records.sudo().with_context(mail_activity_quick_update=True):
        for user in users_of(record):
            asked.setdefault(user, []).append(record.id)
    for user, ids in asked.items():
        records.sudo().with_context(mail_activity_quick_update=True).browse(ids).activity_schedule(
            xmlid, date_deadline=deadline, note=note, user_id=user.id
        )
