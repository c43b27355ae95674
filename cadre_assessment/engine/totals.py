"""What is the total of one subject, and line by line why?

Components by their methods, what is missing made up on the remaining weights (G12), ledger postings and their caps;
then the total is published, and the lines shown add up to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from .adjustments import Ledger, settle
from .components import reader
from .model import Component, Input, Key, Reason, Scheme, Subject, TraceLine
from .numbers import ABSENT, EngineError, half_up
from .reading import Reading
from .tree import Tree, clamp

TREATMENTS = ("renormalise", "zero", "full")
ZERO = Fraction()


@dataclass(slots=True)
class Total:
    """Total of one subject, in points; ``exact`` and ``published`` are ``None`` when no component had any input.

    ``units``: the published total as a whole number of its last digit; ``points``: component key -> exact points,
    absent components left out; ``raws``: component key -> what was read; ``missing``: codes of components without
    input.
    """

    exact: Fraction | None = None
    published: Fraction | None = None
    units: int | None = None
    points: dict[Key, Fraction] = field(default_factory=dict)
    raws: dict[Key, Fraction] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    lines: list[TraceLine] = field(default_factory=list)


class Totaller:
    """Totals subjects under one scheme; what depends on the scheme alone is prepared once.

    A component for other classes of subjects does not exist for this one: its weight is not shared out (S2B-12). An
    absent input is made up by the others in proportion to their weights (``renormalise``, G12), earns nothing
    (``zero``) or everything (``full``). Components without weight are pure bonuses: never missing, never scaled.
    Without an input of some component that has weight there is no total: bonuses alone make none.

    :raises EngineError: an unknown method, parent or treatment of missing inputs; at the call: an input for something
        that does not score, or one its method cannot read.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._tree = Tree(scheme.components)
        self._leaves = tuple((component, reader(component)) for component in self._tree.leaves)
        self._keys = frozenset(component.key for component in self._tree.leaves)
        self._caps = {cap.group: cap for cap in scheme.caps}
        self._unit = 10**scheme.digits
        self._shown: dict[int, Fraction] = {}
        for component in self._tree.leaves:
            if component.missing not in TREATMENTS:
                raise EngineError(
                    f"component {component.code}: unknown treatment {component.missing!r} of missing inputs"
                )

    def __call__(self, subject: Subject) -> Total:
        """Return the total of ``subject`` with its trace."""
        total = Total()
        base, free, whole, present, touched = self._components(subject, total)
        if whole and not touched:
            return total
        for change in self._tree.climb(total.points):
            moved = change.after - change.before
            base += moved
            reason = Reason(change.code, {"before": change.before, "limit": change.after})
            self._line(total, "cap", change.component, moved, reason)
        if present != whole and present:
            share = base * (whole - present) / present
            base += share
            reason = Reason("renormalised", {"missing": tuple(total.missing), "weight": whole, "present": present})
            self._line(total, "renormalise", None, share, reason)
        ledger = settle(subject.postings, self._caps)
        self._postings(ledger, total)
        total.exact = base + free + ledger.net if ledger.booked else base + free
        total.units = self._units(total.exact)
        total.published = self._fraction(total.units)
        self._rounding(total)
        return total

    def _components(self, subject: Subject, total: Total) -> tuple[Fraction, Fraction, Fraction, Fraction, bool]:
        """Read every component that concerns the subject.

        Returns weighed points, points without weight, weight of all, weight of what counts, and whether any weighed
        component had an input.
        """
        inputs: dict[Key, list[Input]] = {}
        for entry in subject.inputs:
            inputs.setdefault(entry.component, []).append(entry)
        if not self._keys.issuperset(inputs):
            stray = [entry.source for entry in subject.inputs if entry.component not in self._keys]
            raise EngineError(f"subject {subject.key!r}: {stray} belong to no component that scores")
        base = free = whole = present = ZERO
        touched = False
        for component, read in self._leaves:
            if component.classes and component.classes.isdisjoint(subject.classes):
                continue
            given = inputs.get(component.key, ())
            reading = read(given)
            if reading is ABSENT:
                if component.weight:
                    whole += component.weight
                    earned = self._missing(component, total)
                    if earned is not None:
                        present += component.weight
                        base += earned
                continue
            points = self._reading(component, given, reading, total)
            if component.weight:
                touched = True
                whole += component.weight
                present += component.weight
                base += points
            else:
                free += points
        return base, free, whole, present, touched

    def _reading(self, component: Component, given: Sequence[Input], reading: Reading, total: Total) -> Fraction:
        raw, coefficient, points, reason = reading
        change = clamp(component, points)
        if change:
            points, reason = change.after, Reason(change.code, {"before": change.before, "limit": change.after})
        total.points[component.key] = points
        total.raws[component.key] = raw
        sources = tuple([entry.source for entry in given])
        shown = self._fraction(self._units(points))
        total.lines.append(
            TraceLine(
                "component", component.key, component.name, raw, coefficient, component.weight, points, shown,
                sources[0], reason, sources,
            )
        )  # fmt: skip
        return points

    def _missing(self, component: Component, total: Total) -> Fraction | None:
        """Note a component without input; return what it earns, ``None`` when the others make up for it."""
        earned = {"renormalise": None, "zero": ZERO, "full": component.weight}[component.missing]
        if component.missing != "full":
            total.missing.append(component.code)
        if earned is not None:
            total.points[component.key] = earned
        self._line(total, "component", component, earned, Reason("missing", {"treatment": component.missing}))
        return earned

    def _postings(self, ledger: Ledger, total: Total) -> None:
        for posting, points, reason in ledger.booked:
            self._line(total, "posting", None, points, reason, posting.label, posting.source)
        for cut in ledger.cuts:
            self._line(total, "cap", None, cut.points, cut.reason, source=cut.group)

    def _rounding(self, total: Total) -> None:
        """Add the line that makes up what rounding each line by itself lost or won; it earns nothing."""
        shown = sum([line.shown.numerator * (self._unit // line.shown.denominator) for line in total.lines])
        if shown != total.units:
            line = TraceLine("rounding", None, "", None, None, None, ZERO, self._fraction(total.units - shown))
            total.lines.append(line)

    def _line(
        self,
        total: Total,
        kind: str,
        component: Component | None,
        points: Fraction | None,
        reason: Reason | None,
        label: str = "",
        source: Key | None = None,
    ) -> None:
        key, name, weight = (component.key, component.name, component.weight) if component else (None, label, None)
        shown = self._fraction(self._units(points)) if points is not None else ZERO
        sources = () if source is None else (source,)
        total.lines.append(TraceLine(kind, key, name, None, None, weight, points, shown, source, reason, sources))

    def _units(self, points: Fraction) -> int:
        return half_up(points.numerator * self._unit, points.denominator)

    def _fraction(self, units: int) -> Fraction:
        shown = self._shown.get(units)
        if shown is None:
            shown = self._shown[units] = Fraction(units, self._unit)
        return shown
