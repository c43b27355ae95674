"""Earliest and last days of the steps of a procedure: they wait for each other, for notices, for their own plan.

The days that a regulation writes beside its steps are a plan; what must come before decides (A4-1). Nothing here knows
today: days are passed in, and so is the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from .clock import DAY, Workday, publicity_end
from .errors import RuleError


class StepError(RuleError):
    """A step of a procedure that waits for itself, for none that exists, or is there twice."""

    kind = "step"


class Task(NamedTuple):
    """A step: ``after`` which steps; how many ``days`` it takes (0: one day, and it ends with it).

    ``working``: its days are working days; ``next_day``: it begins the day after those before it have ended, not on
    that day; ``planned``: the day that is meant for it.
    """

    code: str
    after: tuple[str, ...] = ()
    days: int = 0
    working: bool = False
    next_day: bool = False
    planned: date | None = None


class Slot(NamedTuple):
    """First and last day of a step; ``late``: it cannot begin on the day planned."""

    first: date
    last: date
    late: bool


def schedule(tasks: Iterable[Task], start: date, workday: Workday | None = None) -> dict[str, Slot]:
    """Return the earliest days of each task, in the order given; none begins before ``start`` or before its plan.

    :param workday: says whether a date is a working day (make-up days included); without it every day is one
    :raises EngineError: a step that waits for itself or for an unknown one, or is there twice; negative days

    >>> day = date(2010, 3, 14)
    >>> plan = [Task("decide", planned=day), Task("notice", ("decide",), days=3, planned=day),
    ...         Task("appoint", ("notice",), next_day=True, planned=day)]
    >>> schedule(plan, day)["appoint"]                                                     # A4-1, S4-E3
    Slot(first=datetime.date(2010, 3, 17), last=datetime.date(2010, 3, 17), late=True)
    >>> holidays, made_up = {date(2024, 4, 4), date(2024, 4, 5)}, {date(2024, 4, 7)}
    >>> works = lambda day: day in made_up or (day.weekday() < 5 and day not in holidays)
    >>> notice = [Task("notice", days=5, working=True), Task("document", ("notice",), next_day=True)]
    >>> [str(slot.first) for slot in schedule(notice, date(2024, 4, 3), works).values()]                         # S4-E4
    ['2024-04-03', '2024-04-11']
    """
    known: dict[str, Task] = {}
    for task in tasks:
        if task.code in known:
            raise StepError(task.code, "there twice")
        if task.days < 0:
            raise StepError(task.code, f"takes {task.days} days")
        known[task.code] = task
    slots: dict[str, Slot] = {}
    for code in _in_order(known):
        task = known[code]
        first = max([start, *[slots[one].last + (DAY if task.next_day else 0 * DAY) for one in task.after]])
        late = task.planned is not None and task.planned < first
        if task.planned is not None:
            first = max(first, task.planned)
        last = publicity_end(first, task.days, workday if task.working else None) if task.days else first
        slots[code] = Slot(first, last, late)
    return {code: slots[code] for code in known}


def _in_order(known: Mapping[str, Task]) -> Iterable[str]:
    for task in known.values():
        for one in task.after:
            if one not in known:
                raise StepError(task.code, f"waits for {one!r}, which is no step")
    try:
        return tuple(TopologicalSorter({task.code: task.after for task in known.values()}).static_order())
    except CycleError as error:
        raise StepError(error.args[1][0], "waits for itself") from error
