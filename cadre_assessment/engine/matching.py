"""Place people by what they choose and what the units want: 双向选择 (S4-P10-27 … P10-29).

Stable: no person and unit would both rather have each other than what they got. Of all stable placements it is the one
that is best for the people; it does not depend on the order in which anybody is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .errors import RuleError
from .model import Key


class MatchingError(RuleError):
    """A choice, an order or a number of places that is none."""

    kind = "choice of"


class Matching(NamedTuple):
    """``placed``: {person: unit}; ``unplaced``: who got none; ``rank``: {person: his which choice it was}."""

    placed: dict[Key, Key]
    unplaced: tuple[Key, ...]
    rank: dict[Key, int]


def match(
    choices: Mapping[Key, Sequence[Key]], orders: Mapping[Key, Sequence[Key]], places: Mapping[Key, int]
) -> Matching:
    """Return the stable placement: each person with one of his choices, or none.

    :param choices: {person: units, the first choice first}
    :param orders: {unit: people it would take, the one it wants most first}; whoever is not in it is not taken
    :param places: {unit: how many it has room for}
    :raises EngineError: a unit without places, somebody named twice

    >>> match({"a": ["农办", "党政办"], "b": ["农办", "党政办"], "c": ["党政办"], "d": ["农办"]},
    ...       {"农办": ["b", "a"], "党政办": ["c", "a", "b"]}, {"农办": 1, "党政办": 1})[:2]
    ({'b': '农办', 'c': '党政办'}, ('a', 'd'))
    """
    wants = _checked(choices, orders, places)
    held: dict[Key, list[Key]] = {unit: [] for unit in places}
    asked = dict.fromkeys(choices, 0)
    waiting = list(reversed(choices))
    while waiting:
        person = waiting.pop()
        while asked[person] < len(choices[person]):
            unit = choices[person][asked[person]]
            asked[person] += 1
            if person not in wants.get(unit, {}) or not places[unit]:
                continue
            held[unit] = sorted([*held[unit], person], key=wants[unit].__getitem__)
            if len(held[unit]) > places[unit]:
                refused = held[unit].pop()
                if refused == person:
                    continue
                waiting.append(refused)
            break
    unit_of = {person: unit for unit, people in held.items() for person in people}
    placed = {person: unit_of[person] for person in choices if person in unit_of}
    rank = {person: list(choices[person]).index(unit) + 1 for person, unit in placed.items()}
    return Matching(placed, tuple([person for person in choices if person not in placed]), rank)


def blocking(
    placed: Mapping[Key, Key],
    choices: Mapping[Key, Sequence[Key]],
    orders: Mapping[Key, Sequence[Key]],
    places: Mapping[Key, int],
) -> list[tuple[Key, Key]]:
    """Return (person, unit) of those who would both rather have each other than what ``placed`` gives them.

    A proposal without such a pair is stable; of one that was changed by hand it says who has reason to complain.

    :raises EngineError: as :func:`match`

    >>> choices, orders, places = {"a": ["x", "y"], "b": ["x"]}, {"x": ["a", "b"], "y": ["a"]}, {"x": 1, "y": 1}
    >>> blocking({"a": "y", "b": "x"}, choices, orders, places), blocking({"a": "x"}, choices, orders, places)
    ([('a', 'x')], [])
    """
    wants = _checked(choices, orders, places)
    inside: dict[Key, list[Key]] = {}
    for person, unit in placed.items():
        inside.setdefault(unit, []).append(person)
    found = []
    for person, chosen in choices.items():
        mine = placed.get(person)
        for unit in chosen[: list(chosen).index(mine)] if mine in chosen else chosen:
            order = wants.get(unit, {})
            if person not in order or not places[unit]:
                continue
            there = inside.get(unit, [])
            last = len(order)
            if len(there) < places[unit] or any(order.get(other, last) > order[person] for other in there):
                found.append((person, unit))
    return found


def _checked(
    choices: Mapping[Key, Sequence[Key]], orders: Mapping[Key, Sequence[Key]], places: Mapping[Key, int]
) -> dict[Key, dict[Key, int]]:
    """{unit: {person: his place in its order}}."""
    for unit, number in places.items():
        if number < 0:
            raise MatchingError(unit, f"{number} places")
    for name, named in (*choices.items(), *orders.items()):
        if len(set(named)) < len(named):
            raise MatchingError(name, "somebody or something stands there twice")
    if strange := {unit for chosen in choices.values() for unit in chosen} - places.keys():
        raise MatchingError(sorted(strange, key=str)[0], "nobody said how many places it has")
    return {unit: {person: number for number, person in enumerate(order)} for unit, order in orders.items()}
