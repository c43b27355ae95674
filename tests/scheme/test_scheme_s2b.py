"""The sheet of 400 points is what the regulation of 审计局 says. (S2B-01 … S2B-34, A2B-1 … A2B-4)"""

from odoo.tests import TransactionCase

from .carried import numbered, records_of, rules_of

WEIGHTS = {
    "tasks": 100, "plan": 40, "revenue": 60, "quality": 120, "computing": 100, "handwritten": 20, "archive": 20,
    "ao_use": 30, "ao_cases": 30, "ao_expert": 0, "other": 80, **{f"other_{number}": 10 for number in range(1, 9)},
}  # fmt: skip
RATES = {
    "plan": {"planned": 0, "done": 0, "approved_change": 0, "missing": -2},
    "revenue": {"above": 3, "below": -3},
    "handwritten": {"written": -5},
    "ao_expert": {"expert": 50},
    "other_1": {
        "praised_province": 2, "praised_bureau": 1, "criticised_province": -2, "criticised_bureau": -1, "absent": -1,
        "discord": -2,
    },
    "other_3": {
        "bulletin": 5, "bureau_short": -1, "province_short": -2, "province_magazine": 2, "province_media": 5,
        "national_media": 10,
    },
    "other_4": {"integrity": 0, "no_card": -1},
    "other_5": {"untrained": -2, "uncertified": -2},
    "other_8": {"praised": 2},
}  # fmt: skip


class TestSchemeS2B(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.env.ref("regulations.scheme_s2b")
        cls.components = {component.code: component for component in cls.scheme.component_ids}

    def test_it_is_in_force_and_without_problems(self):
        """That county offices have 340 points is worth a look, no fault (A2B-2)."""
        self.assertEqual((self.scheme.state, self.scheme.subject_kind), ("active", "unit"))
        self.assertEqual([one.sentence for one in self.scheme._check() if one.blocking], [])

    def test_weights(self):
        """S2B-03: 400 = 100 + 120 + 100 + 80."""
        self.assertEqual({code: component.weight for code, component in self.components.items()}, WEIGHTS)
        self.assertEqual(self.scheme.full_score, 400)
        self.assertEqual(sum(one.weight for one in self.components.values() if not one.parent_id), 400)

    def test_rates(self):
        """S2B-05 … S2B-33: what each thing counted adds or takes."""
        for code, rates in RATES.items():
            component = self.components[code]
            self.assertEqual({count.code: count.points for count in component.count_ids}, rates)
            self.assertEqual(component.method, "per_unit")

    def test_deductions_stop_at_nothing(self):
        """A2B-1: deductions stop at 0 in each item; only two bonuses are capped."""
        faulty = [one for one in self.components.values() if any(count.points < 0 for count in one.count_ids)]
        self.assertTrue(all(one.has_floor and not one.floor for one in faulty))
        revenue, cases = self.components["revenue"], self.components["ao_cases"]
        self.assertEqual((revenue.bonus_cap, cases.extra_cap), (20, 30))  # S2B-09, S2B-18
        capped = {
            code for code, one in self.components.items() if one.has_bonus_cap or one.has_extra_cap or one.has_cap
        }
        self.assertEqual(capped, {"revenue", "ao_cases"})

    def test_counting_methods(self):
        """S2B-16 … S2B-18, S2B-24: seven kinds of documents at 2, a share of 30, 2 then 10 each, 1 then 2 each."""
        archive = self.components["archive"]
        self.assertEqual((archive.method, len(archive.count_ids), archive.per_item), ("checklist_deduct", 7, 2))
        self.assertEqual(self.components["ao_use"].method, "proportional")
        steps = {code: self.components[code] for code in ("ao_cases", "other_2")}
        self.assertEqual(
            {code: (one.method, one.target, one.per_extra) for code, one in steps.items()},
            {"ao_cases": ("step_count", 2, 10), "other_2": ("step_count", 1, 2)},
        )
        self.assertEqual((self.components["other_2"].below, self.components["other_2"].missing), ("nothing", "zero"))

    def test_discretion_has_bounds(self):
        """S2B-31, S2B-32, A2B-4: 2-3 and 3-5 points."""
        ranges = {
            one.code: (one.count_ids.low, one.count_ids.high)
            for one in self.components.values()
            if len(one.count_ids) == 1 and one.count_ids.has_range
        }
        self.assertEqual(ranges, {"other_6": (2, 3), "other_7": (3, 5)})

    def test_county_offices_have_no_revenue_item(self):
        """S2B-12, A2B-2: 340 points, ranked among themselves."""
        self.assertEqual(self.components["revenue"].unit_category_ids.mapped("code"), ["section"])
        self.assertEqual(self.scheme.quota_ids.pooled_by, "group")

    def test_integrity(self):
        """S2B-28: the item is emptied and the award is lost."""
        void = self.components["other_4"].count_ids.filtered("void")
        self.assertEqual(void.code, "integrity")
        self.assertEqual(
            (self.scheme.gate_ids.effect, self.scheme.gate_ids.criterion_id.value), ("bar_top", "integrity")
        )

    def test_self_and_final(self):
        """S2B-02: everything is scored twice."""
        self.assertTrue(self.scheme.self_scored)
        leaves = self.scheme.component_ids.filtered(lambda one: one.method != "group")
        self.assertTrue(all(leaves.mapped("self_scored")))

    def test_every_rule_is_named_by_a_record(self):
        regulation = self.scheme.regulation_id
        self.assertEqual((numbered("S2B-", 34) | numbered("A2B-", 4)) - rules_of(regulation), set())
        self.assertEqual([one for one in records_of(regulation) if not one.rule_ref], [])
