"""Nobody stands on both sides. (回避)

Whom a line is about neither votes, presides nor confirms; who decided answers no review of it; nobody is dismissed by
one member alone.

All of it over RPC, with the accounts of those concerned.
"""

from datetime import timedelta

from odoo import fields
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import new_test_user, tagged

from tests.assessment.common import YearBuilder
from tests.calls import Caller, Refused, sweeping
from tests.common import CadreHttpCase
from tests.test_rpc_sweep import FORGED_CONTEXT, public_methods

DECIDER = "cadre_assessment.group_cadre_decider"
OUTCOME = ("state", "chair_user_id", "confirmed_by_id", "submitted_by_id")


class SidesCase(YearBuilder, Caller, CadreHttpCase):
    """李明 heads the leading body and is on the list himself; 何书记 is its deputy, 丁副书记 another one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.computed_year(cls.make_people(9, prefix="S"))
        for user in (cls.person_user, cls.leader_user):
            user.group_ids += cls.env.ref(DECIDER)
        head = cls.leading_body.member_ids.filtered(lambda one: one.role == "chair")
        head.write({"role": "deputy", "sequence": 1})
        cls.env["cadre.body.member"].create(
            {"body_id": cls.leading_body.id, "employee_id": cls.person.id, "role": "chair"}
        )
        cls.clerk_user = new_test_user(cls.env, login="cadre_clerk", groups="cadre_assessment.group_cadre_officer")
        cls.clerk = cls.make_employee("办事员", "T0090", cls.other_unit, user=cls.clerk_user)
        cls.seat(cls.clerk_user)

    def submitted(self, **values):
        decision = self.draft_decision(**values)
        self.call("officer", "cadre.decision", "action_submit", decision.ids)
        return decision


@tagged("post_install", "-at_install")
class TestDecisionSides(SidesCase):
    def test_the_next_one_presides(self):
        """The head is on the list: his deputy presides and confirms, the line says who withdraws."""
        decision = self.submitted()
        self.assertEqual(decision.chair_user_id, self.decider_user)
        self.assertEqual(self.line(decision, self.person).withdraws, "李明")
        self.assertFalse(self.line(decision, self.other).withdraws)
        self.call("decider", "cadre.decision", "action_approve", decision.ids)
        self.assertEqual((decision.state, decision.confirmed_by_id), ("approved", self.decider_user))

    def test_who_presides_has_the_role(self):
        """Without it he could not confirm: he is named before the decision is handed in."""
        self.person_user.group_ids -= self.env.ref(DECIDER)
        self.leader_user.group_ids -= self.env.ref(DECIDER)
        members = guarded(self.leading_body.member_ids)
        members.filtered(lambda one: one.role == "chair").write({"role": "member"})
        members.filtered(lambda one: one.employee_id == self.leader).write({"role": "chair"})
        decision = self.draft_decision()
        with self.assertRaises(Refused) as caught:
            self.call("officer", "cadre.decision", "action_submit", decision.ids)
        self.assertIn(self.leader.name, str(caught.exception))
        self.assertEqual(decision.state, "draft")

    def test_who_presides_is_given_another_account(self):
        """The person was chosen, not the login: the new account confirms, the former one does not."""
        decision = self.submitted()
        old, new = self.decider_user, new_test_user(self.env, login="cadre_decider_sso", groups=DECIDER)
        self.decider.user_id = new
        self.env.invalidate_all()
        self.assertEqual(decision.chair_user_id, new)
        self.assertNotIn(old, decision.sudo().activity_ids.user_id)
        self.assertEqual(decision._waiting_users(), new)

    def test_he_confirms_by_no_method(self):
        """Every public method of a decision, its lines and reviews, by the head on the list: nothing is decided."""
        decision = self.submitted()
        self.env.cr.execute(  # as written down before there was this rule
            "UPDATE cadre_decision SET chair_user_id = %s WHERE id = %s", [self.person_user.id, decision.id]
        )
        decision.invalidate_recordset()
        review = decision.sudo().review_ids
        kept = self.unmoved(decision, *OUTCOME), self.unmoved(review, "status", "done_by", "reviewer_ids")
        with kept[0], kept[1], sweeping():
            for records in (decision, decision.line_ids[:1], review):
                for method in public_methods(records):
                    for args in ([records.ids], [records.ids, "同意"], [records.ids, {"state": "approved"}]):
                        try:
                            self.call("person", records._name, method, *args, context=FORGED_CONTEXT)
                        except Refused:
                            continue
            wizard = {"res_model": "cadre.decision", "res_id": decision.id, "validate_reject": "validate",
                      "comment": "同意"}  # fmt: skip
            for values in (wizard, {**wizard, "validate_reject": "reject"}):
                try:
                    order = self.call("person", "comment.wizard", "create", values)
                    self.call("person", "comment.wizard", "add_comment", [order])
                except Refused:
                    continue
            for step in ("return", "undo", "approve"):
                values = {"res_model": "cadre.decision", "res_ids": decision.ids, "step": step, "reason": "理由"}
                try:
                    order = self.call("person", "cadre.step.reason", "create", values)
                    self.call("person", "cadre.step.reason", "action_confirm", [order])
                except Refused:
                    continue
        self.assertFalse(self.assessment(self.person).decided_grade_id)

    def test_what_waited_for_him_is_returned_or_withdrawn(self):
        """A decision that waits for the head on the list from before: refused, and the way out is open."""
        decision = self.submitted()
        self.env.cr.execute(
            "UPDATE cadre_decision SET chair_user_id = %s WHERE id = %s", [self.person_user.id, decision.id]
        )
        decision.invalidate_recordset()
        self.assertRefused("not your turn", "person", "cadre.decision", "action_approve", decision.ids)
        self.call("officer", "cadre.decision", "action_withdraw", decision.ids)
        self.call("officer", "cadre.decision", "action_submit", decision.ids)
        self.call("decider", "cadre.decision", "action_approve", decision.ids)
        self.assertEqual(decision.state, "approved")

    def test_nobody_else_can_preside(self):
        """All who could are on the list or have no account: it is said who, and what to do."""
        for user in (self.decider_user, self.leader_user):
            user.group_ids -= self.env.ref(DECIDER)
        decision = self.draft_decision()
        self.assertRefused(
            "李明 is on the list himself.*Complete its members",
            "officer",
            "cadre.decision",
            "action_submit",
            decision.ids,
        )

    def all_on_the_list(self):
        """李明 presides, 王芳 is his deputy, both are on the list; nobody else has an account to confirm with."""
        for user in (self.decider_user, self.leader_user):
            user.group_ids -= self.env.ref(DECIDER)
        self.other_user.group_ids += self.env.ref(DECIDER)
        self.env["cadre.body.member"].create(
            {"body_id": self.leading_body.id, "employee_id": self.other.id, "role": "member"}
        )
        self.compute()
        return self.submitted()

    def test_where_all_are_on_the_list_two_confirm(self):
        """A small organ decides on all its people: each line is confirmed by one whom it is not about."""
        decision = self.all_on_the_list()
        self.assertEqual((decision.chair_user_id, decision.second_user_id), (self.person_user, self.other_user))
        self.call("person", "cadre.decision", "action_approve", decision.ids)
        self.assertEqual(decision.state, "submitted")
        self.assertRefused("not your turn", "person", "cadre.decision", "action_approve", decision.ids)
        self.assertFalse(self.assessment(self.person).decided_grade_id)
        self.call("other", "cadre.decision", "action_approve", decision.ids)
        self.assertEqual((decision.state, decision.confirmed_by_id), ("approved", self.other_user))

    def test_two_are_two_whatever_the_tiers_say(self):
        """The definition that asks the second one was taken away: the first one's yes alone confirms nothing."""
        self.env.ref("cadre_assessment.tier_decision_second").active = False
        decision = self.all_on_the_list()
        self.assertRefused("has not confirmed it", "person", "cadre.decision", "action_approve", decision.ids)
        self.assertEqual(decision.state, "submitted")

    def test_a_further_tier_does_not_help(self):
        """A tier that names him, by an administrator: nobody can give it, so it is not handed in."""
        self.env["tier.definition"].create(
            {
                "name": "本人审定",
                "model_id": self.env["ir.model"]._get("cadre.decision").id,
                "model": "cadre.decision",
                "review_type": "individual",
                "reviewer_id": self.person_user.id,
                "sequence": 1,
            }
        )
        decision = self.draft_decision()
        self.assertRefused("nobody can give the approval “本人审定”", "officer", "cadre.decision", "action_submit",
                           decision.ids)  # fmt: skip

    def test_his_vote_does_not_count_for_his_line(self):
        """Three of four for it is a majority; without the one it is about two of three still are, one of two is not."""
        decision = self.draft_decision(present=3, votes_for=2, votes_against=1)
        self.assertRefused(
            "李明: 李明 withdraws, and without him 1 votes of 2 present, 3 expected, are not enough",
            "officer", "cadre.decision", "action_submit", decision.ids,
        )  # fmt: skip
        rows = {row.employee_id: row.id for row in decision.attendance_ids}
        absent = decision.attendance_ids.filtered(lambda one: one.presence == "absent").employee_id
        self.call("officer", "cadre.decision", "write", decision.ids,
                  {"attendance_ids": [[1, rows[absent], {"presence": "present"}],
                                      [1, rows[self.person], {"presence": "absent", "reason": "出差"}]]})  # fmt: skip
        self.call("officer", "cadre.meeting", "write", decision.meeting_id.ids, {"chair_id": self.decider.id})
        self.call("officer", "cadre.decision", "action_submit", decision.ids)  # he was not there
        self.assertFalse(self.line(decision, self.person).withdraws)

    def test_he_undoes_nothing(self):
        """The decision about him is undone by who presides without him."""
        decision = self.submitted()
        self.call("decider", "cadre.decision", "action_approve", decision.ids)
        values = {"res_model": "cadre.decision", "res_ids": decision.ids, "step": "undo", "reason": "更正"}
        for role, says in (("person", "not the one"), ("leader", "not the one")):
            order = self.call(role, "cadre.step.reason", "create", values)
            self.assertRefused(says, role, "cadre.step.reason", "action_confirm", [order])
        order = self.call("decider", "cadre.step.reason", "create", values)
        self.call("decider", "cadre.step.reason", "action_confirm", [order])
        self.assertEqual(decision.state, "revoked")

    def test_the_clerk_on_the_list(self):
        """Who writes it down is on the list himself: his line stays as proposed, by whatever command."""
        decision = self.draft_decision()
        line = self.line(decision, self.officer)
        top = self.grade(self.scheme.result_scale_id, "优秀")
        self.assertNotEqual(line.grade_id, top)
        with self.unmoved(line, "grade_id", "reason", "extremely_poor"):
            for values in ({"grade_id": top.id, "reason": "突出"}, {"reason": "突出"}):
                self.assertRefused("about yourself", "officer", "cadre.decision.line", "write", line.ids, values)
                self.assertRefused("about yourself", "officer", "cadre.decision", "write", decision.ids,
                                   {"line_ids": [[1, line.id, values]]})  # fmt: skip
                self.assertRefused("about yourself", "officer", "cadre.decision", "web_save", decision.ids,
                                   {"line_ids": [[1, line.id, values]]}, {"name": {}})  # fmt: skip
            mine = {"assessment_id": line.assessment_id.id, "grade_id": top.id, "reason": "突出"}
            self.assertRefused("about yourself", "officer", "cadre.decision", "create",
                               {"name": "二", "cycle_id": self.cycle.id, "body_id": self.leading_body.id,
                                "line_ids": [[0, 0, mine]]})  # fmt: skip
            self.call("officer", "cadre.decision", "action_fill", decision.ids)
        self.call("clerk", "cadre.decision.line", "write", line.ids, {"grade_id": top.id, "reason": "集体研究"})
        self.assertEqual(line.grade_id, top)

    def test_a_veto_is_not_cleared_by_whom_it_is_about(self):
        """Nor withdrawn, nor recorded."""
        mine = self.assessment(self.person)
        with self.unmoved(mine, "veto_state", "veto_by_id"):
            for method in ("action_veto_clear", "action_veto_withdraw", "action_veto_record"):
                self.assertRefused("nobody on his own", "person", "cadre.assessment", method, mine.ids)
            values = {"assessment_id": mine.id, "veto_field_id": self.scheme.veto_field_ids[:1].id, "note": "x"}
            order = self.call("person", "cadre.veto.wizard", "create", values)
            self.assertRefused("nobody on his own", "person", "cadre.veto.wizard", "action_confirm", [order])


