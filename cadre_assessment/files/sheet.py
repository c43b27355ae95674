"""What a sheet of an .xlsx workbook says, and the list of words that its cells refer to."""

import itertools
import math
import re

from openpyxl.utils.datetime import from_excel, from_ISO8601

from .bounds import MAX_CELL, MAX_CELLS, MAX_CHARACTERS, MAX_ROWS, Refused
from .cells import ErrorCell, Inexact, Month, NoResult, Padded
from .plain_rows import spelt_out

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
LONGEST_NUMBER = 40
SHORT, FEW, MANY = 200, 100, 4000
"""Texts of so many signs, so many layouts of a row and so many texts are remembered."""
EXACT = 10**15
"""Spreadsheet programs keep 15 digits of a number."""
AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_UNSEEN = object()


def whole(text, otherwise):
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise


def _float_or_int(typed):
    return float(typed) if any(sign in typed for sign in ".eEnN") else int(typed)


def _unescaped(text):
    """
    >>> _unescaped("a_x000D_b"), _unescaped("a_b")
    ('a\\rb', 'a_b')
    """
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


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

    def _count(self, text, more=0):
        self.characters += len(text) + more
        if self.characters > MAX_CHARACTERS:
            raise Refused("too_much_text", limit=MAX_CHARACTERS)
        return text


class Words(_Text):
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


class Sheet(_Text):
    """A cell is <c> with its value <v> or, inside <is>, texts <t>; the formula <f> is passed over."""

    def __init__(self, words, styles, epoch, columns):
        super().__init__()
        self._words, self._styles, self._epoch, self._columns = words, styles, epoch, columns
        self._letters, self._layouts, self._shown, self._texts = {}, {}, {}, {}
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

    def take(self, rows):
        """Rows as :mod:`.plain_rows` finds them: the same as what follows does of one element after the other."""
        known = self._texts.get
        for number, hidden, found in rows:
            self._row_begins({"r": number})
            self._hidden = hidden
            if not found:
                continue
            _all, names, styles, kinds, values, texts = zip(*found, strict=True)
            places = self._layouts.get(names)
            if places is None:
                places = self._layout(names)
            cells, characters = self._cells, 0
            for place, style, kind, value, text in zip(places, styles, kinds, values, texts, strict=True):
                typed = value or text
                if kind == "inlineStr":
                    value = known(typed)
                    if value is None:
                        value = self._text_of(typed)
                    characters += len(value)
                    if not value:
                        continue
                else:
                    self._kind, self._style = kind or "n", style
                    typed = self._signs_of(typed).strip()
                    if not typed:
                        continue
                    value = self._value(typed)
                    if value == "" and type(value) is str:
                        continue
                if place != len(cells):
                    cells.extend([None] * (place - len(cells)))
                cells.append(value)
            if len(cells) > self._columns:
                raise Refused("too_many_columns", limit=self._columns)
            self._count("", characters)
            self._one_more(len(cells) - cells.count(None))
            self._row_ends()

    def _layout(self, names):
        """The columns of cells with these letters, which rise; nearly every row of a sheet has the same."""
        places = [_column(name) for name in names]
        if any(one >= other for one, other in itertools.pairwise(places)):
            raise Refused("damaged")
        if len(self._layouts) < FEW:
            self._layouts[names] = places
        return places

    def _text_of(self, typed):
        """The text that is written as ``typed``; most of a column are alike, and some programs spell every sign."""
        found = _unescaped(self._signs_of(typed))
        if len(typed) < SHORT and len(self._texts) < MANY:
            self._texts[typed] = found
        return found

    def _signs_of(self, typed):
        if "&" in typed:
            typed = spelt_out(typed)
        if len(typed) > MAX_CELL:
            raise Refused("cell_too_long", limit=MAX_CELL)
        return typed

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
        number = self._row + 1 if number is None else whole(number, 0)
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
            self._add(self._value(typed))
        elif self._formula and self._kind != "str":  # the empty text is a result as well
            self._add(NoResult())

    def _add(self, value):
        if value == "" and type(value) is str:
            return
        if self._place >= self._columns:
            raise Refused("too_many_columns", limit=self._columns)
        self._one_more()
        cells = self._cells
        if len(cells) < self._place:
            cells.extend([None] * (self._place - len(cells)))
        cells.append(value)

    def _one_more(self, count=1):
        self._count_of_cells += count
        if self._count_of_cells > MAX_CELLS:
            raise Refused("too_many_cells", limit=MAX_CELLS)

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
            number = whole(self._style, 0)
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
