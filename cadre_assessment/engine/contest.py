"""Hold the contest for the seats of one quota, pool by pool."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .model import Component, Grade, Key, Pool, PoolState, Quota, Reason
from .numbers import publish
from .quota import Allocation, Entry, allocate, seats_of
from .ranking import first_difference, top_places
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
        held, state = _hold(prize, key, inside, pools.get((prize.quota.key, key)))
        results.update(held)
        states.append(state)
    return results, states


def _hold(prize: Prize, key: Key, inside: Sequence[Standing], pool: Pool | None) -> tuple[dict[Key, Result], PoolState]:
    base = pool.base if pool and pool.base is not None else sum(1 for one in inside if one.subject.in_base)
    seats = seats_of(prize.quota, base, pool)
    taken = (pool.taken if pool else 0) + sum(1 for one in inside if _granted(one, prize.grade))
    results: dict[Key, Result] = {}
    able: dict[Key, Standing] = {}
    for standing, refusal in _candidates(prize, inside, base):
        if refusal:
            results[standing.subject.key] = Result("refused", refusal)
        else:
            able[standing.subject.key] = standing
    links = tuple(component.key for component in prize.chain)
    entries = [Entry(one, standing.total.units, standing.subject.uses_seat) for one, standing in able.items()]
    given = allocate(entries, seats.number - taken, lambda one: able[one].chain(links))
    used = taken + len(given.won)
    last = next((one.total.published for one in able.values() if one.total.units == given.last), None)
    figures = {"quota": prize.quota.code, "seats": seats.number, "base": base, "ratio": seats.ratio}
    lost = _lost(seats.number, taken, given.tied)
    usual = {
        "no_seats": figures,
        "seats_granted": figures | {"granted": taken},
        "seats_pending": figures | {"tied": len(given.tied)},
        "seat_lost": figures | {"last": last},
        "pending_tie": figures | {"tied": len(given.tied), "seats_left": seats.number - used},
    }
    for one, standing in able.items():
        code, reason, more = _outcome(prize, given, one)
        reason = lost if reason == "seat_lost" else reason
        figured = figures | more if more else usual.get(reason, figures)
        results[one] = Result(code, Reason(reason, standing.figures() | figured))
    return results, PoolState(prize.quota.key, key, base, seats.exact, seats.number, used, given.tied)


def _lost(seats: int, taken: int, tied: Sequence[Key]) -> str:
    """Why there is no seat for somebody who is not at the border: there is none, all were granted beforehand, they wait
    for better ones who are level, or those went to better ones."""
    if not seats:
        return "no_seats"
    if taken >= seats:
        return "seats_granted"
    return "seats_pending" if tied else "seat_lost"


def _outcome(prize: Prize, given: Allocation, key: Key) -> tuple[str, str, dict]:
    """Return the result's code, the reason's code, and which link of the chain decided, if one did."""
    if key in given.exempt:
        return "exempt", "exempt_won", {}
    if key in given.tied:
        return "pending", "pending_tie", {}
    won = key in given.won
    code = "won" if won else "lost"
    if key not in given.split:
        return code, f"seat_{code}", {}
    component, *values = first_difference(*given.split[key], [component.code for component in prize.chain])
    return code, "tie_broken_by", {"component": component, "values": tuple(values), "won": won}


def _granted(standing: Standing, grade: Grade | None) -> bool:
    """A grade a gate gives uses a seat unless its holder is exempt or the gate gives it beside the seats (A2-2)."""
    return grade is not None and standing.ruling.forced is grade and not standing.seatless


def _candidates(prize: Prize, inside: Sequence[Standing], base: int) -> Iterable[tuple[Standing, Reason | None]]:
    """Yield who stands for the prize, with the reason where it may not have it."""
    share = prize.quota.top_share
    field, places = [], 0
    if share is not None:
        field = sorted(-one.total.units for one in inside if one.subject.in_base and one.total.units is not None)
        places = top_places(share, base)
    for standing in inside:
        unmet = _below_minimum(prize, standing)
        outside = False
        if share is not None and standing.total.units is not None:
            place = bisect_right(field, -standing.total.units - 1) + 1
            outside = place > places
            if outside and unmet is None:
                figures = {"quota": prize.quota.code, "place": place, "size": base, "share": share}
                unmet = Reason("not_in_pool", standing.figures() | figures)
        if unmet is not None and prize.quota.hard:
            standing.unmet += ((prize.quota.key, unmet),)
        if not standing.stands_for(prize.grade):
            continue
        refusal = _refusal(prize, standing) or unmet
        if share is not None and not outside and _below(standing.band, prize.grade):
            standing.flags += ("pool_without_band",)
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
    return None


def _below_minimum(prize: Prize, standing: Standing) -> Reason | None:
    """Why the published score (G1) is not enough for the prize, whatever else keeps the subject from it (S3-39)."""
    quota = prize.quota
    if quota.minimum_score is None:
        return None
    source = prize.minimum_of
    total = standing.total
    score = total.published
    if source:
        score = total.raws[source.key] if source.key in total.raws else total.points.get(source.key)
        score = score if score is None else publish(score, total.digits)
    if score is not None and score >= quota.minimum_score:
        return None
    figures = {
        "quota": quota.code,
        "component": source.code if source else "",
        "score": score,
        "minimum": quota.minimum_score,
    }
    return Reason("below_minimum", standing.figures() | figures)
