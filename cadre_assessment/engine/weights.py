"""What a component weighs in a year, where the regulation lets it rise or fall year by year."""

from __future__ import annotations

from fractions import Fraction


def weight_in(year: int | None, weight: Fraction, since: int, step: Fraction, until: int) -> Fraction:
    """Return the points of a component in ``year``: ``weight`` before ``since``, then ``step`` more (less) each year.

    ``until``: the last year in which it changes. ``year`` ``None``: as the regulation names it. Below nothing it stays
    at nothing; that all parts still add up is the scheme's check.

    >>> [int(weight_in(year, Fraction(15), 2026, Fraction(2), 2028)) for year in (None, 2025, 2026, 2035)]
    [15, 15, 17, 21]
    >>> weight_in(2030, Fraction(3), 2026, Fraction(-1), 2030), weight_in(2030, Fraction(3), 0, Fraction(0), 0)
    (Fraction(0, 1), Fraction(3, 1))
    """
    if year is None or not since or year < since:
        return weight
    changes = min(year, until) - since + 1
    return max(weight + step * max(changes, 0), Fraction(0))
