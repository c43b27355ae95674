"""Join names with the reader's punctuation.

With the reader's comma, colon and brackets.
"""

from functools import reduce


def listed(env, names):
    """``a, b, c``. The comma is translated between two names, for a term without a letter is never exported."""
    names = [str(name) for name in names]
    return reduce(lambda said, name: env._("%(said)s, %(name)s", said=said, name=name), names) if names else ""


def of_year(record, name):
    """The name of a record of which its cycle has one each year: ``name (2025)``; as it is where it says the year.

    The year of a cycle is no secret, whoever may read the cycle itself.
    """
    year = record.sudo().cycle_id.year
    if not year or str(year) in name:
        return name
    return record.env._("%(name)s (%(year)s)", name=name, year=year)


def titled(env, name, text):
    """``name: text``, with the colon of the reader's language."""
    return env._("%(name)s: %(text)s", name=name, text=text)
