"""What is a printed form, before it is HTML?  Plain values: title, facts, table, notes and signatures of one record.

Where its pages end is decided in ``paginate.py``; ``layout.xml`` only prints what stands here.
"""

from dataclasses import dataclass, field
from math import ceil

LINE = 5.6
"""Height of a printed line in mm (10.5 pt, line spacing 1.5)."""
SQUARE = 3.72
"""Width of a Chinese character in mm at 10.5 pt."""
ROW = 2.4
"""Padding and border of a row in mm."""
CELL = 3.2
"""Padding of a cell, left and right together, in mm."""
WIDTH, HEIGHT = 170, 246
"""Printable part of an A4 page in mm, with a reserve below."""
WIDE, LOW = 257, 170
"""The same of a page on its side, for tables of many columns (``paperformat_landscape``)."""


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
    merged: int = 0
    """Number of the merged cell that this is a part of (set by ``paginate``)."""


@dataclass(frozen=True)
class Fact:
    """What is asked above the table; ``whole``: on a line of its own."""

    label: str
    value: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Page:
    number: int
    count: int
    lead: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    table: bool = False
    foot: tuple[str, ...] = ()
    tail: bool = False
    """Signatures and seal stand here."""
    boxes: tuple = ()
    """Boxes of a form that is laid out by hand (``twosided.Box``)."""

    @property
    def label(self):
        return f"第{self.number}页 共{self.count}页"

    @property
    def first(self):
        return self.number == 1

    @property
    def last(self):
        return self.number == self.count


@dataclass(frozen=True)
class Sheet:
    """One form of one record, from top to bottom."""

    title: str
    organ: str = ""
    """Stands before the title: on the same line, or above it when both are too long for one."""
    label: str = ""
    """Number of the form in its regulation: 表2."""
    subtitle: str = ""
    salute: str = ""
    lead: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    facts_across: int = 2
    basics_title: str = ""
    basics: tuple[Fact, ...] = ()
    """A second grid of facts, three a row, with a heading at its side (表5: 基本情况)."""
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    blank_rows: int = 0
    """Rows that a form has at least."""
    row_height: float = 0
    """Least height of a row in mm, for forms that are filled in by hand."""
    foot: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    """Lines to sign, side by side."""
    seal: tuple[str, ...] = ()
    """落款: who issues it and when, at the right."""
    landscape: bool = False
    pages: tuple[Page, ...] = field(default=(), compare=False)

    @property
    def paper_width(self):
        return WIDE if self.landscape else WIDTH

    @property
    def paper_height(self):
        return LOW if self.landscape else HEIGHT

    @property
    def cell_height(self):
        """Least height of a cell in mm of the browser, which adds padding and border to it.

        >>> Sheet("表", row_height=8).cell_height, Sheet("表").cell_height
        (8.4, 0)
        """
        return max(0, round(self.row_height * 1.3 - 2, 2))

    def mm(self, column):
        """Width of a column of this sheet in mm."""
        return column.width * self.paper_width / 100

    @property
    def whole_title(self):
        return self.organ + self.title

    @property
    def title_lines(self):
        """The title on one line, or on two that break where a reader would.

        >>> Sheet("工作项目清单", organ="市直机关工委").title_lines
        ('市直机关工委工作项目清单',)
        >>> Sheet("干部2025年度履职尽责工作项目清单", organ="中共云岭县委直属机关工作委员会").title_lines
        ('中共云岭县委直属机关工作委员会', '干部2025年度履职尽责工作项目清单')
        """
        if self.organ and squares(self.whole_title) > 23:
            return (self.organ, self.title)
        return (self.whole_title,)

    @property
    def title_size(self):
        """Points of the title (of the browser): a line never breaks off its last characters."""
        return max(14.0, min(26.0, round(3.3 * self.paper_width / max(1, *map(squares, self.title_lines)), 1)))

    @property
    def more_title(self):
        return f"{self.whole_title}\uff08续\uff09"

    @property
    def more_size(self):
        """Points of the title of a further page."""
        return max(11.0, min(16.0, round(3.3 * self.paper_width / (squares(self.whole_title) + 3), 1)))

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
    def label_share(self):
        """Percent of the paper that the label of a fact takes."""
        return 12 if self.facts_across < 4 else 10

    @property
    def value_share(self):
        return 100 / self.facts_across - self.label_share

    @property
    def fact_rows(self):
        """Rows of (fact, columns its value takes)."""
        found, across = [], self.facts_across
        for fact in self.facts:
            if fact.whole:
                found.append([(fact, 2 * across - 1)])
            elif found and not found[-1][-1][0].whole and len(found[-1]) < across:
                found[-1].append((fact, 1))
            else:
                found.append([(fact, 1)])
        for row in found:
            fact, span = row[-1]
            if not fact.whole:
                row[-1] = fact, span + 2 * (across - len(row))
        return found

    @property
    def basic_rows(self):
        return [self.basics[n : n + 3] for n in range(0, len(self.basics), 3)]

    def value_width(self, span):
        """Width in mm of a fact's value that takes ``span`` columns."""
        pairs = (span - 1) / 2
        return (self.value_share + pairs * (self.label_share + self.value_share)) * self.paper_width / 100


def squares(text):
    """Width of a text in squares: a Chinese character is one, a Latin one a little more than half.

    >>> squares("考核2025")
    4.48
    """
    return sum(1 if ord(character) > 0x2E7F else 0.62 for character in text)


def per_line(width):
    """Squares that surely fit on a line of a cell ``width`` mm wide."""
    return max(1, int((width - CELL) / SQUARE))


def lines(text, width):
    """Lines that ``text`` takes in a cell ``width`` mm wide.

    >>> lines("工作" * 10, 40), lines("a\\nb", 40), lines("", 40)
    (3, 2, 1)
    """
    room = per_line(width)
    return sum(max(1, ceil(squares(part) / room)) for part in (text or "").split("\n"))


def cut(text, width, limit):
    """The part of ``text`` that fits into ``limit`` lines of ``width`` mm, and the rest.

    >>> cut("一二三四五六七八九十", 3 * SQUARE + CELL + 0.1, 2)
    ('一二三四五六', '七八九十')
    >>> cut("一\\n二\\n三", 40, 2)
    ('一\\n二', '三')
    >>> cut("一二三", 40, 2)
    ('一二三', '')
    """
    room, taken, line, used = per_line(width), 0, 1, 0.0
    for character in text:
        if character == "\n":
            line, used = line + 1, 0.0
        elif used + squares(character) > room + 1e-9:
            line, used = line + 1, squares(character)
        else:
            used += squares(character)
        if line > limit:
            break
        taken += 1
    else:
        return text, ""
    rest = text[taken:]
    return text[:taken], rest[1:] if rest.startswith("\n") else rest


def cells(*texts):
    """A row of plain texts; an empty field is an empty cell."""
    return tuple(Cell(text or "") for text in texts)
