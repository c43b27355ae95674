"""Pages laid out field by field, in mm: what stands where is said by the form, how its text fits is found here.

For official forms whose cells follow no table: a photograph beside four rows, labels of any width, texts that are set
smaller before they go on on a further page. No database here.
"""

import base64
from dataclasses import dataclass

from .lines import CELL, cut, lines, ruled
from .sheet import NARROW
from .words import typeset

LEADING = 5.0
"""Height in mm of a line of 10.5 pt."""
SIZES = (1.0, 0.92, 0.85, 0.78, 0.72)
"""Sizes of a text, as parts of 10.5 pt, the first that fits being taken; the last is still read without a glass."""
EDGE = 1.4
"""Room above and below a text in mm, together."""


@dataclass(frozen=True)
class Area:
    """A cell at (``x``, ``y``) of the page, in mm; its text has its lines ended."""

    x: float
    y: float
    width: float
    height: float
    text: str = ""
    size: float = 1.0
    align: str = "left"
    top: bool = False
    """The text stands at the top; else in the middle."""
    label: bool = False
    border: bool = True
    sign: str = ""
    """Where to sign: the last lines of the cell, at the right."""
    picture: bytes = b""

    @property
    def style(self):
        """CSS of the place, which overlaps its neighbours by their common line."""
        edge = "border: 0.3mm solid #000; " if self.border else ""
        return (
            f"{edge}left: {self.x - 0.15:.2f}mm; top: {self.y - 0.15:.2f}mm; width: {self.width + 0.3:.2f}mm; "
            f"height: {self.height + 0.3:.2f}mm"
        )

    @property
    def text_style(self):
        """CSS of the text in it."""
        used = (self.text.count("\n") + 1) * LEADING * self.size
        free = self.height - (LEADING * (self.sign.count("\n") + 1) + 1 if self.sign else 0)
        above = EDGE / 2 if self.top else max(0.0, (free - used) / 2 - 0.15)
        side = NARROW / 2 - 0.15 if self.label else (CELL / 2 - 0.15 if self.border else 0)
        return (
            f"padding: {above:.2f}mm {side:.2f}mm 0; font-size: {10.5 * self.size:.2f}pt; "
            f"line-height: {LEADING * self.size:.3f}mm; text-align: {self.align}"
        )

    @property
    def source(self):
        kind = "png" if self.picture.startswith(b"\x89PNG") else "bmp" if self.picture.startswith(b"BM") else "jpeg"
        return f"data:image/{kind};base64,{base64.b64encode(self.picture).decode()}"


def room(height, size=1.0):
    """Lines of a cell ``height`` mm high.

    >>> room(11), room(11, 0.72)
    (1, 2)
    """
    return max(1, int((height - EDGE + 0.01) / (LEADING * size)))


def needed(text, width, size=1.0):
    """Height in mm of a cell ``width`` mm wide that holds ``text``.

    >>> needed("一", 40), needed("一" * 30, 40)
    (6.4, 21.4)
    """
    return round(lines(text, scaled(width, size)) * LEADING * size + EDGE, 2)


def scaled(width, size):
    """Width at which text of the ordinary size breaks where text of this size breaks at ``width``."""
    return (width - CELL) / size + CELL


def label(x, y, width, height, text):
    """A label: in the middle, its lines ended by hand or where they must."""
    return Area(x, y, width, height, ruled(text, width + CELL - NARROW), align="center", label=True)


def placed(x, y, width, height, text, align="left", top=False, sign="", on=""):
    """(cell with as much of ``text`` as it holds, the rest of it): set smaller first, and then marked with ``on``.

    >>> cell, rest = placed(0, 0, 40, 11, "一" * 12)
    >>> cell.size, cell.text.count("\\n") + 1, rest
    (0.92, 2, '')
    >>> cell, rest = placed(0, 0, 40, 11, "一" * 60, on="（转）")
    >>> cell.size, (cell.text.replace("\\n", "") + rest).replace("（转）", "") == "一" * 60
    (0.72, True)
    """
    text = typeset(text)
    free = height - (LEADING * (sign.count("\n") + 1) + 1 if sign else 0)
    for size in SIZES:
        wide = scaled(width, size)
        if lines(text, wide) <= room(free, size):
            return Area(x, y, width, height, ruled(text, wide), size, align, top, sign=sign), ""
    most = room(free, size)
    shown, rest = cut(text, wide, most)
    if on:
        shown = _marked(text, wide, most, on)
        rest = text[len(shown) :].lstrip(" \n")
    return Area(x, y, width, height, ruled(shown + on, wide), size, align, top, sign=sign), rest


def _marked(text, width, most, on):
    """The beginning of ``text`` that ``most`` lines hold together with the mark behind it."""
    shown, _rest = cut(text, width, most)
    while shown and lines(shown + on, width) > most:
        shown = shown[:-1]
    return shown
