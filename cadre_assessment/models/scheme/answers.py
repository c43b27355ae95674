"""Say an answer of the engine to people: which part of a condition holds, which does not, and what is known."""

from datetime import date
from fractions import Fraction
from itertools import dropwhile

from ...engine.known import AtLeast
from ..listing import titled


def leaves(criterion, answer):
    """(leaf of the tree of records ``criterion``, its answer), in their order."""
    if criterion.kind == "fact":
        yield criterion, answer
        return
    parts = answer.parts
    if criterion.kind == "not" and len(criterion.child_ids) != 1:
        (joined,) = parts  # the engine turns one condition round: "any of" them
        parts = joined.parts
    for child, part in zip(criterion.child_ids, parts, strict=True):
        yield from leaves(child, part)


class Sayer:
    """Words for the answers of one condition to many people."""

    def __init__(self, criterion):
        self.env = criterion.env
        everything, _children = criterion._tree()
        self.words = everything._words_of_facts()
        self.names = {one: one._fact_sentence(self.words) for one in everything if one.kind == "fact"}
        self.marks = {True: self.env._("yes"), False: self.env._("no"), None: self.env._("not known")}

    def lines(self, criterion, answer):
        """A line for each comparison: the condition, what is known, and whether it holds."""
        return "\n".join(
            self.env._(
                "%(condition)s: %(known)s — %(answer)s",
                condition=self.names[leaf],
                known=said(self.env, part.known, self.words.get(leaf.fact, {})),
                answer=self.marks[part.holds],
            )
            for leaf, part in leaves(criterion, answer)
        )


def known_words(env, asked):
    """The function from a fact (:class:`..organization.person_facts.Asked`) and its value to a line in words."""
    Criterion = env["cadre.criterion"]
    of = {one: Criterion.new({"fact": one.name, "argument": one.of, "with_postings": one.postings}) for one in asked}
    words = Criterion.union(*of.values())._words_of_facts()
    labels = dict(Criterion._fields["fact"]._description_selection(env))
    names = {one: criterion._fact_words(labels[one.name], words) for one, criterion in of.items()}
    return lambda one, value: titled(env, names[one], said(env, value, words.get(one.name, {})))


def said(env, value, names):
    """One fact as people say it; a history with the oldest year first, a gap as a dash.

    :param names: {code: name} of the words of the fact
    """
    if value is None:
        return "—"
    if value.__class__ is AtLeast:
        return env._("at least %(value)s", value=said(env, value.value, names))
    if isinstance(value, tuple):
        known = dropwhile(lambda one: one is None, value)  # before the first year on file there is nothing to say
        return " ".join(said(env, one, names) for one in known) or "—"
    if isinstance(value, bool):
        return env._("yes") if value else env._("no")
    if isinstance(value, Fraction):
        return f"{float(value):g}"
    if isinstance(value, date):
        return f"{value:%Y-%m}" if getattr(value, "month_only", False) else f"{value:%Y-%m-%d}"
    return env._("none") if value == "none" else names.get(value, str(value))
