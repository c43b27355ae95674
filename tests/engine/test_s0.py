"""S0: weights 30/50/20, coefficients 1/0.8/0.6/0.4, 优秀 at most 20 % (soft at the year's end)."""

from dataclasses import replace
from fractions import Fraction

import pytest
from cases import S0, s0_subject, verdicts, votes

from cadre_assessment.engine import Component, Input, evaluate, exact

B = ("良好", "优秀", votes(优秀=10, 称职=10))  # 24 + 50 + 18.00
C = ("优秀", "优秀", votes(基本称职=20))  # 30 + 50 + 12.00


def thirteen(b=B, c=C, veto=()):
    """S0-E3: A 95.60, B 92.00, C 92.00 and ten others with 80.00."""
    rows = {"A": ("优秀", "优秀", votes(称职=9, 基本称职=1)), "B": b, "C": c}
    rows |= {f"other {n}": ("良好", "良好", votes(称职=10)) for n in range(10)}
    return [s0_subject(key, *row, facts={"veto": key in veto}) for key, row in rows.items()]


def top(found):
    return {key for key, verdict in found.items() if verdict.proposed == "优秀"}


def test_e1_normal_score():
    """S0-E1: 24 + 50 + 20 x 90/100 = 92.00; two papers are invalid for this person only."""
    verdict = verdicts(S0, [s0_subject("p", "良好", "优秀", votes(优秀=12, 称职=6, 基本称职=2, 不称职=0, invalid=2))])[
        "p"
    ]
    assert verdict.total == 92
    assert [(line.component, line.raw, line.weight, line.shown) for line in verdict.lines] == [
        ("half", exact("0.8"), 30, 24),
        ("year", 1, 50, 50),
        ("ballot", 90, 20, 18),
    ]
    assert verdict.lines[2].reason.figures == {"valid": 20, "invalid": 2, "dropped": ()}
    assert verdict.lines[2].source == ("ballot", 1)


@pytest.mark.parametrize(("grade", "mark", "total"), [("优秀", "优秀", 100), ("较差", "不称职", 40)])
def test_e1_bounds(grade, mark, total):
    """S0-E1: all best 100.00, all worst 40.00."""
    assert verdicts(S0, [s0_subject("p", grade, grade, votes(**{mark: 7}))])["p"].total == total


@pytest.mark.parametrize(("size", "seats"), [(13, 2), (4, 0), (5, 1), (15, 3)])
def test_e2_seats(size, seats):
    """S0-E2: floor(20 % of the subjects)."""
    outcome = evaluate(S0, [s0_subject(n, "良好", "良好", votes(优秀=n, 称职=20)) for n in range(size)])
    (pool,) = outcome.pools
    assert (pool.base, pool.seats, pool.used, pool.exact) == (size, seats, seats, Fraction(size, 5))
    assert top({v.subject: v for v in outcome.verdicts}) == set(range(size - seats, size))


def test_e3_chain_gives_the_last_seat():
    """S0-E3: annual work levels B and C, the half-year gives the seat to C."""
    found = verdicts(S0, thirteen())
    assert [(found[key].total, found[key].rank) for key in "ABC"] == [(exact("95.6"), 1), (92, 2), (92, 2)]
    assert found["other 0"].rank == 4
    assert top(found) == {"A", "C"}
    assert found["A"].reason.code == "seat_won"
    assert found["A"].reason.figures == {
        "rank": 1, "total": exact("95.6"), "quota": "annual_top", "seats": 2, "base": 13, "ratio": Fraction(1, 5),
    }  # fmt: skip
    assert {"component": "half_year", "values": (30, 24), "won": True}.items() <= found["C"].reason.figures.items()
    assert (found["B"].proposed, found["B"].reason.code) == ("称职", "tie_broken_by")
    assert {"values": (24, 30), "won": False}.items() <= found["B"].reason.figures.items()
    assert found["other 0"].reason.code == "seat_lost"
    assert found["other 0"].reason.figures["last"] == 92


def test_e3_variant_pending():
    """S0-E3, variant: the chain does not separate B and C: nobody is proposed for the second seat (G6)."""
    outcome = evaluate(S0, thirteen(c=B))
    found = {verdict.subject: verdict for verdict in outcome.verdicts}
    assert top(found) == {"A"}
    for key in "BC":
        assert (found[key].pending, found[key].proposed) == (True, None)
        assert found[key].reason.code == "pending_tie"
        assert {"tied": 2, "seats_left": 1}.items() <= found[key].reason.figures.items()
    assert found["other 0"].proposed == "称职"
    (pool,) = outcome.pools
    assert (pool.used, pool.open, set(pool.tied)) == (1, 1, {"B", "C"})


