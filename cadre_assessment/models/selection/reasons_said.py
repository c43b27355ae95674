"""Why somebody is out, a step falls away, or nobody competes for a post: kept as a code with its figures, and put into
words for whoever reads it, in his language. What a person has written himself stays as he wrote it."""


def why(code, **figures):
    """The value that is kept: a code of :data:`WORDS` and what its sentence names, as plain values."""
    return {"code": code, "figures": figures}


def said(env, kept, written=""):
    """The sentence of ``kept`` (by :func:`why`), else what was ``written`` by hand, or before codes were kept.

    An unknown code is said as it is: better odd than silent.
    """
    if not kept:
        return written or ""
    word = WORDS.get(kept.get("code"))
    return word(env, kept.get("figures") or {}) if word else str(kept.get("code"))


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


WORDS = {
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
