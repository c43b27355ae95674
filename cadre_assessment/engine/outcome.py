"""What the engine gives: verdicts with reasons and trace, and the state of every pool of seats.

What exists ten thousand times is a named tuple: it is made in a quarter of the time of a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

Key = int | str | tuple


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a machine code and its figures (text, exact numbers, keys)."""

    code: str
    figures: Mapping = field(default_factory=dict)


class TraceLine(NamedTuple):
    """One line of the explanation of a total.

    ``raw``: what was put in (mean coefficient, mark, ballot score); ``points`` exact; ``shown`` two decimals;
    ``kind``: component / posting / cap / renormalise / scale / rounding.  The ``shown`` of all lines add up to the
    total.
    ``sources``: every input record of the line, ``source`` the first of them.
    """

    kind: str
    component: Key | None
    label: str
    raw: Fraction | None
    coefficient: Fraction | None
    weight: Fraction | None
    points: Fraction | None
    shown: Fraction
    source: Key | None = None
    reason: Reason | None = None
    sources: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Award:
    """What one quota beside the grade (an award) says of one subject."""

    quota: Key
    award: Key
    won: bool
    pending: bool
    reason: Reason


class Share(NamedTuple):
    """What of one ledger posting counts in the end, and why not all of it: ``duplicate``, ``capped`` or nothing to
    say."""

    source: Key
    points: Fraction
    why_not: str = ""


class Verdict(NamedTuple):
    """What the rules say of one subject. ``total`` is published (G1); ``None`` when nothing at all was recorded.

    ``may_top``: it has a total, and neither a gate nor a rule of its pool keeps it from the top grade (a missing
    part is only flagged); ``seatless``: its grade uses no seat (S3-04, A2-2); ``pending``: tied across the last seat
    after the whole chain (待裁定, G6); ``proposed``: grade key, or ``None`` (undetermined, excluded, pending, no
    input);
    ``shares``: what counts of each posting; ``unmet``: (quota key, why) for each binding quota whose minimum or first
    places the subject does not reach, also where a gate spoke first: it keeps the body from giving it (A3-14).
    """

    subject: Key
    exact: Fraction | None
    total: Fraction | None
    rank: int | None
    band: Key | None
    proposed: Key | None
    may_top: bool
    pending: bool
    flags: tuple[str, ...]
    gates: tuple[Key, ...]
    reason: Reason
    lines: tuple[TraceLine, ...]
    awards: tuple[Award, ...] = ()
    seatless: bool = False
    shares: tuple[Share, ...] = ()
    unmet: tuple[tuple[Key, Reason], ...] = ()


@dataclass(frozen=True, slots=True)
class PoolState:
    """Seats of one pool: ``base`` subjects counted, ``seats``, ``used`` by the proposal, ``open`` left or 待裁定.

    ``exact`` is ratio x base before rounding; ``tied`` the subjects that share the open seats (G6); ``used`` is
    more than ``seats`` only where more were taken or granted beforehand.
    """

    quota: Key
    pool: Key
    base: int
    exact: Fraction
    seats: int
    used: int
    tied: tuple[Key, ...] = ()

    @property
    def open(self) -> int:
        """Seats nobody was proposed for."""
        return max(0, self.seats - self.used)


@dataclass(frozen=True, slots=True)
class Outcome:
    verdicts: tuple[Verdict, ...]
    pools: tuple[PoolState, ...]
