"""What the engine takes: plain frozen values, and nothing else.

What it takes is defined here; what it gives stands in :mod:`.outcome` and is imported from here as well.

The addon *gathers* a :class:`Scheme` and its :class:`Subject` records with a bounded number of queries, calls
:func:`.pipeline.evaluate` once and writes the :class:`Outcome` once (law 2).  Every number is a
:class:`fractions.Fraction`; every key is opaque to the engine and comes back unchanged; every verdict carries a machine
code and its figures (law 1), so that screen, form and workbook can say why in a sentence of the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from fractions import Fraction
from typing import NamedTuple

from .numbers import Unusable
from .outcome import Award, Key, Outcome, PoolState, Reason, Share, TraceLine, Verdict

__all__ = [
    "Award",
    "Cap",
    "Component",
    "Criterion",
    "Gate",
    "Grade",
    "Input",
    "Key",
    "Outcome",
    "Pool",
    "PoolState",
    "Posting",
    "Quota",
    "Reason",
    "Scale",
    "Scheme",
    "Share",
    "Subject",
    "Tally",
    "TraceLine",
    "Verdict",
]


@dataclass(frozen=True, slots=True)
class Grade:
    """One level of a scale (等次).

    ``order`` 1 is the best; ``coefficient`` is a ratio (S0-09), ``value`` the points of a ballot mark (G7), ``low`` the
    inclusive lower bound of a half-open band (G2); ``top`` marks the level whose number is limited (优秀).
    """

    key: Key
    name: str
    order: int
    coefficient: Fraction | None = None
    _: KW_ONLY
    value: Fraction | None = None
    low: Fraction | None = None
    top: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    key: Key
    grades: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """A node of the component tree: ``weight`` is its points in the whole (already multiplied down the tree).

    ``method`` is a code of :mod:`.methods`; ``missing`` says what an absent input means: ``renormalise``
    (G12), ``zero`` or ``full`` (a list of faults nobody had to write); ``classes`` (of the subject) and ``kinds`` (of
    its unit) empty = applies to everybody, else the subject must be of one of each;
    ``tie_break`` 1 = first of the chain, 0 = not in it. ``maximum`` is the mark that earns the whole weight (raw-100:
    100).
    """

    key: Key
    code: str
    name: str
    method: str
    weight: Fraction
    parent: Key | None = None
    scale: Scale | None = None
    _: KW_ONLY
    maximum: Fraction = Fraction(100)
    floor: Fraction | None = None
    cap: Fraction | None = None
    missing: str = "renormalise"
    tie_break: int = 0
    classes: frozenset = frozenset()
    params: Mapping = field(default_factory=dict)
    kinds: frozenset = frozenset()


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of valid marks of one group of voters for one subject: ``counts`` is (grade key, number) pairs."""

    group: Key
    weight: Fraction | Unusable
    counts: tuple[tuple[Key, int], ...]
    invalid: int = 0


