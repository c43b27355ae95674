"""Which rows stand in a file that somebody sends, a workbook or typed text?"""

from . import typed
from .bounds import MAX_CELLS, MAX_SHEETS, Refused, check_size
from .workbook import Workbook

PACKED = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_rows(content):
    """[(row number as the spreadsheet shows it, [cell, …]), …] of the first sheet; empty rows are left out.

    :raises Refused: it is no table, or a limit of :mod:`.bounds` is met
    """
    check_size(content)
    if not content.strip():
        raise Refused("empty")
    if content[:4] == PACKED:
        rows = Workbook(content).rows()
    elif content[:8] == OLD_EXCEL:
        raise Refused("old_excel")
    else:
        rows = typed.rows(content)
    found = _filled(rows)
    if not found:
        raise Refused("empty")
    return found


def read_sheets(content, passed_over=()):
    """{name: rows as of :func:`read_rows`} of all sheets of a workbook that hold something, in their order.

    :param passed_over: names of sheets that nobody asks about
    :raises Refused: it is no workbook, or a limit of :mod:`.bounds` is met; cells are counted over all sheets
    """
    check_size(content)
    if content[:8] == OLD_EXCEL:
        raise Refused("old_excel")
    if content[:4] != PACKED:
        raise Refused("only_workbook" if content.strip() else "empty")
    book = Workbook(content)
    if len(book.sheets) > MAX_SHEETS:
        raise Refused("too_many_sheets", limit=MAX_SHEETS)
    found, count = {}, 0
    for name in book.sheets:
        if name.strip() in passed_over:
            continue
        rows = _filled(book.rows(name))
        count += sum(len(cells) for _number, cells in rows)
        if count > MAX_CELLS:
            raise Refused("too_many_cells", limit=MAX_CELLS)
        if rows:
            found[name] = rows
    if not found:
        raise Refused("empty")
    return found


def _filled(rows):
    return [(number, cells) for number, cells in rows if any(map(_says_something, cells))]


def _says_something(cell):
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None
