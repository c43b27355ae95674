"""Cards of the records of a cycle; and of lists and records, what waits for the reader himself."""

from ..cycle.watch import CARDS
from ..rows import counts


@CARDS("records")
def cards(cycle):
    """Records missing or waiting, half-years to rate, grades to publish: of everybody of the cycle."""
    if not cycle._sees_all():
        return []
    today, cards = cycle._today(), []
    if cycle.state == "open" and cycle.period_ids.filtered(lambda one: one.level == "month" and one.required):
        cards.append(_months_card(cycle, today))  # later the gaps of the year say it
    if not cycle.period_ids:
        return cards
    waiting = (
        ("to_approve", cycle.env._("Records to approve"), "submitted", False),
        ("to_rate", cycle.env._("Records to rate"), "submitted", True),
        ("to_file", cycle.env._("Records to file"), "approved", None),
    )
    waits = _waiting(cycle)
    for code, label, state, rated in waiting:
        count = sum(count for key, count in waits.items() if key[0] == state and rated in (None, key[1]))
        domain = [("cycle_id", "=", cycle.id), ("period_id.rule_id.required", "=", True), ("state", "=", state)]
        domain += [] if rated is None else [_rated(rated)]
        action = cycle._list_action("cadre_progress_report_action", domain, label)
        cards.append(cycle._card(code, label, count, action))
    if ready := cycle._to_publish():
        label = cycle.env._("Grades to publish")
        action = cycle._list_action("cadre_period_action", [("id", "in", ready.ids)], label)
        cards.append(cycle._card("to_publish", label, len(ready), action))
    if unpublished := cycle._to_publish(late=today):
        label = cycle.env._("Grades not published in time")
        action = cycle._list_action("cadre_period_action", [("id", "in", unpublished.ids)], label)
        cards.append(cycle._card("publish_late", label, len(unpublished), action, "danger"))
    if waiting := cycle._unsummed(today):
        label = cycle.env._("Summaries of the office to complete")
        action = cycle._list_action("cadre_period_action", [("id", "in", waiting.ids)], label)
        late = waiting.filtered(lambda period: period.due < today)
        cards.append(cycle._card("summaries", label, len(waiting), action, "danger" if late else "warning"))
    if unmet := cycle._unmet(today):
        label = cycle.env._("Meetings whose day is not noted")
        action = cycle._list_action("cadre_period_action", [("id", "in", unmet.ids)], label)
        cards.append(cycle._card("meetings", label, len(unmet), action, "warning"))
    return cards


def _months_card(cycle, today):
    missing = cycle._months_missing(today)
    people = {"type": "method", "name": "action_not_reported"}
    months = sum(len(periods) for periods in missing.values())
    note = cycle.env._("%(months)s months in all", months=months) if months else None
    label = cycle.env._("People with months missing")
    return cycle._card("months_missing", label, len(missing), people, "danger" if missing else None, note=note)


@CARDS("to_approve")
def to_approve(cycle):
    """What waits for the current user himself, as leader in charge."""
    led = [("cycle_id", "=", cycle.id), ("leader_user_id", "=", cycle.env.uid), ("state", "=", "submitted")]
    wanted = (
        (
            "my_plans",
            cycle.env._("Lists for me to approve"),
            "cadre.work.plan",
            "cadre_work_plan_review_action",
            led,
        ),
        (
            "my_approvals",
            cycle.env._("Records for me to approve"),
            "cadre.progress.report",
            "cadre_progress_report_review_action",
            [*led, _rated(False)],
        ),
        (
            "my_ratings",
            cycle.env._("People for me to rate"),
            "cadre.progress.report",
            "cadre_progress_report_rate_action",
            [*led, _rated(True)],
        ),
    )
    found = counts(cycle.env, [(model, domain) for _code, _label, model, _action, domain in wanted])
    return [
        cycle._card(code, label, count, cycle._list_action(action, domain, label))
        for (code, label, _model, action, domain), count in zip(wanted, found, strict=True)
        if count
    ]


@CARDS("to_write")
def to_write(cycle):
    """What the person himself has to write, who does not see everybody's."""
    if cycle._sees_all():
        return []
    mine = [("cycle_id", "=", cycle.id), ("user_id", "=", cycle.env.uid), ("state", "=", "draft")]
    cards = []
    for code, label, model, action in (
        ("own_plan", cycle.env._("My list to submit"), "cadre.work.plan", "cadre_work_plan_my_action"),
        (
            "own_records",
            cycle.env._("My records to hand in"),
            "cadre.progress.report",
            "cadre_progress_report_my_action",
        ),
    ):
        count = cycle.env[model].search_count(mine)
        if count:
            cards.append(cycle._card(code, label, count, cycle._list_action(action, mine, label)))
    return cards


def _rated(yes):
    return ("period_id.rule_id.rated", "=", yes)


def _waiting(cycle):
    """{(state, whether the period is rated): records that are owed and wait}. One query."""
    owed = cycle.period_ids.filtered("required")
    groups = cycle.env["cadre.progress.report"]._read_group(
        [("period_id", "in", owed.ids), ("state", "in", ("submitted", "approved"))],
        ["period_id", "state"],
        ["__count"],
    )
    found = {}
    for period, state, count in groups:
        found[state, period.rated] = found.get((state, period.rated), 0) + count
    return found
