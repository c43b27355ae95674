"""The parts of a total, and sums and means of scores, for whoever shows them: screens, forms and workbooks.

The engine adds up (:mod:`...engine.subtotals`); here numbers go in as Odoo reads them and come out as it shows them,
with the decimals they are published with. ``None`` is what nobody gave.
"""

from ...engine import exact
from ...engine import subtotals as engine
from ...engine.subtotals import Line

MARK_DIGITS = 4
"""Decimals of a mark as it is entered (``cadre.score``)."""


def subtotals_of(assessments, trace=None):
    """{assessment id: :class:`Parts`} of everybody's trace, as the current user may read it. One query.

    :param trace: the lines of ``assessments``, where they are at hand
    """
    lines = {}
    if trace is None:
        trace = assessments.env["cadre.assessment.line"].search([("assessment_id", "in", assessments.ids)])
    for line in trace:
        lines.setdefault(line.assessment_id.id, []).append(
            Line(line.kind, line.component_id.id or None, exact(line.points))
        )
    parents = _parents(assessments.cycle_id.scheme_id.component_ids)
    return {one: Parts(engine.subtotals(lines.get(one, ()), parents)) for one in assessments.ids}


def subtotals_of_marks(components, marks):
    """The :class:`Parts` of ``marks``, [(component id, points)], by the tree of ``components``."""
    given = [Line("component", component, exact(points)) for component, points in marks]
    return Parts(engine.subtotals(given, _parents(components), MARK_DIGITS))


def sum_of(values):
    """The sum of what was given, ``None`` when that is nothing."""
    return _shown(engine.sum_of(map(_exact, values)))


def sum_of_all(values):
    """The sum, ``None`` as long as one value is missing."""
    return _shown(engine.sum_of_all(map(_exact, values)))


def mean_of(values):
    """The mean of what was given, half-up (G1); ``None`` when that is nothing."""
    return _shown(engine.mean_of(map(_exact, values)))


def sides_of(values):
    """(bonuses, deductions): the sums of the points above and below zero, ``None`` without any."""
    parts = Parts(engine.subtotals([Line("posting", None, exact(value)) for value in values], {}))
    return parts.bonus, parts.deduction


class Parts:
    """:class:`...engine.subtotals.Subtotals` as numbers to be shown."""

    def __init__(self, found):
        self._parts = found.parts
        self.bonus, self.deduction, self.total = map(_shown, (found.bonus, found.deduction, found.total))

    def of(self, component):
        """What ``component`` and everything below it come to; ``None`` when nothing of it has a line."""
        return _shown(self._parts.get(component.id))


def _parents(components):
    return {one.id: one.parent_id.id or None for one in components}


def _exact(value):
    return None if value is None else exact(value)


def _shown(value):
    return None if value is None else float(value)
