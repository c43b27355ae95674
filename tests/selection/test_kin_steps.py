"""A relative of a candidate takes no step that acts on him among all others: another of the office does. (回避)"""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .two import TwoCase

WITHDRAWS = "a relative of yours stands there"


@tagged("post_install", "-at_install")
class TestKinSteps(TwoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk_user = cls.office_user.copy({"login": "cadre_clerk"})
        cls.clerk = cls.make_employee("经办员", "T0030", cls.other_unit, "干部", user=cls.clerk_user)
        cls.selection_body.member_ids = [(0, 0, {"employee_id": cls.clerk.id, "role": "member"})]

    def kin(self, man=None):
        man = man or self.clerk
        self.env["cadre.family.member"].create(
            {"employee_id": man.id, "relation": "兄", "name": self.person.name, "relative_id": self.person.id}
        )
        self.env.flush_all()
        self.env.invalidate_all()

    def withdraws(self, act, *args):
        """Refused, with who acts in his place and without the name of whom it is about; nothing is done."""
        with self.assertRaisesRegex(AccessError, WITHDRAWS) as refused, self.cr.savepoint():
            act(*args)
        self.assertIn(self.office_user._cadre_name(), str(refused.exception))
        self.assertNotIn(self.person.name, str(refused.exception))

    def test_a_step_of_the_whole(self):
        """He neither closes, leaves out nor opens a step again; who is no relative does; he still reads and plans."""
        self.on("2012-12-22")
        step = self.step(self.selection, "recommend")
        mine = step.with_user(self.clerk_user)
        self.assertIn(" reopen ", mine.allowed_steps)
        self.kin()
        self.assertNotIn(" reopen ", mine.allowed_steps)
        self.withdraws(mine._take_with_reason, "reopen", "重做")
        self.assertEqual(step.state, "done")
        step.with_user(self.office_user)._take_with_reason("reopen", "重做")
        self.withdraws(mine.action_do)
        self.withdraws(mine._take_with_reason, "leave_out", "不做")
        mine.planned = "2012-12-23"
        self.assertEqual((step.state, str(step.planned)), ("open", "2012-12-23"))
        step.with_user(self.office_user).action_do()
        self.assertEqual(step.state, "done")

    def test_the_selection(self):
        """Nor does he suspend, resume or give it up."""
        mine = self.selection.with_user(self.clerk_user)
        self.assertIn(" suspend ", mine.allowed_steps)
        self.kin()
        for code in ("suspend", "give_up"):
            with self.subTest(code):
                self.withdraws(mine._take_with_reason, code, "有关情况")
        self.assertEqual(self.selection.state, "running")
        self.selection.with_user(self.office_user)._take_with_reason("suspend", "有关情况")
        self.withdraws(mine.action_resume)

    def test_decision_notice_ballot(self):
        """The list is handed in, and taken back, the ballot run and the notice posted by another one."""
        self.on("2012-12-22")
        decision = self.decision(self.selection, "shortlist")
        self.kin()
        self.withdraws(decision.with_user(self.clerk_user).action_submit)
        decision.with_user(self.office_user).action_submit()
        self.withdraws(decision.with_user(self.clerk_user).action_withdraw)
        decision.with_user(self.decider_user).action_approve()
        self.assertEqual(self.mine.state, "listed")
        notice = self.env["cadre.notice"]._of_step(self.step(self.selection, "notice"))
        mine = notice.with_user(self.clerk_user)
        self.assertRegex(str(mine._refusal(mine._step("post"))), WITHDRAWS)
        self.assertNotIn(" post ", mine.allowed_steps)
        guarded(self.ballot.sudo()).state = "open"
        self.withdraws(self.ballot.with_user(self.clerk_user).action_close)

    def test_no_rival_is_put_out(self):
        """Nor puts out who stands against his relative."""
        self.kin()
        self.withdraws(self.hers.with_user(self.clerk_user)._take_with_reason, "put_out", "不合适")
        self.hers.with_user(self.office_user)._take_with_reason("put_out", "不合适")
        self.assertEqual(self.hers.state, "out")

    def test_where_nobody_stands(self):
        """Before anybody is registered, and of a step about posts alone, he is a clerk as any other."""
        fresh = self.make_selection("S4P2", self.today, posts=("副主任科员",), name="另一选拔")
        self.kin()
        mine = fresh.with_user(self.clerk_user)
        mine.action_begin()
        self.do(fresh, "headcount", user=self.clerk_user)
        self.assertEqual(self.step(fresh, "headcount").done_by_id, self.clerk_user)
        head = self.step(self.selection, "headcount").with_user(self.clerk_user)
        self.assertFalse(head._acts_on_kin())

    def test_out_of_the_field(self):
        """Once his relative is out he works on it again."""
        self.kin()
        mine = self.selection.with_user(self.clerk_user)
        self.assertNotIn(" suspend ", mine.allowed_steps)
        self.mine.with_user(self.office_user)._take_with_reason("put_out", "本人退出")
        self.env.invalidate_all()
        self.assertIn(" suspend ", mine.allowed_steps)

    def test_nobody_else(self):
        """Where the whole office is related, the refusal sends to the organization department."""
        self.kin()
        self.kin(self.env["res.users"].browse(self.office_user.id)._cadre_people()[:1])
        with self.assertRaisesRegex(UserError, "organization department"):
            self.selection.with_user(self.clerk_user)._take_with_reason("suspend", "有关情况")
