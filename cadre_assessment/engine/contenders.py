"""Contenders asked for by a ratio, and the posts that are kept where they are too few (S4-P10-13, S4-P10-14)."""

from __future__ import annotations

from fractions import Fraction

from .errors import NumberError
from .numbers import round_count


def contenders_needed(posts: int, ratio: Fraction) -> int:
    """Return how many contenders ``posts`` need at a ratio of contenders to posts (1.5 : 1 is 3/2; A4-4).

    :raises EngineError: fewer than no posts, or a ratio that is not positive

    >>> [contenders_needed(posts, Fraction(3, 2)) for posts in (1, 2, 6)]                                       # S4-E3
    [2, 3, 9]
    """
    _check(posts, ratio)
    return round_count(posts * ratio, "ceil")


def posts_kept(posts: int, candidates: int, ratio: Fraction) -> int:
    """Return how many of ``posts`` can be competed for by so many ``candidates``; 0: the competition is cancelled.

    :raises EngineError: a negative number, or a ratio that is not positive

    >>> [posts_kept(p, c, Fraction(3, 2)) for p, c in ((1, 1), (2, 2), (3, 4), (6, 8))]                         # S4-E3
    [0, 1, 2, 5]
    """
    _check(posts, ratio)
    _check(candidates, ratio)
    return min(posts, candidates * ratio.denominator // ratio.numerator)


def _check(number: int, ratio: Fraction) -> None:
    if number < 0 or ratio <= 0:
        raise NumberError(f"{number} at a ratio of {ratio}", number)
