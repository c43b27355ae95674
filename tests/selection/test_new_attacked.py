"""What is new in selections, attacked: the reserve, nominations, previews, and what rivals may read of each other."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import tagged

from .common import SelectionCase
from .reserve import ReserveCase
from .test_marks import Contest

IN = (
    "selection_id", "candidate_id.selection_id", "paper_id.selection_id", "step_id.selection_id",
    "notice_id.selection_id", "ballot_id.selection_id", "decision_id.selection_id",
)  # fmt: skip
ABOUT = (
    "candidate_id.employee_id", "paper_id.candidate_id.employee_id", "subject_id.employee_id", "line_id.employee_id",
    "employee_id",
)  # fmt: skip
"""Paths by which a row belongs to a selection, and to a person."""
PUBLIC = {
    "cadre.ballot.subject": "the names on a paper are read by whoever votes",
    "cadre.notice.line": "posted for everybody",
}
"""What a rival reads all the same, and why."""


@tagged("post_install", "-at_install")
class TestRivals(Contest):
    def about(self, rivals):
        """{model: rows about ``rivals``}, of every model that belongs to a selection and to a person."""
        found = {}
        for name, model in self.env.registry.models.items():
            if not name.startswith("cadre.") or model._abstract or model._transient or name in PUBLIC:
                continue
            rows = self.env[name].sudo()
            within = [path for path in IN if self.leads(rows, path)]
            whom = [path for path in ABOUT if self.leads(rows, path)]
            if name == "cadre.candidate":
                found[name] = rivals
            elif within and whom:
                asked = Domain(within[0], "in", rivals.selection_id.ids) & Domain(whom[0], "in", rivals.employee_id.ids)
                found[name] = rows.search(asked)
        return {name: rows for name, rows in found.items() if rows}

    def leads(self, model, path):
        """Whether ``path`` is one of stored fields of ``model``."""
        for name in path.split("."):
            field = model._fields.get(name)
            if not (field and field.store and field.type == "many2one"):
                return False
            model = self.env[field.comodel_name]
        return True

    def test_a_rival_of_the_office(self):
        """Who stands himself and sits in the office reads no row about a rival, of whatever model it is."""
        selection = self.speeches()
        stands = {"selection_id": selection.id, "post_id": selection.post_ids.id}
        himself = self.env["cadre.candidate"].sudo().create({**stands, "employee_id": self.selection_officer.id})
        rivals = selection.sudo().candidate_ids - himself
        decision = {
            "selection_id": selection.id, "name": "任职", "body_id": self.team.id, "date": "2010-03-13",
            "step_id": self.step(selection, "decision").id,
        }  # fmt: skip
        decision = self.env["cadre.decision"].sudo().create(decision)
        lines = guarded(self.env["cadre.decision.name"].sudo())
        for one in rivals - decision.name_ids.candidate_id:
            lines.create({"decision_id": decision.id, "candidate_id": one.id})
        guarded(self.env["cadre.appointment"].sudo()).create(
            [
                {"selection_id": selection.id, "candidate_id": one.id, "employee_id": one.employee_id.id,
                 "post_name": "科长"}
                for one in rivals
            ]
        )  # fmt: skip
        notice = self.env["cadre.notice"].sudo()._of_step(self.step(selection, "check_publish").sudo())
        guarded(notice).write({"state": "posted", "date_from": "2010-03-12", "date_to": "2010-03-18"})
        ballot = self.env["cadre.ballot"]._of_step(selection.step_ids.filtered(lambda one: one.kind == "ballot")[:1])
        ballot = guarded(ballot.sudo())
        for one in rivals | himself:
            line = {"notice_id": notice.id, "employee_id": one.employee_id.id, "name": one.name, "grade_name": "科长"}
            line = guarded(self.env["cadre.notice.line"].sudo()).create(line)
            objection = {"notice_id": notice.id, "line_id": line.id, "objector": "老张", "text": "有问题"}
            guarded(self.env["cadre.objection"].sudo()).create(objection)
        for subject in ballot.subject_ids:
            ballot.tally_ids.create(
                {
                    "ballot_id": ballot.id, "group_id": ballot.group_ids[0].id, "subject_id": subject.id, "count": 3,
                    "criterion_id": ballot.criterion_ids[0].id, "grade_id": ballot.scale_id.grade_ids[0].id,
                    "channel": "paper",
                }
            )  # fmt: skip
        ballot.state = "sealed"
        about = self.about(rivals)
        self.assertLessEqual(
            {"cadre.decision.name", "cadre.appointment", "cadre.candidate.check", "cadre.objection",
             "cadre.ballot.tally"}, about.keys(),
        )  # fmt: skip
        for name, rows in about.items():
            model = self.env[name].with_user(self.office_user)
            with self.subTest(name):
                self.assertFalse(model.has_access("read") and model.search([("id", "in", rows.ids)]))
                self.assertFalse(model.has_access("write") and rows.with_user(self.office_user).has_access("write"))
        objections = self.env["cadre.objection"].with_user(self.office_user)
        self.assertFalse(objections.search([("employee_id", "=", self.selection_officer.id)]))
        guarded(selection.sudo()).state = "closed"
        self.env.invalidate_all()
        self.assertTrue(objections.search([]), "once it is over he reads of the others")
        self.assertFalse(objections.search([("employee_id", "=", self.selection_officer.id)]), "and never of himself")


@tagged("post_install", "-at_install")
class TestReserve(ReserveCase):
    def test_not_told_of_himself(self):
        """Whether he stands in the reserve a candidate does not learn from what came of his own check."""
        self.entered(self.person)
        selection = self.make_selection("S4P10", "2026-03-02", posts=("科长",))
        candidate = self.env["cadre.candidate"].sudo().create(
            {"selection_id": selection.id, "post_id": selection.post_ids.id, "employee_id": self.person.id,
             "channel": "self"}
        )  # fmt: skip
        self.env["cadre.registration"]._tell(candidate, "running")
        leaves = self.env["cadre.criterion"].search([("fact", "!=", False)])
        asked = leaves.filtered(lambda one: one.fact == "in_reserve")[:1]
        other = leaves.filtered(lambda one: one.fact == "serving" or one.fact == "identity")[:1]
        self.assertTrue(asked and other)
        rows = guarded(self.env["cadre.candidate.check"].sudo()).create(
            [
                {"candidate_id": candidate.id, "criterion_id": one.id, "condition": one.fact, "shown": True,
                 "found": "yes"}
                for one in (asked, other)
            ]
        )  # fmt: skip
        mine = self.env["cadre.candidate.check"].with_user(self.person_user)
        self.assertEqual(mine.search([("id", "in", rows.ids)]).criterion_id, other)
        self.assertEqual(mine.search_count([("criterion_id.fact", "=", "in_reserve")]), 0)
        with self.assertRaises(AccessError):
            rows[0].with_user(self.person_user).read(["known_text"])
        guarded(rows).write({"answer": "no"})
        guarded(candidate).write({"eligible": "no", "eligible_note": False})
        self.step(selection, "check").sudo()._take_effect()
        told = self.env["cadre.registration"].with_user(self.person_user).search([]).reason_text
        self.assertEqual(told, rows[1]._wanting())
        self.assertEqual(candidate.out_text, rows._wanting())
        theirs = self.env["cadre.candidate.check"].with_user(self.office_user)
        self.assertEqual(theirs.search([("id", "in", rows.ids)]), rows)

    def test_whose_it_is(self):
        """A draft is not handed to another office, nor is somebody of another company written down."""
        another = self.env["cadre.body"].create(
            {"name": "乡选任办", "kind": "selection", "unit_id": self.other_unit.id}
        )
        draft = self.entry(self.person)
        for values in ({"office_body_id": another.id}, {"office_body_id": self.leading_body.id}):
            with self.subTest(values), self.assertRaises(UserError), self.cr.savepoint():
                draft.write(values)
        with self.assertRaises(UserError), self.cr.savepoint():
            self.entry(self.other, office_body_id=another.id)
        entry = self.entered(self.person)
        review = self.reviewed(self.entered(self.other, date_from="2020-01-01"))
        for commands in (
            [(1, review.id, {"outcome": "removal"})], [(0, 0, {"year": 2024, "proposal": "keep", "outcome": "keep"})],
            [(4, review.id)], [(2, review.id)], [(5,)],
        ):  # fmt: skip
            with self.subTest(commands), self.assertRaises(UserError), self.cr.savepoint():
                entry.write({"review_ids": commands})
        with self.assertRaises(UserError), self.cr.savepoint():
            draft.copy({"employee_id": self.leader.id}).action_enter() and entry.copy().write({"state": "in"})


@tagged("post_install", "-at_install")
class TestNominations(SelectionCase):
    def test_nobody_nominates_himself_through_his_body(self):
        """A body does not nominate its own head: he would answer for himself."""
        self.leading_body.member_ids.write({"date_from": "2000-01-01"})
        self.on("2010-03-15")
        nomination = self.env["cadre.nomination"].with_user(self.office_user).create(
            {"employee_id": self.decider.id, "by": "body", "body_id": self.leading_body.id, "post_text": "科长",
             "reason": "实绩突出", "date": "2010-03-15"}
        )  # fmt: skip
        with self.says("answers for"):
            nomination.action_hand_in()
        with self.says("answers for"):
            self.env["cadre.nomination"].with_user(self.office_user).create(
                {"employee_id": self.person.id, "by": "body", "body_id": self.leading_body.id, "post_text": "科长",
                 "reason": "实绩突出", "date": "2010-03-15", "co_responsible_ids": [(6, 0, self.person.ids)]}
            ).action_hand_in()  # fmt: skip


@tagged("post_install", "-at_install")
class TestPreviews(SelectionCase):
    def test_forged(self):
        """A dialog with words of a client's own is refused in a sentence, and shows nothing of what he may not read."""
        self.on("2012-12-09")
        selection = self.make_selection("S4P2", "2012-12-09", posts=("局机关主任科员",))
        step = selection.step_ids[:1]
        forged = [
            {"res_model": "no.such", "res_ids": [1], "act": "unlink"},
            {"res_model": "res.users", "res_ids": [1], "act": "unlink"},
            {"res_model": "cadre.selection", "res_ids": selection.ids, "act": "unlink"},
            {"res_model": "cadre.selection", "res_ids": selection.ids, "act": "action_standby"},
            {"res_model": "cadre.selection.step", "res_ids": step.ids, "act": "action_do"},
            {"res_model": "cadre.selection.step", "res_ids": ["x"], "act": "action_do"},
            {"res_model": "cadre.selection.step", "res_ids": {"a": 1}, "act": "action_do"},
            {"res_model": "cadre.selection.step", "res_ids": 7, "act": "action_do"},
        ]
        for user in (self.person_user, self.leader_user, self.officer_user, self.decider_user):
            for values in forged:
                with self.subTest(values, user=user.login), self.assertRaises(UserError), self.cr.savepoint():
                    self.env["cadre.act.preview"].with_user(user).create(values).action_confirm()
        for model, ids in (
            ("no.such", [1]),
            ("cadre.selection", ["x"]),
            ("cadre.selection", {"a": 1}),
            ("res.users", 7),
        ):
            with self.subTest(model, ids=ids), self.assertRaises(UserError), self.cr.savepoint():
                asked = {"res_model": model, "res_ids": ids, "step": "annul", "reason": "x"}
                asked = self.env["cadre.step.reason"].with_user(self.person_user).create(asked)
                self.assertFalse(asked.about)
                asked.action_confirm()
