"""Months, lines of a 简历 and party standing, as appointment forms write them, and as files are met."""

import re
from datetime import date
from typing import NamedTuple

_MONTH = re.compile(r"(\d{4})[.\-/年]?(\d{1,2})(?:[.\-/月]?(\d{1,2}))?[月日号]?$")
_SPAN = re.compile(
    r"^[\s\u3000]*(\d{4})[.\-/年](\d{1,2})月?\s*(?:--|—+|――|–|-|~|～|至)\s*"
    r"(?:(\d{4})[.\-/年](\d{1,2})月?|至今|今)?[\s\u3000]*(.*)$"
)
_COMPACT = re.compile(r"^[\s\u3000]*(\d{4})(\d{2})\s*(?:--|—+|-|~|～|至)\s*(?:(\d{4})(\d{2}))?[\s\u3000]*(.*)$")
_MEANWHILE = re.compile(r"^[\s\u3000]*[（(]\s*其间[:：]?\s*(.*?)\s*[）)]?\s*$", re.DOTALL)


class Month(NamedTuple):
    """A day of a form, and whether the month alone is known of it."""

    day: date
    month_only: bool


class Period(NamedTuple):
    """A line of a 简历; ``begin`` and ``end`` are months (their first day); ``end``: ``None``, until today."""

    begin: date
    end: date | None
    text: str
    meanwhile: bool = False


def month_of(text):
    """The day, or month, that ``text`` says, or ``None``.

    >>> [month_of(text) and str(month_of(text).day) for text in ("199001", "1990.1", "19900115", "1990年01月", "不详")]
    ['1990-01-01', '1990-01-01', '1990-01-15', '1990-01-01', None]
    >>> month_of("199001").month_only, month_of("1990.01.15").month_only, month_of("199013")
    (True, False, None)
    """
    plain = "".join((text or "").split())
    if plain.isascii() and plain.isdigit() and len(plain) not in (6, 8):
        return None
    if plain.isascii() and plain.isdigit():
        parts = plain[:4], plain[4:6], plain[6:]
    else:
        found = _MONTH.match(plain)
        if not found:
            return None
        parts = found.groups()
    try:
        return Month(date(int(parts[0]), int(parts[1]), int(parts[2] or 1)), not parts[2])
    except ValueError:
        return None


def compact(day):
    """
    >>> compact(date(1990, 1, 15)), compact(None)
    ('199001', '')
    """
    return f"{day:%Y%m}" if day else ""


def span(period):
    """The time of a line as it stands before its text; an open end is blanks.

    >>> span(Period(date(1990, 9, 1), date(1994, 7, 1), "")), span(Period(date(1994, 7, 1), None, ""))
    ('1990.09--1994.07', '1994.07--       ')
    """
    return f"{period.begin:%Y.%m}--{f'{period.end:%Y.%m}' if period.end else ' ' * 7}"


def told(periods):
    """The 简历 as the form has it, a line for each of ``periods``.

    >>> told([Period(date(1994, 7, 1), None, "工作"), Period(date(1998, 9, 1), date(2001, 7, 1), "在职学习", True)])
    '1994.07--         工作\\n                  （其间：1998.09--2001.07  在职学习）'
    """
    return "\n".join(
        f"{' ' * 18}（其间：{span(one).strip()}  {one.text}）" if one.meanwhile else f"{span(one)}  {one.text}"
        for one in periods
    )


def periods_of(text):
    """The lines of a 简历 and what of it nobody can read: ([:class:`Period`], first line that was not read or "").

    >>> lines = "1990.09--1994.07  云州农学院\\n  农学系学习\\n1994.07--         工作"
    >>> found, unread = periods_of(f"{lines}\\n（其间：1998.09-2001.07 在职学习）")
    >>> [(one.text, str(one.end), one.meanwhile) for one in found], unread
    ([('云州农学院农学系学习', '1994-07-01', False), ('工作', 'None', False), ('在职学习', '2001-07-01', True)], '')
    >>> periods_of("不详")
    ([], '不详')
    >>> text = told(found); told(periods_of(text)[0]) == text
    True
    """
    found = []
    for line in (text or "").split("\n"):
        if not line.strip():
            continue
        inner = _MEANWHILE.match(line)
        period = _period(inner[1] if inner else line, bool(inner))
        if period:
            found.append(period)
        elif found and not inner and line.strip():
            found[-1] = found[-1]._replace(text=found[-1].text + line.strip())
        else:
            return found, line.strip()
    return found, next((f"{one.begin:%Y.%m}" for one in found if not one.text), "")


def _period(line, meanwhile):
    found = _SPAN.match(line) or _COMPACT.match(line)
    if not found:
        return None
    year, month, year_to, month_to, text = found.groups()
    try:
        begin = date(int(year), int(month), 1)
        end = date(int(year_to), int(month_to), 1) if year_to else None
    except ValueError:
        return None
    return None if end and end < begin else Period(begin, end, text.strip(), meanwhile)


def standing_of(text):
    """(month of joining the Party or ``None``, party or 无党派 or "") of RuDangShiJian; ``None``: nobody can read it.

    >>> joined, party = standing_of("民盟；199205")
    >>> str(joined.day), party, standing_of("199205")[1], standing_of("无党派"), standing_of("")
    ('1992-05-01', '民盟', '', (None, '无党派'), (None, ''))
    >>> standing_of("1992")
    """
    joined, party = None, ""
    for part in filter(None, re.split("[；;]", text or "")):
        if part[0].isdigit():
            joined = month_of(part)
            if not joined:
                return None
        else:
            party = part.strip()
    return joined, party
