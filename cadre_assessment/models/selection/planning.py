"""The days of the steps of a selection: the plan meets what must come before (A4-1)."""

from ...engine.clock import DAY
from ...engine.schedule import Slot, Task, schedule
from ..clock import today_of
from ..organization.workdays import Workdays


def slots(selection):
    """{id of a step: :class:`engine.schedule.Slot`}, the earliest days of each.

    What is done stands on its day, what is left out takes no time. Before it begins the plan alone counts; then what
    is open begins today at the earliest.
    """
    steps = selection.sudo().step_ids
    live = steps.filtered(lambda step: step.state == "open")
    if not selection.date_from:
        return {}
    begun = selection.state == "running"
    start = max(selection.date_from, today_of(selection)) if begun else selection.date_from
    tasks, floor = [], {}
    for step in live:
        rule, waits = step.rule_id, step._waits_for()
        ended = [one._last_day() for one in waits if one.state == "done"]
        task = Task(
            str(step.id),
            tuple(str(one.id) for one in waits if one.state == "open"),
            rule.days,
            rule.day_type == "working",
            rule.next_day,
            step.planned or None,
        )
        tasks.append(task)
        day = max(ended) + (DAY if rule.next_day else 0 * DAY) if ended else None
        if day and (task.planned is None or task.planned < day):
            floor[task.code] = day
    # a day that what is done before does not allow is the earliest one, and the plan for it is late
    moved = [task._replace(planned=floor.get(task.code, task.planned)) for task in tasks]
    made = schedule(moved, start, Workdays(selection.company_id or selection.env.company))
    late = {task.code for task in tasks if task.planned and task.code in floor}
    return {int(code): Slot(slot.first, slot.last, slot.late or code in late) for code, slot in made.items()}
