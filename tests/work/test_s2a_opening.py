"""What a year of the second regulation begins with, for units and districts, by the shipped records alone."""

from datetime import date

from tests.acting.registry import acts
from tests.common import CadreCase


class TestOpening(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls.env["cadre.category"].create({"kind": "group", "code": "T-G", "name": "党群口"})
        kind = cls.env["cadre.category"].search([("kind", "=", "unit"), ("code", "=", "department")], limit=1)
        cls.unit.write({"comparison_group_id": cls.group.id, "unit_category_id": kind.id})
        cls.other_unit.write(
            {"comparison_group_id": cls.group.id, "unit_category_id": kind.id, "parent_id": cls.unit.id}
        )
        cls.other_leader.current_version_id.led_department_ids = cls.other_unit

    @acts("S2A-09", "scheme_s2a_unit_period_half")
    def test_units(self):
        """S2A-04, S2A-07 … S2A-11: a letter for every department with its leader, half-year reports with recipients."""
        cycle = self.open_cycle(name="部门考核", scheme_id=self.env.ref("regulations.scheme_s2a_unit").id)
        letters = {plan.subject_unit_id: plan for plan in cycle.plan_ids}
        self.assertEqual(set(letters), {self.unit, self.other_unit})
        mine = letters[self.unit]
        self.assertEqual((mine.kind, mine.due, mine.head_id), ("letter", date(2025, 3, 15), self.decider))
        self.assertEqual(mine.employee_name, self.unit.name)
        self.assertEqual(mine.user_id, self.decider_user)
        self.assertEqual(letters[self.other_unit].leader_id, self.other_leader)
        self.assertEqual([part.maximum for part in mine.letter_component_ids], [70, 10, 10, 5, 5])
        papers = cycle.document_ids.filtered(lambda one: one.subject_unit_id == self.unit and one.with_items)
        self.assertEqual(len(papers), 2, "one each half-year")
        self.assertEqual(len(papers[0].recipient_ids), 7)
        self.assertEqual(papers.user_id, self.decider_user)

    def test_refresh_follows_the_leader(self):
        """Another leader of the unit: the letter goes to him; nothing is drawn up twice."""
        cycle = self.open_cycle(name="部门考核", scheme_id=self.env.ref("regulations.scheme_s2a_unit").id)
        self.other_leader.current_version_id.led_department_ids = False
        self.leader.current_version_id.led_department_ids = self.other_unit
        cycle.with_user(self.officer_user).action_refresh()
        self.assertEqual(len(cycle.plan_ids), 2)
        letter = cycle.plan_ids.filtered(lambda one: one.subject_unit_id == self.other_unit)
        self.assertEqual(letter.leader_id, self.leader)
