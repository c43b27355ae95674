"""Dates, numbers and punctuation as an official form writes them."""

import re

from odoo.addons.cadre_assessment.models.states import DECIDED

WIDE = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in ",:;?!()"})
CHINESE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u201c\u201d"
BESIDE = re.compile(rf"(?<=[{CHINESE}])(?:[,:;?!](?! ?[A-Za-z]) ?|[()])|[,:;?!()](?=[{CHINESE}])")

SENT = {
    "report": "报送",
    "filing": "备案",
    "feedback": "反馈",
    "circular": "通报",
    "media": "公布",
    "approval": "审定",
}
"""What somebody gets a paper for."""


def month(date):
    """1980.05, as forms write birth dates and dates of posts; empty when unknown.

    >>> import datetime
    >>> month(datetime.date(1980, 5, 6)), month(None)
    ('1980.05', '')
    """
    return f"{date:%Y.%m}" if date else ""


def day(date):
    """2025年5月6日; empty when unknown.

    >>> import datetime
    >>> day(datetime.date(2025, 5, 6))
    '2025年5月6日'
    """
    return f"{date.year}年{date.month}月{date.day}日" if date else ""


def dotted(date):
    """2025.05.06, for a day in a narrow column; empty when unknown.

    >>> import datetime
    >>> dotted(datetime.date(2025, 5, 6)), dotted(None)
    ('2025.05.06', '')
    """
    return f"{date:%Y.%m.%d}" if date else ""


def post_of(unit, post):
    """Where somebody is and what: the unit is not said twice.

    >>> post_of("组织科", "组织科科长"), post_of("组织科", "科长"), post_of(False, "科长")
    ('组织科科长', '组织科科长', '科长')
    """
    unit, post = unit or "", post or ""
    return post if post.startswith(unit) else unit + post


def kept_day(text):
    """2025年5月6日 of a day as the archive keeps it (2025-05-06); empty when there is none.

    >>> kept_day("2025-05-06"), kept_day("")
    ('2025年5月6日', '')
    """
    if not text:
        return ""
    year, month_of, day_of = text[:10].split("-")
    return f"{year}年{int(month_of)}月{int(day_of)}日"


def unsettled(record):
    """What a form with scores or grades says below its title until they are decided; empty from then on."""
    return "" if record.state in DECIDED else "(未审定)"


def of_group(name):
    """The comparison group behind a title; a name that has brackets itself gets none around it.

    >>> of_group("党群口"), of_group("区(市)"), of_group("")
    ('(党群口)', ' 区(市)', '')
    """
    if not name:
        return ""
    return f" {name}" if re.search(r"[(\uff08]", name) else f"({name})"


_CALLED = re.compile(r"^\u300a(.+?)\u300b(?:[\uff08(](.+?)[)\uff09])?")


def title_of(name):
    """Title and label of a form that a regulation calls so.

    >>> title_of("《县管干部年度考核登记表》\uff08附件1\uff09"), title_of("登记表")
    (('县管干部年度考核登记表', '附件1'), ('登记表', ''))
    """
    found = _CALLED.match(name or "")
    return (found.group(1), found.group(2) or "") if found else (name or "", "")


def of_year(title, year):
    """The title of a form with its year.

    >>> of_year("县管干部年度考核等次建议", 2019)
    '县管干部2019年度考核等次建议'
    """
    return title.replace("年度", f"{year}年度", 1) if "年度" in title else f"{year}年度{title}"


def typeset(text):
    """Punctuation beside Chinese characters becomes as wide as they are; nothing else changes.

    >>> import unicodedata
    >>> text = typeset("称职(合格),按1/0.8计分:90(分)")
    >>> ascii(text[2]), ascii(text[5]), unicodedata.normalize("NFKC", text)
    ("'\\\\uff08'", "'\\\\uff09'", '称职(合格),按1/0.8计分:90(分)')
    >>> typeset("a, b (c): 1,5"), typeset("")
    ('a, b (c): 1,5', '')
    """
    wide = BESIDE.sub(lambda found: found.group().strip().translate(WIDE), text or "")
    # One half of a pair may stand beside a digit: both halves are of one kind.
    return re.sub("\uff08([^()\uff08\uff09]*)\\)|\\(([^()\uff08\uff09]*)\uff09", _pair, wide)


def _pair(found):
    inner = found.group(1) if found.group(1) is not None else found.group(2)
    return f"\uff08{inner}\uff09"


def ordinal(position):
    """一, 二, … 十, 十一.

    >>> ordinal(1), ordinal(10), ordinal(12)
    ('一', '十', '十二')
    """
    figures = "一二三四五六七八九"
    return ("十" if position >= 10 else "") + (figures[position % 10 - 1] if position % 10 else "")
