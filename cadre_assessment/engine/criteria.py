"""Test typed conditions on the facts of a subject.

Gates, consequences and eligibility ask the same kind of tree: all / any / not over comparisons of one fact with one
value. There is no expression language and nothing is evaluated (law 3).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from .errors import CriterionError, InputError
from .known import AtLeast
from .model import Criterion
from .numbers import Unusable

Test = Callable[[Mapping], bool]

OPERATORS: dict[str, Callable[[object, object], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "in": lambda fact, value: fact in value,
    "not in": lambda fact, value: fact not in value,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
NEGATIVE = frozenset({"!=", "not in"})
"""What is not known differs from every value; every other comparison with it is false."""


def prepare(criterion: Criterion) -> Test:
    """Return the test of ``criterion``: a function from facts (code -> value) to a truth value.

    A fact that is missing or ``None`` satisfies ``!=`` and ``not in`` only. With a window the fact is a history,
    oldest entry first and ``None`` for a period without a value, so that a gap breaks a run of consecutive years
    (A2-8).

    :raises EngineError: an unknown kind or operator, a leaf without fact, a branch without children; at the test: a
        fact that cannot be compared with the value.
    :raises InputError: at the test: a fact that is no number where one stands.

    >>> low = Criterion("fact", fact="scores", operator="<", value=60, window=2)      # 连续2年低于60分 (S2A-36)
    >>> test = prepare(low)
    >>> test({"scores": (75, 59, 58)}), test({"scores": (58, 60)}), test({"scores": (59, None, 58)}), test({})
    (True, False, False, False)
    >>> none = Criterion("not", children=(Criterion("fact", "quarters", value="优秀", window=0, times=1),))
    >>> prepare(none)({"quarters": ("良好", "优秀", "良好", "良好")}), prepare(none)({"quarters": ("良好",)})   # S3-48
    (False, True)
    >>> second = prepare(Criterion("fact", "grades", value="poor", window=0, times=2, counted="nth"))   # S4-P8-13
    >>> [second({"grades": years}) for years in (("poor",), ("poor", "good", "poor"), ("poor", "poor", "good"))]
    [False, True, False]
    >>> running = prepare(Criterion("fact", "grades", value="top", window=0, times=3, counted="run"))    # O-09
    >>> [running({"grades": ("good", *("top",) * years)}) for years in (2, 3, 4, 6)]
    [False, True, False, True]
    """
    if criterion.kind == "fact":
        return _leaf(criterion)
    tests = tuple(prepare(child) for child in criterion.children)
    if not tests:
        raise CriterionError(f"a condition of kind {criterion.kind!r} needs something under it", criterion.kind)
    if criterion.kind == "all":
        return lambda facts: all(test(facts) for test in tests)
    if criterion.kind == "any":
        return lambda facts: any(test(facts) for test in tests)
    if criterion.kind == "not":
        if len(tests) != 1:
            raise CriterionError("a condition of kind 'not' turns exactly one condition round", "not")
        (test,) = tests
        return lambda facts: not test(facts)
    raise CriterionError(f"unknown kind of condition: {criterion.kind!r}", criterion.kind)


def facts_asked(criteria: Iterable[Criterion]) -> set[str]:
    """Return the names of the facts that ``criteria`` ask for, at whatever depth.

    >>> veto, late = Criterion("fact", "veto"), Criterion("not", children=(Criterion("fact", "quarters", window=0),))
    >>> sorted(facts_asked([veto, late]))
    ['quarters', 'veto']
    """
    names, waiting = set(), list(criteria)
    while waiting:
        criterion = waiting.pop()
        waiting += criterion.children
        if criterion.fact:
            names.add(criterion.fact)
    return names


def grounds(criterion: Criterion, facts: Mapping) -> dict[str, set[int]]:
    """Return what makes ``criterion`` hold for ``facts``: {fact: places of its entries, 0 = the last, 1 = before it}.

    Only parts that hold speak, and nothing under a *not*: what did not happen is no ground. A fact without a history
    has no places.

    >>> low, vetoed = Criterion("fact", "totals", "<", 60, window=2), Criterion("fact", "veto", "=", True)
    >>> tree = Criterion("any", children=(low, vetoed))
    >>> grounds(tree, {"totals": (70, 59, 58), "veto": False})
    {'totals': {0, 1}}
    >>> grounds(tree, {"totals": (70,), "veto": True}), grounds(tree, {})
    ({'veto': set()}, {})
    >>> grounds(Criterion("fact", "grades", value="top", window=0, times=2, counted="run"), {"grades": ("top",) * 4})
    {'grades': {0, 1, 2, 3}}
    """
    if not prepare(criterion)(facts):
        return {}
    if criterion.kind == "not":
        return {}
    if criterion.kind == "fact":
        if criterion.window is None:
            return {criterion.fact: set()}
        fits = _fits(criterion)
        history = _last(tuple(facts.get(criterion.fact) or ()), criterion.window)[::-1]
        if criterion.counted == "run":
            history = history[: _run(list(map(fits, history)))]
        return {criterion.fact: {place for place, known in enumerate(history) if fits(known)}}
    found: dict[str, set[int]] = {}
    for child in criterion.children:
        for fact, places in grounds(child, facts).items():
            found.setdefault(fact, set()).update(places)
    return found


def holds(criterion: Criterion, facts: Mapping) -> bool:
    """Return whether ``criterion`` holds for ``facts`` (:func:`prepare` once when there are many subjects).

    >>> holds(Criterion("fact", "veto", "=", True), {"veto": True})
    True
    """
    return prepare(criterion)(facts)


class Answer(NamedTuple):
    """What is known of a condition: whether it holds (``None``: not known), and why.

    ``known``: the fact of a comparison as it was found, ``None`` where it is not on file; ``parts``: the answers of
    what stands under the condition, in its order.
    """

    holds: bool | None
    criterion: Criterion
    known: object = None
    parts: tuple[Answer, ...] = ()


def explain(criterion: Criterion, facts: Mapping) -> Answer:
    """Return whether ``criterion`` holds for ``facts``, part by part; what is not known is never taken for a no.

    Unlike :func:`prepare`, a fact that is missing, ``None`` or unusable is *not known* whatever it is compared with.
    All of: no as soon as one part is a no, else not known while one is; any of: the other way round.

    :raises EngineError: as :func:`prepare`

    >>> deputy = Criterion("fact", "rank_months@section_deputy", ">=", 36)                                   # S4-P2-05
    >>> good = Criterion("fact", "annual_grades", value="excellent", window=2)                               # S4-P2-06
    >>> tree = Criterion("all", children=(deputy, good))
    >>> found = explain(tree, {"rank_months@section_deputy": 35, "annual_grades": ("basic", "excellent", "excellent")})
    >>> found.holds, [part.holds for part in found.parts], found.parts[0].known
    (False, [False, True], 35)
    >>> explain(tree, {"annual_grades": ("excellent",) * 3}).holds is None
    True
    >>> [explain(good, {"annual_grades": grades}).holds for grades in (("excellent", None), (None, "basic"))]
    [None, False]
    >>> explain(Criterion("not", children=(deputy,)), {}).holds is None
    True
    """
    if criterion.kind == "fact":
        return _explain_leaf(criterion, facts.get(criterion.fact))
    parts = tuple([explain(child, facts) for child in criterion.children])
    if not parts:
        raise CriterionError(f"a condition of kind {criterion.kind!r} needs something under it", criterion.kind)
    said = [part.holds for part in parts]
    if criterion.kind == "all":
        holds = False if False in said else None if None in said else True
    elif criterion.kind == "any":
        holds = True if True in said else None if None in said else False
    elif criterion.kind == "not":
        if len(parts) != 1:
            raise CriterionError("a condition of kind 'not' turns exactly one condition round", "not")
        holds = None if said[0] is None else not said[0]
    else:
        raise CriterionError(f"unknown kind of condition: {criterion.kind!r}", criterion.kind)
    return Answer(holds, criterion, None, parts)


def _explain_leaf(criterion: Criterion, known: object) -> Answer:
    if criterion.operator not in OPERATORS or criterion.counted or not criterion.fact:
        _check_leaf(criterion)
    if criterion.window is None:
        return Answer(_three_valued(criterion, known), criterion, known)
    if known is None:
        return Answer(None, criterion)
    history = _last(tuple(known), criterion.window)
    said = [_three_valued(criterion, one) for one in history]
    if criterion.counted:
        return Answer(None if None in said else _counts(criterion, said), criterion, known)
    needed, fitting = _needed(criterion, history), said.count(True)
    holds = True if fitting >= needed else None if fitting + said.count(None) >= needed else False
    return Answer(holds, criterion, known)


def _three_valued(criterion: Criterion, known: object) -> bool | None:
    kind = known.__class__
    if known is None or kind is Unusable:
        return None
    if kind is AtLeast:
        return known.compared(criterion.operator, criterion.value)
    try:
        return OPERATORS[criterion.operator](known, criterion.value)
    except TypeError as error:
        raise _incomparable(criterion, known) from error


def _check_leaf(criterion: Criterion) -> None:
    if not criterion.fact:
        raise CriterionError("a comparison needs a fact")
    if criterion.counted not in ("", "nth", "run"):
        raise CriterionError(f"entries of {criterion.fact!r} are not counted as {criterion.counted!r}", criterion.fact)
    if criterion.operator not in OPERATORS:
        raise CriterionError(f"unknown operator on {criterion.fact!r}: {criterion.operator!r}", criterion.fact)


def _compare(criterion: Criterion, known: object) -> bool:
    try:
        return OPERATORS[criterion.operator](known, criterion.value)
    except TypeError as error:
        raise _incomparable(criterion, known) from error


def _incomparable(criterion: Criterion, known: object) -> CriterionError:
    text = f"fact {criterion.fact!r}: {known!r} {criterion.operator} {criterion.value!r} cannot be compared"
    return CriterionError(text, criterion.fact)


def _last(history: tuple, window: int) -> tuple:
    return history[-window:] if window else history


def _needed(criterion: Criterion, history: tuple) -> int:
    """How many entries of ``history`` must fit."""
    return criterion.times if criterion.times is not None else max(criterion.window, len(history), 1)


def _run(said: list[bool]) -> int:
    """How many of ``said``, the newest first, are true in a row."""
    return said.index(False) if False in said else len(said)


def _counts(criterion: Criterion, said: list[bool]) -> bool:
    """Whether the entries that fit, oldest first, are as many as ``counted`` asks for."""
    times = criterion.times or 1
    if criterion.counted == "nth":
        return bool(said) and said[-1] and sum(said) == times
    run = _run(said[::-1])
    return run > 0 and run % times == 0


def _fits(criterion: Criterion) -> Callable[[object], bool]:
    """The comparison of one value of the fact."""
    fact, unknown = criterion.fact, criterion.operator in NEGATIVE

    def one(known: object) -> bool:
        if known is None:
            return unknown
        if known.__class__ is Unusable:
            raise InputError("no_fact", f"fact {fact!r} is {known.text}", label=fact, value=known.text)
        return _compare(criterion, known)

    return one


def _leaf(criterion: Criterion) -> Test:
    _check_leaf(criterion)
    fact, one = criterion.fact, _fits(criterion)
    if criterion.window is None:
        return lambda facts: one(facts.get(fact))
    window = criterion.window

    def many(facts: Mapping) -> bool:
        history = _last(tuple(facts.get(fact) or ()), window)
        if criterion.counted:
            return _counts(criterion, list(map(one, history)))
        return sum(map(one, history)) >= _needed(criterion, history)

    return many
