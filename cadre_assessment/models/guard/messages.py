"""One message on each of very many records, or a follower of each, written by one statement.

Odoo's ``create()`` asks for each message anew which models have messages at all: with a hundred models that is two
thirds of what a simple step costs. Here it makes the first message; the others are copies of its row, on other records.
"""

from markupsafe import escape
from odoo.tools import SQL

OWN = frozenset({"id", "res_id", "body"})
"""Columns in which the copies differ."""


def log_each(records, bodies, **author):
    """Log a text on each of ``records``, as ``_message_log_batch`` of Odoo does: nobody is told.

    :param bodies: {id of a record: its text}
    :param author: ``author_id``, where it is not the current user
    """
    first, others = records[:1], records[1:]
    message = first._message_log_batch({first.id: bodies[first.id]}, **author)
    message.flush_recordset()
    body = message._fields["body"]
    clean = {text: body.convert_to_column(escape(text), message) for text in {bodies[one] for one in others._ids}}
    fields = [field for field in message._fields.values() if field.store and field.column_type]
    names = [field.name for field in fields if field.name not in OWN]
    message.env.cr.execute(
        SQL(
            """
            INSERT INTO mail_message (res_id, body, %s)
            SELECT given.res_id, given.body, %s
              FROM mail_message, unnest(%s::integer[], %s::text[]) AS given(res_id, body)
             WHERE mail_message.id = %s
            """,
            SQL(", ").join(SQL.identifier(name) for name in names),
            SQL(", ").join(SQL.identifier("mail_message", name) for name in names),
            list(others._ids),
            [clean[bodies[one]] for one in others._ids],
            message.id,
        )
    )
    others.invalidate_recordset([name for name in others._fields if name.startswith("message_")])


def follow_each(env, model, pairs, subtypes):
    """New followers, of whom none follows his record yet.

    :param pairs: (id of a record of ``model``, id of a partner)
    :param subtypes: ids of what they hear of
    """
    if not pairs:
        return
    numbers, partners = zip(*pairs, strict=True)
    env["mail.followers"].flush_model()
    env.cr.execute(
        SQL(
            """
            WITH made AS (
                INSERT INTO mail_followers (res_model, res_id, partner_id)
                SELECT %s, given.res_id, given.partner_id
                  FROM unnest(%s::integer[], %s::integer[]) AS given(res_id, partner_id)
                RETURNING id)
            INSERT INTO mail_followers_mail_message_subtype_rel (mail_followers_id, mail_message_subtype_id)
            SELECT made.id, subtype FROM made, unnest(%s::integer[]) subtype
            """,
            model,
            list(numbers),
            list(partners),
            subtypes,
        )
    )
    env[model].browse(numbers).invalidate_recordset(
        ["message_follower_ids", "message_partner_ids", "message_is_follower"]
    )
