"""S1: base 100 = mean of the months, bands 95/80/70, bonuses at most 30 a year, deductions without limit."""

from dataclasses import replace

import pytest
from cases import verdicts

from cadre_assessment.engine import Cap, Component, Grade, Input, Posting, Quota, Scale, Scheme, Subject, exact, publish
from cadre_assessment.engine.adjustments import settle
from cadre_assessment.engine.bands import band_finder

BANDS = Scale(
    "annual",
    (
        Grade("优秀", "优秀", 1, low=exact(95), top=True),
        Grade("称职", "称职", 2, low=exact(80)),
        Grade("基本称职", "基本称职", 3, low=exact(70)),
        Grade("不称职", "不称职", 4),
    ),
)
S1 = Scheme(
    "S1",
    (Component("months", "months", "月考评", "mean_of_periods", exact(100)),),
    BANDS,
    banded=True,
    caps=(Cap("bonus", exact(30)),),
)
LIMITED = replace(
    S1,
    quotas=(Quota("top", "annual_top", "前30%中优秀不超过20%", "优秀", exact("0.2"), top_share=exact("0.3")),),
)


def person(key, months, bonuses=(), penalties=(), **more):
    inputs = tuple(Input("months", ("month", n), value=exact(score)) for n, score in enumerate(months, 1))
    postings = (
        *(Posting(("bonus", n), exact(points), "bonus") for n, points in enumerate(bonuses)),
        *(Posting(("penalty", n), exact(-points)) for n, points in enumerate(penalties)),
    )
    return Subject(key, inputs=inputs, postings=postings, **more)


def score(*args):
    return verdicts(S1, [person("p", *args)])["p"]


def test_e1_full_year_with_capped_bonus():
    """S1-E1: mean 96.08333 + min(34, 30) - 2 = 124.08."""
    months = (96, 97, 95, 98, 94, 96, 95, 97, 96, 98, 95, 96)
    verdict = score(months, (12, 5, 5, 3, 1, 1, 1, 1, 5), (2,))
    assert (verdict.exact, verdict.total, verdict.band) == (exact(1153) / 12 + 28, exact("124.08"), "优秀")
    cap = next(line for line in verdict.lines if line.kind == "cap")
    assert (cap.points, cap.reason.figures) == (-4, {"before": 34, "limit": 30})


@pytest.mark.parametrize(
    ("raw", "published", "grade"),
    [
        ("94.995833", "95.00", "优秀"),
        ("94.994", "94.99", "称职"),
        ("94.50", "94.50", "称职"),
        ("80.00", "80.00", "称职"),
        ("79.50", "79.50", "基本称职"),
        ("70.00", "70.00", "基本称职"),
        ("69.99", "69.99", "不称职"),
        ("95.00", "95.00", "优秀"),
    ],
)
def test_e2_bands(raw, published, grade):
    """S1-E2: half-open bands over the published score (G1, G2)."""
    assert publish(exact(raw)) == exact(published)
    assert band_finder(BANDS)(publish(exact(raw))).key == grade


def test_e2_eleven_months_and_one():
    """S1-E2, first row: 1139.95/12 is published as 95.00 and therefore 优秀."""
    verdict = score([*[95] * 11, "94.95"])
    assert (verdict.total, verdict.band, verdict.proposed) == (95, "优秀", "优秀")


def test_e4_postings_of_the_section():
    """S1-E4: who gets which posting is the addon's; A -3, B -5, L -8; in two sections the same event counts once."""
    collective = Posting("doc 1", exact(-5), dedupe="doc 1")
    individual, praise = Posting("doc 2", exact(-3)), Posting("doc 3", exact(5), "bonus")
    caps = {cap.group: cap for cap in S1.caps}
    assert settle([collective, individual, praise], caps).net == -3
    assert settle([collective, replace(collective, source="doc 1 again")], caps).net == -5
    assert settle([collective, individual], caps).net == -8


def test_e5_partial_year():
    """S1-E5: the mean of the months assessed, not a twelfth."""
    verdict = score((92, 94, 93, 95))
    assert (verdict.total, verdict.band) == (exact("93.50"), "称职")


