"""Whom the order gives, and whom the minima: reserve then fill, the list with fewest swaps beside it (S4-P9, A4-9).

The engine decides who is on which list; here its people and minima are gathered of a selection and of those below it
(the counties of a city), and what it says is put into sentences. The body decides.
"""

from typing import NamedTuple

from ...engine import exact
from ...engine.criteria import facts_asked, holds
from ...engine.structure import Entry, Filled, Minimum, StructureError, fewest_swaps, reserve_then_fill
from ..clock import today_of
from ..listing import listed
from ..organization.person_facts import facts_of


class Lists(NamedTuple):
    """``people``: {key: candidate}, the best first; ``reserved`` and ``fewest``: what the engine gives (None where too
    many ways had to be looked through); ``missed``: (name, asked, there) of what is asked in principle."""

    people: dict
    reserved: Filled
    fewest: Filled | None
    missed: tuple


def lists_of(selection):
    """The :class:`Lists` of a selection with those below it; None where its procedure has no minima, or nobody has a
    total yet. As superuser."""
    selection = selection.sudo()
    rules = selection.procedure_id.minimum_ids
    parts = selection.child_ids or selection
    candidates = (parts.candidate_ids if rules else parts.candidate_ids.browse())._in_field().filtered("has_total")
    if not candidates:
        return None
    candidates = candidates.sorted(lambda one: (-one.total, one.selection_id.id, one.rank, one.id))
    kinds = _kinds(selection, rules, candidates)
    people = [Entry(one.id, exact(one.total), frozenset(kinds[one])) for one in candidates]
    places = {part: sum(part.post_ids.mapped("number")) for part in parts}
    hard, soft = [], []
    for rule in rules:
        for part in parts if rule.within == "each" else [selection]:
            of = part if rule.within == "each" else parts
            number = rule._of(sum(places[one] for one in of), sum(of.mapped("figure")))
            kind = frozenset({_kind(rule), _place(part)}) if rule.within == "each" else _kind(rule)
            (soft if rule.soft else hard).append((rule, part, Minimum(kind, number)))
    # Each county fills its own places: so many are its own, whatever the order of the city.
    own = [Minimum(_place(part), places[part]) for part in parts] if selection.child_ids else []
    minima = [one for _rule, _part, one in hard] + own
    total = sum(places.values())
    reserved = reserve_then_fill(people, total, minima)
    try:
        fewest = fewest_swaps(people, total, minima)
    except StructureError:
        fewest = None
    taken = [entry for entry in people if entry.key in reserved.taken]
    missed = tuple(
        (_said_kind(rule, part, selection), one.number, sum(map(one.fits, taken)))
        for rule, part, one in soft
        if sum(map(one.fits, taken)) < one.number
    )
    return Lists({one.id: one for one in candidates}, reserved, fewest, missed)


def _kinds(selection, rules, candidates):
    """{candidate: kinds he counts for}: by the facts on file as of the day to which things are counted. Few queries."""
    found = {one: {_place(one.selection_id)} for one in candidates}
    day = selection.cut_off or today_of(selection)
    roots = rules.criterion_id
    trees = roots._engine_criteria()
    facts = facts_of(selection.env, candidates.employee_id, facts_asked(trees.values()), day) if roots else {}
    for rule in rules:
        for one in candidates:
            if not rule.criterion_id or holds(trees[rule.criterion_id.id], facts[one.employee_id.id]):
                found[one].add(_kind(rule))
    return found


def _kind(rule):
    """What a rule counts: two rules of one kind (女干部 of the city and of each county) count the same people."""
    return "kind", rule.name


def _place(selection):
    return "place", selection.id


def _said_kind(rule, part, selection):
    return rule.name if part == selection else f"{part.unit_id.name or part.name} {rule.name}"


def said(selection):
    """Sentences of the lists, for whoever reads the whole selection."""
    env = selection.env
    try:
        lists = lists_of(selection)
    except StructureError:
        yield env._("The minima cross each other in too many ways to fill the places by them. The body decides.")
        return
    if lists is None:
        return
    people, reserved = lists.people, lists.reserved

    def names(keys):
        return listed(env, [people[key].name for key in keys])

    yield env._("By the minima: %(people)s.", people=names(reserved.taken))
    if reserved.swapped_in:
        yield env._("Taken for a minimum: %(people)s.", people=names(reserved.swapped_in))
        yield env._("Gave way for it: %(people)s.", people=names(reserved.swapped_out))
    else:
        yield env._("Nobody had to give way: the order meets the minima.")
    if lists.fewest is None:
        yield env._("There are too many lists to look for the one with the fewest changes.")
    elif lists.fewest.taken != reserved.taken:
        yield env._(
            "With the fewest changes instead: %(people)s (in: %(taken)s; out: %(gone)s).",
            people=names(lists.fewest.taken),
            taken=names(lists.fewest.swapped_in),
            gone=names(lists.fewest.swapped_out),
        )
    yield from _unmet(env, selection, reserved)
    for kind, asked, there in lists.missed:
        yield env._(
            "“%(kind)s”: at least %(asked)s in principle, %(there)s on the list.", kind=kind, asked=asked, there=there
        )
    yield env._("The body decides.")


def _unmet(env, selection, filled):
    """What cannot be met, with the figures that prove it."""
    for kind, asked, possible in filled.unmet:
        if isinstance(kind, tuple) and kind and not isinstance(kind[0], str):
            what = listed(env, [_named(selection, one) for one in kind])
            yield env._(
                "These cannot all be met: %(kinds)s. Together they need %(asked)s places, there are %(possible)s.",
                kinds=what,
                asked=asked,
                possible=possible,
            )
        else:
            yield env._(
                "“%(kind)s” cannot be met: at least %(asked)s are asked for, %(possible)s are possible.",
                kind=_named(selection, kind),
                asked=asked,
                possible=possible,
            )


def _named(selection, kind):
    """A kind of the engine in words: of a county, of a kind of people, or both."""
    parts = sorted(kind) if isinstance(kind, frozenset) else [kind]
    places = {one.id: one.unit_id.name or one.name for one in selection.sudo().child_ids | selection.sudo()}
    words = [places.get(value, "") if sort == "place" else value for sort, value in parts]
    return " ".join(reversed(words))
