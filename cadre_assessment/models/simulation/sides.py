"""Both sides of a simulated result, and why they differ."""

from ..computation.bulk import decimal_text
from ..computation.reasons import Words
from ..listing import listed

SHOWN = 4
"""So many parts of a total are named, those with the largest difference first."""


def sides(env, cycle, scheme, old, new):
    """Values of one ``cadre.simulation.line`` for each subject: both verdicts, in words of the user's language."""
    names = _names(cycle)
    words = Words(env, cycle.scheme_id), Words(env, scheme)
    after = {verdict.subject: verdict for verdict in new.verdicts}
    grades = {grade.id: grade for one in (cycle.scheme_id, scheme) for grade in one.result_scale_id.grade_ids}
    parts = {component.id: component for one in (cycle.scheme_id, scheme) for component in one.component_ids}
    awards = {quota.id: quota.award_id for one in (cycle.scheme_id, scheme) for quota in one.quota_ids}
    found = []
    for verdict in old.verdicts:
        pair = verdict, after[verdict.subject]
        own, other = (_side(one, grades, awards, say) for one, say in zip(pair, words, strict=True))
        found.append(
            {
                **names[verdict.subject],
                "assessment_id": verdict.subject,
                **{f"{name}_before": value for name, value in own.items()},
                **{f"{name}_after": value for name, value in other.items()},
                "difference": other["total"] - own["total"] if own["has_total"] and other["has_total"] else 0,
                "change": _change(pair, grades, own, other),
                "why": _why(words[1], pair, parts, own, other),
            }
        )
    return found


def _names(cycle):
    rows = cycle.assessment_ids.read(["name", "unit_id", "comparison_group_id"], load=None)
    return {
        row["id"]: {
            "name": row["name"],
            "unit_id": row["unit_id"],
            "comparison_group_id": row["comparison_group_id"],
        }
        for row in rows
    }


def _side(verdict, grades, awards, words):
    grade = grades.get(verdict.proposed)
    won = [awards[award.quota].name or "" for award in verdict.awards if award.won]
    known = {"rank": verdict.rank, "total": verdict.total}
    said = [words.verdict(verdict.reason.code, {**known, **verdict.reason.figures})]
    for award in verdict.awards:
        figures = {**known, **award.reason.figures, "award": awards[award.quota].name}
        said.append(words.verdict(award.reason.code, figures))
    total = verdict.total
    return {
        "has_total": total is not None,
        "total": float(decimal_text(total, 4)) if total is not None else 0,
        "rank": verdict.rank or 0,
        "grade_id": grade.id if grade else False,
        "pending": verdict.pending,
        "awards": listed(words.env, won) if won else False,
        "reason": " ".join(said),
    }


def _change(pair, grades, own, other):
    """Better and worse by the order of the grades; awards count where the grade is the same."""
    before, after = (grades.get(verdict.proposed) for verdict in pair)
    codes = [grade.code if grade else None for grade in (before, after)]
    if codes[0] == codes[1] and own["pending"] == other["pending"]:
        if own["awards"] == other["awards"]:
            return "same"
        return "up" if not own["awards"] else "down" if not other["awards"] else "other"
    if before and after and before.sequence != after.sequence:
        return "up" if after.sequence < before.sequence else "down"
    return "other"


def _why(words, pair, parts, own, other):
    """The parts whose points differ, the largest difference first; without one, the other rule for grades and seats."""
    env = words.env
    points = [_points(verdict, parts, words) for verdict in pair]
    keys = {**points[0], **points[1]}
    moved = [
        (name, *(side.get(key, ("", None))[1] for side in points))
        for key, (name, _figure) in keys.items()
        if points[0].get(key, ("", None))[1] != points[1].get(key, ("", None))[1]
    ]
    moved.sort(key=lambda one: -abs((one[2] or 0) - (one[1] or 0)))
    said = [f"{name} {_shown(before)} → {_shown(after)}" for name, before, after in moved[:SHOWN]]
    if len(moved) > SHOWN:
        said.append(env._("and %(count)s more", count=len(moved) - SHOWN))
    if not said and own["reason"] != other["reason"]:
        return env._("The same total, other rules for grades and seats.")
    return listed(env, said) if said else False


def _points(verdict, parts, words):
    """{what a line of the trace is: (its name, its points)}; parts of two schemes are alike by their codes."""
    found = {}
    for line in verdict.lines:
        part = parts.get(line.component)
        key = ("component", part.code) if part else (line.kind, line.source)
        name, before = found.get(key, (words.label(line.kind, part.name if part else line.label), 0))
        found[key] = name, before + line.shown
    return found


def _shown(points):
    return "—" if points is None else decimal_text(points, 2)
