"""Rules that stand by themselves: numbers, conditions, gates, seats during the year, differences, wrong schemes."""

import pickle
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from cases import ANNUAL, S0, VETO, fact, s0_subject, verdicts, votes
from hypothesis import given
from hypothesis import strategies as st

from cadre_assessment.engine import (
    ABSENT,
    Component,
    ComponentError,
    Criterion,
    EngineError,
    Gate,
    GateError,
    Input,
    Quota,
    QuotaError,
    Scale,
    Scheme,
    Subject,
    clock,
    evaluate,
    exact,
    publish,
)
from cadre_assessment.engine.ballots import check_paper
from cadre_assessment.engine.criteria import holds
from cadre_assessment.engine.errors import SchemeError, WordError
from cadre_assessment.engine.gates import gatekeeper
from cadre_assessment.engine.numbers import round_count
from cadre_assessment.engine.rating import rating_seats
from cadre_assessment.engine.reasons import RATINGS


@pytest.mark.parametrize("wrong", [True, None, "", "九十", float("nan"), float("inf"), 1 / 3, [1]])
def test_what_is_no_exact_number_is_refused(wrong):
    with pytest.raises(EngineError):
        exact(wrong)


@given(st.decimals(-(10**6), 10**6, places=4))
def test_a_float_from_the_database_is_the_decimal_that_was_stored(stored):
    assert exact(float(stored)) == Fraction(stored)


@given(st.fractions(-1000, 1000))
def test_publishing_is_half_up_and_repeatable(value):
    published = publish(value)
    assert abs(published - value) <= Fraction(1, 200)
    assert publish(published) == published
    assert publish(-value) == -published


def test_half_up_where_binary_floats_and_bankers_fail():
    assert publish(exact("266.05") / 3 * exact("0.3")) == exact("26.61")
    assert publish(exact(Decimal("2.675"))) == exact("2.68")


def test_absent_is_itself_after_a_journey():
    assert pickle.loads(pickle.dumps(ABSENT)) is ABSENT


