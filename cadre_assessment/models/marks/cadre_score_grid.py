"""The entered marks as one table: subjects down, components and what they count across."""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..states import RUNNING
from .grid import Column, Row


class CadreScore(models.Model):
    _name = "cadre.score"
    _inherit = ["cadre.score", "cadre.grid.mixin"]

    @api.model
    def _grid_places(self):
        """A table of every component of the running cycles that has lines to enter, and one of all of a cycle's."""
        groups = self._read_group(
            [("state", "=", "draft"), ("self_only", "=", False), ("cycle_id.state", "in", RUNNING)],
            ["cycle_id", "component_id"],
        )
        cycles = self.env["cadre.cycle"].browse({cycle.id for cycle, _component in groups}).sorted()
        places = []
        for cycle in cycles:
            own = [component for of, component in groups if of == cycle]
            if len(own) > 1:
                places.append((f"{cycle.id}-0", cycle.name))
            places += [
                (f"{cycle.id}-{component.id}", f"{cycle.name}: {component.name}" if len(own) > 1 else cycle.name)
                for component in sorted(own, key=lambda one: (one.sequence, one.id))
            ]
        return places

    @api.model
    def _grid(self, place, offset=0, limit=None, search=""):
        cycle_id, _, component_id = place.partition("-")
        cycle = self.env["cadre.cycle"].browse(int(cycle_id)).exists()
        cycle.check_access("read")
        field = cycle._subject_field()
        domain = Domain(
            [("cycle_id", "=", cycle.id), ("state", "in", ("draft", "confirmed")), ("self_only", "=", False)]
        )
        if int(component_id or 0):
            domain &= Domain("component_id", "=", int(component_id))
        if search:
            domain &= Domain(f"{field}.name", "ilike", search)
        subjects = [subject for [subject] in self._read_group(domain, [field], order=field)]
        total = len(subjects)
        subjects = subjects[offset : offset + limit] if limit else subjects
        ids = [subject.id for subject in subjects]
        lines = self.search(domain & Domain(field, "in", ids))
        columns, cells = {}, {}
        for line in lines.sorted(lambda one: (one.component_id.sequence, one.component_id.id, one.count_id.sequence)):
            column = line._grid_column()
            columns.setdefault(column.key, column)
            may = line.state == "draft" and line._may_enter()
            mine = cells.setdefault(line[field].id, {})
            mine.setdefault(column.key, (line.id, line.value if line.entered else None, may))
        rows = [
            Row(str(subject.id), number, name, section, "", cells.get(subject.id, {}))
            for subject, (number, name, section) in zip(subjects, self._grid_names(subjects), strict=True)
        ]
        return list(columns.values()), rows, total

    def _grid_column(self):
        """What this line is about: item of a letter, thing counted, judge or project, else the component."""
        part = self.item_id.sudo().name or self.count_id.name or self.rater_id.sudo().name or self.label or ""
        component = self.component_id
        label = f"{component.name} · {part}" if part else component.name
        parts = (component, self.count_id, self.item_id, self.rater_id)
        key = "-".join([*(str(one.id or 0) for one in parts), self.label or ""])
        low, high = self._range()
        return Column(key, label, low, None if high == float("inf") else high)

    @api.model
    def _grid_names(self, subjects):
        for subject in subjects:
            known = subject.sudo()
            if known._name == "hr.employee":
                yield known.staff_number or "", known.name or "", known.department_id.name or ""
            else:
                yield known.cadre_code or "", known.name or "", ""

    def _hold_cells(self):
        self.flush_recordset(["state"])
        if self.ids:
            self.env.cr.execute(SQL("SELECT 1 FROM cadre_score WHERE id IN %s ORDER BY id FOR UPDATE", tuple(self.ids)))
            self.invalidate_recordset(["state"], flush=False)

    def _cell_problem(self, value):
        if problem := self._nobody_scores():
            return problem
        if self.state != "draft" or self.self_only or not self._may_enter():
            return self.env._("you are not the one to enter this mark, or it is confirmed.")
        return False if value is None else self._range_problem(value)

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_grid(self):
        """The table of marks to enter."""
        return {
            "type": "ir.actions.client",
            "tag": "cadre_grid",
            "name": self.env._("Marks to Enter"),
            "params": {"model": "cadre.score"},
        }

    def action_import_scores(self):
        return self.env["cadre.marks.import"]._open("cadre.score", "")
