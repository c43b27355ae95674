"""A leader fills in the marks of a month without the mouse, and nothing is lost when one of them is wrong."""

from odoo.tests import tagged

from tests.common import CadreHttpCase
from tests.work.s1_builder import S1Builder


@tagged("post_install", "-at_install")
class TestGridTour(S1Builder, CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader_user.lang = "zh_CN"
        cls.make_people(2)
        cls.month = cls.period("month", 3)
        cls.sheet(3)

    def table(self):
        """[[value or None of the leader's three columns] of each row], as the leader finds it."""
        columns, rows, _total = self.env["cadre.progress.mark"].with_user(self.leader_user)._grid(str(self.month.id))
        self.assertEqual([column.label for column in columns][:3], ["思想作风", "工作量", "工作完成情况"])
        return [[row.cells[column.key][1] for column in columns[:3]] for row in rows]

    def test_by_keyboard(self):
        """Typed, moved with Tab, Enter and arrows, pasted; two wrong values named; all the others saved with them."""
        self.assertEqual(self.table(), [[None] * 3] * 7)
        action = "/odoo/action-cadre_assessment.cadre_progress_mark_grid_action"
        self.start_tour(action, "cadre_marks_grid", login="cadre_leader")
        self.env.invalidate_all()
        self.assertEqual(self.table()[:4], [[14, 11, 12], [13.5, 10, 9], [14, 9, None], [13, 12, None]])
        self.assertEqual(self.table()[4:], [[None] * 3, [None] * 3, [None, None, 8]])
