"""The pages of F-21 干部任免审批表, as O-19 says: from texts to cells with their places in mm. No database here.

Front: who he is, what he studied, his posts, his CV. Back: awards, grades, reasons, family, opinions. A long text is
set smaller; what would not be legible any more goes on on a page marked 附页.
"""

import re
from dataclasses import replace

from odoo.addons.cadre_assessment.files import lrmx
from odoo.addons.cadre_assessment.files.lrmx_words import month_of, standing_of
from odoo.addons.cadre_assessment.models.selection.personal_form import age

from .grid import EDGE, LEADING, SIZES, Area, label, needed, placed, room, scaled
from .lines import cut, lines, ruled
from .paginate import above, paginate
from .sheet import HEIGHT, WIDTH, Column, Fact, Page, Sheet, cells
from .words import typeset

TITLE = "干部任免审批表"
EDGE_LABEL = 16
"""Width in mm of the labels at the left edge."""
TIME = 30.5
"""Width in mm of the time of a line of the CV, at 10.5 pt."""
ON = "（转附页）"
SEAL = "（盖章）\n年    月    日"
ROWS = 7
"""Of the family, at least."""
KIN = (14, 21, 23, 23, 73)
"""Widths in mm of 称谓, 姓名, 出生年月 (age), 政治面貌, 工作单位及职务."""
KIN_HEADS = ("称谓", "姓名", "年龄/\n出生年月", "政治面貌", "工作单位及职务")
KIN_ROW = 8.0
SPAN = re.compile(r"^(\d{4}\.\d{2}--(?:\d{4}\.\d{2}|\s*))\s*(.*)$", re.DOTALL)


def sheets_of(form):
    """The two pages of ``form`` (:mod:`...files.lrmx`), and the further ones of what is too long."""
    sheet = Sheet(TITLE)
    front, left = _front(form, above(sheet))
    back, more, relatives = _back(form)
    pages = (Page(1, 2, areas=tuple(front)), Page(2, 2, areas=tuple(back), first=False))
    return [replace(sheet, pages=pages), *_further(form, left + more, relatives)]


# -- the front ---------------------------------------------------------------------------------------------------------
def _front(form, top):
    """(cells, [(label, what is left of its text)])"""
    found, left = [], []

    def put(x, y, width, height, name, text, **how):
        cell, rest = placed(x, y, width, height, text, on=ON, **how)
        found.append(cell)
        if rest:
            left.append((name, rest))

    xs, names = (0, 18, 48, 66, 90, 112, 140), _facts(form)
    for row in range(3):
        for place in range(3):
            name, text = names[3 * row + place]
            x, middle, end = xs[2 * place], xs[2 * place + 1], (*xs[2:], 140)[2 * place]
            found.append(label(x, top + 11 * row, middle - x, 11, name))
            put(middle, top + 11 * row, end - middle, 11, name, text, align="center")
    y = top + 33
    found += [label(0, y, 18, 11, "专业技\n术职务"), label(66, y, 24, 11, "熟悉专业\n有何专长")]
    put(18, y, 48, 11, "专业技术职务", form["ZhuanYeJiShuZhiWu"], align="center")
    put(90, y, 50, 11, "熟悉专业有何专长", form["ShuXiZhuanYeYouHeZhuanChang"])
    photograph = Area(
        140, top, 30, 44, "" if form[lrmx.PHOTO] else "照\n\n片", align="center", picture=form[lrmx.PHOTO]
    )
    found.append(photograph)
    y += 11
    found.append(label(0, y, 18, 36, "学  历\n学  位"))
    for start, name in (("QuanRiZhiJiaoYu", "全日制\n教  育"), ("ZaiZhiJiaoYu", "在  职\n教  育")):
        found += [label(18, y, 20, 18, name), label(66, y, 24, 18, "毕业院校\n系及专业")]
        level, degree, school, other = (form[start + end] for end in lrmx.OF_STUDIES)
        whole = name.replace("\n", "").replace(" ", "")
        put(38, y, 28, 9, f"{whole}学历", level, align="center")
        put(38, y + 9, 28, 9, f"{whole}学位", degree, align="center")
        if other in ("", school) or not school:
            put(90, y, 80, 18, f"{whole}毕业院校系及专业", school or other)
        else:
            put(90, y, 80, 9, f"{whole}毕业院校系及专业", school)
            put(90, y + 9, 80, 9, f"{whole}毕业院校系及专业", other)
        y += 18
    posts = (("现 任 职 务", "XianRenZhiWu"), ("拟 任 职 务", "NiRenZhiWu"), ("拟 免 职 务", "NiMianZhiWu"))
    for name, element in posts:
        found.append(label(0, y, 38, 11, name))
        put(38, y, WIDTH - 38, 11, name.replace(" ", ""), form[element])
        y += 11
    found.append(label(0, y, EDGE_LABEL, HEIGHT - y, "简\n\n\n历"))
    written, rest = _resume(form["JianLi"], EDGE_LABEL, y, WIDTH - EDGE_LABEL, HEIGHT - y)
    found += written
    return found, [*left, *([("简历", rest)] if rest else [])]


