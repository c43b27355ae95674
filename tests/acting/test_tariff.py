"""Each line of the tariffs by itself: who gets its points, on what it rests, and what limits them."""

from odoo.exceptions import UserError
from odoo.tests import TransactionCase

from tests.acting.registry import acts
from tests.assessment.schemes import SchemeYear
from tests.assessment.test_examples_s2a import CityYear

POINTS = {
    "praise_province": 12, "praise_department": 3, "unused_leave": 1, "activity": 1, "criticism_province": -12,
    "criticism_prefecture": -8,
}  # fmt: skip


def limited(code, limit, sign):
    """A limit on all bonuses or deductions of a scheme, where its regulation sets none."""

    def values(scheme):
        lines = scheme.adjustment_ids.filtered(lambda one: one.sign == sign and not one.fact_only)
        return [(0, 0, {"code": code, "name": "上限", "limit": limit, "adjustment_ids": [(6, 0, lines.ids)]})]

    return values


class TestTariffS1(SchemeYear, TransactionCase):
    """住建局: a section of six under its leader; everybody's months are 50 points."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.section = cls.department("城建股", is_unit=False, parent_id=cls.unit.id)
        cls.staff = cls.env["hr.employee"].concat(
            *(
                cls.make_employee(f"干部{n}", f"T-{n}", cls.section, leader_in_charge_id=cls.other_leader.id)
                for n in range(len(POINTS))
            )
        )
        cls.other_leader.led_department_ids = cls.section
        cls.start("s1")
        for employee in cls.cycle.assessment_ids.filtered("assessed").employee_id:
            cls.give_months(employee, [50])

    def totals(self, people):
        self.compute()
        return [self.of(one).total for one in people]

    @acts("S1-31", "scheme_s1_adjustment_praise_province", points=0)
    @acts("S1-34", "scheme_s1_adjustment_praise_department", points=0)
    @acts("S1-36", "scheme_s1_adjustment_praise_province", booking="month")
    @acts("S1-39", "scheme_s1_adjustment_unused_leave", points=0)
    @acts("S1-40", "scheme_s1_adjustment_activity", points=0)
    @acts("S1-42", "scheme_s1_adjustment_criticism_province", points=0)
    @acts("S1-43", "scheme_s1_adjustment_criticism_prefecture", points=0)
    def test_each_line(self):
        """S1-31 … S1-43: each counts once, in the year, for the one it is about."""
        for employee, code in zip(self.staff, POINTS, strict=True):
            self.book(code, [employee])
        self.assertEqual(self.totals(self.staff), [50 + points for points in POINTS.values()])

    @acts("S1-38", "scheme_s1_adjustment_praise_department", recipients_collective="section")
    def test_praise_of_a_section(self):
        """S1-38: everybody of the section and the leader in charge of it, full points each."""
        self.book("praise_department", sections=[self.section])
        self.assertEqual(self.totals(self.staff | self.other_leader), [53] * 7)

    @acts("S1-50", "scheme_s1", cap_ids=limited("deductions", -30, "deduction"))
    def test_deductions_without_limit(self):
        """S1-50: five criticisms cost all their 60 points, and the year ends below nothing."""
        for _time in range(5):
            self.book("criticism_province", [self.staff[0]])
        self.assertEqual(self.totals(self.staff[0]), [-10])

    @acts("S1-35", "scheme_s1_adjustment_praise_department", needs_document=False)
    @acts("S1-42", "scheme_s1_adjustment_criticism_province", needs_fault=False)
    def test_on_what_it_rests(self):
        """S1-35, S1-42: an official document; of a criticism, one's own fault."""
        about = {
            "cycle_id": self.cycle.id,
            "date": "2025-06-10",
            "target": "individual",
            "employee_ids": self.person.ids,
        }
        document = {
            "document_number": "云办〔2025〕7号",
            "document_date": "2025-06-10",
            "issuer": "云岭县人民政府办公室",
        }
        for code, values, word in (
            ("praise_department", {}, "Document Number"),
            ("criticism_province", document, "fault"),
        ):
            event = self.env["cadre.ledger.event"].with_user(self.officer_user)
            event = event.create({**about, **values, "adjustment_id": self.tariff(code).id, "title": code})
            with self.assertRaisesRegex(UserError, word), self.cr.savepoint():
                event.action_confirm()


class TestTariffS2(CityYear, TransactionCase):
    @acts("S2A-23", "scheme_s2a_unit", cap_ids=limited("bonuses", 15, "bonus"))
    @acts("S2A-23", "scheme_s2a_unit", cap_ids=limited("deductions", -5, "deduction"))
    @acts("S2A-28", "self.units", comparison_group_id=False)
    def test_departments(self):
        """S2A-23, S2A-28: nothing is capped, neither way; ranks are those of one's own group."""
        self.start("s2a_unit", self.city)
        for unit, business in zip(self.units, (60, 50, 40), strict=True):
            self.give_unit(unit, business)
        for project in "PQ":
            self.book("party_nation", units=[self.units[1]], project_key=project)
        for _time in range(2):
            self.book("criticism", units=[self.units[2]])
        self.compute()
        self.assertEqual([self.of(unit).total for unit in self.units], [87.1, 97.1, 57.1])
        self.assertEqual([self.of(unit).rank for unit in self.units], [1, 1, 2])

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.units = cls.departments(1, "society", "委") | cls.departments(2, "economy", "局")
        cls.bureau = cls.department("测试审计局")
        cls.sections = cls.env["hr.department"].concat(
            *(
                cls.headed(f"{name}科", "section", name, "audit", parent_id=cls.bureau.id)
                for name in ("财政", "金融", "企业")
            )
        )

    @acts("S2B-01", "self.leading_body.member_ids", date_to="2020-01-01")
    @acts("S2B-06", "scheme_s2b_adjustment_over_plan", has_range=False, points=0)
    @acts("S2B-11", "scheme_s2b_adjustment_assistance", has_range=False, points=0)
    @acts("S2B-11", "scheme_s2b_adjustment_major_project", has_range=False, points=0)
    def test_at_discretion(self):
        """S2B-06, S2B-11: what is over the plan, helps others or is outstanding earns what the office sets."""
        self.start("s2b", self.bureau)
        for section, code in zip(self.sections, ("over_plan", "assistance", "major_project"), strict=True):
            event = self.env["cadre.ledger.event"].with_user(self.officer_user).create(
                {
                    "cycle_id": self.cycle.id, "adjustment_id": self.tariff(code).id, "title": code, "points": 4,
                    "date": "2025-06-10", "document_date": "2025-06-10", "document_number": "云审〔2025〕7号",
                    "issuer": "局办公室", "target": "collective", "unit_ids": section.ids,
                }
            )  # fmt: skip
            event.action_confirm()
            self.give_score(section, "quality", 100, label="项目")
        self.compute()
        self.assertEqual([sum(self.of(one).line_ids.filtered(lambda line: line.kind == "posting").mapped("points"))
                          for one in self.sections], [4, 4, 4])  # fmt: skip
