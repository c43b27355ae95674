"""Begin and end of terms in days, months and years.

Pure rules over plain dates: today is passed in, and so is the organisation's calendar, as a function that says
whether a date is a working day (make-up days included). Nothing here asks for the time.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from .errors import DayError

Workday = Callable[[date], bool]
DAY = timedelta(days=1)
_LONGEST_BREAK = 366
"""Days without a working day after which a calendar is taken to be broken."""


def publicity_end(posted: date, days: int, workday: Workday | None = None) -> date:
    """Return the last day of a publicity (公示) of ``days`` days; the day of posting is day 1 (G8).

    With ``workday`` working days are counted, without it calendar days. What depends on it may happen the day after.

    :raises EngineError: fewer than one day, or a calendar without a working day for a year.

    >>> publicity_end(date(2024, 1, 2), 5), publicity_end(date(2024, 1, 2), 7)                           # S2A-E6
    (datetime.date(2024, 1, 6), datetime.date(2024, 1, 8))
    >>> holidays, made_up = {date(2024, 4, 4), date(2024, 4, 5)}, {date(2024, 4, 7)}
    >>> publicity_end(date(2024, 4, 3), 5, lambda day: day in made_up or (day.weekday() < 5 and day not in holidays))
    datetime.date(2024, 4, 10)
    """
    if days < 1:
        raise DayError(f"a publicity of {days} days", days)
    if workday is None:
        return posted + (days - 1) * DAY
    day, counted, idle = posted, 0, 0
    while True:
        counted, idle = (counted + 1, 0) if workday(day) else (counted, idle + 1)
        if counted == days:
            return day
        if idle > _LONGEST_BREAK:
            raise DayError(f"no working day in the year before {day}", day)
        day += DAY


def last_day(received: date, days: int) -> date:
    """Return the last day of "within ``days`` days of receipt": the day of receipt is not counted (G9).

    >>> last_day(date(2024, 1, 10), 10)                                                                  # S2A-E6
    datetime.date(2024, 1, 20)
    """
    return received + days * DAY


def corresponding_day(start: date, *, years: int = 0, months: int = 0) -> date:
    """Return the day of the same number so many years and months later, or the last day of a shorter month (G9).

    The last day of "within one year": a nomination of 15 March is valid to the 15 March that follows (S4-P3-13).

    >>> corresponding_day(date(2010, 3, 15), years=1), corresponding_day(date(2023, 8, 31), months=6)
    (datetime.date(2011, 3, 15), datetime.date(2024, 2, 29))
    """
    year, month = _shift(start, years, months)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def term_end(start: date, *, years: int = 0, months: int = 0) -> date:
    """Return the last day of a term that counts its first day (试用期, 聘期, 待岗): the day before the
    corresponding day (G9); where the month has no such day, its last day.

    >>> term_end(date(2010, 3, 17), months=3), term_end(date(2010, 3, 17), years=3)                      # S4-E3
    (datetime.date(2010, 6, 16), datetime.date(2013, 3, 16))
    >>> term_end(date(2023, 11, 30), months=3)
    datetime.date(2024, 2, 29)
    """
    day = corresponding_day(start, years=years, months=months)
    return day - DAY if day.day == start.day else day


def full_months(since: date, cut_off: date) -> int:
    """Return the full months from ``since`` to ``cut_off``: the largest N with since + N months <= cut-off (G10).

    A cut-off before the start gives 0.

    >>> full_months(date(2009, 12, 20), date(2012, 12, 13)), full_months(date(2009, 12, 10), date(2012, 12, 13))
    (35, 36)
    """
    months = 12 * (cut_off.year - since.year) + cut_off.month - since.month
    # the corresponding day in the month of the cut-off: a shorter month ends with its last day
    if since.day > cut_off.day and cut_off.day < monthrange(cut_off.year, cut_off.month)[1]:
        months -= 1
    return max(0, months)


def held_months(first: date, last: date) -> int:
    """Return the full months of a post held from ``first`` through ``last``, the last day counted (G10, S3-06).

    >>> [held_months(date(2019, month, day), date(2019, 12, 31)) for month, day in ((7, 1), (7, 2), (6, 30))]   # S3-E4
    [6, 5, 6]
    """
    months = full_months(first, last + DAY)
    while months and term_end(first, months=months) > last:
        months -= 1
    return months


def _shift(start: date, years: int, months: int) -> tuple[int, int]:
    number = 12 * (start.year + years) + start.month - 1 + months
    return number // 12, number % 12 + 1
