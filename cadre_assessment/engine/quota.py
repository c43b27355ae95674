"""How many seats has a pool, and who gets them?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from .model import Key, Pool, Quota
from .numbers import EngineError, round_count
from .ranking import Chain


class Seats(NamedTuple):
    """Seats of a pool: ``exact`` is ratio x base before rounding (for a fixed number: that number)."""

    number: int
    exact: Fraction
    ratio: Fraction | None


def seats_of(quota: Quota, base: int, pool: Pool | None = None) -> Seats:
    """Return the seats of a pool of ``base`` subjects: the quota's number, or its ratio x base, rounded (G3, G4).

    The ratio is the one of the pool's attribute (team grade: S3-43 … 46) where the quota knows it, else the
    quota's; the organisation's own lower ratio holds when it set one (A3-5). Seats already ``taken`` are not
    subtracted here.

    :raises EngineError: a quota with neither a number nor a ratio for this pool.

    >>> ratios = {"优秀": Fraction(1, 4), "较差": Fraction(3, 20)}
    >>> quota = Quota("q", "top", "优秀", "a", Fraction(1, 5), ratio_by=ratios)
    >>> [seats_of(quota, 17, Pool("q", "p", grade)).number for grade in ("优秀", "良好", "较差")]
    [4, 3, 2]
    >>> seats_of(quota, 13)
    Seats(number=2, exact=Fraction(13, 5), ratio=Fraction(1, 5))
    """
    if quota.number is not None:
        return Seats(quota.number, Fraction(quota.number), None)
    ratio = quota.ratio_by.get(pool.attribute, quota.ratio) if pool else quota.ratio
    if ratio is None:
        raise EngineError(f"quota {quota.code}: neither a number nor a ratio")
    if pool and pool.ratio is not None:
        ratio = min(ratio, pool.ratio)
    exact = ratio * base
    return Seats(round_count(exact, quota.rounding), exact, ratio)


@dataclass(frozen=True, slots=True)
class Entry:
    """One candidate for a seat: the published score as a whole number of units, and the tie-break chain."""

    key: Key
    score: int
    chain: Chain = ()
    uses_seat: bool = True


class Allocation(NamedTuple):
    """Who gets a seat (``won``), who shares the open ones after a tie through the whole chain (``tied``), who gets one
    without using it (``exempt``).

    ``last`` is the last winner's score; ``split`` are the subjects a link of the chain separated at the last seat:
    key -> chain of the nearest one on the other side.
    """

    won: frozenset
    tied: tuple[Key, ...] = ()
    exempt: frozenset = frozenset()
    last: int | None = None
    split: Mapping[Key, Chain] = MappingProxyType({})


def allocate(entries: Sequence[Entry], seats: int) -> Allocation:
    """Give ``seats`` to the best of ``entries``: by score, then by the chain, link by link (G6).

    Whoever is still tied across the last seat gets nothing, nor does anybody after them: the seats left are for the
    deciding body (待裁定). One who uses no seat (S3-04) gets the grade when fewer seat-users than seats are ahead
    of him. Takes n log n; the order of ``entries`` is of no account.

    >>> def entry(key, score, *chain):
    ...     return Entry(key, score, tuple((True, Fraction(link)) for link in chain))
    >>> given = allocate([entry("A", 9560, 50, 30), entry("B", 9200, 50, 24), entry("C", 9200, 50, 30)], 2)
    >>> sorted(given.won), given.tied, sorted(given.split)
    (['A', 'C'], (), ['B', 'C'])
    >>> given = allocate([entry("A", 9560, 50), entry("B", 9200, 50), entry("C", 9200, 50), entry("D", 9000, 50)], 2)
    >>> sorted(given.won), given.tied
    (['A'], ('B', 'C'))
    """
    seats = max(0, seats)
    ranked = sorted([entry for entry in entries if entry.uses_seat], key=lambda entry: -entry.score)
    guests = [entry for entry in entries if not entry.uses_seat]
    if len(ranked) <= seats:
        won = frozenset([entry.key for entry in ranked])
        return Allocation(won, (), _guests(guests, ranked, seats), ranked[-1].score if ranked else None)
    border = ranked[seats].score
    ahead = [entry for entry in ranked if entry.score > border]
    group = sorted([entry for entry in ranked if entry.score == border], key=lambda entry: entry.chain, reverse=True)
    exempt = _guests(guests, ahead + group, seats)
    won, left = [entry.key for entry in ahead], seats - len(ahead)
    if not left:
        return Allocation(frozenset(won), (), exempt, ahead[-1].score if ahead else None)
    inside, outside = group[left - 1].chain, group[left].chain
    if inside != outside:
        won += [entry.key for entry in group[:left]]
        split = {entry.key: outside if place < left else inside for place, entry in enumerate(group)}
        return Allocation(frozenset(won), (), exempt, border, split)
    better = [entry for entry in group if entry.chain > inside]
    tied = tuple([entry.key for entry in group if entry.chain == inside])
    won += [entry.key for entry in better]
    split = {entry.key: inside for entry in group if entry.chain != inside}
    last = border if better else (ahead[-1].score if ahead else None)
    return Allocation(frozenset(won), tied, exempt, last, split)


def _guests(guests: Sequence[Entry], ranked: Sequence[Entry], seats: int) -> frozenset:
    """``ranked`` holds every seat-user who could be among the first ``seats``."""
    if not guests or not seats:
        return frozenset()
    places = sorted([(entry.score, entry.chain) for entry in ranked], reverse=True)
    if len(places) < seats:
        return frozenset([guest.key for guest in guests])
    last = places[seats - 1]
    return frozenset([guest.key for guest in guests if (guest.score, guest.chain) >= last])
