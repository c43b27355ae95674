"""S2A (units and persons) and S2B (a sheet of 400 points)."""

from datetime import date

import pytest
from cases import VETO, VOTES, fact, verdicts, votes

from cadre_assessment.engine import (
    Component,
    Gate,
    Grade,
    Input,
    InputError,
    Pool,
    Posting,
    Quota,
    Scale,
    Scheme,
    Subject,
    evaluate,
    exact,
)
from cadre_assessment.engine.clock import last_day, publicity_end
from cadre_assessment.engine.counted import proportional
from cadre_assessment.engine.criteria import holds

ZERO = exact(0)


def part(key, weight, method="imported", parent=None, maximum=None, **more):
    weight = exact(weight)
    maximum = exact(maximum) if maximum else weight or exact(100)
    return Component(key, key, key, method, weight, parent, maximum=maximum, **more)


UNITS = Scheme(
    "S2A units",
    (
        part("业务", 70, "sum_of_items", tie_break=1),
        part("公共", 30, "group"),
        part("党的建设", 10, parent="公共"),
        part("党风廉政", 10, parent="公共"),
        part("精神文明", 5, parent="公共"),
        part("招商引资", 5, parent="公共"),
    ),
    Scale("none", ()),
    quotas=(Quota("advanced", "advanced", "先进集体10%", award="先进集体", ratio=exact("0.1")),),
    gates=(VETO,),
)


def unit(key, business, public=("9.2", "9.5", "4.6", "3.8"), postings=(), **more):
    names = ("党的建设", "党风廉政", "精神文明", "招商引资")
    inputs = (
        Input("业务", ("score", key), value=exact(business)),
        *(Input(name, (name, key), value=exact(score)) for name, score in zip(names, public, strict=True)),
    )
    return Subject(key, inputs=inputs, postings=postings, **more)


def winners(found):
    return {key for key, verdict in found.items() for award in verdict.awards if award.won}


def test_s2a_e1_duplicate_project():
    """S2A-E1: of two bonuses for project P the higher counts: 66.4 + 27.1 + 8 + 8 - 10 = 99.50."""
    postings = (
        Posting("P city", exact(4), dedupe="P"),
        Posting("P province", exact(8), dedupe="P"),
        Posting("Q", exact(8), dedupe="Q"),
        Posting("criticism 1", exact(-5)),
        Posting("criticism 2", exact(-5)),
    )
    verdict = verdicts(UNITS, [unit("u", "66.4", postings=postings)])["u"]
    assert verdict.total == exact("99.50")
    duplicate = next(line for line in verdict.lines if line.source == "P city")
    assert (duplicate.points, duplicate.reason.figures["kept"]) == (0, "P province")
    assert (verdict.proposed, verdict.reason.code) == (None, "default")


def test_s2a_e2_quota_and_veto():
    """S2A-E2: 13 departments, one seat; the best has a veto, so the second becomes 先进集体."""
    units = [unit(n, 60 - n, facts={"veto": n == 0}, pools={"advanced": "口一"}) for n in range(13)]
    outcome = evaluate(UNITS, units)
    found = verdicts(UNITS, units)
    assert winners(found) == {1}
    assert (found[0].rank, found[0].awards[0].reason.code) == (1, "barred")
    assert (outcome.pools[0].exact, outcome.pools[0].seats) == (exact("1.3"), 1)


@pytest.mark.parametrize(("pools", "seats"), [(("口一", "口二", "口三"), 0), (("三口",) * 3, 2)])
def test_s2a_e2_small_groups_pooled(pools, seats):
    """S2A-E2: 8 departments have 0.8 seats, which is none; three groups pooled have 2 (A2-1)."""
    units = [unit((pool, n), 60 - n, group=n, pools={"advanced": pools[n]}) for pool in range(8) for n in range(3)]
    assert sum(state.seats for state in evaluate(UNITS, units).pools) == seats


def test_s2a_e2_two_years_below_sixty():
    """S2A-36: two consecutive years below 60; 60.00 is not below."""
    low = fact("totals", 60, "<", window=2)
    assert holds(low, {"totals": (exact("59.99"), exact("58.00"))})
    assert not holds(low, {"totals": (exact("59.99"), exact("60.00"))})


PERSONS = Scheme(
    "S2A persons",
    (
        part("完成", 70, "group"),
        part("业务", 63, "sum_of_items", "完成", maximum=90),
        part("公共", 7, "sum_of_items", "完成", maximum=10),
        part("测评", 30, "ballot", maximum=100, scale=VOTES),
    ),
    Scale("annual", (Grade("优秀", "优秀", 1, top=True), Grade("称职", "称职", 2), Grade("基本称职", "基本称职", 3))),
    default_grade="称职",
    quotas=(
        Quota("praise", "praise", "表彰5%", award="表彰", ratio=exact("0.05"), among="优秀"),
        Quota("top", "top", "优秀15%", "优秀", exact("0.15")),
    ),
    gates=(
        VETO,
        Gate("head", "head_direct", "先进集体第一责任人", fact("head_of_advanced"), "forced_grade", "优秀"),
        Gate("fraud", "fraud", "弄虚作假", fact("fraud"), "max_grade", "基本称职"),
    ),
)


