"""No recorded relative reads or answers what is proposed for somebody, whatever else he is. (回避)"""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.addons.cadre_assessment_reports.report.payroll import payroll
from odoo.exceptions import UserError

from tests.consequence.test_steps import StepsCase
from tests.unseen import Unseen

SECRET = "密语"


class TestKin(Unseen, StepsCase):
    """Clerk, member of the body, member of a group that is asked, and auditor: each becomes a relative of 李明."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls.env["res.groups"].create(
            {"name": "审定", "user_ids": [(6, 0, (cls.section_head_user | cls.manager_user).ids)]}
        )
        cls.clerk_user = cls.officer_user.copy({"login": "cadre_clerk"})
        cls.clerk = cls.make_employee("经办员", "T0031", cls.other_unit, "干部", user=cls.clerk_user)
        cls.seat(cls.clerk_user)
        cls.department.write({"review_type": "group", "reviewer_group_id": cls.group.id, "reviewer_id": False})

    def kin_of(self, *people, by_him=False, whose=None):
        for man in people:
            one, other = (whose or self.person, man)[:: 1 if by_him else -1]
            self.env["cadre.family.member"].create(
                {"employee_id": one.id, "relation": "亲属", "name": other.name, "relative_id": other.id}
            )
        self.env.flush_all()
        self.env.invalidate_all()

    def asked(self):
        """Handed in, with a message, a file and a task; the group is asked."""
        one = self.handed_in()
        guarded(one.sudo()).write({"note": f"{SECRET}说明"})
        one.sudo().message_post(body=f"{SECRET}留言")
        self.env["ir.attachment"].create(
            {"name": f"{SECRET}附件.txt", "res_model": one._name, "res_id": one.id, "raw": b"x"}
        )
        one.sudo().activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.officer_user.id, summary=f"{SECRET}任务"
        )
        self.env.flush_all()
        self.env.invalidate_all()
        return one

    USERS = {"clerk_user": "clerk", "decider_user": "decider", "section_head_user": "section_head"}

    def test_no_way(self):
        """What the clerk, a member of the body and one of the group that is asked find, a relative finds in no way."""
        one = self.asked()
        model = self.env["cadre.consequence"]
        for name in self.USERS:
            with self.subTest(name):
                self.assertTrue(model.with_user(getattr(self, name)).search([("id", "=", one.id)]))
        self.kin_of(self.clerk, self.decider)
        self.kin_of(self.section_head, by_him=True)
        for name in self.USERS:
            user = getattr(self, name)
            user.group_ids |= self.env.ref("base.group_allow_export")
            with self.subTest(name):
                self._knows_nothing(model.with_user(user), one)
                self._writes_nothing(model.with_user(user), one)
                for beside, found in (
                    ("tier.review", [("res_id", "=", one.id), ("model", "=", one._name)]),
                    ("mail.message", [("body", "ilike", SECRET)]),
                    ("mail.activity", [("summary", "ilike", SECRET)]),
                    ("ir.attachment", [("name", "ilike", SECRET)]),
                ):
                    self.assertFalse(self.env[beside].with_user(user).search(found), beside)
                for act in ("action_approve", "action_withdraw", "action_done"):
                    with self.assertRaises(UserError), self.cr.savepoint():
                        getattr(one.with_user(user), act)()
        self.assertTrue(model.with_user(self.officer_user).search([("id", "=", one.id)]), "another of the office")

    def test_of_the_head_of_a_unit(self):
        """What follows for a unit is about its head: his relative does not read it."""
        rule = self.rule_of_class("money", fact="grade", value="competent")
        unit = self.subject(
            self.staff, 80, "competent", subject_unit_id=self.unit.id, employee_id=False, head_id=self.leader.id
        )
        self.follow(self.staff)
        one = self.of(rule).filtered(lambda one: one.subject_unit_id)
        self.assertEqual((one.head_id, bool(unit)), (self.leader, True))
        mine = self.env["cadre.consequence"].with_user(self.clerk_user)
        self.assertTrue(mine.search([("id", "=", one.id)]))
        self.kin_of(self.clerk, whose=self.leader)
        self._knows_nothing(mine, one)

    def test_sees_to_nothing_of_a_relative(self):
        """Who sees to it by the rule is no relative: where he is one, the office does it."""
        self.talk.write({"approval": "none", "responsible": "chair"})
        self.kin_of(self.decider)
        self.subject(self.staff, 70, "incompetent", employee_id=self.other.id)
        self.first("incompetent")
        named = {one.employee_id: one.responsible_id for one in self.of(self.talk)}
        self.assertEqual((named[self.other], bool(named[self.person])), (self.decider_user, False))

    def test_before_the_body(self):
        """A relative of the office hands in the item: what is missing is missing all the same, and not told him."""
        rule = self.rule_of_class("post_adjustment", fact="grade", value="incompetent")
        rule.write({"needs_amount": True})
        self.first("incompetent")
        decision = self.put_before_body(self.of(rule))
        self.kin_of(self.clerk)
        mine = decision.with_user(self.clerk_user)
        with self.assertRaisesRegex(UserError, "Of a relative of yours something is missing") as refused:
            mine.action_submit()
        self.assertNotIn(self.person.name, str(refused.exception))
        self.env.invalidate_all()
        self.assertFalse(mine.consequence_ids)

    def test_payroll_says_what_it_leaves_out(self):
        """The table of bonuses that a relative prints lacks a line, and says so."""
        self.subject(self.staff, 86.5, "competent", employee_id=self.other.id)
        self.first("competent")
        before = payroll(self.staff.with_user(self.clerk_user))
        self.kin_of(self.clerk)
        after = payroll(self.staff.with_user(self.clerk_user))
        self.assertIn(self.person.staff_number, str(before.rows))
        self.assertNotIn(self.person.staff_number, str(after.rows))
        self.assertNotIn("亲属", str(before.rows))
        self.assertIn("另有1项涉及制表人的亲属", str(after.rows))
