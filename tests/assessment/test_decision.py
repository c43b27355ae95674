"""The body decides only what the rules allow, completely, and with reasons. (S0-30 … S0-34, S0-40)"""

from dataclasses import replace

from odoo.addons.cadre_assessment.models.cycle.opening import named
from odoo.addons.cadre_assessment.models.cycle.roster import roster
from odoo.addons.cadre_assessment.models.decision.decision_check import names
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import UserError
from odoo.tests import Form

from tests.acting.registry import acts
from tests.assessment.common import YearCase


class TestDecision(YearCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_year()
        cls.fill_findings()
        cls.clear_vetoes()
        cls.compute()

    def _refused(self, words, **values):
        """The office cannot hand the decision in; the message says ``words``."""
        change = values.pop("change", None)
        decision = self.draft_decision(change=change, **values)
        with self.assertRaisesRegex(UserError, words):
            decision.action_submit()
        return decision

    # -- the way it goes -------------------------------------------------------------------------------------------
    def test_the_proposals_are_decided(self):
        """The office writes it down with the proposals, the head of the body confirms, the grades stand."""
        decision = self.draft_decision()
        self.assertEqual(len(decision.line_ids), 13)
        self.assertFalse(decision.line_ids.filtered("different"))
        decision.action_submit()
        self.assertEqual((decision.state, decision.chair_user_id), ("submitted", self.decider_user))
        decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()
        self.assertEqual((decision.state, decision.confirmed_by_id), ("approved", self.decider_user))
        self.assertEqual(self.cycle.state, "decided")
        a = self.assessment(self.a)
        self.assertEqual((a.state, a.decided_grade_id.name, a.decision_id), ("decided", "优秀", decision))
        subjects = self.cycle.assessment_ids.filtered("assessed")
        self.assertEqual(subjects.decided_grade_id.mapped("name"), ["优秀", "称职"])

    def test_equal_names_never_stand_alone(self):
        """Who is named in a message is told apart from whoever has his name in this year, meant or not."""
        a, b = self.assessment(self.a), self.assessment(self.b)
        guarded(a.sudo()).write({"name": "王伟", "post": "甲岗"})
        guarded(b.sudo()).write({"name": "王伟", "post": "乙岗"})
        self.assertEqual(names(a, self.env), "王伟（甲岗）")
        self.assertIn("王伟（乙岗）", names(a | b, self.env))
        self.assertEqual(names(self.cycle, self.env), self.cycle.name)
        rows = [row for row in roster(self.cycle, self.cycle.cut_off) if row.employee_id][:2]
        rows = [replace(row, employee_name="李娜", post="科员", staff_number=f"N{n}") for n, row in enumerate(rows)]
        self.assertEqual(named(self.cycle, rows[:1], rows), "李娜（科员、N0）")

    def test_the_head_needs_the_role(self):
        """Said before it is handed in, not when the head of the body presses the button."""
        self.decider_user.group_ids -= self.env.ref("cadre_assessment.group_cadre_decider")
        self._refused("has not the role “Deciding Body”")

    def test_the_head_returns_it(self):
        """The head of the body sends it back with a reason; the office may change it again."""
        decision = self.draft_decision()
        decision.action_submit()
        decision.with_user(self.decider_user)._take_with_reason("return", "请补充会议记录")
        self.assertEqual(decision.state, "draft")
        decision.write({"minutes": "<p>补充。</p>"})
        decision.action_submit()
        self.assertEqual(decision.state, "submitted")

    def test_another_grade_needs_a_reason(self):
        """A grade other than proposed needs a reason; with it the reason stands beside the grade."""
        self._refused("needs a reason", change={self.b: ("基本称职", False)})
        self.decide(change={self.b: ("基本称职", "下半年工作明显滑坡")})
        b = self.assessment(self.b)
        self.assertEqual((b.decided_grade_id.name, b.override_reason), ("基本称职", "下半年工作明显滑坡"))

    def test_a_soft_quota_is_overrun_with_a_reason(self):
        """S0-E2, S0-34: a third 优秀 of 13 (23.1 %) only with a reason for the overrun, and its own reason."""
        change = {self.b: ("优秀", "全年重点工作突出")}
        decision = self._refused("exceeding it needs a reason", change=change)
        self.assertTrue(decision.overrun)
        decision.unlink()
        self.decide(change=change, overrun_reason="经集体研究,确有必要")
        grades = self.cycle.assessment_ids.decided_grade_id.mapped("name")
        self.assertIn("优秀", grades)
        self.assertEqual(len(self.cycle.assessment_ids.filtered(lambda one: one.decided_grade_id.is_top)), 3)

    def test_a_hard_quota_is_never_overrun(self):
        """A hard limit stands whatever the reason (G3, strength H)."""
        quota = self.cycle.pool_ids.filtered(lambda one: one.quota_id.use == "result").quota_id
        self.env.cr.execute("UPDATE cadre_scheme_quota SET hard = true WHERE id = %s", [quota.id])
        self.env.invalidate_all()
        self._refused("never exceeded", change={self.b: ("优秀", "突出")}, overrun_reason="必要")

    def test_the_counter_moves_while_editing(self):
        """The seats left are counted from the lines as they are edited, before anything is saved."""
        decision = self.draft_decision()
        top = self.grade(self.scheme.result_scale_id, "优秀")
        index = decision.line_ids.ids.index(self.line(decision, self.b).id)
        with Form(decision) as form:
            self.assertIn("0 left", form.seat_text)
            with form.line_ids.edit(index) as line:
                line.grade_id = top
            self.assertIn("-1 left", form.seat_text)
            self.assertEqual([pool["left"] for pool in form.seat_state], [-1])
            self.assertTrue(form.overrun)
            with form.line_ids.edit(index) as line:
                line.grade_id = self.grade(self.scheme.result_scale_id, "称职")
            self.assertEqual([pool["left"] for pool in form.seat_state], [0])

    # -- what must be there ----------------------------------------------------------------------------------------
    @acts("S0-40", "self.scheme", dimension_ids=[(5, 0, 0)])
    def test_score_and_findings_must_exist(self):
        """S0-40: without 表5 under every heading, or without a score, the decision names who is missing."""
        finding = self.assessment(self.b).finding_ids[0]
        finding.with_user(self.officer_user).write({"positive": False})
        self._refused("Findings.*" + self.b.name)
        finding.with_user(self.officer_user).write({"negative": "有待加强。"})
        self.env.cr.execute("UPDATE cadre_assessment SET has_total = false WHERE id = %s", [self.assessment(self.c).id])
        self.env.invalidate_all()
        self._refused("No score.*" + self.c.name)

    def test_every_party_member_is_reviewed(self):
        """S0-32: a party member without a conclusion on the veto keeps the decision open; the message names him."""
        self.assessment(self.b).with_user(self.decider_user).action_veto_withdraw()
        self._refused("Veto review.*" + self.b.name)

    def test_all_at_once_leave_a_veto_standing(self):
        """Chosen with all the others, a person against whom a veto is recorded keeps it, and keeps nobody back."""
        both = (self.assessment(self.a) | self.assessment(self.b)).with_user(self.decider_user)
        both.action_veto_withdraw()
        both[0]._conclude("vetoed", self.scheme.veto_field_ids[:1], "通报批评")
        both.action_veto_clear()
        self.assertEqual(both.mapped("veto_state"), ["vetoed", "clear"])

    def test_a_veto_against_somebody_outside_the_party(self):
        """A0-8: only party members must be reviewed; a veto that is known counts against everybody else, too."""
        self.b.political_status_id = self.category("political", "masses", party_member=False)
        self.compute()
        b = self.assessment(self.b).with_user(self.decider_user)
        b.action_veto_withdraw()
        self.assertEqual((b.veto_state, b.can_review), ("none", True))
        with self.assertRaisesRegex(UserError, "needs no veto review"):
            b.action_veto_clear()
        foreign = self.category("dimension", "de")
        for field, note in ((foreign, "事由"), (self.scheme.veto_field_ids[:1], " ")):
            with self.assertRaisesRegex(UserError, "needs its field"):
                b._conclude("vetoed", field, note)
        self.assertEqual(b.action_veto_record()["res_model"], "cadre.veto.wizard")
        b._conclude("vetoed", self.scheme.veto_field_ids[:1], "通报批评")
        self.compute()
        self.assertEqual((b.veto_state, b.may_top, b.veto_by_id), ("vetoed", False, self.decider_user))
        b.action_veto_withdraw()
        self.assertEqual((b.veto_state, b.veto_by_id.id), ("none", False))

    def test_who_is_vetoed_cannot_be_top(self):
        """S0-32: against a hard gate no reason helps."""
        field = self.scheme.veto_field_ids[:1]
        self.assessment(self.a).with_user(self.decider_user)._conclude("vetoed", field, "通报批评")
        self.compute()
        self._refused("cannot be graded", change={self.a: ("优秀", "业绩突出")}, overrun_reason="必要")

    def test_a_change_after_the_computation(self):
        """What changed since the last computation must be computed before it is decided, and is named."""
        self.rate(self.b, "half", "优秀")
        self._refused("compute again.*" + self.b.name)
        self.compute()
        self.decide()
        self.assertEqual(self.assessment(self.b).decided_grade_id.name, "优秀")

    def test_a_change_between_submission_and_confirmation(self):
        """The head confirms what is true on the day: a change in between is found at the confirmation, too."""
        decision = self.draft_decision()
        decision.action_submit()
        self.rate(self.b, "half", "优秀")
        with self.assertRaisesRegex(UserError, "compute again"):
            decision.with_user(self.decider_user).action_approve()
        self.assertEqual(self.cycle.state, "computed")

    def test_attendance_and_votes(self):
        """Present at most expected, more than half there, votes add up to those present, a majority in favour."""
        for words, values in {
            "Nobody is entered as present": {"present": 0},
            "more than half": {"present": 1, "votes_for": 1},
            "do not add up": {"votes_for": 2},
            "no majority": {"votes_for": 1, "votes_against": 2},
            "minutes are empty": {"minutes": "<p><br></p>"},
        }.items():
            with self.subTest(words):
                self._refused(words, **values)

    def test_extremely_poor(self):
        """S0-39: the body may find somebody extremely poor, with a reason; the flag stands on the assessment."""
        decision = self.draft_decision()
        line = self.line(decision, self.b)
        line.extremely_poor = True
        with self.assertRaisesRegex(UserError, "extremely poor"):
            decision.action_submit()
        line.reason = "多次未完成任务"
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()
        self.assertTrue(self.assessment(self.b).extremely_poor)

    # -- undo ------------------------------------------------------------------------------------------------------
    def test_undo_before_publication(self):
        """The head of the same body undoes it with a reason; the cycle is computed again and may be decided anew."""
        decision = self.decide()
        decision.with_user(self.decider_user)._take_with_reason("undo", "发现计票错误")
        self.env.invalidate_all()
        self.assertEqual((decision.state, self.cycle.state), ("revoked", "computed"))
        self.assertFalse(self.cycle.assessment_ids.decided_grade_id)
        self.compute()
        self.decide()
        self.assertEqual(self.cycle.state, "decided")

    def test_nobody_else_undoes(self):
        """The office, and a member who is not the head, do not undo."""
        decision = self.decide()
        for user in (self.officer_user, self.leader_user, self.person_user):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                decision.with_user(user)._take_with_reason("undo", "理由")
        self.assertEqual(decision.state, "approved")


class TestTie(YearCase):
    def test_a_tie_is_decided_with_a_reason(self):
        """S0-E3 variant: the body gives the open seat to one of the two and says why; the other gets 称职."""
        self.give_year(c=("良好", "优秀", (12, 6, 2, 0)))
        self.fill_findings()
        self.clear_vetoes()
        self.compute()
        decision = self.draft_decision()
        with self.assertRaisesRegex(UserError, "still to be decided"):
            decision.action_submit()
        scale = self.scheme.result_scale_id
        self.line(decision, self.b).grade_id = self.grade(scale, "优秀")
        self.line(decision, self.c).grade_id = self.grade(scale, "称职")
        with self.assertRaisesRegex(UserError, "say why the tie"):
            decision.action_submit()
        self.line(decision, self.b).reason = "民主测评中优秀票更多"
        self.line(decision, self.c).reason = "同分,名额已满"
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()
        self.assertEqual(self.assessment(self.b).decided_grade_id.name, "优秀")
        self.assertEqual(self.assessment(self.b).override_reason, "民主测评中优秀票更多")
