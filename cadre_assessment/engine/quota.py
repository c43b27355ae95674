"""Count the seats of a pool, and allocate them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from .errors import QuotaError
from .model import Key, Pool, Quota
from .numbers import round_count
from .ranking import Chain


class Seats(NamedTuple):
    """Seats of a pool: ``exact`` is ratio x base before rounding (for a fixed number: that number)."""

    number: int
    exact: Fraction
    ratio: Fraction | None


def seats_of(quota: Quota, base: int, pool: Pool | None = None) -> Seats:
    """Return the seats of a pool of ``base`` subjects: the quota's number, or its ratio x base, rounded (G3, G4).

    The ratio is the one of the pool's attribute (team grade: S3-43 … 46) where the quota knows it, else the quota's;
    the entrusted have one of their own, whatever the team of the unit that assesses them (S3-12). The organisation's
    own lower ratio holds when it set one (A3-5). Seats already ``taken`` are not subtracted here.

    :raises EngineError: a quota with neither a number nor a ratio for this pool.

    >>> ratios = {"优秀": Fraction(1, 4), "较差": Fraction(3, 20)}
    >>> quota = Quota("q", "top", "优秀", "a", Fraction(1, 5), ratio_by=ratios)
    >>> [seats_of(quota, 17, Pool("q", "p", grade)).number for grade in ("优秀", "良好", "较差")]
    [4, 3, 2]
    >>> [seats_of(quota, base, Pool("q", "p", "优秀", entrusted=True)).number for base in (0, 1, 4, 5, 17)]
    [0, 0, 0, 1, 3]
    >>> seats_of(quota, 13)
    Seats(number=2, exact=Fraction(13, 5), ratio=Fraction(1, 5))
    """
    if quota.number is not None:
        return Seats(quota.number, Fraction(quota.number), None)
    ratio = _ratio(quota, pool)
    if ratio is None:
        raise QuotaError(quota.code, "neither a number nor a ratio")
    if pool and pool.ratio is not None:
        ratio = min(ratio, pool.ratio)
    exact = ratio * base
    return Seats(round_count(exact, quota.rounding), exact, ratio)


def _ratio(quota: Quota, pool: Pool | None) -> Fraction | None:
    if pool is None:
        return quota.ratio
    if pool.entrusted:
        return quota.ratio if quota.entrusted_ratio is None else quota.entrusted_ratio
    return quota.ratio_by.get(pool.attribute, quota.ratio)


class Entry(NamedTuple):
    """One candidate for a seat: the published score as a whole number of units, and whether it would use a seat."""

    key: Key
    score: int
    uses_seat: bool = True


class Allocation(NamedTuple):
    """Who gets a seat (``won``), who shares the open ones after a tie through the whole chain (``tied``), who gets one
    without using it (``exempt``).

    ``last`` is the last winner's score; ``split`` are the subjects a link of the chain separated at the last seat:
    key -> (own chain, chain of the nearest one on the other side).
    """

    won: frozenset
    tied: tuple[Key, ...] = ()
    exempt: frozenset = frozenset()
    last: int | None = None
    split: Mapping[Key, tuple[Chain, Chain]] = MappingProxyType({})


def allocate(entries: Iterable[Entry], seats: int, chain: Callable[[Key], Chain] = lambda _key: ()) -> Allocation:
    """Give ``seats`` to the best of ``entries``: by score, then by ``chain``, link by link (G6).

    Whoever is still tied across the last seat gets nothing, nor does anybody after them: the seats left are for the
    deciding body (待裁定). One who uses no seat (S3-04) gets the grade when fewer seat-users than seats are ahead of
    him. Takes n log n; the order of ``entries`` is of no account, and only those level with the last seat are asked
    for their chain.

    >>> links = {"A": 30, "B": 24, "C": 30}
    >>> scores = [Entry("A", 9560), Entry("B", 9200), Entry("C", 9200)]
    >>> given = allocate(scores, 2, lambda key: ((True, Fraction(links[key])),))
    >>> sorted(given.won), given.tied, sorted(given.split)
    (['A', 'C'], (), ['B', 'C'])
    >>> given = allocate([*scores, Entry("D", 9000)], 2)
    >>> sorted(given.won), given.tied
    (['A'], ('B', 'C'))
    """
    seats = max(0, seats)
    everybody = tuple(entries)
    ranked = sorted([entry for entry in everybody if entry.uses_seat], key=lambda entry: -entry.score)
    guests = [entry for entry in everybody if not entry.uses_seat]
    if len(ranked) <= seats:
        won = frozenset([entry.key for entry in ranked])
        return Allocation(won, (), _guests(guests, ranked, seats, chain), ranked[-1].score if ranked else None)
    border = ranked[seats].score
    ahead = [entry for entry in ranked if entry.score > border]
    exempt = _guests(guests, [entry for entry in ranked if entry.score >= border], seats, chain)
    won, left = [entry.key for entry in ahead], seats - len(ahead)
    last = ahead[-1].score if ahead else None
    if not left:
        return Allocation(frozenset(won), (), exempt, last)
    group = sorted(
        [(chain(entry.key), entry.key) for entry in ranked if entry.score == border], key=_link, reverse=True
    )
    inside, outside = group[left - 1][0], group[left][0]
    if inside != outside:
        split = {key: (own, outside if place < left else inside) for place, (own, key) in enumerate(group)}
        won += [key for _own, key in group[:left]]
        return Allocation(frozenset(won), (), exempt, border, split)
    better = [key for own, key in group if own > inside]
    tied = tuple([key for own, key in group if own == inside])
    split = {key: (own, inside) for own, key in group if own != inside}
    return Allocation(frozenset(won + better), tied, exempt, border if better else last, split)


def _link(pair: tuple[Chain, Key]) -> Chain:
    return pair[0]


def _guests(
    guests: Sequence[Entry], ranked: Sequence[Entry], seats: int, chain: Callable[[Key], Chain]
) -> frozenset[Key]:
    """``ranked`` holds every seat-user who could be among the first ``seats``."""
    if not guests or not seats:
        return frozenset()
    places = sorted([(entry.score, chain(entry.key)) for entry in ranked], reverse=True)
    if len(places) < seats:
        return frozenset([guest.key for guest in guests])
    return frozenset([guest.key for guest in guests if (guest.score, chain(guest.key)) >= places[seats - 1]])
