"""The card of events that wait for their confirmation."""

from ..cycle.watch import CARDS


@CARDS("events")
def cards(cycle):
    if not cycle._sees_all() or not cycle.scheme_id.adjustment_ids:
        return []
    Event = cycle.env["cadre.ledger.event"]
    waiting = [("cycle_id", "=", cycle.id), ("state", "in", ("draft", "submitted"))]
    label = cycle.env._("Bonuses and deductions to confirm")
    count = Event.search_count(waiting)
    action = cycle._list_action("cadre_ledger_event_action", waiting, label)
    return [cycle._card("ledger_open", label, count, action)]
