"""What may be known of a person that a plain number or code does not say: an order, a month, a lower bound.

Facts (:mod:`.criteria`) are numbers, codes, yes or no; the three kinds here compare as personnel files are read.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from .clock import full_months


class Word(str):
    """The code of a word that stands in an order (rank, layer, schooling): equal by its code, higher by its place.

    ``place``: the larger, the higher; ``None``: a word beside the order (不定等次), neither above nor below any other.

    >>> college, bachelor, none = Word("college", 4), Word("bachelor", 5), Word("undetermined", None)
    >>> bachelor >= college, bachelor == "bachelor", none < college, none >= college, none == "undetermined"
    (True, True, False, False, True)
    >>> bachelor > "college"
    Traceback (most recent call last):
    TypeError: 'college' stands in no order
    """

    place: int | None

    def __new__(cls, code: str, place: int | None) -> Word:
        word = super().__new__(cls, code)
        word.place = place
        return word

    def _beside(self, other: object, compare: Callable[[int, int], bool]) -> bool:
        if not isinstance(other, Word):
            raise TypeError(f"{other!r} stands in no order")
        return self.place is not None and other.place is not None and compare(self.place, other.place)

    def __lt__(self, other: object) -> bool:
        return self._beside(other, operator.lt)

    def __le__(self, other: object) -> bool:
        return self._beside(other, operator.le)

    def __gt__(self, other: object) -> bool:
        return self._beside(other, operator.gt)

    def __ge__(self, other: object) -> bool:
        return self._beside(other, operator.ge)


class Day(date):
    """A day of a personnel file, or the month where no more than that is known: it is compared by month then (A4-16).

    >>> born = Day(1970, 1, 15, month_only=True)
    >>> born, born >= date(1970, 1, 31), born == date(1970, 1, 31), born > date(1969, 12, 31), born < date(1970, 2, 1)
    (Day(1970, 1, 1), True, True, True, True)
    >>> date(1970, 1, 31) <= born, Day(1970, 1, 15) >= date(1970, 1, 31)
    (True, False)
    """

    month_only: bool

    def __new__(cls, year: int, month: int, day: int, month_only: bool = False) -> Day:
        made = super().__new__(cls, year, month, 1 if month_only else day)
        made.month_only = month_only
        return made

    @classmethod
    def of(cls, day: date | None, month_only: bool | None = False) -> date | None:
        """Return ``day`` as it is, or its month where no more is known, or ``None``.

        A day that is known is a plain date, which compares ten times as fast, and of which there are most.

        >>> Day.of(date(1970, 1, 15)), Day.of(date(1970, 1, 15), True), Day.of(None, True)
        (datetime.date(1970, 1, 15), Day(1970, 1, 1), None)
        """
        return cls(day.year, day.month, day.day, True) if day and month_only else day or None

    def _beside(self, other: object, compare: Callable[[tuple, tuple], bool]) -> bool:
        if not isinstance(other, date):
            return NotImplemented
        if self.month_only or getattr(other, "month_only", False):
            return compare((self.year, self.month), (other.year, other.month))
        return compare((self.year, self.month, self.day), (other.year, other.month, other.day))

    def __eq__(self, other: object) -> bool:
        return self._beside(other, operator.eq)

    def __ne__(self, other: object) -> bool:
        return self._beside(other, operator.ne)

    def __lt__(self, other: object) -> bool:
        return self._beside(other, operator.lt)

    def __le__(self, other: object) -> bool:
        return self._beside(other, operator.le)

    def __gt__(self, other: object) -> bool:
        return self._beside(other, operator.gt)

    def __ge__(self, other: object) -> bool:
        return self._beside(other, operator.ge)

    def __hash__(self) -> int:
        return hash((self.year, self.month))


class AtLeast(NamedTuple):
    """A fact of which only a lower bound is on file: what was before the first entry, nobody wrote down."""

    value: Fraction | Word

    def compared(self, sign: str, value: object) -> bool | None:
        """Return whether it compares so with ``value``; ``None``: the bound does not say.

        :param sign: an operator of :data:`.criteria.OPERATORS`

        >>> held = AtLeast(Fraction(40))
        >>> [held.compared(sign, 36) for sign in (">=", ">", "<", "<=", "=", "!=")]
        [True, True, False, False, False, True]
        >>> held.compared(">=", 60), held.compared("<", 60), held.compared("in", {12, 36}), held.compared("in", {60})
        (None, None, False, None)
        """
        if sign in (">=", ">"):
            return True if {">=": operator.ge, ">": operator.gt}[sign](self.value, value) else None
        if sign == "<":
            return False if self.value >= value else None
        values = value if sign in ("in", "not in") else (value,)
        if not all(self.value > one for one in values):
            return None
        return sign in ("!=", "not in")


def months_between(since: date, until: date) -> int:
    """Return the full months from ``since`` to ``until`` (G10); months alone are compared where a day is not known.

    >>> months_between(date(2009, 12, 20), date(2012, 12, 13)), months_between(date(2009, 12, 10), date(2012, 12, 13))
    (35, 36)
    >>> months_between(Day(2009, 12, 20, month_only=True), date(2012, 12, 13))                                  # A4-16
    36
    """
    if getattr(since, "month_only", False) or getattr(until, "month_only", False):
        return max(0, 12 * (until.year - since.year) + until.month - since.month)
    return full_months(since, until)


def packed(value: object) -> object:
    """A fact as plain data that may be kept: what :func:`unpacked` makes the same fact of, to be said in any language.

    >>> packed((Word("able", 2), None)), packed(Fraction(3, 2)), packed(Day(1990, 1, 5, month_only=True)), packed(True)
    ({'each': ['able', None]}, {'ratio': '3/2'}, {'month': '1990-01-01'}, True)
    """
    if isinstance(value, AtLeast):
        return {"least": packed(value.value)}
    if isinstance(value, tuple):
        return {"each": [packed(one) for one in value]}
    if isinstance(value, date):
        return {"month" if getattr(value, "month_only", False) else "day": value.isoformat()}
    if isinstance(value, Fraction):
        return {"ratio": str(value)}
    return str(value) if isinstance(value, str) else value


def unpacked(data: object) -> object:
    """The fact that :func:`packed` kept; a word comes back as its code, without its place.

    >>> unpacked(packed((1, "able", None))), unpacked(packed(AtLeast(Fraction(7, 2)))).value
    ((1, 'able', None), Fraction(7, 2))
    >>> unpacked({"month": "1990-01-01"}), unpacked({"day": "1990-01-05"}), unpacked("able")
    (Day(1990, 1, 1), datetime.date(1990, 1, 5), 'able')
    """
    if not isinstance(data, dict):
        return data
    [(kind, inner)] = data.items()
    if kind == "least":
        return AtLeast(unpacked(inner))
    if kind == "each":
        return tuple(unpacked(one) for one in inner)
    if kind == "ratio":
        return Fraction(inner)
    day = date.fromisoformat(inner)
    return Day.of(day, kind == "month")
