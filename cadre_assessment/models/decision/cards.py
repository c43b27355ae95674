"""Cards from the last record to the archive: reviews, results, gaps, decision, notice."""

from ..cycle.watch import CARDS
from ..listing import listed
from ..rows import counts
from ..states import RUNNING
from .cadre_case import waits_no_more
from .gaps import gaps_of

REVIEWED = {"veto": [("veto_state", "=", "pending")], "findings": [("unwritten", "=", True)]}
"""What must be complete before the body decides: of whom of those assessed each card speaks."""
UNCOMPUTABLE = ("reason_code", "=", "uncomputable")
"""Who waits until a record is put right."""
COMPUTED = {
    "uncomputable": [UNCOMPUTABLE],
    "no_total": [("has_total", "=", False)],
    "ties": [("pending", "=", True)],
    "flags": [("flags", "!=", False)],
    "changed": [("changed", "=", True)],
}
"""What the last computation left to look at, likewise."""


@CARDS("results")
def cards(cycle):
    """What leads to the results, for whoever sees everybody's; his own for everybody else."""
    if not cycle._sees_all():
        return _of_myself(cycle)
    found = _assessed_counts(cycle)
    return [
        *_of_review(cycle, found),
        *_of_results(cycle, found),
        *_of_decision(cycle),
        *_of_closed_cases(cycle),
    ]


def _among_assessed(cycle, domain):
    return [("cycle_id", "=", cycle.id), ("assessed", "=", True), *domain]


def _assessed_counts(cycle):
    """{code of a card: how many of those assessed it speaks of}: who is assessed is passed once for all cards."""
    wanted = dict(REVIEWED) if cycle.state in RUNNING else {}
    if cycle.scheme_id.veto_review == "none":
        wanted.pop("veto", None)
    if not cycle.scheme_id.dimension_ids:
        wanted.pop("findings", None)
    if cycle.state == "computed":
        wanted |= COMPUTED
    domains = [("cadre.assessment", domain) for domain in wanted.values()]
    return dict(zip(wanted, counts(cycle.env, domains, among=_among_assessed(cycle, [])), strict=True))


def _of_review(cycle, found):
    """What must be complete before the body decides (S0-32, S0-40).

    :param found: what :func:`_assessed_counts` said
    """
    cards = []
    if "veto" in found:
        domain = _among_assessed(cycle, REVIEWED["veto"])
        label = cycle.env._("Veto reviews to conclude")
        action = cycle._list_action("cadre_assessment_action_veto", domain, label)
        cards.append(cycle._card("veto", label, found["veto"], action))
    if "findings" in found:
        label = cycle.env._("People without complete findings")
        domain = [("cycle_id", "=", cycle.id), ("assessment_id.unwritten", "=", True)]
        action = cycle._list_action("cadre_finding_action", domain, label, {"search_default_group_person": 1})
        cards.append(cycle._card("findings", label, found["findings"], action))
    return cards


def _of_results(cycle, found):
    """What the last computation left to look at.

    :param found: what :func:`_assessed_counts` said
    """
    if cycle.state != "computed":
        return []
    wanted = {
        "uncomputable": (cycle.env._("Inputs that cannot be computed"), "danger"),
        "no_total": (cycle.env._("People without a total"), "danger"),
        "ties": (cycle.env._("Ties to be decided"), "warning"),
        "flags": (cycle.env._("Totals to be looked at"), "warning"),
        "changed": (cycle.env._("Changed by the last computation"), "info"),
    }
    cards = [_of_gaps(cycle)]
    for code, (label, level) in wanted.items():
        count = found[code]
        if code == "uncomputable" and not count:
            continue  # no news in nearly every cycle
        context, domain = {"cadre_cycle_id": cycle.id}, _among_assessed(cycle, COMPUTED[code])
        action = cycle._list_action("cadre_assessment_action", domain, label, context)
        cards.append(cycle._card(code, label, count, action, level if count else "success"))
    return cards


def _of_gaps(cycle):
    """What the year lacks although it is computed; the decision gives a reason for each."""
    found = gaps_of(cycle)
    note = listed(cycle.env, [f"{gap.label} {gap.count}" for gap in found]) or None
    return cycle._card(
        "gaps", cycle.env._("Gaps of the year"), len(found), False, "danger" if found else None, note=note
    )


def _case_closed(cycle):
    """Archived without a grade because of a case that is open no more: their grade can be set now (S3-22)."""
    domain = [("cycle_id", "=", cycle.id), ("state", "=", "archived"), ("status", "=", "undetermined")]
    waiting = cycle.env["cadre.assessment"].sudo().search([*domain, ("decided_grade_id", "=", False)])
    return waits_no_more(waiting)


def _of_closed_cases(cycle):
    """Whom the office takes up again after a case was closed (O-13)."""
    if cycle.state != "archived" or not cycle._is_office() or not (waiting := _case_closed(cycle)):
        return []
    label = cycle.env._("Grades to set after a closed case")
    action = cycle._list_action("cadre_assessment_action", [("id", "in", waiting.ids)], label, {})
    return [cycle._card("case_closed", label, len(waiting), action, "warning")]


def _of_decision(cycle):
    """What waits for the head of the body, and what hangs out."""
    cards = []
    Decision, Notice = cycle.env["cadre.decision"], cycle.env["cadre.notice"]
    waiting = [("cycle_id", "=", cycle.id), ("state", "=", "submitted")]
    if Decision.has_access("read") and (count := Decision.search_count(waiting)):
        label = cycle.env._("Decisions to confirm")
        cards.append(cycle._card("decision", label, count, cycle._list_action("cadre_decision_action", waiting, label)))
    posted = [("cycle_id", "=", cycle.id), ("state", "=", "posted")]
    for notice in Notice.search(posted) if Notice.has_access("read") else ():
        label = cycle.env._("Public notice: can be ended") if notice.over else cycle.env._("Public notice: last day")
        action = cycle._list_action("cadre_notice_action", [("id", "=", notice.id)], notice.name)
        level = "warning" if notice.over else "info"
        cards.append(cycle._card(f"notice_{notice.id}", label, 1, action, level, str(notice.date_to), notice.name))
    return cards


def _of_myself(cycle):
    mine = [("cycle_id", "=", cycle.id), ("user_id", "=", cycle.env.uid), ("assessed", "=", True)]
    own = cycle.env["cadre.assessment"].search(mine, limit=1)
    if not own:
        return []
    action = cycle._list_action("cadre_assessment_action_my", mine)
    label = cycle.env._("My result")
    return [cycle._card("my_result", label, 1, action, "success", own.decided_grade_id.name or "—")]
