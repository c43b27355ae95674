"""Recusal (回避): nobody votes, presides or confirms where a line is about himself.

One method says whom a decision is about, himself or a relative of his (``_about``); the check, the step, the tier and
the screen ask it.  A member on the list withdraws for his own line, and another one presides; who withdraws from the
whole item stands in :mod:`.cadre_decision_withdrawal`, and presides over none of it.
"""

from ..office import DECIDER

ORDER = {"chair": 0, "deputy": 1, "member": 2}
"""In which order members take the chair; who keeps the minutes does not."""


def people_of(users, since):
    """The employees (all companies, archived ones too) whose account one of ``users`` is, or was since ``since``."""
    return users._cadre_people(since)


def on_list(decision, people):
    """Those of ``people`` whom a line of ``decision`` is about."""
    found = people.browse()
    for some in decision._about(people).values():
        found |= found.browse(some.ids)
    return found


def presiding(decision, sitting):
    """Who of ``sitting`` confirms: the head, or the next member where he is on the list himself.

    Next to the head come his deputies and then the members, who need an account by which they can confirm.  Where all
    of them are on the list (a small organ that decides on all its people), the first two of them confirm together:
    each line is then confirmed by one whom it is not about.
    """
    ordered = sitting.filtered(lambda member: member.role in ORDER).sorted(lambda member: ORDER[member.role])
    heads = ordered.filtered(lambda member: member.role == "chair")
    if not heads:
        return heads
    listed = on_list(decision, ordered.employee_id)
    withdrawn = decision.sudo().withdrawal_ids.employee_id
    able = ordered.filtered(lambda member: member in heads or (member.user_id and member.user_id.has_group(DECIDER)))
    able = able.filtered(lambda member: member.employee_id not in withdrawn)
    free = able.filtered(lambda member: member.employee_id not in listed)
    if free:
        return free[:1]
    two = able.filtered("user_id")[:2]
    return two if len(two.user_id) == 2 else heads.browse()


def confirmed_by_himself(decision, users):
    """Whom of ``users`` a line is about that no other of them confirms."""
    since = decision._own_since()
    people = people_of(users, since)
    for some in decision._about(people).values():
        others = users.filtered(lambda user, some=some: not people_of(user, since) & some)
        if not others:
            return some
    return people.browse()


def withdrawing(decision, sitting):
    """{line: those who voted and withdraw for it}.

    :param sitting: the members of the day, for a decision of before there were meetings
    """
    rows = decision.sudo().meeting_id.member_ids
    there = decision.sudo()._voters().filtered(lambda one: one.presence != "absent") if rows else sitting
    return decision._about(there.employee_id)
