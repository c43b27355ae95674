"""The performance assessment of a district in the engine: four grades by ratio in each group, weights by year."""

from fractions import Fraction

from cadre_assessment.engine import Component, Grade, Input, Quota, Scale, Scheme, Subject, evaluate
from cadre_assessment.engine.weights import weight_in

GRADES = tuple(Grade(code, code, order, top=not order) for order, code in enumerate(("one", "two", "three", "four")))
RATIOS = (("one", Fraction(1, 5), "floor"), ("two", Fraction(3, 5), "ceil"), ("three", Fraction(3, 20), "ceil"))


def proposed(*groups):
    """Grades of the groups' members, the best first; ``groups``: how many are in each."""
    quotas = tuple(Quota(code, code, code, code, ratio, rounding=way) for code, ratio, way in RATIOS)
    scheme = Scheme(
        "x", (Component("c", "c", "c", "raw_100", Fraction(100)),), Scale("s", GRADES), "four", quotas=quotas
    )
    subjects = [
        Subject((group, n), group=group, inputs=(Input("c", n, value=Fraction(99 - n)),), pools=dict.fromkeys(
            ("one", "two", "three"), group))
        for group, size in enumerate(groups)
        for n in range(size)
    ]  # fmt: skip
    found = {}
    for verdict in evaluate(scheme, subjects).verdicts:
        found.setdefault(verdict.subject[0], []).append(verdict.proposed)
    return [[found[group].count(grade.key) for grade in GRADES] for group in range(len(groups))]


def test_four_grades_by_ratio_in_each_group():
    """S4-P8-02, S4-P8-03: each group for itself; a fraction of a middle place counts whole, the rest is fourth."""
    assert proposed(20, 10, 5) == [[4, 12, 3, 1], [2, 6, 2, 0], [1, 3, 1, 0]]


def test_weight_by_year():
    """S4-P6-02: 15 of 100 points, one more each year from 2027 to 2031; what gives way loses as much."""
    rising = [weight_in(year, Fraction(15), 2027, Fraction(1), 2031) for year in range(2025, 2035)]
    falling = [weight_in(year, Fraction(15), 2027, Fraction(-1), 2031) for year in range(2025, 2035)]
    assert rising == [15, 15, 16, 17, 18, 19, 20, 20, 20, 20]
    assert {a + b for a, b in zip(rising, falling, strict=True)} == {30}
