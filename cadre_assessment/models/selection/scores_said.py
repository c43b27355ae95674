"""The score of a candidate in sentences: each part, the total, and why he has a place or waits."""

from ..computation.figures_said import figure_text, figures_of
from ..computation.reasons import Words


def said(candidate):
    """Sentences for whoever may read the candidate; nothing before everything is counted."""
    env, known = candidate.env, candidate.sudo()
    if not known.standing:
        return
    words = Words(env, known.selection_id.procedure_id.scheme_id)
    for line in known.score_lines or ():
        name = words.label(line["kind"], line["name"])
        if line["raw"] is None:
            yield env._("%(part)s: %(points)s", part=name, points=line["points"])
        else:
            yield env._(
                "%(part)s: %(raw)s, %(points)s of %(weight)s points",
                part=name,
                raw=line["raw"],
                points=line["points"],
                weight=line["weight"] or "—",
            )
    gone = known.state == "out"  # his place is the next one's
    if known.has_total and gone:
        yield env._("Total %(total).2f.", total=known.total)
    elif known.has_total:
        yield env._("Total %(total).2f, place %(rank)s.", total=known.total, rank=known.rank)
    if not gone:
        yield _why(env, words, known)


def _why(env, words, known):
    reason = known.score_reason or {}
    figures = figures_of(reason.get("figures") or {})
    post = {"post": known.post_id.name, "seats": known.post_id.number}
    if known.standing == "barred":
        return env._("Not more than half of the valid votes are for him: he cannot be appointed, whatever his total.")
    if known.standing == "none":
        return words.verdict(reason.get("code"), figures)
    own, other = (figure_text(value) for value in figures.get("values") or (None, None))
    by = {"part": words._component(figures.get("component")), "own": own, "other": other}
    if reason.get("code") == "tie_broken_by":
        text = (
            env._("Level at the last place; ahead by “%(part)s”: %(own)s against %(other)s.", **by)
            if figures.get("won")
            else env._("Level at the last place; behind by “%(part)s”: %(own)s against %(other)s.", **by)
        )
    elif known.standing == "won":
        text = env._("Within the %(seats)s to be filled of “%(post)s”.", **post)
    elif known.standing == "tied":
        text = env._("Level with others in every part at the last of the %(seats)s of “%(post)s”.", **post)
    else:
        text = env._("Not within the %(seats)s to be filled of “%(post)s”.", **post)
    return env._("%(why)s The score proposes; the body decides.", why=text)
