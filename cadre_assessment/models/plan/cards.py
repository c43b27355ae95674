"""Cards of the lists and letters of a cycle."""

from ..cycle.watch import CARDS
from ..rows import counts


@CARDS("plans")
def cards(cycle):
    """Lists or letters that are not filed yet, and those overdue."""
    if not cycle._sees_all() or not cycle._keeps_lists():
        return []
    open_plans = [("cycle_id", "=", cycle.id), ("state", "in", ("draft", "submitted", "approved"))]
    late = [*open_plans, ("due", "<", cycle._today())]
    label, label_late = cycle.env._("Lists not filed yet"), cycle.env._("Lists overdue")
    action = "cadre_work_plan_action"
    if cycle.scheme_id.plan_kind == "letter":
        label, label_late = cycle.env._("Letters not filed yet"), cycle.env._("Letters overdue")
        action = "cadre_letter_action"
    count, count_late = counts(cycle.env, [("cadre.work.plan", open_plans), ("cadre.work.plan", late)])
    cards = [cycle._card("plans_open", label, count, cycle._list_action(action, open_plans, label))]
    if count_late:
        cards.append(
            cycle._card("plans_late", label_late, count_late, cycle._list_action(action, late, label_late), "danger")
        )
    return cards
