"""A meeting is written down by hand, in Chinese, on the decision's own page."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import tagged

from tests.assessment.common import YearBuilder
from tests.common import CadreHttpCase


@tagged("post_install", "-at_install")
class TestScreen(YearBuilder, CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer_user.lang = "zh_CN"
        cls.computed_year(cls.make_people(6, prefix="M"))
        absent, aside = (cls.make_employee(name, f"TM{n}", cls.unit) for n, name in enumerate(("甲缺席", "乙回避")))
        body = cls.leading_body
        guarded(body.member_ids.filtered(lambda one: one.role != "chair"))[1:].unlink()
        for person in (absent, aside):
            guarded(cls.env["cadre.body.member"]).create(
                {"body_id": body.id, "employee_id": person.id, "role": "member"}
            )
        cls.decision = cls.draft_decision(votes_for=0)
        cls.decision.attendance_ids.write({"presence": False, "reason": False})

    def test_attendance_and_withdrawal(self):
        """One absent with his reason, the others there, one aside: counted, handed in, and held."""
        self.start_tour(f"/odoo/cadre.decision/{self.decision.id}", "cadre_meeting_attendance", login="cadre_officer")
        self.env.invalidate_all()
        self.assertEqual((self.decision.expected, self.decision.present, self.decision.state), (3, 2, "submitted"))
        self.assertEqual(self.decision.withdrawal_ids.employee_id.name, "乙回避")
        self.assertEqual(self.decision.meeting_id.state, "held")
