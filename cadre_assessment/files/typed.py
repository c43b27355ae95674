"""Read comma-separated text: UTF-8, GB18030 or UTF-16, as spreadsheet programs write it."""

import codecs
import csv
import io

from .bounds import MAX_CELL, MAX_CELLS, MAX_CHARACTERS, MAX_COLUMNS, MAX_LINE, MAX_LINES_OF_ROW, MAX_ROWS, Refused

ENCODINGS = ("utf-8-sig", "gb18030")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""Begins what Excel calls Unicode text."""
PIECE = 64 * 1024


def encoding_of(content, encodings=ENCODINGS):
    """The first of ``encodings`` that fits, or None. The text is not kept.

    >>> encoding_of("甲".encode()), encoding_of("甲".encode("gb18030")), encoding_of(b"\\xff\\xff")
    ('utf-8-sig', 'gb18030', None)
    """
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for start in range(0, len(content), PIECE):
                decoder.decode(content[start : start + PIECE])
            decoder.decode(b"", True)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def rows(content):
    """[(line number, [cell, …]), …]; cells at the end of a row that are empty are left out.

    :raises Refused: a limit is met, or it is no text
    """
    if content.startswith(UTF_16):
        encoding = encoding_of(content, ("utf-16",))
    elif b"\0" in content:
        raise Refused("no_workbook")
    else:
        encoding = encoding_of(content)
    if encoding is None:
        raise Refused("encoding")
    stream = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    first = stream.readline(MAX_LINE)
    stream.seek(0)
    lines = _Lines(stream)
    found, cells_found, characters = [], 0, 0
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=max(",;\t", key=first.count)), 1):
            lines.of_row = 0
            if number > MAX_ROWS:
                raise Refused("too_many_rows", limit=MAX_ROWS)
            while cells and not cells[-1]:
                cells.pop()
            if len(cells) > MAX_COLUMNS:
                raise Refused("too_many_columns", limit=MAX_COLUMNS)
            cells_found += len(cells)
            if cells_found > MAX_CELLS:
                raise Refused("too_many_cells", limit=MAX_CELLS)
            if any(len(cell) > MAX_CELL for cell in cells):
                raise Refused("cell_too_long", limit=MAX_CELL)
            characters += sum(map(len, cells))
            if characters > MAX_CHARACTERS:
                raise Refused("too_much_text", limit=MAX_CHARACTERS)
            found.append((number, cells))
    except csv.Error as error:
        raise Refused("damaged") from error
    return found


class _Lines:
    """Lines of a stream, none of them endless; ``of_row``: how many were taken since it was set to 0."""

    def __init__(self, stream):
        self._stream, self.of_row = stream, 0

    def __iter__(self):
        return self

    def __next__(self):
        line = self._stream.readline(MAX_LINE + 1)
        if not line:
            raise StopIteration
        self.of_row += 1
        if len(line) > MAX_LINE or self.of_row > MAX_LINES_OF_ROW:
            raise Refused("line_too_long", limit=MAX_LINE)
        return line
