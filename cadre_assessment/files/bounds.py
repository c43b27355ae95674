"""Limits for files from outside, and the refusal that names the limit that was met.

They are chosen so that a refusal takes less than 2 seconds and 100 MB, and that the files of a county (10,000 people or
30,000 events, every column of our templates filled) are not above any of them.
"""

import base64
import binascii

MEGABYTE = 1024 * 1024

MAX_BYTES = 10 * MEGABYTE
"""Of a file as it is sent."""
MAX_UNPACKED = 64 * MEGABYTE
"""Of all parts of a workbook together: by what its list of contents says, and by what is really unpacked."""
MAX_PARTS = 2000
"""Files inside a workbook."""
MAX_SHEETS = 20
"""Of a workbook whose sheets are all read."""
MAX_ROWS = 50_000
MAX_COLUMNS = 100
MAX_CELLS = 500_000
"""Cells with something in them."""
MAX_CELL = 32_767
"""Characters of one cell; spreadsheet programs hold no more."""
MAX_CHARACTERS = 8_000_000
"""Of all cells together."""
MAX_ELEMENTS = 2_000_000
"""XML elements of the parts that are read: cells without anything in them, and words with their fonts, are some too."""
MAX_STYLES = 65_536
"""Spreadsheet programs know no more."""
MAX_DEPTH = 32
"""Elements in elements; a workbook has about ten levels."""
MAX_SILENT = 256 * 1024
"""Bytes of one tag or comment: an endless one would be read again with each piece that comes in."""
MAX_LINE = 256 * 1024
"""Characters of a line of typed text."""
MAX_LINES_OF_ROW = 1000
"""Lines of typed text that a row goes over, when its cells have line ends."""

MAX_JSON_BYTES = 4 * MEGABYTE
MAX_JSON_DEPTH = 64
MAX_JSON_VALUES = 200_000
"""Values of all kinds; the largest regulation has a few thousand."""
MAX_DIGITS = 18


class Refused(ValueError):
    """The whole file is refused: ``code`` says why, ``figures`` with which numbers."""

    def __init__(self, code, **figures):
        super().__init__(code)
        self.code, self.figures = code, figures


def check_size(content, limit=MAX_BYTES):
    """:raises Refused: more bytes than ``limit``."""
    if len(content) > limit:
        raise Refused("too_big", limit=limit // MEGABYTE)


def decoded(sent, limit=MAX_BYTES):
    """The bytes of a field of files (base64), whose size is looked at before they are made.

    >>> decoded(b"YQ=="), decoded(False)
    (b'a', b'')
    >>> decoded(b"*")
    Traceback (most recent call last):
    cadre_assessment.files.bounds.Refused: damaged
    """
    check_size(sent or b"", limit * 4 // 3 + 8)
    try:
        return base64.b64decode(sent or b"", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("damaged") from error