def official(key, business, public, ballot, **more):
    inputs = (
        Input("业务", 1, value=exact(business)),
        Input("公共", 2, value=exact(public)),
        Input("测评", 3, tallies=ballot),
    )
    more.setdefault("pools", {"top": "unit", "praise": "city"})
    return Subject(key, inputs=inputs, **more)


def test_s2a_e3_person():
    """S2A-E3: 0.7 x (86 + 9) + 0.3 x 93 = 94.40."""
    verdict = verdicts(PERSONS, [official("p", 86, 9, votes(优秀=28, 称职=10, 基本称职=2))])["p"]
    assert verdict.total == exact("94.40")
    assert verdict.lines[-1].raw == 93


def test_s2a_commended_only_from_the_best():
    """S2A-63, S2A-75: 15 % of 20 are three 优秀; the one commendation goes to the first of them."""
    people = [official(n, 90 - n, 10, votes(优秀=10)) for n in range(20)]
    found = verdicts(PERSONS, people)
    assert [n for n in range(20) if found[n].proposed == "优秀"] == [0, 1, 2]
    assert winners(found) == {0}
    assert found[5].awards[0].reason.code == "not_among"


def test_s2a_head_directly_and_fraud():
    """S2A-34, A2-2: the head is 优秀 without using a seat; S2A-78: fraud allows 基本称职 at most."""
    facts = {0: {"fraud": True}, 9: {"head_of_advanced": True}}
    people = [
        official(n, 80 - n, 10, votes(称职=5), facts=facts.get(n, {}), in_base=n != 9, uses_seat=n != 9)
        for n in range(10)
    ]
    outcome = evaluate(PERSONS, people)
    found = {verdict.subject: verdict for verdict in outcome.verdicts}
    assert (found[0].proposed, found[0].reason.code) == ("基本称职", "max_grade")
    assert found[0].reason.figures["instead_of"] == "称职"
    assert (found[9].proposed, found[9].reason.code, found[9].may_top) == ("优秀", "forced_grade", True)
    assert [key for key, verdict in found.items() if verdict.proposed == "优秀"] == [1, 9]
    top = next(state for state in outcome.pools if state.quota == "top")
    assert (top.base, top.seats, top.used) == (9, 1, 1)


def test_s2a_a_grant_does_not_outrank_a_veto():
    """S2A-35: the head of a vetoed unit is not 优秀, whatever would grant it."""
    head = official("h", 90, 10, votes(优秀=5), facts={"head_of_advanced": True, "veto": True})
    assert verdicts(PERSONS, [head])["h"].proposed == "称职"


def test_s2a_seats_taken_before():
    """A3-12: a closed pool: a later grade gets a seat only if one is left."""
    person = official("late", 90, 10, votes(优秀=5))
    for taken, grade in ((2, "优秀"), (3, "称职"), (4, "称职")):
        known = [Pool("top", "unit", base=20, taken=taken)]
        assert evaluate(PERSONS, [person], known).verdicts[0].proposed == grade


def test_s2a_e6_clocks():
    """S2A-E6: ten days after receipt; publicity of five to seven days, the first day counted."""
    assert last_day(date(2024, 1, 10), 10) == date(2024, 1, 20)
    assert last_day(date(2024, 1, 20), 10) == date(2024, 1, 30)
    assert publicity_end(date(2024, 1, 2), 5) == date(2024, 1, 6)
    assert publicity_end(date(2024, 1, 2), 7) == date(2024, 1, 8)


def counted(key, weight, rates, **params):
    rates = {role: exact(points) for role, points in rates.items()}
    return part(key, weight, "per_unit", floor=ZERO, missing="full", params={"rates": rates, **params})


