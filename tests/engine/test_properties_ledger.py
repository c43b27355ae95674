"""What holds for every ledger and for every counting method: properties, with cases found by hypothesis."""

from dataclasses import replace
from fractions import Fraction

from cases import S0, s0_subject
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_assessment.engine import (
    Cap,
    Component,
    Gate,
    Input,
    Pool,
    Posting,
    Quota,
    Scheme,
    Subject,
    evaluate,
    publish,
)
from cadre_assessment.engine.adjustments import settle, shares
from cadre_assessment.engine.totals import Totaller

points = st.integers(-40, 40).map(lambda number: Fraction(number, 4))
groups = st.sampled_from(["bonus", "fault", None])
keys = st.sampled_from(["P", "Q", None])
CAPS = {"bonus": Cap("bonus", Fraction(6)), "fault": Cap("fault", Fraction(-5))}


@st.composite
def postings(draw, most=9):
    drawn = draw(st.lists(st.tuples(points, groups, keys), max_size=most))
    return [Posting(("posting", n), number, group, key) for n, (number, group, key) in enumerate(drawn)]


@st.composite
def counted(draw):
    """A component of any counting method and inputs it can read, with every parameter somewhere in its range."""
    method = draw(st.sampled_from(["checklist_deduct", "proportional", "step_count", "per_unit", "sum_of_items"]))
    weight = Fraction(draw(st.integers(1, 60)))
    numbers = st.integers(0, 12).map(Fraction)
    params, roles = {}, [""]
    if method == "checklist_deduct":
        params, roles = {"per_item": Fraction(draw(st.integers(0, 9)), 2)}, ["missing"]
    elif method == "proportional":
        roles = ["required", "missing"]
    elif method == "step_count":
        params = {
            "target": draw(st.integers(0, 4)),
            "per_extra": Fraction(draw(st.integers(0, 9))),
            "below": draw(st.sampled_from(["nothing", "proportional"])),
        }
        if draw(st.booleans()):
            params["extra_cap"] = Fraction(draw(st.integers(0, 12)))
    elif method == "per_unit":
        params, roles = {"rates": {"plus": Fraction(2), "minus": Fraction(-3, 2)}}, ["plus", "minus"]
        if draw(st.booleans()):
            params["bonus_cap"] = Fraction(draw(st.integers(0, 9)))
    floor = draw(st.sampled_from([None, Fraction(0)]))
    component = Component("c", "c", "计数", method, weight, maximum=weight, floor=floor, params=params)
    given = draw(st.lists(st.tuples(st.sampled_from(roles), numbers), max_size=6))
    return component, [Input("c", n, value=number, role=role) for n, (role, number) in enumerate(given)]


def total_of(component, inputs, extra=()):
    scheme = Scheme("s", (component,), S0.scale, caps=tuple(CAPS.values()))
    return Totaller(scheme)(Subject("a", inputs=tuple(inputs), postings=tuple(extra)))


@given(postings())
@settings(max_examples=300)
def test_a_cap_is_never_passed(given_postings):
    """S1-41: whatever is posted, the bonuses of a group come to its limit at most, its deductions to theirs."""
    ledger = settle(given_postings, CAPS)
    cut = {entry.group: entry.points for entry in ledger.cuts}
    for group, cap in CAPS.items():
        same_sign = [
            entry.points
            for entry in ledger.booked
            if entry.posting.cap_group == group and (entry.points < 0) == (cap.limit < 0)
        ]
        assert abs(sum(same_sign) + cut.get(group, 0)) <= abs(cap.limit)


@given(postings())
@settings(max_examples=300)
def test_what_counts_of_each_posting_adds_up(given_postings):
    """The shares come to the net points; none counts for more than it has, nor the other way round."""
    ledger = settle(given_postings, CAPS)
    found = shares(ledger)
    assert sum((share.points for share in found), Fraction()) == ledger.net
    for share, posting in zip(found, given_postings, strict=True):
        assert share.source == posting.source
        assert abs(share.points) <= abs(posting.points)
        assert share.points * posting.points >= 0
        assert bool(share.why_not) == (share.points != posting.points) or not posting.points


