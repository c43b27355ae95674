"""Propose a grade for one subject, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .errors import SchemeError
from .model import Grade, Key, Reason, Scheme
from .standing import Standing


class Grades(NamedTuple):
    """The grades of the scheme's scale: ``best`` first, by key, and the one a subject gets who wins nothing."""

    best: tuple[Grade, ...]
    by_key: Mapping[Key, Grade]
    default: Grade | None

    def below(self, grade: Grade) -> Grade | None:
        """Return the next grade down."""
        return next((other for other in self.best if other.order > grade.order), None)


def grades_of(scheme: Scheme) -> Grades:
    """Return the grades of ``scheme``.

    :raises EngineError: a default grade that the scale does not have.
    """
    by_key = {grade.key: grade for grade in scheme.scale.grades}
    if scheme.default_grade is not None and scheme.default_grade not in by_key:
        raise SchemeError(f"default grade {scheme.default_grade!r} is not on the scale", scheme.default_grade)
    best = tuple(sorted(scheme.scale.grades, key=lambda grade: grade.order))
    return Grades(best, by_key, by_key.get(scheme.default_grade))


def propose(standing: Standing, grades: Grades, banded: bool) -> tuple[Grade | None, Reason]:
    """Return the proposed grade (``None``: none is) and the reason (G13, ``reasons.py``).

    Status first, then a grade a gate sets, then the seat; without a seat the band, one grade down for each limited
    grade that was lost (A1-7), or the scheme's default grade (A0-4); a ceiling is applied last.
    """
    ruling = standing.ruling
    if ruling.status == "excluded":
        return None, Reason("excluded", {"gates": ruling.names("exclude")})
    if standing.total.broken:
        first, *others = standing.total.broken
        return None, Reason(first.code, {**first.figures, "more": len(others)})
    if ruling.status == "undetermined":
        return None, Reason("undetermined", standing.figures() | {"gates": ruling.names("undetermined")})
    if ruling.forced:
        gates = ruling.names("forced_grade")
        return ruling.forced, Reason("forced_grade", standing.figures() | {"grade": ruling.forced.key, "gates": gates})
    if standing.total.units is None:
        return None, Reason("no_input", {"missing": tuple(standing.total.missing)})
    if standing.won or standing.pending:
        return standing.won, standing.reason
    grade, reason = _without_seat(standing, grades, banded)
    if grade and ruling.ceiling and grade.order < ruling.ceiling.order:
        figures = {"grade": ruling.ceiling.key, "instead_of": grade.key, "gates": ruling.names("max_grade")}
        return ruling.ceiling, Reason("max_grade", standing.figures() | figures)
    return grade, reason


def _without_seat(standing: Standing, grades: Grades, banded: bool) -> tuple[Grade | None, Reason]:
    barred = standing.ruling.bar_top
    if not banded:
        reason = standing.reason or (_barred(standing) if barred else None)
        if reason is None:
            key = grades.default.key if grades.default else None
            reason = Reason("default", standing.figures() | {"grade": key})
        return grades.default, reason
    grade, reason = standing.band, None
    while grade and (grade.key in standing.lost or (grade.top and barred)):
        reason = standing.reason if grade.key in standing.lost else _barred(standing)
        grade = grades.below(grade)
    if reason is None:
        key, low = (grade.key, grade.low) if grade else (None, None)
        reason = Reason("band", standing.figures() | {"grade": key, "low": low})
    return grade, reason


def _barred(standing: Standing) -> Reason:
    return Reason("barred", standing.figures() | {"gates": standing.ruling.names("bar_top")})
