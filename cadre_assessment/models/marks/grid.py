"""Many marks at once: one table of rows and columns, for the screen, the workbook and what comes back.

The screen asks for a page of it, the workbook for the whole; both write through :meth:`grid_save`, so that every cell
meets the same checks as a single mark.
"""

from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..bounds import LARGEST, Bounds
from ..listing import titled

MOST = 20_000
"""So many cells are written at once."""


class Column(NamedTuple):
    key: str
    label: str
    low: float
    high: float | None


class Row(NamedTuple):
    key: str
    number: str
    """Staff number, or number of the unit: what a row of the workbook is found by."""
    name: str
    section: str
    note: str
    cells: dict
    """Column key -> (record id, value or None, whether the current user may enter it)."""


class CadreGridMixin(models.AbstractModel):
    """Records that are cells: they say which row and column they stand in."""

    _name = "cadre.grid.mixin"
    _description = "Table of Marks"
    _cell_author = "write_uid"
    """Field that keeps who entered a cell last."""

    @api.model
    def _grid_places(self):
        """[(key, name)] of the tables the current user may open, the most likely one first."""
        return []

    @api.model
    def _grid(self, place, offset=0, limit=None, search=""):
        """(columns, rows, number of all rows) of a table, read with the rights of the current user. Bounded queries."""
        raise NotImplementedError

    # -- over RPC --------------------------------------------------------------------------------------------------
    @api.model
    def grid_places(self):
        return [{"key": key, "name": name} for key, name in self._grid_places()]

    @api.model
    def grid(self, place, offset=0, limit=100, search=""):
        """A page of the table ``place``."""
        columns, rows, total = self._grid(str(place), int(offset), min(int(limit), 500), str(search or ""))
        return {
            "columns": [column._asdict() for column in columns],
            "rows": [
                {
                    **row._asdict(),
                    "cells": {
                        key: {"id": record, "value": value, "may": may}
                        for key, (record, value, may) in row.cells.items()
                    },
                }
                for row in rows
            ],
            "total": total,
        }

    @api.model
    def grid_save(self, cells):
        """Write cells: all or nothing.

        :param cells: list of (record id, number, or None to clear it)
        """
        if len(cells) > MOST:
            raise UserError(self.env._("At most %(most)s cells are written at once.", most=MOST))
        known = Bounds(1, LARGEST, True)
        if not all(isinstance(cell, (list, tuple)) and len(cell) == 2 and known.holds(cell[0]) for cell in cells):
            raise UserError(self.env._("A cell is written as the number of its record and its mark."))
        values = {int(record_id): value for record_id, value in cells}
        records = self.browse(values).exists()
        records._write_cells(values)
        return True

    # -- writing ---------------------------------------------------------------------------------------------------
    def _write_cells(self, values):
        """Write ``values`` (record id -> number or None) after every cell's own check, in one statement."""
        self.check_access("write")
        self._hold_cells()
        problems = [
            (record, record._number_problem("value", values[record.id]) or record._cell_problem(values[record.id]))
            for record in self
        ]
        problems = [titled(self.env, record.display_name, problem) for record, problem in problems if problem]
        if problems:
            raise UserError("\n".join(problems[:20]))
        self.flush_recordset(["value", "entered"])
        self.env.cr.execute(
            SQL(
                """
                UPDATE %(table)s cell
                   SET value = COALESCE(new.value, 0), entered = new.value IS NOT NULL, %(who)s = %(uid)s
                  FROM unnest(%(ids)s, %(values)s::numeric[]) AS new (id, value)
                 WHERE cell.id = new.id
                """,
                table=SQL.identifier(self._table),
                who=SQL.identifier(self._cell_author),
                uid=self.env.uid,
                ids=self.ids,
                values=[None if values[key] is None else str(round(values[key], 4)) for key in self.ids],
            )
        )
        self.invalidate_recordset(["value", "entered", self._cell_author], flush=False)
        self._cells_written()

    def _hold_cells(self):
        """Hold what locks these cells until the end of the transaction."""

    def _cell_problem(self, value):
        """Why the current user cannot enter ``value`` (``None``: clear it) here, or False."""
        raise NotImplementedError

    def _cells_written(self):
        """What is counted from these cells is counted anew."""
