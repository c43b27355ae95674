"""The four schemes of the municipal regulation are what it says. (S2A-01 … S2A-81, A2-1 … A2-11)"""

from odoo.tests import TransactionCase

from .carried import numbered, records_of, rules_of

KINDS = {"unit": "unit", "district": "district", "county": "person", "staff": "person"}


class TestSchemeS2A(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.schemes = {key: cls.env.ref(f"regulations.scheme_s2a_{key}") for key in KINDS}
        cls.units, cls.districts, cls.county, cls.staff = cls.schemes.values()

    def weights(self, scheme):
        return {component.code: component.weight for component in scheme.component_ids}

    def quota(self, scheme, code):
        return scheme.quota_ids.filtered(lambda quota: quota.code == code)

    def gate(self, scheme, code):
        return scheme.gate_ids.filtered(lambda gate: gate.code == code)

    def test_one_regulation_five_schemes(self):
        regulation = self.units.regulation_id
        city = self.env.ref("regulations.scheme_s2a_city")  # S2A-52: city leaders too
        self.assertEqual(regulation.scheme_ids, self.units | self.districts | self.county | self.staff | city)
        self.assertEqual((city.state, [problem.sentence for problem in city._check()]), ("active", []))
        for key, scheme in self.schemes.items():
            self.assertEqual((scheme.subject_kind, scheme.state), (KINDS[key], "active"))
            self.assertEqual([problem.sentence for problem in scheme._check() if problem.blocking], [])
        for scheme in (self.county, self.staff):  # O-04: ten days are fewer than the law gives for 不称职
            self.assertEqual(len(scheme._check()), 1, "worth a look: the days of a review")
        self.assertEqual(self.county.prerequisite_scheme_ids, self.units | self.districts)
        self.assertEqual(self.staff.prerequisite_scheme_ids, self.units | self.districts)

    def test_departments(self):
        """S2A-01, S2A-05, S2A-18: 70 + 30, and 10 / 10 / 5 / 5 inside the 30, each scored by its organ."""
        self.assertEqual(
            self.weights(self.units),
            {"business": 70, "public": 30, "party": 10, "integrity": 10, "civility": 5, "investment": 5},
        )
        parts = self.units.component_ids.filtered("from_letter")
        self.assertEqual(
            {part.code: part.maximum for part in parts},
            {"business": 70, "party": 10, "integrity": 10, "civility": 5, "investment": 5},
        )
        organs = {part.code: part.rater_text for part in parts}
        for code, organ in (
            ("party", "组织部"),
            ("integrity", "纪委"),
            ("civility", "宣传部"),
            ("investment", "招商局"),
        ):
            self.assertIn(organ, organs[code])

    def test_letter(self):
        """S2A-07, S2A-08: two copies, by 15 March. S2A-10, S2A-11: each half-year to five bodies, filed with two."""
        self.assertEqual(
            (self.units.plan_kind, self.units.letter_copies, self.units.plan_due_month, self.units.plan_due_day),
            ("letter", 2, 3, 15),
        )
        report = self.units.document_ids.filtered(lambda paper: paper.code == "half_report")
        purposes = report.recipient_ids.mapped("purpose")
        self.assertEqual((report.level, purposes.count("report"), purposes.count("filing")), ("half", 5, 2))

    def test_tariff(self):
        """S2A-20 … S2A-24, S2A-46: 4 / 6 / 8, 6 / 8 / 10, -5; no cap, one project counts once."""
        for scheme in (self.units, self.districts):
            points = {line.code: line._signed() for line in scheme.adjustment_ids if not line.fact_only}
            self.assertEqual(
                points,
                {
                    "line_city": 4, "line_province": 6, "line_nation": 8, "party_city": 6, "party_province": 8,
                    "party_nation": 10, "criticism": -5,
                },
            )  # fmt: skip
            self.assertFalse(scheme.cap_ids)
            bonuses = scheme.adjustment_ids.filtered(lambda line: line.sign == "bonus")
            self.assertTrue(all(bonuses.mapped("dedupe")) and all(bonuses.mapped("needs_document")))

    def test_advanced_collectives(self):
        """S2A-29: a tenth of each group; S2A-48: of the districts the first two; S2A-33: 10 000 and 100 000 yuan."""
        quota = self.quota(self.units, "advanced")
        self.assertEqual((quota.ratio, quota.pooled_by, quota.award_id.code), (0.1, "group", "advanced_collective"))
        self.assertEqual([quota._seats(base) for base in (8, 13, 24)], [0, 1, 2])
        quota = self.quota(self.districts, "advanced")
        self.assertEqual((quota.basis, quota.number, quota.pooled_by), ("number", 2, "cycle"))
        amounts = [
            scheme.consequence_ids.filtered(lambda one: one.action == "money").amount
            for scheme in (self.units, self.districts)
        ]
        self.assertEqual(amounts, [10000, 100000])

    def test_vetoes(self):
        """S2A-31, S2A-32: six fields and false reporting take the award; S2A-35: the head is not 优秀."""
        for scheme in (self.units, self.districts):
            self.assertEqual(len(scheme.veto_field_ids), 6)
            self.assertEqual(scheme.gate_ids.mapped("effect"), ["bar_top", "bar_top"])
        facts = self.gate(self.county, "vetoed_head").criterion_id.child_ids
        self.assertEqual(set(facts.mapped("fact")), {"unit_head", "unit_veto"})

    def test_districts(self):
        """S2A-38 … S2A-41: eleven economic and eight social targets are 70, four public ones 30 (A2-9)."""
        parts = self.districts.component_ids.grouped(lambda component: component.parent_id.code)
        self.assertEqual((len(parts["economic"]), len(parts["social"])), (11, 8))
        weights = self.weights(self.districts)
        self.assertEqual((weights["business"], weights["public"]), (70, 30))
        self.assertEqual([part.weight for part in parts["public"]], [10, 10, 5, 5])
        chain = sorted((one.tie_break, one.code) for one in self.districts.component_ids if one.tie_break)
        self.assertEqual(chain, [(1, "business"), (2, "economic")])  # A2-10

    def test_persons(self):
        """S2A-55, S2A-61, S2A-66, A2-6: 90 + 10 points of the letter are 70, the ballot 30."""
        for scheme in (self.county, self.staff):
            self.assertEqual(self.weights(scheme), {"completion": 70, "business": 63, "public": 7, "ballot": 30})
            maxima = {one.code: one.maximum for one in scheme.component_ids if one.from_letter}
            self.assertEqual(maxima, {"business": 90, "public": 10})
            grades = scheme.result_scale_id.grade_ids
            self.assertEqual(grades.mapped("name"), ["优秀", "称职", "基本称职", "不称职"])
            self.assertEqual(grades.mapped("alias"), [False, "合格", False, "不合格"])
            self.assertEqual((scheme.appeal_days, scheme.appeal_reply_days), (10, 10))
            self.assertEqual(
                (scheme.publicity_days, scheme.publicity_days_max, scheme.publicity_day_type), (5, 7, "calendar")
            )

    def test_seats_of_persons(self):
        """S2A-63, S2A-67: 15 % and 5 %; 15 % and 8 ‰. S2A-75: commended are only the excellent."""
        for scheme, ratio in ((self.county, 0.05), (self.staff, 0.008)):
            top, praise = self.quota(scheme, "annual_top"), self.quota(scheme, "praise")
            self.assertEqual((top.ratio, top.hard, praise.ratio, praise.hard), (0.15, True, ratio, True))
            self.assertEqual((praise.award_id.code, praise.among_grade_id), ("commended", top.grade_id))
        self.assertEqual([self.quota(self.staff, "praise")._seats(base) for base in (87, 125)], [0, 1])  # A2-1

    def test_gates_of_persons(self):
        """S2A-34, S2A-78: granted 优秀, and at most 基本称职."""
        for scheme in (self.county, self.staff):
            grant, ceiling = self.gate(scheme, "direct_excellent"), self.gate(scheme, "misconduct")
            self.assertEqual((grant.effect, grant.grade_id.code, grant.hard), ("forced_grade", "excellent", False))
            self.assertTrue(grant.beside_seats)  # A2-2
            self.assertEqual((ceiling.effect, ceiling.grade_id.code), ("max_grade", "basic"))

    def test_two_years(self):
        """S2A-36: twice below 60; S2A-80: twice 不称职."""
        low = self.env.ref("regulations.criterion_s2a_two_low_years")
        self.assertEqual((low.fact, low.operator, low.value, low.window), ("totals", "<", "60", 2))
        unfit = self.env.ref("regulations.criterion_s2a_two_unfit_years")
        self.assertEqual((unfit.fact, unfit.value, unfit.window), ("grades", "incompetent", 2))

    def test_every_rule_is_named_by_a_record(self):
        regulation = self.units.regulation_id
        self.assertEqual((numbered("S2A-", 81) | numbered("A2-", 11)) - rules_of(regulation), set())
        self.assertEqual([one for one in records_of(regulation) if not one.rule_ref], [])
