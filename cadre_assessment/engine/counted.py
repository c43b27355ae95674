"""Reader factories of the methods that count things (see :mod:`.components`).

An input's ``role`` says what is counted, its ``value`` how many; an input without a value is one thing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from .errors import ComponentError, InputError
from .model import Component, Input, Reason
from .numbers import ABSENT, Absent
from .reading import Reader, Reading


def checklist_deduct(component: Component) -> Reader:
    """The weight less ``params['per_item']`` points for each thing of role ``missing`` (S2B-16); the component's floor
    says where it stops.

    :raises EngineError: no ``per_item``.

    >>> read = checklist_deduct(Component("e", "archive", "电子档案", "checklist_deduct", Fraction(20),
    ...                                   params={"per_item": Fraction(2)}))
    >>> read([Input("e", 1, role="missing", value=Fraction(3))]).points
    Fraction(14, 1)
    """
    rate = _need(component, "per_item")

    def read(inputs: Sequence[Input]) -> Reading | Absent:
        if not inputs:
            return ABSENT
        missing = _counts(inputs).get("missing", Fraction())
        return Reading(missing, None, component.weight - rate * missing)

    return read


def proportional(component: Component) -> Reader:
    """Weight x (1 - missing / required), or weight x done / required (S2B-17); with nothing required it is absent.

    :raises InputError: more is missing, or done, than is required.

    >>> read = proportional(Component("a", "ao", "AO使用", "proportional", Fraction(30)))
    >>> counts = [Input("a", 1, role="required", value=Fraction(8)), Input("a", 2, role="missing", value=Fraction(1))]
    >>> read(counts).points
    Fraction(105, 4)
    """

    def read(inputs: Sequence[Input]) -> Reading | Absent:
        counts = _counts(inputs)
        required = counts.get("required", 0)
        if not required or not ("done" in counts or "missing" in counts):
            return ABSENT
        role = "done" if "done" in counts else "missing"
        if not 0 <= counts[role] <= required:
            text = f"component {component.code}: {counts[role]} {role} of {required} required"
            label = next(entry.label for entry in inputs if entry.role == role)
            raise InputError("out_of_range", text, label=label, value=counts[role], low=Fraction(), high=required)
        done = counts["done"] if role == "done" else required - counts["missing"]
        ratio = done / required
        return Reading(done, ratio, component.weight * ratio)

    return read


def step_count(component: Component) -> Reader:
    """The weight once ``params['target']`` things are there, then ``per_extra`` points for each further one, in all at
    most ``extra_cap`` (S2B-18, S2B-24). Below the target nothing, or with ``below`` = ``proportional`` the share of it.

    :raises EngineError: no ``target``, another word for ``below``.

    >>> read = step_count(Component("c", "cases", "AO实例", "step_count", Fraction(30), params={
    ...     "target": 2, "per_extra": Fraction(10), "extra_cap": Fraction(30), "below": "proportional"}))
    >>> [read([Input("c", 1, value=Fraction(n))]).points for n in (0, 1, 2, 3, 6)]
    [Fraction(0, 1), Fraction(15, 1), Fraction(30, 1), Fraction(40, 1), Fraction(60, 1)]
    """
    target, params = Fraction(_need(component, "target")), component.params
    per_extra, extra_cap = params.get("per_extra", Fraction()), params.get("extra_cap")
    below = params.get("below", "nothing")
    if below not in ("nothing", "proportional"):
        raise ComponentError(component.code, f"unknown rule below the target: {below!r}")

    def read(inputs: Sequence[Input]) -> Reading | Absent:
        if not inputs:
            return ABSENT
        number = sum(_counts(inputs).values(), Fraction())
        if number < target:
            return Reading(number, None, component.weight * number / target if below == "proportional" else Fraction())
        return _capped(number, component.weight, per_extra * (number - target), Fraction(), extra_cap)

    return read


def per_unit(component: Component) -> Reader:
    """The weight as a base, and ``params['rates']`` (role -> signed points) for each thing counted (S2B-07 … S2B-33).

    The bonuses together are at most ``bonus_cap``; where deductions stop is the component's floor. ``ranges`` (role ->
    (low, high)) bounds a discretionary figure, each by itself, unless it is 0 (A2B-4). One thing of a role in ``void``
    (a set) empties the component altogether (S2B-28). ``rest`` = (role, whole, parts): how many of that role there are
    is what the parts leave of the whole, once both are known, whoever entered what (S2B-05: 12 planned, 10 done and 1
    approved change leave 1).

    :raises InputError: a role without a rate, a figure out of its range.

    >>> read = per_unit(Component("r", "revenue", "增收节支", "per_unit", Fraction(60), params={
    ...     "rates": {"above": Fraction(3), "below": Fraction(-3)}, "bonus_cap": Fraction(20)}))
    >>> reading = read([Input("r", 1, role="above", value=Fraction(8))])
    >>> reading.points, reading.reason.code, reading.reason.figures["before"]
    (Fraction(80, 1), 'capped', Fraction(24, 1))
    >>> read = per_unit(Component("p", "plan", "计划项目", "per_unit", Fraction(40), params={
    ...     "rates": dict.fromkeys(("planned", "done", "change"), Fraction()) | {"missing": Fraction(-2)},
    ...     "rest": ("missing", "planned", ("done", "change"))}))
    >>> read([Input("p", role, role=role, value=Fraction(n))
    ...       for role, n in (("planned", 12), ("done", 10), ("change", 1))]).points
    Fraction(38, 1)
    """
    rates: Mapping[str, Fraction] = _need(component, "rates")
    ranges, void = component.params.get("ranges", {}), component.params.get("void", frozenset())
    bonus_cap, rest = component.params.get("bonus_cap"), component.params.get("rest")

    def read(inputs: Sequence[Input]) -> Reading | Absent:
        if not inputs:
            return ABSENT
        for entry in inputs:
            _check_role(component, entry, rates, void, ranges)
        counts = _counts(inputs)
        if rest:
            _leave(counts, *rest)
        emptied = sorted(role for role in void if counts.get(role))
        if emptied:
            return Reading(-component.weight, None, Fraction(), Reason("void", {"roles": tuple(emptied)}))
        points = [rates[role] * number for role, number in counts.items() if role in rates]
        bonus = sum((part for part in points if part > 0), Fraction())
        deduction = sum((part for part in points if part < 0), Fraction())
        reading = _capped(Fraction(), component.weight, bonus, deduction, bonus_cap)
        return reading._replace(raw=reading.points - component.weight)

    return read


def _leave(counts: dict[str, Fraction], role: str, whole: str, parts: Sequence[str]) -> None:
    """Set how many of ``role`` the ``parts`` leave of the ``whole``; as entered while one of the two is not known."""
    if whole in counts and any(part in counts for part in parts):
        there = sum((counts.get(part, Fraction()) for part in parts), Fraction())
        counts[role] = max(Fraction(), counts[whole] - there)


def _capped(raw: Fraction, base: Fraction, bonus: Fraction, deduction: Fraction, limit: Fraction | None) -> Reading:
    if limit is None or bonus <= limit:
        return Reading(raw, None, base + bonus + deduction)
    return Reading(raw, None, base + limit + deduction, Reason("capped", {"before": bonus, "limit": limit}))


def _check_role(component: Component, entry: Input, rates: Mapping, void: frozenset, ranges: Mapping) -> None:
    if entry.role not in rates and entry.role not in void:
        text = f"component {component.code}: {entry.source} counts {entry.role!r}, which has no rate"
        raise InputError("no_rate", text, label=entry.label, value=entry.role)
    if entry.role in ranges and _number(entry):  # 0: it did not happen
        low, high = ranges[entry.role]
        if not low <= _number(entry) <= high:
            text = f"component {component.code}: {_number(entry)} points of {entry.source} are outside {low} … {high}"
            raise InputError("out_of_range", text, label=entry.label, value=_number(entry), low=low, high=high)


def _counts(inputs: Sequence[Input]) -> dict[str, Fraction]:
    counts: dict[str, Fraction] = {}
    for entry in inputs:
        counts[entry.role] = counts.get(entry.role, Fraction()) + _number(entry)
    return counts


def _number(entry: Input) -> Fraction:
    return entry.value if entry.value is not None else Fraction(1)


def _need(component: Component, name: str):
    if name not in component.params:
        raise ComponentError(component.code, f"method {component.method} needs the parameter {name!r}")
    return component.params[name]