def _facts(form):
    """The nine facts beside the photograph, in their order."""
    on = month_of(form["JiSuanNianLingShiJian"])
    born = month_of(form["ChuShengNianYue"])
    years = age(born, on.day) if on else None
    return (
        ("姓  名", form["XingMing"]),
        ("性  别", form["XingBie"]),
        ("出生年月\n（岁）", _month(form["ChuShengNianYue"]) + (f"\n（{years}岁）" if years is not None else "")),
        ("民  族", form["MinZu"]),
        ("籍  贯", form["JiGuan"]),
        ("出 生 地", form["ChuShengDi"]),
        ("入  党\n时  间", _standing(form["RuDangShiJian"])),
        ("参加工\n作时间", _month(form["CanJiaGongZuoShiJian"])),
        ("健康状况", form["JianKangZhuangKuang"]),
    )


def _month(text):
    """
    >>> _month("197503"), _month("19750312"), _month("不详"), _month("")
    ('1975.03', '1975.03', '不详', '')
    """
    found = month_of(text)
    return f"{found.day:%Y.%m}" if found else text


def _standing(text):
    """
    >>> _standing("199806"), _standing("民盟；199806"), _standing("无党派")
    ('1998.06', '民盟；\\n1998.06', '无党派')
    """
    found = standing_of(text)
    if not found or not found[0]:
        return text
    return "；\n".join(filter(None, (found[1], f"{found[0].day:%Y.%m}")))


def entries(text):
    """[(time, what)] of a 简历; a line without a time of its own has none.

    >>> entries("1992.09--1996.07  学习\\n1996.07--         工作\\n     （其间：1999.09--2002.07  学习）")
    [('1992.09--1996.07', '学习'), ('1996.07--', '工作'), ('', '（其间：1999.09--2002.07 学习）')]
    """
    found = []
    for line in filter(None, text.split("\n")):
        time = SPAN.match(line)
        what = time[2] if time else line
        found.append((time[1].strip() if time else "", typeset(re.sub(r"  +", " ", what.strip()))))
    return found


def _resume(text, x, y, width, height):
    """(cells of the CV: a frame, then a time and a text for each line of it, the lines that did not fit)."""
    rows = entries(text)
    frame = Area(x, y, width, height)
    for size in SIZES:
        wide = scaled(width - TIME * size, size)
        used = [lines(what, wide) for _time, what in rows]
        if sum(used) <= room(height, size):
            break
    most, taken = room(height, size), 0
    whole = sum(used) <= most
    found, at = [frame], y + EDGE / 2
    while taken < len(rows) and used[taken] <= most - (not whole):
        time, what = rows[taken]
        high = used[taken] * LEADING * size
        beside = Area(x + 1.5, at, TIME * size, LEADING * size, time, size, top=True, border=False)
        told = Area(x + TIME * size + 1.5, at, width - TIME * size - 3, high, ruled(what, wide), size, top=True)
        found += [replace(one, y=one.y - EDGE / 2, border=False) for one in (beside, told) if one.text]
        most, at, taken = most - used[taken], at + high, taken + 1
    rest = rows[taken:]
    if rest:
        if not taken:  # one line that is longer than the whole page
            shown, more = cut(rest[0][1], wide, most - 1)
            told = Area(x + TIME * size + 1.5, at - EDGE / 2, width - TIME * size - 3, most * LEADING * size,
                        ruled(shown, wide), size, top=True, border=False)  # fmt: skip
            found.append(told)
            at += (most - 1) * LEADING * size
            rest = [(rest[0][0], more), *rest[1:]]
        found.append(Area(x + 1.5, at - EDGE / 2, width - 3, LEADING * size, ON, size, "right", top=True, border=False))
    return found, rest


