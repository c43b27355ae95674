"""The worked examples of 住建局 through Odoo, by the scheme's records alone (S1-E1 … S1-E8)."""

from odoo.tests import TransactionCase

from tests.acting.registry import acts
from tests.assessment.schemes import SchemeYear


class TestExamplesS1(SchemeYear, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.section = cls.department("城建股", is_unit=False, parent_id=cls.unit.id)
        cls.a, cls.b, cls.c, cls.d = (
            cls.make_employee(
                f"干部{letter}", f"S1-{letter}", cls.section, "科员", leader_in_charge_id=cls.other_leader.id
            )
            for letter in "ABCD"
        )
        cls.other_leader.led_department_ids = cls.section
        cls.start("s1")
        cls.crowd = cls.cycle.assessment_ids.employee_id - (cls.a | cls.b | cls.c | cls.d | cls.other_leader)

    def everybody_else(self, mark=60):
        for employee in self.crowd:
            self.give_months(employee, [mark])

    @acts("S1-49", "scheme_s1_adjustment_excess_leave", points=0)
    def test_e1_full_year_with_capped_bonus(self):
        """S1-E1: mean 96.08333 + min(34, 30) - 2 = 124.08, 优秀."""
        self.everybody_else()
        self.give_months(self.a, (96, 97, 95, 98, 94, 96, 95, 97, 96, 98, 95, 96))
        self.book("praise_province", [self.a])
        self.book("praise_county", [self.a])
        self.book("praise_county", [self.a])
        self.book("praise_department", [self.a])
        self.book("activity", [self.a], count=4)
        self.book("unused_leave", [self.a], count=5)
        self.book("excess_leave", [self.a], count=2)
        self.compute()
        a = self.of(self.a)
        self.assertEqual((a.total, a.proposed_grade_id.name), (124.08, "优秀"))
        self.assertAlmostEqual(sum(a.line_ids.mapped("points")), a.total, 2)
        cap = a.line_ids.filtered(lambda line: line.kind == "cap")
        self.assertEqual(cap.points, -4)

    def test_a_year_from_three_months(self):
        """A1-3: the mean is over the months there are; that these are 3 of 12 is said to the body, beside the grade."""
        self.everybody_else()
        joined = self.make_employee("九月到", "S1-J", self.section, "科员", since="2025-09-01",
                                    leader_in_charge_id=self.other_leader.id)  # fmt: skip
        self.cycle.with_user(self.officer_user).action_refresh()
        self.give_months(self.a, (90, 91, 92))
        self.give_months(joined, (92, 94, 93, 95), first=9)
        self.compute()
        a, whole = self.of(self.a), self.of(joined)
        self.assertEqual((a.total, a.flags.split()[0]), (91, "partial:months:3/12"))
        self.assertIn("3 of 12", a.with_user(self.decider_user).flag_text)
        self.assertEqual(whole.total, 93.5)
        self.assertNotIn("partial", whole.flags or "", "S1-E5: he owes four and has four")
        decision = self.env["cadre.decision"].with_user(self.officer_user).create(
            {"name": "会议", "cycle_id": self.cycle.id, "body_id": self.cycle.leading_body_id.id}
        )  # fmt: skip
        line = decision.line_ids.filtered(lambda one: one.assessment_id == a)
        self.assertIn("3 of 12", line.with_user(self.decider_user).flag_text)
        self.assertIn("months", decision.gap_ids.mapped("kind"), "and each kind of gap needs the body's reason")

    def test_e2_bands_on_the_published_score(self):
        """S1-E2: half-open bands over two decimals; 1139.95 / 12 is published as 95.00."""
        rows = (
            ((*[95] * 11, 94.95), 95.00, "优秀"),
            ((94.99, 94.99, 94.99, 94.99, 95.01), 94.99, "称职"),  # 94.994
            ((94.5,), 94.50, "称职"),
            ((80,), 80.00, "称职"),
            ((79.5,), 79.50, "基本称职"),
            ((70,), 70.00, "基本称职"),
            ((69.99,), 69.99, "不称职"),
            ((95,), 95.00, "优秀"),
        )
        people = [self.a, self.b, self.c, self.d, *self.crowd[:4]]
        for employee, (marks, _total, _grade) in zip(people, rows, strict=True):
            self.give_months(employee, marks)
        self.compute()
        for employee, (marks, total, grade) in zip(people, rows, strict=True):
            with self.subTest(marks=marks):
                found = self.of(employee)
                self.assertEqual(found.total, total)
                band = self.scheme.result_scale_id.grade_ids.filtered(
                    lambda one, total=total: not one.has_band or one.band_from <= total
                )[:1]
                self.assertEqual(band.name, grade)
                if grade != "优秀":  # who is 优秀 is a matter of seats as well
                    self.assertEqual(found.proposed_grade_id.name, grade)

    @acts("S1-33", "scheme_s1_adjustment_praise_county", points=0)
    @acts("S1-44", "scheme_s1_adjustment_criticism_county", points=0)
    @acts("S1-45", "scheme_s1_adjustment_criticism_department", points=0)
    @acts("S1-47", "scheme_s1_adjustment_criticism_county", recipients_collective="section")
    @acts("S1-46", "scheme_s1_adjustment_criticism_department", recipients_individual="self")
    @acts("S1-37", "scheme_s1_adjustment_praise_county", recipients_individual="self_leader")
    def test_e4_propagation(self):
        """S1-E4: a collective criticism, an individual one, an individual praise: A -3, B, C, D -5, the leader -8."""
        for employee in (self.a, self.b, self.c, self.d, self.other_leader):
            self.give_months(employee, [90])
        self.env["cadre.posting"].create(  # a person in two sections gets the collective event once
            {
                "employee_id": self.b.id,
                "kind": "concurrent",
                "host_unit_id": self.org_section.id,
                "date_from": "2025-01-01",
            }
        )
        self.book("criticism_county", sections=[self.section])
        self.book("criticism_department", [self.a])
        self.book("praise_county", [self.a])
        self.compute()
        totals = [self.of(one).total for one in (self.a, self.b, self.c, self.d, self.other_leader)]
        self.assertEqual(totals, [87, 85, 85, 85, 82])

    def test_e4_in_two_sections_once(self):
        """S1-E4: a collective event of both his sections reaches a person once."""
        self.give_months(self.b, [90])
        self.env["cadre.posting"].create(
            {
                "employee_id": self.b.id,
                "kind": "concurrent",
                "host_unit_id": self.org_section.id,
                "date_from": "2025-01-01",
            }
        )
        self.book("criticism_county", sections=[self.section, self.org_section])
        self.compute()
        self.assertEqual(self.of(self.b).total, 85)

    def test_e5_partial_year(self):
        """S1-E5: on post from September: the mean of four months, not a third of it."""
        self.give_months(self.a, (92, 94, 93, 95), first=9)
        self.compute()
        a = self.of(self.a)
        self.assertEqual((a.total, a.proposed_grade_id.name), (93.5, "称职"))

    @acts("S1-32", "scheme_s1_adjustment_praise_prefecture", points=0)
    def test_e8_cap_first_then_deductions(self):
        """S1-E8: 85 + min(40, 30) - 15 = 100."""
        self.give_months(self.a, [85])
        for _time in range(5):
            self.book("praise_prefecture", [self.a])
        for code in ("criticism_province", "criticism_department"):
            self.book(code, [self.a])
        self.compute()
        self.assertEqual(self.of(self.a).total, 100)

    def test_change_one_input_and_the_result_moves(self):
        """Every input stands in the trace: cancel an event, and its points are gone."""
        self.give_months(self.a, [85])
        event = self.book("praise_county", [self.a])
        self.compute()
        a = self.of(self.a)
        self.assertEqual(a.total, 90)
        self.assertEqual(a.line_ids.filtered(lambda line: line.kind == "posting").points, 5)
        event.with_user(self.officer_user)._take_with_reason("cancel", "文件撤销")
        self.compute()
        self.assertEqual(self.of(self.a).total, 85)
