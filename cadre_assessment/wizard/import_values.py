"""How is one cell of a file read?  Pure functions: text in, value out, or :class:`BadCell` with a code."""

import datetime
import re
import unicodedata

MAX_TEXT = 2000
YES, NO = {"是", "1", "y", "yes", "true", "√"}, {"否", "0", "n", "no", "false", "×", ""}
SEXES = {"男": "male", "男性": "male", "male": "male", "女": "female", "女性": "female", "female": "female"}


class BadCell(ValueError):
    """A cell that cannot be read. ``args[0]`` is the code of the reason."""


def text(cell):
    """What was typed, without blanks at the ends and without control characters.

    >>> text("  阿卜杜拉·买买提\\n"), text(None), text(12.0)
    ('阿卜杜拉·买买提', '', '12')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime.datetime):
        cell = cell.date()
    typed = str(cell).strip()
    if len(typed) > MAX_TEXT:
        raise BadCell("too_long")
    return "".join(mark for mark in typed if mark in "\n\t" or unicodedata.category(mark) != "Cc")


def day(cell):
    """(date, month only) of a cell, or (None, False) of an empty one.

    >>> day("1990.05"), day("1990年5月"), day("1990-05")
    ((datetime.date(1990, 5, 1), True), (datetime.date(1990, 5, 1), True), (datetime.date(1990, 5, 1), True))
    >>> day("2023/3/1"), day("20230301"), day(datetime.datetime(2023, 3, 1))
    ((datetime.date(2023, 3, 1), False), (datetime.date(2023, 3, 1), False), (datetime.date(2023, 3, 1), False))
    >>> day(None), day(199005), day(1990.05)
    ((None, False), (datetime.date(1990, 5, 1), True), (datetime.date(1990, 5, 1), True))
    >>> day("1990.10")
    (datetime.date(1990, 10, 1), True)

    A number cell drops the last zero of 1990.10, so 1990.1 may be January or October:

    >>> day(1990.1)
    Traceback (most recent call last):
    cadre_assessment.wizard.import_values.BadCell: ambiguous_month
    >>> day("1990.13")
    Traceback (most recent call last):
    cadre_assessment.wizard.import_values.BadCell: no_date
    """
    if isinstance(cell, datetime.datetime):
        return cell.date(), False
    if isinstance(cell, datetime.date):
        return cell, False
    typed = unicodedata.normalize("NFKC", text(cell)).replace("。", ".").strip(" .月日")
    if not typed:
        return None, False
    if re.fullmatch(r"\d{4}\.\d", typed):
        raise BadCell("ambiguous_month")
    found = re.fullmatch(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2}))?", typed) or re.fullmatch(
        r"(\d{4})(\d\d)(\d\d)?", typed
    )
    if not found:
        found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)[ T]00:00:00(?:\.0+)?", typed)
    if not found:
        raise BadCell("no_date")
    year, month, number = (int(part) if part else None for part in found.groups())
    try:
        found = datetime.date(year, month, number or 1)
    except ValueError:
        raise BadCell("no_date") from None
    if not 1900 <= year <= 2100:
        raise BadCell("no_date")
    return found, number is None


def full_day(cell):
    """A date that counts from a day on; a month alone counts from its first day.

    >>> full_day("2023.03"), full_day("")
    (datetime.date(2023, 3, 1), None)
    """
    return day(cell)[0]


def yes_no(cell):
    """
    >>> yes_no("是"), yes_no(None), yes_no(True)
    (True, False, True)
    """
    typed = text(cell).lower()
    if typed not in YES | NO:
        raise BadCell("yes_no")
    return typed in YES


def sex(cell):
    typed = text(cell).lower()
    if typed and typed not in SEXES:
        raise BadCell("sex")
    return SEXES.get(typed, "")


def staff_number(cell):
    """
    >>> staff_number(" ｙＬ０１ "), staff_number(1001.0)
    ('yL01', '1001')
    """
    typed = "".join(unicodedata.normalize("NFKC", text(cell)).split())
    if typed and not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z_-]{0,31}", typed):
        raise BadCell("staff_number")
    return typed


def year(cell):
    typed = text(cell).removesuffix("年")
    if not typed:
        return None
    if not re.fullmatch(r"(19|20)\d\d", typed):
        raise BadCell("year")
    return int(typed)


def integer(cell):
    typed = text(cell)
    if not typed:
        return None
    if not re.fullmatch(r"\d{1,6}", typed):
        raise BadCell("integer")
    return int(typed)


def decimal(cell):
    """
    >>> decimal("92.50"), decimal(88), decimal("")
    ('92.50', '88', None)
    """
    typed = text(cell)
    if not typed:
        return None
    if not re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,15})?", typed):
        raise BadCell("decimal")
    return typed


def several(cell):
    """Numbers with commas (Chinese ones too), semicolons, blanks or 、 between them.

    >>> several("YL01，YL02、YL03")
    ['YL01', 'YL02', 'YL03']
    """
    return [part for part in re.split(r"[,;、\s]+", unicodedata.normalize("NFKC", text(cell))) if part]


def words(cell):
    """Words with commas (Chinese ones too), semicolons, blanks or 、 between them.

    >>> words("考核对象，分管领导、审定机构")
    ['考核对象', '分管领导', '审定机构']
    """
    return [part for part in re.split(r"[,;、，；\s]+", text(cell)) if part]


def login(cell):
    """
    >>> login(" li.ming "), login(1001.0), login("")
    ('li.ming', '1001', '')
    """
    typed = unicodedata.normalize("NFKC", text(cell)).strip()
    if typed and not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._@-]{0,63}", typed):
        raise BadCell("login")
    return typed
