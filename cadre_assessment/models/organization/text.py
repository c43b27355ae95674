"""Make numbers that people type (工号, 单位编号) comparable. No database here."""

import unicodedata


def comparable(value):
    """A staff or unit number without blanks and full-width characters; ``False`` where nothing is left.

    >>> comparable(" ＹＬ００１\\u3000")
    'YL001'
    >>> comparable("   "), comparable(None)
    (False, False)
    """
    return "".join(unicodedata.normalize("NFKC", str(value or "")).split()) or False


def plain(values, *names):
    """A copy of a dictionary of field values with these numbers made comparable."""
    found = {name: comparable(values[name]) for name in names if name in values}
    return {**values, **found} if found else values
