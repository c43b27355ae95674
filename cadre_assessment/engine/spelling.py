"""One spelling for a name, for imports, ballots and searches alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

DOT = "\N{MIDDLE DOT}"
DOTS = "\u2022\u2027\u2219\u22c5\u25cf\u2024\u30fb\uff0e\uff65\u00b7\u318d\u16eb"
"""What is typed between the parts of a name: 阿卜杜拉·买买提."""
_BETWEEN = re.compile(rf"\s*[{DOTS}]\s*|(?<=[^\W\d_a-zA-Z])\s*\.\s*(?=[^\W\d_a-zA-Z])")
_CHINESE = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def visible(text: str) -> str:
    """Return ``text`` without signs that are not seen: of width nothing, of direction, of control. Line ends stay.

    >>> visible("零宽\\u200b人\\ufeff"), visible("甲\\r\\n乙")
    ('零宽人', '甲\\n乙')
    """
    if text.isprintable():  # nearly every text: nothing in it is of those kinds
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{LINE SEPARATOR}", "\n")
    return "".join(mark for mark in text if mark in "\n\t" or unicodedata.category(mark) not in {"Cc", "Cf"})


def one_line(text: str) -> str:
    """Return ``text`` on one line; between Chinese characters a line end is nothing, elsewhere a blank.

    >>> one_line("副局长\\n党组成员"), one_line("chief\\n editor"), one_line(" 甲 ")
    ('副局长党组成员', 'chief editor', '甲')
    """
    if text.isprintable():  # no line ends
        return text.strip()
    found = re.sub(r"[ \t\u3000]*\n\s*", "\n", visible(text).strip())
    found = re.sub(rf"(?<={_CHINESE.pattern})\n(?={_CHINESE.pattern})", "", found)
    return found.replace("\n", " ").replace("\t", " ")


def person_name(text: str) -> str:
    """Return a name as it is stored and compared: without inner blanks where it is Chinese, with one kind of dot.

    >>> person_name("张　三"), person_name("李 四"), person_name("张\\n三丰"), person_name("零宽\\u200b人")
    ('张三', '李四', '张三丰', '零宽人')
    >>> person_name("阿卜杜拉•买买提") == person_name("阿卜杜拉．买买提") == person_name("阿卜杜拉 ・ 买买提")
    True
    >>> person_name("  Anna   Maria "), person_name("ＡＢ"), person_name("J. Smith")
    ('Anna Maria', 'AB', 'J. Smith')
    """
    if text.isalnum() and unicodedata.is_normalized("NFKC", text):  # letters alone: no blanks, no dots, one width
        return text
    # before widths are made one: then a wide full stop is an ordinary one
    found = _BETWEEN.sub(DOT, visible(text))
    found = " ".join(unicodedata.normalize("NFKC", found).split())
    found = _BETWEEN.sub(DOT, found)
    if _CHINESE.search(found):
        found = "".join(found.split())
    return found


def told_apart(people: Sequence[tuple[str, ...]]) -> list[str]:
    """Return how each of ``people`` is named so that no two are named alike: (name, post, unit, …) of each.

    A name that nobody else has stands alone; beside one that others have stands the first of the rest that tells them
    apart, all of it where nothing else does, and the place in the list where even that is one.

    >>> told_apart([("王伟", "一级科员", "办公室"), ("李明", "科员", ""), ("王伟", "二级科员", "办公室")])
    ['王伟（一级科员）', '李明', '王伟（二级科员）']
    >>> told_apart([("王伟", "科员", "办公室"), ("王 伟", "科员", "组织科"), ("王伟", "", "")])
    ['王伟（科员、办公室）', '王 伟（科员、组织科）', '王伟（第3位）']
    >>> told_apart([("王伟", "科员"), ("王伟", "科员")])
    ['王伟（科员、第1位）', '王伟（科员、第2位）']
    """
    found = [name for name, *_rest in people]
    alike: dict[str, list[int]] = {}
    for place, name in enumerate(found):
        alike.setdefault(person_name(name), []).append(place)
    for places in alike.values():
        if len(places) == 1:
            continue
        beside: dict[int, list[str]] = {place: [] for place in places}
        for width in range(1, max(len(people[place]) for place in places)):
            for place in places:
                beside[place] = [word for word in people[place][1 : width + 1] if word]
            if len({tuple(words) for words in beside.values()}) == len(places) and all(beside.values()):
                break
        for place, words in beside.items():
            if not words or list(beside.values()).count(words) > 1:
                words = [*words, f"第{place + 1}位"]
            found[place] = f"{found[place]}（{'、'.join(words)}）"
    return found


def heading(text: str) -> str:
    """Return a heading as headings are compared: blanks, line ends, widths, and the star of a required one are nothing.

    >>> heading("工 号*"), heading("出生\\n年月"), heading("工号（必填）"), heading("得分：")
    ('工号', '出生年月', '工号', '得分')
    """
    found = "".join(unicodedata.normalize("NFKC", visible(text)).split())
    return re.sub(r"\((?:必填|选填)\)", "", found).strip("*:")


def regulation(text: str) -> str:
    """Return the name of a regulation as it is compared: quotation marks, blanks and 试行 are nothing.

    >>> regulation("《考核办法》") == regulation("考核办法（试行）") == regulation(" 考核 办法 ")
    True
    """
    found = "".join(unicodedata.normalize("NFKC", visible(text)).split())
    return re.sub(r"\((?:试行|暂行|修订|修订稿)\)$", "", found.strip('《》"“”')).strip('《》"“”')
