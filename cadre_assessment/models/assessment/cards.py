"""The card of the units of a cycle that have not reported."""

from ..cycle.watch import CARDS


@CARDS("units")
def cards(cycle):
    """Of a cycle of units, those that have not reported."""
    if not cycle._sees_all() or cycle.state != "open" or cycle._subject_field() == "employee_id":
        return []
    late = cycle._units_not_reported(cycle._today())
    things = sum(len(names) for names in late.values())
    card = cycle._card(
        "units_missing",
        cycle.env._("Units that have not reported"),
        len(late),
        {"type": "method", "name": "action_not_reported"},
        "danger" if late else None,
        note=cycle.env._("%(things)s things owed in all", things=things) if things else None,
    )
    return [card]
