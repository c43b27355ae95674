"""Differences between two wordings of the same rules, rule by rule, and who changed what.

A wording is a record as plain values, as it stands in the file of a regulation: names of fields, values, and lists of
records (its parts). A *rule* is one of those records, named by its :data:`Place`. Three wordings meet: what an office
has (*mine*), the edition it was made of (*base*, ``None`` where nobody kept it) and a newer edition (*new*).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Place = tuple[tuple[str, str], ...]
"""Where a rule stands: (list, key) from the outermost record on; ``()`` is that record itself."""
Rules = dict[Place, dict[str, object]]

KEYS = ("key", "code", "team_grade_code", "level", "name")
"""By which of its fields is a part the same part in another wording? The first that it has."""
ASIDE = "quoted"
"""Sentences beside a rule are none of its values."""

EDITION, OFFICE, BOTH, UNKNOWN = "edition", "office", "both", "unknown"


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that says something else, or stands in one of two wordings only.

    ``fields``: names of what differs; empty where the whole rule, with its parts, came or went. ``whose``: who changed
    it since the base. ``came`` and ``went`` are about *new* beside *mine*.
    """

    place: Place
    fields: tuple[str, ...]
    whose: str
    came: bool = False
    went: bool = False

    @property
    def key(self) -> str:
        """A name for the change that another comparison of the same wordings gives it as well.

        >>> Change((("component_ids", "year"), ("count_ids", "x")), ("points",), OFFICE).key
        'component_ids:year/count_ids:x|office'
        """
        where = "/".join(f"{listed}:{key}" for listed, key in self.place)
        return f"{where}|{'office' if self.whose == OFFICE else 'edition'}"


def rules(record: Mapping) -> Rules:
    """Every rule of a wording by its place, in its order. Of each list stands, by its name, the order of its keys.

    >>> rules({"name": "a", "parts": [{"code": "x", "quoted": {"1": "…"}}]})
    {(): {'name': 'a', 'parts': ('x',)}, (('parts', 'x'),): {'code': 'x'}}
    """
    found: Rules = {}
    _gather(record, (), found)
    return found


def _gather(record, place, found):
    values = found[place] = {}
    for name, value in record.items():
        if name == ASIDE:
            continue
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            keys = _keys(value)
            values[name] = tuple(keys)
            for key, part in zip(keys, value, strict=True):
                _gather(part, (*place, (name, key)), found)
        else:
            values[name] = _bare(value)


def _bare(value):
    """A condition without the sentences beside it."""
    if isinstance(value, Mapping):
        return {name: _bare(one) for name, one in value.items() if name != ASIDE}
    return [_bare(one) for one in value] if isinstance(value, list) else value


def _keys(parts):
    keys = []
    for number, part in enumerate(parts):
        plain = first = next((str(part[name]) for name in KEYS if part.get(name)), str(number + 1))
        again = 1
        while plain in keys:
            again += 1
            plain = f"{first}~{again}"
        keys.append(plain)
    return keys


def record(found: Rules, place: Place = ()) -> dict[str, object]:
    """The wording again, of its rules (of the rule at ``place``): the opposite of :func:`rules`.

    >>> wording = {"name": "a", "parts": [{"code": "x", "of": ["z"]}]}
    >>> record(rules(wording)) == wording
    True
    """
    made = dict(found[place])
    for name, value in made.items():
        if isinstance(value, tuple):
            made[name] = [record(found, (*place, (name, key))) for key in value]
    return made


def compare(mine: Rules, new: Rules, base: Rules | None = None) -> tuple[Change, ...]:
    """Return what differs, in the order of ``new``; what stands in ``mine`` alone comes last.

    A rule that both have changed is two changes where each changed other fields of it.

    >>> mine, new = ({"parts": [{"code": "x", "a": a, "b": b}]} for a, b in ((1, 3), (2, 2)))
    >>> base = {"parts": [{"code": "x", "a": 1, "b": 2}]}
    >>> [(one.fields, one.whose) for one in compare(rules(mine), rules(new), rules(base))]
    [(('a',), 'edition'), (('b',), 'office')]
    >>> [(one.fields, one.whose) for one in compare(rules(mine), rules(new))]
    [(('a', 'b'), 'unknown')]
    """
    changes: list[Change] = []
    apart: set[Place] = set()
    for place in [*new, *(place for place in mine if place not in new)]:
        if any(place[:length] in apart for length in range(len(place))):
            continue
        if place in new and place in mine:
            changes += _differing(place, mine, new, base)
        else:
            apart.add(place)
            came = place in new
            whose = _who_had_it_alone(place, new if came else mine, base, came)
            changes.append(Change(place, (), whose, came=came, went=not came))
    return tuple(changes)


