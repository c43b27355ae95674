"""Read one cell of a file. Pure functions: text in, value out, or :class:`BadCell` with a code."""

import datetime
import decimal as decimals
import re
import unicodedata

from ..engine import spelling
from ..files.cells import ErrorCell, Inexact, Month, NoResult

MAX_TEXT = 2000
EMPTIED = "清空"
"""The word that empties what is known; an empty cell leaves it."""
YES, NO = {"是", "1", "y", "yes", "true", "√"}, {"否", "0", "n", "no", "false", "×"}
SEXES = {"男": "male", "男性": "male", "male": "male", "女": "female", "女性": "female", "female": "female"}
ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")
REFUSED = {ErrorCell: "error_value", NoResult: "formula", Inexact: "long_number"}
TOTAL = re.compile(r"(0|[1-9][0-9]{0,5})(\.[0-9]{1,2})?")
"""One that is written as it is kept."""
STAFF_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,31}")
PLAIN = {str, int, float, type(None)}
DATES = range(15_000, 60_000)
"""Days as spreadsheets count them, from 1941 to 2064: where the format that shows a date was lost."""
MANY = 6
"""Decimals of a number that somebody typed; one with more was computed in binary fractions."""


class BadCell(ValueError):
    """A cell that cannot be read. ``args[0]`` is the code of the reason."""


def read_all(cells, read):
    """``read(cell)`` of each of a column; what says the same as another cell is not read again.

    :param read: function cell -> anything

    >>> asked = []
    >>> read_all(["1", 1, True, "1", None], lambda cell: asked.append(cell) or text(cell)), asked
    (['1', '1', '是', '1', ''], ['1', 1, True, None])
    """
    kinds = set(map(type, cells))
    if kinds <= PLAIN and len(kinds - {type(None)}) == 1:  # nearly every column, and faster
        once = {cell: read(cell) for cell in dict.fromkeys(cells)}
        return [once[cell] for cell in cells]
    known, found = {str: {}, int: {}, float: {}}, []
    for cell in cells:
        of_kind = known.get(type(cell))
        if of_kind is None:  # cells of other kinds are equal and say different things: 00123 and 123
            found.append(read(cell))
            continue
        if cell not in of_kind:
            of_kind[cell] = read(cell)
        found.append(of_kind[cell])
    return found


def lines(cell):
    """What was typed, without blanks at the ends and without signs that nobody sees; line ends stay.

    >>> lines("  阿卜杜拉·买买提\\n"), lines(None), lines(12.0)
    ('阿卜杜拉·买买提', '', '12')
    >>> lines(NoResult())
    Traceback (most recent call last):
    cadre_assessment.wizard.import_values.BadCell: formula
    """
    if cell is None:
        return ""
    if type(cell) is not str:
        refused = REFUSED.get(type(cell))
        if refused:
            raise BadCell(refused)
        if isinstance(cell, bool):
            return "是" if cell else "否"
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        if isinstance(cell, datetime.datetime):
            cell = cell.date()
    typed = spelling.visible(str(cell)).strip()
    if typed.startswith("#") and ERROR.fullmatch(typed):
        raise BadCell("error_value")
    if len(typed) > MAX_TEXT:
        raise BadCell("too_long")
    return typed


def text(cell):
    """The same on one line.

    >>> text("副局长\\r\\n党组成员")
    '副局长党组成员'
    """
    return spelling.one_line(lines(cell))


def name(cell):
    """
    >>> name("张　三"), name("古丽・阿依")
    ('张三', '古丽·阿依')
    """
    return spelling.person_name(lines(cell))


