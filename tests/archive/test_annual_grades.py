"""Annual grades of the years: one word whatever the regulation calls it, gaps that stay gaps (W6, A2-8, A4-8)."""

from datetime import date

from odoo.addons.cadre_assessment.engine import Criterion
from odoo.addons.cadre_assessment.engine.criteria import explain
from odoo.addons.cadre_assessment.engine.known import AtLeast, Word
from odoo.addons.cadre_assessment.models.clock import today_of
from odoo.addons.cadre_assessment.models.organization.person_facts import facts_of
from odoo.exceptions import UserError

from tests.common import CadreCase
from tests.organization.test_person_facts import FactsCase

ON = date(2012, 12, 13)
CIVIL = "公务员年度考核"
EXCELLENT, COMPETENT = Word("outstanding", 4), Word("able", 3)
GRADES = Criterion(
    "any",
    children=(
        Criterion("fact", "annual_grades", "=", EXCELLENT, window=2),
        Criterion("fact", "annual_grades", ">=", COMPETENT, window=3),
    ),
)
"""连续2年优秀或连续3年称职以上 (S4-P2-06)."""
TENURE = Criterion("fact", "rank_months@section_deputy", ">=", 36)
STAFFED = Criterion("fact", "staffing", "=", "administrative")


class AnnualCase(FactsCase):
    def archive(self, person, year, grade, regulation=CIVIL, **values):
        return self.env["cadre.result"].create(
            {
                "employee_id": person.id,
                "name": person.name,
                "year": year,
                "regulation": regulation,
                "grade_name": grade,
                "grade_code": {"优秀": "excellent", "不定等次": "undetermined"}.get(grade, "x"),
                "origin_note": "测试",
                **values,
            }
        )

    def years(self, person, on=ON):
        return facts_of(self.env, person, ["annual_grades"], on)[person.id].get("annual_grades")


