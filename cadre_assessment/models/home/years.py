"""Figures of the first page beside its cards: the cycles under way, and the years of the reader himself."""

from ..states import RUNNING

UNDER_WAY = (*RUNNING, "decided", "published")
"""A year is on the first page until it is archived: the notice is still to be posted and ended."""

YEARS = 6
"""So many of the latest years are drawn."""

CYCLES = 12


def running(env):
    """Cycles under way that the office or a deciding body follows: name, state in words, progress in percent."""
    followers = ("officer", "decider", "auditor", "manager")
    if not any(env.user.has_group(f"cadre_assessment.group_cadre_{role}") for role in followers):
        return []
    Cycle = env["cadre.cycle"]
    states = dict(Cycle._fields["state"]._description_selection(env))
    return [
        {
            "id": cycle.id,
            "name": cycle.display_name,
            "state": states[cycle.state],
            "progress": round(cycle.progress),
        }
        for cycle in Cycle.search([("state", "in", UNDER_WAY)], limit=CYCLES)
    ]


def mine(env):
    """The archived results of the reader: year, grade, total, and the record to open. The latest version of each."""
    employee = env.user.employee_id
    if not employee or not env["cadre.result"].has_access("read"):
        return []
    latest = {}
    read = ["year", "regulation", "grade_name", "total", "has_total"]
    own = [("employee_id", "=", employee.id)]
    for row in env["cadre.result"].search_fetch(own, read, order="year desc, version desc"):
        latest.setdefault((row.year, row.regulation), row)
    rows = list(latest.values())[:YEARS]
    return [
        {
            "id": row.id,
            "year": row.year,
            "grade": row.grade_name or "",
            "total": row.total if row.has_total else None,
            "shown": f"{row.total:.2f}" if row.has_total else "",
        }
        for row in rows
    ]
