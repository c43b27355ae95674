"""Fill places by order while kinds of people have a minimum: 女干部不少于2名 (S4-P9-03 … P9-09, A4-9).

Reserve then fill: the highest of each kind that has a minimum first, the best others after them. Minima that stand
within one another (a county within the city, women of that county within it) are kept from the inner one outwards. What
cannot be met is named with the figures that prove it; who goes and who comes is shown, and the body decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import NamedTuple

from .errors import RuleError
from .model import Key
from .numbers import round_count


class StructureError(RuleError):
    """A minimum, or a number of places, that is none; somebody who stands on the list twice."""

    kind = "minimum"


class Entry(NamedTuple):
    """Somebody on the list: ``score`` says where; ``kinds``: what he counts for (女, 党外, a county)."""

    key: Key
    score: Fraction
    kinds: frozenset = frozenset()


class Minimum(NamedTuple):
    """At least ``number`` of those taken are of ``kind``; of a frozenset: of all its kinds (the women of a county)."""

    kind: object
    number: int

    def fits(self, entry: Entry) -> bool:
        """Return whether somebody counts for it."""
        return self.kind <= entry.kinds if isinstance(self.kind, frozenset) else self.kind in entry.kinds


class Filled(NamedTuple):
    """Who is taken, in the order of the list; who came in, and who went out, against the mere order; what is unmet.

    ``unmet``: (kind, at least, possible): there are no more of the kind, or no more places. Where each minimum could be
    met but not all together: (their kinds as a tuple, the places they need together, the places there are).
    """

    taken: tuple[Key, ...]
    swapped_in: tuple[Key, ...] = ()
    swapped_out: tuple[Key, ...] = ()
    unmet: tuple[tuple[object, int, int], ...] = ()


def least_of(share: Fraction, places: int) -> int:
    """Return how many of ``places`` are at least a ``share`` of them: a part of one counts as one.

    >>> least_of(Fraction(1, 5), 7), least_of(Fraction(1, 5), 10)                                           # S4-P9-09
    (2, 2)
    """
    return round_count(share * places, "ceil")


Signature = tuple[int, ...]
"""Places, in the list of minima, of those somebody counts for: people of one signature differ by their order alone."""
LOOKED_AT = 200_000
"""So many ways are looked through before minima that cross each other in many ways are given up."""


def reserve_then_fill(people: Sequence[Entry], places: int, minima: Iterable[Minimum]) -> Filled:
    """Return who is taken: of each minimum the highest on the list, inner groups first, then the best others (A4-9).

    Who counts for several minima is reserved for all of them. Where that reserves more people than there are places,
    those of most kinds are reserved first. ``unmet`` is empty whenever all minima can be met at once.

    :param people: the list, the best first
    :raises EngineError: a negative number, somebody who is there twice, minima that cross in too many ways

    >>> kinds = {2: {"女"}, 7: {"党外"}, 8: {"女"}, 9: {"女", "党外"}}
    >>> scores = (96, 95, 93, 92, 91, 88, 85, 84, 79)
    >>> people = [Entry(n, Fraction(score), frozenset(kinds.get(n, ()))) for n, score in enumerate(scores, 1)]
    >>> reserve_then_fill(people, 6, [Minimum("女", 2), Minimum("党外", 1)])[:3]
    ((1, 2, 3, 4, 7, 8), (7, 8), (5, 6))
    >>> reserve_then_fill(people, 6, [Minimum("女", 4)]).unmet
    (('女', 4, 3),)
    >>> reserve_then_fill(people, 1, [Minimum("女", 1), Minimum("党外", 1)]).taken
    (9,)
    >>> reserve_then_fill(people, 2, [Minimum("女", 2), Minimum("党外", 2)]).unmet
    ((('女', '党外'), 3, 2),)
    """
    minima = _checked(people, places, minima)
    possible, unmet = _possible(people, places, minima)
    reserved: list[Entry] = []
    for one in sorted(possible, key=lambda one: sum(map(one.fits, people))):
        missing = one.number - sum(map(one.fits, reserved))
        taken = {entry.key for entry in reserved}
        reserved += [entry for entry in people if one.fits(entry) and entry.key not in taken][: max(0, missing)]
    if len(reserved) > places:
        classes = _classes(people, possible)
        counts = _choose(classes, [one.number for one in possible], places) or {}
        reserved = [entry for signature, count in counts.items() for entry in classes[signature][:count]]
    taken = {entry.key for entry in reserved}
    others = [entry for entry in people if entry.key not in taken][: places - len(reserved)]
    return _filled(people, places, taken | {entry.key for entry in others}, unmet)


def fewest_swaps(people: Sequence[Entry], places: int, minima: Iterable[Minimum]) -> Filled:
    """Return who is taken when as few as possible of those who would be taken by order give way; of several such lists
    the one with the highest scores together, then the highest on the list.

    :raises EngineError: as :func:`reserve_then_fill`; a list so long that not all ways can be looked through

    >>> kinds = {2: {"女"}, 7: {"党外"}, 8: {"女"}, 9: {"女", "党外"}}
    >>> scores = (96, 95, 93, 92, 91, 88, 85, 84, 79)
    >>> people = [Entry(n, Fraction(score), frozenset(kinds.get(n, ()))) for n, score in enumerate(scores, 1)]
    >>> fewest_swaps(people, 6, [Minimum("女", 2), Minimum("党外", 1)])
    Filled(taken=(1, 2, 3, 4, 5, 9), swapped_in=(9,), swapped_out=(6,), unmet=())
    """
    minima = _checked(people, places, minima)
    possible, unmet = _possible(people, places, minima)
    size = min(places, len(people))
    needs = tuple([one.number for one in possible])
    if prod(need + 1 for need in needs) * (size + 1) > LOOKED_AT:
        raise StructureError(places, "too many places and minima to look through all lists")
    rank = {entry.key: number for number, entry in enumerate(people)}
    Way = tuple[int, Fraction, tuple[int, ...]]
    ways: dict[tuple[tuple[int, ...], int], Way] = {(needs, 0): (0, Fraction(0), ())}
    for signature, members in _classes(people, possible).items():
        inside = sum(rank[entry.key] < size for entry in members)
        grown: dict[tuple[tuple[int, ...], int], Way] = {}
        for (left, used), (swaps, score, chosen) in ways.items():
            for count in range(min(len(members), size - used) + 1):
                met = tuple([max(0, need - count) if n in signature else need for n, need in enumerate(left)])
                numbers = tuple([rank[entry.key] for entry in members[:count]])
                way = (
                    swaps + max(0, count - inside),
                    score - sum((entry.score for entry in members[:count]), Fraction(0)),
                    tuple(sorted(chosen + numbers)),
                )
                state = met, used + count
                if state not in grown or way < grown[state]:
                    grown[state] = way
        ways = grown
    _swaps, _score, chosen = ways[(0,) * len(needs), size]
    return _filled(people, places, {people[number].key for number in chosen}, unmet)


def _checked(people: Sequence[Entry], places: int, minima: Iterable[Minimum]) -> list[Minimum]:
    minima = list(minima)
    if places < 0:
        raise StructureError("places", f"there are {places}")
    if wrong := [one for one in minima if one.number < 0]:
        raise StructureError(wrong[0].kind, f"at least {wrong[0].number}")
    if len({entry.key for entry in people}) < len(people):
        raise StructureError("list", "somebody stands on it twice")
    return minima


def _classes(people: Sequence[Entry], minima: Sequence[Minimum]) -> dict[Signature, list[Entry]]:
    """People by what they count for, those of most kinds first; within one class in the order of the list."""
    found: dict[Signature, list[Entry]] = {}
    for entry in people:
        signature = tuple([number for number, one in enumerate(minima) if one.fits(entry)])
        found.setdefault(signature, []).append(entry)
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


def _possible(people: Sequence[Entry], places: int, minima: list[Minimum]) -> tuple[list[Minimum], tuple]:
    """The minima as far as they can be met, and what of them cannot, with the figures that prove it."""
    unmet, possible = [], []
    for one in minima:
        most = min(places, sum(map(one.fits, people)))
        if most < one.number:
            unmet.append((one.kind, one.number, most))
        possible.append(Minimum(one.kind, min(one.number, most)))
    while not _holds(people, places, possible):
        crossing = list(possible)
        for one in possible:  # those that cannot be met together, and no others
            fewer = [other for other in crossing if other is not one]
            if not _holds(people, places, fewer):
                crossing = fewer
        needed = places + 1
        while not _holds(people, needed, crossing):
            needed += 1
        unmet.append((tuple([one.kind for one in crossing]), needed, places))
        last = crossing[-1]  # the later minimum gives way, as far as it must
        number = possible.index(last)
        rest = [other for other in crossing if other is not last]
        fits = next(
            least
            for least in range(last.number - 1, -1, -1)
            if _holds(people, places, [*rest, Minimum(last.kind, least)])
        )
        possible[number] = Minimum(last.kind, fits)
    return possible, tuple(unmet)


def _holds(people: Sequence[Entry], places: int, minima: Sequence[Minimum]) -> bool:
    return _choose(_classes(people, minima), [one.number for one in minima], places) is not None


def _choose(classes: Mapping[Signature, list[Entry]], needs: Sequence[int], places: int) -> dict[Signature, int] | None:
    """How many of each class meet all ``needs`` within ``places``; ``None``: no choice does."""
    signatures = [signature for signature in classes if signature]
    capacity = [
        [sum(len(classes[one]) for one in signatures[start:] if need in one) for need in range(len(needs))]
        for start in range(len(signatures) + 1)
    ]
    together = {(one, other) for signature in signatures for one in signature for other in signature}
    failed: set[tuple[int, tuple[int, ...], int]] = set()

    def within(left: tuple[int, ...], places: int) -> bool:
        """Whether minima that nobody shares fit into the places side by side."""
        apart: list[int] = []
        for need in sorted(range(len(left)), key=lambda need: -left[need]):
            if left[need] and not any((need, other) in together for other in apart):
                apart.append(need)
        return sum(left[need] for need in apart) <= places

    def look(start: int, left: tuple[int, ...], places: int) -> dict[Signature, int] | None:
        if not any(left):
            return {}
        state = start, left, places
        if state in failed or not within(left, places) or any(map(int.__gt__, left, capacity[start])):
            return None
        if len(failed) > LOOKED_AT:
            raise StructureError(len(needs), "minima that cross each other in too many ways")
        signature = signatures[start]
        useful = min(len(classes[signature]), places, max(left[need] for need in signature))
        for count in range(useful, -1, -1):
            met = tuple([max(0, need - count) if n in signature else need for n, need in enumerate(left)])
            found = look(start + 1, met, places - count)
            if found is not None:
                return {signature: count, **found}
        failed.add(state)
        return None

    return look(0, tuple(needs), places)


def _filled(people: Sequence[Entry], places: int, taken: set[Key], unmet: tuple) -> Filled:
    by_order = {entry.key for entry in people[:places]}
    keys = [entry.key for entry in people]
    return Filled(
        tuple([key for key in keys if key in taken]),
        tuple([key for key in keys if key in taken - by_order]),
        tuple([key for key in keys if key in by_order - taken]),
        unmet,
    )