def test_e5_veto():
    """S0-E5: A keeps total and rank and stays in the base (G14); the seats go to B and C without any tie."""
    outcome = evaluate(S0, thirteen(veto={"A"}))
    found = {verdict.subject: verdict for verdict in outcome.verdicts}
    assert (found["A"].total, found["A"].rank, found["A"].proposed) == (exact("95.6"), 1, "称职")
    assert (found["A"].may_top, found["A"].gates) == (False, ("veto",))
    assert (found["A"].reason.code, found["A"].reason.figures["gates"]) == ("barred", ("一票否决",))
    assert top(found) == {"B", "C"}
    assert {found[key].reason.code for key in "BC"} == {"seat_won"}
    assert (outcome.pools[0].base, outcome.pools[0].seats) == (13, 2)


def test_two_half_years_are_averaged():
    """A0-2: 30 x mean coefficient of the half-years recorded."""
    assert verdicts(S0, [s0_subject("p", ("优秀", "一般"), "优秀", votes(优秀=5))])["p"].total == 94


def test_missing_component_is_made_up():
    """G12: without a ballot 30 and 50 stand for 100, and the gap is flagged."""
    verdict = verdicts(S0, [s0_subject("p", "良好", "优秀")])["p"]
    assert (verdict.total, verdict.flags) == (exact("92.5"), ("missing:ballot",))
    assert sum(line.shown for line in verdict.lines) == verdict.total
    assert [line.kind for line in verdict.lines] == ["component", "component", "component", "renormalise"]
    assert verdict.lines[-1].reason.figures == {"missing": ("ballot",), "weight": 100, "present": 80}


def test_a_ballot_without_valid_marks_is_missing_not_zero():
    """G12: no vote is not a vote for zero."""
    assert verdicts(S0, [s0_subject("p", "优秀", "优秀", votes(优秀=0, invalid=3))])["p"].total == 100


def test_nothing_recorded():
    """No input at all: no total, no rank, no proposal, but counted in the base."""
    outcome = evaluate(S0, [s0_subject("p"), *(s0_subject(n, "良好", "良好", votes(称职=1)) for n in range(4))])
    verdict = outcome.verdicts[0]
    assert (verdict.exact, verdict.total, verdict.rank, verdict.proposed) == (None, None, None, None)
    assert (verdict.reason.code, verdict.reason.figures) == ("no_input", {"missing": ("half_year", "year", "ballot")})
    assert (verdict.may_top, outcome.pools[0].base) == (False, 5)


def test_open_case_and_excluded():
    """An open case takes part without a grade and stays in the base; who is excluded does neither (G14)."""
    row = ("优秀", "优秀", votes(优秀=5))
    outcome = evaluate(
        S0,
        [
            s0_subject("case", *row, facts={"case": "open"}),
            s0_subject("retired", *row, status="excluded"),
            *(s0_subject(n, *row) for n in range(4)),
        ],
    )
    case, retired, *_rest = outcome.verdicts
    assert (case.total, case.rank, case.proposed, case.reason.code) == (100, 1, None, "undetermined")
    assert (retired.total, retired.rank, retired.proposed, retired.reason.code) == (None, None, None, "excluded")
    assert outcome.pools[0].base == 5


def test_raw_100_instead_of_grades():
    """A0-1: the annual work by marks, 50 x mark/100."""
    year = Component("year", "year", "年度", "raw_100", exact(50), "items")
    scheme = replace(S0, components=tuple(year if c.key == "year" else c for c in S0.components))
    subject = s0_subject("p", "优秀", None, votes(优秀=5))
    mark = Input("year", ("mark", 1), value=exact("88.5"))
    assert verdicts(scheme, [replace(subject, inputs=(*subject.inputs, mark))])["p"].total == exact("94.25")


def test_published_ballot_score_is_used_as_published():
    """G1: 1000/12 is published as 83.33, and 20 x 83.33/100 = 16.666 is what counts."""
    verdict = verdicts(S0, [s0_subject("p", "优秀", "优秀", votes(优秀=2, 称职=10))])["p"]
    assert (verdict.exact, verdict.total) == (exact("96.666"), exact("96.67"))


def test_a_wrong_input_is_named_and_its_subject_waits():
    """Nobody else does: the reason of the subject and a line of its trace say which record it is."""
    stray = replace(s0_subject("q"), inputs=(Input("nowhere", 1, "a stray record"),))
    found = verdicts(S0, [s0_subject("p", "优秀", "不存在", None), stray, s0_subject("r", "优秀", "优秀", None)])
    assert [found[key].reason.figures["why"] for key in "pq"] == ["no_coefficient", "no_component"]
    assert [(found[key].reason.code, found[key].total, found[key].proposed) for key in "pq"] == [
        ("uncomputable", None, None)
    ] * 2
    assert [line.source for line in found["p"].lines if line.reason and line.reason.code == "unusable"] == [
        ("report", "p", "year")
    ]
    assert found["r"].total == 100
