"""Check a paper, score the counts of a ballot, and say which counts may be shown.

A paper is checked while it is being handed in; afterwards only counts per group, subject and criterion exist
(:class:`.model.Tally`), and a group with few valid papers is merged with others before anything of it is shown or
scored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from .errors import InputError, PaperError, WordError
from .model import Key, Scale, Tally
from .numbers import ABSENT, Absent, Unusable, round_count

Line = tuple[Key, Key]
"""Subject and criterion: one line of a paper."""


class BallotScore(NamedTuple):
    """Exact score of one set of counts (points of the scale's values) or ABSENT; marks counted and not counted;
    groups without a valid mark, whose weight went to the others."""

    score: Fraction | Absent
    valid: int
    invalid: int
    dropped: tuple[Key, ...]


def scorer(scale: Scale, minimum: int = 0) -> Callable[[Sequence[Tally]], BallotScore]:
    """Return the function that scores the counts of one subject and criterion (G7), before any rounding.

    Of a group: sum of count x value over the sum of counts. Groups are weighed by their weights, a group without a
    valid mark leaves its weight to the others (G12); when no group has a weight all marks count alike. With
    ``minimum`` (valid marks) the cells that may not be shown are merged first (:func:`publishable`): the score
    tells nothing of them.

    :raises InputError: at the counts: an option that is not on the scale or has no value, a count below 0, a weight
        that is no number.

    >>> from .model import Grade
    >>> scale = Scale("b", (Grade(1, "优秀", 1, value=Fraction(100)), Grade(2, "称职", 2, value=Fraction(80))))
    >>> score = scorer(scale)
    >>> score([Tally("heads", Fraction(60), ((1, 3), (2, 1))), Tally("staff", Fraction(40), ((1, 0), (2, 8)), 2)])
    BallotScore(score=Fraction(89, 1), valid=12, invalid=2, dropped=())
    >>> score([Tally("heads", Fraction(60), ()), Tally("staff", Fraction(40), ((2, 8),))])
    BallotScore(score=Fraction(80, 1), valid=8, invalid=0, dropped=('heads',))
    >>> score([])
    BallotScore(score=ABSENT, valid=0, invalid=0, dropped=())
    """
    values = {grade.key: grade.value for grade in scale.grades if grade.value is not None}
    common = lcm(*[value.denominator for value in values.values()])
    whole = {key: value.numerator * (common // value.denominator) for key, value in values.items()}

    def sums(tally: Tally) -> tuple[int, int]:
        total = number = 0
        for option, count in tally.counts:
            if count < 0 or (count and option not in whole):
                raise InputError(
                    "no_option", f"ballot group {tally.group!r}: {count} marks for option {option!r}", value=count
                )
            if count:
                total += count * whole[option]
                number += count
        return total, number

    def score(tallies: Sequence[Tally]) -> BallotScore:
        _check_weights(tallies)
        if len(tallies) == 1 and not minimum:
            total, valid = sums(tallies[0])
            if valid:
                return BallotScore(Fraction(total, common * valid), valid, tallies[0].invalid, ())
        invalid = sum([tally.invalid for tally in tallies])
        total = valid = 0
        means, weights, dropped = [], [], []
        for tally in publishable(tallies, minimum) if minimum else tallies:
            points, number = sums(tally)
            if not number:
                dropped.append(tally.group)
                continue
            total += points
            valid += number
            weights.append(tally.weight)
            means.append((points, number))
        if not valid:
            return BallotScore(ABSENT, 0, invalid, tuple(dropped))
        if len(means) == 1 or not any(weights):
            return BallotScore(Fraction(total, common * valid), valid, invalid, tuple(dropped))
        weighed = sum([weight * Fraction(*part) for weight, part in zip(weights, means, strict=True)])
        return BallotScore(weighed / (common * sum(weights)), valid, invalid, tuple(dropped))

    return score


def _check_weights(tallies: Sequence[Tally]) -> None:
    for tally in tallies:
        if tally.weight.__class__ is Unusable:
            text = f"ballot group {tally.group!r}: its weight is {tally.weight.text}"
            raise InputError("no_number", text, value=tally.weight.text)


def publishable(tallies: Sequence[Tally], minimum: int) -> tuple[Tally, ...]:
    """Merge the groups of one subject and criterion until every cell holds at least ``minimum`` valid papers.

    The smallest cell joins the next smallest one until none is too small; weights, counts and invalid papers add
    up, and the merged cell's ``group`` is the tuple of its groups. What comes out is a partition: whoever adds and
    subtracts the cells, their total or the score made of them (:func:`scorer`) cannot separate two groups of one
    cell. When all valid papers together are fewer than ``minimum``, nothing comes out. A group without any valid
    paper has nothing to hide and stays as it is.

    Not covered: a cell in which every mark is the same says what each of its voters marked.

    :raises EngineError: a ``minimum`` below 1.

    >>> cells = publishable([Tally("a", Fraction(2), ((1, 2),)), Tally("b", Fraction(3), ((1, 4), (2, 2)), 1),
    ...                      Tally("c", Fraction(5), ((2, 9),))], 5)
    >>> [(cell.group, cell.weight, cell.counts, cell.invalid) for cell in cells]
    [(('a', 'b'), Fraction(5, 1), ((1, 6), (2, 2)), 1), ('c', Fraction(5, 1), ((2, 9),), 0)]
    >>> publishable([Tally("a", Fraction(1), ((1, 2),)), Tally("b", Fraction(1), ((1, 2),))], 5)
    ()
    """
    if minimum < 1:
        raise PaperError(f"a minimum of {minimum} valid papers hides nothing", minimum)
    empty = tuple([tally for tally in tallies if not _valid(tally)])
    cells = [(_valid(tally), (tally,)) for tally in tallies if _valid(tally)]
    if sum([number for number, _members in cells]) < minimum:
        return ()
    cells.sort(key=_cell_order)
    while cells[0][0] < minimum:
        (first, some), (second, others), *cells = cells
        cells.append((first + second, some + others))
        cells.sort(key=_cell_order)
    return (*(_merge(members) for _number, members in cells), *empty)


def _valid(tally: Tally) -> int:
    return sum([count for _option, count in tally.counts])


def _cell_order(cell: tuple[int, tuple[Tally, ...]]) -> tuple:
    """The smallest first; of two equal ones always the same, in whatever order the groups came."""
    number, members = cell
    return number, sorted(repr(tally.group) for tally in members)


def _merge(members: tuple[Tally, ...]) -> Tally:
    if len(members) == 1:
        return members[0]
    members = tuple(sorted(members, key=lambda tally: repr(tally.group)))
    counts: dict[Key, int] = {}
    for tally in members:
        for option, count in tally.counts:
            counts[option] = counts.get(option, 0) + count
    return Tally(
        tuple(tally.group for tally in members),
        sum((tally.weight for tally in members), Fraction()),
        tuple(counts.items()),
        sum(tally.invalid for tally in members),
    )


def paper_limit(ratio: Fraction, lines: int) -> int:
    """Return how many top marks one paper may carry: floor(ratio x subjects on it) (S3-58, G3); 0 deserves a warning.

    >>> paper_limit(Fraction(1, 5), 12), paper_limit(Fraction(1, 5), 4)
    (2, 0)
    """
    return round_count(ratio * lines)


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What counts of one paper: ``marks`` line -> option, ``invalid`` lines without exactly one tick, and ``over``: the
    criteria with more top marks than the limit, criterion -> number.

    ``accepted`` is False when the whole paper is refused (entered on screen) or counts as invalid (scanned).
    """

    accepted: bool
    marks: Mapping[Line, Key]
    invalid: tuple[Line, ...]
    over: Mapping[Key, int]


def check_paper(
    lines: Sequence[Line],
    ticks: Mapping[Line, Sequence[Key]],
    top: Key | None = None,
    ratio: Fraction | None = None,
    overrun: str = "reject",
) -> PaperCheck:
    """Check one paper: a line without exactly one option ticked is invalid, that line alone (G7).

    With a ``ratio`` at most floor(ratio x subjects) lines of a criterion may carry the option ``top`` (S3-58); a paper
    with more is rejected as a whole (``overrun`` = ``reject``), or loses the top marks of that criterion (``drop``,
    A3-8).

    :raises EngineError: a tick on a line that is not on the paper, another word for ``overrun``.

    >>> lines = [("王", "总体"), ("李", "总体"), ("赵", "总体")]
    >>> check = check_paper(lines, {("王", "总体"): ["优秀"], ("李", "总体"): ["优秀", "称职"]})
    >>> check.accepted, dict(check.marks), check.invalid
    (True, {('王', '总体'): '优秀'}, (('李', '总体'), ('赵', '总体')))
    >>> check = check_paper(lines, {("王", "总体"): ["优秀"]}, "优秀", Fraction(1, 5))
    >>> check.accepted, dict(check.over)
    (False, {'总体': 1})
    """
    if overrun not in ("reject", "drop"):
        raise WordError("treatment of too many top marks", overrun)
    stray = set(ticks).difference(lines)
    if stray:
        raise PaperError(f"not on this paper: {sorted(map(repr, stray))}", tuple(stray))
    marks = {line: ticks[line][0] for line in lines if len(ticks.get(line, ())) == 1}
    over: dict[Key, int] = {}
    if ratio is not None:
        for criterion in dict.fromkeys(criterion for _subject, criterion in lines):
            limit = paper_limit(ratio, sum(1 for line in lines if line[1] == criterion))
            given = sum(1 for line, option in marks.items() if line[1] == criterion and option == top)
            if given > limit:
                over[criterion] = given
    if over and overrun == "reject":
        return PaperCheck(False, {}, tuple(lines), over)
    marks = {line: option for line, option in marks.items() if not (line[1] in over and option == top)}
    return PaperCheck(True, marks, tuple(line for line in lines if line not in marks), over)
