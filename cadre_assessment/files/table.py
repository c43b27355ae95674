"""Which rows stand in a file that somebody sends, a workbook or typed text?"""

from . import typed
from .bounds import Refused, check_size
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
    found = [(number, cells) for number, cells in rows if any(cell not in (None, "") for cell in cells)]
    if not found:
        raise Refused("empty")
    return found
