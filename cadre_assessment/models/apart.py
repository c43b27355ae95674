"""Leave empty what must not be added up: points and totals of different cycles.

A figure that spans several cycles is left empty wherever the database would add it up: in a list, a pivot or a chart.
"""

from odoo import models
from odoo.tools import SQL

ADDED = frozenset({"sum", "avg", "min", "max"})


class CadreApartMixin(models.AbstractModel):
    """Of a model with ``cycle_id``."""

    _name = "cadre.apart.mixin"
    _description = "Figures of one cycle"

    _apart = frozenset()
    """Names of the fields whose figures mean something within one cycle only."""

    def _read_group_select(self, aggregate_spec, query):
        added = super()._read_group_select(aggregate_spec, query)
        name, _colon, function = aggregate_spec.partition(":")
        if name not in self._apart or function not in ADDED:
            return added
        cycle = self._field_to_sql(self._table, "cycle_id", query)
        return SQL("CASE WHEN COUNT(DISTINCT %s) = 1 THEN %s END", cycle, added)