def day(cell):
    """(date, month only) of a cell, or (None, False) of an empty one.

    >>> day("1990.05"), day("1990年5月"), day("1990-05"), day("1990. 05")[1]
    ((datetime.date(1990, 5, 1), True), (datetime.date(1990, 5, 1), True), (datetime.date(1990, 5, 1), True), True)
    >>> day("2023/3/1"), day("20230301"), day(datetime.datetime(2023, 3, 1))
    ((datetime.date(2023, 3, 1), False), (datetime.date(2023, 3, 1), False), (datetime.date(2023, 3, 1), False))
    >>> day(None), day(199005), day(1990.05), day("1990-05-12 0:00")[0].day
    ((None, False), (datetime.date(1990, 5, 1), True), (datetime.date(1990, 5, 1), True), 12)
    >>> day("1990.10"), day(1990.5)
    ((datetime.date(1990, 10, 1), True), (datetime.date(1990, 5, 1), True))

    Where the day is not known, some write 00:

    >>> day("1990.05.00"), day("19900500")
    ((datetime.date(1990, 5, 1), True), (datetime.date(1990, 5, 1), True))

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
        return datetime.date(cell.year, cell.month, cell.day), isinstance(cell, Month)
    typed = unicodedata.normalize("NFKC", text(cell)).translate(_SIGNS)
    typed = re.sub(r"[ T]0?0:00(:00(\.0+)?)?$", "", typed)
    typed = "".join(typed.split()).strip(".月日")
    if not typed:
        return None, False
    if re.fullmatch(r"\d{4}\.1", typed):
        raise BadCell("ambiguous_month")
    if typed.isdecimal() and not isinstance(cell, str) and int(typed) in DATES:
        raise BadCell("lost_format")
    found = re.fullmatch(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2}))?", typed) or re.fullmatch(
        r"(\d{4})(\d\d)(\d\d)?", typed
    )
    if not found:
        raise BadCell("no_date")
    year, month, number = (int(part) if part else None for part in found.groups())
    try:
        found = datetime.date(year, month, number or 1)
    except ValueError:
        raise BadCell("no_date") from None
    if not 1900 <= year <= 2100:
        raise BadCell("no_date")
    return found, not number


_SIGNS = str.maketrans({"。": ".", "—": "-", "–": "-", "~": "-", "−": "-", "\\": "/"})


def full_day(cell):
    """A date that counts from a day on; a month alone counts from its first day.

    >>> full_day("2023.03"), full_day("")
    (datetime.date(2023, 3, 1), None)
    """
    return day(cell)[0]


def yes_no(cell):
    """
    >>> yes_no("是"), yes_no("否"), yes_no(None), yes_no(True)
    (True, False, None, True)
    """
    typed = text(cell).lower()
    if not typed:
        return None
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
    if type(cell) is str and STAFF_NUMBER.fullmatch(cell):
        return cell
    typed = "".join(unicodedata.normalize("NFKC", text(cell)).split())
    if typed and not STAFF_NUMBER.fullmatch(typed):
        raise BadCell("staff_number")
    return typed


def year(cell):
    typed = unicodedata.normalize("NFKC", text(cell)).removesuffix("度").removesuffix("年")
    if not typed:
        return None
    if not re.fullmatch(r"(19|20)\d\d", typed):
        raise BadCell("year")
    return int(typed)


def integer(cell):
    if type(cell) is int and 0 <= cell < 1_000_000:
        return cell
    typed = unicodedata.normalize("NFKC", text(cell)).removeprefix("第").removesuffix("名")
    if not typed:
        return None
    if not re.fullmatch(r"\d{1,6}", typed):
        raise BadCell("integer")
    return int(typed)


def decimal(cell):
    """A number as text; one that was computed in binary fractions with two decimals, a half upward.

    >>> decimal("92.50"), decimal(88), decimal(""), decimal("88.125")
    ('92.50', '88', None, '88.125')
    >>> decimal(92.35000000000001), decimal("88.33333333333333"), decimal(1e-05), decimal(5e1)
    ('92.35', '88.33', '0.00001', '50')
    """
    typed = unicodedata.normalize("NFKC", text(cell)).replace("−", "-").rstrip("分")
    if not typed:
        return None
    if not re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,25})?([eE][-+]?[0-9]{1,2})?", typed):
        raise BadCell("decimal")
    number = decimals.Decimal(typed)
    if abs(number) >= 1_000_000:
        raise BadCell("decimal")
    if -number.as_tuple().exponent > MANY:
        number = number.quantize(decimals.Decimal("0.01"), decimals.ROUND_HALF_UP)
    return f"{number:f}"


def score(cell):
    """A total as it is published (G1): two decimals at most, a half upward.

    >>> score(88.335), score("90.50"), score(90), score(None)
    ('88.34', '90.50', '90', None)
    """
    if type(cell) is str and TOTAL.fullmatch(cell):
        return cell
    found = decimal(cell)
    if found is None or len(found.partition(".")[2]) <= 2:
        return found
    return f"{decimals.Decimal(found).quantize(decimals.Decimal('0.01'), decimals.ROUND_HALF_UP):f}"


def rounded(cell, value):
    """Whether a number was rounded as it was read.

    >>> rounded(92.35000000000001, "92.35"), rounded("92.50", "92.5"), rounded(90, "90")
    (True, False, False)
    """
    if cell == value:
        return False
    return decimals.Decimal(unicodedata.normalize("NFKC", text(cell)).rstrip("分")) != decimals.Decimal(value)


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
