"""What is a printed form, before it is HTML or a workbook?  Plain values, cut into pages that surely fit.

The printer that Debian ships (wkhtmltopdf without Qt patches) neither repeats the heading of a table on the next page nor
keeps a row together. So a form is cut into pages here: the texts are Chinese, every character is one square, and how many
lines a cell takes can be counted. A row that is too long for a page goes on in a row marked as its continuation; nothing
is ever cut off.
"""

from dataclasses import dataclass, field, replace
from math import ceil

LINE = 5.6
"""Height of a printed line in mm (10.5 pt, line spacing 1.5)."""
SQUARE = 3.72
"""Width of a Chinese character in mm at 10.5 pt."""
ROW = 2.4
"""Padding and border of a row in mm."""
CELL = 3.2
"""Padding of a cell, left and right together, in mm."""


@dataclass(frozen=True)
class Column:
    label: str
    width: float
    """Share of the width of the paper, in percent."""
    align: str = "left"
    group: str = ""
    """Columns side by side with the same group stand under one heading."""


@dataclass(frozen=True)
class Cell:
    text: str = ""
    span: int = 1
    """Rows it stands beside (merged cells); 0 = covered by the one above."""
    align: str = ""


@dataclass(frozen=True)
class Sheet:
    """One form of one record.

    ``facts`` are (label, value) pairs set as a ruled grid, ``facts_across`` pairs a row; ``head`` is a line above the table,
    ``left_head`` and ``right_head`` its ends; ``foot`` paragraphs follow on the last page; ``signs`` are lines to sign.
    """

    title: str
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    facts_across: int = 3
    lead: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    landscape: bool = False
    blank_rows: int = 0
    row_height: float = 0
    """Least height of a row in mm, for forms that are filled in by hand."""
    pages: tuple["Page", ...] = field(default=(), compare=False)

    @property
    def width(self):
        """Printable width in mm."""
        return 257 if self.landscape else 170

    @property
    def height(self):
        """Printable height in mm, with a reserve."""
        return 158 if self.landscape else 244

    @property
    def title_size(self):
        """Points of the title (of the browser): on one line when it is not too long for that."""
        return max(18.0, min(26.0, round(3.4 * self.width / squares(self.title), 1)))

    @property
    def grouped(self):
        return any(column.group for column in self.columns)

    @property
    def header_groups(self):
        """[(label, columns, rows)] of the first heading row."""
        found = []
        for column in self.columns:
            if column.group and found and found[-1][0] == column.group:
                found[-1] = (column.group, found[-1][1] + 1, 1)
            elif column.group:
                found.append((column.group, 1, 1))
            else:
                found.append((column.label, 1, 2))
        return found

    @property
    def fact_rows(self):
        pairs = list(self.facts)
        return [pairs[n : n + self.facts_across] for n in range(0, len(pairs), self.facts_across)]


@dataclass(frozen=True)
class Page:
    number: int
    count: int
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def first(self):
        return self.number == 1

    @property
    def last(self):
        return self.number == self.count


def squares(text):
    """Width of a text in squares: a Chinese character is one, a Latin one a little more than half.

    >>> squares("考核2025")
    4.48
    """
    return sum(1 if ord(character) > 0x2E7F else 0.62 for character in text)


def lines(text, width):
    """Lines that ``text`` takes in ``width`` mm.

    >>> lines("工作" * 10, 40), lines("a\\nb", 40), lines("", 40)
    (3, 2, 1)
    """
    per_line = max(1, int((width - CELL) / SQUARE))
    return sum(max(1, ceil(squares(part) / per_line)) for part in (text or "").split("\n"))


def height(row, sheet):
    """Height of a row in mm."""
    most = max(
        lines(cell.text, column.width * sheet.width / 100)
        for cell, column in zip(row, sheet.columns, strict=True)
        if cell.span == 1
    )
    return max(most * LINE + ROW, sheet.row_height)


def paginate(sheet):
    """``sheet`` with its pages."""
    if not sheet.columns:
        return replace(sheet, pages=(Page(1, 1, ()),))
    rows = [*sheet.rows, *[tuple(Cell() for _column in sheet.columns)] * max(0, sheet.blank_rows - len(sheet.rows))]
    room = sheet.height - _above(sheet, first=True)
    pages, current, used = [], [], 0.0
    for row in _fitting(rows, sheet):
        need = height(row, sheet)
        if current and used + need > room:
            pages.append(tuple(current))
            current, used, room = [], 0.0, sheet.height - _above(sheet, first=False)
        current.append(row)
        used += need
    if current and used + _below(sheet) > room and len(current) > 1:
        pages.append(tuple(current[:-1]))  # the last page carries at least one row above the notes
        current = current[-1:]
    pages.append(tuple(current))
    return replace(
        sheet, pages=tuple(Page(number, len(pages), _unspanned(rows)) for number, rows in enumerate(pages, 1))
    )


def _unspanned(rows):
    """Merged cells begin anew on every page."""
    rows = [list(row) for row in rows]
    for column in range(len(rows[0]) if rows else 0):
        top = None
        for row in rows:
            cell = row[column]
            if cell.span == 0 and top is None:
                row[column] = cell = replace(cell, span=1)
            if cell.span:
                top = row
                row[column] = replace(cell, span=1)
            else:
                top[column] = replace(top[column], span=top[column].span + 1)
    return tuple(tuple(row) for row in rows)


def _above(sheet, first):
    """Height of what stands above the rows of a page."""
    heading = (2 if sheet.grouped else 1) * (LINE + ROW) + max(
        0, max(lines(c.label, c.width * sheet.width / 100) for c in sheet.columns) - 1
    ) * LINE
    if not first:
        return heading + 12
    facts = 0.0
    if sheet.facts:
        label, value = 0.4, 0.6
        share = sheet.width / sheet.facts_across
        for pairs in sheet.fact_rows:
            most = max(max(lines(name, share * label), lines(text, share * value)) for name, text in pairs)
            facts += most * LINE + ROW
    text = sum(lines(part, sheet.width) * LINE + 1 for part in sheet.lead)
    return heading + 20 + 2 * 10 + (8 if sheet.subtitle else 0) + facts + text


def _below(sheet):
    return sum(lines(part, sheet.width) * LINE for part in sheet.foot) + (14 if sheet.signs else 0) + 6


def _fitting(rows, sheet):
    """Rows, those too high for one page cut into rows and their continuations."""
    limit = int((sheet.height - _above(sheet, first=True) - _below(sheet) - ROW) / LINE)
    for row in rows:
        while any(lines(c.text, k.width * sheet.width / 100) > limit for c, k in zip(row, sheet.columns, strict=True)):
            parts = [_split(c, k.width * sheet.width / 100, limit) for c, k in zip(row, sheet.columns, strict=True)]
            yield tuple(part[0] for part in parts)
            row = tuple(part[1] for part in parts)
        yield row


def _split(cell, width, limit):
    """The part of a text that fits into ``limit`` lines, and the rest, marked as a continuation."""
    if lines(cell.text, width) <= limit:
        return cell, replace(cell, text="")
    per_line, taken, used = max(1, int((width - CELL) / SQUARE)), 0, 0.0
    room = (limit - 1) * per_line
    for character in cell.text:
        need = per_line - used % per_line if character == "\n" else squares(character)
        if used + need > room:
            break
        used, taken = used + need, taken + 1
    return replace(cell, text=cell.text[:taken] + "(转下页)"), replace(cell, text="(续)" + cell.text[taken:])


def cells(*texts):
    """A row of plain texts; an empty field is an empty cell."""
    return tuple(Cell(text or "") for text in texts)
