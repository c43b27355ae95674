"""A note on each of many records: of a few one by one, as Odoo does it, beyond that all in one go."""

from .messages import log_each
from .steps import LOG_TOGETHER


def note_each(records, body):
    """Write ``body`` into the messages of each of ``records``, in the name of the current user.

    :param body: a text, or {id of a record: its text}
    """
    author = records.env.user.partner_id.id
    records = records.sudo()
    bodies = body if isinstance(body, dict) else dict.fromkeys(records.ids, body)
    if len(records) > LOG_TOGETHER:
        log_each(records, bodies, author_id=author)
        return
    for record in records:
        record.message_post(body=bodies[record.id], author_id=author)
