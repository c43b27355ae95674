"""The registry of scoring methods: what each reads, and which figures it needs.

The one registry: the scheme's form and check, the grid of marks, what is gathered, the words on paper and the score
sheet ask it and know no method by its name. A new method is a reader factory in :mod:`.components` or :mod:`.counted`
and a row here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from . import components, counted
from .errors import ComponentError
from .model import Component
from .reading import Reader

PARTS = "parts"
"""Nothing: what stands below the component is added up."""
GRADES = "grades"
"""Grades of periodic records."""
PERIODS = "periods"
"""Marks of periodic records."""
MARKS = "marks"
"""Marks that somebody enters, out of a maximum."""
FIGURE = "figure"
"""One figure that somebody enters, without bounds."""
COUNTS = "counts"
"""How many there are of something, entered or from the ledger; the input's role says of what."""
VOTES = "votes"
"""Counts of the papers of a ballot."""
RESULT = "result"
"""Published points of another assessment, or of another component."""


class Method(NamedTuple):
    """One way of scoring a component.

    ``title``: its name in English; ``takes``: what one input is, of the words above; ``read``: the reader factory,
    ``None`` where nothing is read. ``grades``: attribute of :class:`.model.Grade` that counts, so that the component
    needs a scale. ``records``: its inputs may be the records of a level of periods. ``each``: what each of several
    inputs of one subject is of (``judge``, ``project``, ``item``, ``thing``), empty: one input a subject. ``params``:
    names in :attr:`.model.Component.params` that are its own. ``role``: the one role its inputs have; ``roles``: those
    they may have, where they are not free.
    """

    code: str
    title: str
    takes: str
    read: Callable[[Component], Reader] | None = None
    grades: str = ""
    records: bool = False
    each: str = ""
    params: tuple[str, ...] = ()
    role: str = ""
    roles: frozenset[str] = frozenset()

    @property
    def entered(self) -> bool:
        """Whether somebody enters its inputs, one by one."""
        return self.takes in (MARKS, FIGURE, COUNTS)

    @property
    def measured(self) -> bool:
        """Whether what is read is measured against the component's maximum."""
        return self.takes in (MARKS, PERIODS, FIGURE, VOTES, RESULT)

    @property
    def asks(self) -> frozenset[str]:
        """What whoever writes a scheme has to say for it: its parameters, and these words."""
        more = {
            "parts": self.takes == PARTS,
            "scale": bool(self.grades),
            "records": self.records,
            "maximum": self.measured,
            "items": self.each == "item",
            "counts": self.takes == COUNTS,
            "votes": self.takes == VOTES,
            "result": self.takes == RESULT,
        }
        return frozenset(self.params) | {word for word, asked in more.items() if asked}


NONE = Method("", "", "")
"""What a component without a method has."""

METHODS: dict[str, Method] = {
    method.code: method
    for method in (
        Method("group", "Sum of its Parts", PARTS),
        Method(
            "coef_of_grade", "Weight × Coefficient of a Grade", GRADES, components.coef_of_grade, "coefficient", True
        ),
        Method("raw_100", "Weight × Mark / Maximum", MARKS, components.raw_100, records=True),
        Method("ballot", "Ballot", VOTES, components.ballot, grades="value"),
        Method("sum_of_items", "Sum of Items", MARKS, components.sum_of_items, each="item"),
        Method("mean_of_periods", "Mean of Periods", PERIODS, components.mean_of_periods, records=True),
        Method("mean_of_judges", "Mean of Judges", MARKS, components.mean_of_judges, each="judge", params=("trim",)),
        Method("mean_of_projects", "Mean of Projects", MARKS, components.mean_of_projects, each="project"),
        Method(
            "checklist_deduct",
            "Checklist with Deductions",
            COUNTS,
            counted.checklist_deduct,
            each="thing",
            params=("per_item",),
            role="missing",
        ),
        Method(
            "proportional",
            "Proportional",
            COUNTS,
            counted.proportional,
            each="thing",
            roles=frozenset({"required", "done", "missing"}),
        ),
        Method(
            "step_count",
            "Step Count",
            COUNTS,
            counted.step_count,
            each="thing",
            params=("target", "per_extra", "extra_cap", "below"),
        ),
        Method(
            "per_unit",
            "Per Unit",
            COUNTS,
            counted.per_unit,
            each="thing",
            params=("rates", "ranges", "void", "rest", "bonus_cap"),
        ),
        Method("imported", "Imported", FIGURE, components.imported),
        Method("derived", "Derived from Another Result", RESULT, components.derived),
    )
}


def method_of(code: str) -> Method:
    """Return the method called ``code``; :data:`NONE` where none is chosen yet.

    >>> method_of("step_count").params, method_of("").asks
    (('target', 'per_extra', 'extra_cap', 'below'), frozenset())
    """
    return METHODS.get(code, NONE)


def codes(*, takes: str | None = None, **wanted: object) -> tuple[str, ...]:
    """Return the codes of the methods that take ``takes`` and whose attributes have the values ``wanted``.

    >>> codes(takes=VOTES), codes(entered=True, each="")
    (('ballot',), ('raw_100', 'imported'))
    """
    if takes is not None:
        wanted["takes"] = takes
    return tuple(
        code
        for code, method in METHODS.items()
        if all(getattr(method, name) == value for name, value in wanted.items())
    )


def reader(component: Component) -> Reader:
    """Return the reader of a component by its method.

    :raises EngineError: an unknown method, one that reads nothing, a maximum of 0 or less.
    """
    read = method_of(component.method).read
    if read is None:
        raise ComponentError(component.code, f"unknown method {component.method!r}")
    if component.maximum <= 0:
        raise ComponentError(component.code, f"maximum {component.maximum} earns nothing")
    return read(component)
