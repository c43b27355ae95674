"""How are thousands of rows read by name, and held while they are worked on?"""

import gc
from collections import namedtuple
from contextlib import contextmanager

from odoo.tools import SQL

FEW = 1000
"""So many records are asked about by their ids; of more all are read: a long list keeps the database from its index."""


def named(cr):
    """The rows of the statement that ``cr`` has just executed, their columns as attributes.

    Named tuples: a dictionary for each row doubles the time.
    """
    make = namedtuple("Row", [column.name for column in cr.description])._make
    return [make(row) for row in cr.fetchall()]


@contextmanager
def uncollected():
    """Make a hundred thousand small values without the garbage collector walking through all of them again and again.

    They refer to one another in one direction only, so that they are freed by their reference counts alone.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def counts(env, wanted):
    """How many records each (model, domain) of ``wanted`` has, as the user may read them: one statement for all."""
    queries = [env[model]._search(domain) for model, domain in wanted]
    if not queries:
        return []
    parts = [SQL("(%s)", query.select(SQL("COUNT(*)"))) for query in queries]
    return list(env.execute_query(SQL("SELECT %s", SQL(", ").join(parts)))[0])
