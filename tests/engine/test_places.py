"""What the engine decides of places: who is in which list, whose seats are shared, who is scored without any seat."""

from dataclasses import replace

from cases import fact, verdicts
from test_s2 import UNITS, unit
from test_s3 import S3, cadre

from cadre_assessment.engine import Criterion, Grade, Scale, evaluate
from cadre_assessment.engine.criteria import holds

LONG = Criterion(
    "all",
    children=(
        fact("posting_kind", "posted"),
        fact("posting_level", "county"),
        fact("posting_months", 6, ">="),
    ),
)
"""县级下派挂职满6个月 (S3-06): assessed where he is posted."""
HEADS = Criterion("all", children=(fact("unit_head"), Criterion("not", children=(LONG,))))
"""Who stands in the list of heads: a head, unless he is posted elsewhere."""


def test_a_posted_head_stands_in_one_list():
    """S3-06, S3-08: with six months at the host he is on its list and on none of the heads; with five the other way."""
    for months, posted in ((6, True), (5, False)):
        known = {"unit_head": True, "posting_kind": "posted", "posting_level": "county", "posting_months": months}
        assert (holds(LONG, known), holds(HEADS, known)) == (posted, not posted)
    village = {"unit_head": True, "posting_kind": "village"}
    assert not holds(LONG, village)
    outside = cadre("head in a village", status="excluded")
    outcome = evaluate(S3, [outside, *(cadre(n) for n in range(5))])
    assert [(pool.base, pool.seats) for pool in outcome.pools] == [(5, 1)], "in nobody's base, with nobody's seat"


def test_ranked_together_with_seats_apart():
    """S2A-28, S2A-63: one comparison group is one ranking; two districts in it have seats of their own each."""
    people = [
        unit((district, n), 60 - 2 * n - district, group="区(市)", pools={"advanced": district})
        for district in range(2)
        for n in range(10)
    ]
    outcome = evaluate(UNITS, people)
    assert [(pool.base, pool.seats) for pool in outcome.pools] == [(10, 1), (10, 1)]
    found = verdicts(UNITS, people)
    assert sorted(one.rank for one in found.values()) == list(range(1, 21)), "one ranking for both"
    assert {key for key, one in found.items() if one.awards[0].won} == {(0, 0), (1, 0)}, "the best of each"
    shared = [replace(one, pools={"advanced": "both"}) for one in people]
    won = {key for key, one in verdicts(UNITS, shared).items() if one.awards[0].won}
    assert won == {(0, 0), (1, 0)}, "two of twenty, and here the two best are the same"
    turned = [replace(one, pools={"advanced": "both"}, group=one.key[0]) for one in people]
    assert {one.rank for one in verdicts(UNITS, turned).values()} == set(range(1, 11)), "two rankings, one pool"


def test_scored_without_any_seat():
    """S2A-52, S2A-75: city leaders have points and ranks, one word for all, no seats and no awards."""
    scored = replace(
        UNITS, scale=Scale("none", (Grade("已考核", "已考核", 1),)), default_grade="已考核", quotas=(), gates=()
    )
    outcome = evaluate(scored, [unit(n, 60 - n) for n in range(3)])
    assert not outcome.pools
    assert [(one.rank, one.proposed, one.awards) for one in outcome.verdicts] == [(n, "已考核", ()) for n in (1, 2, 3)]
