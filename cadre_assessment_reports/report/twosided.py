"""Keep a form on one sheet of paper, printed on both sides, however long its text is. No database here.

The front holds facts and summary; what of the summary does not fit goes on on the back, above the boxes for opinions.
A longer text is set smaller. What would no longer be legible goes on on further pages and says so: nothing is cut.
"""

from dataclasses import dataclass, replace

from .lines import CELL, cut, lines
from .lines import ruled as ruled_text
from .paginate import above, paginate
from .sheet import LINE, NARROW, ROW, Column, Page, Sheet, cells
from .words import typeset

SIZES = (1.0, 0.9, 0.8, 0.7, 0.65)
"""Sizes of the text, as parts of 10.5 pt: 五号, 小五 and smaller; the last one is still read without a glass."""
LABEL = 12
"""Percent of the width that the label of a box takes."""
TO_BACK, TO_MORE, GONE_ON = "\uff08转背面\uff09", "\uff08转附页\uff09", "\uff08续\uff09"
FACT_LINES = 4
"""Lines that a fact of the front may take."""
BOX_LINES = 8
"""Lines of a box of the back; the rest of its text goes on on a further page."""
LAST = 6.0
"""Height in mm of the notes below the last box, for each of them."""


@dataclass(frozen=True)
class Box:
    """A box as wide as the paper: a label, a text, and below it where to sign. Heights in mm."""

    label: str
    text: str = ""
    sign: str = ""
    height: float = 30
    size: float = 1.0

    @property
    def points(self):
        """Size of the text in points."""
        return round(10.5 * self.size, 2)

    @property
    def line(self):
        """Height of a line of the text in mm."""
        return round(LINE * self.size, 3)

    @property
    def gap(self):
        """Height in mm between the text and where to sign, at the bottom of the box."""
        return max(1.0, round(self.height - ROW - self._used - LINE - 1, 2))

    @property
    def _used(self):
        return lines(self.text, _scaled(_width(), self.size)) * self.line if self.text else 0

    def ruled(self):
        """The box with its lines ended where they were counted to end."""
        return replace(
            self,
            label=ruled_text(self.label, _label_width()),
            text=ruled_text(self.text, _scaled(_width(), self.size)) if self.text else "",
        )


def twosided(sheet, summary, boxes, notes=()):
    """The two pages of ``sheet`` (its title and facts) with a summary and boxes, and the sheets of what is too long.

    :param summary: (label, text) of the box that takes the rest of the front
    :param boxes: those of the back, each with its least height; together they must leave room for the notes

    >>> from .sheet import Fact
    >>> form = Sheet("登记表", facts=(Fact("姓名", "李明"),))
    >>> [len(one.pages) for long in (9, 2500) for one in twosided(form, ("个人总结", "一" * long), (Box("意见"),))]
    [2, 2]
    >>> form, more = twosided(form, ("个人总结", "一" * 20000), (Box("意见"),))
    >>> len(form.pages), more.title, form.pages[1].boxes[0].text.endswith(TO_MORE)
    (2, '登记表（附页）', True)
    >>> shown = [form.pages[0].boxes[0].text, form.pages[1].boxes[0].text, more.rows[0][0].text]
    >>> sum(text.count("一") for text in shown)
    20000
    """
    label, text = summary
    facts, left = _short_facts(sheet)
    sheet = replace(sheet, facts=facts)
    boxes, more = _short_boxes(boxes, notes)
    left += more
    front = sheet.paper_height - above(sheet)
    below = sum(box.height for box in boxes) + LAST * len(notes)
    for size in SIZES:
        first, second, rest = _poured(typeset(text), size, front, sheet.paper_height - below)
        if not rest:
            break
    if rest:
        left = [(label, rest), *left]
    back = list(boxes)
    if second:
        back.insert(0, Box(label, second, height=sheet.paper_height - below, size=size))
    else:
        spare = int(sheet.paper_height - below) / len(boxes)
        back = [replace(box, height=box.height + spare) for box in boxes]
    pages = (
        Page(1, 2, boxes=(Box(label, first, height=front, size=size),)),
        Page(2, 2, boxes=tuple(back), foot=tuple(notes), first=False),
    )
    return [replace(sheet, pages=pages), *_further(sheet, left)]


def _width(sheet_width=170):
    return sheet_width * (100 - LABEL) / 100


def _label_width(sheet_width=170):
    return sheet_width * LABEL / 100 + CELL - NARROW


def _scaled(width, size):
    """Width at which text of the ordinary size breaks where text of this size breaks at ``width``."""
    return (width - CELL) / size + CELL


def _poured(text, size, front, back):
    """What of a text stands on the front, on the back, and neither (heights in mm)."""
    width = _scaled(_width(), size)
    room = int((front - ROW) / (LINE * size))
    if lines(text, width) <= room:
        return text, "", ""
    first, rest = cut(text, width, room - 1)
    behind = int((back - ROW) / (LINE * size))
    if behind < 3:
        return first + TO_MORE, "", rest
    rest = GONE_ON + rest
    if lines(rest, width) <= behind:
        return first + TO_BACK, rest, ""
    second, rest = cut(rest, width, behind - 1)
    return first + TO_BACK, second + TO_MORE, rest


def _short_facts(sheet):
    """Facts that leave room for the summary, and what was left of those that do not."""
    left, facts = [], []
    spans = {fact: span for row in sheet.fact_rows for fact, span in row}
    for fact in sheet.facts:
        width = sheet.value_width(spans[fact])
        value = typeset(fact.value)
        if lines(value, width) > FACT_LINES:
            shown, rest = cut(value, width, FACT_LINES - 1)
            value = shown + TO_MORE
            left.append((fact.label.replace("\n", ""), rest))
        facts.append(replace(fact, value=value))
    return tuple(facts), left


def _short_boxes(boxes, notes):
    """Boxes as high as their texts ask, and what was left of those that are too long."""
    left, found = [], []
    for box in boxes:
        text = typeset(box.text)
        if lines(text, _width()) > BOX_LINES:
            text, rest = cut(text, _width(), BOX_LINES - 1)
            text += TO_MORE
            left.append((box.label.replace("\n", ""), rest))
        need = (lines(text, _width()) if text else 0) * LINE + (2 * LINE if box.sign else 0) + ROW
        found.append(replace(box, text=text, height=max(box.height, need)))
    return tuple(found), left


def _further(sheet, left):
    """A sheet for everything that does not fit, part by part."""
    found = []
    for label, rest in left:
        more = Sheet(
            f"{sheet.title}\uff08附页\uff09",
            organ=sheet.organ,
            facts=sheet.facts[:1],
            columns=(Column(label + GONE_ON, 100),),
            rows=(cells(rest),),
            joined=True,
        )
        found += paginate(more)
    return found