@given(postings(), points.filter(lambda number: number < 0), keys)
@settings(max_examples=300)
def test_a_further_deduction_never_raises_a_total(before, number, key):
    """Neither by its cap group, nor by a project it shares with another event (S2A-24)."""
    for group in ("bonus", "fault", None):
        after = [*before, Posting("new", number, group, key)]
        assert settle(after, CAPS).net <= settle(before, CAPS).net


@given(postings(), points.filter(lambda number: number > 0), keys)
@settings(max_examples=300)
def test_a_further_bonus_never_lowers_a_total(before, number, key):
    for group in ("bonus", "fault", None):
        assert settle([*before, Posting("new", number, group, key)], CAPS).net >= settle(before, CAPS).net


@given(counted(), postings(most=4), st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_the_order_of_inputs_changes_no_total(case, booked, random):
    """Of every method that counts, and of the ledger."""
    component, inputs = case
    before = total_of(component, inputs, booked)
    mixed = random.sample(inputs, len(inputs)), random.sample(booked, len(booked))
    after = total_of(component, *mixed)
    assert (before.exact, before.published) == (after.exact, after.published)
    assert before.points == after.points


@given(counted(), postings(most=4))
@settings(max_examples=200)
def test_the_lines_shown_add_up_to_the_total(case, booked):
    component, inputs = case
    total = total_of(component, inputs, booked)
    if total.published is not None:
        assert sum(line.shown for line in total.lines) == total.published == publish(total.exact)
        assert {source for line in total.lines for source in line.sources} >= {entry.source for entry in inputs}


@given(counted())
@settings(max_examples=200)
def test_one_thing_missing_more_never_raises_a_total(case):
    component, inputs = case
    faults = {"checklist_deduct": "missing", "proportional": "missing", "per_unit": "minus"}
    fault = faults.get(component.method)
    if fault is None or not inputs or (component.method == "proportional" and len({i.role for i in inputs}) < 2):
        return
    more = [*inputs, Input("c", "new", value=Fraction(1), role=fault)]
    before, after = total_of(component, inputs).exact, total_of(component, more).exact
    amount = {role: sum(one.value for one in more if one.role == role) for role in ("required", "missing")}
    refused = component.method == "proportional" and amount["missing"] > amount["required"]
    # nothing is required, or the figure cannot be: there is no total, and what is missing makes none
    if before is None or refused:
        assert after is None
    else:
        assert after <= before


@given(st.integers(1, 12), st.integers(0, 4), st.integers(0, 3), st.booleans())
@settings(max_examples=200)
def test_a_grade_granted_beside_the_seats_takes_none(size, granted, taken, seatless):
    """A2-2: with the seats counted as given, nobody else loses one; without, the quota is never exceeded by others."""
    gate = Gate("direct", "direct", "直接定为优秀", S0.gates[0].criterion, "forced_grade", "优秀", seatless=seatless)
    quota = Quota("top", "top", "优秀", "优秀", number=3)
    scheme = replace(S0, gates=(gate,), quotas=(quota,))
    people = [
        s0_subject(n, ["优秀"], "优秀", None, facts={"veto": n < granted}, pools={"top": "x"}) for n in range(size)
    ]
    people = [
        replace(one, inputs=(*one.inputs, Input("ballot", n, tallies=(vote(n),)))) for n, one in enumerate(people)
    ]
    outcome = evaluate(scheme, people, [Pool("top", "x", taken=taken)])
    won = [v for v in outcome.verdicts if v.proposed == "优秀" and v.reason.code != "forced_grade"]
    (state,) = outcome.pools
    by_gate = min(granted, size)
    assert all(v.proposed == "优秀" and v.seatless == seatless for v in outcome.verdicts if v.subject < granted)
    assert state.used == taken + len(won) + (0 if seatless else by_gate)
    assert len(won) <= max(0, 3 - taken - (0 if seatless else by_gate))


def vote(number):
    """A ballot on which nobody is level with anybody else."""
    from cadre_assessment.engine.model import Tally

    return Tally("all", Fraction(1), (("优秀", number), ("称职", 20 - number)))
