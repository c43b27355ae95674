"""The worked example of 审计局 through Odoo: the sheet of 400 points from the scheme's records alone (S2B-E1)."""

from freezegun import freeze_time
from odoo import fields
from odoo.addons.cadre_assessment.engine.criteria import facts_asked
from odoo.addons.cadre_assessment.models.archive.facts import result_facts
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import TransactionCase

from tests.assessment.schemes import SchemeYear

FIGURES = (  # component, what is counted, how much
    ("plan", "planned", 12), ("plan", "done", 10), ("plan", "approved_change", 1), ("plan", "missing", 1),
    ("revenue", "above", 8), ("handwritten", "written", 5), ("archive", "diary", 2), ("archive", "report", 1),
    ("ao_use", "required", 8), ("ao_use", "missing", 1), ("ao_cases", "case", 6), ("ao_expert", "expert", 1),
    ("other_1", "praised_province", 1), ("other_1", "praised_bureau", 1), ("other_1", "absent", 3),
    ("other_2", "approved", 3), ("other_3", "bulletin", 1), ("other_3", "province_short", 1), ("other_4", "no_card", 1),
    ("other_5", "untrained", 1), ("other_7", "discretion", 3), ("other_8", "praised", 1),
)  # fmt: skip
POINTS = {
    "plan": 38, "revenue": 80, "quality": 113, "handwritten": 0, "archive": 14, "ao_use": 26.25, "ao_cases": 60,
    "ao_expert": 50, "other_1": 10, "other_2": 14, "other_3": 13, "other_4": 9, "other_5": 8, "other_6": 10,
    "other_7": 7, "other_8": 12,
}  # fmt: skip


class TestExamplesS2B(SchemeYear, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bureau = cls.department("测试审计局")
        cls.section = cls.headed("财政审计科", "section", "S2B-1", "audit_section", parent_id=cls.bureau.id)
        cls.other = cls.headed("企业审计科", "section", "S2B-2", "audit_section", parent_id=cls.bureau.id)
        cls.county = cls.headed("云岭县审计局", "county_office", "S2B-3", "audit_county", parent_id=cls.bureau.id)
        cls.start("s2b", cls.bureau)

    def give_sheet(self, unit, without=()):
        for code, counted, value in FIGURES:
            if code not in without:
                self.give_score(unit, code, value, counted)
        for number, mark in enumerate((108, 114, 117), 1):
            self.give_score(unit, "quality", mark, label=f"项目{number}")

    def points(self, unit):
        lines = self.of(unit).line_ids.filtered("component_id")
        return {line.component_id.code: line.points for line in lines}

    def test_e1_full_sheet(self):
        """S2B-E1: 464.25 of 400; bonuses may exceed an item, deductions stop at nothing (A2B-1)."""
        self.give_sheet(self.section)
        self.compute()
        self.assertEqual(self.of(self.section).total, 464.25)
        self.assertEqual(self.points(self.section), POINTS)

    def test_who_has_not_reported(self):
        """S2B-02: once the year is over, whoever has not given his own points stands on the list, and may be urged."""
        over = fields.Date.add(self.cycle.date_to, days=1)
        self.env["cadre.score"]._prepare(self.cycle, self.cycle.scheme_id.component_ids)
        own = self.env["cadre.score"].search([("cycle_id", "=", self.cycle.id), ("state", "=", "self")])
        units = self.section | self.other | self.county
        self.assertEqual(own.subject_unit_id, units)
        self.assertFalse(self.cycle._units_not_reported(self.cycle.date_to))
        self.assertEqual(set(self.cycle._units_not_reported(over)), set(units.ids))
        guarded(own.filtered(lambda one: one.subject_unit_id == self.section)).write({"state": "draft"})
        self.assertEqual(set(self.cycle._units_not_reported(over)), set((units - self.section).ids))
        with freeze_time(f"{over} 04:00:00"):
            action = self.cycle.action_not_reported()
            rows = self.env[action["res_model"]].search(action["domain"])
            self.assertEqual(rows.subject_unit_id, units - self.section)
            self.assertEqual(set(rows.mapped("missing_count")), {1})

    def test_county_offices_have_no_revenue_item(self):
        """S2B-12, A2B-2: without the 60 points and their bonus, nothing shared out: 384.25."""
        self.give_sheet(self.county, without=("revenue",))
        self.compute()
        self.assertEqual(self.of(self.county).total, 384.25)
        self.assertNotIn("revenue", self.points(self.county))

    def test_each_group_has_its_own_seat(self):
        """A2B-2, S2B-34: the best section and the best county office."""
        self.give_sheet(self.section)
        self.give_sheet(self.other, without=("ao_expert",))
        self.give_sheet(self.county, without=("revenue",))
        self.compute()
        won = self.cycle.assessment_ids.award_ids.filtered("won").assessment_id
        self.assertEqual(won.subject_unit_id, self.section | self.county)
        self.assertEqual(self.of(self.county).rank, 1)

    def test_entered_once(self):
        """S2B-05, S2B-19, S2B-28: an event, or a figure, is points, bar and reward; an approved change is the plan."""
        self.give_sheet(self.section, without=("ao_expert",))
        self.give_sheet(self.other, without=("plan",))
        for counted, value in (("planned", 12), ("done", 10), ("approved_change", 1)):
            self.give_score(self.other, "plan", value, counted)
        self.book("integrity", units=[self.section])
        self.book("expert", units=[self.section])
        self.book("expert", units=[self.section], title="另两项", count=2)
        self.give_score(self.other, "other_4", 1, "integrity")
        self.compute()
        self.assertEqual(self.points(self.section), POINTS | {"other_4": 0, "ao_expert": 150})
        self.assertEqual(self.points(self.other)["plan"], 38, "12 less 10 and 1: one is missing, entered by nobody")
        self.assertEqual(self.points(self.other)["other_4"], 0)
        for unit in (self.section, self.other):
            self.assertEqual(self.of(unit).award_ids.reason_code, "barred")
        asked = facts_asked(self.env.ref("regulations.criterion_s2b_expert")._engine_criteria().values())
        facts = result_facts(self.of(self.section) | self.of(self.other), asked)
        self.assertEqual(sorted(facts[self.of(self.section).id]["events"]), ["expert", "expert", "integrity"])
        self.assertIn("expert", facts[self.of(self.other).id]["events"], "the figure is the same fact")
        counted = self.component("plan").count_ids | self.component("ao_expert").count_ids
        by_hand = counted | self.component("other_4").count_ids
        lines = self.env["cadre.score"]._prepare(self.cycle, by_hand.component_id)
        offered = lines.filtered(lambda line: line.subject_unit_id == self.county).count_id.mapped("code")
        self.assertEqual(sorted(offered), ["approved_change", "done", "no_card", "planned"], "nothing is entered twice")

    def test_integrity_breach(self):
        """S2B-28: the item is empty and the award is lost."""
        self.give_sheet(self.section)
        self.give_sheet(self.other, without=("ao_expert",))
        self.give_score(self.section, "other_4", 1, "integrity")
        self.book("integrity", units=[self.section])
        self.compute()
        self.assertEqual(self.of(self.section).total, 464.25 - 9)
        self.assertEqual(self.of(self.section).award_ids.reason_code, "barred")
        self.assertTrue(self.of(self.other).award_ids.won)
