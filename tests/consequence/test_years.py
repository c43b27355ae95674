"""Rules over years read the annual grade, whatever regulation it came from, and name every result behind. (O-09)"""

from odoo.exceptions import AccessError, UserError, ValidationError

from tests.consequence.test_consequences_s2a import FollowCase


class YearsCase(FollowCase):
    """The staff of the second regulation with one rule of the test's own; the scheme is in use."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.staff.scheme_id.sudo()

    def rule(self, action="talk", **criterion):
        """A rule of the scheme: ``fact`` and what it is compared with; as superuser, for the scheme is in use."""
        values = {"kind": "fact", "operator": "=", **criterion}
        made = self.env["cadre.criterion"].sudo().create(values)
        return (
            self.env["cadre.scheme.consequence"]
            .sudo()
            .create({"scheme_id": self.scheme.id, "name": "本单位规则", "action": action, "criterion_id": made.id})
        )

    def earlier(self, year, name, regulation=None, **values):
        """A result of an earlier year of this or another regulation, as the office brings it in."""
        values = {"grade_name": name, "grade_code": "x", "employee_id": self.person.id, **values}
        if regulation:
            values["regulation"] = regulation
        return self.history(self.staff, year, **values)

    def hit(self, grade, rule, **values):
        """What the rule proposes once this year is archived with ``grade``."""
        self.subject(self.staff, 80, grade, employee_id=self.person.id, **values)
        self.follow(self.staff)
        return self.staff.consequence_ids.filtered(lambda one: one.rule_id == rule)


class TestAnnualGrade(YearsCase):
    OTHER = "公务员年度考核办法"

    def test_another_regulation_counts(self):
        """Two years 不称职, one of them under another regulation: the annual grade is one."""
        rule = self.rule(fact="grades", has_window=True, window=2, value="incompetent")
        before = self.earlier(2024, "不称职", self.OTHER)
        found = self.hit("incompetent", rule)
        self.assertEqual(found.result_ids - found.result_id, before)

    def test_under_this_regulation(self):
        """Unless the rule says so: then only its own years speak."""
        rule = self.rule(fact="own_grades", has_window=True, window=2, value="incompetent")
        self.earlier(2024, "不称职", self.OTHER)
        self.assertFalse(self.hit("incompetent", rule))

    def test_brought_in_before_the_scheme(self):
        """A year that came while no scheme said its codes has the law's: it is the same level in this scheme's own."""
        rule = self.rule(fact="own_grades", has_window=True, window=2, value="incompetent")
        self.earlier(2024, "不称职", grade_code="unable")
        self.assertTrue(self.hit("incompetent", rule))

    def test_the_annual_one_wins(self):
        """Where this regulation said otherwise than the annual assessment, that one is the year's grade."""
        rule = self.rule(fact="grades", has_window=True, window=2, value="incompetent")
        self.earlier(2024, "不称职")
        self.earlier(2024, "称职", self.OTHER)
        self.assertFalse(self.hit("incompetent", rule))

    def test_named_in_its_own_words(self):
        """合格 elsewhere is 称职 here."""
        rule = self.rule(fact="grades", has_window=True, window=2, value="competent")
        self.earlier(2024, "合格", self.OTHER)
        self.assertTrue(self.hit("competent", rule))

    def test_at_least_so_many(self):
        """At least 2 of the last 3: a gap between them does not matter."""
        rule = self.rule(fact="grades", has_window=True, window=3, times=2, value="incompetent")
        self.earlier(2023, "不称职")
        self.earlier(2024, "称职")
        self.assertEqual(sorted(self.hit("incompetent", rule).result_ids.mapped("year")), [2023, 2025])

    def test_second_time(self):
        """Exactly the second time, however long ago the first one was (S4-P8-13: talk, then training)."""
        first = self.rule(fact="grades", has_window=True, times=1, counted="nth", value="incompetent")
        second = self.rule("training", fact="grades", has_window=True, times=2, counted="nth", value="incompetent")
        self.earlier(2020, "不称职")
        self.earlier(2024, "称职")
        self.subject(self.staff, 80, "incompetent", employee_id=self.person.id)
        self.follow(self.staff)
        found = self.staff.consequence_ids.rule_id
        self.assertEqual((first in found, second in found), (False, True))

    def test_three_running(self):
        """O-09: every three years running 优秀; the fourth is no third time again."""
        rule = self.rule("award", fact="grades", has_window=True, times=3, counted="run", value="excellent")
        for year in (2023, 2024):
            self.earlier(year, "优秀")
        found = self.hit("excellent", rule)
        self.assertEqual(sorted(found.result_ids.mapped("year")), [2023, 2024, 2025])

    def test_four_running(self):
        rule = self.rule("award", fact="grades", has_window=True, times=3, counted="run", value="excellent")
        for year in (2022, 2023, 2024):
            self.earlier(year, "优秀")
        self.assertFalse(self.hit("excellent", rule))

    def test_place(self):
        """The last one of the ranking (S4-P8-15), and the first two."""
        last = self.rule(fact="place_last", operator="<=", value="1")
        first = self.rule("award", fact="place", operator="<=", value="2")
        self.subject(self.staff, 90, "competent", employee_id=self.other.id, rank=1)
        found = self.hit("competent", last, rank=2)
        self.assertEqual(found.employee_id, self.person)
        hits = self.staff.consequence_ids.filtered(lambda one: one.rule_id == first)
        self.assertEqual(hits.employee_id, self.person | self.other)