PROMOTION = Criterion(
    "all",
    children=(
        fact("staffing", "行政编"),
        fact("years", 3, ">="),
        Criterion(
            "any",
            children=(
                fact("grades", "优秀", window=2),
                fact("grades", ("优秀", "称职"), "in", window=3),
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    ("since", "grades", "staffing", "eligible"),
    [
        (date(2009, 12, 10), ("基本称职", "优秀", "优秀"), "行政编", True),
        (date(2008, 1, 5), ("称职", "称职", "称职"), "行政编", True),
        (date(2009, 1, 10), ("不定等次", "优秀", "称职"), "行政编", False),
        (date(2009, 12, 20), ("优秀", "优秀"), "行政编", False),
        (date(2008, 1, 1), ("优秀", "优秀"), "事业编", False),
    ],
)
def test_s4_e1_eligibility(since, grades, staffing, eligible):
    """S4-E1: three full years, and the last two years 优秀 or the last three at least 称职."""
    known = {"staffing": staffing, "years": clock.full_months(since, date(2012, 12, 13)) // 12, "grades": grades}
    assert holds(PROMOTION, known) is eligible


def test_operators_and_what_is_not_known():
    known = {"n": 3, "kind": "a"}
    assert [holds(fact("n", 3, operator), known) for operator in ("=", "!=", "<", "<=", ">", ">=")] == [
        True, False, False, True, False, True,
    ]  # fmt: skip
    assert [holds(fact("kind", ("a", "b"), operator), known) for operator in ("in", "not in")] == [True, False]
    assert [holds(fact("unknown", 3, operator), known) for operator in ("=", "<", ">", "in", "!=", "not in")] == [
        False, False, False, False, True, True,
    ]  # fmt: skip


def test_counting_in_a_history():
    """O-09: five years in all at least 称职 (``times``), and three in a row."""
    grades = ("优秀", "称职", None, "优秀", "优秀")
    assert holds(fact("grades", ("优秀", "称职"), "in", window=0, times=4), {"grades": grades})
    assert not holds(fact("grades", "优秀", window=3), {"grades": grades})


@pytest.mark.parametrize(
    "wrong",
    [
        Criterion("fact"),
        fact("n", 3, "=="),
        Criterion("xor", children=(fact("n"),)),
        Criterion("all"),
        Criterion("not", children=(fact("n"), fact("m"))),
    ],
)
def test_a_condition_that_says_nothing_is_refused(wrong):
    with pytest.raises(EngineError):
        holds(wrong, {})


def test_a_comparison_of_unlike_things_names_the_fact():
    with pytest.raises(EngineError, match="years"):
        holds(fact("years", 3, "<"), {"years": "three"})


def ruling(*effects, status="normal"):
    gates = [Gate(n, effect, effect, fact("x"), effect, grade) for n, (effect, grade) in enumerate(effects)]
    return gatekeeper(tuple(gates), ANNUAL)(status, {"x": True})


def test_the_most_severe_gate_wins():
    """G13: 不参加 > 不定等次 > forced grade > maximum grade > not 优秀."""
    everything = [("bar_top", None), ("max_grade", "基本称职"), ("forced_grade", "不称职"), ("undetermined", None)]
    assert ruling(*everything).status == "undetermined"
    assert ruling(*everything, ("exclude", None)).status == "excluded"
    assert [gate.effect for gate in ruling(*everything).met] == ["undetermined", "forced_grade", "max_grade", "bar_top"]
    row = s0_subject("p", "优秀", "优秀", votes(优秀=5), {"x": True})
    gates = (
        Gate(1, "a", "a", fact("x"), "max_grade", "基本称职"),
        Gate(2, "b", "b", fact("x"), "forced_grade", "不称职"),
        Gate(3, "c", "c", fact("x"), "forced_grade", "基本称职"),
    )
    verdict = verdicts(replace(S0, gates=gates), [row])["p"]
    assert (verdict.proposed, verdict.reason.code) == ("不称职", "forced_grade")


@pytest.mark.parametrize(
    ("kind", "record", "change"),
    [
        (GateError, "g", {"gates": (Gate(1, "g", "g", fact("x"), "explode"),)}),
        (GateError, "g", {"gates": (Gate(1, "g", "g", fact("x"), "max_grade", "nowhere"),)}),
        (SchemeError, "nowhere", {"default_grade": "nowhere"}),
        (QuotaError, "q", {"quotas": (Quota(1, "q", "q", "优秀"),)}),
        (QuotaError, "q", {"quotas": (Quota(1, "q", "q", "先进集体", exact("0.2")),)}),
        (QuotaError, "q", {"quotas": (Quota(1, "q", "q", "优秀", exact("0.2"), award="先进集体"),)}),
        (QuotaError, "q", {"quotas": (Quota(1, "q", "q", ratio=exact("0.2")),)}),
        (WordError, "up", {"quotas": (Quota(1, "q", "q", "优秀", exact("0.2"), rounding="up"),)}),
        (
            QuotaError,
            "q",
            {"quotas": (Quota(1, "q", "q", "优秀", exact("0.2"), minimum_score=exact(1), minimum_of="nowhere"),)},
        ),
        (ComponentError, "a", {"components": (Component("a", "a", "a", "guess", exact(1)),)}),
        (ComponentError, "a", {"components": (Component("a", "a", "a", "imported", exact(1), parent="nowhere"),)}),
        (
            ComponentError,
            "b",
            {
                "components": (
                    Component("a", "a", "a", "imported", exact(1)),
                    Component("a", "b", "b", "imported", exact(1)),
                )
            },
        ),
        (
            ComponentError,
            "b",
            {
                "components": (
                    Component("a", "a", "a", "x", exact(1), "b"),
                    Component("b", "b", "b", "x", exact(1), "a"),
                )
            },
        ),
        (ComponentError, "a", {"components": (Component("a", "a", "a", "imported", exact(1), missing="guess"),)}),
        (ComponentError, "a", {"components": (Component("a", "a", "a", "imported", exact(1), maximum=exact(0)),)}),
        (ComponentError, "a", {"components": (Component("a", "a", "a", "ballot", exact(1)),)}),
        (ComponentError, "a", {"components": (Component("a", "a", "a", "per_unit", exact(1)),)}),
        (ComponentError, "a", {"components": (Component("a", "a", "a", "group", exact(1)),)}),
    ],
)
def test_a_scheme_that_cannot_be_computed_with_is_refused(kind, record, change):
    """Each kind of failure has a class of its own, and names the record it means."""
    subject = Subject("p", pools={1: "all"})
    with pytest.raises(kind) as caught:
        evaluate(replace(S0, **change), [subject])
    assert caught.value.record == record
    assert isinstance(caught.value, EngineError)
    assert str(record) in str(caught.value)


@pytest.mark.parametrize(
    "inputs",
    [
        (Input("a", 1, value=exact(101)),),
        (Input("a", 1, value=exact(-1)),),
    ],
)
def test_marks_outside_their_scale_are_named(inputs):
    scheme = Scheme("x", (Component("a", "a", "a", "raw_100", exact(50)),), Scale("none", ()))
    [verdict] = evaluate(scheme, [Subject("p", inputs=inputs)]).verdicts
    figures = {"component": "a", "why": "out_of_range", "label": "", "value": inputs[0].value, "low": 0, "high": 100}
    assert (verdict.reason.code, verdict.reason.figures) == ("uncomputable", {**figures, "more": 0})


def test_a_subject_given_twice_is_refused():
    with pytest.raises(EngineError, match="twice"):
        evaluate(S0, [Subject("p"), Subject("p")])


def test_a_tick_for_somebody_who_is_not_on_the_paper():
    with pytest.raises(EngineError, match="not on this paper"):
        check_paper([("a", 0)], {("b", 0): ["优秀"]})


def test_s4_e3_composite():
    """S4-E3: judges 40 %, ballot 60 %; nothing is rounded on the way: 90.37 before 90.36."""
    scheme = Scheme(
        "P10",
        (
            Component("judges", "judges", "演讲", "mean_of_judges", exact(40)),
            Component("ballot", "ballot", "测评", "imported", exact(60)),
        ),
        Scale("none", ()),
    )
    rows = {"first": ((88, 90, 92, 85, 87, 91, 89, 90, 86), "91.5"), "second": ((90,), "90.6")}
    found = verdicts(
        scheme,
        [
            Subject(
                key,
                inputs=(
                    *(Input("judges", ("judge", n), value=exact(mark)) for n, mark in enumerate(marks)),
                    Input("ballot", 1, value=exact(ballot)),
                ),
            )
            for key, (marks, ballot) in rows.items()
        ],
    )
    assert [(found[key].total, found[key].rank) for key in rows] == [(exact("90.37"), 1), (exact("90.36"), 2)]


@pytest.mark.parametrize(("hard", "code"), [(True, "seat_refused"), (False, "seat_overrun")])
def test_s0_e2_third_rating(hard, code):
    """S0-20, S0-E2: of 13 subjects two may be rated 优秀; the third is refused, or at the year's end needs a reason."""
    quota = Quota("half", "half_top", "半年优秀", "优秀", exact("0.2"), hard=hard)
    third = rating_seats(quota, 13, 2).another()
    assert (third.code, third.figures["share"]) == (code, Fraction(3, 13))
    assert set(third.figures) == set(RATINGS[code].figures)
    assert rating_seats(quota, 13, 1).left == 1
    assert [rating_seats(quota, base, 0).seats for base in (4, 5, 15)] == [0, 1, 3]


def test_a_recompute_says_what_changed_by_which_line():
    """One half-year grade changes: its line, the total, the rank and, for somebody else, only the seat."""
    before = [s0_subject(n, "良好", "优秀", votes(优秀=n + 1, 称职=10)) for n in range(5)]
    after = [s0_subject(0, "优秀", "优秀", votes(优秀=1, 称职=10)), *before[1:]]
    old, new = (evaluate(S0, subjects).verdicts for subjects in (before, after))
    assert [line.component for line, other in zip(new[0].lines, old[0].lines, strict=True) if line != other] == ["half"]
    assert [(one[0].rank, one[0].proposed) for one in (old, new)] == [(5, "称职"), (1, "优秀")]
    assert new[4].lines == old[4].lines
    names = [name for name in new[4]._fields if getattr(new[4], name) != getattr(old[4], name)]
    assert set(names) == {"rank", "proposed", "reason"}


def test_a_recompute_with_others_and_other_pools():
    before = [s0_subject(n, "良好", "优秀", votes(优秀=n + 1)) for n in range(5)]
    gone = evaluate(S0, before[1:])
    assert [verdict.subject for verdict in gone.verdicts] == [1, 2, 3, 4]
    assert [[state.seats for state in one.pools] for one in (evaluate(S0, before), gone)] == [[1], [0]]


def test_a_veto_that_is_not_met_leaves_no_mark():
    verdict = verdicts(replace(S0, gates=(VETO,)), [s0_subject("p", "优秀", "优秀", votes(优秀=5), {"veto": False})])[
        "p"
    ]
    assert (verdict.gates, verdict.may_top) == ((), True)


def test_a_tie_is_of_published_figures():
    """G1, G6: 89.994 and 89.985 are both 89.99, made of 39.99 and 50: the body decides, not a hidden decimal."""
    parts = (
        Component("year", "year", "年度", "raw_100", exact(50), tie_break=1),
        Component("half", "half", "半年", "raw_100", exact(50), tie_break=2),
    )
    quota = Quota("top", "top", "优秀", "优秀", Fraction(1, 2))
    scheme = replace(S0, components=parts, quotas=(quota,), gates=())

    def subject(key, mark):
        inputs = (Input("year", key, value=exact(mark)), Input("half", key, value=exact(100)))
        return Subject(key, inputs=inputs, pools={"top": "organ"})

    found = verdicts(scheme, [subject("A", "79.988"), subject("B", "79.97")])
    assert [(one.total, one.rank, one.pending) for one in found.values()] == [(exact("89.99"), 1, True)] * 2
    assert found["A"].reason.code == "pending_tie"
    least = replace(quota, minimum_score=exact("79.99"), minimum_of="year")
    lower = verdicts(replace(scheme, quotas=(least,)), [subject("A", "79.988"), subject("B", "79.984")])
    assert [lower[key].reason.code for key in "AB"] == ["seat_won", "below_minimum"]


@pytest.mark.parametrize(("size", "floor", "half", "ceil"), [(13, 2, 3, 3), (11, 2, 2, 3), (12, 2, 2, 3)])
def test_seats_by_each_rounding(size, floor, half, ceil):
    """20 % of 13 = 2.6, of 11 = 2.2, of 12 = 2.4."""
    share = Fraction(size, 5)
    assert [round_count(share, way) for way in ("floor", "half_up", "ceil")] == [floor, half, ceil]
