"""Cards of the ballots of a cycle."""

from ..cycle.watch import CARDS
from ..listing import listed

LEVEL_OF_STATE = {"draft": "info", "open": "warning", "closed": "danger", "sealed": "success"}
"""How urgent a ballot is; a closed one waits for its sealing."""
BALLOT_CARDS = 4
"""So many ballots have a card of their own; more of them share one."""


@CARDS("ballots")
def cards(cycle):
    """A card for each ballot there is, and for each one still to be prepared."""
    if not cycle._sees_all():
        return []
    cards = []
    ballots = cycle.env["cadre.ballot"].search([("cycle_id", "=", cycle.id), ("state", "!=", "void")])
    if shared := len(ballots) > BALLOT_CARDS:
        cards.append(_shared(cycle, ballots))
    for ballot in () if shared else ballots.sorted("id"):
        action = {**cycle._ballot_window(ballot), "target": "current"}
        cards.append(
            cycle._card(
                f"ballot_{ballot.id}",
                ballot.name if len(ballots) > 1 else ballot.component_id.name or ballot.name,
                ballot.expected_count - ballot.returned_count,
                action,
                LEVEL_OF_STATE[ballot.state],
                f"{ballot.returned_count} / {ballot.expected_count}",
                cycle.env._("Ballot: %(state)s", state=ballot._state_label()),
            )
        )
    if cycle._may_manage():
        make = {"type": "method", "name": "action_make_ballots"}
        for component in cycle._ballot_components() - ballots.component_id:
            note = cycle.env._("Ballot to be prepared")
            cards.append(cycle._card(f"ballot_for_{component.id}", component.name, 1, make, "warning", "–", note))
    return cards


def _shared(cycle, ballots):
    """All ballots on one card: how many are sealed, and what is to be done with the others."""
    done = ballots.filtered(lambda ballot: ballot.state == "sealed")
    left = ballots - done
    states = [state for state in ("closed", "open", "test", "draft") if state in left.mapped("state")]
    groups = [left.filtered(lambda ballot, one=state: ballot.state == one) for state in states]
    note = listed(cycle.env, [f"{group[0]._state_label()} {len(group)}" for group in groups])
    level = LEVEL_OF_STATE.get(states[0], "info") if states else "success"
    action = {**cycle._ballot_window(ballots), "target": "current"}
    value = f"{len(done)} / {len(ballots)}"
    return cycle._card("ballots", cycle.env._("Ballots sealed"), len(left), action, level, value, note or None)
