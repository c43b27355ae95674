"""Read the rows of a sheet of an .xlsx workbook; only what is asked for is read.

Fonts, drawings, comments, names of ranges and other sheets are not read at all. Formulas are not evaluated: what the
program that wrote the file had computed counts.
"""

import functools
import math
import posixpath
import re

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_datetime, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel, from_ISO8601

from .bounds import MAX_CELL, MAX_CELLS, MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS, MAX_STYLES, Refused
from .cells import ErrorCell, Inexact, Month, NoResult, Padded
from .package import Package

BOOK = "xl/workbook.xml"
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
LONGEST_NUMBER = 40
EXACT = 10**15
"""Spreadsheet programs keep 15 digits of a number."""
AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
VALUE_ENDS = re.compile(rb"</(?:\w{1,40}:)?(?:v|is)\s*>")
WORD_ENDS = re.compile(rb"</(?:\w{1,40}:)?si\s*>")
"""Some programs write a prefix before each tag, or a blank before its bracket."""
_UNSEEN = object()
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
        reader = _Sheet(self._words, self._styles, self._epoch, self._columns)
        self._package.walk(part, reader.opened, reader.closed, reader.text, _Filled().count)
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
        words = _Words()
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
                found.append(shows(own[key] if key in own else FORMATS.get(_integer(key, 0), "General")))

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


def _integer(text, otherwise):
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise


def _float_or_int(typed):
    return float(typed) if any(sign in typed for sign in ".eEnN") else int(typed)


def _unescaped(text):
    """
    >>> _unescaped("a_x000D_b"), _unescaped("a_b")
    ('a\\rb', 'a_b')
    """
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


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


class _Text:
    """Collects what is typed: where ``_collect`` says so, and never what says how a word is spoken (<rPh>)."""

    def __init__(self):
        self._parts, self._collect, self._spoken, self._length = [], False, False, 0
        self.characters = 0

    def text(self, text):
        if self._collect:
            self._length += len(text)
            if self._length > MAX_CELL:
                raise Refused("cell_too_long", limit=MAX_CELL)
            self._parts.append(text)

    def _begin(self, _attributes):
        self._collect = not self._spoken

    def _stop(self, _attributes=None):
        self._collect = False

    def _speak(self, _attributes):
        self._spoken = True

    def _spoke(self):
        self._spoken = False

    def _count(self, text):
        self.characters += len(text)
        if self.characters > MAX_CHARACTERS:
            raise Refused("too_much_text", limit=MAX_CHARACTERS)
        return text


class _Words(_Text):
    def __init__(self):
        super().__init__()
        self.found = []
        self.opened = {"t": self._begin, "rPh": self._speak}
        self.closed = {"t": self._stop, "rPh": self._spoke, "si": self._word}

    def _word(self):
        if len(self.found) >= MAX_CELLS:
            raise Refused("too_many_cells", limit=MAX_CELLS)
        self.found.append(self._count(_unescaped("".join(self._parts))))
        self._parts.clear()
        self._length = 0


