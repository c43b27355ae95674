"""Marks of a whole office go out as a workbook and come back, all or nothing."""

import base64
import io

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...files import bounds, table, written
from .. import import_notes
from ..import_check import reason
from ..import_values import BadCell, decimal, rounded, staff_number
from ..import_values import text as text_of

TABLES = ("cadre.progress.mark", "cadre.score", "cadre.candidate.mark")
HEADS = ("编号", "姓名（单位）", "科室")
"""The first columns of the workbook. A row is found by its number, never by a name."""
KEYS = "键"
"""Begins the hidden row above the headings: which column is which, for headings may be alike."""
WIDEST = 2000
"""Columns: as many as a table of the screen may have."""


class CadreMarksImport(models.TransientModel):
    """The table of the screen as a workbook: what may be entered on the screen may be entered here, nothing else."""

    _name = "cadre.marks.import"
    _description = "Marks from a Workbook"
    _inherit = ["cadre.file.import.mixin"]
    _rec_name = "filename"

    table = fields.Selection(
        [
            ("cadre.progress.mark", "Marks of a Period"),
            ("cadre.score", "Entered Marks"),
            ("cadre.candidate.mark", "Marks of Candidates"),
        ],
        required=True,
        readonly=True,
    )
    place = fields.Selection(selection="_select_places", string="Which One")
    template = fields.Binary(attachment=False, readonly=True)
    template_name = fields.Char(readonly=True)
    cell_count = fields.Integer(string="Marks Read", readonly=True)
    problem_ids = fields.One2many("cadre.marks.import.problem", "import_id", readonly=True, string="List of Problems")

    @api.model
    def _select_places(self):
        found = [place for table in TABLES for place in self.env[table]._grid_places()]
        given = self.env.context.get("default_place")
        return found if not given or given in dict(found) else [*found, (given, given)]

    @api.model
    def action_open(self, table, place=""):
        """The dialog of one table."""
        return self._open(table, place)

    @api.model
    def _open(self, table, place):
        if table not in TABLES:
            raise UserError(self.env._("There is no such table."))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Marks from a Workbook"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {"default_table": table, "default_place": place or self._first_place(table)},
        }

    @api.model
    def _first_place(self, table):
        return next((key for key, _name in self.env[table]._grid_places()), False)

    def _grid(self):
        self.ensure_one()
        self.check_access("write")
        if not self.place or self.table not in TABLES:
            raise UserError(self.env._("Choose first which table it is about."))
        return self.env[self.table]._grid(self.place)

    # -- out -------------------------------------------------------------------------------------------------------
    def action_template(self):
        """The table with everybody in it and what is entered already, to be filled in."""
        columns, rows, _total = self._grid()
        if not rows:
            raise UserError(self.env._("There is nobody in this table yet."))
        if len(columns) + len(HEADS) > WIDEST:
            raise UserError(self.env._("The table has %(count)s columns. Choose a part of it.", count=len(columns)))
        if (cells := (len(columns) + len(HEADS)) * (len(rows) + 2)) > bounds.MAX_CELLS:
            raise UserError(
                self.env._(
                    "The table has %(count)s cells, and no file of more than %(limit)s is read. Choose a part of it.",
                    count=cells,
                    limit=bounds.MAX_CELLS,
                )
            )
        self.write({"template": base64.b64encode(_workbook(columns, rows)), "template_name": "marks.xlsx"})
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/template/{self.template_name}?download=1",
            "target": "download",
        }

    # -- in --------------------------------------------------------------------------------------------------------
    def action_import(self):
        """Look at every cell; when all are good, write them in one go, else write nothing and say where and why."""
        columns, rows, _total = self._grid()
        try:
            sent = table.read(self._content(), WIDEST)
        except bounds.Refused as error:
            return self._done([(0, self.filename or "", self._refusal(error))], 0)
        notes = [(code, figures) for code, figures in sent.notes if (code, figures) != ("hidden_rows", {"rows": [1]})]
        values, problems = self._read(sent.rows, columns, rows, notes)
        self.notes = import_notes.sentences(self.env, notes)
        if not problems and values:
            self.env[self.table].browse(values)._write_cells(values)
        return self._done(problems, len(values))

    def _read(self, sent, columns, rows, notes):
        """({record id: number or None}, [(row, column, reason)]). Cells that say what is entered already are left."""
        above, heads, below = _parted(sent)
        problems, by_column = self._columns(above, heads, columns)
        if problems or not by_column:
            return {}, problems
        where = heads[1].index(HEADS[0])
        known = {row.number: row for row in rows if row.number}
        values, seen = {}, set()
        for number, cells in below:
            key = _number(cells[where] if where < len(cells) else None)
            row = known.get(key)
            if row is None or key in seen:
                why = self.env._("this number stands twice") if row else self.env._("nobody here has this number")
                problems.append((number, HEADS[0], f"{key}: {why}" if key else why))
                continue
            seen.add(key)
            for position, column in by_column.items():
                raw = cells[position] if position < len(cells) else None
                if why := self._read_cell(row, column, raw, values, notes, number):
                    problems.append((number, _head(column), why))
        return values, problems

    def _columns(self, above, heads, columns):
        """([(row, column, reason)], {position: column}): by the hidden keys, else by headings that stand once."""
        number, written = heads
        problems, by_column, by_key = [], {}, {column.key: column for column in columns}
        labels = {}
        for column in columns:
            labels.setdefault(_head(column), []).append(column)
        for position, head in enumerate(written):
            alike = labels.get(head, ())
            column = by_key.get(above[position]) if position < len(above) and above[position] else None
            if column is None and len(alike) == 1:
                column = alike[0]
            if column is not None and _head(column) == head and column not in by_column.values():
                by_column[position] = column
            elif len(alike) > 1:
                problems.append((number, head, self.env._("several columns have this heading: take the template anew")))
            elif head and head not in HEADS:
                problems.append((number, head, self.env._("this column is not one of the table")))
        if HEADS[0] not in written or not by_column:
            problems.append((number, "", self.env._("these are not the headings of the template")))
            by_column = {}
        return problems, by_column

    def _read_cell(self, row, column, raw, values, notes, number):
        """Add the number to ``values``, or return why it is not good. An empty cell leaves what is there."""
        try:
            typed = decimal(raw)
        except BadCell as error:
            if error.args[0] != "decimal":
                return reason(self.env, error.args[0])
            return self.env._("“%(text)s” is not a number", text=text_of(raw)[:40])
        if typed is None:
            return False
        value = float(typed)
        record_id, now, _may = row.cells.get(column.key, (None, None, False))
        if record_id is None:
            return self.env._("this is not asked of %(name)s", name=row.name)
        record = self.env[self.table].browse(record_id)
        if problem := record._number_problem("value", value):
            return problem
        if now is not None and round(now, 4) == round(value, 4):
            return False
        if problem := record._cell_problem(value):
            return problem
        if rounded(raw, typed):
            notes.append(("rounded", {"row": number, "typed": text_of(raw), "value": typed}))
        values[record_id] = value
        return False

    def _done(self, problems, count):
        if problems:
            self._show(problems, cell_count=0)
        else:
            self._show(problems, cell_count=count, state="done", file=False)
        return {**self._reopen(), "context": {"default_place": self.place}}


