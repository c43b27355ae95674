"""Working days: the office's own, then the official calendar's, else those of its working hours.

The office's own days come first (``cadre.calendar.day``; and public holidays of the company as Odoo keeps them): local
holidays, 火把节 or 古尔邦节, are days off and make-up days working days, whatever the official calendar says. Published
years come from the State Council's calendar (``chinesecalendar``). A year that it does not cover yet is counted by the
company's working hours; what the regulation makes a holiday in every year, by date or by the moon, is a day off in it
all the same (``holidays``), and :attr:`Workdays.note` says that make-up days are not known yet (G8).
"""

from datetime import timedelta
from functools import lru_cache

import chinese_calendar
import holidays
from chinese_calendar.constants import holidays as published
from odoo.tools import SQL

from ..reasons import said, why

DAY = timedelta(days=1)
KNOWN = range(min(published).year, max(published).year + 1)
FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""(month, day) of holidays whatever the year (全国年节及纪念日放假办法, from 2025 on)."""
WEEK = frozenset(range(5))
"""Monday to Friday: when the company has no working hours of its own."""


@lru_cache(maxsize=16)
def _by_law(year):
    """The holidays that every year has, those of the moon too, with the days off for what falls on a weekend.

    >>> from datetime import date
    >>> sorted(day.isoformat() for day in _by_law(2027) if day.month in (2, 4, 6, 9))[1:4]
    ['2027-02-06', '2027-02-07', '2027-02-08']
    """
    return frozenset(holidays.country_holidays("CN", years=year))


class Workdays:
    """The working days of one company. Calling it answers for a day, as the engine's clock wants it.

    Three queries, on the first day that is asked for.
    """

    def __init__(self, company):
        self._company = company
        self._week = None
        self._days_off = self._extra = ()
        self._guessed = set()

    def __call__(self, day):
        """Whether ``day`` (a date) is a working day."""
        self._load()
        if any(first <= day <= last for first, last in self._extra):
            return True
        if any(first <= day <= last for first, last in self._days_off):
            return False
        if day.year in KNOWN:
            return chinese_calendar.is_workday(day)
        self._guessed.add(day.year)
        return day.weekday() in self._week and (day.month, day.day) not in FIXED and day not in _by_law(day.year)

    def after(self, day, number):
        """The ``number``-th working day after ``day``, which is not counted itself; 0: ``day``."""
        while number > 0:
            day += DAY
            number -= self(day)
        return day

    def due(self, day, number, day_type):
        """The last day of a term of ``number`` days after ``day``; one of calendar days never ends on a day off."""
        if day_type == "working":
            return self.after(day, number)
        last = day + number * DAY
        return last if self(last) else self.after(last, 1)

    @property
    def why(self):
        """Which years were counted without the official calendar (:func:`..reasons.why`); False when none was."""
        if not self._guessed:
            return False
        return why("guessed", years=sorted(self._guessed), company=self._company.name)

    @property
    def note(self):
        """The same in the user's language; False when none was."""
        return calendar_said(self._company.env, self.why) or False

    def _load(self):
        if self._week is not None:
            return
        calendar = self._company.sudo().resource_calendar_id
        self._week = frozenset(int(line.dayofweek) for line in calendar.attendance_ids if not line.display_type) or WEEK
        own = self._company.env["cadre.calendar.day"]._spans(self._company)
        self._extra = own["work"]
        self._days_off = [*own["off"], *self._public_holidays(calendar)]

    def _public_holidays(self, calendar):
        """First and last day of the company's public holidays, in the calendar's own time zone."""
        query = SQL(
            """SELECT (date_from AT TIME ZONE 'UTC' AT TIME ZONE %(tz)s)::date,
                      (date_to AT TIME ZONE 'UTC' AT TIME ZONE %(tz)s)::date
                 FROM resource_calendar_leaves
                WHERE resource_id IS NULL AND company_id = %(company)s
                  AND (calendar_id IS NULL OR calendar_id = %(calendar)s)""",
            tz=calendar.tz or "UTC",
            company=self._company.id,
            calendar=calendar.id or None,
        )
        self._company.env["resource.calendar.leaves"].flush_model()
        return self._company.env.execute_query(query)


def calendar_said(env, kept, written=""):
    """By which calendar days were counted, of :attr:`Workdays.why`, in the language of ``env``."""
    return said(env, kept, {"guessed": _guessed}, written)


def _guessed(env, figures):
    return env._(
        "The official holidays of %(years)s are not published yet: counted by the working hours of %(company)s.",
        years=", ".join(map(str, figures.get("years") or ())),
        company=figures.get("company", ""),
    )
