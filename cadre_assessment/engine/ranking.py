"""Competition ranks, top places, and comparisons along the tie-break chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K")


def competition_ranks(scores: Mapping[K, Fraction | int]) -> dict[K, int]:
    """Return the standard competition rank (1, 2, 2, 4) of each key by its published score, the highest first (G1).

    >>> competition_ranks({"A": 95, "B": 92, "C": 92, "D": 60})
    {'A': 1, 'B': 2, 'C': 2, 'D': 4}
    """
    first: dict = {}
    for place, score in enumerate(sorted(scores.values(), reverse=True), 1):
        first.setdefault(score, place)
    return {key: first[score] for key, score in scores.items()}


def top_places(share: Fraction, size: int) -> int:
    """Return the last rank that belongs to the top ``share`` (ratio) of ``size`` subjects; ties on it all belong (G5).

    >>> top_places(Fraction(3, 10), 10), top_places(Fraction(3, 10), 13)
    (3, 3)
    """
    return share.numerator * size // share.denominator


Chain = tuple[tuple[bool, Fraction], ...]
"""Points of the tie-break components in the scheme's order; what is absent comes after every number."""


def chain_of(points: Iterable[Fraction | None]) -> Chain:
    """Return the sort key of the tie-break chain; larger is better, an absent part is the smallest (G6, G12).

    >>> chain_of([Fraction(50), None]) < chain_of([Fraction(50), Fraction(-1)])
    True
    """
    return tuple((point is not None, point if point is not None else Fraction()) for point in points)


def first_difference(own: Chain, other: Chain, names: Sequence[str]) -> tuple[str, Fraction | None, Fraction | None]:
    """Return the name of the first component that separates two chains, with both points (``None``: absent).

    >>> first_difference(chain_of([Fraction(50), Fraction(30)]), chain_of([Fraction(50), Fraction(24)]), ["年", "半年"])
    ('半年', Fraction(30, 1), Fraction(24, 1))
    """
    for name, (has_own, mine), (has_other, theirs) in zip(names, own, other, strict=True):
        if (has_own, mine) != (has_other, theirs):
            return name, mine if has_own else None, theirs if has_other else None
    raise AssertionError("equal chains do not differ")
