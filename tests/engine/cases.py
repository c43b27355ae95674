"""Builders for schemes and subjects: the seeds' schemes as plain data, the way the addon gathers them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cadre_assessment.engine import (
    Component,
    Criterion,
    Gate,
    Grade,
    Input,
    Outcome,
    Quota,
    Scale,
    Scheme,
    Subject,
    Tally,
    evaluate,
    exact,
    reasons,
)
from cadre_assessment.engine.model import Reason

WORK = Scale(
    "work",
    tuple(
        Grade(name, name, order, coefficient=exact(ratio))
        for order, (name, ratio) in enumerate((("优秀", "1"), ("良好", "0.8"), ("一般", "0.6"), ("较差", "0.4")), 1)
    ),
)
VOTES = Scale(
    "votes",
    tuple(
        Grade(name, name, order, value=exact(value), top=order == 1)
        for order, (name, value) in enumerate((("优秀", 100), ("称职", 80), ("基本称职", 60), ("不称职", 40)), 1)
    ),
)
ANNUAL = Scale("annual", tuple(Grade(grade.key, grade.name, grade.order, top=grade.top) for grade in VOTES.grades))


def fact(name: str, value: object = True, operator: str = "=", **more) -> Criterion:
    return Criterion("fact", name, operator, value, **more)


VETO = Gate("veto", "veto", "一票否决", fact("veto"), "bar_top")
CASE = Gate("case", "open_case", "立案审查未结案", fact("case", "open"), "undetermined")

S0 = Scheme(
    "S0",
    components=(
        Component("items", "items", "个人工作项目", "container", exact(80)),
        Component("half", "half_year", "半年度", "coef_of_grade", exact(30), "items", WORK, tie_break=2),
        Component("year", "year", "年度", "coef_of_grade", exact(50), "items", WORK, tie_break=1),
        Component("ballot", "ballot", "内部评价", "ballot", exact(20), scale=VOTES, tie_break=3),
    ),
    scale=ANNUAL,
    default_grade="称职",
    quotas=(Quota("top", "annual_top", "优秀一般不超过20%", "优秀", exact("0.2"), hard=False),),
    gates=(VETO, CASE),
)


def votes(**counts: int) -> tuple[Tally, ...]:
    """One group of voters: ``votes(优秀=12, 称职=6)``."""
    invalid = counts.pop("invalid", 0)
    return (Tally("all", exact(1), tuple(counts.items()), invalid),)


def s0_subject(
    key,
    half: str | Iterable[str] | None = None,
    year: str | None = None,
    ballot=None,
    facts: Mapping | None = None,
    **more,
) -> Subject:
    """A subject of S0, in the pool of the whole organ unless told otherwise."""
    halves = (half,) if isinstance(half, str) else tuple(half or ())
    inputs = [Input("half", ("report", key, n), grade=grade) for n, grade in enumerate(halves)]
    if year is not None:
        inputs.append(Input("year", ("report", key, "year"), grade=year))
    if ballot is not None:
        inputs.append(Input("ballot", ("ballot", 1), tallies=ballot))
    more.setdefault("pools", {"top": "organ"})
    return Subject(key, inputs=tuple(inputs), facts=facts or {}, **more)


def verdicts(scheme: Scheme, subjects: Iterable[Subject], pools=()) -> dict:
    outcome = evaluate(scheme, subjects, pools)
    check_outcome(scheme, outcome)
    return {verdict.subject: verdict for verdict in outcome.verdicts}


def check_outcome(scheme: Scheme, outcome: Outcome) -> None:
    """What holds of every outcome: lines add up, every code and figure is in the tables, seats are not overrun."""
    for verdict in outcome.verdicts:
        if verdict.total is not None:
            assert sum(line.shown for line in verdict.lines) == verdict.total
        check_reason(verdict.reason, reasons.VERDICTS)
        for award in verdict.awards:
            check_reason(award.reason, reasons.VERDICTS)
        for line in verdict.lines:
            if line.reason:
                check_reason(line.reason, reasons.LINES)
        assert {flag.split(":")[0] for flag in verdict.flags} <= set(reasons.FLAGS)
    for pool in outcome.pools:
        assert pool.used <= pool.seats


def check_reason(reason: Reason, table: Mapping[str, reasons.Meaning]) -> None:
    assert set(reason.figures) == set(table[reason.code].figures), reason
