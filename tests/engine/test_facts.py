"""Facts that may not be known: three answers, orders, months, lower bounds, and what a career adds up to."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_assessment.engine import Criterion, EngineError, Unusable
from cadre_assessment.engine.career import months_held, months_in, stretches
from cadre_assessment.engine.criteria import explain, prepare
from cadre_assessment.engine.known import AtLeast, Day, Word, months_between

NAMES = ("a", "b", "c")
RANKS = {name: place for place, name in enumerate(("clerk", "deputy", "head", "leader"))}
days = st.dates(date(1990, 1, 1), date(2024, 12, 31))
ON = date(2025, 1, 1)

leaves = st.one_of(
    st.builds(
        lambda name, sign, value: Criterion("fact", name, sign, value),
        st.sampled_from(NAMES),
        st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
        st.integers(0, 3),
    ),
    st.builds(
        lambda name, sign, values: Criterion("fact", name, sign, frozenset(values)),
        st.sampled_from(NAMES),
        st.sampled_from(["in", "not in"]),
        st.sets(st.integers(0, 3), min_size=1),
    ),
    st.builds(
        lambda window, times: Criterion("fact", "years", ">=", 2, window=window, times=times),
        st.integers(0, 3),
        st.one_of(st.none(), st.integers(1, 3)),
    ),
)
trees = st.recursive(
    leaves,
    lambda children: st.one_of(
        st.builds(lambda parts: Criterion("all", children=tuple(parts)), st.lists(children, min_size=1, max_size=3)),
        st.builds(lambda parts: Criterion("any", children=tuple(parts)), st.lists(children, min_size=1, max_size=3)),
        st.builds(lambda part: Criterion("not", children=(part,)), children),
    ),
    max_leaves=6,
)
numbers = st.integers(0, 3)
known = st.fixed_dictionaries({**dict.fromkeys(NAMES, numbers), "years": st.lists(numbers, max_size=4).map(tuple)})


@given(trees, known)
def test_where_all_is_known_both_say_the_same(tree, facts):
    assert explain(tree, facts).holds is prepare(tree)(facts)


@given(trees, known, st.sets(st.sampled_from(NAMES)), st.sets(st.integers(0, 3)))
def test_what_is_said_stays_said_whatever_becomes_known(tree, facts, missing, gaps):
    """An answer that does not wait for a fact is the same with every value of it."""
    holes = {name: None if name in missing else value for name, value in facts.items()}
    holes["years"] = tuple(None if place in gaps else year for place, year in enumerate(facts["years"]))
    said = explain(tree, holes).holds
    assert said is None or said is explain(tree, facts).holds


@given(trees, known, st.sampled_from(NAMES), numbers)
def test_a_lower_bound_is_never_wrong(tree, facts, name, less):
    said = explain(tree, {**facts, name: AtLeast(min(less, facts[name]))}).holds
    assert said is None or said is explain(tree, facts).holds


def test_what_is_missing_is_in_no_way_a_no():
    for sign, value in (("=", 1), ("!=", 1), ("in", {1}), ("not in", {1}), (">=", 1)):
        leaf = Criterion("fact", "a", sign, value)
        for facts in ({}, {"a": None}, {"a": Unusable("NaN")}):
            assert explain(leaf, facts).holds is None
    assert explain(Criterion("fact", "years", value=1, window=2), {}).holds is None


def test_reasons_part_by_part():
    tree = Criterion(
        "any", children=(Criterion("fact", "a", value=1), Criterion("not", children=(Criterion("fact", "b", value=2),)))
    )
    found = explain(tree, {"a": 0, "b": 2})
    assert (found.holds, found.criterion, found.known) == (False, tree, None)
    assert [(part.holds, part.known) for part in found.parts] == [(False, 0), (False, None)]
    assert found.parts[1].parts[0] == (True, tree.children[1].children[0], 2, ())


@pytest.mark.parametrize(
    "wrong",
    [
        Criterion("fact"),
        Criterion("fact", "a", "~", 1),
        Criterion("xor", children=(Criterion("fact", "a"),)),
        Criterion("all"),
        Criterion("not", children=(Criterion("fact", "a"), Criterion("fact", "b"))),
        Criterion("fact", "a", ">", "many"),
    ],
)
def test_conditions_that_cannot_be_asked(wrong):
    with pytest.raises(EngineError):
        explain(wrong, {"a": 1})


def test_a_word_beside_the_order_is_neither_above_nor_below():
    none, basic = Word("undetermined", None), Word("basic", 2)
    for sign, holds in (("<", False), (">=", False), ("!=", True), ("=", False)):
        assert explain(Criterion("fact", "a", sign, basic), {"a": none}).holds is holds


@given(days, days, st.booleans())
def test_day_against_day(one, other, month_only):
    """By the day, or by the month where one of them is a month."""
    mine = Day.of(one, month_only)
    left, right = ((one.year, one.month), (other.year, other.month)) if month_only else (one, other)
    assert (mine < other, mine <= other, mine > other, mine >= other, mine == other, mine != other) == (
        left < right, left <= right, left > right, left >= right, left == right, left != right
    )  # fmt: skip
    assert (other < mine, other == mine) == (right < left, right == left)


@given(days, days)
def test_months_by_month_are_never_fewer(one, other):
    """A month that is all one knows is taken for the person: its first day against the last (A4-16)."""
    since, until = sorted((one, other))
    assert months_between(Day.of(since, True), until) - months_between(since, until) in (0, 1)


@given(st.lists(st.tuples(days, st.one_of(st.none(), days), st.sampled_from([*RANKS])), max_size=6))
def test_stretches_follow_each_other(entries):
    found = stretches(sorted(entries, key=lambda entry: entry[0]), ON)
    assert all(one.until == after.since for one, after in pairwise(found))
    assert all(one.what != after.what for one, after in pairwise(found))
    assert all(one.since < one.until for one in found)
    assert (not found) is (not entries) and all(one.until == ON for one in found[-1:])


@given(st.lists(st.tuples(days, days).map(sorted).map(tuple), max_size=5))
def test_months_against_days_one_by_one(times):
    """Each run of days that somebody served counts its full months."""
    served = {since + timedelta(n) for since, until in times for n in range((until - since).days)}
    firsts = sorted(day for day in served if day - timedelta(1) not in served)
    lasts = sorted(day + timedelta(1) for day in served if day + timedelta(1) not in served)
    assert months_in(times) == sum(map(months_between, firsts, lasts))


@given(
    st.lists(st.tuples(days, st.sampled_from([*RANKS])), min_size=1, max_size=4, unique_by=lambda entry: entry[0]),
    st.integers(0, 4),
    st.sampled_from([*RANKS]),
)
def test_what_is_said_of_a_career_holds_for_every_beginning(entries, kept, asked):
    """Forget the oldest entries of a career that rises: an exact number is still right, a bound never too high."""
    entries = sorted((day, place) for day, place in entries)
    whole = sorted(entries, key=lambda entry: RANKS[entry[1]])
    career = [(day, None, rank) for (day, _any), (_day, rank) in zip(entries, whole, strict=True)]
    asks = {
        "fits": lambda rank: RANKS[rank] >= RANKS[asked],
        "below": lambda rank: RANKS[rank] < RANKS[asked],
        "opens": lambda rank: rank == asked,
    }
    truth = months_held(stretches(career, ON), **asks, work_start=career[0][0])
    assert isinstance(truth, Fraction)
    found = months_held(stretches(career[kept:], ON), **asks, work_start=career[0][0])
    if found is not None:
        assert (found.value <= truth) if isinstance(found, AtLeast) else (found == truth)
