"""Write ten thousand results at once: the one module that writes results in bulk (law 2).

The ORM writes a hundred rows a statement and every row through its whole machinery. Here rows travel by ``COPY``: a
fixed number of statements, however many rows. Whoever calls has checked the right to write, has flushed the model and
passes plain values; :func:`refreshed` invalidates and lets stored dependents be recomputed.

Who else writes many rows by one statement, and why not from here: rooms below this one, which may not ask it, make the
lines of a sheet and write its sums (``record/cadre_progress_mark.py``, ``cadre_progress_report_marks.py``);
:func:`.outcome.write` sets the seats of pools, a few rows that one statement holds; sealing and casting
(``ballot/sealing.py``, ``casting.py``) write in random order and in one step with what they take away; people and their
accounts are made before there is a cycle (``organization/many_people.py``, ``cadre_account.py``).
"""

import io
import json
import re
from fractions import Fraction
from itertools import repeat
from operator import itemgetter

from odoo.tools import SQL

from ...engine import half_up

_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
NULL = "\\N"


def cell(value):
    r"""One value as the text format of ``COPY`` wants it.

    >>> cell(None), cell(True), cell("a\tb"), cell(3)
    ('\\N', 't', 'a\\tb', '3')
    """
    if value is None:
        return NULL
    if value is True:
        return "t"
    if value is False:
        return "f"
    if isinstance(value, str):
        # most texts have nothing to escape, and str.translate goes letter by letter through Chinese
        return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], value) if _SPECIAL.search(value) else value
    return str(value)


def row(*values):
    """One row for :func:`copy_in` and :func:`update_from`."""
    return "\t".join([cell(value) for value in values])


def columns_of(rows, names):
    """{name: values of all ``rows``, None where a row has none}

    >>> columns_of([{"a": 1}, {"a": 2, "b": 3}], ["a", "b"])
    {'a': [1, 2], 'b': [None, 3]}
    """
    wanted = [name for name in names if name in rows[0]] if rows else []
    if len(wanted) > 1 and all(row.keys() == rows[0].keys() for row in rows):
        found = dict(zip(wanted, zip(*map(itemgetter(*wanted), rows), strict=True), strict=True))
        return {name: found.get(name, (None,) * len(rows)) for name in names}
    return {name: [one.get(name) for one in rows] for name in names}


def cells(values):
    r"""The cells of a column, for rows that are put together by columns: see :func:`told_once`.

    >>> cells([1, True, None, 1.0]), cells(["a\tb", None, "a\tb"]), cells([7, 7]), cells(["a", "b"])
    (['1', 't', '\\N', '1.0'], ['a\\tb', '\\N', 'a\\tb'], '7', ['a', 'b'])
    """
    return told_once(cell, values, {int: _written, str: _as_they_are})


def _written(values):
    return list(map(str, values))


def _as_they_are(values):
    return list(map(cell, values)) if _SPECIAL.search("".join(values)) else values


def told_once(tell, values, at_once=None):
    """``tell(value)`` of each of ``values``, or one text where all say the same.

    In a column of one kind of values equal ones are asked about once.

    :param tell: function value -> text, the same for the same value
    :param at_once: {type: function [value, …] -> [text, …] that tells a column of such values faster than one by one}

    >>> asked = []
    >>> told_once(lambda value: asked.append(value) or str(value), ["b", None, "b", "b"]), sorted(map(str, asked))
    (['b', 'None', 'b', 'b'], ['None', 'b'])
    >>> told_once(repr, [True, True]), told_once(repr, [1, True]), told_once(repr, [])
    ('True', ['1', 'True'], [])
    """
    kinds = set(map(type, values))
    if len(kinds | {type(None)}) > 2:
        return list(map(tell, values))  # 1, 1.0 and True are equal, and are told differently
    distinct = set(values)
    if len(distinct) == 1:
        return tell(next(iter(distinct)))
    if len(distinct) * 2 > len(values):
        faster = at_once.get(kinds.pop()) if at_once and len(kinds) == 1 else None
        return faster(values) if faster else list(map(tell, values))
    known = {value: tell(value) for value in distinct}
    return [known[value] for value in values]


