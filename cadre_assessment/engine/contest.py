"""Who competes in a pool for the seats of one quota, and what comes out for each?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from .model import Component, Grade, Key, Pool, PoolState, Quota, Reason
from .quota import Allocation, Entry, Seats, allocate, seats_of
from .ranking import first_difference, in_top_share
from .standing import Standing


class Prize(NamedTuple):
    """What a quota limits: its rule, the ``grade`` (``None``: an award), the tie-break chain, the component its minimum
    is asked of (``None``: the total)."""

    quota: Quota
    grade: Grade | None
    chain: tuple[Component, ...]
    minimum_of: Component | None


class Result(NamedTuple):
    """``code``: refused, won, exempt, pending or lost."""

    code: str
    reason: Reason


class _Heat(NamedTuple):
    """One pool's contest after it was held: the figures of its seats, how many are left, the last winner's total."""

    prize: Prize
    given: Allocation
    entries: Mapping[Key, Entry]
    figures: dict
    left: int
    last: Fraction | None


def compete(
    prize: Prize, standings: Iterable[Standing], pools: Mapping[tuple[Key, Key], Pool]
) -> tuple[dict[Key, Result], list[PoolState]]:
    """Hold the contest for ``prize`` in each pool that ``standings`` name; return subject key -> result, and the pools.

    The base counts whoever is in it and takes part (G14): also the barred, the undetermined and those without a total,
    never the excluded. Seats taken before and grades granted by a gate come off first. A refused subject's seat goes to
    the next (S0-E5).
    """
    members: dict[Key, list[Standing]] = {}
    for standing in standings:
        if prize.quota.key in standing.subject.pools and standing.ruling.status != "excluded":
            members.setdefault(standing.subject.pools[prize.quota.key], []).append(standing)
    results: dict[Key, Result] = {}
    states = []
    for key, inside in members.items():
        pool = pools.get((prize.quota.key, key))
        base = pool.base if pool and pool.base is not None else sum(1 for one in inside if one.subject.in_base)
        seats = seats_of(prize.quota, base, pool)
        taken = (pool.taken if pool else 0) + sum(1 for one in inside if _granted(one, prize.grade))
        able = []
        for standing, refusal in _candidates(prize, inside, base):
            if refusal:
                results[standing.subject.key] = Result("refused", refusal)
            else:
                able.append(standing)
        entries = _entries(prize, able)
        given = allocate(entries.values(), seats.number - taken)
        used = taken + sum(1 for one in able if one.subject.uses_seat and one.subject.key in given.won)
        last = next((one.total.published for one in able if one.total.units == given.last), None)
        heat = _Heat(prize, given, entries, _seat_figures(prize, seats, base), max(0, seats.number - used), last)
        results.update({one.subject.key: _result(heat, one) for one in able})
        states.append(PoolState(prize.quota.key, key, base, seats.exact, seats.number, used, given.tied))
    return results, states


def _granted(standing: Standing, grade: Grade | None) -> bool:
    """A grade a gate gives uses a seat unless its holder is exempt (A2-2)."""
    return grade is not None and standing.ruling.forced is grade and standing.subject.uses_seat


def _candidates(prize: Prize, inside: Sequence[Standing], base: int) -> Iterable[tuple[Standing, Reason | None]]:
    """Yield who stands for the prize, with the reason where it may not have it."""
    share = prize.quota.top_share
    field = sorted(-one.total.units for one in inside if one.subject.in_base and one.total.units is not None)
    for standing in inside:
        if not standing.stands_for(prize.grade):
            continue
        refusal = _refusal(prize, standing)
        if share is not None:
            place = bisect_right(field, -standing.total.units - 1) + 1
            if not in_top_share(place, share, base):
                figures = {"quota": prize.quota.code, "place": place, "size": base, "share": share}
                refusal = refusal or Reason("not_in_pool", standing.figures() | figures)
            elif _below(standing.band, prize.grade):
                standing.flags.append("pool_without_band")
        if prize.grade is not None and prize.grade.top:
            standing.may_top = standing.may_top and refusal is None
        if not _below(standing.band, prize.grade):
            yield standing, refusal


def _below(band: Grade | None, grade: Grade | None) -> bool:
    return band is not None and grade is not None and band.order > grade.order


def _refusal(prize: Prize, standing: Standing) -> Reason | None:
    quota, ruling = prize.quota, standing.ruling
    if not ruling.allows(prize.grade):
        return Reason("barred", standing.figures() | {"gates": ruling.names("max_grade", "bar_top")})
    if quota.among is not None and (standing.proposed is None or standing.proposed.key != quota.among):
        return Reason("not_among", standing.figures() | {"quota": quota.code, "among": quota.among})
    if quota.minimum_score is None:
        return None
    source = prize.minimum_of
    score = standing.total.raws.get(source.key) if source else standing.total.published
    if score is not None and score >= quota.minimum_score:
        return None
    figures = {
        "quota": quota.code,
        "component": source.code if source else "",
        "score": score,
        "minimum": quota.minimum_score,
    }
    return Reason("below_minimum", standing.figures() | figures)


def _entries(prize: Prize, able: Sequence[Standing]) -> dict[Key, Entry]:
    keys = tuple(component.key for component in prize.chain)
    return {
        one.subject.key: Entry(one.subject.key, one.total.units, one.chain(keys), one.subject.uses_seat) for one in able
    }


def _seat_figures(prize: Prize, seats: Seats, base: int) -> dict:
    return {"quota": prize.quota.code, "seats": seats.number, "base": base, "ratio": seats.ratio}


def _result(heat: _Heat, standing: Standing) -> Result:
    key, given = standing.subject.key, heat.given
    figures = standing.figures() | heat.figures
    if key in given.exempt:
        return Result("exempt", Reason("exempt_won", figures))
    if key in given.tied:
        return Result("pending", Reason("pending_tie", figures | {"tied": len(given.tied), "seats_left": heat.left}))
    won = key in given.won
    code = "won" if won else "lost"
    if key in given.split:
        names = [component.code for component in heat.prize.chain]
        name, own, other = first_difference(heat.entries[key].chain, given.split[key], names)
        return Result(code, Reason("tie_broken_by", figures | {"component": name, "values": (own, other), "won": won}))
    return Result(code, Reason("seat_won", figures) if won else Reason("seat_lost", figures | {"last": heat.last}))
