"""When the calendar says that something of a period is due."""

import calendar
from datetime import date


def due_on(month, day, end, workdays):
    """The first ``day`` of ``month`` (0: its last day) after the date ``end``; no day off. None without a month.

    ``workdays``: see :class:`..organization.workdays.Workdays`.
    """
    if not 1 <= month <= 12:
        return None
    for year in (end.year, end.year + 1):
        last = calendar.monthrange(year, month)[1]
        found = date(year, month, min(day, last) if day > 0 else last)
        if found > end:
            break
    return workdays.due(found, 0, "calendar")
