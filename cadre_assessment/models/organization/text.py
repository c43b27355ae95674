"""How is a number that people type (工号, 单位编号) made comparable?  No database here."""

import unicodedata


def number(value):
    """A staff or unit number without blanks and full-width characters; ``False`` where nothing is left.

    >>> number(" ＹＬ００１\\u3000")
    'YL001'
    >>> number("   "), number(None)
    (False, False)
    """
    return "".join(unicodedata.normalize("NFKC", str(value or "")).split()) or False


def plain(values, *names):
    """A copy of a dictionary of field values with these numbers made comparable."""
    found = {name: number(values[name]) for name in names if name in values}
    return {**values, **found} if found else values
