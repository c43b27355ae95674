"""A unit is called by one and the same full name on every form."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.addons.cadre_assessment.models.organization.unit_names import place_of

from tests.reports.finished import FinishedCase
from tests.reports.printed import plain

PLACE, SHORT, FULL = "云岭县", "县直属机关工作委员会", "云岭县直属机关工作委员会"


class TestUnitNames(FinishedCase):
    """The unit stands below its county, which its own name does not say in full."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        place = cls.env["hr.department"].create({"name": PLACE, "company_id": cls.company.id})
        cls.unit.sudo().write({"name": SHORT, "parent_id": place.id})
        guarded(cls.env["cadre.work.plan"].sudo().search([("cycle_id", "=", cls.cycle.id)])).write({"unit_name": SHORT})
        cls.finish()
        cls.env.invalidate_all()

    def assertFull(self, text, what):
        """The unit is named, and never without its place."""
        self.assertIn(FULL, text, what)
        self.assertNotIn(SHORT, text.replace(FULL, ""), what)

    def test_tables_one_to_five(self):
        """表1 to 表5 carry the same name in their headings, letter by letter."""
        plan = self.plan_of(self.person, [("党员发展", "全年发展党员三十名", "2025-11-30")])
        record = self.report_of(self.person, [("党员发展", "已发展十五名", "进度偏慢")])
        printed = {
            "scheme_table": self.scheme,
            "work_plan": plan,
            "progress_report": record,
            "ballot_paper": self.ballot,
            "evaluation": self.assessment(self.person),
        }
        for number, (name, records) in enumerate(printed.items(), 1):
            paper = self.print_form(name, records, artifact=f"unit-{name}")
            self.assertIn(f"表{number}", paper.texts[0][:40], "numbered by its regulation")
            self.assertFull(paper.texts[0], name)

    def test_every_other_form(self):
        """Wherever a form of the cycle names the unit."""
        named = set()
        for name, page in self.pages(limit=2):
            with self.subTest(name):
                text = plain(page)
                self.assertNotIn(SHORT, text.replace(FULL, ""))
                if FULL in text:
                    named.add(name)
        self.assertGreater(len(named), 8, sorted(named))

    def test_a_list_of_many_units(self):
        """On a public list of the county somebody stands with his unit: 办公室 alone could be any of forty."""
        one, section = self.assessment(self.person), self.person.department_id
        self.assertEqual(place_of(one), section.name)
        guarded(self.cycle.sudo()).write({"unit_id": self.unit.parent_id.id})
        self.assertEqual(place_of(one), FULL)
        self.assertEqual(place_of(one, within=self.unit), section.name, "a list of the unit's own people")
        guarded(self.cycle.assessment_ids.sudo()).write({"state": "decided"})
        self.notice.sudo()._show_results()
        self.assertEqual(set(self.notice.line_ids.mapped("unit_name")), {FULL})
        guarded(self.cycle.sudo()).write({"state": "computed"})
        for name in ("summary", "unit_ranking"):
            self.assertPrinted(self.print_form(name, self.cycle, artifact=f"unsettled-{name}"), "(未审定)", FULL)
        self.assertTrue(next(iter(self.workbook(self.cycle))).cell(1, 1).value.endswith("\uff08未审定\uff09"))