def joined(pieces, count):
    """``count`` texts, each put together of ``pieces``: a text that all have in common, or a list of one for each.

    >>> joined(["a", "b", ["1", "2"], "c"], 2), joined(["a"], 2)
    (['ab1c', 'ab2c'], ['a', 'a'])
    """
    merged = []
    for piece in pieces:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        else:
            merged.append(piece)
    columns = [repeat(piece, count) if isinstance(piece, str) else piece for piece in merged]
    return list(map("".join, zip(*columns, strict=True)))


def decimal_text(value, digits=2):
    """A fraction as decimal text, rounded half-up (G1).

    >>> decimal_text(Fraction(26605, 1000)), decimal_text(Fraction(-1, 8)), decimal_text(Fraction(9, 10), 4)
    ('26.61', '-0.13', '0.9000')
    """
    units = half_up(value.numerator * 10**digits, value.denominator)
    sign, units = ("-", -units) if units < 0 else ("", units)
    whole, part = divmod(units, 10**digits)
    return f"{sign}{whole}.{part:0{digits}}" if digits else f"{sign}{whole}"


def plain(value):
    """Figures of a reason as JSON can carry them: a fraction becomes ``{"q": "numerator/denominator"}``.

    >>> plain({"values": (Fraction(30), None), "seats": 2})
    {'values': [{'q': '30'}, None], 'seats': 2}
    """
    if isinstance(value, Fraction):
        return {"q": str(value)}
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, (tuple, list, set, frozenset)):
        return [plain(entry) for entry in value]
    return value


def json_text(figures):
    """``figures`` as JSON text, always in the same order, so that equal figures are equal text."""
    return json.dumps(plain(figures), ensure_ascii=False, sort_keys=True)


def copy_in(cr, table, columns, rows):
    """Append ``rows`` (cells parted by tabs, see :func:`cell`) to ``table``: one statement."""
    names = SQL(", ").join(SQL.identifier(name) for name in columns)
    query = SQL("COPY %s (%s) FROM STDIN", SQL.identifier(table), names)
    cr.copy_expert(query.code, io.BytesIO("\n".join([*rows, ""]).encode()))


def update_from(model, columns, rows, touch=True):
    """Update rows of ``model``'s table: each of ``rows`` is text, the id first, then the cells of ``columns``.

    Sets ``write_uid`` and ``write_date`` unless ``touch`` is false.
    """
    if not rows:
        return
    cr = model.env.cr
    target = SQL.identifier(model._table)
    names = [SQL.identifier(name) for name in columns]
    shape = SQL(", ").join([SQL.identifier("id"), *names])
    cr.execute(SQL("CREATE TEMP TABLE cadre_bulk ON COMMIT DROP AS SELECT %s FROM %s WHERE false", shape, target))
    copy_in(cr, "cadre_bulk", ["id", *columns], rows)
    pairs = [SQL("%s = v.%s", name, name) for name in names]
    if touch:
        pairs.append(SQL("write_uid = %s, write_date = (now() AT TIME ZONE 'UTC')", model.env.uid))
    cr.execute(SQL("UPDATE %s AS t SET %s FROM cadre_bulk v WHERE t.id = v.id", target, SQL(", ").join(pairs)))
    cr.execute(SQL("DROP TABLE cadre_bulk"))


def replace_children(model, parent, columns, parent_ids, rows):
    """Replace the rows of ``model`` that hang on ``parent_ids`` through the field ``parent`` by ``rows``."""
    cr = model.env.cr
    cr.execute(
        SQL("DELETE FROM %s WHERE %s = ANY(%s)", SQL.identifier(model._table), SQL.identifier(parent), list(parent_ids))
    )
    if rows:
        copy_in(cr, model._table, columns, rows)


def refreshed(records, names):
    """Forget what the cache knows of ``names`` on ``records`` and recompute the stored fields that rest on them."""
    records.invalidate_recordset(names, flush=False)
    records.modified(names)