def test_a_year_from_three_months():
    """A1-3: the mean is over the months there are; that nine of twelve are missing is said beside it."""
    known = [
        person("three", (90, 91, 92), owed={"months": 12}),
        person("joined", (92, 94, 93, 95), owed={"months": 4}),
        person("whole", (90,) * 12, owed={"months": 12}),
    ]
    found = verdicts(S1, known)
    assert [found[key].total for key in ("three", "joined", "whole")] == [91, exact("93.5"), 90]
    assert [found[key].flags for key in ("three", "joined", "whole")] == [("partial:months:3/12",), (), ()]


def test_e8_cap_before_netting():
    """S1-E8: 85 + min(40, 30) - 15 = 100, not 110."""
    assert score((85,), (40,), (15,)).total == 100


def test_a_negative_limit_bounds_the_deductions_alone():
    caps = {"a": Cap("a", exact(-10))}
    ledger = settle([Posting(1, exact(-8), "a"), Posting(2, exact(-7), "a"), Posting(3, exact(20), "a")], caps)
    assert (ledger.net, ledger.cuts[0].points) == (10, 5)


def test_no_ceiling_and_no_floor():
    """A1-2: the total is neither cut at 100 nor at 0."""
    assert score((100,), (30,)).total == 130
    assert score((10,), (), (12, 8)).total == -10


def test_bonuses_alone_are_no_assessment():
    """Without any month there is no base to add to."""
    assert score((), (5,)).reason.code == "no_input"


def test_pool_and_band_both():
    """A1-6, A1-7: 优秀 needs the top 30 % and the band; of ten people three are in the pool, two seats."""
    scores = (99, 98, 97, 96, 90, 90, 90, 90, 90, 90)
    found = verdicts(LIMITED, [person(n, (score,), pools={"top": "all"}) for n, score in enumerate(scores)])
    assert [found[n].proposed for n in range(5)] == ["优秀", "优秀", "称职", "称职", "称职"]
    assert [found[n].reason.code for n in range(5)] == ["seat_won", "seat_won", "seat_lost", "not_in_pool", "band"]
    assert found[3].reason.figures["place"] == 4


def test_in_the_pool_without_the_band():
    """A1-7: the best of a weak year stay in the pool and are flagged; their grade is their band's."""
    found = verdicts(LIMITED, [person(n, (94 - n,), pools={"top": "all"}) for n in range(10)])
    assert [found[n].flags for n in (2, 3)] == [("pool_without_band",), ()]
    assert {verdict.proposed for verdict in found.values()} == {"称职"}


def test_limits_on_two_grades():
    """Who loses the better grade stands for the next one; who is pending for the better one does not."""
    second = Quota("good", "annual_good", "称职不超过40%", "称职", exact("0.4"))
    scheme = replace(S1, quotas=(second, replace(LIMITED.quotas[0], top_share=None)))
    pools = {"top": "all", "good": "all"}
    found = verdicts(scheme, [person(n, (score,), pools=pools) for n, score in enumerate((99, 97, 96, 90, 85))])
    assert [verdict.proposed for verdict in found.values()] == ["优秀", "称职", "称职", "基本称职", "基本称职"]
    assert [verdict.reason.figures["quota"] for verdict in found.values()] == ["annual_top", *["annual_good"] * 4]
    found = verdicts(scheme, [person(n, (score,), pools=pools) for n, score in enumerate((99, 99, 96, 90, 85))])
    assert [verdict.proposed for verdict in found.values()] == [None, None, "称职", "称职", "基本称职"]


def test_ties_on_an_included_rank_are_all_in_the_pool():
    """G5: rank <= 0.3 x 10, ties included."""
    scores = (99, 98, 96, 96, 96, 90, 90, 90, 90, 90)
    found = verdicts(LIMITED, [person(n, (score,), pools={"top": "all"}) for n, score in enumerate(scores)])
    assert [found[n].reason.code for n in range(5)] == ["seat_won", "seat_won", *["seat_lost"] * 3]
