"""The periods of a cycle: their names, and when their records are due."""

from typing import NamedTuple

from ...engine.periods import periods

ENGINE_LEVELS = {"half": "half_year"}
"""Our word for a level where it is not the engine's."""

NAMES = {
    "zh_CN": {
        "week": "{year}年第{number}周",
        "month": "{year}年{number}月",
        "quarter": "{year}年第{ordinal}季度",
        "half": "{year}年{half}半年",
        "year": "{year}年度",
    },
    "en_US": {
        "week": "{year}, week {number}",
        "month": "{year}-{number:02d}",
        "quarter": "{year}, quarter {number}",
        "half": "{year}, half-year {number}",
        "year": "{year}",
    },
}


class Span(NamedTuple):
    """One period of a cycle. ``number``: of the year, or counted through when the cycle lies in several years."""

    level: str
    number: int
    name: str
    date_from: object
    date_to: object


def spans(level, date_from, date_to, lang):
    """The periods of a level between two dates, cut off where the cycle begins or ends (weeks stay whole).

    >>> from datetime import date
    >>> [span.name for span in spans("half", date(2025, 1, 1), date(2025, 12, 31), "zh_CN")]
    ['2025年上半年', '2025年下半年']
    >>> march = spans("month", date(2025, 3, 10), date(2025, 12, 31), "zh_CN")[0]
    >>> march.name, march.number, march.date_from.day
    ('2025年3月', 3, 10)
    """
    if level == "year":
        return [Span(level, 1, _name(level, date_from.year, 1, lang), date_from, date_to)]
    years = range(date_from.year, date_to.year + 1)
    found = [
        period
        for year in years
        for period in periods(year, ENGINE_LEVELS.get(level, level))
        if period.first <= date_to and period.last >= date_from
    ]
    whole = level == "week"
    return [
        Span(
            level,
            period.number if len(years) == 1 else count,
            _name(level, period.year, period.number, lang),
            period.first if whole else max(period.first, date_from),
            period.last if whole else min(period.last, date_to),
        )
        for count, period in enumerate(found, 1)
    ]


def _name(level, year, number, lang):
    pattern = NAMES.get(lang, NAMES["en_US"])[level]
    return pattern.format(year=year, number=number, ordinal="一二三四"[(number - 1) % 4], half="上下"[(number - 1) % 2])
