"""What holds for whatever anybody records: properties, with cases found by hypothesis."""

from dataclasses import replace
from fractions import Fraction

from cases import S0, WORK, check_outcome, s0_subject
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_assessment.engine import Cap, Grade, Posting, Quota, Scale, Tally, evaluate, exact
from cadre_assessment.engine.ballots import publishable, scorer
from cadre_assessment.engine.quota import Entry, allocate

OPTIONS = ("优秀", "称职", "基本称职", "不称职")
grades = st.sampled_from([grade.key for grade in WORK.grades])
small = st.integers(0, 4)


@st.composite
def tallies(draw, groups=3, most=6):
    """Counts of up to ``groups`` groups; few marks, so that ties and empty groups come up often."""
    return tuple(
        Tally(
            f"group {n}",
            Fraction(draw(st.integers(0, 3))),
            tuple((option, draw(st.integers(0, most))) for option in OPTIONS),
        )
        for n in range(draw(st.integers(1, groups)))
    )


@st.composite
def subjects(draw, most=14):
    found = []
    for n in range(draw(st.integers(1, most))):
        postings = tuple(
            Posting(
                m, Fraction(points, 3), draw(st.sampled_from(["bonus", None])), draw(st.sampled_from(["P", "Q", None]))
            )
            for m, points in enumerate(draw(st.lists(st.integers(-9, 9), max_size=3)))
        )
        found.append(
            s0_subject(
                n,
                draw(st.lists(grades, max_size=2)),
                draw(st.none() | grades),
                draw(st.none() | tallies(most=2)),
                facts={
                    "veto": draw(st.booleans()) and draw(st.booleans()),
                    "case": draw(st.sampled_from(["", "", "open"])),
                },
                pools=draw(st.sampled_from([{"top": "x", "praise": "x"}, {"top": "y", "praise": "x"}, {}])),
                status=draw(st.sampled_from(["normal", "normal", "normal", "undetermined", "excluded"])),
                in_base=draw(st.booleans()),
                uses_seat=draw(st.sampled_from([True, True, True, False])),
                group=draw(st.sampled_from(["a", "b"])),
                postings=postings,
            )
        )
    return found


BANDED = Scale(
    "bands",
    tuple(
        Grade(name, name, order, low=exact(low) if low else None, top=order == 1)
        for order, (name, low) in enumerate((("优秀", 85), ("称职", 70), ("基本称职", 60), ("不称职", 0)), 1)
    ),
)


@st.composite
def schemes(draw):
    ratio = draw(st.sampled_from([Fraction(1, 5), Fraction(1, 3), Fraction(1, 2)]))
    top = replace(S0.quotas[0], ratio=ratio, top_share=draw(st.sampled_from([None, Fraction(1, 2)])))
    praise = Quota(
        "praise", "praise", "表彰", award="表彰", number=draw(small), among=draw(st.sampled_from([None, "优秀"]))
    )
    scheme = replace(S0, quotas=(praise, top), caps=(Cap("bonus", Fraction(2)),))
    return replace(scheme, scale=BANDED, banded=True) if draw(st.booleans()) else scheme


def facts_of(outcome):
    return {
        v.subject: (v.total, v.rank, v.proposed, v.pending, v.may_top, v.flags, v.gates, v.reason, v.awards)
        for v in outcome.verdicts
    }


