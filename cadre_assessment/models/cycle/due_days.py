"""Count the due days of cycles anew."""

from ..guard import guarded
from ..listing import listed
from ..organization.workdays import Workdays


def count_again(cycles):
    """Count anew the days by which records and papers are due, where that day has not passed; say which moved.

    Returns how many did. Days that the office set itself are moved as well, so each cycle keeps old and new.
    """
    total = 0
    for cycle in cycles:
        workdays, today, moved = Workdays(cycle.company_id), cycle._today(), []
        for period in cycle.period_ids:
            if not period.rule_id or period.due < today:
                continue
            due = period.rule_id._due_after(period.date_to, workdays)
            guarded(period.sudo()).publish_due = period.rule_id._publish_after(period.date_to, workdays)
            if due != period.due:
                moved.append((period.name, period.due, due))
                documents = (
                    cycle.env["cadre.document"]
                    .sudo()
                    .search(
                        [
                            ("period_id", "=", period.id),
                            ("due", "=", period.due),
                            ("state", "=", "draft"),
                            ("rule_id.due_month", "=", 0),
                        ]
                    )
                )
                guarded(documents).write({"due": due})
                guarded(period.sudo()).due = due
        moved += _own_days(cycle, workdays, today)
        if moved:
            lines = [f"{name}: {old} → {new}" for name, old, new in moved]
            body = cycle.env._("Due days were counted again: %(lines)s", lines=listed(cycle.env, lines))
            guarded(cycle.sudo()).message_post(body=body)
        total += len(moved)
    return total


def _own_days(cycle, workdays, today):
    """[(name, day before, day now)] of papers with a day of their own, counted anew (S3-14)."""
    papers = cycle.env["cadre.document"].sudo()
    papers = papers.search(
        [("cycle_id", "=", cycle.id), ("state", "=", "draft"), ("due", ">=", today), ("rule_id.due_month", "!=", 0)]
    )
    moved = []
    for paper in papers.filtered("period_id"):
        due = paper.rule_id._due(paper.period_id, workdays)
        if due != paper.due:
            moved.append((paper.display_name, paper.due, due))
            guarded(paper).due = due
    return moved