class CadreMarksImportProblem(models.TransientModel):
    """One cell that is not good: where and why."""

    _name = "cadre.marks.import.problem"
    _description = "Problem of a Workbook of Marks"
    _inherit = ["cadre.file.problem.mixin"]

    import_id = fields.Many2one("cadre.marks.import", required=True, ondelete="cascade", index=True)


def _head(column):
    """Heading of a column: what it is about and the highest mark."""
    return column.label if column.high is None else f"{column.label}（{column.high:g}）"


def _number(cell):
    """A number of staff or of a unit as it is compared; what is none stays as it was typed."""
    try:
        return staff_number(cell)
    except BadCell:
        return str(cell).strip()


def _parted(sent):
    """([key or "", …] of the hidden row, (row, headings), rows below) of what was sent."""
    texts = [[str(cell if cell is not None else "").strip() for cell in cells] for _number, cells in sent[:5]]
    place = next((place for place, cells in enumerate(texts) if HEADS[0] in cells), 0)
    above = next((cells for cells in texts[:place] if cells[0] == KEYS), [])
    return above, (sent[place][0], texts[place]), sent[place + 1 :]


def _workbook(columns, rows):
    """Headings that stay, cells that may be filled in white and open, bounds that the program itself checks."""
    stream = io.BytesIO()
    book = written.workbook(stream)
    sheet = book.add_worksheet("评分")
    head = written.style(book, bold=True, bg_color="#E8EEF7", align="center", valign="vcenter", text_wrap=True)
    text, open_, shut = (
        written.style(book),
        book.add_format({"locked": False}),
        book.add_format({"bg_color": "#F2F2F2"}),
    )
    written.put(sheet, 0, 0, KEYS, text)
    sheet.set_row(0, None, None, {"hidden": True})
    for place, (label, width) in enumerate(zip(HEADS, (12, 16, 18), strict=True)):
        written.put(sheet, 1, place, label, head)
        sheet.set_column(place, place, width)
    for line, row in enumerate(rows, 2):
        for place, value in enumerate((row.number, row.name, row.section)):
            written.put(sheet, line, place, value, text)
    for place, column in enumerate(columns, len(HEADS)):
        written.put(sheet, 0, place, column.key, text)
        written.put(sheet, 1, place, _head(column), head)
        sheet.set_column(place, place, max(12, min(30, 2 * len(column.label) // 2 + 4)))
        if column.high is not None:
            sheet.data_validation(2, place, max(2, len(rows) + 1), place, {
                "validate": "decimal", "criteria": "between", "minimum": column.low, "maximum": column.high,
                "error_message": f"{column.low:g} – {column.high:g}",
            })  # fmt: skip
        for line, row in enumerate(rows, 2):
            _record, now, may = row.cells.get(column.key, (None, None, False))
            written.put(sheet, line, place, now, open_ if may else shut)
    sheet.freeze_panes(2, len(HEADS))
    book.close()
    return stream.getvalue()
