"""Reader factories: turn the recorded inputs of one component into points.

Here are the *reader factories* that the registry (:mod:`.methods`) names: each is called once with the component (so
that a table is built once for ten thousand subjects) and returns the reader, called with the inputs of one subject. A
reader gives a :class:`.reading.Reading`, or :data:`.numbers.ABSENT` when nothing was recorded. Every number comes
from the component or its inputs: none stands here (law 3). Methods that count things are in :mod:`.counted`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from .ballots import BallotScore, scorer
from .errors import ComponentError, InputError
from .model import Component, Input, Key, Reason, Scale
from .numbers import ABSENT, Absent, add, half_up, mean
from .reading import Reader, Reading

DIGITS = 2
"""Decimals of a published score unless the component's parameter ``digits`` says otherwise (G1)."""


def coef_of_grade(component: Component) -> Reader:
    """Weight x mean coefficient of the grades recorded (S0-09, A0-2): ``raw`` and ``coefficient`` are that ratio.

    :raises EngineError: no scale on the component.
    :raises InputError: a grade that is not on the scale or has no coefficient.

    >>> from .model import Grade
    >>> scale = Scale("work", (Grade("a", "优秀", 1, Fraction(1)), Grade("b", "良好", 2, Fraction(4, 5))))
    >>> read = coef_of_grade(Component("h", "half", "半年", "coef_of_grade", Fraction(30), scale=scale))
    >>> read([Input("h", 1, grade="a"), Input("h", 2, grade="b")]).points, read([])
    (Fraction(27, 1), ABSENT)
    """
    table = {grade.key: grade.coefficient for grade in _scale(component).grades}
    known: dict[tuple[Key, ...], Reading] = {}

    def read(inputs: Sequence[Input]) -> Reading | Absent:
        grades = tuple([entry.grade for entry in inputs if entry.grade is not None])
        if not grades:
            return ABSENT
        reading = known.get(grades)
        if reading is None:
            coefficients = [table.get(grade) for grade in grades]
            if None in coefficients:
                wrong = [entry for entry in inputs if entry.grade is not None and table.get(entry.grade) is None]
                raise InputError(
                    "no_coefficient",
                    f"component {component.code}: no coefficient for the grade of {[one.source for one in wrong]}",
                    label=wrong[0].label,
                )
            ratio = mean(coefficients)
            reading = known[grades] = Reading(ratio, ratio, component.weight * ratio)
        return reading

    return read


def raw_100(component: Component) -> Reader:
    """Weight x mark / maximum (A0-1); of several marks their mean.

    :raises InputError: a mark below 0 or above the component's maximum.

    >>> read = raw_100(Component("y", "year", "年度", "raw_100", Fraction(50)))
    >>> read([Input("y", 1, value=Fraction(92))]).points
    Fraction(46, 1)
    """

    def check(entry: Input) -> Fraction:
        if not 0 <= entry.value <= component.maximum:
            raise InputError(
                "out_of_range",
                f"component {component.code}: mark {entry.value} of {entry.source} is outside 0 … {component.maximum}",
                label=entry.label,
                value=entry.value,
                low=Fraction(),
                high=component.maximum,
            )
        return entry.value

    return _mean_reader(component, check)


def mean_of_periods(component: Component) -> Reader:
    """Weight x mean of the *published* scores of the periods assessed / maximum; not divided by 12 (S1-21, A1-3).

    >>> read = mean_of_periods(Component("m", "months", "月考评", "mean_of_periods", Fraction(100)))
    >>> read([Input("m", n, value=Fraction(score)) for n, score in enumerate((92, 94, 93, 95), 9)]).points
    Fraction(187, 2)
    """
    unit = 10 ** component.params.get("digits", DIGITS)
    share = _sharer(component)

    def read(inputs: Sequence[Input]) -> Reading | Absent:
        values = [entry.value for entry in inputs if entry.value is not None]
        if not values:
            return ABSENT
        units = [half_up(value.numerator * unit, value.denominator) for value in values]
        return share(Fraction(sum(units), unit * len(units)))

    return read


def mean_of_judges(component: Component) -> Reader:
    """Weight x mean of the judges' marks / maximum; ``params['trim']`` marks are left out at either end (0: none).

    >>> read = mean_of_judges(Component("j", "speech", "演讲", "mean_of_judges", Fraction(40), params={"trim": 1}))
    >>> read([Input("j", n, value=Fraction(mark)) for n, mark in enumerate((60, 88, 90, 99))]).raw
    Fraction(89, 1)
    """
    trim = component.params.get("trim", 0)
    share = _sharer(component)

    def read(inputs: Sequence[Input]) -> Reading | Absent:
        marks = sorted(entry.value for entry in inputs if entry.value is not None)
        if trim and len(marks) > 2 * trim:
            marks = marks[trim:-trim]
        return share(mean(marks))

    return read


def mean_of_projects(component: Component) -> Reader:
    """Weight x mean of the projects' marks / maximum (S2B-14).

    >>> read = mean_of_projects(Component("q", "quality", "项目质量", "mean_of_projects", Fraction(120),
    ...                                   maximum=Fraction(120)))
    >>> read([Input("q", n, value=Fraction(mark)) for n, mark in enumerate((108, 114, 117))]).points
    Fraction(113, 1)
    """
    return _mean_reader(component, lambda entry: entry.value)


