"""Test typed conditions on the facts of a subject.

Gates, consequences and eligibility ask the same kind of tree: all / any / not over comparisons of one fact with one
value. There is no expression language and nothing is evaluated (law 3).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping

from .errors import CriterionError, InputError
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


def holds(criterion: Criterion, facts: Mapping) -> bool:
    """Return whether ``criterion`` holds for ``facts`` (:func:`prepare` once when there are many subjects).

    >>> holds(Criterion("fact", "veto", "=", True), {"veto": True})
    True
    """
    return prepare(criterion)(facts)


def _leaf(criterion: Criterion) -> Test:
    if not criterion.fact:
        raise CriterionError("a comparison needs a fact")
    if criterion.operator not in OPERATORS:
        raise CriterionError(f"unknown operator on {criterion.fact!r}: {criterion.operator!r}", criterion.fact)
    fact, value, unknown = criterion.fact, criterion.value, criterion.operator in NEGATIVE
    compare = OPERATORS[criterion.operator]

    def one(known: object) -> bool:
        if known is None:
            return unknown
        if known.__class__ is Unusable:
            raise InputError("no_fact", f"fact {fact!r} is {known.text}", label=fact, value=known.text)
        try:
            return compare(known, value)
        except TypeError as error:
            text = f"fact {fact!r}: {known!r} {criterion.operator} {value!r} cannot be compared"
            raise CriterionError(text, fact) from error

    if criterion.window is None:
        return lambda facts: one(facts.get(fact))
    window, times = criterion.window, criterion.times

    def many(facts: Mapping) -> bool:
        history = tuple(facts.get(fact) or ())
        if window:
            history = history[-window:]
        needed = times if times is not None else max(window, len(history), 1)
        return sum(map(one, history)) >= needed

    return many
