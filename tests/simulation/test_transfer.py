"""What one tariff booked is read right by another one. (S1-31 … S1-50 under changed points and caps.)"""

from types import SimpleNamespace

from odoo.addons.cadre_assessment.engine import Input, Posting, exact
from odoo.addons.cadre_assessment.engine.methods import PERIODS
from odoo.addons.cadre_assessment.models.computation.gather_inputs import Posted
from odoo.addons.cadre_assessment.models.simulation.transfer import OtherRules, Transfer

from ..common import CadreCase


class TestTransfer(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.old = cls.env.ref("regulations.scheme_s1")
        cls.new = cls.old.with_user(cls.officer_user).copy()

    def posted(self, line, points, dedupe=None):
        return Posted(Posting(("p", 1), exact(points), line.cap_id.id or None, dedupe), exact(points), line.code)

    def move(self, line, points, **more):
        return Transfer(self.old, self.new).postings([self.posted(line, points, **more)])

    def test_points_of_the_other_tariff(self):
        """Three times +12 is three times +10 where the line gives 10; the cap is the other scheme's."""
        line = self.old.adjustment_ids.filtered(lambda one: one.sign == "bonus" and one.cap_id)[0]
        twin = self.new.adjustment_ids.filtered(lambda one: one.code == line.code)
        twin.points = 10
        (moved,) = self.move(line, 3 * line.points)
        self.assertEqual((moved.points, moved.cap_group), (30, twin.cap_id.id))

    def test_a_bonus_that_becomes_a_deduction_or_a_mere_fact(self):
        line = self.old.adjustment_ids.filtered(lambda one: one.sign == "bonus")[0]
        twin = self.new.adjustment_ids.filtered(lambda one: one.code == line.code)
        twin.sign = "deduction"
        (moved,) = self.move(line, line.points)
        self.assertEqual(moved.points, -line.points)
        twin.fact_only = True
        self.assertEqual(self.move(line, line.points), ())

    def test_a_line_that_is_gone(self):
        line = self.old.adjustment_ids[0]
        self.new.adjustment_ids.filtered(lambda one: one.code == line.code).unlink()
        transfer = Transfer(self.old, self.new)
        self.assertEqual(transfer.postings([self.posted(line, line.points)]), ())
        self.assertEqual(transfer.left, {("tariff", line.code): 1})

    def test_one_project_counts_as_often_as_the_other_tariff_says(self):
        line = self.old.adjustment_ids[0]
        twin = self.new.adjustment_ids.filtered(lambda one: one.code == line.code)
        self.assertIsNone(self.move(line, line.points, dedupe="P")[0].dedupe)
        twin.dedupe = True
        self.assertEqual(self.move(line, line.points, dedupe="P")[0].dedupe, "P")

    def test_what_is_counted(self):
        """S2B: a role the other scheme does not count is left out, not an error for everybody."""
        old = self.env.ref("regulations.scheme_s2b")
        new = old.with_user(self.officer_user).copy()
        component = old.component_ids.filtered(lambda one: one.method == "per_unit")[0]
        count = component.count_ids[0]
        entry = Input(component.id, ("s", 1), value=exact(1), role=count.code)
        (moved,) = Transfer(old, new).inputs([entry])
        self.assertEqual(self.env["cadre.scheme.component"].browse(moved.component).scheme_id, new)
        new.component_ids.count_ids.filtered(
            lambda one: (one.component_id.code, one.code) == (component.code, count.code)
        ).unlink()
        transfer = Transfer(old, new)
        self.assertEqual(transfer.inputs([entry]), ())
        self.assertEqual(transfer.left, {("counted", f"{component.code}.{count.code}"): 1})

    def test_records_owed_go_with_their_component(self):
        """How many records a mean rests on and lacks is told under the other rules too, as under the cycle's own."""
        component = self.old.component_ids.filtered(lambda one: one._method().takes == PERIODS)[:1]
        twin = self.new.component_ids.filtered(lambda one: one.code == component.code)
        records = SimpleNamespace(places=dict, pools=[])
        self.assertEqual(OtherRules(self.old, self.new, records, {}).owed({component.id: 7}), {twin.id: 7})
        twin.code = "another"
        self.assertEqual(OtherRules(self.old, self.new, records, {}).owed({component.id: 7}), {})
