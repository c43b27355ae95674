"""Write a name that begins with = as text in Odoo's own exports, too.

Odoo guards its CSV files against formulas, but not the workbook of a list, nor that of a pivot table.
"""

import functools
import json

from odoo import http
from odoo.addons.web.controllers.export import ExportXlsxWriter
from odoo.addons.web.controllers.pivot import TableExporter
from werkzeug.datastructures import FileStorage

from ..files import written

RISKY = ("=", "+", "-", "@", "{", "\t", "\r")


def guarded(text):
    """Text for a workbook that somebody else writes and that takes what it gets for a formula.

    >>> guarded("=1+1"), guarded("甲"), guarded(3)
    ("'=1+1", '甲', 3)
    """
    return f"'{text}" if isinstance(text, str) and text.startswith(RISKY) else text


class PivotController(TableExporter):
    @http.route()
    def export_xlsx(self, data, **kw):
        table = json.load(data) if isinstance(data, FileStorage) else json.loads(data)
        if isinstance(table, dict):
            headers = [header for row in table.get("col_group_headers", ()) for header in row]
            for part in (*headers, *table.get("measure_headers", ()), *table.get("rows", ())):
                part["title"] = guarded(part.get("title"))
            for row in table.get("rows", ()):
                for cell in row.get("values", ()):
                    cell["value"] = guarded(cell.get("value"))
            table["title"] = written.page_name(table.get("title"))
        return super().export_xlsx(json.dumps(table), **kw)


def install():
    """The writer of Odoo's lists is no model and no controller; it is made to write texts as texts, once a process."""
    write = ExportXlsxWriter.write
    if hasattr(write, "guesses"):
        return

    @functools.wraps(write)
    def as_text(writer, row, column, cell_value, style=None):
        if isinstance(cell_value, str):
            return writer.worksheet.write_string(row, column, cell_value, style)
        return write(writer, row, column, cell_value, style)

    as_text.guesses = write
    ExportXlsxWriter.write = as_text


install()
