"""Two clicks at the same moment: the second one begins anew and finds what the first has made."""

from odoo.tools import SQL


def hold(records):
    """One transaction at a time goes on with ``records``.

    Written, not only locked: a transaction that has read before would go on with what it read then, and make a second
    time what the first has made. It has to begin anew (Odoo repeats its request).
    """
    if records:
        table = SQL.identifier(records._table)
        records.env.cr.execute(SQL("UPDATE %s SET write_date = write_date WHERE id IN %s", table, tuple(records.ids)))
