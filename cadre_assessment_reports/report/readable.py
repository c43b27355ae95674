"""Can the text of a printed form be searched and copied?  Qt notes a character under the first number its glyph has.

In Chinese fonts 工 (U+5DE5) and the radical ⼯ (U+2F2F) are one glyph, so that a search for 工作 finds nothing in the
file. The tables that say which characters stand there are written again at the end of the file. No database here.
"""

import re
import unicodedata
import zlib

_RADICALS = dict(
    zip(
        "⺂⺃⺅⺉⺋⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺟⺠⺡⺣⺤⺦⺨⺫⺭⺯⺰⺱⺲⺳⺹⺺⺾⻁⻂⻃⻅⻆⻈⻉⻋⻌⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻮⻯⻰⻱⻲⻳",
        "乛乚亻刂㔾兀尣尢巳幺彑彐忄扌攵旡歺母民氵灬爫丬犭罒礻糹纟罓罒㓁耂肀艹虎衤覀见角讠贝车辶钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐齿竜龙龜亀龟",
        strict=True,
    )
)
_OBJECT = re.compile(rb"(\d+) 0 obj\s*<<[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", re.S)
_CODE = re.compile(rb"<(2[EF][0-9A-F]{2}|F[9A][0-9A-F]{2})>", re.I)
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)", re.S)


def ordinary(char):
    """The character that is meant by a radical or a compatibility character.

    >>> ordinary("⼯"), ordinary("⺠"), ordinary("⼾"), ordinary("工")
    ('工', '民', '户', '工')
    """
    if char == "⼾":
        return "户"  # the radical's own equivalent is the old form 戶
    return _RADICALS.get(char) or unicodedata.normalize("NFKC", char)


def _ordinary_code(match):
    char = ordinary(chr(int(match.group(1), 16)))
    return b"<%04X>" % ord(char) if len(char) == 1 else match.group(0)


def readable(content):
    """The PDF with its character tables put right, as an appended update; unchanged where nothing is to be done.

    :param bytes content: as wkhtmltopdf made it.
    """
    trailers = _TRAILER.findall(content)
    changed = {}
    for number, stream in dict(_OBJECT.findall(content)).items():  # of two versions of an object the later one holds
        table = _inflated(stream)
        if b"begincmap" in table and (better := _CODE.sub(_ordinary_code, table)) != table:
            changed[int(number)] = better
    if not changed or not trailers or b"/Root" not in trailers[-1][0]:
        return content
    return content + _update(content, changed, *trailers[-1])


def _inflated(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def _update(content, changed, trailer, start):
    """Objects, their places and a trailer that points back to the ones before (PDF 32000-1, 7.5.6)."""
    out, places = b"\n", []
    for number, table in sorted(changed.items()):
        packed = zlib.compress(table)
        places.append((number, len(content) + len(out)))
        head = b"%d 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n" % (number, len(packed))
        out += head + packed + b"\nendstream\nendobj\n"
    where = len(content) + len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n" + b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places)
    kept = re.sub(rb"/Prev\s+\d+", b"", trailer).strip()
    return out + b"trailer\n<<\n%s\n/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n" % (kept, start, where)