class _Sheet(_Text):
    """A cell is <c> with its value <v> or, inside <is>, texts <t>; the formula <f> is passed over."""

    def __init__(self, words, styles, epoch, columns):
        super().__init__()
        self._words, self._styles, self._epoch, self._columns = words, styles, epoch, columns
        self._letters, self._shown = {}, {}
        self._count_of_cells = self._row = self._place = 0
        self._cells = []
        self._kind = self._style = None
        self._formula = False
        self.rows, self.hidden, self.merged = [], [], []
        self.opened = {
            "row": self._row_begins, "c": self._cell_begins, "f": self._formula_begins,
            "is": self._texts_begin, "t": self._begin, "rPh": self._speak, "mergeCell": self._merge,
        }  # fmt: skip
        self.closed = {
            "f": self._formula_ends, "t": self._stop, "rPh": self._spoke, "c": self._cell_ends, "row": self._row_ends
        }  # fmt: skip

    def _texts_begin(self, _attributes):
        self._parts.clear()
        self._collect = False

    def _formula_begins(self, _attributes):
        self._formula, self._collect = True, False

    def _formula_ends(self):
        self._collect = True

    def _merge(self, attributes):
        found = AREA.fullmatch(attributes.get("ref", ""))
        if found:
            self.merged.append((int(found[2]), int(found[4]), _column(found[1]), _column(found[3])))

    def _row_begins(self, attributes):
        number = attributes.get("r")
        number = self._row + 1 if number is None else _integer(number, 0)
        if number <= self._row:
            raise Refused("damaged")
        self._row, self._place, self._cells = number, -1, []
        self._hidden = attributes.get("hidden") in ("1", "true")

    def _cell_begins(self, attributes):
        place = attributes.get("r")
        if place is None:
            self._place += 1
        else:
            letters = place.rstrip("0123456789")
            number = self._letters.get(letters)
            if number is None:
                number = self._letters[letters] = _column(letters)
            if number <= self._place:
                raise Refused("damaged")
            self._place = number
        self._kind, self._style, self._formula = attributes.get("t", "n"), attributes.get("s"), False
        self._parts.clear()
        self._length = 0
        self._collect = True

    def _cell_ends(self):
        self._collect = False
        parts = self._parts
        typed = parts[0] if len(parts) == 1 else "".join(parts)
        if self._kind != "inlineStr":
            typed = typed.strip()  # the line ends that some programs write between the tags
        if typed:
            value = self._value(typed)
            if value == "":
                return
        elif not self._formula or self._kind == "str":  # the empty text is a result as well
            return
        else:
            value = NoResult()
        if self._place >= self._columns:
            raise Refused("too_many_columns", limit=self._columns)
        self._count_of_cells += 1
        if self._count_of_cells > MAX_CELLS:
            raise Refused("too_many_cells", limit=MAX_CELLS)
        cells = self._cells
        if len(cells) < self._place:
            cells.extend([None] * (self._place - len(cells)))
        cells.append(value)

    def _row_ends(self):
        if self._cells:
            if self._row > MAX_ROWS:
                raise Refused("too_many_rows", limit=MAX_ROWS)
            self.rows.append((self._row, self._cells))
            if self._hidden:
                self.hidden.append(self._row)

    def _value(self, typed):
        kind = self._kind
        if kind in ("inlineStr", "str"):
            return self._count(_unescaped(typed))
        if kind == "s":
            try:
                word = self._words[int(typed) if typed.isdecimal() else len(self._words)]
            except (IndexError, ValueError):
                raise Refused("damaged") from None
            self.characters += len(word)  # each time: who copies it, copies it each time
            if self.characters > MAX_CHARACTERS:
                raise Refused("too_much_text", limit=MAX_CHARACTERS)
            return word
        if kind == "n":
            return self._number(typed)
        if kind == "b":
            return typed == "1"
        if kind == "e":
            return ErrorCell(self._count(typed))
        if kind == "d":
            try:
                return from_ISO8601(typed)
            except ValueError:
                return self._count(typed)
        return self._count(_unescaped(typed))

    def _number(self, typed):
        """A number, or the moment it stands for; what is no number stays a text, and its column says so."""
        if len(typed) > LONGEST_NUMBER:
            return self._count(typed)
        try:
            value = int(typed) if typed.isdecimal() else _float_or_int(typed)
        except ValueError:
            return self._count(typed)
        if not math.isfinite(value):
            return self._count(typed)
        shown = self._shown.get(self._style, _UNSEEN)
        if shown is _UNSEEN:
            number = _integer(self._style, 0)
            shown = self._shown[self._style] = self._styles[number] if number < len(self._styles) else None
        if not shown or isinstance(shown, int):
            if abs(value) >= EXACT:
                return Inexact(self._count(typed))
            return Padded(value, shown) if shown and isinstance(value, int) and value >= 0 else value
        try:
            moment = from_excel(value, self._epoch, timedelta=shown == "span")
        except (OverflowError, ValueError):
            return value
        if shown in ("date", "month") and hasattr(moment, "date"):
            return moment.date() if shown == "date" else Month.of(moment)
        return moment


def _column(letters):
    """
    >>> _column("A"), _column("AB")
    (0, 27)
    >>> _column("A1A")
    Traceback (most recent call last):
    cadre_assessment.files.bounds.Refused: damaged
    """
    number = 0
    if not 1 <= len(letters) <= 3:
        raise Refused("damaged")
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise Refused("damaged")
        number = number * 26 + ord(letter) - 64
    return number - 1
