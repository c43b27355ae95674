"""Which days are working days?  Official holidays and make-up days where they are known, else the company's calendar.

Published years come from the State Council's calendar (``chinesecalendar``). A year that it does not cover yet is
counted by the company's working hours and its public holidays, and :attr:`Workdays.note` says so (G8).
"""

from datetime import timedelta

import chinese_calendar
from chinese_calendar.constants import holidays
from odoo.tools import SQL

DAY = timedelta(days=1)
KNOWN = range(min(holidays).year, max(holidays).year + 1)
WEEK = frozenset(range(5))
"""Monday to Friday: when the company has no working hours of its own."""


class Workdays:
    """The working days of one company. Calling it answers for a day, as the engine's clock wants it.

    Two queries, on the first day of a year that is not published yet; none otherwise.
    """

    def __init__(self, company):
        self._company = company
        self._week = None
        self._days_off = ()
        self._guessed = set()

    def __call__(self, day):
        """Whether ``day`` (a date) is a working day."""
        if day.year in KNOWN:
            return chinese_calendar.is_workday(day)
        self._load()
        self._guessed.add(day.year)
        return day.weekday() in self._week and not any(first <= day <= last for first, last in self._days_off)

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
    def note(self):
        """Which years were counted without the official calendar, in the user's language; False when none was."""
        if not self._guessed:
            return False
        return self._company.env._(
            "The official holidays of %(years)s are not published yet: counted by the working hours of %(company)s.",
            years=", ".join(map(str, sorted(self._guessed))),
            company=self._company.name,
        )

    def _load(self):
        if self._week is not None:
            return
        calendar = self._company.sudo().resource_calendar_id
        self._week = frozenset(int(line.dayofweek) for line in calendar.attendance_ids if not line.display_type) or WEEK
        self._days_off = self._public_holidays(calendar)

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
