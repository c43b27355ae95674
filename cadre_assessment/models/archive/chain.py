"""The chain of the archive: each entry names the one before, so that none can be changed, added or taken away unseen.

What an entry keeps is hashed together with a number drawn by lot (salt). Who erases a person's entry drops salt and
content: the hash stays, and nobody can find by trying what it was made of. Columns and texts of a format never change;
``docs/evidence.md`` says them in words, ``tools/verify_evidence.py`` reads them without Odoo.
"""

import hashlib
import json
import secrets
from typing import NamedTuple

from ..computation import bulk

FORMAT = 1
"""The format of the entries made today."""
START = "0" * 64
"""What the first entry has before it."""
SALT = 16
"""Bytes of a salt."""
_TEXT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode


class Broken(NamedTuple):
    """What does not fit: the number of the entry (``None``: a row without an entry), what is wrong, whose it is."""

    number: int | None
    code: str
    name: str = ""


class Link(NamedTuple):
    """An entry as it stands in the database; ``computed``: the hash of its content as it is now, None when erased."""

    number: int
    kind: str
    made_on: str
    result_id: int | None
    row_digest: str | None
    content: str
    previous: str
    digest: str
    computed: str | None
    name: str = ""


def text_of(facts):
    """Facts as the text that is hashed: JSON, keys in order, no spaces.

    >>> text_of({"b": 1, "a": "优秀"})
    '{"a":"优秀","b":1}'
    """
    return _TEXT(facts)


def text_of_result(name, staff_number, origin, origin_note, rested_on):
    """:func:`text_of` what a result says of itself and of what it rests on.

    >>> text_of_result("甲", None, "imported", "〔2024〕2号", {})
    '{"name":"甲","origin":"imported","origin_note":"〔2024〕2号","staff_number":""}'
    """
    own = {"name": name, "origin": origin, "origin_note": origin_note or "", "staff_number": staff_number or ""}
    return text_of(own | rested_on)


def texts_of_results(names, staff_numbers, origins, origin_notes):
    """:func:`text_of_result` of many that rest on nothing but themselves, put together column by column.

    >>> columns = ["甲", '"'], [None, "A1"], ["imported"] * 2, ["〔2024〕2号"] * 2
    >>> texts_of_results(*columns) == [text_of_result(*one, {}) for one in zip(*columns)]
    True
    """
    pieces = ["{"]
    said = {"name": names, "origin": origins, "origin_note": origin_notes, "staff_number": staff_numbers}
    for name, values in said.items():  # in the order of their names
        pieces += [f'"{name}":', bulk.told_once(lambda value: _TEXT(value or ""), values), ","]
    return bulk.joined([*pieces[:-1], "}"], len(names))


def new_salts(count):
    """So many times 128 bits by lot, as texts."""
    drawn = secrets.token_bytes(SALT * count).hex()
    return [drawn[place : place + 2 * SALT] for place in range(0, 2 * SALT * count, 2 * SALT)]


def content_of(salt, row_digest, payload):
    """The hash of what an entry keeps.

    >>> content_of("s", "r", "{}") == content_of("s", "r", "{}") != content_of("t", "r", "{}")
    True
    """
    return _sha("\n".join((salt, row_digest or "", payload)))


def link_of(number, kind, made_on, content, previous):
    """The hash of an entry: of its number, its kind, its moment, its content and the entry before it.

    >>> link_of(1, "result", "2026-01-17 02:00:00", "c", "b") != link_of(2, "result", "2026-01-17 02:00:00", "c", "b")
    True
    """
    return _sha("\n".join((str(FORMAT), str(number), kind, made_on, content, previous)))


def broken_in(links, length, head):
    """What does not fit in a chain that should have ``length`` entries and end with ``head``.

    >>> def chain(*contents):
    ...     found, before = [], START
    ...     for number, content in enumerate(contents, 1):
    ...         digest = link_of(number, "result", "t", content, before)
    ...         found.append(Link(number, "result", "t", None, None, content, before, digest, content))
    ...         before = digest
    ...     return found
    >>> whole = chain("a", "b", "c")
    >>> list(broken_in(whole, 3, whole[-1].digest))
    []
    >>> [tuple(one) for one in broken_in([whole[0], whole[2]], 3, whole[-1].digest)]
    [(2, 'missing', '')]
    >>> [tuple(one) for one in broken_in(whole[:2], 3, whole[-1].digest)]
    [(3, 'missing', '')]
    >>> [tuple(one) for one in broken_in([whole[0], whole[1]._replace(computed="x"), whole[2]], 3, whole[-1].digest)]
    [(2, 'content', '')]
    >>> [tuple(one) for one in broken_in([whole[0], whole[1]._replace(digest="x"), whole[2]], 3, whole[-1].digest)]
    [(2, 'link', '')]
    """
    due, before = 1, {START}  # before: what the entry before may hash to; None: nobody knows it
    for link in links:
        while due < link.number:
            yield Broken(due, "missing")
            due, before = due + 1, None
        made = link_of(link.number, link.kind, link.made_on, link.content, link.previous)
        if link.number < due or made != link.digest or (before and link.previous not in before):
            yield Broken(link.number, "link", link.name)
        elif link.computed is not None and link.computed != link.content:
            yield Broken(link.number, "content", link.name)
        # of a changed entry, either its hash is still the old one, or what it hashes to: the next one stays in place
        before, due = {made, link.digest}, max(due, link.number + 1)
    for number in range(due, length + 1):
        yield Broken(number, "missing")
    if due - 1 > length or (due - 1 == length and before and (head or START) not in before):
        yield Broken(due - 1, "head")


def _sha(text):
    return hashlib.sha256(text.encode()).hexdigest()
