"""Write the rows of a click once more, by one COPY a table into the real tables, with their indexes and references."""

import io
import pathlib
import time


def highest(cr, table, what="COALESCE(max(id), 0)", above=0):
    """The highest number in ``table``, or ``what`` of the rows above one."""
    cr.execute(f"SELECT {what} FROM {table} WHERE {_key(table)} > {above}".replace("max(id)", f"max({_key(table)})"))
    return cr.fetchone()[0]


def written(cr, table, above):
    """(table, its rows above the number ``above``)"""
    out = io.StringIO()
    cr._obj.copy_expert(f"COPY (SELECT * FROM {table} WHERE {_key(table)} > {above}) TO STDOUT", out)
    return table, out


def write(cr, tables):
    """Seconds to write what :func:`written` gave; what the click wrote was rolled back before."""
    began = time.perf_counter()
    for table, rows in tables:
        rows.seek(0)
        cr._obj.copy_expert(f"COPY {table} FROM STDIN", rows)
    return time.perf_counter() - began


def processor(cr):
    """Seconds that the processor has worked for this process and for its connection to the database, on one machine
    (Linux): other work beside does not count."""
    cr.execute("SELECT pg_backend_pid()")
    [[backend]] = cr.fetchall()
    return time.process_time() + int(pathlib.Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e9


def vacuum(env, tables):
    """What was rolled back leaves no dead rows behind, neither for the click nor for its peer."""
    with env.registry.cursor() as cr:
        cr._cnx.autocommit = True
        for table in tables:
            cr.execute(f"VACUUM {table}")


def _key(table):
    return "result_id" if table.endswith("_rel") else "id"
