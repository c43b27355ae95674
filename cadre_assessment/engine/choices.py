"""Count the marks of a recommendation, and say whether a motion is carried (民主推荐, 表决).

An evaluation answers every line (:mod:`.ballots`); a recommendation that chooses *up to n* answers a few: who is not
chosen was seen and not chosen, which is an answer too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .ballots import Line, PaperCheck
from .errors import PaperError, WordError
from .model import Key

QUORUMS = {"none": (0, 1), "half": (1, 2), "two_thirds": (2, 3)}
"""Share of those entitled that must be present: more than a half, at least two thirds (O-18)."""


def check_choice(
    lines: Sequence[Line], ticks: Mapping[Line, Sequence[Key]], yes: Key, no: Key, maximum: int, written: int = 0
) -> PaperCheck:
    """Check one paper on which up to ``maximum`` may be chosen; ``written``: names written in, which count as chosen.

    A paper with nobody chosen is blank: every line is invalid. One with too many is refused as a whole (``over`` has
    the number under each criterion).

    :raises EngineError: a tick on a line that is not on the paper, a maximum below 1.

    >>> lines = [("王", "推荐"), ("李", "推荐"), ("赵", "推荐")]
    >>> check = check_choice(lines, {("王", "推荐"): ["推荐"]}, "推荐", "未推荐", 2)
    >>> check.accepted, [check.marks[line] for line in lines], check.invalid
    (True, ['推荐', '未推荐', '未推荐'], ())
    >>> check = check_choice(lines, {line: ["推荐"] for line in lines}, "推荐", "未推荐", 2)
    >>> check.accepted, dict(check.over)
    (False, {'推荐': 3})
    >>> check_choice(lines, {}, "推荐", "未推荐", 2).invalid == tuple(lines)
    True
    >>> len(check_choice(lines, {}, "推荐", "未推荐", 2, written=1).marks)
    3
    """
    if maximum < 1:
        raise PaperError(f"nobody can be chosen: at most {maximum}", maximum)
    stray = set(ticks).difference(lines)
    if stray:
        raise PaperError(f"not on this paper: {sorted(map(repr, stray))}", tuple(stray))
    chosen = {line for line in lines if yes in ticks.get(line, ())}
    if not chosen and not written:
        return PaperCheck(True, {}, tuple(lines), {})
    over: dict[Key, int] = {}
    for criterion in dict.fromkeys(criterion for _subject, criterion in lines):
        given = sum(1 for line in chosen if line[1] == criterion) + written
        if given > maximum:
            over[criterion] = given
    if over:
        return PaperCheck(False, {}, tuple(lines), over)
    return PaperCheck(True, {line: yes if line in chosen else no for line in lines}, (), {})


def is_carried(yes: int, entitled: int, present: int, quorum: str = "two_thirds", of: str = "entitled") -> bool:
    """Whether a committee's motion is carried: enough members present, and more than half of them (``of`` =
    ``present``) or of all members (``entitled``) in favour.

    :raises EngineError: another word for the quorum.

    >>> is_carried(5, 9, 6), is_carried(5, 9, 5), is_carried(4, 9, 6), is_carried(4, 9, 6, of="present")
    (True, False, False, True)
    >>> is_carried(3, 8, 4, quorum="half", of="present"), is_carried(3, 7, 4, quorum="half", of="present")
    (False, True)
    """
    return is_quorate(present, entitled, quorum) and has_majority(yes, entitled, present, of)


def is_quorate(present: int, entitled: int, quorum: str = "half") -> bool:
    """Whether enough of those ``entitled`` are present, by one of :data:`QUORUMS`.

    :raises EngineError: another word for the quorum.

    >>> is_quorate(4, 8), is_quorate(4, 7), is_quorate(6, 9, "two_thirds"), is_quorate(1, 9, "none")
    (False, True, True, True)
    """
    if quorum not in QUORUMS:
        raise WordError("quorum", quorum)
    part, whole = QUORUMS[quorum]
    return present * whole > entitled * part if quorum == "half" else present * whole >= entitled * part


def has_majority(yes: int, entitled: int, present: int, of: str = "present") -> bool:
    """Whether more than half are in favour: of those ``present``, or of all members (``of`` = ``entitled``).

    >>> has_majority(3, 8, 5), has_majority(4, 8, 5, of="entitled")
    (True, False)
    """
    return 2 * yes > (entitled if of == "entitled" else present)