# -- the back ----------------------------------------------------------------------------------------------------------
def _back(form):
    """(cells, [(label, rest of its text)], relatives that did not fit)"""
    texts = (
        ("奖惩\n情况", "奖惩情况", form["JiangChengQingKuang"], 20),
        ("年度考\n核结果", "年度考核结果", form["NianDuKaoHeJieGuo"], 18),
        ("任免\n理由", "任免理由", form["RenMianLiYou"], 20),
    )
    wide = WIDTH - EDGE_LABEL
    kin = [_kin(one, form) for one in form[lrmx.FAMILY]]
    report, opinions, foot = 28, 46, 8
    budget = HEIGHT - report - opinions - foot
    for size in SIZES:
        heights = [max(least, needed(typeset(text), wide, size)) for _l, _n, text, least in texts]
        kin_heights = [_kin_height(row, size) for row in kin]
        need = sum(heights) + 11 + sum(kin_heights) + KIN_ROW * max(0, ROWS - len(kin))
        if need <= budget:
            break
    if need > budget:
        heights = [min(height, 34) for height in heights]
    fits, used = 0, sum(heights) + 11
    while fits < len(kin) and used + kin_heights[fits] <= budget:
        used, fits = used + kin_heights[fits], fits + 1
    blank = min(max(0, ROWS - fits), int((budget - used) / KIN_ROW))
    spare = budget - used - blank * KIN_ROW
    heights = [height + spare / 5 for height in heights]  # the rest goes to the opinions
    found, left, y = [], [], 0
    for (shown, name, text, _least), height in zip(texts, heights, strict=True):
        cell, rest = placed(EDGE_LABEL, y, wide, height, text, on=ON)
        found += [label(0, y, EDGE_LABEL, height, shown), cell]
        left += [(name, rest)] if rest else []
        y += height
    rows = [(KIN_HEADS, 11, True), *((row, high, False) for row, high in zip(kin[:fits], kin_heights, strict=False))]
    rows += [(("",) * len(KIN), KIN_ROW, False)] * blank
    whole = sum(height for _row, height, _head in rows)
    found.append(label(0, y, EDGE_LABEL, whole, "家庭\n主要\n成员\n及\n重要\n社会\n关系"))
    for row, height, head in rows:
        x = EDGE_LABEL
        for place, (text, width) in enumerate(zip(row, KIN, strict=True)):
            if head:
                found.append(label(x, y, width, height, text))
            else:
                found.append(placed(x, y, width, height, text, align="left" if place == 4 else "center")[0])
            x += width
        y += height
    half = (WIDTH - 2 * EDGE_LABEL) / 2
    found.append(label(0, y, EDGE_LABEL, report, "呈\n报\n单\n位"))
    cell, rest = placed(EDGE_LABEL, y, wide, report, form["ChengBaoDanWei"], sign=SEAL, align="center", on=ON)
    found.append(cell)
    left += [("呈报单位", rest)] if rest else []
    y, opinions = y + report, HEIGHT - foot - y - report
    for x, name in ((0, "审批\n机关\n意见"), (EDGE_LABEL + half, "行政\n机关\n任免\n意见")):
        found.append(label(x, y, EDGE_LABEL, opinions, name))
        found.append(Area(x + EDGE_LABEL, y, half, opinions, sign=SEAL))
    filled = month_of(form["TianBiaoShiJian"])
    by = [*(["其余家庭成员见附页"] if kin[fits:] else []), f"填表人：{form['TianBiaoRen']}"]
    if filled:
        day_of = "" if filled.month_only else f"{filled.day.day}日"
        by.append(f"填表时间：{filled.day.year}年{filled.day.month}月{day_of}")
    told = ruled("        ".join(by), WIDTH)
    found.append(Area(0, HEIGHT - foot + 1, WIDTH, foot - 1, told, 1.0, "right", border=False))
    return found, left, kin[fits:]


def _kin(one, form):
    on, born = month_of(form["JiSuanNianLingShiJian"]), month_of(one["ChuShengRiQi"])
    years = age(born, on.day) if on else None
    told = _month(one["ChuShengRiQi"])
    return (
        one["ChengWei"],
        one["XingMing"],
        f"{years}岁\n{told}" if years is not None else told,
        one["ZhengZhiMianMao"],
        one["GongZuoDanWeiJiZhiWu"],
    )


def _kin_height(row, size):
    return max(KIN_ROW, *(needed(typeset(text), width, size) for text, width in zip(row, KIN, strict=True)))


# -- what is too long --------------------------------------------------------------------------------------------------
def _further(form, left, relatives):
    """Pages for what did not fit, part by part, named like the form and its person."""
    name = (Fact("姓名", form["XingMing"]),)
    found = []

    def add(heads, rows):
        more = Sheet(f"{TITLE}（附页）", facts=name, columns=heads, rows=rows, joined=True)
        found.extend(paginate(more))

    for what, rest in left:
        if what == "简历":
            heads = (Column("简历（续）", 24, "center"), Column("学习、工作单位及职务", 76))
            add(heads, tuple(cells(time, told) for time, told in rest))
        else:
            add((Column(f"{what}（续）", 100),), (cells(rest),))
    if relatives:
        heads = (Column("称谓（续）", 14, "center"), Column("姓名", 16, "center"), Column("出生年月", 14, "center"),
                 Column("政治面貌", 16, "center"), Column("工作单位及职务", 40))  # fmt: skip
        add(heads, tuple(cells(*row) for row in relatives))
    return found