@tagged("post_install", "-at_install")
class TestAfterTheDecision(SidesCase):
    """Decided, shown, archived; somebody asks for a review."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme.write({"appeal_days": 10, "appeal_reply_days": 10})
        cls.decision = cls.draft_decision()
        cls.decision.action_submit()
        cls.decision.with_user(cls.decider_user).action_approve()
        cls.notice = cls.env["cadre.notice"].with_user(cls.officer_user)
        cls.notice = cls.notice.create({"name": "公示", "cycle_id": cls.cycle.id, "days": 5})
        cls.notice.action_post()

    def asked(self, employee=None):
        """A request for a review that waits for its answer."""
        assessment = self.assessment(employee or self.other)
        appeal = guarded(self.env["cadre.appeal"].sudo()).create(
            {"assessment_id": assessment.id, "grounds": "漏记", "requested_on": fields.Date.today(),
             "received_on": fields.Date.today(), "reply_due": fields.Date.today() + timedelta(days=5)}
        )  # fmt: skip
        guarded(appeal).write({"state": "requested"})
        return appeal

    def answer(self, role, appeal, step="reject"):
        values = {"res_model": "cadre.appeal", "res_ids": appeal.ids, "step": step, "reason": "经复核，依据充分。"}
        order = self.call(role, "cadre.step.reason", "create", values)
        return self.call(role, "cadre.step.reason", "action_confirm", [order])

    def test_who_decided_answers_no_review(self):
        """Who wrote it down, who voted, who confirmed, with a role of the office or not: another one answers."""
        appeal = self.asked()
        office = self.env.ref("cadre_assessment.group_cadre_officer")
        for user in (self.leader_user, self.decider_user, self.person_user):
            user.group_ids += office
            self.seat(user)
        with self.unmoved(appeal, "state", "reply", "replied_by_id"):
            for role in ("officer", "leader", "decider", "person"):
                for step in ("reject", "uphold"):
                    with self.subTest(role, step=step), self.assertRaisesRegex(Refused, "wrote, voted or confirmed"):
                        self.answer(role, appeal, step)
        self.answer("clerk", appeal)
        self.assertEqual((appeal.state, appeal.replied_by_id), ("rejected", self.clerk_user))

    def test_another_account_is_the_same_person(self):
        """Who confirmed it, with another account since."""
        second = new_test_user(self.env, login="cadre_second", groups="cadre_assessment.group_cadre_officer")
        self.decider._set_account(second, "换了账号")
        self.seat(second)
        self.env.invalidate_all()
        appeal = self.asked()
        with self.assertRaisesRegex(Refused, "wrote, voted or confirmed"):
            self.answer(second, appeal)

    def test_a_line_written_by_hand(self):
        """Who wrote one line of it belongs to those who decided on that subject."""
        self.env.cr.execute(
            "UPDATE cadre_decision_line SET write_uid = %s WHERE decision_id = %s AND assessment_id = %s",
            [self.clerk_user.id, self.decision.id, self.assessment(self.other).id],
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(Refused, "wrote, voted or confirmed"):
            self.answer("clerk", self.asked())
        self.answer("clerk", self.asked(self.section_head))

    def test_objections_are_settled_by_others(self):
        """The clerk on the notice may say that nothing came in; what came in is written down by somebody else."""
        notice = self.notice
        self.call("officer", "cadre.notice", "write", notice.ids, {"objections": "none"})
        said = "about you, too"
        for values in ({"objections": "settled"}, {"objection_note": "无理由"}):
            self.assertRefused(said, "officer", "cadre.notice", "write", notice.ids, values)
            self.assertRefused(said, "officer", "cadre.notice", "web_save", notice.ids, values, {"name": {}})
        self.call(
            "clerk", "cadre.notice", "write", notice.ids, {"objections": "settled", "objection_note": "一件，已复"}
        )
        for values in ({"objections": "none"}, {"objection_note": False}, {"objections": False}):
            self.assertRefused(said, "officer", "cadre.notice", "write", notice.ids, values)
        self.assertEqual(notice.sudo().objections, "settled")


@tagged("post_install", "-at_install")
class TestTwoMembers(SidesCase):
    """An adjustment of the post, of which the rule says that two agree; the body has three members with an account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dismissal = guarded(cls.env["cadre.consequence"].with_user(cls.officer_user).sudo()).create(
            {"name": "辞退", "cycle_id": cls.cycle.id, "employee_id": cls.other.id, "person_name": "王芳",
             "action": "dismissal", "protection": "none", "state": "proposed", "approval": "two_members"}
        )  # fmt: skip

    def approve(self, role):
        return self.call(role, "cadre.consequence", "action_approve", self.dismissal.ids)

    def test_two_members(self):
        self.approve("decider")
        self.assertEqual((self.dismissal.state, self.dismissal.agreed_by_id), ("proposed", self.decider_user))
        self.assertRefused("by one member alone", "decider", "cadre.consequence", "action_approve", self.dismissal.ids)
        self.assertRefused("not possible", "officer", "cadre.consequence", "action_done", self.dismissal.ids)
        self.approve("leader")
        self.assertEqual((self.dismissal.state, self.dismissal.approved_by_id), ("approved", self.leader_user))

    def test_one_member_by_no_method(self):
        """Every public method and every write of one member: it stays a proposal."""
        self.approve("decider")
        with self.unmoved(self.dismissal, "approved_by_id", "agreed_by_id", "approved_on"), sweeping():
            for method in public_methods(self.dismissal):
                if "cancel" in method:
                    continue
                for args in ([self.dismissal.ids], [self.dismissal.ids, {"state": "approved"}]):
                    try:
                        self.call("decider", "cadre.consequence", method, *args, context=FORGED_CONTEXT)
                    except Refused:
                        continue
            for values in ({"state": "approved"}, {"agreed_by_id": self.leader_user.id}, {"agreed_by_id": False}):
                for role in ("decider", "officer", "manager"):
                    self.assertRefused("", role, "cadre.consequence", "write", self.dismissal.ids, values)
        self.assertEqual(self.dismissal.state, "proposed")

    def test_not_who_proposed_it(self):
        """Who archived the result is neither the first nor the second, though he sits in the body."""
        self.officer_user.group_ids += self.env.ref(DECIDER)
        self.env["cadre.body.member"].create({"body_id": self.leading_body.id, "employee_id": self.officer.id})
        self.assertRefused("not the one", "officer", "cadre.consequence", "action_approve", self.dismissal.ids)
        self.approve("decider")
        self.assertRefused("not the one", "officer", "cadre.consequence", "action_approve", self.dismissal.ids)

    def test_a_new_look_needs_new_approvals(self):
        self.approve("decider")
        order = self.call("leader", "cadre.consequence.wizard", "create",
                          {"consequence_id": self.dismissal.id, "protection": "none", "note": "已核"})  # fmt: skip
        self.call("leader", "cadre.consequence.wizard", "action_confirm", [order])
        self.assertFalse(self.dismissal.agreed_by_id)

    def test_not_about_himself(self):
        """Neither approved nor carried out by whom it is about."""
        mine = guarded(self.env["cadre.consequence"].sudo()).create(
            {"name": "辞退", "cycle_id": self.cycle.id, "employee_id": self.person.id, "person_name": "李明",
             "action": "dismissal", "protection": "none", "state": "proposed"}
        )  # fmt: skip
        self.assertRefused("about yourself", "person", "cadre.consequence", "action_approve", mine.ids)
        self.person_user.group_ids += self.env.ref("cadre_assessment.group_cadre_officer")
        guarded(mine).write({"state": "approved"})
        self.assertRefused("about yourself", "person", "cadre.consequence", "action_done", mine.ids)
