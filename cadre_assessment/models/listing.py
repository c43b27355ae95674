"""How are several names said in one sentence, or a name and what is said of it?  With the reader's comma and colon."""

from functools import reduce


def listed(env, names):
    """``a, b, c``. The comma is translated between two names, for a term without a letter is never exported."""
    names = [str(name) for name in names]
    return reduce(lambda said, name: env._("%(said)s, %(name)s", said=said, name=name), names) if names else ""


def titled(env, name, text):
    """``name: text``, with the colon of the reader's language."""
    return env._("%(name)s: %(text)s", name=name, text=text)