def _who_had_it_alone(place, having, base, came):
    """Who has a rule that stands in one wording only: in ``new`` (it ``came``) or in ``mine``."""
    if base is None:
        return UNKNOWN
    if place not in base:
        return EDITION if came else OFFICE
    if below(having, place) != below(base, place):
        return BOTH
    return OFFICE if came else EDITION


def below(found: Rules, place: Place) -> Rules:
    """A rule and everything inside it."""
    return {one: values for one, values in found.items() if one[: len(place)] == place}


def _differing(place, mine, new, base):
    here, there = mine[place], new[place]
    before = None if base is None else base.get(place, {})
    fields: dict[str, list[str]] = {}
    for name in {**there, **here}:
        if _same(name, here, there):
            continue
        if before is None:
            whose = UNKNOWN
        elif _same(name, before, here, there):
            whose = EDITION
        elif _same(name, before, there, here):
            whose = OFFICE
        else:
            whose = BOTH
        fields.setdefault(whose, []).append(name)
    ours = fields.pop(OFFICE, ())
    if fields:
        named = tuple(name for names in fields.values() for name in names)
        yield Change(place, named, next(iter(fields)) if len(fields) == 1 else BOTH)
    if ours:
        yield Change(place, tuple(ours), OFFICE)


def _same(name, one, other, *beside):
    """Is a value the same? Of a list of parts: the order of those that all have; that parts came is told of them."""
    values = [each.get(name) for each in (one, other, *beside)]
    if not any(isinstance(value, tuple) for value in values):
        return values[0] == values[1]
    known = set.intersection(*(set(value or ()) for value in values))
    first, second = ([key for key in value or () if key in known] for value in values[:2])
    return first == second


def take(mine: Rules, new: Rules, changes: Iterable[Change]) -> Rules:
    """``mine`` with the chosen changes to ``new``: of each exactly what it says differs.

    >>> mine, new = rules({"p": [{"code": "x", "a": 1}]}), rules({"p": [{"code": "w"}, {"code": "x", "a": 2}]})
    >>> record(take(mine, new, compare(mine, new)))
    {'p': [{'code': 'w'}, {'code': 'x', 'a': 2}]}
    >>> record(take(mine, new, [one for one in compare(mine, new) if one.came]))
    {'p': [{'code': 'w'}, {'code': 'x', 'a': 1}]}
    """
    made = {place: dict(values) for place, values in mine.items()}
    changes = tuple(changes)
    for change in changes:
        if change.came:
            made |= {place: dict(values) for place, values in below(new, change.place).items()}
        elif change.went:
            for place in below(made, change.place):
                del made[place]
    for change in changes:
        for name in change.fields:
            value = new[change.place].get(name)
            if isinstance(value or mine[change.place].get(name), tuple):
                continue  # an order of parts; below
            if value is None:
                made[change.place].pop(name, None)
            else:
                made[change.place][name] = value
    _list_parts(made, mine, new, {(change.place, name) for change in changes for name in change.fields})
    return made


def _list_parts(made, mine, new, ordered):
    """Each list of parts in its order: that of ``mine``, of ``new`` where it was taken; parts that came beside those
    before them."""
    parts: dict[tuple[Place, str], list[str]] = {}
    for place in made:
        if place:
            parts.setdefault((place[:-1], place[-1][0]), []).append(place[-1][1])
    for place, values in made.items():
        for name in {**mine.get(place, {}), **new.get(place, {}), **values}:
            old, fresh = mine.get(place, {}).get(name, ()), new.get(place, {}).get(name, ())
            if not isinstance(old or fresh, tuple):
                continue
            there = parts.get((place, name), [])
            first, second = (fresh, old) if (place, name) in ordered else (old, fresh)
            order = [key for key in first if key in there]
            for number, key in enumerate(second):
                if key in there and key not in order:
                    before = next((one for one in reversed(second[:number]) if one in order), None)
                    order.insert(order.index(before) + 1 if before is not None else 0, key)
            if order:
                values[name] = tuple(order)
            else:
                values.pop(name, None)
