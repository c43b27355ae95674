"""Read the figures of a reason back, and write them for people."""

from collections.abc import Mapping
from fractions import Fraction

from .bulk import decimal_text


def figures_of(value):
    """Figures as the engine gave them: what :func:`.bulk.plain` made of a fraction is a fraction again.

    >>> figures_of({"values": [{"q": "47/2"}, None]})
    {'values': (Fraction(47, 2), None)}
    """
    if isinstance(value, Mapping):
        if set(value) == {"q"}:
            return Fraction(value["q"])
        return {key: figures_of(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return tuple(figures_of(entry) for entry in value)
    return value


def figure_text(value, digits=2):
    """A figure as people read it: points with two decimals, a count without."""
    if value is None:
        return "—"
    if isinstance(value, Fraction):
        return decimal_text(value, digits)
    return str(value)


def percent(ratio):
    """A ratio as a percentage.

    >>> percent(Fraction(1, 5)), percent(Fraction(1, 8))
    ('20%', '12.5%')
    """
    text = decimal_text(ratio * 100, 2).rstrip("0").rstrip(".")
    return f"{text}%"
