"""S3: who is in the base, ratios by the team's grade, the score needed to be proposed, postings, papers."""

from dataclasses import replace
from datetime import date

import pytest
from cases import S0, VOTES, fact, s0_subject, verdicts, votes

from cadre_assessment.engine import Component, Gate, Grade, Input, Pool, Quota, Scale, Scheme, Subject, evaluate, exact
from cadre_assessment.engine.ballots import check_paper, paper_limit
from cadre_assessment.engine.clock import held_months
from cadre_assessment.engine.quota import seats_of

S3 = Scheme(
    "S3",
    (Component("ballot", "ballot", "民主测评", "ballot", exact(100), scale=VOTES),),
    Scale("annual", (Grade("优秀", "优秀", 1, top=True), Grade("称职", "称职", 2), Grade("基本称职", "基本称职", 3))),
    default_grade="称职",
    quotas=(
        Quota(
            "top", "top", "优秀20%", "优秀", exact("0.2"), minimum_score=exact(90), minimum_of="ballot",
            ratio_by={"优秀": exact("0.25"), "一般": exact("0.2"), "较差": exact("0.15")},
        ),
    ),
    gates=(
        Gate("case", "open_case", "立案审查未结案", fact("case", "open"), "undetermined"),
        Gate("weak", "weak_team_head", "一般班子主要负责人", fact("head_of", "一般"), "bar_top", hard=False),
        Gate("daily", "no_daily_top", "全年领导评价无优秀",
             replace(fact("x"), kind="not", children=(fact("quarters", "优秀", window=0, times=1),)), "bar_top"),
    ),
)  # fmt: skip
DAILY = {"quarters": ("良好", "优秀", "良好", "良好")}


def cadre(key, tops=10, others=0, **more):
    more.setdefault("pools", {"top": "township"})
    inputs = (Input("ballot", ("ballot", key), tallies=votes(优秀=tops, 称职=others)),)
    return Subject(key, inputs=inputs, **{"facts": DAILY, **more})


def township():
    """S3-E1: 23 cadres."""
    outside = {"in_base": False, "uses_seat": False}
    return [
        *(cadre(f"head {n}", pools={"top": "heads"}) for n in range(2)),
        cadre("posted by the city", 40, 1, **outside),
        cadre("posted for 8 months", 5, 5),
        cadre("posted for 4 months", status="excluded"),
        cadre("village leader", status="excluded"),
        cadre("retired", status="excluded"),
        cadre("investigated", 40, facts={**DAILY, "case": "open"}),
        *(cadre(n, 40, n + 2) for n in range(15)),
    ]


@pytest.mark.parametrize(("team", "seats"), [(None, 3), ("良好", 3), ("优秀", 4), ("一般", 3), ("较差", 2)])
def test_e1_base_and_ratio(team, seats):
    """S3-E1: base 17; 3.4, 4.25 or 2.55 seats by the team's grade."""
    outcome = evaluate(S3, township(), [Pool("top", "township", team)])
    pool = next(state for state in outcome.pools if state.pool == "township")
    assert (pool.base, pool.seats, pool.used) == (17, seats, seats)


def test_e1_posted_by_the_city_uses_no_seat():
    """S3-04: as good as the winners, a fourth 优秀 besides the three seats; the investigated keeps his rank (G14)."""
    found = verdicts(S3, township())
    top = [
        key
        for key, verdict in found.items()
        if verdict.proposed == "优秀" and verdict.subject not in ("head 0", "head 1")
    ]
    assert top == ["posted by the city", 0, 1, 2]
    assert found["posted by the city"].reason.code == "exempt_won"
    assert (found["investigated"].proposed, found["investigated"].rank) == (None, 1)


def test_e1_a_guest_behind_the_winners_gets_nothing():
    people = [cadre(n, 40, n) for n in range(5)]
    guest = cadre("guest", 40, 3, in_base=False, uses_seat=False)
    assert verdicts(S3, [*people, guest])["guest"].reason.code == "seat_lost"


def test_a3_5_lower_limit_of_the_organisation():
    outcome = evaluate(S3, township(), [Pool("top", "township", "优秀", ratio=exact("0.22"))])
    assert next(state.seats for state in outcome.pools if state.pool == "township") == 3


@pytest.mark.parametrize(
    ("counts", "score", "code"),
    [((22, 16, 2), "90.00", "seat_won"), ((21, 17, 2), "89.50", "below_minimum")],
)
def test_e3_ninety_points(counts, score, code):
    """S3-E3: 90.00 can be proposed, 89.50 cannot."""
    best, good, fair = counts
    first = replace(cadre("p"), inputs=(Input("ballot", 1, tallies=votes(优秀=best, 称职=good, 基本称职=fair)),))
    verdict = verdicts(S3, [first, *(cadre(n, 0, 5) for n in range(4))])["p"]
    assert (verdict.total, verdict.reason.code) == (exact(score), code)
    assert verdict.may_top == (code == "seat_won")