class TestAnnualGrades(AnnualCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.man_ = cls.make_employee("年度甲", "Y001", work_start="2009-07-01")

    def test_one_word_for_one_level(self):
        for year, grade in ((2009, "不定等次"), (2010, "合格"), (2011, "基本 称职")):
            self.archive(self.man_, year, grade, "事业单位工作人员年度考核")
        self.assertEqual(self.years(self.man_), ("undetermined", "able", "basic"))
        asked = [("annual_grade", "=", "able"), ("employee_id", "=", self.man_.id)]
        self.assertEqual(self.env["cadre.result"].search_count(asked), 1)

    def test_years_without_a_grade(self):
        """A year that nobody entered, or with a word that is no annual grade, is a gap; the year itself is not over."""
        self.archive(self.man_, 2009, "优秀")
        self.archive(self.man_, 2010, "较好")
        self.archive(self.man_, 2012, "优秀")
        self.archive(self.other, 2011, "称职")
        self.assertEqual(self.years(self.man_), ("outstanding", None, None))
        self.assertIsNone(self.years(self.person))

    def test_the_last_year_that_was_assessed(self):
        """In February nobody has the grade of the year before yet: the one before that is the last."""
        self.archive(self.man_, 2010, "优秀")
        self.archive(self.man_, 2011, "优秀")
        self.assertEqual(self.years(self.man_, on=date(2013, 2, 1)), (None, "outstanding", "outstanding"))
        self.archive(self.other, 2012, "称职")
        self.assertEqual(self.years(self.man_, on=date(2013, 2, 1)), (None, "outstanding", "outstanding", None))
        self.assertEqual(len(self.years(self.man_, on=date(2015, 2, 1))), 6)

    def test_nominees_are_those_of_the_top_grade(self):
        """S0-37 as a condition that a selection asks: the last annual grade, into which the result was converted."""
        asks = Criterion("fact", "annual_grades", "=", EXCELLENT, window=1)
        for grade, holds in (("优秀", True), ("称职", False), (None, None)):
            person = self.make_employee(f"提名{grade}", f"YN{holds}", work_start="2009-07-01")
            if grade:
                self.archive(person, 2010, "优秀", self.scheme.regulation_id.name, annual_grade_name="优秀")
                self.archive(person, 2011, grade, self.scheme.regulation_id.name, annual_grade_name=grade)
            facts = facts_of(self.env, person, ["annual_grades"], ON)[person.id]
            with self.subTest(grade):
                self.assertEqual(explain(asks, facts).holds, holds)

    def test_versions_and_regulations(self):
        self.archive(self.man_, 2011, "称职")
        self.archive(self.man_, 2011, "优秀", version=2)
        self.archive(self.man_, 2011, "称职", "量化考核")
        self.assertEqual(self.years(self.man_)[-1], "outstanding", "the annual assessment, as it was put right")
        self.archive(self.man_, 2011, "良好", "履职尽责考核", annual_grade_name="称职")
        self.assertEqual(self.years(self.man_)[-1], "able", "converted into the annual grade")
        self.archive(self.man_, 2010, "称职", "量化考核")
        self.archive(self.man_, 2010, "优秀", "履职考核")
        self.assertIsNone(self.years(self.man_)[-2], "two that disagree")

    def test_a_beginning_of_work_that_nobody_knows(self):
        self.archive(self.person, 2011, "优秀")
        self.assertEqual(self.years(self.person), (None,) * 9 + ("outstanding",))

    def test_units_have_none(self):
        unit = self.env["cadre.result"].create(
            {
                "subject_unit_id": self.unit.id,
                "name": self.unit.name,
                "year": 2011,
                "regulation": CIVIL,
                "grade_name": "优秀",
                "grade_code": "excellent",
                "origin_note": "测试",
            }
        )
        self.assertFalse(unit.annual_grade)


class TestExampleP2(AnnualCase):
    """S4-E1: who may be recommended for 主任科员 on 2012-12-13, person by person, and why not."""

    def asked(self, since, grades, staffing="administrative"):
        word = self.category("staffing", staffing)
        number = f"{since}{''.join(str(grade) for grade in grades)}{staffing}"
        man = self.man(
            number, [("2012-01-01", {"rank": "section_deputy", "rank_since": since, "staffing_id": word.id})]
        )
        man.work_start = "2009-01-01"
        for year, grade in zip(range(2012 - len(grades), 2012), grades, strict=True):
            if grade:
                self.archive(man, year, grade)
        tree = Criterion("all", children=(TENURE, GRADES, STAFFED))
        facts = facts_of(self.env, man, ["rank_months@section_deputy", "annual_grades", "staffing"], ON)[man.id]
        found = explain(tree, facts)
        return found.holds, [part.holds for part in found.parts]

    def test_each(self):
        fine = ("称职", "称职", "称职")
        for since, grades, staffing, holds, parts in (
            ("2009-12-10", ("基本称职", "优秀", "优秀"), "administrative", True, [True, True, True]),
            ("2008-01-05", fine, "administrative", True, [True, True, True]),
            ("2009-01-10", ("不定等次", "优秀", "称职"), "administrative", False, [True, False, True]),
            ("2009-12-20", ("优秀", "优秀"), "administrative", False, [False, True, True]),
            ("2008-05-01", ("优秀", "优秀"), "institution", False, [True, True, False]),
            ("2008-05-02", ("优秀", None, "优秀"), "administrative", None, [True, None, True]),
            ("2008-05-03", ("优秀", None, "基本称职"), "administrative", False, [True, False, True]),
            ("2008-05-04", (), "administrative", None, [True, None, True]),
        ):
            with self.subTest(since=since, grades=grades):
                self.assertEqual(self.asked(since, grades, staffing), (holds, parts))

    def test_a_post_without_a_beginning(self):
        man = self.man("nobody", [("2011-01-01", {"rank": "section_deputy"})])
        known = facts_of(self.env, man, ["rank_months@section_deputy"], ON)[man.id]
        self.assertEqual(explain(TENURE, known)[:1] + explain(TENURE, known)[2:3], (None, AtLeast(23)))


class TestNotOver(CadreCase):
    def test_a_year_that_is_not_over(self):
        """Nobody brings in a result of this year or of one to come, by whatever way: file, form or RPC."""
        this_year = today_of(self.company).year
        values = {
            "employee_id": self.person.id, "regulation": "公务员年度考核", "grade_code": "able", "grade_name": "称职",
            "origin_note": "档案",
        }  # fmt: skip
        results = self.env["cadre.result"].with_user(self.officer_user)
        for year in (this_year, this_year + 1, 2099):
            with self.subTest(year), self.assertRaisesRegex(UserError, "is not over"):
                results.create({**values, "year": year})
        self.assertTrue(results.create({**values, "year": this_year - 1}))
