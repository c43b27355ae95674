"""Cards of a cycle itself: before it is opened, then its papers and seats."""

from ..clock import today_of
from ..listing import listed
from ..rows import counts
from ..states import DECIDED, RUNNING
from .roster import roster, subjects
from .watch import CARDS

SEAT_CARDS = 6
"""So many pools have a card of their own; more of them share one."""


@CARDS("papers")
def cards(cycle):
    """What must be decided first, papers and seats; of whoever does not see everybody's, his own papers."""
    return [*_first(cycle), *_papers(cycle), *_seats(cycle)] if cycle._sees_all() else _own(cycle)


def preparation(cycle):
    if not cycle._may_manage():
        return []
    problems = cycle._opening_problems()
    blocking = sum(problem.blocking for problem in problems)
    people = _people(cycle)
    look = {"type": "method", "name": "action_people"}
    return [
        cycle._card("people", cycle.env._("People assessed"), people, look, "info" if people else "danger"),
        cycle._card(
            "blocking", cycle.env._("To put right before opening"), blocking, look, "danger" if blocking else None
        ),
        cycle._card("notes", cycle.env._("Worth a look"), len(problems) - blocking, look),
    ]


def _people(cycle):
    return len(subjects(roster(cycle, cycle._as_of())))


def _first(cycle):
    """What must be decided elsewhere before this cycle can be computed."""
    waiting = cycle.prerequisite_ids.filtered(lambda cycle: cycle.state not in DECIDED)
    if not waiting or cycle.state not in RUNNING:
        return []
    names = listed(cycle.env, waiting.mapped("name"))
    action = cycle._list_action("cadre_cycle_action", [("id", "in", waiting.ids)])
    return [cycle._card("first", cycle.env._("To be decided first"), len(waiting), action, "danger", note=names)]


def _papers(cycle):
    if not cycle.scheme_id.document_ids:
        return []
    today = today_of(cycle)
    mine = [("cycle_id", "=", cycle.id)]
    owed = [*mine, ("state", "=", "draft")]
    late = [*owed, ("due", "<", today)]
    waiting = [*mine, ("state", "=", "submitted")]
    found = counts(cycle.env, [("cadre.document", domain) for domain in (owed, late, waiting)])
    labels = (
        ("papers_owed", cycle.env._("Papers still to come"), "info"),
        ("papers_late", cycle.env._("Papers overdue"), "danger"),
        ("papers_to_file", cycle.env._("Papers to file"), "warning"),
    )
    return [
        cycle._card(
            code,
            label,
            count,
            cycle._list_action("cadre_document_action", domain, label),
            level if count else "success",
        )
        for (code, label, level), count, domain in zip(labels, found, (owed, late, waiting), strict=True)
    ]


def _seats(cycle):
    pools = cycle.env["cadre.pool"].search([("cycle_id", "=", cycle.id)])
    action = cycle._list_action("cadre_pool_action", [("cycle_id", "=", cycle.id)])
    if len(pools) > SEAT_CARDS:
        prizes = pools.grouped(lambda pool: (pool.quota_id, pool.period_id))
        return [_shared_seats(cycle, some, action) for some in prizes.values()]
    return [
        cycle._card(
            f"seats_{pool.id}",
            pool._name_within(),
            pool.seats_left,
            action,
            "danger" if pool.seats_left < 0 else "muted" if pool.seats_left else "success",
            f"{pool.seats_used} / {pool.seats}",
            cycle.env._("of %(base)s people", base=pool.base),
        )
        for pool in pools
    ]


def _shared_seats(cycle, pools, action):
    """All pools of one prize on one card: how many are given, and how many pools are overrun.

    Seats of different grades, or of different periods, are never added up.
    """
    over = pools.filtered(lambda pool: pool.seats_left < 0)
    used, seats = sum(pools.mapped("seats_used")), sum(pools.mapped("seats"))
    note = cycle.env._("in %(count)s pools", count=len(pools))
    if over:
        note = cycle.env._("%(over)s of %(count)s pools overrun", over=len(over), count=len(pools))
    level = "danger" if over else "muted" if used < seats else "success"
    prize, period = pools[0].prize_text, pools[0].period_id
    label = cycle.env._("Seats: %(prize)s", prize=f"{prize} · {period.name}" if period else prize)
    code = f"seats_{pools[0].quota_id.id}_{period.id or 0}"
    return cycle._card(code, label, seats - used, action, level, f"{used} / {seats}", note)


def _own(cycle):
    mine = [("cycle_id", "=", cycle.id), ("user_id", "=", cycle.env.uid), ("state", "=", "draft")]
    count = cycle.env["cadre.document"].search_count(mine)
    if not count:
        return []
    action = cycle._list_action("cadre_document_my_action", [("cycle_id", "=", cycle.id)])
    return [cycle._card("my_papers", cycle.env._("My papers to hand in"), count, action)]