class TestSwitch(YearsCase):
    """The office's own choice, also on a scheme that is in use."""

    def test_on_a_scheme_in_use(self):
        rule = self.scheme.consequence_ids.filtered(lambda one: one.action == "pool_entry")[:1]
        rule.sudo().scheme_id.company_id = self.company
        mine = rule.with_user(self.officer_user)
        self.assertTrue(self.scheme.frozen)
        with self.assertRaisesRegex(UserError, "stay as they are"):
            mine.action = "talk"
        with self.assertRaises(UserError):
            mine.write({"off": True, "hard": False})
        mine.write({"off": True})
        self.assertIn("switched off", self.scheme.message_ids[:1].body)
        self.subject(self.staff, 95, "excellent", employee_id=self.person.id)
        self.assertNotIn("pool_entry", self.follow(self.staff))
        with self.assertRaises(AccessError):
            rule.with_user(self.person_user).off = False

    def test_first_year(self):
        rule = self.rule(fact="grade", value="competent")
        rule.first_year = 2026
        self.assertFalse(self.hit("competent", rule))

    def test_first_year_reached(self):
        rule = self.rule(fact="grade", value="competent")
        rule.first_year = 2025
        self.assertTrue(self.hit("competent", rule))

    def test_a_conversion(self):
        """Switched off, or before its first year, it makes no annual grade; in use it does."""
        rule = self.rule("convert", fact="grade", value="competent")
        for off, first, annual in ((True, 0, False), (False, 2026, False), (False, 2025, "称职")):
            with self.subTest(off=off, first=first), self.env.cr.savepoint(flush=True) as put:
                rule.write({"off": off, "first_year": first})
                found = self.hit("competent", rule)
                self.assertEqual((self.staff.result_ids.annual_grade_name, bool(found)), (annual, bool(annual)))
                put.rollback()
            self.env.invalidate_all()

    def test_nobody_is_dismissed_by_one(self):
        """A rule cannot say that one member's click is enough."""
        for action in ("dismissal", "post_adjustment"):
            with self.subTest(action), self.assertRaisesRegex(ValidationError, "one person"), self.cr.savepoint():
                self.rule(action, fact="grade", value="competent").approval = "member"


class TestPreview(YearsCase):
    """Whom the rule would have hit; nothing is written."""

    def preview(self, rule, **values):
        wizard = self.env["cadre.consequence.preview"].with_user(self.officer_user)
        wizard = wizard.create({"rule_id": rule.id, **values})
        wizard.action_look()
        return wizard

    def test_every_archived_year(self):
        rule = self.rule(fact="grades", has_window=True, window=2, value="incompetent")
        rule.off = True
        self.earlier(2023, "不称职")
        self.earlier(2024, "不称职")
        self.subject(self.staff, 50, "incompetent", employee_id=self.person.id)
        self.follow(self.staff)
        self.assertFalse(self.staff.consequence_ids.filtered(lambda one: one.rule_id == rule))
        before = self.env["cadre.consequence"].search_count([])
        wizard = self.preview(rule)
        self.assertEqual(wizard.line_ids.mapped("year"), [2024, 2025])
        self.assertEqual(wizard.line_ids[-1:].behind, "2024 不称职, 2025 " + self.staff.result_ids.grade_name)
        self.assertEqual(self.preview(rule, year_from=2025).count, 1)
        self.assertEqual(self.env["cadre.consequence"].search_count([]), before)

    def test_a_year_nobody_archived(self):
        rule = self.rule(fact="grade", value="competent")
        with self.assertRaisesRegex(UserError, "Nobody has archived"):
            self.preview(rule)
        self.earlier(2024, "称职")
        with self.assertRaisesRegex(UserError, "2021, 2022, 2023"):
            self.preview(rule, year_from=2021, year_to=2024)

    def test_a_grade_the_scale_lacks(self):
        rule = self.rule(fact="grade", value="wonderful")
        self.earlier(2024, "称职")
        with self.assertRaisesRegex(UserError, "no such code: wonderful"):
            self.preview(rule)

    def test_no_case_is_found_out(self):
        rule = self.rule(fact="open_case", value="yes")
        self.earlier(2024, "称职")
        with self.assertRaisesRegex(UserError, "discipline body"):
            self.preview(rule)

    def test_what_a_file_does_not_know(self):
        rule = self.rule(fact="events", has_window=True, times=1, value="serious")
        self.earlier(2024, "称职")
        wizard = self.preview(rule)
        self.assertFalse(wizard.line_ids)
        self.assertIn("2024 was brought in by a file", wizard.said)

    def test_only_what_the_reader_may_read(self):
        """Another office's people are not shown."""
        rule = self.rule(fact="grade", value="incompetent")
        self.earlier(2024, "不称职", grade_code="incompetent")
        self.person.sudo().department_id = self.other_unit
        with self.assertRaisesRegex(UserError, "Nobody has archived"):
            self.preview(rule)

    def test_who(self):
        rule = self.rule(fact="grade", value="competent")
        with self.assertRaises(AccessError):
            self.env["cadre.consequence.preview"].with_user(self.person_user).create({"rule_id": rule.id})
