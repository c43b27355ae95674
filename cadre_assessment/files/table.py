"""Read the rows of a table that somebody sends: a workbook or typed text."""

import re
from typing import NamedTuple

from . import old_excel, typed
from .bounds import MAX_CELLS, MAX_COLUMNS, MAX_SHEETS, Refused, check_size
from .cells import ErrorCell, NoResult
from .workbook import Workbook

PACKED = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED = "EncryptedPackage".encode("utf-16-le")
WEB_PAGE = re.compile(rb"\s*<(!doctype|html|head|meta|body|table|style|\?xml|\?mso)", re.IGNORECASE)
OUR_HELP = "填写说明"
"""The sheet of explanations in our own templates."""


class Table(NamedTuple):
    """``rows``: [(row number as the spreadsheet shows it, [cell, …]), …], none of them empty.

    ``notes``: [(code, figures), …] of what somebody should know before he takes the rows: ``hidden_rows`` (rows),
    ``merged`` (rows), ``other_sheets`` (read, names).
    """

    rows: list
    notes: list


def read(content, columns=MAX_COLUMNS):
    """The :class:`Table` of the first sheet that is shown.

    :param columns: how many a workbook may have

    :raises Refused: it is no table, or a limit of :mod:`.bounds` is met
    """
    check_size(content)
    if not content.strip():
        raise Refused("empty")
    notes = []
    if content[:4] == PACKED:
        rows = _first(Workbook(content, columns), notes)
    elif content[:8] == OLD_EXCEL:
        rows = _first(_old(content), notes)
    else:
        if WEB_PAGE.match(content[:200].removeprefix(b"\xef\xbb\xbf")):
            raise Refused("web_page")
        rows = typed.rows(content)
    found = _filled(rows)
    if not found:
        raise Refused("empty")
    return Table(found, notes)


def read_sheets(content, passed_over=()):
    """{name: :class:`Table`} of all sheets of a workbook that are shown and hold something, in their order.

    :param passed_over: names of sheets that nobody asks about
    :raises Refused: it is no workbook, or a limit of :mod:`.bounds` is met; cells are counted over all sheets
    """
    check_size(content)
    if content[:8] == OLD_EXCEL:
        book = _old(content)
    elif content[:4] == PACKED:
        book = Workbook(content)
    else:
        raise Refused("only_workbook" if content.strip() else "empty")
    if len(book.sheets) > MAX_SHEETS:
        raise Refused("too_many_sheets", limit=MAX_SHEETS)
    found, count = {}, 0
    for name in book.visible:
        if name.strip() in passed_over:
            continue
        notes = []
        rows = _filled(_rows(book.sheet(name), notes))
        count += sum(len(cells) for _number, cells in rows)
        if count > MAX_CELLS:
            raise Refused("too_many_cells", limit=MAX_CELLS)
        if rows:
            found[name] = Table(rows, notes)
    if not found:
        raise Refused("empty")
    return found


def _old(content):
    if PROTECTED in content:
        raise Refused("protected")
    return old_excel.Workbook(content)


def _filled(rows):
    return [(number, cells) for number, cells in rows if any(map(_says_something, cells))]


def _says_something(cell):
    """A blank says nothing; a formula without a result does: it was meant to."""
    return cell is not None and (not isinstance(cell, str) or type(cell) in (NoResult, ErrorCell) or cell.strip() != "")


def _first(book, notes):
    first, *others = book.visible or list(book.sheets)
    others = [name for name in others if name != OUR_HELP]
    if others or first != next(iter(book.sheets)):
        notes.append(("other_sheets", {"read": first, "names": others}))
    return _rows(book.sheet(first), notes)


def _rows(sheet, notes):
    if sheet.hidden:
        notes.append(("hidden_rows", {"rows": sheet.hidden}))
    filled = _fill(sheet)
    if filled:
        notes.append(("merged", {"rows": filled}))
    return sheet.rows


def _fill(sheet):
    """Cells merged over several rows say the same in each of them. Returns the rows that got something."""
    cells_of, filled, looked_at = dict(sheet.rows), set(), 0
    for first, last, column, _last_column in sheet.merged:
        source = cells_of.get(first, ())
        if last == first or column >= len(source) or source[column] is None:
            continue
        looked_at += last - first
        if looked_at > MAX_CELLS:
            raise Refused("too_many_cells", limit=MAX_CELLS)
        for row in range(first + 1, last + 1):
            cells = cells_of.get(row)
            if cells is None:
                continue
            cells.extend([None] * (column + 1 - len(cells)))
            if cells[column] is None:
                cells[column] = source[column]
                filled.add(row)
    return sorted(filled)
