"""A note on each of many records: of a few one by one, as Odoo does it, beyond that all in one go."""

from .steps import LOG_TOGETHER


def note_each(records, body):
    """Write ``body`` into the messages of each of ``records``, in the name of the current user."""
    author = records.env.user.partner_id.id
    records = records.sudo()
    if len(records) > LOG_TOGETHER:
        records._message_log_batch(dict.fromkeys(records.ids, body), author_id=author)
        return
    for record in records:
        record.message_post(body=body, author_id=author)
