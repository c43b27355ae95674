"""The days of the steps of a selection: the plan meets what must come before (A4-1)."""

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
        ended = [one._last_day() + step._gap(one) for one in waits if one.state == "done"]
        task = Task(
            str(_number(step)),
            tuple(_code(one, step) for one in waits if one.state == "open"),
            rule.days,
            rule.day_type == "working",
            rule.next_day,
            step.planned or None,
        )
        tasks.append(task)
        if ended and (task.planned is None or task.planned < max(ended)):
            floor[task.code] = max(ended)
    # whoever waits for a notice begins the day after its last one, whatever else he waits for
    over = [Task(f"{_number(step)}+", (str(_number(step)),), next_day=True) for step in live if step.kind == "notice"]
    # a day that what is done before does not allow is the earliest one, and the plan for it is late
    moved = [task._replace(planned=floor.get(task.code, task.planned)) for task in tasks] + over
    made = schedule(moved, start, Workdays(selection.company_id or selection.env.company))
    late = {task.code for task in tasks if task.planned and task.code in floor}
    numbers = {str(_number(step)): _number(step) for step in live}
    return {
        numbers[code]: Slot(slot.first, slot.last, slot.late or code in late)
        for code, slot in made.items()
        if code in numbers
    }


def _number(step):
    """Its id: on a form that is being edited, of the record behind the row."""
    return step._origin.id or step.id


def _code(before, step):
    """What ``step`` waits for: the step, or the day after a notice."""
    number = _number(before)
    return f"{number}+" if before.kind == "notice" and not step.rule_id.next_day else str(number)
