"""Who worked where on a day, and who was in charge. (S1-43 … 46: as of the date of the document)"""

from datetime import date

from odoo.addons.cadre_assessment.models.organization.membership import leaders_of, members_on

from ..common import CadreCase

DAY = date(2025, 6, 30)


class TestMembership(CadreCase):
    def members(self, department, day=DAY):
        return set(members_on(self.env, [(department.id, day)]).get((department.id, day), ()))

    def leaders(self, department, day=DAY):
        return set(leaders_of(self.env, department.ids, day).get(department.id, ()))

    def test_members_as_of_the_day(self):
        """A post held on the day counts, not the one of today; who left before is no member."""
        self.person.create_version({"date_version": "2025-07-01", "department_id": self.press_section.id})
        self.assertIn(self.person.id, self.members(self.org_section))
        self.assertNotIn(self.person.id, self.members(self.org_section, date(2025, 7, 1)))
        self.assertIn(self.person.id, self.members(self.press_section, date(2025, 7, 1)))
        self.other.departure_date = date(2025, 6, 29)
        self.assertNotIn(self.other.id, self.members(self.press_section))
        self.assertEqual(self.members(self.unit) & set(self.people.ids), set((self.people - self.other).ids))

    def test_in_two_sections(self):
        """S1-E4: a concurrent post makes a person a member of both, once in each."""
        self.env["cadre.posting"].create(
            {
                "employee_id": self.person.id,
                "kind": "concurrent",
                "host_unit_id": self.press_section.id,
                "date_from": "2025-03-01",
                "date_to": "2025-06-30",
            }
        )
        self.assertIn(self.person.id, self.members(self.org_section))
        self.assertIn(self.person.id, self.members(self.press_section))
        self.assertNotIn(self.person.id, self.members(self.press_section, date(2025, 7, 1)))

    def test_leaders_are_dated(self):
        """The departments led stand on the post: another post, another division of work."""
        self.leader.version_id.led_department_ids = self.org_section | self.press_section
        self.assertEqual(self.leaders(self.org_section), {self.leader.id})
        self.assertEqual(self.leaders(self.office_section), set())
        later = self.leader.create_version({"date_version": "2025-09-01"})
        later.led_department_ids = self.office_section
        self.other_leader.create_version({"date_version": "2025-09-01"}).led_department_ids = self.org_section
        self.assertEqual(self.leaders(self.org_section, date(2025, 8, 31)), {self.leader.id})
        self.assertEqual(self.leaders(self.org_section, date(2025, 9, 1)), {self.other_leader.id})

    def test_a_part_of_a_section_is_led_with_it(self):
        part = self.env["hr.department"].create({"name": "一组", "parent_id": self.org_section.id})
        self.leader.version_id.led_department_ids = self.org_section
        self.decider.version_id.led_department_ids = self.unit
        self.assertEqual(self.leaders(part), {self.leader.id})
        self.assertEqual(self.leaders(self.office_section), set(), "who leads a unit from outside leads no section")
        self.assertEqual(self.leaders(self.unit), {self.decider.id})

    def test_one_query_each(self):
        departments = self.office_section | self.org_section | self.press_section | self.unit
        pairs = [(department, DAY) for department in departments.ids]
        members_on(self.env, pairs)
        for helper, asked in ((members_on, (pairs,)), (leaders_of, (departments.ids, DAY))):
            with self.assertQueryCount(1):
                helper(self.env, *asked)
