"""The periods of a year, and the months for which a person owes a record."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from .errors import WordError

LEVELS = ("week", "month", "quarter", "half_year", "year")
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One period of a year: ``number`` counts from 1 within its level; ``first`` and ``last`` day both belong to it."""

    first: date
    last: date
    level: str
    year: int
    number: int

    def holds(self, other: Period) -> bool:
        """Return whether ``other`` rolls up into this period: a week goes where its Thursday is, as in ISO 8601.

        >>> january = periods(2025, "month")[0]
        >>> [week.number for week in periods(2025, "week") if january.holds(week)]
        [1, 2, 3, 4, 5]
        """
        middle = other.first + timedelta(days=3) if other.level == "week" else other.first
        return LEVELS.index(self.level) > LEVELS.index(other.level) and self.first <= middle <= self.last


def periods(year: int, level: str) -> tuple[Period, ...]:
    """Return the periods of ``level`` (week, month, quarter, half_year, year) of a calendar year, in order (S0-15,
    S1-08).

    Weeks are those of ISO 8601, Monday to Sunday, 52 or 53 a year: the first may begin in the December before.

    :raises EngineError: another word for the level.

    >>> [(half.first.isoformat(), half.last.isoformat()) for half in periods(2025, "half_year")]
    [('2025-01-01', '2025-06-30'), ('2025-07-01', '2025-12-31')]
    >>> [len(periods(2025, level)) for level in LEVELS], periods(2025, "week")[0].first
    ([52, 12, 4, 2, 1], datetime.date(2024, 12, 30))
    """
    if level == "week":
        monday, end = date.fromisocalendar(year, 1, 1), date.fromisocalendar(year + 1, 1, 1)
        week = timedelta(days=7)
        return tuple(
            Period(monday + n * week, monday + n * week + timedelta(days=6), level, year, n + 1)
            for n in range((end - monday) // week)
        )
    if level not in _MONTHS:
        raise WordError("level of periods", level)
    length = _MONTHS[level]
    return tuple(
        Period(date(year, month, 1), _month_end(year, month + length - 1), level, year, n)
        for n, month in enumerate(range(1, 13, length), 1)
    )


def months_owed(
    within: Period, approved: date | None, entered: date | None = None, left: date | None = None
) -> tuple[Period, ...]:
    """Return the months inside ``within`` that a person owes a monthly record for (S0-14).

    A month is owed from the month *after* the approval of the work list (工作项目清单), or after entry when that is
    later, on, and up to the month of leaving. Without an approved list no month is owed: it is the list that is
    missing.

    >>> first_half = periods(2025, "half_year")[0]
    >>> [month.number for month in months_owed(first_half, date(2025, 3, 31))]
    [4, 5, 6]
    >>> [month.number for month in months_owed(first_half, date(2025, 3, 31), entered=date(2025, 4, 1))]
    [5, 6]
    >>> months_owed(first_half, None)
    ()
    """
    if approved is None:
        return ()
    start = max(approved, entered or approved)
    start = _month_end(start.year, start.month)
    return tuple(
        month
        for year in range(within.first.year, within.last.year + 1)
        for month in periods(year, "month")
        if within.first <= month.first <= within.last and month.first > start and (left is None or month.first <= left)
    )


def months_missing(
    within: Period,
    done: Collection[date],
    approved: date | None,
    entered: date | None = None,
    left: date | None = None,
) -> tuple[Period, ...]:
    """Return the months owed without an approved record, in order: each blocks the submission and is to be named.

    ``done``: any day of each month with an approved record.

    >>> first_half = periods(2025, "half_year")[0]
    >>> [month.number for month in months_missing(first_half, {date(2025, 4, 1), date(2025, 6, 1)}, date(2025, 3, 31))]
    [5]
    """
    recorded = {(day.year, day.month) for day in done}
    owed = months_owed(within, approved, entered, left)
    return tuple(month for month in owed if (month.first.year, month.first.month) not in recorded)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
