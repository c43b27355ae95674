"""Recusal (回避): nobody votes, presides or confirms where a line is about himself.

One function says whom a decision is about; the check, the step, the tier and the screen ask it.  Meetings with recusals
as records of their own come later: here a member on the list withdraws for his own line, and another one presides.
"""

from ..cycle.cadre_cycle import DECIDER

ORDER = {"chair": 0, "deputy": 1, "member": 2}
"""In which order members take the chair; who keeps the minutes does not."""


def people_of(users, since):
    """The employees (all companies, archived ones too) whose account one of ``users`` is, or was since ``since``."""
    return users._cadre_people(since)


def about(decision, people):
    """{assessment: those of ``people`` whom its line in ``decision`` is about}: the subject, or the head of the unit.

    One query, however long the list.
    """
    if not people or not decision.ids:
        return {}
    lines = decision.env["cadre.decision.line"].sudo()
    lines = lines.search(
        [
            ("decision_id", "in", decision.ids),
            "|",
            ("assessment_id.employee_id", "in", people.ids),
            ("assessment_id.head_id", "in", people.ids),
        ]
    )
    return {one: (one.employee_id | one.head_id) & people.sudo() for one in lines.assessment_id}


def on_list(decision, people):
    """Those of ``people`` whom a line of ``decision`` is about."""
    found = people.browse()
    for some in about(decision, people).values():
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
    withdrawn = on_list(decision, ordered.employee_id)
    able = ordered.filtered(lambda member: member in heads or member.user_id.has_group(DECIDER))
    free = able.filtered(lambda member: member.employee_id not in withdrawn)
    if free:
        return free[:1]
    two = able.filtered("user_id")[:2]
    return two if len(two.user_id) == 2 else heads.browse()


def confirmed_by_himself(decision, users):
    """Whom of ``users`` a line is about that no other of them confirms."""
    since = decision.cycle_id.date_from
    people = people_of(users, since)
    for some in about(decision, people).values():
        others = users.filtered(lambda user, some=some: not people_of(user, since) & some)
        if not others:
            return some
    return people.browse()


def withdrawing(decision, sitting):
    """{assessment: those who were there and withdraw for its line}. Who is not listed as absent was there."""
    present = decision.attendee_ids or sitting.employee_id
    return about(decision, present)
