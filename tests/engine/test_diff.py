"""Every difference of two wordings is found, said to be whose, and taken over exactly."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_assessment.engine.diff import BOTH, EDITION, OFFICE, compare, record, rules, take

values = st.dictionaries(st.sampled_from("abc"), st.integers(1, 3) | st.just(["w"]) | st.just({"kind": "all"}))
inner = st.lists(st.tuples(st.sampled_from("xyz"), values), max_size=3, unique_by=lambda one: one[0])


@st.composite
def wordings(draw):
    def listed(name, parts):
        return {name: parts} if parts else {}

    outer = draw(st.lists(st.sampled_from("klmn"), max_size=4, unique=True))
    parts = [
        {"code": code, **draw(values), **listed("inside", [{"code": one, **more} for one, more in draw(inner)])}
        for code in outer
    ]
    return {**draw(values), **listed("parts", parts)}


@given(wordings(), wordings(), wordings() | st.none())
@settings(max_examples=150)
def test_all_of_it_taken_is_the_new_wording(mine, new, base):
    mine, new, base = rules(mine), rules(new), base and rules(base)
    changes = compare(mine, new, base)
    assert record(take(mine, new, changes)) == record(new)
    assert take(mine, new, ()) == mine
    assert bool(changes) == (record(mine) != record(new))
    assert len({change.key for change in changes}) == len(changes)


@given(wordings(), wordings())
@settings(max_examples=80)
def test_whose_a_change_is(mine, new):
    mine, new = rules(mine), rules(new)
    assert {change.whose for change in compare(mine, new, mine)} <= {EDITION}
    assert {change.whose for change in compare(mine, new, new)} <= {OFFICE}


@given(wordings(), wordings(), wordings())
@settings(max_examples=80)
def test_what_the_edition_did_not_change_stays(mine, new, base):
    """Taking all that the edition changed leaves what the office changed in other fields."""
    mine, new, base = rules(mine), rules(new), rules(base)
    made = take(mine, new, [one for one in compare(mine, new, base) if one.whose == EDITION])
    left = compare(made, new, base)
    assert {change.whose for change in left} <= {OFFICE, BOTH}
