"""No recorded relative of a candidate reads or writes anything laid before others about him. (回避)"""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .two import TwoCase

SECRET = "密语"
"""Stands in every text that is written about the candidate."""
PAPERS = (
    "cadre.candidate", "cadre.candidate.paper", "cadre.candidate.section", "cadre.candidate.check", "cadre.talk",
    "cadre.opinion", "cadre.appointment.form", "cadre.appointment", "cadre.decision.name", "cadre.nomination",
    "cadre.reserve", "cadre.reserve.review", "cadre.ballot.tally",
)  # fmt: skip


@tagged("post_install", "-at_install")
class TestKin(TwoCase):
    """The clerk, a member of the group, of the body and of the discipline body: each is related to 李明, one entered on
    his page, the others on their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk_user = cls.office_user.copy({"login": "cadre_clerk"})
        cls.clerk = cls.make_employee("经办员", "T0030", cls.other_unit, "干部", user=cls.clerk_user)
        cls.selection_body.member_ids = [(0, 0, {"employee_id": cls.clerk.id, "role": "member"})]

    def setUp(self):
        super().setUp()
        self.inspected()
        self.answer(self.selection)
        Nomination = self.env["cadre.nomination"].with_user(self.office_user)
        nomination = Nomination.create(
            {"by": "person", "person_id": self.leader.id, "employee_id": self.person.id, "post_text": "主任科员",
             "reason": f"{SECRET}提名", "date": self.today, "office_body_id": self.selection_body.id}
        )  # fmt: skip
        word = self.env["cadre.category"].create({"name": "正科级后备", "code": "t-kin", "kind": "reserve"})
        reserve = self.env["cadre.reserve"].create(
            {"employee_id": self.person.id, "category_id": word.id, "office_body_id": self.selection_body.id,
             "body_id": self.leading_body.id, "date_from": self.today, "document": f"{SECRET}文号", "state": "in"}
        )  # fmt: skip
        review = guarded(self.env["cadre.reserve.review"]).create(
            {"reserve_id": reserve.id, "year": 2011, "grades": f"{SECRET}等次", "proposal": "keep", "outcome": "keep"}
        )
        self.mine.with_user(self.office_user).action_form()
        form = self.env["cadre.appointment.form"].search([("candidate_id", "=", self.mine.id)])
        form.reason = f"{SECRET}理由"
        act = guarded(self.env["cadre.appointment"]).create(
            {"selection_id": self.selection.id, "candidate_id": self.mine.id, "employee_id": self.person.id,
             "post_name": f"{SECRET}职务", "post_id": self.selection.post_ids.id}
        )  # fmt: skip
        paper = self.env["cadre.candidate.paper"].search([("candidate_id", "=", self.mine.id)])
        guarded(paper.section_ids).write({"text": f"{SECRET}材料"})
        talk = self.env["cadre.talk"].search([("candidate_id", "=", self.mine.id)])
        guarded(talk).write({"text": f"{SECRET}谈话", "partner_name": f"{SECRET}老张"})
        opinion = self.env["cadre.opinion"].search([("candidate_id", "=", self.mine.id)])
        guarded(opinion).write({"text": f"{SECRET}意见"})
        checks = self.mine.check_ids
        guarded(checks).write({"evidence": f"{SECRET}依据"})
        for record in (self.mine, paper[0], opinion[0], nomination.sudo(), reserve):
            record.message_post(body=f"{SECRET}留言")
            self.env["ir.attachment"].create(
                {"name": f"{SECRET}附件.txt", "res_model": record._name, "res_id": record.id, "raw": b"x"}
            )
        todo = "mail.mail_activity_data_todo"
        self.mine.activity_schedule(todo, user_id=self.office_user.id, summary=f"{SECRET}任务")
        names = self.env["cadre.decision.name"].search([("candidate_id", "=", self.mine.id)])
        names.said = f"{SECRET}议"
        subject = self.ballot.subject_ids.filtered(lambda one: one.employee_id == self.person)
        tallies = self.env["cadre.ballot.tally"].search([("subject_id", "=", subject.id)])
        self.about = {
            one._name: one
            for one in (self.mine, paper, paper.section_ids, checks, talk, opinion, form, act, names,
                        nomination.sudo(), reserve, review, tallies)
        }  # fmt: skip
        self.assertEqual(set(self.about), set(PAPERS))
        self.env.flush_all()
        self.env.invalidate_all()

    def kin_of(self, *people, by_him=False):
        """From now on these are relatives of 李明."""
        for man in people:
            one, other = (self.person, man) if by_him else (man, self.person)
            self.env["cadre.family.member"].create(
                {"employee_id": one.id, "relation": "亲属", "name": other.name, "relative_id": other.id}
            )
        self.env.flush_all()
        self.env.invalidate_all()

    def found_by(self, user):
        """The models about 李明 of which the user finds something."""
        return {
            name
            for name, records in self.about.items()
            if self.env[name].with_user(user).has_access("read")
            and self.env[name].with_user(user).search_count([("id", "in", records.ids)])
        }

    USERS = ("clerk_user", "inspector_user", "decider_user", "discipline_user")

    def test_every_paper(self):
        """What each found before, he finds in no way once he is a relative; the rival's he still works on."""
        before = {name: self.found_by(getattr(self, name)) for name in self.USERS}
        self.assertEqual(before["clerk_user"], set(PAPERS))
        self.assertLessEqual({"cadre.candidate", "cadre.candidate.paper", "cadre.talk"}, before["inspector_user"])
        self.assertLessEqual({"cadre.candidate", "cadre.opinion", "cadre.decision.name"}, before["decider_user"])
        self.assertEqual(before["discipline_user"], {"cadre.opinion"})
        self.kin_of(self.clerk, self.decider)
        self.kin_of(self.inspector, self.discipline, by_him=True)
        for name in self.USERS:
            user = getattr(self, name)
            user.group_ids |= self.env.ref("base.group_allow_export")
            self.assertEqual(self.found_by(user), set(), name)
            for model in before[name]:
                with self.subTest(user=name, model=model):
                    self._knows_nothing(self.env[model].with_user(user), self.about[model])
                    self._writes_nothing(self.env[model].with_user(user), self.about[model])
        self.assertIn(self.hers.id, self.env["cadre.candidate"].with_user(self.clerk_user).search([]).ids)
        papers = self.env["cadre.candidate.paper"].with_user(self.inspector_user)
        self.assertTrue(papers.search([("candidate_id", "=", self.hers.id)]))

    def test_he_adds_nothing(self):
        """No talk, nomination or appointment form about him, and he does not take him up."""
        self.kin_of(self.clerk)
        step = self.step(self.selection, "talks")
        guarded(step.sudo()).state = "open"
        fresh = self.make_selection("S4P1", self.today, posts=("副科长",), name="另一选拔")
        for model, values in (
            ("cadre.talk", {"step_id": step.id, "partner_name": "老李", "candidate_id": self.mine.id}),
            ("cadre.nomination", {"by": "person", "person_id": self.leader.id, "employee_id": self.person.id,
                                  "post_text": "科长", "reason": "好", "office_body_id": self.selection_body.id}),
            ("cadre.candidate", {"selection_id": fresh.id, "post_id": fresh.post_ids.id,
                                 "employee_id": self.person.id}),
        ):  # fmt: skip
            with self.subTest(model), self.assertRaises(UserError), self.cr.savepoint():
                self.env[model].with_user(self.clerk_user).create(values)
        with self.assertRaises(UserError):
            self.mine.with_user(self.clerk_user).action_form()

    def test_no_text_leads_to_him(self):
        """Nothing that is written about him stands in anything a relative reads: fields, messages, files, tasks."""
        models = sorted(
            name for name, model in self.env.registry.models.items()
            if not model._abstract and not model._transient and model._auto
            and (name.startswith("cadre.") or name in ("mail.message", "mail.activity", "ir.attachment"))
        )  # fmt: skip
        self.assertTrue(self._told(self.clerk_user, models), "who is no relative reads of him")
        self.kin_of(self.clerk, self.inspector, self.decider, self.discipline)
        for name in self.USERS:
            with self.subTest(name):
                self.assertEqual(self._told(getattr(self, name), models), [])

    def _told(self, user, models):
        """(model, field) in which the user reads, or finds, what is written about 李明."""
        found = []
        for name in models:
            model = self.env[name].with_user(user)
            if not model.has_access("read"):
                continue
            for field in model._fields.values():
                text = field.store and field.type in ("char", "text", "html")
                if text and model._has_field_access(field, "read"):
                    found += [(name, field.name)] if model.search_count([(field.name, "ilike", SECRET)]) else []
            mine = [("selection_id", "=", self.selection.id)] if "selection_id" in model._fields else []
            if name == "cadre.selection":
                mine = [("id", "=", self.selection.id)]
            if mine:
                self.env.invalidate_all()
                for record in model.search(mine):
                    found += [(name, key) for key in model._fields if SECRET in self._read(record, key)]
        return found

    def _read(self, record, name):
        try:
            return str(record.read([name])[0][name])
        except AccessError:
            return ""

    def test_prints(self):
        """F-26 of him is refused; what is printed of the whole selection leaves him out."""
        paper, opinion = self.about["cadre.candidate.paper"], self.about["cadre.opinion"]
        forms = ("selection_checks", "selection_support", "selection_record")

        def printed(user):
            texts = ""
            for form in forms:
                model = self.env[f"report.cadre_assessment_reports.{form}"].with_user(user)
                texts += str(model._sheets(self.selection.with_user(user)))
            return texts

        self.assertIn(SECRET, printed(self.clerk_user))
        self.kin_of(self.clerk)
        self.assertNotIn(SECRET, printed(self.clerk_user))
        self.assertNotIn(self.person.name, printed(self.clerk_user))
        self.assertIn(self.other.name, printed(self.clerk_user))
        for form, record in (("candidate_paper", paper), ("opinion_letter", opinion), ("appointment_form", self.mine)):
            with self.subTest(form), self.assertRaises(UserError):
                model = self.env[f"report.cadre_assessment_reports.{form}"].with_user(self.clerk_user)
                model._get_report_values(record.ids)

    def test_the_list_is_whole(self):
        """A relative in the office prepares the item: the line he does not read is there, once. Another hands it in."""
        self.do(self.selection, "inspect", user=self.inspector_user)
        self.do(self.selection, "opinion")
        self.on("2012-12-24")
        decision = self.decision(self.selection, "decide")
        self.kin_of(self.clerk)
        mine = decision.with_user(self.clerk_user)
        mine.action_fill_names()
        self.assertEqual(decision.sudo().name_ids.candidate_id, self.mine | self.hers)
        seen = mine.env["cadre.decision.name"].search([("decision_id", "=", decision.id)])
        self.assertEqual(seen.candidate_id, self.hers)
        with self.assertRaisesRegex(AccessError, "a relative of yours stands there"):
            mine.action_submit()
        decision.with_user(self.office_user).action_submit()
        decision.with_user(self.decider_user).action_approve()
        self.assertEqual((self.mine.state, self.hers.state), ("decided", "decided"))

    def test_forgotten_at_once(self):
        """Who is entered as a relative is one from that moment, in the same transaction too; a namesake is none."""
        mine = self.env["cadre.candidate"].with_user(self.clerk_user)
        self.assertTrue(mine.search([("id", "=", self.mine.id)]))
        row = self.env["cadre.family.member"].create(
            {"employee_id": self.clerk.id, "relation": "兄", "name": self.person.name, "relative_id": self.person.id}
        )
        self.assertFalse(mine.search([("id", "=", self.mine.id)]))
        row.relative_id = False
        self.assertTrue(mine.search([("id", "=", self.mine.id)]))


