"""Settle the ledger postings of one subject: which of them count, and for how many points.

The order is: duplicates out (S2A-24), then the caps (S1-41), then bonuses and deductions are netted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from .model import Cap, Key, Posting, Reason
from .numbers import add
from .outcome import Share

COMBINATIONS = 4096
"""Choices among postings of one project under different caps that are compared with one another."""


class Booked(NamedTuple):
    """One posting and what of it counts: ``points`` 0 with a reason when a duplicate took its place."""

    posting: Posting
    points: Fraction
    reason: Reason | None = None


class Cut(NamedTuple):
    """What one cap takes away: signed points, and the reason with the sum before it and the limit."""

    group: Key
    points: Fraction
    reason: Reason


class Ledger(NamedTuple):
    """All postings, all cuts, and the net points of both (exact)."""

    booked: tuple[Booked, ...]
    cuts: tuple[Cut, ...]
    net: Fraction


NOTHING = Ledger((), (), Fraction())


def shares(ledger: Ledger) -> tuple[Share, ...]:
    """Return each posting with what counts of it, so that the shares add up to the net points of ``ledger``.

    A cap takes from the latest ones of its group: they are counted in the order in which they are given until the
    limit is reached.

    >>> caps = {"bonus": Cap("bonus", Fraction(30))}
    >>> given = [Posting(n, Fraction(points), "bonus") for n, points in enumerate((12, 16, 5, 1, -2))]
    >>> [(int(share.points), share.why_not) for share in shares(settle(given, caps))]
    [(12, ''), (16, ''), (2, 'capped'), (0, 'capped'), (-2, '')]
    """
    left = {cut.group: cut.points for cut in ledger.cuts}
    found = []
    for entry in reversed(ledger.booked):
        posting, points = entry.posting, entry.points
        over = left.get(posting.cap_group)
        if entry.reason is not None:
            found.append(Share(posting.source, points, entry.reason.code))
        elif over and points and (over < 0) == (points > 0):
            taken = max(over, -points) if over < 0 else min(over, -points)
            left[posting.cap_group] = over - taken
            found.append(Share(posting.source, points + taken, "capped"))
        else:
            found.append(Share(posting.source, points))
    return tuple(reversed(found))


def settle(postings: Sequence[Posting], caps: Mapping[Key, Cap]) -> Ledger:
    """Return what ``postings`` come to under ``caps`` (cap group -> cap), in points.

    Of postings with one dedupe key the largest bonus counts and, separately, the heaviest deduction; where they fall
    under different caps, the one of which more is left. A cap of 0 or more limits the *bonuses* of its group and leaves
    the deductions alone; a negative limit bounds the deductions.

    >>> caps = {"bonus": Cap("bonus", Fraction(30))}
    >>> ledger = settle([Posting(1, Fraction(40), "bonus"), Posting(2, Fraction(-15), "bonus")], caps)    # S1-E8
    >>> ledger.net, ledger.cuts[0].points
    (Fraction(15, 1), Fraction(-10, 1))
    >>> settle([Posting(1, Fraction(4), dedupe="P"), Posting(2, Fraction(8), dedupe="P")], {}).net       # S2A-E1
    Fraction(8, 1)
    """
    if not postings:
        return NOTHING
    best = _one_of_each(postings, caps)
    booked = tuple([_book(posting, best) for posting in postings])
    bounded: dict[Key, list[Fraction]] = {}
    for posting, points, _reason in booked:
        group = posting.cap_group
        if group in caps and (points.numerator < 0) == (caps[group].limit.numerator < 0):
            bounded.setdefault(group, []).append(points)
    sums = {group: add(points) for group, points in bounded.items()}
    cuts = tuple(
        [
            Cut(group, cap.limit - before, Reason("capped", {"before": before, "limit": cap.limit}))
            for group, cap in caps.items()
            if (before := sums.get(group)) is not None and abs(before) > abs(cap.limit)
        ]
    )
    net = add([*[entry.points for entry in booked], *[cut.points for cut in cuts]])
    return Ledger(booked, cuts, net)


def _one_of_each(postings: Sequence[Posting], caps: Mapping[Key, Cap]) -> dict[tuple, Posting]:
    """Return (dedupe key, is it a deduction) -> the posting that counts.

    Under one cap that is the largest. What falls under several is chosen so that the most counts of all keys together:
    so no order of the postings changes the net points, and no further deduction raises them.
    """
    largest: dict[tuple, dict[Key, Posting]] = {}
    for posting in postings:
        if posting.dedupe is not None:
            of_group = largest.setdefault((posting.dedupe, posting.points < 0), {})
            known = of_group.get(posting.cap_group)
            if known is None or abs(posting.points) > abs(known.points):
                of_group[posting.cap_group] = posting
    chosen = {key: next(iter(of.values())) for key, of in largest.items() if len(of) == 1}
    for deduction in (False, True):
        open_keys = [key for key, of in largest.items() if len(of) > 1 and key[1] == deduction]
        if open_keys:
            chosen.update(_most(open_keys, largest, chosen, postings, caps))
    return chosen


def _most(
    keys: Sequence[tuple],
    largest: Mapping[tuple, Mapping[Key, Posting]],
    chosen: Mapping[tuple, Posting],
    postings: Sequence[Posting],
    caps: Mapping[Key, Cap],
) -> dict[tuple, Posting]:
    """Return of each of ``keys`` (all of one sign) the posting with which the most counts under ``caps``.

    All combinations are tried; of more than :data:`COMBINATIONS` the keys are settled one after the other.
    """
    deduction = keys[0][1]
    sums: dict[Key, Fraction] = {}
    fixed = [one for one in postings if one.dedupe is None and (one.points < 0) == deduction]
    for posting in (*fixed, *[one for key, one in chosen.items() if key[1] == deduction]):
        sums[posting.cap_group] = sums.get(posting.cap_group, Fraction()) + abs(posting.points)

    def worth(combination: Sequence[Posting]) -> Fraction:
        mine = dict(sums)
        for posting in combination:
            mine[posting.cap_group] = mine.get(posting.cap_group, Fraction()) + abs(posting.points)
        return sum((_at_most(total, caps.get(group), deduction) for group, total in mine.items()), Fraction())

    options = [sorted(largest[key].values(), key=lambda one: -abs(one.points)) for key in keys]
    number = 1
    for option in options:
        number *= len(option)
    if number <= COMBINATIONS:
        return dict(zip(keys, max(product(*options), key=worth), strict=True))
    found: list[Posting] = []
    for option in options:
        found.append(max(option, key=lambda one: worth([*found, one])))
    return dict(zip(keys, found, strict=True))


def _at_most(total: Fraction, cap: Cap | None, deduction: bool) -> Fraction:
    if cap is None or (cap.limit < 0) != deduction:
        return total
    return min(total, abs(cap.limit))


def _book(posting: Posting, best: Mapping[tuple, Posting]) -> Booked:
    if posting.dedupe is None:
        return Booked(posting, posting.points)
    kept = best[posting.dedupe, posting.points < 0]
    if kept is posting:
        return Booked(posting, posting.points)
    figures = {"points": posting.points, "kept": kept.source, "kept_points": kept.points}
    return Booked(posting, Fraction(), Reason("duplicate", figures))
