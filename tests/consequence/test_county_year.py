"""Everything follows in the sample county that its year calls for, by person, rule and the results behind it.

The year of every shipped regulation, the performance assessment of S4-P8 among them, is closed for people and units of
the county; their earlier years are on file (``data/earlier``), taken by the import and the form an office has. The
cases are those of ``test_every_rule``: at least one of each rule and so of each kind.
"""

import csv
import pathlib

from tests.consequence import test_every_rule
from tests.consequence.test_every_rule import YEARS
from tests.organization.files import problems, wizard, xlsx
from tools.load_county import load

DATA = pathlib.Path(__file__).parents[2] / "data"
WHO = {
    "S0": ("emp_0208", "emp_0211", "emp_0212", "emp_0213"),  # 县直机关工委
    "S1": ("emp_0290", "emp_0291"),
    "S2A-UNIT": ("dept_city_01", "dept_city_02", "dept_city_03"),
    "S2A-DISTRICT": ("dept_district_1", "dept_district_2"),
    "S2A-COUNTY": ("emp_c063", "emp_c066", "emp_c069", "emp_c072"),
    "S2A-STAFF": ("emp_c045", "emp_c046", "emp_c047", "emp_c048"),
    "S2B": ("dept_audit_1", "dept_audit_2", "dept_audit_3", "dept_audit_4"),
    "S4P8-TEAM": ("dept_city_05", "dept_city_06"),
    "S4P8-HEAD": ("emp_c006", "emp_c008", "emp_c010", "emp_c014", "emp_c016"),
    "S4P8-DEPUTY": ("emp_c007", "emp_c009", "emp_c011", "emp_c015", "emp_c017", "emp_c019"),
    "S4P8-STAFF": ("emp_c042", "emp_c043", "emp_c044"),
}
"""Of whom the cases of each regulation are, in their order."""


def rows_of(name):
    with (DATA / "earlier" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


class TestCountyYear(test_every_rule.TestEveryRule):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        load(cls.env, DATA)
        cls.before = cls.env["cadre.result"].search([])
        heads, *people = rows_of("results.csv")
        office = cls.env(user=cls.manager_user, context={"lang": "zh_CN"})
        cls.file = wizard(office, "results", xlsx(heads, *people))
        cls.file.action_import()
        for number, name, year, regulation, total, origin in rows_of("units.csv")[1:]:
            unit = cls.env["hr.department"].search([("cadre_code", "=", number)])
            office["cadre.result"].create(
                {
                    "subject_unit_id": unit.id,
                    "name": name,
                    "year": int(year),
                    "regulation": regulation,
                    "grade_code": "scored",
                    "grade_name": "已考核",
                    "has_total": True,
                    "total": float(total),
                    "origin_note": origin,
                }
            )
        cls.whose = {code: iter(keys) for code, keys in WHO.items()}

    def test_the_file_is_taken_whole(self):
        self.assertEqual((self.file.state, problems(self.file)), ("done", {}))
        brought = self.env["cadre.result"].search([]) - self.before
        self.assertEqual(len(brought), len(rows_of("results.csv")) + len(rows_of("units.csv")) - 2)
        self.assertEqual(set(brought.mapped("origin")), {"imported"})

    def test_everybody_has_his_case(self):
        """As many people and units as cases, each in one regulation, and of every shipped one."""
        self.assertEqual(
            {code: len(keys) for code, keys in WHO.items()}, {code: len(one) for code, one in YEARS.items()}
        )
        everybody = [key for keys in WHO.values() for key in keys]
        self.assertEqual(len(set(everybody)), len(everybody))

    test_in_no_reserve = None  # of two people whom that test makes: each of the county has his case above

    def whom(self, cycle, name):
        """The next of the county of that regulation; a unit with its head."""
        who = self.env.ref(f"county.{next(self.whose[cycle.scheme_id.code])}")
        return who, None if who._name == "hr.employee" else who.manager_id or self.decider

    def say_years(self, cycle, subject, before):
        """They are on file; asked is whether they say what the case needs, and nothing else under that regulation."""
        domain = [(name, "=", value) for name, value in subject.items()]
        regulation = cycle.scheme_id.regulation_id.name
        known = self.env["cadre.result"].search([*domain, ("regulation", "=", regulation), ("cycle_id", "=", False)])
        said = {one.year: one.total if one.subject_unit_id else self.code_of(cycle, one.grade_name) for one in known}
        self.assertEqual(said, before, known.mapped("name"))

    def code_of(self, cycle, name):
        return cycle.scheme_id.result_scale_id.grade_ids.filtered(lambda one: one.name == name).code
