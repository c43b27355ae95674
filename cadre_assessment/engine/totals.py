"""Total one subject, with a trace line for every point.

Components by their methods, what is missing made up on the remaining weights (G12), ledger postings and their caps;
then the total is published, and the lines shown add up to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from .adjustments import Ledger, settle, shares
from .errors import ComponentError, InputError
from .methods import reader
from .model import Component, Input, Key, Posting, Reason, Scheme, Subject, TraceLine
from .numbers import ABSENT, Unusable, add, half_up
from .outcome import Share
from .reading import Reader, Reading
from .tree import Tree, clamp

TREATMENTS = ("renormalise", "zero", "full")
ZERO = Fraction()


@dataclass(slots=True)
class Total:
    """Total of one subject, in points; ``exact`` and ``published`` are ``None`` when no component had any input.

    ``units``: the published total as a whole number of its last digit, ``shown`` what the lines show, likewise;
    ``points``: component key -> exact points, absent components left out; ``raws``: component key -> what was read;
    ``missing``: codes of components without input, for confirmation.
    """

    exact: Fraction | None = None
    published: Fraction | None = None
    units: int | None = None
    digits: int = 2
    """Decimals with which everything of it is published (G1)."""
    points: dict[Key, Fraction] = field(default_factory=dict)
    raws: dict[Key, Fraction] = field(default_factory=dict)
    shown: int = 0
    missing: list[str] = field(default_factory=list)
    broken: list[Reason] = field(default_factory=list)
    """Why nothing is known: inputs that cannot be computed with. There is no total then, whatever else was recorded."""
    shares: tuple[Share, ...] = ()
    lines: list[TraceLine] = field(default_factory=list)

    def waiting(self, error: InputError) -> Total:
        """Return this total as that of a subject of whom not even the gates can be asked (``error``)."""
        figures = {"component": None, "why": error.why, "label": "", "value": None, "low": None, "high": None}
        reason = Reason("uncomputable", {**figures, **error.figures})
        return Total(broken=[reason, *self.broken], lines=self.lines)


class _Plan(NamedTuple):
    """The components that exist for one set of classes, each with its reader, and the sum of their weights."""

    leaves: tuple[tuple[Component, Reader, bool], ...]
    """The last one says whether the component has weight."""
    weight: Fraction


class Totaller:
    """Totals subjects under one scheme; what depends on the scheme alone is prepared once.

    A component for other classes of subjects, or other kinds of units, does not exist for this one: its weight is not
    shared out (S2B-12); where the scheme names its ``full`` score the others are scaled up to it (A2B-2). An absent
    input is made up by the others in proportion to their weights (``renormalise``, G12), earns nothing (``zero``) or
    everything (``full``); the others are all that remain of the whole score, in whichever group they stand. Components
    without weight are pure bonuses: never missing, never scaled.
    Without an input of some component that has weight there is no total: bonuses alone make none.

    An input for something that does not score, or one its method cannot read, leaves this subject without a total and
    with the reasons in :attr:`Total.broken`; nobody else is touched by it.

    :raises EngineError: an unknown method, parent or treatment of missing inputs.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._tree = Tree(
            scheme.components, [quota.minimum_of for quota in scheme.quotas if quota.minimum_of is not None]
        )
        self._readers = tuple((one, reader(one), bool(one.weight)) for one in self._tree.leaves)
        self._keys = frozenset(component.key for component in self._tree.leaves)
        self._plans: dict[tuple[frozenset, frozenset], _Plan] = {}
        self._full = scheme.full
        self._caps = {cap.group: cap for cap in scheme.caps}
        self._digits = scheme.digits
        self._unit = 10**scheme.digits
        self._shown: dict[int, Fraction] = {}
        for component in self._tree.leaves:
            if component.missing not in TREATMENTS:
                raise ComponentError(component.code, f"unknown treatment of missing: {component.missing!r}")

    def __call__(self, subject: Subject) -> Total:
        """Return the total of ``subject`` with its trace."""
        total = Total(digits=self._digits)
        plan = self._plan(subject)
        base, free, absent, touched = self._components(plan, subject, total)
        self._check_postings(subject, total)
        if total.broken or (plan.weight and not touched):
            return total
        for change in self._tree.climb(total.points):
            base.append(change.after - change.before)
            reason = Reason(change.code, {"before": change.before, "limit": change.after})
            self._line(total, "cap", base[-1], reason, change.component)
        present = plan.weight - add(absent) if absent else plan.weight
        if absent and present:
            figures = {"missing": tuple(total.missing), "weight": plan.weight, "present": present}
            base.append(add(base) * (plan.weight - present) / present)
            self._line(total, "renormalise", base[-1], Reason("renormalised", figures))
        if self._full is not None and plan.weight and plan.weight < self._full:
            base.append(add(base) * (self._full - plan.weight) / plan.weight)
            self._line(total, "scale", base[-1], Reason("scaled", {"weight": plan.weight, "full": self._full}))
        if subject.postings:
            free.append(self._ledger(settle(subject.postings, self._caps), total))
        self._publish(add(base + free), total)
        return total

    def _plan(self, subject: Subject) -> _Plan:
        key = subject.classes, subject.kinds
        plan = self._plans.get(key)
        if plan is None:
            leaves = tuple(leaf for leaf in self._readers if _concerns(leaf[0], subject))
            plan = self._plans[key] = _Plan(leaves, add(component.weight for component, _read, _weighs in leaves))
        return plan

    def _components(
        self, plan: _Plan, subject: Subject, total: Total
    ) -> tuple[list[Fraction], list[Fraction], list[Fraction], bool]:
        """Read every component of the plan.

        Returns the points of components with weight, of those without, the weights the others have to make up for, and
        whether any component with weight had an input.
        """
        inputs: dict[Key, list[Input]] = {}
        for entry in subject.inputs:
            if entry.component in inputs:
                inputs[entry.component].append(entry)
            else:
                inputs[entry.component] = [entry]
        if not self._keys.issuperset(inputs):
            stray = [entry for entry in subject.inputs if entry.component not in self._keys]
            text = f"subject {subject.key!r}: {[entry.source for entry in stray]} belong to no component that scores"
            self._unusable(None, stray, InputError("no_component", text, label=stray[0].label), total)
        unusable = {entry.component: entry for entry in subject.inputs if entry.value.__class__ is Unusable}
        base: list[Fraction] = []
        free: list[Fraction] = []
        absent: list[Fraction] = []
        touched = False
        for component, read, weighs in plan.leaves:
            given = inputs.get(component.key, ())
            if unusable and (entry := unusable.get(component.key)):
                self._unusable(component, [entry], _no_number(entry, entry.value), total)
                continue
            try:
                reading = read(given)
            except InputError as error:
                self._unusable(component, given, error, total)
                continue
            if reading is not ABSENT:
                points = self._reading(component, given, reading, total)
                if weighs:
                    touched = True
                    base.append(points)
                else:
                    free.append(points)
            elif weighs:
                earned = self._missing(component, total)
                if earned is None:
                    absent.append(component.weight)
                else:
                    base.append(earned)
        return base, free, absent, touched

    def _reading(self, component: Component, given: Sequence[Input], reading: Reading, total: Total) -> Fraction:
        raw, coefficient, points, reason = reading
        change = clamp(component, points)
        if change:
            points, reason = change.after, Reason(change.code, {"before": change.before, "limit": change.after})
        key, weight = component.key, component.weight
        total.points[key] = points
        total.raws[key] = raw
        sources = tuple([entry.source for entry in given])
        units = self._units(points)
        total.shown += units
        shown = self._fraction(units)
        line = TraceLine(
            "component", key, component.name, raw, coefficient, weight, points, shown, sources[0], reason, sources
        )
        total.lines.append(line)
        return points

    def _check_postings(self, subject: Subject, total: Total) -> None:
        for posting in subject.postings:
            if posting.points.__class__ is Unusable:
                self._unusable(None, [posting], _no_number(posting, posting.points), total)

    def _unusable(
        self, component: Component | None, given: Sequence[Input | Posting], error: InputError, total: Total
    ) -> None:
        """Note what cannot be computed with, as a reason of the verdict and as a line of the trace."""
        figures = {"why": error.why, "label": "", "value": None, "low": None, "high": None, **error.figures}
        total.broken.append(Reason("uncomputable", {"component": component.code if component else None, **figures}))
        key, name, weight = (component.key, component.name, component.weight) if component else (None, "", None)
        sources = tuple([one.source for one in given])
        kind = "component" if component else "posting"
        label = name or figures["label"]
        source, reason = sources[0] if sources else None, Reason("unusable", figures)
        total.lines.append(TraceLine(kind, key, label, None, None, weight, None, ZERO, source, reason, sources))

    def _missing(self, component: Component, total: Total) -> Fraction | None:
        """Note a component without input; return what it earns, ``None`` when the others make up for it."""
        earned = {"renormalise": None, "zero": ZERO, "full": component.weight}[component.missing]
        if component.missing != "full":
            total.missing.append(component.code)
        if earned is not None:
            total.points[component.key] = earned
        self._line(total, "component", earned, Reason("missing", {"treatment": component.missing}), component)
        return earned

    def _ledger(self, ledger: Ledger, total: Total) -> Fraction:
        for posting, points, reason in ledger.booked:
            self._line(total, "posting", points, reason, source=posting.source, label=posting.label)
        total.shares = shares(ledger)
        for cut in ledger.cuts:
            self._line(total, "cap", cut.points, cut.reason, source=cut.group)
        return ledger.net

    def _publish(self, exact: Fraction, total: Total) -> None:
        """Set the total, and add the line that makes up what rounding each line by itself lost or won."""
        total.exact = exact
        total.units = self._units(exact)
        total.published = self._fraction(total.units)
        if total.shown != total.units:
            rest = self._fraction(total.units - total.shown)
            total.lines.append(TraceLine("rounding", None, "", None, None, None, ZERO, rest))

    def _line(
        self,
        total: Total,
        kind: str,
        points: Fraction | None,
        reason: Reason | None,
        component: Component | None = None,
        *,
        source: Key | None = None,
        label: str = "",
    ) -> None:
        key, name, weight = (component.key, component.name, component.weight) if component else (None, label, None)
        units = self._units(points) if points is not None else 0
        total.shown += units
        sources = () if source is None else (source,)
        total.lines.append(
            TraceLine(kind, key, name, None, None, weight, points, self._fraction(units), source, reason, sources)
        )

    def _units(self, points: Fraction) -> int:
        return half_up(points.numerator * self._unit, points.denominator)

    def _fraction(self, units: int) -> Fraction:
        shown = self._shown.get(units)
        if shown is None:
            shown = self._shown[units] = Fraction(units, self._unit)
        return shown


def _no_number(record: Input | Posting, value: Unusable) -> InputError:
    text = f"{record.source} holds {value.text!r}, which is no number"
    return InputError("no_number", text, label=record.label, value=value.text)


def _concerns(component: Component, subject: Subject) -> bool:
    return (not component.classes or bool(component.classes & subject.classes)) and (
        not component.kinds or bool(component.kinds & subject.kinds)
    )