class Input(NamedTuple):
    """One input record of a component.

    ``grade`` for coef-of-grade, ``value`` for marks, counts and figures, ``tallies`` for a ballot; ``source`` is the
    record it came from (model, id), ``label`` what a person calls it ("2025 first half"); ``role``: which of several
    figures of a method this is (``required``, ``done``, ``missing`` …), or the criterion of a ballot.

    Where the record holds no number the ``value`` is :class:`.numbers.Unusable`, and so are the points of a posting,
    the weight of a tally and a fact: the subject then waits with the reason ``uncomputable``.
    """

    component: Key
    source: Key
    label: str = ""
    grade: Key | None = None
    value: Fraction | Unusable | None = None
    tallies: tuple[Tally, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """Points of one ledger event for one subject (signed), in a cap group, with a dedupe key (S2A-24)."""

    source: Key
    points: Fraction | Unusable
    cap_group: Key | None = None
    dedupe: Key | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cap:
    """At most ``limit`` points of a group of postings, before netting (S1-41)."""

    group: Key
    limit: Fraction


@dataclass(frozen=True, slots=True)
class Criterion:
    """A typed condition tree: ``kind`` all / any / not / fact; a fact compares ``facts[fact]`` with ``value``.

    With ``window`` the fact is a history, oldest first: ``window`` = 3 looks at its last three entries, 0 at all of it,
    and the comparison must hold for each of them, or for at least ``times`` of them (S2A-36, S2A-80, S3-48).

    ``counted`` says how else the entries that fit are counted: ``nth``: the last one fits and is exactly the
    ``times``-th that does; ``run``: the entries in a row that fit, up to the last one, are ``times`` or a multiple of
    it (a reward for every three years running, O-09).
    """

    kind: str
    fact: str = ""
    operator: str = "="
    value: object = None
    children: tuple[Criterion, ...] = ()
    window: int | None = None
    times: int | None = None
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """If ``criterion`` holds, ``effect``: bar_top, max_grade, forced_grade, undetermined, exclude (severity: G13).

    ``seatless``: a limited grade it grants is given beside the seats of its quota (A2-2).
    """

    key: Key
    code: str
    name: str
    criterion: Criterion
    effect: str
    grade: Key | None = None
    _: KW_ONLY
    hard: bool = True
    seatless: bool = False


@dataclass(frozen=True, slots=True)
class Quota:
    """At most floor(ratio x base) (G3) or ``number`` subjects of a pool may get ``grade``; hard refuses, soft asks.

    Instead of a grade it may limit an ``award`` beside it (先进集体, 表彰: S2A-29, S2A-63); ``among`` then names the
    grade its winners must have been proposed for (S2A-75). Who competes:
    published total, or the score of component ``minimum_of``, at least ``minimum_score`` (S3-39); rank within
    ``top_share`` of the pool (前30%, G5). ``ratio_by``: ratio by an attribute of the pool (team grade, S3-43 … 46);
    ``entrusted_ratio``: that of a pool of people whom a supervising unit assesses apart (S3-12), ``None``: ``ratio``.
    """

    key: Key
    code: str
    name: str
    grade: Key | None = None
    ratio: Fraction | None = None
    _: KW_ONLY
    award: Key | None = None
    number: int | None = None
    rounding: str = "floor"
    hard: bool = True
    minimum_score: Fraction | None = None
    ratio_by: Mapping = field(default_factory=dict)
    minimum_of: Key | None = None
    top_share: Fraction | None = None
    among: Key | None = None
    entrusted_ratio: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """What is known of one pool of seats before anybody is ranked; a pool without such a record is computed.

    ``attribute`` chooses from ``ratio_by``; ``base`` replaces the count of the subjects given (one re-run alone after a
    late event); ``ratio``: a lower limit the organisation set (A3-5); ``taken`` seats are gone already (A3-12);
    ``entrusted``: its people are of units that are assessed apart, so that no team's grade speaks for it (S3-11).
    """

    quota: Key
    key: Key
    attribute: Key | None = None
    _: KW_ONLY
    base: int | None = None
    ratio: Fraction | None = None
    taken: int = 0
    entrusted: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """All the rules of one scheme as data.

    ``default_grade``: what a subject gets who does not win a seat, when the scheme has no bands (A0-4: 称职).
    ``banded``: the total proposes a grade by the bands of ``scale``. ``full``: what the components of every subject are
    scaled up to where some of them are not for its class or kind (A2B-2); ``None``: nothing is scaled.
    """

    key: Key
    components: tuple[Component, ...]
    scale: Scale
    default_grade: Key | None = None
    _: KW_ONLY
    banded: bool = False
    quotas: tuple[Quota, ...] = ()
    gates: tuple[Gate, ...] = ()
    caps: tuple[Cap, ...] = ()
    digits: int = 2
    full: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject with everything the rules may ask about it.

    ``pools``: quota key -> pool key (whose seats it competes for; a quota not named here does not concern it);
    ``group``: comparison group for ranks; ``status``: normal / undetermined / excluded; ``in_base`` and ``uses_seat``:
    S3-04, G14; ``facts``: fact code -> value; ``owed``: component key -> how many inputs it should have by now (months
    of a year): with fewer it counts what is there, and says so.
    """

    key: Key
    _: KW_ONLY
    group: Key = None
    classes: frozenset = frozenset()
    inputs: tuple[Input, ...] = ()
    postings: tuple[Posting, ...] = ()
    facts: Mapping = field(default_factory=dict)
    pools: Mapping = field(default_factory=dict)
    status: str = "normal"
    in_base: bool = True
    uses_seat: bool = True
    kinds: frozenset = frozenset()
    owed: Mapping = field(default_factory=dict)
