"""Points of one period, indicator by indicator (月考评; S1-28 … S1-30, S1-48)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from .numbers import ABSENT, Absent, add, publish


def period_mark(
    marks: Iterable[Fraction | None], deductions: Iterable[Fraction] = (), digits: int = 2
) -> Fraction | Absent:
    """Return the published mark of a period: the sum of its marks less the deductions, rounded half-up.

    ``None`` stands for an indicator nobody has marked yet: then there is no mark at all (G12). A deduction may lead
    below zero: no rule sets a floor (S1-50).

    >>> from .numbers import exact
    >>> period_mark([exact("38.5"), exact("28.125"), exact("19")], [exact("2")])
    Fraction(8363, 100)
    >>> period_mark([exact("38.5"), None])
    ABSENT
    """
    marks = list(marks)
    if not marks or None in marks:
        return ABSENT
    return publish(add(marks) - add(deductions), digits)