@given(schemes(), subjects(), st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_the_order_of_what_was_recorded_is_of_no_account(scheme, people, random):
    outcome = evaluate(scheme, people)
    shuffled = [replace(one, inputs=tuple(random.sample(one.inputs, len(one.inputs)))) for one in people]
    random.shuffle(shuffled)
    again = evaluate(scheme, shuffled)
    assert facts_of(again) == facts_of(outcome)
    assert [verdict.subject for verdict in again.verdicts] == [one.key for one in shuffled]
    assert {(p.quota, p.pool): (p.base, p.seats, p.used, frozenset(p.tied)) for p in again.pools} == {
        (p.quota, p.pool): (p.base, p.seats, p.used, frozenset(p.tied)) for p in outcome.pools
    }


@given(schemes(), subjects())
@settings(max_examples=200)
def test_seats(scheme, people):
    """No quota is exceeded, nobody is passed over, open seats are there only for a tie or for want of candidates."""
    outcome = evaluate(scheme, people)
    check_outcome(scheme, outcome)
    by_key = {one.key: one for one in people}
    for pool in outcome.pools:
        if pool.quota != "top":
            continue
        inside = [v for v in outcome.verdicts if by_key[v.subject].pools.get("top") == pool.pool]
        using = [v for v in inside if by_key[v.subject].uses_seat]
        won = [v for v in using if v.proposed == "优秀"]
        lost = [v for v in using if v.reason.code in ("seat_lost", "tie_broken_by") and v.proposed != "优秀"]
        assert len(won) == pool.used <= pool.seats
        assert all(w.total >= other.total for w in won for other in (*lost, *(v for v in using if v.pending)))
        assert {v.subject for v in inside if v.pending} == set(pool.tied)
        assert len({v.total for v in inside if v.pending}) <= 1
        if pool.tied:
            assert 0 < pool.open < len(pool.tied)
        elif lost:
            assert not pool.open


@given(schemes(), subjects())
@settings(max_examples=60)
def test_computing_again_changes_nothing(scheme, people):
    first = evaluate(scheme, people)
    assert evaluate(scheme, people) == first


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.booleans()), max_size=9), st.integers(0, 6))
@settings(max_examples=300)
def test_allocation_against_its_definition(rows, seats):
    """Won: fewer than the seats are level or ahead; lost: the seats are full ahead; tied: neither can be said."""
    chains = {n: ((True, Fraction(link)),) for n, (_score, link, _uses) in enumerate(rows)}
    entries = [Entry(n, score, uses) for n, (score, _link, uses) in enumerate(rows)]
    outcome = allocate(entries, seats, chains.__getitem__)
    places = {n: (score, link) for n, (score, link, _uses) in enumerate(rows)}
    users = [n for n, row in enumerate(rows) if row[2]]
    for n in places:
        ahead = sum(1 for other in users if places[other] > places[n])
        level = sum(1 for other in users if places[other] == places[n])
        if n not in users:
            assert (n in outcome.exempt) == (ahead < seats)
        elif ahead + level <= seats:
            assert n in outcome.won
        elif ahead >= seats:
            assert n not in outcome.won and n not in outcome.tied
        else:
            assert n in outcome.tied


@given(tallies(groups=5), st.integers(1, 8))
@settings(max_examples=300)
def test_cells_are_a_partition_of_enough_papers(found, minimum):
    """Everything is shown or nothing; every shown cell has enough papers; each group with papers is in one of them."""
    cells = publishable(found, minimum)
    total = sum(valid(tally) for tally in found)
    assert sum(valid(cell) for cell in cells) == (total if total >= minimum else 0)
    assert all(valid(cell) >= minimum for cell in cells if valid(cell))
    names = [name for cell in cells for name in (cell.group if isinstance(cell.group, tuple) else (cell.group,))]
    assert sorted(names) == (sorted(tally.group for tally in found) if cells else [])


@given(tallies(groups=5), st.integers(1, 8), st.data())
@settings(max_examples=300)
def test_a_hidden_cell_cannot_be_derived(found, minimum, data):
    """Exchange a mark between two groups of one cell: whatever is shown, and the score made of it, stay the same.

    So what a hidden group voted does not follow from what is shown, unless all marks of its cell are the same.
    """
    score = scorer(S0.components[-1].scale, minimum)
    before, shown = score(found), publishable(found, minimum)
    for cell in shown:
        if not isinstance(cell.group, tuple):
            continue
        first, second = data.draw(st.permutations([tally for tally in found if tally.group in cell.group]))[:2]
        given_up, taken = data.draw(option_of(first)), data.draw(option_of(second))
        swapped = {first.group: moved(first, given_up, taken), second.group: moved(second, taken, given_up)}
        other = tuple(swapped.get(tally.group, tally) for tally in found)
        assert publishable(other, minimum) == shown
        assert score(other) == before


@given(tallies(groups=5), st.integers(0, 8), st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_the_order_of_groups_is_of_no_account(found, minimum, random):
    score = scorer(S0.components[-1].scale, minimum)
    shuffled = random.sample(found, len(found))
    before, after = score(found), score(shuffled)
    assert before._replace(dropped=frozenset(before.dropped)) == after._replace(dropped=frozenset(after.dropped))


def valid(tally):
    return sum(count for _option, count in tally.counts)


def option_of(tally):
    return st.sampled_from([option for option, count in tally.counts if count])


def moved(tally, away, back):
    counts = {**dict(tally.counts)}
    counts[away] -= 1
    counts[back] += 1
    return replace(tally, counts=tuple(counts.items()))


@given(schemes(), subjects())
@settings(max_examples=100)
def test_no_total_beyond_its_maxima_and_bonuses(scheme, people):
    """Whatever is recorded: at most the whole of the scheme, and what the ledger gives, each cap held."""
    whole = sum((component.weight for component in scheme.components if not component.parent), Fraction(0))
    caps = {cap.group: cap.limit for cap in scheme.caps}
    by_key = {one.key: one for one in people}
    for verdict in evaluate(scheme, people).verdicts:
        if verdict.total is None:
            continue
        gained = {}
        for posting in by_key[verdict.subject].postings:
            gained[posting.cap_group] = gained.get(posting.cap_group, 0) + max(posting.points, Fraction(0))
        bonus = sum(min(points, caps.get(cap, points)) for cap, points in gained.items())
        assert verdict.total <= whole + bonus + Fraction(1, 200)  # the total is published with two decimals
