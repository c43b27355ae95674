"""How are several names said in one sentence?  With the comma of the reader's language."""

from functools import reduce


def listed(env, names):
    """``a, b, c``. The comma is translated between two names, for a term without a letter is never exported."""
    names = [str(name) for name in names]
    return reduce(lambda said, name: env._("%(said)s, %(name)s", said=said, name=name), names) if names else ""
