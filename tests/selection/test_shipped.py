"""Each procedure that comes along runs to its end, step by step, each by its actor. (S4-P1 … P11, the law)"""

from datetime import timedelta

from odoo.tests import tagged

from .common import SelectionCase

SHIPPED = {
    "S4P1", "S4P2", "S4P4A", "S4P4B", "S4P9-A", "S4P9-B", "S4P9-C", "S4P9-D", "S4P10", "S4P11", "S4LAW", "S4RANK",
}  # fmt: skip
BEGUN = {"S4P10": {"probation", "office", "handover"}, "S4LAW": {"probation"}}
"""Terms that begin with the document, where a procedure begins some."""


@tagged("post_install", "-at_install")
class TestShipped(SelectionCase):
    FIRST = "2024-05-06"

    def run_step(self, selection, step):
        """Take an open step whose turn it is, with everything it asks for, on the first day it can be taken."""
        rule, code = step.rule_id, step.rule_id.code
        first = step._earliest()
        if first > self.today:
            self.on(first)
        if step.closes_at and rule.closing_hour:
            self.on(max(self.today, step.closes_at.date() + timedelta(days=1)))
        self.write_papers(selection, code)
        field = step._field()
        values = {"document": "文〔2024〕1号"} if rule.kind in ("approval", "document", "filing") else {}
        user = self.inspector_user if rule.actor == "group" else None
        if rule.kind == "check":
            for one in field:
                self.check(one)
        elif rule.kind == "ballot":
            self.seal(selection, code, dict.fromkeys(field.employee_id, 30), 43, post=step.post_id)
        elif rule.kind in ("talks", "talk"):
            self.talk_all(selection, step)
        elif rule.kind == "opinion":
            self.answer(selection)
        elif rule.kind in ("decision", "shortlist"):
            against = {selection.candidate_ids[1].employee_id: (0, 3, 0)} if rule.kind == "decision" else None
            self.decide(selection, code, against)
            return
        elif rule.kind == "notice":
            self.end_notice(self.notice(selection, code))
        elif rule.kind == "marks":
            self.judge(selection, code, dict.fromkeys(field.employee_id, 88), post=step.post_id)
        elif rule.kind == "exam":
            field.with_user(self.office_user).write({"exam_taken": True, "exam_mark": 90})
        self.do(selection, code, user=user, post=step.post_id, **values)

    def talk_all(self, selection, step):
        """One talk with each group, or with each candidate."""
        code = step.rule_id.code
        for group in step.rule_id.group_ids if step.kind == "talks" else ():
            self.talk(selection, code, group_id=group.id)
        for one in step._field() if step.kind == "talk" else ():
            self.talk(selection, code, candidate_id=one.id)

    def check(self, candidate):
        """Signed as met one by one, where the procedure has conditions."""
        if candidate._roots():
            self.meets(candidate)
        else:
            candidate.with_user(self.office_user).eligible = "yes"

    def run_all(self, code):
        self.on(self.FIRST)
        selection = self.make_selection(code, self.FIRST, posts=(f"职位{code}",), name=code)
        self.assertFalse(selection.step_ids.rule_id - selection.procedure_id.step_ids)
        for one in self.make_people(2, prefix=f"{code}-", birthday="1984-05-01"):
            self.candidate(selection, one)
        selection.action_begin()
        for _step in range(2 * len(selection.step_ids)):
            ready = selection.step_ids.filtered(lambda one: one.state == "open" and one._earliest() is not None)
            if not ready:
                break
            self.run_step(selection, ready.sorted(lambda one: one._earliest())[0])
        return selection

    def test_each_one(self):
        codes = self.env["cadre.procedure"].search([("state", "=", "active")]).mapped("code")
        self.assertGreaterEqual(
            set(codes),
            SHIPPED,
        )
        for code in sorted(code for code in codes if code.startswith("S4")):
            with self.subTest(code):
                selection = self.run_all(code)
                waiting = selection.step_ids.filtered(lambda one: one.state == "open")
                self.assertEqual([(one.name, one.problem_text) for one in waiting], [])
                order = selection.step_ids.filtered(lambda one: one.state == "done")
                for step in order:
                    for before in step._waits_for():
                        self.assertGreaterEqual(step.acted_on or step.done_on, before._last_day() + step._gap(before))
                selection.with_user(self.office_user).action_close()
                self.assertEqual(selection.state, "closed")
                first, second = selection.candidate_ids.mapped("state")
                self.assertIn(first, {"decided", "appointed"})
                begun = set(selection.sudo().appointment_ids.term_ids.mapped("kind"))
                self.assertGreaterEqual(begun, BEGUN.get(code, set()), "terms that the document begins")
                self.assertEqual(second, "out", "the body voted him down")

    def test_terms_as_told(self):
        """S4-P10-25, -36, -39, -40 and O-18: three years, three months, two days, posts of losers lapse; one year.

        Probation is of leading posts alone (O-06): a rank has none.
        """
        asked = ("probation_months", "term_months", "handover_days", "incumbents_lapse")
        told_of = (("S4P10", (3, 36, 2, True)), ("S4LAW", (12, 0, 0, False)), ("S4RANK", (0, 0, 0, False)))
        for code, told in told_of:
            procedure = self.env["cadre.procedure"].search([("code", "=", code), ("state", "=", "active")])
            self.assertEqual(tuple(procedure[name] for name in asked), told, code)

    def test_steps_that_wait_for_each_other(self):
        """Refused in a sentence that names the ring, in the office's own procedure and in a file."""
        procedure = self.env["cadre.procedure"].search([("code", "=", "S4P11")]).copy({"code": "RING"})
        steps = {step.code: step for step in procedure.step_ids}
        self.assertEqual(steps["speech"].after_ids, steps["register"], "a copy waits for its own steps")
        steps["register"].after_ids = steps["evaluate"]
        with self.assertRaisesRegex(Exception, "waits for itself: .*个人报名.*群众评议"):
            procedure.action_activate()

    def test_frozen_once_used(self):
        """What a selection goes by stays: it is followed by a version, and that one is in force for the next."""
        self.on(self.FIRST)
        selection = self.make_selection("S4P11", self.FIRST)
        procedure = selection.procedure_id.with_user(self.manager_user)
        procedure.sudo().company_id = self.company
        selection.action_begin()
        step = procedure.step_ids[0]
        for act in (lambda: step.write({"name": "改"}), lambda: procedure.write({"ratio": 2}), step.unlink):
            with self.assertRaisesRegex(Exception, "Make a new version"):
                act()
        new = self.env["cadre.procedure"].browse(procedure.action_new_version()["res_id"])
        self.assertEqual((new.version, new.state, len(new.step_ids)), (2, "draft", len(procedure.step_ids)))
        new.with_user(self.manager_user).action_activate()
        self.assertEqual(procedure.state, "retired")
        self.assertEqual(selection.state, "running")
