"""Reasons that a rule gives: kept as a code with its figures, and put into words for whoever reads them.

What a person has written himself stays as he wrote it, and so does what was written before codes were kept.
"""


def why(code, **figures):
    """The value that is kept: a code and what its sentence names, as plain values."""
    return {"code": code, "figures": figures}


def said(env, kept, words, written=""):
    """The sentence of ``kept`` (by :func:`why`), else what was ``written`` by hand, or before codes were kept.

    :param words: {code: its sentence, as a function of ``env`` and the figures}
    An unknown code is said as it is: better odd than silent.
    """
    if not kept:
        return written or ""
    word = words.get(kept.get("code"))
    return word(env, kept.get("figures") or {}) if word else str(kept.get("code"))
