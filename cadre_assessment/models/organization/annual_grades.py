"""The grades of the annual assessment in an order, whatever a regulation calls them (称职 = 合格)."""

GRADES = [
    ("outstanding", "Excellent"),
    ("able", "Competent"),
    ("basic", "Basically Competent"),
    ("unable", "Incompetent"),
    ("undetermined", "Not Determined"),
]
"""The levels of the law. Codes of their own: those of a scheme's grades are the scheme's."""
PLACES = {"unable": 1, "basic": 2, "able": 3, "outstanding": 4, "undetermined": None}
"""不定等次 stands beside the order: it is neither above nor below a grade, and breaks a row of years (A4-8)."""
ANNUAL = "年度考核"
"""In the name of a regulation: its grade is the annual one, should another regulation of the year say otherwise."""
_NAMES = {
    "优秀": "outstanding",
    "称职": "able",
    "合格": "able",
    "基本称职": "basic",
    "基本合格": "basic",
    "不称职": "unable",
    "不合格": "unable",
    "不定等次": "undetermined",
    "暂不定等次": "undetermined",
    "未定等次": "undetermined",
    "不确定等次": "undetermined",
    "未确定等次": "undetermined",
}


WORDS = ("优秀", "称职", "基本称职", "不称职", "不定等次")
"""What is written for each level."""


def annual_grade(name, code=None):
    """The code of :data:`GRADES` that a grade of this name is, or False; ``code``: that of a result without a grade.

    >>> [annual_grade(name) for name in ("合格", "称职 ", "较好", False)]
    ['able', 'able', False, False]
    >>> annual_grade("良好", "good"), annual_grade("No grade for now", "undetermined")
    (False, 'undetermined')
    """
    return _NAMES.get("".join((name or "").split())) or (code == "undetermined" and code)


def of_year(found):
    """The grade of one person's year, of (grade, converted, regulation) of each regulation; ``None``: not known.

    A result that was converted into the annual grade speaks first (S0-35), then a regulation of the annual assessment;
    where two that speak alike disagree, somebody has to look.

    >>> of_year([("outstanding", False, "量化考核"), ("able", False, "公务员年度考核")])
    'able'
    >>> of_year([("outstanding", True, "履职尽责考核"), ("able", False, "公务员年度考核")])
    'outstanding'
    >>> of_year([("outstanding", False, "量化考核"), ("basic", False, "履职尽责考核")])
    """
    ranked = [(rank_of(converted, regulation), grade) for grade, converted, regulation in found]
    first = min(rank for rank, _grade in ranked)
    grades = {grade for rank, grade in ranked if rank == first}
    return grades.pop() if len(grades) == 1 else None


def rank_of(converted, regulation):
    """Who speaks first of the results of a year: what was converted, then a regulation of the annual assessment.

    >>> rank_of(True, "履职尽责考核"), rank_of(False, "公务员年度考核"), rank_of(False, "量化考核")
    (0, 1, 2)
    """
    return 0 if converted else 1 if ANNUAL in regulation else 2
