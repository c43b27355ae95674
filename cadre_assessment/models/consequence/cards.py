"""Cards of an archived cycle: what follows from its results and waits."""

from ..cycle.watch import CARDS
from ..rows import counts


@CARDS("consequences")
def cards(cycle):
    """To approve, to carry out, overdue, and borne out no longer; for whoever sees everybody's. One query."""
    Consequence = cycle.env["cadre.consequence"]
    if cycle.state != "archived" or not cycle._sees_all() or not Consequence.has_access("read"):
        return []
    mine, env = [("cycle_id", "=", cycle.id)], cycle.env
    wanted = {
        "approve": (env._("Consequences to approve"), [*mine, ("state", "=", "proposed")]),
        "carry_out": (env._("Consequences to carry out"), [*mine, ("state", "=", "approved")]),
        "overdue": (
            env._("Consequences overdue"),
            [*mine, ("state", "in", ("proposed", "approved")), ("deadline", "<", cycle._today())],
        ),
        "questioned": (env._("Consequences no longer borne out"), [*mine, ("question", "!=", False)]),
    }
    found = counts(env, [("cadre.consequence", domain) for _label, domain in wanted.values()])
    return [
        cycle._card(
            f"consequences_{code}",
            label,
            count,
            cycle._list_action("cadre_consequence_action", domain, label),
            "danger" if code == "overdue" else "warning",
        )
        for (code, (label, domain)), count in zip(wanted.items(), found, strict=True)
        if count
    ]
