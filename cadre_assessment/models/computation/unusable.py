"""Say what is wrong with an input that cannot be computed with, as the end of a sentence."""

from fractions import Fraction

from .bulk import decimal_text


def said_of_unusable(env, figures):
    """Which record it is and what it says, from the figures of ``engine.reasons.UNUSABLE``."""
    low, high = (decimal_text(figures[end]) if figures.get(end) is not None else "" for end in ("low", "high"))
    value = figures.get("value")
    known = {
        "record": figures.get("label") or env._("a record"),
        "value": decimal_text(value, 4).rstrip("0").rstrip(".") if isinstance(value, Fraction) else value,
    }
    say = {
        "out_of_range": lambda: env._(
            "“%(record)s” says %(value)s, outside %(low)s … %(high)s", low=low, high=high, **known
        ),
        "no_number": lambda: env._("“%(record)s” says “%(value)s”, which is no number", **known),
        "no_coefficient": lambda: env._("the grade of “%(record)s” has no coefficient here", **known),
        "no_rate": lambda: env._("“%(record)s” counts “%(value)s”, which has no points here", **known),
        "no_option": lambda: env._("%(value)s marks for an option that scores nothing", **known),
        "no_weight": lambda: env._("a heading of the ballot has no weight here"),
        "several": lambda: env._("one figure is expected, and there are %(value)s", **known),
        "no_component": lambda: env._("“%(record)s” belongs to nothing that scores", **known),
        "no_fact": lambda: env._("a condition asks for “%(record)s”, which is “%(value)s”", **known),
    }.get(figures.get("why"))
    return say() if say else f"{known['record']}: {known['value']}"
