"""Widths of texts on paper, and where their lines end. No database here.

The printer is handed lines that are broken already, so that no page holds more than was counted for it. Widths are
those of Noto Serif CJK SC; the Song types are no wider.
"""

import re
import unicodedata

SQUARE = 3.704
"""Width of a Chinese character in mm at 10.5 pt."""
CELL = 3.4
"""Padding and border of a cell, left and right together, in mm."""
_HUNDREDTHS = (
    "26 31 38 58 55 93 78 20 37 37 48 58 33 35 33 36 56 48 56 56 56 56 56 55 56 57 33 33 58 58 58 44 92 72 68 70 "
    "77 66 63 75 86 41 41 74 63 98 80 77 65 77 72 57 66 80 72 106 70 69 61 35 36 35 58 57 44 56 64 54 63 55 39 57 "
    "67 34 32 61 34 98 67 60 64 61 47 48 37 66 55 84 57 56 50 38 32 38 58"
)
_ASCII = {chr(code): int(width) / 100 for code, width in enumerate(_HUNDREDTHS.split(), 32)}
"""Squares that the signs from the blank to ~ take."""
NOT_FIRST = frozenset(
    "\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\uff09\u300b\u3009\u201d\u2019\u3011\u3015\u2026\u2014\u00b7%\uff05\u2103,.;:?!)]}"
)
NOT_LAST = frozenset("\uff08\u300a\u3008\u201c\u2018\u3010\u3014([{")
_WORD = re.compile(r"\d+[年月日](?:\d+[月日])*|[0-9A-Za-z][\w.,:/%@+-]*[0-9A-Za-z%]", re.A)
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{1,8}(?:\u00b7[\u3400-\u9fff\U00020000-\U0003ffff]{1,8})+")
BACK = 24
"""So many characters a line may end before its right edge, so that a word or a name is not torn."""


def squares(text):
    """Width of a text in squares: a Chinese character is one, and so are its marks, \u201c and \u2460 among them.

    >>> squares("考核2025"), squares("\u201c\u201d\u2460"), squares("\U0002cc56")
    (4.24, 3.0, 1.0)
    """
    return round(sum(map(_width, text)), 4)


def _width(character, _known={}):  # noqa: B006 - the widths found so far
    found = _known.get(character)
    if found is None:
        if character in _ASCII:
            found = _ASCII[character]
        elif unicodedata.category(character) in ("Mn", "Me", "Cf"):
            found = 0.0
        elif character == "\u00b7":
            found = 0.4
        else:
            found = 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.8
        _known[character] = found
    return found


def room_of(width, size=1.0):
    """Squares on a line of a cell ``width`` mm wide, of a text set ``size`` times as large.

    >>> room_of(3 * SQUARE + CELL)
    3.0
    """
    return max(1.0, round((width - CELL) / (SQUARE * size), 4))


def broken(text, room):
    """[(line, where in the text the next one begins)] of ``text`` on lines of ``room`` squares.

    No line begins with a closing mark or ends with an opening one; numbers, dates, Latin words and names with a
    middle dot stay whole where a line can hold them.

    >>> [line for line, _end in broken("一二三四\u201c五六\u201d\u3002七\\n八", 5)]
    ['一二三四', '\u201c五六\u201d\u3002', '七', '八']
    >>> [line for line, _end in broken("自2025年3月14日起", 7)]
    ['自', '2025年3月14日', '起']
    >>> [line for line, _end in broken("同志:阿依古丽\u00b7买买提", 8)]
    ['同志:', '阿依古丽\u00b7买买提']
    """
    found, start = [], 0
    for part in (text or "").split("\n"):
        found += _paragraph(part, room, start)
        start += len(part) + 1
        found[-1] = found[-1][0], min(start, len(text or ""))
    return found


def _paragraph(part, room, start):
    if squares(part) <= room + 1e-6:
        return [(part, start + len(part))]
    whole = [found.span() for found in (*_WORD.finditer(part), *_NAME.finditer(part))]
    whole = [(first, end) for first, end in whole if squares(part[first:end]) <= room]
    found, at = [], 0
    while at < len(part):
        end, used = at, 0.0
        while end < len(part) and used + _width(part[end]) <= room + 1e-6:
            used += _width(part[end])
            end += 1
        end = max(end, at + 1)
        if end < len(part):
            end = _break(part, at, end, whole)
        found.append((part[at:end].rstrip(" ") if end < len(part) else part[at:end], start + end))
        at = end
        while at < len(part) and part[at] == " ":
            at += 1
    return found


def _break(part, start, end, whole):
    for at in range(end, max(start, end - BACK), -1):
        if part[at] in NOT_FIRST or part[at - 1] in NOT_LAST:
            continue
        if any(first < at < last for first, last in whole):
            continue
        return at
    return end


def lines(text, width, size=1.0):
    """Lines that ``text`` takes in a cell ``width`` mm wide.

    >>> lines("工作" * 10, 40), lines("a\\nb", 40), lines("", 40)
    (3, 2, 1)
    """
    return len(broken(text, room_of(width, size)))


def cut(text, width, limit, size=1.0):
    """The part of ``text`` that fits into ``limit`` lines of ``width`` mm, and the rest.

    >>> cut("一二三四五六七八九十", 3 * SQUARE + CELL + 0.1, 2)
    ('一二三四五六', '七八九十')
    >>> cut("一\\n二\\n三", 40, 2)
    ('一\\n二', '三')
    >>> cut("一二三", 40, 2)
    ('一二三', '')
    """
    found = broken(text, room_of(width, size))
    if len(found) <= limit:
        return text, ""
    end = found[limit - 1][1]
    return text[:end].removesuffix("\n"), text[end:].lstrip(" ")


def ruled(text, width, size=1.0):
    """``text`` with its lines ended as they end in a cell ``width`` mm wide."""
    return "\n".join(line for line, _end in broken(text, room_of(width, size)))


def size_of_names(text, width):
    """How large a text is set so that a name with a middle dot in it stays on one line: 1.0 down to 0.6.

    >>> size_of_names("阿依古丽\u00b7买买提", 5 * SQUARE + CELL), size_of_names("李明", 10)
    (0.67, 1.0)
    """
    widest = max((squares(found.group()) for found in _NAME.finditer(text or "")), default=0)
    if not widest or len(text) > 40 or widest <= room_of(width):
        return 1.0
    return max(0.6, int(100 * room_of(width) / widest) / 100)