def sum_of_items(component: Component) -> Reader:
    """Weight x sum of the item scores / maximum: with maximum = weight the sum itself (S2A-16).

    >>> read = sum_of_items(Component("p", "public", "公共目标", "sum_of_items", Fraction(30), maximum=Fraction(30)))
    >>> read([Input("p", n, value=Fraction(score)) for n, score in enumerate(("9.2", "9.5", "4.6", "3.8"))]).points
    Fraction(271, 10)
    """

    share = _sharer(component)

    def read(inputs: Sequence[Input]) -> Reading | Absent:
        scores = [entry.value for entry in inputs if entry.value is not None]
        return share(add(scores) if scores else ABSENT)

    return read


def imported(component: Component) -> Reader:
    """Weight x one figure decided elsewhere / maximum; no bounds are put on it.

    :raises InputError: more than one figure.

    >>> imported(Component("x", "x", "通报", "imported", Fraction(10), maximum=Fraction(10)))([
    ...     Input("x", 1, value=Fraction(7))]).points
    Fraction(7, 1)
    """

    share = _sharer(component)

    def read(inputs: Sequence[Input]) -> Reading | Absent:
        figures = [entry.value for entry in inputs if entry.value is not None]
        if len(figures) > 1:
            text = f"component {component.code}: one figure expected, not {[entry.source for entry in inputs]}"
            raise InputError("several", text, label=inputs[0].label, value=len(figures))
        return share(figures[0] if figures else ABSENT)

    return read


def derived(component: Component) -> Reader:
    """Weight x the published result of another assessment / maximum: a head takes his unit's result (S3-09, S3-57).

    The same arithmetic as :func:`imported`; the input's source is the other assessment.

    >>> read = derived(Component("u", "unit", "单位结果", "derived", Fraction(100)))
    >>> read([Input("u", 1, value=Fraction(88))]).points
    Fraction(88, 1)
    """
    return imported(component)


def ballot(component: Component) -> Reader:
    """Weight x *published* ballot score / maximum (S0-08); the score is rounded here and used as published (G1, G7).

    Several inputs are several criteria (``role``), weighed by ``params['criteria']`` (role -> ratio), alike without it.
    ``params['minimum']`` is the number of valid papers a shown cell needs (:func:`.ballots.publishable`).

    :raises EngineError: no scale.
    :raises InputError: marks for an option without a value, a criterion without a weight.

    >>> from .model import Grade, Tally
    >>> scale = Scale("b", tuple(Grade(n, name, n, value=Fraction(value)) for n, name, value in (
    ...     (1, "优秀", 100), (2, "称职", 80), (3, "基本称职", 60), (4, "不称职", 40))))
    >>> read = ballot(Component("b", "ballot", "内部评价", "ballot", Fraction(20), scale=scale))
    >>> reading = read([Input("b", 7, tallies=(Tally("all", Fraction(1), ((1, 12), (2, 6), (3, 2), (4, 0)), 2),))])
    >>> reading.raw, reading.points, reading.reason.figures
    (Fraction(90, 1), Fraction(18, 1), {'valid': 20, 'invalid': 2, 'dropped': ()})
    """
    score = scorer(_scale(component), component.params.get("minimum", 0))
    criteria: Mapping[str, Fraction] = component.params.get("criteria", {})
    digits = component.params.get("digits", DIGITS)
    share = _sharer(component)
    known: dict[int, Reading] = {}

    def mixed(inputs: Sequence[Input]) -> BallotScore:
        scores = [score(entry.tallies) for entry in inputs]
        shares = [criteria.get(entry.role) if criteria else Fraction(1) for entry in inputs]
        if None in shares:
            text = f"component {component.code}: no weight for a criterion of {[entry.source for entry in inputs]}"
            raise InputError("no_weight", text, label=inputs[0].label)
        marked = [(share, one.score) for share, one in zip(shares, scores, strict=True) if one.score is not ABSENT]
        weight = add([share for share, _score in marked])
        exact = add([share * one for share, one in marked]) / weight if weight else ABSENT
        dropped = tuple([group for one in scores for group in one.dropped])
        return BallotScore(exact, sum([one.valid for one in scores]), sum([one.invalid for one in scores]), dropped)

    def read(inputs: Sequence[Input]) -> Reading | Absent:
        if not inputs:
            return ABSENT
        exact, valid, invalid, dropped = score(inputs[0].tallies) if len(inputs) == 1 else mixed(inputs)
        if exact is ABSENT:
            return ABSENT
        units = half_up(exact.numerator * 10**digits, exact.denominator)
        if units not in known:
            known[units] = share(Fraction(units, 10**digits))
        figures = {"valid": valid, "invalid": invalid, "dropped": dropped}
        return Reading(*known[units][:3], Reason("ballot", figures))

    return read


def _scale(component: Component) -> Scale:
    if component.scale is None:
        raise ComponentError(component.code, f"method {component.method} needs a scale")
    return component.scale


def _sharer(component: Component) -> Callable[[Fraction | Absent], Reading | Absent]:
    """Return the function from what was read to the share of the weight it earns: weight x read / maximum."""
    over, under = component.maximum.denominator, component.maximum.numerator
    weight = component.weight
    whole = weight == component.maximum

    def share(raw: Fraction | Absent) -> Reading | Absent:
        if raw is ABSENT:
            return ABSENT
        ratio = Fraction(raw.numerator * over, raw.denominator * under)
        return Reading(raw, ratio, raw if whole else weight * ratio)

    return share


def _mean_reader(component: Component, figure: Callable[[Input], Fraction]) -> Reader:
    share = _sharer(component)

    def read(inputs: Sequence[Input]) -> Reading | Absent:
        return share(mean([figure(entry) for entry in inputs if entry.value is not None]))

    return read
