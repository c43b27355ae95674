"""Read files by our own readers, with their limits, on Odoo's import screen.

Odoo opens a workbook as a whole, with all its styles and sheets, whatever it unpacks to; whoever is logged in can send
one, for whatever model. So the limits hold for every model, not only for ours.
"""

import codecs
import datetime

import chardet
from odoo import models
from odoo.exceptions import UserError

from ..files import bounds, old_excel, typed, workbook
from ..files import cells as cells_of
from ..models import file_refusal

MOST = 300_000
"""Cells with something in them, as a bound of what the screen keeps of a file: it copies all of it several times over.
The long files of a county come by our own dialogs."""
WIDEST = 1000
"""Columns: more than in our own files, for the screen is also that of other models."""
SAMPLE = 64 * 1024
"""Bytes that the encoding is guessed from: guessing reads them many times over."""
SLOW = frozenset({"punycode", "idna"})
"""Ways to write names of hosts: reading them takes the square of their length."""
SEPARATORS = b",;\t|\x1f"


class BaseImport(models.TransientModel):
    _inherit = "base_import.import"

    def _read_file(self, options):
        try:
            bounds.check_size(self.file or b"")
            return super()._read_file(options)
        except bounds.Refused as error:
            raise UserError(file_refusal.sentence(self.env, error)) from error

    def _read_xlsx(self, options):
        """(number of rows, [[text, day or moment, …], …]) of the sheet in ``options``, else of the first one shown."""
        return self._read_book(workbook.Workbook(self.file or b"", columns=WIDEST), options)

    def _read_xls(self, options):
        return self._read_book(old_excel.Workbook(self.file or b""), options)

    def _read_book(self, book, options):
        sheets = options["sheets"] = list(book.sheets)
        sheet = options["sheet"] = options.get("sheet") or (book.visible or sheets)[0]
        if sheet not in sheets:
            raise UserError(self.env._("The workbook has no sheet %(name)s.", name=sheet))
        rows = book.sheet(sheet).rows
        width = max((len(cells) for _number, cells in rows), default=0)
        if width * len(rows) > 4 * MOST:
            raise bounds.Refused("too_many_cells", limit=MOST)
        read = [self._as_on_screen(number, cells, width) for number, cells in rows]
        return rows[-1][0] if rows else 0, [cells for cells in read if any(map(_says_something, cells))]

    def _as_on_screen(self, number, cells, width):
        """A row as the screen wants it: as long as the others, texts but for days and moments."""
        found = []
        for place, cell in enumerate(cells, 1):
            if isinstance(cell, (cells_of.ErrorCell, cells_of.NoResult)):
                raise ValueError(  # what the screen shows as it is
                    self.env._(
                        "Invalid cell value at row %(row)s, column %(col)s: %(cell_value)s",
                        row=number,
                        col=place,
                        cell_value=cell or self.env._("a formula without a result"),
                    )
                )
            if isinstance(cell, float) and cell.is_integer():
                cell = int(cell)
            if cell is None:
                cell = ""
            elif not isinstance(cell, (datetime.datetime, datetime.date)):
                cell = str(cell)
            found.append(cell)
        return found + [""] * (width - len(found))

    def _read_ods(self, options):
        """A cell may say that it stands there a billion times."""
        raise bounds.Refused("other_program")

    def _read_csv(self, options):
        content = self.file or b""
        separator = (options.get("separator") or "").encode()[:1]
        if max(content.count(b"\n"), content.count(b"\r")) > bounds.MAX_ROWS:
            raise bounds.Refused("too_many_rows", limit=bounds.MAX_ROWS)
        if max(content.count(bytes([sign])) for sign in SEPARATORS + separator) > 2 * MOST:
            raise bounds.Refused("too_many_cells", limit=2 * MOST)
        options["encoding"] = self._encoding(options.get("encoding"))
        return super()._read_csv(options)

    def _encoding(self, chosen):
        """The encoding that was chosen, or a guess."""
        content = self.file or b""
        if not chosen and content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if not chosen and typed.encoding_of(content, ("utf-8",)):
            return "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8"
        chosen = (chosen or chardet.detect(content[:SAMPLE])["encoding"] or "").lower()
        if chosen in ("gb2312", "gbk"):
            return "gb18030"  # the same and more
        try:
            name = codecs.lookup(chosen).name
        except LookupError as error:
            raise bounds.Refused("encoding") from error
        if name in SLOW:
            raise bounds.Refused("encoding")
        return chosen


def _says_something(cell):
    return cell.strip() if isinstance(cell, str) else True
