"""Read rows as named tuples; pause the garbage collector; count by many domains at once."""

import gc
from collections import namedtuple
from contextlib import contextmanager

from odoo.fields import Domain
from odoo.tools import SQL

FEW = 1000
"""So many records are asked about by their ids; of more all are read: a long list keeps the database from its index."""


def array_of(ids):
    """``ids`` (whole numbers) as one parameter for ``= ANY(…)``: the adapter takes a list one by one.

    >>> array_of([3, 1])
    '{3,1}'
    """
    return f"{{{','.join(map(str, ids))}}}"


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


def counts(env, wanted, among=None):
    """How many records each (model, domain) of ``wanted`` has, as the user may read them.

    One statement for all, in which the rows of a model are passed once, however many domains ask for them.

    :param among: a domain that all of them share, where they ask about most of what it finds: it is asked once a row
    """
    places = {}
    for place, (model, domain) in enumerate(wanted):
        places.setdefault(model, []).append((place, domain))
    if not places:
        return []
    parts, order = [], []
    for number, (model, asked) in enumerate(places.items()):
        order += [place for place, _domain in asked]
        one = _counting(env[model], [domain for _place, domain in asked], among)
        parts.append(SQL("(%s) AS %s", one, SQL(f"q{number}")))
    [row] = env.execute_query(SQL("SELECT * FROM %s", SQL(", ").join(parts)))
    found = dict(zip(order, row, strict=True))
    return [found[place] for place in range(len(wanted))]


def _counting(records, domains, among):
    """A SELECT of one row: how many records each of ``domains`` has."""
    if len(domains) == 1:
        return records._search(Domain.AND([among or [], domains[0]])).select(SQL("COUNT(*)"))
    query = records._search(among or Domain.OR(domains))
    within = [Domain(one).optimize_full(records)._to_sql(records, query.table, query) for one in domains]
    return query.select(*[SQL("COUNT(*) FILTER (WHERE %s)", one) for one in within])
