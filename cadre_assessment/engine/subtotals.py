"""Subtotals of a trace, part by part.

Forms and workbooks show the parts of a total, and what somebody wrote down himself: they ask here and add up nothing.
Lines are given as published; their sums are exact, and published like a total (G1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from .model import Key
from .numbers import add, publish


class Line(NamedTuple):
    """A published line: ``kind`` as of :class:`.model.TraceLine`, ``component`` ``None`` of what belongs to none."""

    kind: str
    component: Key | None
    points: Fraction


@dataclass(frozen=True, slots=True)
class Subtotals:
    """``parts``: component key -> what it and everything below it come to; a component without a line is absent.

    ``bonus`` and ``deduction``: the ledger's points, each after what its caps took away (S2A-26), ``None`` without any
    line; ``total``: all lines together, ``None`` without any.
    """

    parts: Mapping[Key, Fraction]
    bonus: Fraction | None
    deduction: Fraction | None
    total: Fraction | None


def subtotals(lines: Iterable[Line], parents: Mapping[Key, Key | None], digits: int = 2) -> Subtotals:
    """Add up ``lines`` of one subject; ``parents``: component key -> key of the one above it, ``None`` at the top.

    ``digits``: decimals that the lines, and so their sums, are published with.
    What a cap takes from a component is the component's; what it takes from the ledger is taken from the side it caps.

    >>> found = subtotals([Line("component", "a", Fraction(30)), Line("component", "b", Fraction(25)),
    ...                    Line("cap", "work", Fraction(-5)), Line("posting", None, Fraction(12)),
    ...                    Line("posting", None, Fraction(-3)), Line("cap", None, Fraction(-2))],
    ...                   {"a": "work", "b": "work", "work": None})
    >>> {key: int(points) for key, points in found.parts.items()}
    {'a': 30, 'work': 50, 'b': 25}
    >>> int(found.bonus), int(found.deduction), int(found.total)
    (10, -3, 57)
    >>> subtotals([], {}).total is None
    True
    """
    below: dict[Key, list[Fraction]] = {}
    sides: dict[bool, list[Fraction]] = {True: [], False: []}
    whole = []
    for line in lines:
        whole.append(line.points)
        if line.component is not None:
            for key in _upwards(line.component, parents):
                below.setdefault(key, []).append(line.points)
        elif line.kind in ("posting", "cap"):
            sides[(line.points > 0) == (line.kind == "posting")].append(line.points)
    return Subtotals(
        {key: publish(add(points), digits) for key, points in below.items()},
        sum_of(sides[True], digits),
        sum_of(sides[False], digits),
        sum_of(whole, digits),
    )


def sum_of(values: Iterable[Fraction | None], digits: int = 2) -> Fraction | None:
    """Return the published sum of what was given; ``None`` when that is nothing, for nothing is not zero (G12).

    >>> sum_of([Fraction(3, 2), None, Fraction(1)]), sum_of([None]), sum_of([])
    (Fraction(5, 2), None, None)
    """
    given = [value for value in values if value is not None]
    return publish(add(given), digits) if given else None


def sum_of_all(values: Iterable[Fraction | None]) -> Fraction | None:
    """Return the published sum when every value was given; ``None`` as long as one is missing, or there are none.

    >>> sum_of_all([Fraction(3, 2), Fraction(1)]), sum_of_all([Fraction(3, 2), None]), sum_of_all([])
    (Fraction(5, 2), None, None)
    """
    values = tuple(values)
    return None if None in values else sum_of(values)


def mean_of(values: Iterable[Fraction | None]) -> Fraction | None:
    """Return the published mean of what was given, half-up (G1); ``None`` when that is nothing.

    >>> mean_of([Fraction("90.00"), Fraction("90.01")]), mean_of([None])
    (Fraction(9001, 100), None)
    """
    given = [value for value in values if value is not None]
    return publish(add(given) / len(given)) if given else None


def _upwards(key: Key, parents: Mapping[Key, Key | None]) -> Iterable[Key]:
    above: Key | None = key
    while above is not None:
        yield above
        above = parents.get(above)
