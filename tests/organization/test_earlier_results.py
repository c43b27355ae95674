"""Results of earlier years are taken whole, by levels and years that can be, in as many queries for many as few."""

from odoo.addons.cadre_assessment.models.organization.many_people import together
from odoo.exceptions import AccessError

from tests.common import CadreCase
from tests.organization.files import problems, wizard, xlsx

HEADS = ("工号", "姓名", "年度", "考核依据", "等次", "得分", "结果来源")
ORIGIN = "云组发〔2025〕2号"
ANNUAL = "公务员年度考核"


class TestEarlierResults(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office_env = cls.env(user=cls.officer_user, context={"lang": "en_US"})

    def many(self, count, letter="E"):
        """``count`` people of the unit, as (number, name)."""
        values = [
            {
                "staff_number": f"{letter}{n:05d}",
                "name": f"甲{n}",
                "date_version": "2010-01-01",
                "department_id": self.unit.id,
            }
            for n in range(count)
        ]
        return [(one.staff_number, one.name) for one in together(self.env["hr.employee"]).create(values)]

    def send(self, *rows, **values):
        found = wizard(self.office_env, "results", xlsx(HEADS, *rows))
        found.write(values)
        found.action_import()
        return found

    def row(self, person, grade="称职", year=2020, regulation=ANNUAL):
        number, name = person
        return number, name, year, regulation, grade, 85.5, ORIGIN

    def results(self, letter="E"):
        return self.env["cadre.result"].search([("staff_number", "=like", f"{letter}%")], order="staff_number")

    def test_levels_of_the_law_by_all_their_names(self):
        """No regulation of that name is here: what the law calls its levels is known all the same."""
        words = ("优秀", "称职", "合格", "基本 称职", "基本合格", "不称职", "不合格", "不定等次", "未定等次")
        people = self.many(len(words))
        found = self.send(*[self.row(who, word) for who, word in zip(people, words, strict=True)])
        self.assertEqual(found.state, "done", problems(found))
        results = self.results()
        self.assertEqual(
            results.mapped("annual_grade"),
            ["outstanding", "able", "able", "basic", "basic", "unable", "unable", "undetermined", "undetermined"],
        )
        self.assertEqual(results[0].grade_code, "outstanding")
        self.assertEqual(results[-1].grade_code, "undetermined")

    def test_levels_of_a_regulation(self):
        """A grade by its own scale's name or alias; another regulation's grade is none of it."""
        scale = self.env["cadre.scale"].create(
            {
                "code": "OWN",
                "name": "四等",
                "grade_ids": [
                    (0, 0, {"code": "one", "name": "一等", "alias": "甲等、A"}),
                    (0, 0, {"code": "two", "name": "二等"}),
                ],
            }
        )
        regulation = self.env["cadre.regulation"].create({"name": "绩效考核办法", "code": "OWN", "issuer": "区委"})
        self.env["cadre.scheme"].create(
            {"name": "绩效", "code": "OWN", "regulation_id": regulation.id, "result_scale_id": scale.id}
        )
        first, second, third = self.many(3)
        found = self.send(
            self.row(first, "甲等", regulation="绩效考核办法"),
            self.row(second, "二等", regulation="绩效考核办法"),
            self.row(third, "优秀", regulation="绩效考核办法"),
        )
        self.assertEqual(found.state, "done", problems(found))
        self.assertEqual(self.results().mapped("grade_code"), ["one", "two", "outstanding"])
        found = self.send(self.row(first, "五等", 2019, "绩效考核办法"), self.row(second, "较好", 2019, "绩效考核办法"))
        self.assertEqual(set(problems(found)), {(2, "等次"), (3, "等次")})
        for word in ("五等", "绩效考核办法", "一等", "基本称职"):
            self.assertIn(word, problems(found)[2, "等次"])

    def test_a_wrong_level_in_row_9999(self):
        """Nothing is written, and the row, the value and the words that may stand there are named."""
        people = self.many(3)
        rows = [self.row(people[n % 3], year=1950 + n % 70, regulation=f"办法{n}") for n in range(10_000)]
        rows = [(*row[:4], "差" if n == 9_997 else "较好一些", *row[5:]) for n, row in enumerate(rows)]
        self.env["cadre.scale"].create(
            {"code": "X", "name": "X", "grade_ids": [(0, 0, {"code": "x", "name": "较好一些"})]}
        )
        found = self.send(*rows)
        self.assertEqual((found.state, found.problem_count), ("bad", 1))
        self.assertEqual(list(problems(found)), [(9_999, "等次")])
        self.assertIn("“差”", problems(found)[9_999, "等次"])
        self.assertIn("优秀、称职", problems(found)[9_999, "等次"])
        self.assertFalse(self.results())

    def test_years_that_cannot_be(self):
        this = self.env.cr.now().year
        (first, second, third) = self.many(3)
        person = self.env["hr.employee"].search([("staff_number", "=", first[0])])
        person.work_start = "2015-07-01"
        found = self.send(
            self.row(first, year=2014),
            self.row(first, year=2015),
            self.row(second, year=this),
            self.row(second, year=this - 1),
            self.row(third, year=1948),
        )
        said = problems(found)
        self.assertEqual(set(said), {(2, "年度"), (4, "年度"), (6, "年度")}, said)
        self.assertIn("2015", said[2, "年度"])
        self.assertIn("not over", said[4, "年度"])
        self.assertIn("1949", said[6, "年度"])
        self.assertFalse(self.results())

    def test_one_annual_grade_a_year(self):
        """Twice in the file, or once there and once in the archive; what speaks before the other is none."""
        first, second, third = self.many(3)
        found = self.send(
            self.row(first),
            self.row(first, "优秀"),
            self.row(second, "称职", regulation="机关年度考核"),
            self.row(second, "优秀"),
            self.row(third, regulation="量化考核"),
            self.row(third, "优秀"),
        )
        said = problems(found)
        self.assertEqual(set(said), {(3, "工号"), (5, "考核依据")}, said)
        for word in ("Row 4", second[1], "2020", "机关年度考核"):
            self.assertIn(word, said[5, "考核依据"])
        self.assertEqual(self.send(self.row(first)).state, "done")
        found = self.send(self.row(first, regulation="机关年度考核"))
        self.assertEqual(set(problems(found)), {(2, "考核依据")})
        self.assertIn(ANNUAL, problems(found)[2, "考核依据"])
        self.assertEqual(len(self.results()), 1)

    def queries(self, count, letter):
        rows = [self.row(who) for who in self.many(count, letter)]
        found = wizard(self.office_env, "results", xlsx(HEADS, *rows))
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.registry.clear_all_caches()
        before = self.env.cr.sql_log_count
        found.action_import()
        self.env.flush_all()
        count = self.env.cr.sql_log_count - before
        self.assertEqual((found.state, found.created_count), ("done", len(rows)), problems(found))
        return count

    def test_queries_do_not_grow(self):
        """As many for 1,000 rows as for 100, and each row in the archive's chain."""
        self.queries(2, "W")  # what is read once
        few = self.queries(100, "F")
        many = self.queries(1_000, "M")
        self.assertEqual(few, many)
        self.assertLess(many, 100)
        chain = self.env["cadre.archive.chain"].search([("company_id", "=", self.company.id)])
        self.assertFalse(chain._check())
        self.assertGreaterEqual(chain.length, 1_102)

    def test_the_row_that_is_refused_is_named(self):
        """What the rights refuse names its row, among others that are good; and nothing is written."""
        people = self.many(40)
        me = self.officer_user.sudo().employee_id or self.make_employee("经办", "E99999", self.unit, "科员")
        me.user_id = self.officer_user
        mine = (me.staff_number, me.name)
        rows = [self.row(who) for who in people]
        rows.insert(17, self.row(mine))
        found = self.send(*rows)
        self.assertEqual([row for row, _column in problems(found)], [19])
        self.assertIn("about yourself", problems(found)[19, ""])
        self.assertFalse(self.results())

    def test_another_office(self):
        """An office that works for one unit alone brings in nothing of people elsewhere, by file or by hand."""
        [here] = self.many(1)
        person = self.env["hr.employee"].search([("staff_number", "=", here[0])])
        clerk = self.env["res.users"].create(
            {
                "name": "外单位经办",
                "login": "clerk_elsewhere",
                "group_ids": [(6, 0, self.env.ref("cadre_assessment.group_cadre_officer").ids)],
            }
        )
        Result = self.env["cadre.result"].with_user(clerk)
        values = {
            "employee_id": person.id, "year": 2020, "regulation": ANNUAL, "grade_code": "competent",
            "grade_name": "称职", "origin_note": ORIGIN,
        }  # fmt: skip
        for bring in (Result.create, Result._bring_in):
            with self.subTest(bring.__name__), self.assertRaises(AccessError), self.env.cr.savepoint():
                bring([dict(values)])
        self.assertFalse(self.results())
