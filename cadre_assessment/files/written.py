"""Write text as text: the one way into an .xlsx workbook for what people have typed.

A spreadsheet program takes a cell for a formula when the file says so, or when somebody goes into a cell that
begins with = and comes out again. So texts are written as texts whatever they begin with, and carry the mark
(quotePrefix) that tells the program to leave them so.
"""

import math

import xlsxwriter

from .bounds import MAX_CELL

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Of every workbook: nothing that ``write`` or ``merge_range`` gets is guessed at."""
LONGEST_NAME = 31
FORBIDDEN = frozenset("[]:*?/\\'")
MORE = "…"


def workbook(stream):
    """A new workbook that ends up in ``stream``."""
    return xlsxwriter.Workbook(stream, OPTIONS)


def style(book, **properties):
    """A format for cells of text."""
    return book.add_format({**properties, "quote_prefix": True})


def put(sheet, row, column, value, cell_format=None):
    """Write one value: a text as text, a number as number, nothing as an empty cell.

    A text that is longer than a cell may be ends in …; a number that is none (inf) stands there as text.
    """
    if value is None or value == "" or value is False:
        sheet.write_blank(row, column, None, cell_format)
    elif isinstance(value, (int, float)) and math.isfinite(value):
        sheet.write_number(row, column, value, cell_format)
    else:
        sheet.write_string(row, column, _fitting(str(value)), cell_format)


def title(sheet, row, last, text, cell_format):
    """A text over all columns up to ``last``."""
    if last:
        sheet.merge_range(row, 0, row, last, "", cell_format)
    put(sheet, row, 0, text, cell_format)


def _fitting(text):
    """
    >>> _fitting("=1+1"), len(_fitting("a" * 40_000))
    ('=1+1', 32767)
    """
    if len(text) <= MAX_CELL // 2 or len(text.encode("utf-16-le")) // 2 <= MAX_CELL:
        return text
    cut = text[: MAX_CELL - 1]
    return (cut if len(cut.encode("utf-16-le")) // 2 < MAX_CELL else cut[: MAX_CELL // 2]) + MORE


def page_name(name, used=None):
    """A name that a workbook takes for a sheet: short, without its forbidden signs, and (of ``used``) only once.

    >>> used = set()
    >>> page_name("一科[甲]", used), page_name("一科[甲]", used), page_name("'/", used)
    ('一科甲', '一科甲2', '1')
    """
    plain = "".join(sign for sign in name or "" if sign not in FORBIDDEN and sign.isprintable()).strip()
    if used is None:
        return plain[:LONGEST_NAME].strip() or "1"
    plain = plain[: LONGEST_NAME - 5].strip() or "1"
    found, turn = plain, 1
    while found.lower() in used:
        turn += 1
        found = f"{plain}{turn}"
    used.add(found.lower())
    return found
