"""Read the rows of an old Excel or WPS workbook (.xls) by xlrd, which Odoo itself brings.

It makes a cell of nothing that the file does not hold, so the size of the file bounds what reading it costs.
"""

import datetime

import xlrd
from openpyxl.utils.datetime import from_excel

from .bounds import MAX_CELL, MAX_CELLS, MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS, MEGABYTE, Refused, check_size
from .cells import ErrorCell, Inexact, Month, Padded
from .sheet import EXACT
from .workbook import FORMATS, shows

xlrd.book.Book.handle_name = lambda _book, _data: None
"""Names are formulas, computed as the file is opened: a few of them make texts of any length. Nobody asks for one."""
LIMIT = 4 * MEGABYTE
"""A cell takes about six bytes of the file and a hundred and fifty of memory."""


class Workbook:
    """An .xls file, with the attributes that :class:`.workbook.Workbook` has."""

    def __init__(self, content):
        check_size(content, LIMIT)
        try:
            self._book = xlrd.open_workbook(
                file_contents=content, formatting_info=True, on_demand=True, ragged_rows=True, logfile=_Nowhere()
            )
            self.sheets = dict.fromkeys(self._book.sheet_names())
            shown = zip(self.sheets, self._book._sheet_visibility, strict=False)
            self.visible = [name for name, hidden in shown if not hidden]
        except Exception as error:  # a foreign reader, and a file of whatever content: it raises what it likes
            raise Refused("damaged") from error
        if not self.sheets:
            raise Refused("empty")

    def sheet(self, name=None):
        try:
            name = name or next(iter(self.visible or self.sheets))
            found = _Sheet(self._book, self._book.sheet_by_name(name))
            self._book.unload_sheet(name)
            return found
        except Refused:
            raise
        except Exception as error:
            raise Refused("damaged") from error


class _Sheet:
    def __init__(self, book, sheet):
        self._book, self._shows, self._characters, self._cells = book, {}, 0, 0
        if sheet.nrows > MAX_ROWS:
            raise Refused("too_many_rows", limit=MAX_ROWS)
        self.rows = []
        for place in range(sheet.nrows):
            cells = [self._value(cell) for cell in sheet.row(place)]
            while cells and cells[-1] is None:
                cells.pop()
            if len(cells) > MAX_COLUMNS:
                raise Refused("too_many_columns", limit=MAX_COLUMNS)
            if cells:
                self.rows.append((place + 1, cells))
        filled = {number for number, _cells in self.rows}
        self.hidden = sorted(
            place + 1 for place, row in sheet.rowinfo_map.items() if row.hidden and place + 1 in filled
        )
        self.merged = [(first + 1, last, left, right - 1) for first, last, left, right in sheet.merged_cells]

    def _value(self, cell):
        kind, value = cell.ctype, cell.value
        self._cells += 1  # blank ones too: two bytes of the file each
        if self._cells > 2 * MAX_CELLS:
            raise Refused("too_many_cells", limit=2 * MAX_CELLS)
        if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or value == "":
            return None
        if kind == xlrd.XL_CELL_TEXT:
            self._characters += len(value)
            if len(value) > MAX_CELL:
                raise Refused("cell_too_long", limit=MAX_CELL)
            if self._characters > MAX_CHARACTERS:
                raise Refused("too_much_text", limit=MAX_CHARACTERS)
            return value
        if kind == xlrd.XL_CELL_ERROR:
            return ErrorCell(xlrd.error_text_from_code.get(value, "#N/A"))
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        return self._number(value, cell.xf_index)

    def _number(self, value, style):
        if style not in self._shows:
            key = self._book.xf_list[style].format_key if style is not None else 0
            own = self._book.format_map.get(key)
            code = FORMATS.get(key) or (own.format_str if own else "General")
            self._shows[style] = shows(code)
        found = self._shows[style]
        if found and not isinstance(found, int):
            epoch = datetime.datetime(1904, 1, 1) if self._book.datemode else datetime.datetime(1899, 12, 30)
            try:
                moment = from_excel(value, epoch, timedelta=found == "span")
            except (OverflowError, ValueError):
                return value
            if found in ("date", "month") and hasattr(moment, "date"):
                return moment.date() if found == "date" else Month.of(moment)
            return moment
        if abs(value) >= EXACT:
            return Inexact(f"{value:.0f}")
        if float(value).is_integer():
            return Padded(int(value), found) if found and value >= 0 else int(value)
        return value


class _Nowhere:
    """What xlrd says about odd files is for nobody."""

    def write(self, _text):  # pylint: disable=unknown-option-value,method-required-super
        """Drop it."""

    def flush(self):
        """Nothing to do."""
