"""A printed form before it is HTML: title, facts, table, notes and signatures, as plain values.

Where its pages end is decided in ``paginate.py``; ``layout.xml`` only prints what stands here, as high
as it is said here.
"""

from dataclasses import dataclass, field

from .lines import CELL, lines, ruled, size_of_names, squares

LINE = 5.6
"""Height of a printed line in mm (10.5 pt, line spacing 1.5)."""
ROW = 2.4
"""Padding and border of a row in mm."""
EDGE = 2.1
"""Padding and border of a cell, above and below together, in mm."""
NARROW = 1.4
"""Padding and border of a heading or a label, left and right together, in mm."""
NOTE = 0.9
"""Size of the notes below a table, as a part of 10.5 pt."""
NOTE_LINE = 5.0
"""Height of a line of a note in mm."""
WIDTH, HEIGHT = 170, 256
"""Printable part of an A4 page in mm, without the line of the page number."""
WIDE, LOW = 257, 169
"""The same of a page on its side, for tables of many columns (``paperformat_landscape``)."""
NUMBER = 7
"""Height of the line of the page number in mm."""

BASICS = (12, 13.5, 15.8)
"""Percent of the paper that the heading, a label and a value of the second grid take."""


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
    size: float = 1.0
    """A name with a middle dot is set smaller rather than torn (set by ``paginate``)."""

    least: float = 0
    """Height in mm that the row has at least (set by ``paginate``)."""

    def style(self, height):
        """CSS of the cell; ``height``: of its inside in mm. The printer makes a row as high as its plain cells."""
        found = [f"height: {height}mm"] if self.span == 1 else []
        if self.size != 1:
            found.append(f"font-size: {10.5 * self.size:.2f}pt")
        return "; ".join(found) or None


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
    heights: tuple[float, ...] = ()
    """Of its rows, in mm."""
    table: bool = False
    foot: tuple[str, ...] = ()
    tail: bool = False
    """Signatures and seal stand here."""
    boxes: tuple = ()
    """Boxes of a form that is laid out by hand (``twosided.Box``)."""
    areas: tuple = ()
    """Cells of a form that is laid out field by field (``grid.Area``)."""
    first: bool = True
    """Title and facts of its sheet stand here."""
    blank: bool = False
    """The empty back of a form, so that the next one begins on a front."""

    @property
    def label(self):
        return f"第{self.number}页 共{self.count}页"


@dataclass(frozen=True)
class Sheet:
    """One form of one record, from top to bottom."""

    title: str
    organ: str = ""
    """Stands before the title: on the same line, or above it when both are too long for one."""
    label: str = ""
    """Number of the form in its regulation: 表2."""
    subtitle: str = ""
    each_page: tuple[str, ...] = ()
    """Stands below the title of every page (how many may be ticked)."""
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
    """Rows that a form has at least, where its paper has room for them."""
    row_height: float = 0
    """Height of a row in mm, for forms that are filled in by hand."""
    foot: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    """Lines to sign, side by side."""
    seal: tuple[str, ...] = ()
    """落款: who issues it and when, at the right."""
    landscape: bool = False
    tight: bool = False
    """Rows stand closer, so that a page is not begun for the last of them (set by ``paginate``)."""
    joined: bool = False
    """Goes on from the sheet before it: one form, whose pages are counted together."""
    pages: tuple[Page, ...] = field(default=(), compare=False)

    @property
    def paper_width(self):
        return WIDE if self.landscape else WIDTH

    @property
    def paper_height(self):
        return LOW if self.landscape else HEIGHT

    @property
    def page_height(self):
        return self.paper_height + NUMBER

    @property
    def row_edge(self):
        """Padding and border of a row in mm."""
        return ROW / 2 if self.tight else ROW

    @staticmethod
    def inside(height):
        """Height in mm inside of a cell ``height`` mm high: without its padding and border."""
        return round(height - EDGE, 2)

    def inside_row(self, height):
        """The same of a cell of the table, which may stand closer to the next one."""
        return round(height - EDGE + (ROW - self.row_edge), 2)

    def mm(self, column):
        """Width of a column of this sheet in mm."""
        return column.width * self.paper_width / 100

    # -- title -----------------------------------------------------------------------------------------------------
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
        """Points of the title: a line never breaks off its last characters."""
        widest = max(1.0, *map(squares, self.title_lines))
        return max(9.0, min(20.0, round(2.7 * self.paper_width / widest, 1)))

    @property
    def title_height(self):
        """Height of a line of the title in mm."""
        return round(self.title_size * 0.353 * 1.35, 2)

    @property
    def more_title(self):
        return f"{self.whole_title}\uff08续\uff09"

    @property
    def more_size(self):
        """Points of the title of a further page."""
        return max(8.0, min(12.5, round(2.7 * self.paper_width / (squares(self.whole_title) + 3), 1)))

    # -- headings and facts ----------------------------------------------------------------------------------------
    @property
    def grouped(self):
        return any(column.group for column in self.columns)

    @property
    def header_groups(self):
        """[(label, columns, rows)] of the first heading row."""
        return [
            (ruled(label, width + CELL - NARROW), len(some), 1 if group else 2)
            for label, group, some, width in self._heads
        ]

    @property
    def _heads(self):
        """[(label, whether of a group, its columns, their width in mm)] of the first heading row."""
        found = []
        for column in self.columns:
            if column.group and found and found[-1][:2] == (column.group, True):
                label, group, some, width = found[-1]
                found[-1] = label, group, (*some, column), width + self.mm(column)
            else:
                found.append((column.group or column.label, bool(column.group), (column,), self.mm(column)))
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

    @property
    def head_heights(self):
        """Heights in mm of the rows of the table's heading."""
        heads = [(self._head_lines(label, width), group) for label, group, _some, width in self._heads]
        if not self.grouped:
            return (max(most for most, _group in heads) * LINE + ROW,)
        above = max(most for most, group in heads if group)
        below = max(self._head_lines(one.label, self.mm(one)) for one in self.columns if one.group)
        alone = max((most for most, group in heads if not group), default=0)
        return above * LINE + ROW, max(below, alone - above) * LINE + ROW

    @staticmethod
    def _head_lines(label, width):
        return lines(label, width + CELL - NARROW)

    def fact_height(self, row):
        """Height in mm of a row of ``fact_rows``."""
        label = self.label_share * self.paper_width / 100 + CELL - NARROW
        most = max(max(lines(fact.label, label), lines(fact.value, self.value_width(span))) for fact, span in row)
        return round(most * LINE + ROW, 2)

    def basic_height(self, row):
        """Height in mm of a row of ``basic_rows``."""
        label, value = (share * self.paper_width / 100 for share in BASICS[1:])
        most = max(max(lines(fact.label, label + CELL - NARROW), lines(fact.value, value)) for fact in row)
        return round(most * LINE + ROW, 2)

    def value_width(self, span):
        """Width in mm of a fact's value that takes ``span`` columns."""
        pairs = (span - 1) / 2
        return (self.value_share + pairs * (self.label_share + self.value_share)) * self.paper_width / 100


def set_in(cell, width):
    """(lines, size) of a cell ``width`` mm wide."""
    size = size_of_names(cell.text, width)
    return lines(cell.text, width, size), size


def cells(*texts):
    """A row of plain texts; an empty field is an empty cell."""
    return tuple(Cell(text or "") for text in texts)
