"""Evaluate a scheme for all its subjects together.

Order of evaluation (rules, section 8): scope and status, components, adjustments and caps, total, band, gates, who may
have the top grade, quota with its tie policy, proposal with reason. What follows (decision, publicity, notice, review)
is the addon's. Linear in subjects and inputs but for the sorting of totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .bands import band_finder
from .contest import Prize, Result, compete
from .errors import InputError, QuotaError, SubjectError
from .gates import FREE, gatekeeper
from .model import Award, Grade, Key, Outcome, Pool, PoolState, Quota, Scheme, Subject, Verdict
from .proposal import Grades, grades_of, propose
from .ranking import competition_ranks
from .standing import Standing
from .totals import Total, Totaller


def evaluate(scheme: Scheme, subjects: Iterable[Subject], pools: Iterable[Pool] = ()) -> Outcome:
    """Return a verdict for each of ``subjects``, in their order, and the state of every pool of seats.

    Totals are points with ``scheme.digits`` decimals; ranks are competition ranks by the published total within the
    group (G1) and stay with the barred and the undetermined (S0-E5); the excluded have neither. ``pools`` brings
    what is known of a pool beforehand. The order of subjects and inputs changes no total and no proposal.

    An input that cannot be computed with stops nobody but its subject, which has no total, competes for nothing, and
    says which record it waits for (``uncomputable``).

    :raises EngineError: a scheme that cannot be computed with; the message names the rule.

    >>> from fractions import Fraction
    >>> from .model import Component, Input, Scale
    >>> scale = Scale("s", (Grade("A", "优秀", 1, top=True), Grade("B", "称职", 2)))
    >>> scheme = Scheme("demo", (Component("c", "mark", "评分", "raw_100", Fraction(100)),), scale, "B",
    ...                 quotas=(Quota("q", "top", "优秀不超过20%", "A", Fraction(1, 5)),))
    >>> subjects = [Subject(n, inputs=(Input("c", n, value=Fraction(90 + n)),), pools={"q": "all"}) for n in range(5)]
    >>> [(v.total, v.rank, v.proposed, v.reason.code) for v in evaluate(scheme, subjects).verdicts][3:]
    [(Fraction(93, 1), 2, 'B', 'seat_lost'), (Fraction(94, 1), 1, 'A', 'seat_won')]
    """
    grades = grades_of(scheme)
    standings = _stand(scheme, subjects)
    _flag_partial(scheme, standings)
    _rank(standings)
    if scheme.banded:
        band_of = band_finder(scheme.scale)
        for standing in standings:
            if standing.total.published is not None:
                standing.band = band_of(standing.total.published)
    known = {(pool.quota, pool.key): pool for pool in pools}
    prizes = [_prize(scheme, quota, grades) for quota in scheme.quotas]
    states: list[PoolState] = []
    for prize in sorted((prize for prize in prizes if prize.grade), key=lambda prize: prize.grade.order):
        results, held = compete(prize, standings, known)
        states += held
        for standing in standings:
            _note(standing, prize.grade, results.get(standing.subject.key))
    for standing in standings:
        standing.proposed, standing.reason = propose(standing, grades, scheme.banded)
    for prize in prizes:
        if prize.grade is None:
            results, held = compete(prize, standings, known)
            states += held
            _award(prize.quota, standings, results)
    return Outcome(tuple([_verdict(standing) for standing in standings]), tuple(states))


def _stand(scheme: Scheme, subjects: Iterable[Subject]) -> list[Standing]:
    total_of, ruling_of = Totaller(scheme), gatekeeper(scheme.gates, scheme.scale)
    standings, seen = [], set()
    for subject in subjects:
        if subject.key in seen:
            raise SubjectError(subject.key, "it was given twice")
        seen.add(subject.key)
        try:
            ruling = ruling_of(subject.status, subject.facts)
        except InputError as error:
            ruling, total = FREE, total_of(subject).waiting(error)
        else:
            total = Total() if ruling.status == "excluded" else total_of(subject)
        standings.append(Standing(subject, ruling, total))
    return standings


def _flag_partial(scheme: Scheme, standings: Iterable[Standing]) -> None:
    """Say of a mean how much of what is owed it rests on (a year from 3 of 12 months, A1-3)."""
    codes = {component.key: component.code for component in scheme.components}
    for standing in standings:
        for key, owed in standing.subject.owed.items():
            have = sum(1 for entry in standing.subject.inputs if entry.component == key)
            if 0 < have < owed and standing.ruling.status != "excluded":
                standing.flags += (f"partial:{codes[key]}:{have}/{owed}",)


def _rank(standings: Sequence[Standing]) -> None:
    groups: dict[Key, dict[Key, int]] = {}
    for standing in standings:
        if standing.total.units is not None:
            groups.setdefault(standing.subject.group, {})[standing.subject.key] = standing.total.units
    ranks = {group: competition_ranks(totals) for group, totals in groups.items()}
    for standing in standings:
        if standing.total.units is not None:
            standing.rank = ranks[standing.subject.group][standing.subject.key]


def _prize(scheme: Scheme, quota: Quota, grades: Grades) -> Prize:
    grade = grades.by_key.get(quota.grade)
    if (grade is None) == (quota.award is None):
        raise QuotaError(quota.code, f"it limits the grade {quota.grade!r} of the scale, or an award: one of them")
    links = sorted((one for one in scheme.components if one.tie_break), key=lambda one: one.tie_break)
    asked = next((one for one in scheme.components if one.key == quota.minimum_of), None)
    if quota.minimum_of is not None and asked is None:
        raise QuotaError(quota.code, f"its minimum is asked of {quota.minimum_of!r}, which does not exist")
    return Prize(quota, grade, tuple(links), asked)


def _note(standing: Standing, grade: Grade, result: Result | None) -> None:
    """Keep what the contest for ``grade`` means for one subject."""
    if result is None:
        return
    standing.reason = result.reason
    if result.code in ("won", "exempt"):
        standing.won = grade
    elif result.code == "pending":
        standing.pending = True
    else:
        standing.lost += (grade.key,)


def _award(quota: Quota, standings: Iterable[Standing], results: dict[Key, Result]) -> None:
    for standing in standings:
        result = results.get(standing.subject.key)
        if result is not None:
            won, pending = result.code in ("won", "exempt"), result.code == "pending"
            standing.awards += (Award(quota.key, quota.award, won, pending, result.reason),)


def _verdict(standing: Standing) -> Verdict:
    total, ruling = standing.total, standing.ruling
    may_top = standing.competes and standing.may_top and not ruling.bar_top
    if ruling.ceiling is not None:
        may_top = may_top and ruling.ceiling.top
    if ruling.forced is not None:
        may_top = ruling.status == "normal" and ruling.forced.top and not total.broken
    return Verdict(
        subject=standing.subject.key,
        exact=total.exact,
        total=total.published,
        rank=standing.rank,
        band=standing.band.key if standing.band else None,
        proposed=standing.proposed.key if standing.proposed else None,
        may_top=may_top,
        pending=standing.pending,
        flags=(*[f"missing:{code}" for code in total.missing], *standing.flags) if total.missing else standing.flags,
        gates=tuple([gate.key for gate in ruling.met]) if ruling.met else (),
        reason=standing.reason,
        lines=tuple(total.lines),
        awards=standing.awards,
        seatless=standing.seatless,
        shares=total.shares,
        unmet=standing.unmet,
    )
