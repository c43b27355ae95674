"""Days of leave that somebody did not take, or took beyond the allowance (S1-39, S1-49, A1-12).

Read from Odoo's leaves and allocations in two queries for everybody. Raw reading: the caller has checked who may see.
"""

from collections import defaultdict
from datetime import timedelta
from typing import NamedTuple

from odoo.tools import SQL

from ..organization.workdays import Workdays

READ = ("hr.leave", "hr.leave.allocation")
DAY = timedelta(days=1)


class LeaveDays(NamedTuple):
    """Days of one person: granted and taken of the annual leave, taken of the personal leave, and what is booked."""

    granted: float
    taken: float
    personal: float
    days: float


def leave_days(cycle, lines, employee_ids):
    """{(tariff line id, employee id): :class:`LeaveDays`} of everybody with days to book.

    Not taken: what was granted of the line's leaves for the year, less what was taken of them. Beyond the allowance:
    every day of the line's leaves, and annual leave that was taken beyond what was granted. Both may be due at once.
    """
    annual_types = lines.filtered(lambda line: line.computed == "unused_leave").leave_type_ids
    granted = _granted(cycle, annual_types, employee_ids)
    taken = _taken(cycle, lines.leave_type_ids, employee_ids)
    found = {}
    for line in lines:
        for employee in employee_ids:
            one = _days(line, annual_types, employee, granted, taken)
            if one.days > 0:
                found[line.id, employee] = one
    return found


def _days(line, annual_types, employee, granted, taken):
    mine = line.leave_type_ids
    if line.computed == "unused_leave":
        have = sum(granted.get((employee, kind), 0) for kind in mine.ids)
        used = sum(taken.get((employee, kind), 0) for kind in mine.ids)
        return LeaveDays(have, used, 0, round(max(0, have - used), 2))
    personal = sum(taken.get((employee, kind), 0) for kind in (mine - annual_types).ids)
    have = sum(granted.get((employee, kind), 0) for kind in annual_types.ids)
    used = sum(taken.get((employee, kind), 0) for kind in annual_types.ids)
    return LeaveDays(have, used, personal, round(personal + max(0, used - have), 2))


def _granted(cycle, types, employee_ids):
    """{(employee id, leave type id): days granted for this year}: approved allocations that begin in it."""
    if not types:
        return {}
    _flush(cycle)
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT employee_id, holiday_status_id, sum(number_of_days)
              FROM hr_leave_allocation
             WHERE state = 'validate' AND holiday_status_id = ANY(%s) AND employee_id = ANY(%s)
               AND date_from BETWEEN %s AND %s
          GROUP BY employee_id, holiday_status_id
            """,
            types.ids,
            list(employee_ids),
            cycle.date_from,
            cycle.date_to,
        )
    )
    return {(employee, kind): days for employee, kind, days in rows}


def _taken(cycle, types, employee_ids):
    """{(employee id, leave type id): days taken within the year}; a leave across its ends counts in proportion."""
    if not types:
        return {}
    _flush(cycle)
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT employee_id, holiday_status_id, request_date_from, request_date_to, number_of_days
              FROM hr_leave
             WHERE state = 'validate' AND holiday_status_id = ANY(%s) AND employee_id = ANY(%s)
               AND request_date_from <= %s AND request_date_to >= %s
            """,
            types.ids,
            list(employee_ids),
            cycle.date_to,
            cycle.date_from,
        )
    )
    works = Workdays(cycle.company_id)
    found = defaultdict(float)
    for employee, kind, first, last, days in rows:
        if first < cycle.date_from or last > cycle.date_to:
            days *= _share(works, first, last, max(first, cycle.date_from), min(last, cycle.date_to))
        found[employee, kind] += days
    return found


def _share(works, first, last, begin, end):
    """Which part of the working days from ``first`` to ``last`` lies between ``begin`` and ``end``."""
    whole = _working(works, first, last) or (last - first).days + 1
    inside = _working(works, begin, end) if _working(works, first, last) else (end - begin).days + 1
    return inside / whole


def _working(works, first, last):
    return sum(works(first + n * DAY) for n in range((last - first).days + 1))


def _flush(cycle):
    for model in READ:
        cycle.env[model].flush_model()
