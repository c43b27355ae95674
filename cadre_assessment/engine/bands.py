"""Find the grade whose band a published score falls in."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .model import Grade, Scale

TEN, LAST = Fraction(10), Fraction(1, 100)
_STEP = int(TEN)


def ten_of(score: Fraction) -> tuple[Fraction, Fraction]:
    """Return the first and the last published score of the ten points in which a published ``score`` lies.

    >>> ten_of(Fraction("89.99")), ten_of(Fraction(90))
    ((Fraction(80, 1), Fraction(8999, 100)), (Fraction(90, 1), Fraction(9999, 100)))
    """
    low = score // TEN * TEN
    return low, low + TEN - LAST


def first_of_ten(score: float) -> int:
    """Return the first of the ten points in which a published ``score``, a float of two digits, lies.

    What such a float is exactly lies in no other ten than what it stands for.

    >>> first_of_ten(89.99), first_of_ten(90.0), first_of_ten(-0.01)
    (80, 90, -10)
    """
    return int(score // _STEP) * _STEP


def band_finder(scale: Scale) -> Callable[[Fraction], Grade | None]:
    """Return the function that gives the band of a published score (points): half-open intervals [low, next low) (G2).

    A grade without ``low`` is open below and takes whatever no other band takes; without such a grade a score under
    the lowest bound has no band (``None``).

    >>> from .numbers import exact
    >>> find = band_finder(Scale("s", (Grade("a", "优秀", 1, low=exact(95)), Grade("b", "称职", 2, low=exact(80)),
    ...                                Grade("c", "基本称职", 3, low=exact(70)), Grade("d", "不称职", 4))))
    >>> [find(exact(score)).name for score in ("95.00", "94.99", "79.50", "70.00", "69.99")]
    ['优秀', '称职', '基本称职', '基本称职', '不称职']
    """
    bounded = sorted((grade for grade in scale.grades if grade.low is not None), key=lambda grade: -grade.low)
    rest = next((grade for grade in scale.grades if grade.low is None), None)

    def find(score: Fraction) -> Grade | None:
        for grade in bounded:
            if score >= grade.low:
                return grade
        return rest

    return find
