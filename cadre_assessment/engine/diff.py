"""What did a recompute change, and through which line?"""

from __future__ import annotations

from dataclasses import dataclass

from .model import Key, Outcome, PoolState, TraceLine, Verdict

FIELDS = ("total", "rank", "band", "proposed", "pending", "may_top", "flags", "gates", "reason", "awards")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a verdict before and after; ``field`` is one of :data:`FIELDS`."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line of the trace before and after; ``None`` where there was or is none."""

    before: TraceLine | None
    after: TraceLine | None


@dataclass(frozen=True, slots=True)
class SubjectChange:
    """What changed for one subject: in its verdict, and in the lines that explain its total.

    A verdict that changed without any line changing (a rank, a seat) changed through somebody else's total.
    """

    subject: Key
    fields: tuple[FieldChange, ...]
    lines: tuple[LineChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Subjects with changes, subjects that came and went, and pools before and after; false when nothing changed."""

    changed: tuple[SubjectChange, ...] = ()
    added: tuple[Key, ...] = ()
    removed: tuple[Key, ...] = ()
    pools: tuple[tuple[PoolState | None, PoolState | None], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed or self.pools)


def compare(before: Outcome, after: Outcome) -> Difference:
    """Return what differs between two outcomes of one cycle, in the order of ``after``.

    >>> from .model import Reason
    >>> def outcome(total):
    ...     return Outcome((Verdict("p", total, total, 1, None, None, True, False, (), (), Reason("default"), ()),), ())
    >>> bool(compare(outcome(92), outcome(92)))
    False
    >>> compare(outcome(92), outcome(93)).changed[0].fields
    (FieldChange(field='total', before=92, after=93),)
    """
    old = {verdict.subject: verdict for verdict in before.verdicts}
    new = {verdict.subject: verdict for verdict in after.verdicts}
    changes = (_subject(old[key], verdict) for key, verdict in new.items() if key in old and old[key] != verdict)
    old_pools = {(state.quota, state.pool): state for state in before.pools}
    new_pools = {(state.quota, state.pool): state for state in after.pools}
    return Difference(
        tuple(change for change in changes if change.fields or change.lines),
        tuple(key for key in new if key not in old),
        tuple(key for key in old if key not in new),
        tuple(
            (old_pools.get(key), new_pools.get(key))
            for key in {**new_pools, **old_pools}
            if not _same_pool(old_pools.get(key), new_pools.get(key))
        ),
    )


def _subject(before: Verdict, after: Verdict) -> SubjectChange:
    fields = tuple(
        FieldChange(name, getattr(before, name), getattr(after, name))
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
    )
    old, new = _by_place(before.lines), _by_place(after.lines)
    lines = tuple(
        LineChange(old.get(place), new.get(place)) for place in {**new, **old} if old.get(place) != new.get(place)
    )
    return SubjectChange(after.subject, fields, lines)


def _by_place(lines: tuple[TraceLine, ...]) -> dict[tuple, TraceLine]:
    """A component's line stays the same line when its record changes; a posting is its record."""
    places: dict[tuple, TraceLine] = {}
    for line in lines:
        place = (line.kind, line.component, None if line.kind == "component" else line.source)
        while place in places:
            place = (*place, None)
        places[place] = line
    return places


def _same_pool(before: PoolState | None, after: PoolState | None) -> bool:
    if before is None or after is None:
        return before is after
    same = (before.base, before.exact, before.seats, before.used) == (after.base, after.exact, after.seats, after.used)
    return same and set(before.tied) == set(after.tied)