SHEET = Scheme(
    "S2B",
    (
        counted("计划", 40, {"missing": -2}),
        part(
            "增收", 60, "per_unit", floor=ZERO, classes=frozenset({"科室"}),
            params={"rates": {"above": exact(3), "below": exact(-3)}, "bonus_cap": exact(20)},
        ),
        part("质量", 120, "mean_of_projects"),
        counted("手写", 20, {"written": -5}),
        part("电子档案", 20, "checklist_deduct", floor=ZERO, missing="full", params={"per_item": exact(2)}),
        part("AO使用", 30, "proportional"),
        part("AO实例", 30, "step_count", params={"target": 2, "per_extra": exact(10), "extra_cap": exact(30)}),
        counted("AO经验", 0, {"": 50}),
        counted("其他1", 10, {"praised by city": 2, "praised by office": 1, "absent from study": -1}),
        part("其他2", 10, "step_count", params={"target": 1, "per_extra": exact(2)}),
        counted("其他3", 10, {"bulletin": 5, "province short": -2}),
        counted("其他4", 10, {"no card": -1}, void=frozenset({"integrity breach"})),
        counted("其他5", 10, {"untrained": -2}),
        counted("其他6", 10, {"subscription": -1}, ranges={"subscription": (2, 3)}),
        counted("其他7", 10, {"discretionary": -1}, ranges={"discretionary": (3, 5)}),
        counted("其他8", 10, {"praised case": 2}),
    ),
    Scale("none", ()),
)  # fmt: skip

DONE = (
    ("计划", "missing", 1), ("增收", "above", 8), ("质量", "", 108), ("质量", "", 114), ("质量", "", 117),
    ("手写", "written", 5), ("电子档案", "missing", 3), ("AO使用", "required", 8), ("AO使用", "missing", 1),
    ("AO实例", "", 6), ("AO经验", "", 1), ("其他1", "praised by city", 1), ("其他1", "praised by office", 1),
    ("其他1", "absent from study", 3), ("其他2", "", 3), ("其他3", "bulletin", 1), ("其他3", "province short", 1),
    ("其他4", "no card", 1), ("其他5", "untrained", 1), ("其他7", "discretionary", 3), ("其他8", "praised case", 1),
)  # fmt: skip


def department(rows=DONE, **more):
    inputs = tuple(Input(key, (key, n), value=exact(value), role=role) for n, (key, role, value) in enumerate(rows))
    return Subject("d", inputs=inputs, **{"classes": frozenset({"科室"}), **more})


def test_s2b_e1_full_sheet():
    """S2B-E1: 464.25 of 400; item bonuses may exceed the item, deductions stop at 0 (A2B-1)."""
    verdict = verdicts(SHEET, [department()])["d"]
    assert {line.component: line.points for line in verdict.lines} == {
        "计划": 38, "增收": 80, "质量": 113, "手写": 0, "电子档案": 14, "AO使用": exact("26.25"),
        "AO实例": 60, "AO经验": 50, "其他1": 10, "其他2": 14, "其他3": 13, "其他4": 9,
        "其他5": 8, "其他6": 10, "其他7": 7, "其他8": 12,
    }  # fmt: skip
    assert verdict.total == exact("464.25")
    written = next(line for line in verdict.lines if line.component == "手写")
    assert (written.reason.code, written.reason.figures["before"]) == ("floored", -5)


def test_s2b_county_offices_have_no_revenue_item():
    """S2B-12, A2B-2: the item does not exist for them; its 60 points are not shared out."""
    verdict = verdicts(
        SHEET, [department(tuple(row for row in DONE if row[0] != "增收"), classes=frozenset({"县局"}))]
    )["d"]
    assert (verdict.total, verdict.flags) == (exact("384.25"), ())


def test_s2b_integrity_breach_empties_the_item():
    """S2B-28: a verified breach empties the item whatever else is counted in it."""
    verdict = verdicts(SHEET, [department((*DONE, ("其他4", "integrity breach", 1)))])["d"]
    assert verdict.total == exact("464.25") - 9


def test_s2b_discretion_is_bounded():
    """A2B-4: a discretionary deduction outside its range is not computed with; the subject waits for its record."""
    reason = verdicts(SHEET, [department((*DONE, ("其他7", "discretionary", 6)))])["d"].reason
    figures = {name: reason.figures[name] for name in ("component", "why", "value", "low", "high")}
    assert figures == {"component": "其他7", "why": "out_of_range", "value": 6, "low": 3, "high": 5}
    unhurt = department((*(row for row in DONE if row[0] != "其他7"), ("其他7", "discretionary", 0)))
    assert verdicts(SHEET, [unhurt])["d"].total == exact("467.25")  # nothing happened, nothing is deducted


def test_no_more_is_missing_than_is_required():
    """S2B-17: 6 missing of 4 are no -15 points, but a figure to be put right; 4 of 4 are nothing, 0 of 4 everything."""
    read = proportional(Component("ao", "ao_use", "AO使用", "proportional", exact(30)))

    def points(missing, role="missing"):
        counts = (("required", 4), (role, missing))
        return read([Input("ao", name, role=name, value=exact(value)) for name, value in counts]).points

    assert [points(missing) for missing in (0, 1, 4)] == [30, exact("22.5"), 0]
    for role in ("missing", "done"):
        with pytest.raises(InputError):
            points(6, role)
