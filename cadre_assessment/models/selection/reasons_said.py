"""Why somebody is out, a step falls away, or nobody competes for a post, why an entry of the reserve ended and what its
review rests on: the sentences of this room (:mod:`..reasons`)."""

from .. import reasons
from ..listing import listed
from ..reasons import why

__all__ = ["WORDS", "conditions", "grades", "said", "why"]


def said(env, kept, written=""):
    """The sentence of ``kept`` (by :func:`..reasons.why`), else what was ``written``."""
    return reasons.said(env, kept, WORDS, written)


def conditions(candidate, himself=False):
    """What a candidate lacks, or has still to meet, of his conditions, a line each; from the rows, as they were
    checked. ``himself``: without what is kept from him."""
    return candidate.check_ids.filtered(lambda check: not (himself and check.withheld))._wanting()


def _conditions(env, figures):
    candidate = env["cadre.candidate"].sudo().browse(figures.get("candidate")).exists()
    return conditions(candidate, figures.get("himself")) or env._("The conditions are not met.")


def _written(_env, figures):
    return figures.get("text", "")


def _voted_down(env, figures):
    return env._("Voted down: “%(decision)s”.", decision=figures.get("decision", ""))


def _withdrawn(env, _figures):
    return env._("Withdrawn by himself.")


def _cancelled(env, _figures):
    return env._("The competition for his post was cancelled, and he did not change to another one.")


def _irregular(env, figures):
    """With what was verified for who reads the candidate; without it for himself."""
    if not figures.get("text"):
        return env._("Disqualified: an irregularity was verified.")
    return env._("Verified irregularity: %(text)s", text=figures["text"])


def _branch(env, figures):
    return env._("“%(step)s” came out otherwise (branch of the procedure).", step=figures.get("step", ""))


def _contest(env, figures):
    kept, contest = figures.get("kept"), figures.get("contest")
    words = dict(env["cadre.selection.post"]._fields["contest"]._description_selection(env))
    what = env._("%(kept)s kept", kept=kept) if contest == "open" else words.get(contest, "")
    return env._(
        "%(people)s contended for %(posts)s, %(needed)s were needed: %(what)s.",
        people=figures.get("people"),
        posts=figures.get("posts"),
        needed=figures.get("needed"),
        what=what,
    )


def grades(env, years):
    """The annual grades of some years, a year each: ``years`` is [[year, code of the grade or nothing]]."""
    names = dict(env["cadre.result"]._fields["annual_grade"]._description_selection(env))
    return listed(
        env, [env._("%(year)s: %(grade)s", year=year, grade=names.get(grade, "—")) for year, grade in years or ()]
    )


def _behind(env, figures):
    return env._("%(years)s years in a row behind", years=figures.get("years"))


def _good(env, figures):
    return env._("%(years)s years in a row good", years=figures.get("years"))


def _no_grade(env, figures):
    return env._("no annual grade of %(year)s is archived", year=figures.get("year"))


def _neither(env, _figures):
    return env._("neither good nor behind for enough years in a row")


def _review(env, figures):
    reason = said(env, figures.get("ground"), figures.get("text"))
    return env._("Review of %(year)s: %(reason)s", year=figures.get("year"), reason=reason)


def _reopened(env, figures):
    return env._("“%(step)s” was opened again.", step=figures.get("step", ""))


def _appointed(env, figures):
    return env._("Appointed: %(post)s", post=figures.get("post", ""))


WORDS = {
    "behind": _behind,
    "good": _good,
    "no_grade": _no_grade,
    "neither": _neither,
    "review": _review,
    "reopened": _reopened,
    "appointed": _appointed,
    "conditions": _conditions,
    "written": _written,
    "voted_down": _voted_down,
    "withdrawn": _withdrawn,
    "cancelled": _cancelled,
    "irregular": _irregular,
    "branch": _branch,
    "contest": _contest,
}
"""Code -> its sentence in the language of ``env``."""
