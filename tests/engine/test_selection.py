"""Steps of a procedure, contenders, minima and two-way choice, against looking through every possibility."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_assessment.engine import EngineError
from cadre_assessment.engine.contenders import contenders_needed, posts_kept
from cadre_assessment.engine.matching import blocking, match
from cadre_assessment.engine.schedule import Task, schedule
from cadre_assessment.engine.structure import Entry, Minimum, fewest_swaps, reserve_then_fill

START = date(2010, 3, 14)
KINDS = ("女", "党外", "甲县")


# -- steps -------------------------------------------------------------------------------------------------------------
@st.composite
def plans(draw):
    tasks = []
    for number in range(draw(st.integers(1, 6))):
        before = draw(st.sets(st.sampled_from([task.code for task in tasks]))) if tasks else ()
        planned = draw(st.one_of(st.none(), st.dates(START - timedelta(5), START + timedelta(30))))
        tasks.append(
            Task(str(number), tuple(sorted(before)), draw(st.integers(0, 5)), False, draw(st.booleans()), planned)
        )
    return draw(st.permutations(tasks))


@given(plans())
def test_nothing_begins_before_what_it_waits_for(tasks):
    slots = schedule(tasks, START)
    assert list(slots) == [task.code for task in tasks]
    for task in tasks:
        slot = slots[task.code]
        earliest = max([START, *[slots[one].last + timedelta(task.next_day) for one in task.after]])
        assert slot.first == max(earliest, task.planned or earliest)
        assert slot.late is (task.planned is not None and task.planned < earliest)
        assert slot.last == slot.first + timedelta(max(task.days - 1, 0))


@pytest.mark.parametrize(
    "tasks",
    [
        [Task("a", ("b",)), Task("b", ("a",))],
        [Task("a", ("a",))],
        [Task("a", ("nobody",))],
        [Task("a"), Task("a")],
        [Task("a", days=-1)],
    ],
)
def test_plans_that_cannot_be(tasks):
    with pytest.raises(EngineError):
        schedule(tasks, START)


# -- contenders --------------------------------------------------------------------------------------------------------
@given(
    st.integers(0, 12), st.integers(0, 30), st.sampled_from([Fraction(3, 2), Fraction(2), Fraction(1), Fraction(4, 3)])
)
def test_posts_kept_are_the_most_that_hold_the_ratio(posts, candidates, ratio):
    kept = posts_kept(posts, candidates, ratio)
    assert kept == max(some for some in range(posts + 1) if contenders_needed(some, ratio) <= candidates)


def test_numbers_that_are_none():
    for wrong in ((-1, 3, Fraction(3, 2)), (1, -3, Fraction(3, 2)), (1, 3, Fraction(0))):
        with pytest.raises(EngineError):
            posts_kept(*wrong)


# -- minima ------------------------------------------------------------------------------------------------------------
@st.composite
def fields(draw):
    scores = sorted(draw(st.lists(st.integers(60, 99), min_size=1, max_size=8)), reverse=True)
    people = [
        Entry(number, Fraction(score), frozenset(draw(st.sets(st.sampled_from(KINDS)))))
        for number, score in enumerate(scores)
    ]
    kinds = st.one_of(st.sampled_from(KINDS), st.just(frozenset({"女", "甲县"})))
    wanted = draw(st.dictionaries(kinds, st.integers(0, 4), max_size=3))
    return people, draw(st.integers(0, 6)), [Minimum(kind, number) for kind, number in wanted.items()]


def meets(some, minima):
    return all(sum(map(one.fits, some)) >= one.number for one in minima)


def every(people, places):
    return combinations(people, min(places, len(people)))


@settings(max_examples=400)
@given(fields())
def test_minima_are_met_whenever_they_can_be(field):
    people, places, minima = field
    possible = any(meets(some, minima) for some in every(people, places))
    for fill in (reserve_then_fill, fewest_swaps):
        filled = fill(people, places, minima)
        taken = [entry for entry in people if entry.key in filled.taken]
        assert len(taken) == min(places, len(people))
        assert (not filled.unmet) is possible
        assert not possible or meets(taken, minima)
        by_order = {entry.key for entry in people[:places]}
        assert set(filled.swapped_in) == set(filled.taken) - by_order
        assert set(filled.swapped_out) == by_order - set(filled.taken)


@settings(max_examples=400)
@given(fields())
def test_what_is_unmet_is_proved_by_its_figures(field):
    people, places, minima = field
    for kind, number, possible in reserve_then_fill(people, places, minima).unmet:
        if isinstance(kind, tuple):
            crossing = [one for one in minima if one.kind in kind]
            enough = [
                size
                for size in range(len(people) + 1)
                if any(meets(some, crossing) for some in combinations(people, size))
            ]
            assert possible == places and (not enough or min(enough) >= number > places)
        else:
            (one,) = [one for one in minima if one.kind == kind]
            assert number == one.number > possible == min(places, sum(map(one.fits, people)))


@settings(max_examples=400)
@given(fields())
def test_no_list_swaps_fewer(field):
    people, places, minima = field
    lists = [some for some in every(people, places) if meets(some, minima)]
    if lists:
        found = fewest_swaps(people, places, minima)
        by_order = {entry.key for entry in people[:places]}
        swaps = [
            (sum(entry.key not in by_order for entry in some), -sum(entry.score for entry in some)) for some in lists
        ]
        taken = [entry for entry in people if entry.key in found.taken]
        assert (len(found.swapped_in), -sum(entry.score for entry in taken)) == min(swaps)


@given(fields())
def test_reserved_are_the_highest_of_their_kind(field):
    """With one minimum: nobody of the kind who is left out stands above one who came in for it."""
    people, places, minima = field
    for one in minima:
        taken = set(reserve_then_fill(people, places, [one]).taken)
        fitting = [entry.key in taken for entry in people if one.fits(entry)]
        assert fitting == sorted(fitting, reverse=True)


def test_counties_inside_a_city():
    """S4-P9-06, P9-09: the women of a county count for the county and for the city."""
    people = [
        Entry(n, Fraction(100 - n), frozenset({"甲县" if n % 2 else "乙县", *(("女",) if n > 6 else ())}))
        for n in range(10)
    ]
    minima = [Minimum("女", 2), Minimum("甲县", 3), Minimum(frozenset({"甲县", "女"}), 1), Minimum("乙县", 3)]
    filled = reserve_then_fill(people, 6, minima)
    assert (filled.taken, filled.unmet) == ((0, 1, 2, 3, 7, 8), ())


@pytest.mark.parametrize(
    "wrong",
    [
        ([], -1, []),
        ([], 1, [Minimum("女", -1)]),
        ([Entry(1, Fraction(1)), Entry(1, Fraction(2))], 1, []),
    ],
)
def test_fields_that_cannot_be(wrong):
    for fill in (reserve_then_fill, fewest_swaps):
        with pytest.raises(EngineError):
            fill(*wrong)


# -- two-way choice ----------------------------------------------------------------------------------------------------
@st.composite
def markets(draw):
    people, units = "abcd"[: draw(st.integers(1, 4))], "xyz"[: draw(st.integers(1, 3))]

    def some(names):
        return draw(st.lists(st.sampled_from(names), unique=True, max_size=len(names)))

    return (
        {person: some(units) for person in people},
        {unit: some(people) for unit in units},
        {unit: draw(st.integers(0, 2)) for unit in units},
    )


def placements(choices, places):
    for units in product(*[[None, *chosen] for chosen in choices.values()]):
        placed = {person: unit for person, unit in zip(choices, units, strict=True) if unit}
        if all(list(placed.values()).count(unit) <= number for unit, number in places.items()):
            yield placed


@settings(max_examples=300)
@given(markets())
def test_stable_and_best_for_the_people(market):
    """Nobody would be better placed in any other stable placement; whom a unit does not want it does not get."""
    choices, orders, places = market
    found = match(*market)
    assert blocking(found.placed, *market) == []
    for person, unit in found.placed.items():
        assert person in orders[unit] and choices[person][found.rank[person] - 1] == unit
    assert set(found.unplaced) == choices.keys() - found.placed.keys()
    place = {
        person: chosen.index(found.placed[person]) if person in found.placed else len(chosen)
        for person, chosen in choices.items()
    }
    for other in placements(choices, places):
        wanted = all(person in orders[unit] for person, unit in other.items())
        if wanted and not blocking(other, *market):
            for person, unit in other.items():
                assert place[person] <= choices[person].index(unit)


@given(markets(), st.randoms())
def test_in_whatever_order_they_are_looked_at(market, chance):
    choices, orders, places = market
    names = list(choices)
    chance.shuffle(names)
    assert match({name: choices[name] for name in names}, orders, places).placed == match(*market).placed


def test_choices_that_cannot_be():
    for wrong in (
        ({"a": ["x"]}, {}, {}),
        ({"a": ["x", "x"]}, {}, {"x": 1}),
        ({"a": ["x"]}, {"x": ["a", "a"]}, {"x": 1}),
        ({"a": ["x"]}, {}, {"x": -1}),
    ):
        with pytest.raises(EngineError):
            match(*wrong)