@tagged("post_install", "-at_install")
class TestHimself(TwoCase):
    """A member of the deciding body stands himself: he sits there, withdraws for his own line, and reads none of it."""

    def setUp(self):
        super().setUp()
        self.leader_user.group_ids |= self.env.ref("cadre_assessment.group_cadre_decider")
        self.leader_user.group_ids |= self.env.ref("base.group_allow_export")
        self.assertIn(self.leader, self.leading_body.sudo().member_ids.employee_id)
        third = self.taken_up(self.leader)
        third._advance("recommended")
        self.on("2012-12-22")
        decision = self.decision(self.selection, "shortlist")
        self.line = decision.sudo().name_ids.filtered(lambda one: one.candidate_id == third)
        self.line.write({"votes_for": decision.present - 1})
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        self.decided = decision
        self.assertEqual((self.line.outcome, third.state), ("carried", "listed"))
        self.env.flush_all()
        self.env.invalidate_all()

    def test_the_votes_on_himself(self):
        """Neither votes, total, place nor outcome: by search, count, groups, names, export, or through the decision."""
        Name = self.env["cadre.decision.name"].with_user(self.leader_user)
        self.assertFalse(Name.search([("decision_id", "=", self.decided.id)]), "nor on his rivals, while he stands")
        self._knows_nothing(Name, self.line)
        self.assertFalse(Name.search([("candidate_id.employee_id", "=", self.leader.id)]))
        self.assertFalse(Name.search([("votes_for", ">=", 0), ("id", "=", self.line.id)]))
        self.env.invalidate_all()
        mine = self.decided.with_user(self.leader_user)
        self.assertNotIn(self.line.id, mine.read(["name_ids"])[0]["name_ids"])
        self.assertFalse(mine.search([("id", "=", mine.id), ("name_ids", "any", [("id", "=", self.line.id)])]))
        self.assertEqual(Name.browse(self.line.id).display_name, "Name in a Decision")

    def test_what_was_said_on_him(self):
        """What was said on one person stands on his line and is printed with it, for who reads the line; the text of
        the whole item he reads as any member does."""
        guarded(self.line).said = "会上评价"
        self.env.flush_all()
        self.env.invalidate_all()
        report = self.env["report.cadre_assessment_reports.meeting_minutes"]
        mine = self.decided.with_user(self.leader_user)
        self.assertNotIn("会上评价", str(report.with_user(self.leader_user)._names(1, mine)))
        Name = self.env["cadre.decision.name"].with_user(self.leader_user)
        self.assertFalse(Name.search([("said", "ilike", "评价")]))
        theirs = self.decided.with_user(self.office_user)
        self.assertIn("会上评价", str(report.with_user(self.office_user)._names(1, theirs)))
        self.assertTrue(mine.minutes)

    def test_what_is_told_around_it(self):
        """Messages, tasks, the meeting, its items and the steps do not name him as one who is decided on; the printed
        list of names leaves him out."""
        env, name = self.env(user=self.leader_user), self.leader.name
        # that he sits in the body is no secret; of everything else
        messages = env["mail.message"].search([("model", "=like", "cadre.%"), ("model", "!=", "cadre.body")])
        texts = [
            *messages.mapped("body"),
            *messages.mapped("subject"),
            *env["mail.activity"].search([("res_model", "=like", "cadre.%")]).mapped("summary"),
            *env["cadre.decision"].search([]).mapped("display_name"),
            *env["cadre.meeting"].search([]).mapped("display_name"),
            *env["cadre.selection.step"].search([("selection_id", "=", self.selection.id)]).mapped("problem_text"),
        ]
        self.assertTrue(env["cadre.selection.step"].search_count([("selection_id", "=", self.selection.id)]))
        self.assertFalse([text for text in texts if name in str(text or "")])
        report = env["report.cadre_assessment_reports.meeting_minutes"]
        self.assertNotIn(name, str(report._names(1, self.decided.with_user(self.leader_user))))
        self.assertIn(name, str(report.with_user(self.office_user)._names(1, self.decided.with_user(self.office_user))))
