"""Write once more what a click wrote, whatever tables it touched: by plain SQL, the same rows and columns.

The click runs below a savepoint. Its rows are those whose transaction number is not before the savepoint's; they are
copied out, the click is undone, and what was new is inserted, what was changed updated in the columns that differ, what
was deleted deleted: one statement with ``INSERT … SELECT`` and ``UPDATE … FROM`` for all tables, after one ``DELETE`` a
table. Nothing is read to find out what to write: that is the click's own work.
"""

import io
from typing import NamedTuple

from odoo.tools import SQL

COUNTED = "SELECT relname, n_tup_ins + n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables WHERE schemaname = 'public'"
LEFT_OUT = frozenset({"cadre_batch", "cadre_batch_part", "queue_job", "bus_bus"})
"""How the work is ordered is not what is written."""


class Mark(NamedTuple):
    """Where a click begins: the number of its savepoint, and what the transaction had written before."""

    number: int
    counted: dict


class Written(NamedTuple):
    """Rows of one table after the click: as text for COPY, how many, and which ids are left (``None``: none went)."""

    table: str
    rows: io.StringIO
    left: list


def mark(cr):
    """Called right after the savepoint: the first write below it tells its number."""
    cr.execute("CREATE TEMP TABLE IF NOT EXISTS peer_mark (n integer)")
    cr.execute("INSERT INTO peer_mark VALUES (1) RETURNING xmin::text::bigint")
    [number] = cr.fetchone()
    return Mark(number, _counted(cr))


def since(cr, begin):
    """What was written since ``begin``, a table each."""
    found = []
    for table, (written, gone) in _counted(cr).items():
        before = begin.counted.get(table, (0, 0))
        if table in LEFT_OUT or (written, gone) == before:
            continue
        out = io.StringIO()
        cr._obj.copy_expert(f"COPY (SELECT * FROM {table} WHERE xmin::text::bigint >= {begin.number}) TO STDOUT", out)
        left = None
        if gone > before[1] and "id" in _columns(cr, table):
            cr.execute(SQL("SELECT array_agg(id) FROM %s", SQL.identifier(table)))
            left = cr.fetchone()[0] or []
        found.append(Written(table, out, left))
    return found


def _counted(cr):
    cr.execute(COUNTED)
    return {table: (written, gone) for table, written, gone in cr.fetchall() if written or gone}


def _columns(cr, table):
    cr.execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = %s ORDER BY ordinal_position",
        [table],
    )
    return dict(cr.fetchall())


def prepare(cr, written):
    """Statements that write the rows again, with the rows at hand in tables of their own. The click is undone."""
    deletes, parts = [], []
    for one in written:
        table, columns = SQL.identifier(one.table), _columns(cr, one.table)
        if one.left is not None:
            cr.execute(SQL("SELECT array_agg(id) FROM %s WHERE NOT id = ANY(%s)", table, one.left))
            if gone := cr.fetchone()[0]:
                deletes.append(SQL("DELETE FROM %s WHERE id = ANY(%s)", table, gone))
        if not one.rows.getvalue():
            continue
        rows = SQL.identifier(f"peer_{one.table}"[:63])
        cr.execute(SQL("CREATE TEMP TABLE %s (LIKE %s) ON COMMIT DROP", rows, table))
        one.rows.seek(0)
        cr._obj.copy_expert(f"COPY {rows.code} FROM STDIN", one.rows)
        if "id" not in columns:
            parts.append(SQL("INSERT INTO %s SELECT * FROM %s", table, rows))
            continue
        there = SQL("EXISTS (SELECT 1 FROM %s t WHERE t.id = p.id)", table)
        fresh = SQL.identifier(f"peer_new_{one.table}"[:63])
        cr.execute(SQL("CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT * FROM %s p WHERE NOT %s", fresh, rows, there))
        cr.execute(SQL("DELETE FROM %s p WHERE NOT %s", rows, there))
        if cr.rowcount:
            parts.append(SQL("INSERT INTO %s SELECT * FROM %s", table, fresh))
        if changed := _changed(cr, table, rows, columns):
            values = SQL(", ").join(SQL("%s = p.%s", SQL.identifier(name), SQL.identifier(name)) for name in changed)
            parts.append(SQL("UPDATE %s t SET %s FROM %s p WHERE t.id = p.id", table, values, rows))
        cr.execute(SQL("ANALYZE %s", rows))
    if parts:
        named = [SQL("part%s AS (%s RETURNING 1)", place, part) for place, part in enumerate(parts)]
        deletes.append(SQL("WITH %s SELECT 1", SQL(", ").join(named)))
    return deletes


def _changed(cr, table, rows, columns):
    """Columns in which a row is another one now."""
    names = [name for name in columns if name != "id"]
    differ = SQL(", ").join(
        SQL("bool_or(t.%s::text IS DISTINCT FROM p.%s::text)", SQL.identifier(name), SQL.identifier(name))
        for name in names
    )
    cr.execute(SQL("SELECT %s FROM %s t JOIN %s p ON p.id = t.id", differ, table, rows))
    return [name for name, differs in zip(names, cr.fetchone(), strict=True) if differs]


def rows_of(written):
    """How many rows there are in all."""
    return sum(one.rows.getvalue().count("\n") for one in written)
