"""Exact numbers: reading, publishing, and the value of what was not recorded.

Inside one computation every number is a :class:`fractions.Fraction` and nothing is rounded (law 1). A value is rounded
half-up exactly where it is published, and used as published from then on (G1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .errors import NumberError, WordError

FLOAT_DIGITS = 15
"""Decimal digits a double always carries unharmed (IEEE 754)."""
_PLAIN = re.compile(r"\s*[+-]?[0-9]{1,30}(\.[0-9]{0,30}|/[0-9]{1,30})?\s*")
"""Text of a number: no exponent, for "1e999999999" is a short word for a number that fills the memory."""


class Unusable(NamedTuple):
    """What stands in a record where a number should be, as text: not a number, endless, or beyond all bounds.

    It is a value of its own, like :class:`Absent`: no arithmetic takes it for a number.

    >>> Unusable("NaN") + 1
    Traceback (most recent call last):
    TypeError: can only concatenate tuple (not "int") to tuple
    """

    text: str


BEYOND = 10**12
"""From here on a figure is beyond all bounds: no column of the addon has room for it."""


def figure(value: int | str | Decimal | Fraction | float | None) -> Fraction | Unusable:
    """Return ``value`` as an exact fraction, or what it is instead of a number; nothing is 0.

    For what was recorded: the database holds ``NaN`` and ``Infinity`` in its numeric columns.

    >>> figure("92.5"), figure(None), figure("NaN"), figure(float("inf")), figure("1" + "0" * 12)
    (Fraction(185, 2), Fraction(0, 1), Unusable(text='NaN'), Unusable(text='inf'), Unusable(text='1000000000000'))
    """
    try:
        number = exact(value or 0)
    except NumberError:
        return Unusable(str(value)[:40])
    return number if -BEYOND < number < BEYOND else Unusable(str(value)[:40])


class Absent:
    """No vote is not a vote for zero: the value of a component nothing was recorded for (G12).

    False in a condition, equal to nothing but itself, and no operand of any arithmetic, so that it cannot turn into a
    0 by accident.

    >>> ABSENT == 0, bool(ABSENT), ABSENT
    (False, False, ABSENT)
    >>> ABSENT + 1
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'Absent' and 'int'
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "ABSENT"

    def __reduce__(self) -> str:
        return "ABSENT"


ABSENT = Absent()


def exact(value: int | str | Decimal | Fraction | float) -> Fraction:
    """Return ``value`` as an exact fraction; text, whole numbers, decimals and fractions go in as they are.

    A numeric column read through Odoo is a float. Its shortest text form is the decimal that was stored as long as
    that has at most 15 significant digits, so a float is read through its text; one with more digits was *computed* in
    floating point, is inexact already, and is refused.

    :raises NumberError: text that is no number, a float that is not finite or was computed, a truth value, nothing.

    >>> exact("0.2"), exact(66.4), exact(Decimal("27.10")), exact(3)
    (Fraction(1, 5), Fraction(332, 5), Fraction(271, 10), Fraction(3, 1))
    >>> exact(0.1 + 0.2)
    Traceback (most recent call last):
    cadre_assessment.engine.errors.NumberError: 0.30000000000000004 was computed in floating point, pass text
    >>> exact(True)
    Traceback (most recent call last):
    cadre_assessment.engine.errors.NumberError: not a number: True
    """
    if isinstance(value, bool):
        raise NumberError(f"not a number: {value!r}", value)
    if isinstance(value, str) and not _PLAIN.fullmatch(value):
        raise NumberError(f"not a number: {value[:40]!r}", value[:40])
    if isinstance(value, float):
        digits = Decimal(repr(value)).as_tuple()
        if isinstance(digits.exponent, int) and len(digits.digits) > FLOAT_DIGITS:
            raise NumberError(f"{value!r} was computed in floating point, pass text", value)
        value = Decimal(repr(value))
    try:
        return Fraction(value)
    except (TypeError, ValueError, OverflowError, ZeroDivisionError) as error:
        raise NumberError(f"not a number: {value!r}", value) from error


def half_up(numerator: int, denominator: int) -> int:
    """Return the whole number nearest to numerator / denominator (> 0), a half going away from zero.

    >>> half_up(5, 2), half_up(-5, 2), half_up(7, 3)
    (3, -3, 2)
    """
    if numerator < 0:
        return -((-2 * numerator + denominator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def publish(value: Fraction, digits: int = 2) -> Fraction:
    """Round ``value`` half-up to ``digits`` decimals (G1).

    >>> publish(exact("94.995")), publish(exact("94.994")), publish(exact("-0.005"))
    (Fraction(95, 1), Fraction(9499, 100), Fraction(-1, 100))
    >>> publish(Fraction(26605, 300) * Fraction(3, 10))   # binary floating point says 26.60
    Fraction(2661, 100)
    """
    unit = 10**digits
    return Fraction(half_up(value.numerator * unit, value.denominator), unit)


def round_count(value: Fraction, rounding: str = "floor") -> int:
    """Turn ratio x base into a whole number: ``floor`` for a limit (G3), ``ceil`` for a minimum (G4), or ``half_up``.

    :raises WordError: another word for the rounding.

    >>> round_count(exact("0.2") * 13), round_count(exact("1.5") * 17, "ceil")
    (2, 26)
    """
    if rounding == "floor":
        return value.numerator // value.denominator
    if rounding == "ceil":
        return -(-value.numerator // value.denominator)
    if rounding == "half_up":
        return half_up(value.numerator, value.denominator)
    raise WordError("rounding", rounding)


def add(values: Iterable[Fraction]) -> Fraction:
    """Return the exact sum; one normalisation at the end instead of one for each value (a third of the time).

    >>> add([Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]), add([])
    (Fraction(1, 1), Fraction(0, 1))
    """
    values = tuple(values)
    if len(values) == 1:
        return values[0]
    over, under = 0, 1
    for value in values:
        numerator, denominator = value.numerator, value.denominator
        if denominator == under:
            over += numerator
        else:
            over, under = over * denominator + numerator * under, under * denominator
    return Fraction(over, under)


def mean(values: Iterable[Fraction]) -> Fraction | Absent:
    """Return the mean of what was recorded, or ABSENT when that is nothing (A0-2, A1-3).

    >>> mean([exact(92), exact(94), exact(93), exact(95)]), mean([])
    (Fraction(187, 2), ABSENT)
    """
    recorded = tuple(values)
    if not recorded:
        return ABSENT
    if len(recorded) == 1:
        return recorded[0]
    return add(recorded) / len(recorded)
