"""Read the rows of a sheet of an .xlsx workbook; only what is asked for is read.

Fonts, drawings, comments, names of ranges and other sheets are not read at all. Formulas are not evaluated: what the
program that wrote the file had computed counts.
"""

import functools
import posixpath
import re

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_datetime, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from .bounds import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_STYLES, Refused
from .package import Package
from .sheet import Sheet, Words, whole

BOOK = "xl/workbook.xml"
VALUE_ENDS = re.compile(rb"</(?:\w{1,40}:)?(?:v|is)\s*>")
WORD_ENDS = re.compile(rb"</(?:\w{1,40}:)?si\s*>")
"""Some programs write a prefix before each tag, or a blank before its bracket."""
HIDDEN = frozenset({"hidden", "veryHidden"})
FORMATS = {
    **BUILTIN_FORMATS,
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    **dict.fromkeys((30,), "m-d-yy"),
    **dict.fromkeys((31,), 'yyyy"年"m"月"d"日"'),
    **dict.fromkeys((32, 33, 34, 35, 55, 56), 'h"时"mm"分"'),
}
"""What the number of a format means where the file says nothing; openpyxl's list lacks those of Chinese programs."""


class Workbook:
    """An .xlsx file.

    ``sheets``: {name: name of its part}, in their order; ``visible``: the names of those that are shown.
    """

    def __init__(self, content, columns=MAX_COLUMNS):
        self._package = Package(content)
        self._columns = columns
        if BOOK not in self._package:
            raise Refused("no_workbook")
        self._package.check_beginnings()
        self.sheets, self.visible, self._epoch = self._contents()
        if not self.sheets:
            raise Refused("empty")

    def sheet(self, name=None):
        """A sheet, the first one that is shown if none is named.

        ``rows``: [(row number as the spreadsheet shows it, [cell, …]), …]; rows and cells at the end of a row that are
        empty are left out. A cell is a text, a number, a truth, a day or a moment, one of :mod:`.cells`; None where it
        is empty. ``hidden``: numbers of rows that the program does not show. ``merged``: [(first row, last row, first
        column, last column), …] from 1 and 0 on.

        :raises Refused: a limit is met, or the file is damaged
        """
        part = self.sheets[name or next(iter(self.visible or self.sheets))]
        reader = Sheet(self._words, self._styles, self._epoch, self._columns)
        self._package.walk(part, reader.opened, reader.closed, reader.text, _Filled().count, reader.take)
        return reader

    def rows(self, sheet=None):
        """The rows of :meth:`sheet`."""
        return self.sheet(sheet).rows

    def _contents(self):
        found, targets, epochs = [], {}, []

        def sheet(attributes):
            link = next((value for name, value in attributes.items() if name.endswith(":id")), None)
            found.append((attributes.get("name", ""), link, attributes.get("state") not in HIDDEN))

        def link(attributes):
            if attributes.get("Type", "").endswith("/worksheet"):
                targets[attributes.get("Id")] = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))

        def properties(attributes):
            epochs.append(attributes.get("date1904") in ("1", "true"))

        self._package.walk(BOOK, {"sheet": sheet, "workbookPr": properties})
        self._package.walk("xl/_rels/workbook.xml.rels", {"Relationship": link})
        epoch = CALENDAR_MAC_1904 if any(epochs) else CALENDAR_WINDOWS_1900
        found = [(name, targets[link].lstrip("/"), shown) for name, link, shown in found if link in targets]
        return {name: part for name, part, _shown in found}, [name for name, _part, shown in found if shown], epoch

    @functools.cached_property
    def _words(self):
        """The texts that cells refer to by number."""
        words = Words()
        if "xl/sharedStrings.xml" in self._package:
            self._package.walk("xl/sharedStrings.xml", words.opened, words.closed, words.text, _Filled(WORD_ENDS).count)
        return words.found

    @functools.cached_property
    def _styles(self):
        """For each style that cells refer to by number: what it shows, as :func:`shows` says it."""
        own, found, inside = {}, [], []

        def number_format(attributes):
            own[attributes.get("numFmtId")] = attributes.get("formatCode", "")[:255]

        def style(attributes):
            if len(found) >= MAX_STYLES:
                raise Refused("too_much_inside", limit=MAX_STYLES)
            if inside:
                key = attributes.get("numFmtId", "0")
                found.append(shows(own[key] if key in own else FORMATS.get(whole(key, 0), "General")))

        opened = {"numFmt": number_format, "cellXfs": inside.append, "xf": style}
        if "xl/styles.xml" in self._package:
            self._package.walk("xl/styles.xml", opened, {"cellXfs": inside.clear})
        return found


@functools.lru_cache(maxsize=1000)
def shows(code):
    """What a number format shows: a date, a month, a datetime, a time, a span of time, so many digits; or None.

    >>> shows("yyyy-mm-dd"), shows('yyyy"年"m"月";@'), shows("[$-804]yyyy.mm"), shows("h:mm"), shows("[h]:mm")
    ('date', 'month', 'month', 'time', 'span')
    >>> shows("00000"), shows("0"), shows("0.00"), shows("General")
    (5, None, None, None)
    """
    if is_timedelta_format(code):
        return "span"
    if is_date_format(code):
        letters = set(re.sub(r'\[[^\]]*\]|"[^"]*"|\\\\.', "", code.split(";")[0]).lower()) & set("ymdhs")
        return "month" if letters == {"y", "m"} else is_datetime(code)
    return len(code) if re.fullmatch("0{2,20}", code) else None


class _Filled:
    """Far too many cells are seen by the ends of their values, before any of them is parsed."""

    def __init__(self, ends=VALUE_ENDS):
        self._ends, self._found, self._rows = ends, 0, 0

    def count(self, piece):
        self._found += len(self._ends.findall(piece)) - piece.count(b"<v></v>")
        self._rows += piece.count(b"</row>")
        if self._found > MAX_CELLS:
            if self._rows > MAX_ROWS:
                raise Refused("too_many_rows", limit=MAX_ROWS)
            raise Refused("too_many_cells", limit=MAX_CELLS)
