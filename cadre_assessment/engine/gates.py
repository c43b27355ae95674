"""Find the gates a subject meets, and which of their effects counts.

Effects from the most to the least severe (G13): ``exclude`` (不参加), ``undetermined`` (不定等次), ``forced_grade``,
``max_grade``, ``bar_top`` (not 优秀, no award).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from .criteria import facts_asked, prepare
from .errors import GateError, WordError
from .model import Gate, Grade, Scale

EFFECTS = ("exclude", "undetermined", "forced_grade", "max_grade", "bar_top")
UNGRADED = ("exclude", "undetermined")
"""Effects that leave a subject without a grade."""


class Ruling(NamedTuple):
    """What the gates say of one subject: what counts in each respect, and all gates met, the most severe first."""

    status: str = "normal"
    forced: Grade | None = None
    ceiling: Grade | None = None
    bar_top: bool = False
    met: tuple[Gate, ...] = ()
    seatless: bool = False
    """The grade set is given beside the seats (A2-2)."""

    def names(self, *effects: str) -> tuple[str, ...]:
        """Return the names of the gates met with one of ``effects``."""
        return tuple(gate.name for gate in self.met if gate.effect in effects)

    def allows(self, grade: Grade | None) -> bool:
        """Return whether a seat for ``grade`` (``None``: an award) may be competed for."""
        if grade is None:
            return not self.bar_top
        if self.bar_top and grade.top:
            return False
        return self.ceiling is None or grade.order >= self.ceiling.order


FREE = Ruling()


def gatekeeper(gates: tuple[Gate, ...], scale: Scale) -> Callable[[str, Mapping], Ruling]:
    """Return the function from a subject's status and facts to its :class:`Ruling`.

    The most severe effect wins (G13); of two forced or two maximum grades the lower one. A top grade that is *granted*
    (S2A-34) gives way to a ceiling or a bar: a grant is no severity. Gates met stay listed whether they counted or not.
    Soft gates count alike in what is proposed; it is the deciding body that may set them aside, with a reason.

    :raises EngineError: an unknown effect or status, a grade that the scale does not have.

    >>> from .model import Criterion
    >>> scale = Scale("s", (Grade(1, "优秀", 1, top=True), Grade(2, "称职", 2), Grade(3, "基本称职", 3)))
    >>> veto = Gate("g1", "veto", "一票否决", Criterion("fact", "veto", "=", True), "bar_top")
    >>> case = Gate("g2", "case", "立案未结", Criterion("fact", "case", "=", "open"), "undetermined")
    >>> ruling = gatekeeper((veto, case), scale)("normal", {"veto": True, "case": "open"})
    >>> ruling.status, ruling.bar_top, ruling.names("undetermined")
    ('undetermined', True, ('立案未结',))
    """
    grades = {grade.key: grade for grade in scale.grades}
    for gate in gates:
        if gate.effect not in EFFECTS:
            raise GateError(gate.code, f"unknown effect {gate.effect!r}")
        if gate.effect in ("forced_grade", "max_grade") and gate.grade not in grades:
            raise GateError(gate.code, f"{gate.grade!r} is no grade of the scale")
    tests = [(gate, prepare(gate.criterion)) for gate in sorted(gates, key=lambda gate: EFFECTS.index(gate.effect))]
    asked = sorted(facts_asked([gate.criterion for gate in gates]))
    known: dict[tuple, Ruling] = {}

    def rule(status: str, facts: Mapping) -> Ruling:
        """Thousands of subjects share a few answers to what the gates ask: the same answers, the same ruling."""
        answers = status, *[facts.get(name) for name in asked]
        try:
            ruling = known.get(answers)
        except TypeError:  # an answer that cannot be hashed
            return decide(status, facts)
        if ruling is None:
            ruling = known[answers] = decide(status, facts)
        return ruling

    def decide(status: str, facts: Mapping) -> Ruling:
        met = tuple([gate for gate, test in tests if test(facts)])
        if not met and status == "normal":
            return FREE
        effects = {gate.effect for gate in met}
        forced = _lowest(grades, met, "forced_grade")
        ceiling = _lowest(grades, met, "max_grade")
        bar_top = "bar_top" in effects
        if forced and forced.top and (bar_top or ceiling):
            forced = None
        granting = [gate for gate in met if forced and gate.effect == "forced_grade" and gate.grade == forced.key]
        seatless = bool(granting) and all(gate.seatless for gate in granting)
        return Ruling(_participation(status, effects), forced, ceiling, bar_top, met, seatless)

    return rule


def forbidding(met: Iterable[Gate], grade: Grade | None, scale: Scale) -> Gate | None:
    """Return the gate that keeps a deciding body from ``grade`` (``None``: no grade); ``None``: it may decide so.

    Only hard gates bind the body, and of those the most severe kind alone (G13). A grade lower than a ceiling is within
    it; where a scale has one word only, that word says "was assessed" and is no distinction to be barred from.

    :param met: the gates that the subject met
    :param scale: whose level ``grade`` is

    >>> from .model import Criterion
    >>> fine, plain = Grade(1, "优秀", 1, top=True), Grade(2, "称职", 2)
    >>> scale, always = Scale("s", (fine, plain)), Criterion("fact", "veto", "=", True)
    >>> veto = Gate("g1", "veto", "一票否决", always, "bar_top")
    >>> case = Gate("g2", "case", "立案未结", always, "undetermined")
    >>> forbidding([veto], fine, scale).name, forbidding([veto], plain, scale), forbidding([veto, case], None, scale)
    ('一票否决', None, None)
    >>> forbidding([veto, case], plain, scale).name, forbidding([veto], fine, Scale("one", (fine,)))
    ('立案未结', None)
    """
    order = {one.key: one.order for one in scale.grades}

    def breaks(gate: Gate) -> bool:
        if gate.effect == "bar_top":
            return bool(grade and grade.top and len(scale.grades) > 1)
        if gate.effect == "max_grade":
            return bool(grade and grade.order < order[gate.grade])
        if gate.effect == "forced_grade":
            return grade is None or grade.key != gate.grade
        return grade is not None

    return next((gate for gate in _binding(tuple(met), scale) if breaks(gate)), None)


def _binding(met: tuple[Gate, ...], scale: Scale) -> list[Gate]:
    """Of the gates met those that a body cannot set aside, the most severe kind of them only."""
    hard = [gate for gate in met if gate.hard]
    if ungraded := [gate for gate in hard if gate.effect in UNGRADED]:
        return ungraded
    grades = {grade.key: grade for grade in scale.grades}
    forced = [gate for gate in hard if gate.effect == "forced_grade"]
    if forced:
        lowest = max(forced, key=lambda gate: grades[gate.grade].order)
        lowered = any(gate.effect in ("max_grade", "bar_top") for gate in met)
        if not (lowered and grades[lowest.grade].top):
            return [lowest]
    return [gate for gate in hard if gate.effect != "forced_grade"]


def barring_award(met: Iterable[Gate]) -> Gate | None:
    """Return the gate that keeps a deciding body from giving an award: whoever is barred from the top, or ungraded."""
    return next((gate for gate in met if gate.hard and gate.effect in (*UNGRADED, "bar_top")), None)


def _participation(status: str, effects: set[str]) -> str:
    if status not in ("normal", "undetermined", "excluded"):
        raise WordError("status of a subject", status)
    if status == "excluded" or "exclude" in effects:
        return "excluded"
    return "undetermined" if "undetermined" in effects else status


def _lowest(grades: Mapping, met: tuple[Gate, ...], effect: str) -> Grade | None:
    named = [grades[gate.grade] for gate in met if gate.effect == effect]
    return max(named, key=lambda grade: grade.order) if named else None