def test_gates_on_heads_and_daily_results():
    """S3-45: the head of an 一般 team is not 优秀; S3-48: nor is whoever had no 优秀 in any quarter."""
    head = cadre("head", facts={**DAILY, "head_of": "一般"})
    dull = cadre("dull", facts={"quarters": ("良好", "良好")})
    found = verdicts(S3, [head, dull, *(cadre(n, 9, 1) for n in range(3))])
    assert [found[key].reason.figures["gates"] for key in ("head", "dull")] == [
        ("一般班子主要负责人",),
        ("全年领导评价无优秀",),
    ]


def test_e4_posting_boundary():
    """S3-E4: 1 July to 31 December are six months, from 2 July five."""
    end = date(2019, 12, 31)
    starts = (date(2019, 7, 1), date(2019, 7, 2), date(2019, 6, 30))
    assert [held_months(start, end) for start in starts] == [6, 5, 6]


def test_e8_paper_with_too_many():
    """S3-E8: twelve people, at most two 优秀; the third makes the paper invalid; with four people none is allowed."""
    assert (paper_limit(exact("0.2"), 12), paper_limit(exact("0.2"), 4)) == (2, 0)
    lines = [(n, "总体") for n in range(12)]
    ticks = {line: ["优秀" if line[0] < 3 else "称职"] for line in lines}
    refused = check_paper(lines, ticks, "优秀", exact("0.2"))
    assert (refused.accepted, refused.over, len(refused.invalid)) == (False, {"总体": 3}, 12)
    dropped = check_paper(lines, ticks, "优秀", exact("0.2"), overrun="drop")
    assert (dropped.accepted, len(dropped.marks), len(dropped.invalid)) == (True, 9, 3)
    ticks[0, "总体"] = ["称职"]
    assert check_paper(lines, ticks, "优秀", exact("0.2")).accepted


def test_two_ticks_or_none_cost_that_line_only():
    """G7, S0-28."""
    check = check_paper([("a", 0), ("b", 0), ("c", 0)], {("a", 0): ["优秀"], ("b", 0): ["优秀", "称职"]})
    assert (dict(check.marks), check.invalid) == ({("a", 0): "优秀"}, (("b", 0), ("c", 0)))


def test_small_cells_are_merged_before_they_are_scored():
    """Two voters of one group are not to be read out of a score: their group is merged with the next."""
    ballot = replace(S0.components[-1], params={"minimum": 5})
    scheme = replace(S0, components=(*S0.components[:-1], ballot))
    few = votes(优秀=2, 称职=2)
    verdict = verdicts(scheme, [s0_subject("p", "优秀", "优秀", few)])["p"]
    assert verdict.flags == ("missing:ballot",)


def test_minimum_is_said_of_everybody():
    """S3-39, A3-14: 90.00 may, 89.99 may not, whatever else keeps one from the grade; 89.995 is published as 90."""
    marks = {"a": (10, 10), "b": (999, 1001), "c": (1999, 2001), "d": (4997, 5003)}  # 90, 89.99, 89.995, 89.994
    found = verdicts(S3, [cadre(key, *votes_of) for key, votes_of in marks.items()])
    assert [bool(found[key].unmet) for key in "abcd"] == [False, True, False, True]
    [(quota, why)] = found["b"].unmet
    assert (quota, why.code, why.figures["score"]) == (S3.quotas[0].key, "below_minimum", exact("89.99"))
    soft = replace(S3, quotas=tuple([replace(quota, hard=False) for quota in S3.quotas]))
    assert not verdicts(soft, [cadre("b", *marks["b"])])["b"].unmet, "the body may set a soft one aside"


def test_entrusted_pools_have_their_own_ratio():
    """S3-12: 20 % whatever the team's grade; pools of 0, 1, 4, 5 people."""
    own = replace(S3.quotas[0], entrusted_ratio=exact("0.2"))
    for team in (None, *S3.quotas[0].ratio_by):
        pool = Pool(own.key, "p", team, entrusted=True)
        assert [seats_of(own, base, pool).number for base in (0, 1, 4, 5, 20)] == [0, 0, 0, 1, 4]


def test_no_seats_is_said_as_it_is():
    """A pool of four has no seat: nobody took it. Of one seat that a gate gave, nobody better took it either."""
    found = verdicts(S3, [cadre(key, 40, n) for n, key in enumerate("abcd")])
    assert {one.reason.code for one in found.values()} == {"no_seats"}
    people = [cadre(n, 40, n) for n in range(5)]
    taken = evaluate(S3, people, [Pool("top", "township", taken=1)]).verdicts
    assert {one.reason.code for one in taken} == {"seats_granted"}
