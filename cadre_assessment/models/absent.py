"""What is not there counts in no mean: a mark taken back is nothing, not 0 (G12)."""

from odoo import models
from odoo.models import parse_read_group_spec
from odoo.tools import SQL


class CadreAbsentMixin(models.AbstractModel):
    """Records whose figures may be missing. ``_absent``: {field of a figure: field that says whether there is one}."""

    _name = "cadre.absent.mixin"
    _description = "Figures That May Be Missing"
    _absent = {}

    def _read_group_select(self, aggregate_spec, query):
        found = super()._read_group_select(aggregate_spec, query)
        name = parse_read_group_spec(aggregate_spec)[0] if aggregate_spec != "__count" else None
        if name not in self._absent:
            return found
        there = self._field_to_sql(self._table, self._absent[name], query)
        return SQL("%s FILTER (WHERE %s)", found, there)
