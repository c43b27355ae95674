"""A selection office with its bodies, and selections by the shipped procedures, as far as a test needs them."""

from contextlib import contextmanager
from datetime import date, timedelta

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import UserError
from odoo.tests import new_test_user

from tests.assessment.common import attend
from tests.common import CadreCase, CadreHttpCase


class SelectionBuilder:
    """``self.office_user`` prepares, ``self.decider_user`` confirms, two of the group inspect, discipline answers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office_user = cls.selection_user
        Body = cls.env["cadre.body"]

        def body(name, kind, *people):
            rows = [(0, 0, {"employee_id": one.id, "role": role}) for one, role in people]
            return Body.create({"name": name, "kind": kind, "unit_id": cls.unit.id, "member_ids": rows})

        cls.selection_body = body("干部科", "selection", (cls.selection_officer, "chair"))
        cls.inspector_user, cls.second_user = (
            new_test_user(cls.env, login=f"cadre_inspector{n}", groups="cadre_assessment.group_cadre_user",
                          company_id=cls.company.id, tz="Asia/Shanghai")
            for n in (1, 2)
        )  # fmt: skip
        cls.inspector = cls.make_employee("考察甲", "T0020", cls.other_unit, "干部", user=cls.inspector_user)
        cls.second = cls.make_employee("考察乙", "T0021", cls.other_unit, "干部", user=cls.second_user)
        cls.group_body = body("考察组", "inspection", (cls.inspector, "chair"), (cls.second, "member"))
        cls.discipline_body = body("纪检组", "discipline", (cls.discipline, "chair"))
        cls.judges_body = body("面试考官", "judges", (cls.decider, "chair"), (cls.leader, "member"))

    @contextmanager
    def says(self, sentence):
        """Refused with this sentence, and nothing of it is left."""
        with self.assertRaises(UserError) as caught:
            yield
        self.assertRegex(str(caught.exception), sentence)

    def on(self, day):
        """From now on it is ``day`` (a date or text) where the company works."""
        day = date.fromisoformat(day) if isinstance(day, str) else day
        frozen = freeze_time(f"{day} 04:00:00")
        frozen.start()
        self.addCleanup(frozen.stop)
        self.today = day
        self.env.invalidate_all()
        return day

    def make_selection(self, code, first, posts=("科长",), **values):
        """A selection by the procedure ``code``, prepared by the office on its first day."""
        selection = self.env["cadre.selection"].with_user(self.office_user).create(
            {
                "name": "选拔",
                "procedure_id": self.env["cadre.procedure"].search([("code", "=", code)]).id,
                "unit_id": self.unit.id,
                "body_id": self.leading_body.id,
                "group_body_id": self.group_body.id,
                "discipline_body_id": self.discipline_body.id,
                "judges_body_id": self.judges_body.id,
                "date_from": first,
                "post_ids": [(0, 0, self.post_values(name)) for name in posts],
                **values,
            }
        )  # fmt: skip
        self.assertEqual(selection.office_body_id, self.selection_body)
        return selection

    def post_values(self, name):
        """A post to be filled: of the unit, with a place in its headcount."""
        job = self.env["hr.job"].search([("name", "=", name), ("department_id", "=", self.unit.id)])
        if not job:
            word = self.category("post_class", f"t-{name}")
            job = job.create({"name": name, "department_id": self.unit.id, "post_class_id": word.id})
            number = {"department_id": self.unit.id, "post_class_id": word.id, "approved": 1, "document": "编办〔1号〕"}
            self.env["cadre.headcount"].create({**number, "date_from": "2000-01-01"})
        return {"job_id": job.id}

    def meets(self, candidate, **but):
        """His conditions, each that no file answers signed as met, or as ``but`` says: {fact: answer}."""
        candidate.with_user(self.office_user).action_check_conditions()
        for check in candidate.check_ids.with_user(self.office_user):
            said = but.get(check.criterion_id.fact)
            if said or check.answer == "unknown":
                check.write({"said": said or "yes", "evidence": "查阅档案"})
                check.action_sign()
        return candidate

    def candidate(self, selection, person, post=0, **values):
        return self.env["cadre.candidate"].with_user(self.office_user).create(
            {
                "selection_id": selection.id,
                "post_id": selection.post_ids[post].id,
                "employee_id": person.id,
                **values,
            }
        )  # fmt: skip

    def step(self, selection, code, post=None):
        found = selection.step_ids.filtered(lambda one: one.rule_id.code == code)
        return found.filtered(lambda one: one.post_id == post) if post else found[:1]

    def do(self, selection, code, user=None, post=None, **values):
        """Take the step as its actor does, with what it asks for already there."""
        step = self.step(selection, code, post).with_user(user or self.office_user)
        if values:
            step.with_user(self.office_user).write(values)
        step.action_do()
        return step

    def write_papers(self, selection, code, user=None):
        """Fill, hand in and sign the papers of a step."""
        papers = self.step(selection, code).paper_ids
        for paper in papers:
            writer = user or (self.inspector_user if paper.author == "group" else self.office_user)
            if paper.employee_id == self.inspector:
                continue  # about himself: another one writes it
            mine = paper.with_user(writer)
            mine.section_ids.write({"text": "已写。"})
            mine.action_submit()
            if paper.signatures > 1:
                paper.with_user(self.second_user).action_sign()
        return papers

    def seal(self, selection, code, votes, valid, post=None):
        """The ballot of a step, sealed: {person: votes in favour} of so many valid papers on paper."""
        step = self.step(selection, code, post)
        step.with_user(self.office_user).action_prepare()
        ballot = step.ballot_ids.sudo()
        groups = ballot.group_ids
        options = ballot._current_options()
        guarded(groups).write({"expected": valid})
        guarded(ballot).write({"options": options, "state": "sealed", "paper_count": valid})
        grades = ballot.scale_id.grade_ids
        against = grades[1] if len(grades) < 4 else grades[3]
        for subject in ballot.subject_ids:
            yes = votes.get(subject.employee_id, 0)
            for heading in ballot.criterion_ids:
                for grade, count in ((grades[0], yes), (against, valid - yes)):
                    if count:
                        guarded(self.env["cadre.ballot.tally"].sudo()).create(
                            {
                                "ballot_id": ballot.id,
                                "group_id": groups[0].id,
                                "subject_id": subject.id,
                                "criterion_id": heading.id,
                                "grade_id": grade.id,
                                "channel": "paper",
                                "count": count,
                            }
                        )
        self.env.invalidate_all()
        return ballot

    def judge(self, selection, code, given, post=None):
        """Every judge of a step of marks enters and confirms: {person: mark, or a list of marks, one a judge}."""
        step = self.step(selection, code, post)
        Mark = self.env["cadre.candidate.mark"]
        for post, people in step._field().grouped("post_id").items():
            for number, judge in enumerate(step._judges_of(post)):
                user = judge.user_id
                mine = Mark.with_user(user).search([("judge_user_id", "=", user.id), ("step_id", "=", step.id)])
                cells = {mark.candidate_id.sudo(): mark.id for mark in mine}
                rows = []
                for one in people:
                    mark = given[one.employee_id]
                    rows.append((cells[one], mark[number] if isinstance(mark, (list, tuple)) else mark))
                Mark.with_user(user).grid_save(rows)
                Mark.with_user(user).grid_confirm(f"{step.id}-{post.id}")
        return step

    def decision(self, selection, code, votes=None):
        """The decision of a step as the office hands it in: {person: (for, against, abstained)}, else all for."""
        step = self.step(selection, code).with_user(self.office_user)
        step.action_prepare()
        decision = step.decision_ids.filtered(lambda one: one.state == "draft")
        attend(decision)
        decision.minutes = "<p>逐一表决。</p>"
        for line in decision.name_ids:
            given = (votes or {}).get(line.candidate_id.sudo().employee_id, (decision.present, 0, 0))
            line.write(dict(zip(("votes_for", "votes_against", "votes_abstained"), given, strict=True)))
        return decision

    def decide(self, selection, code, votes=None):
        decision = self.decision(selection, code, votes)
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        return decision

    def notice(self, selection, code="notice"):
        """Post the notice of a step today."""
        step = self.step(selection, code).with_user(self.office_user)
        step.action_prepare()
        notice = step.notice_ids
        notice.action_post()
        return notice

    def end_notice(self, notice):
        self.on(notice.date_to + timedelta(days=1))
        notice.with_user(self.office_user).write({"objections": "none"})
        notice.with_user(self.office_user).action_end()

    def talk(self, selection, code, **values):
        step = self.step(selection, code)
        return self.env["cadre.talk"].with_user(values.pop("user", self.office_user)).create(
            {"step_id": step.id, "partner_name": "老张", "date": self.today, **values}
        )  # fmt: skip

    def answer(self, selection, answer="clear"):
        for opinion in selection.step_ids.opinion_ids.with_user(self.discipline_user):
            opinion.write({"answer": answer, "text": "未发现影响任职的问题。"})
            opinion.action_answer()


class RealClock:
    """A browser waits by the real clock: what was prepared on other days is looked at today, after ``thaw()``."""

    def on(self, day):
        day = date.fromisoformat(day) if isinstance(day, str) else day
        self.frozen = [*getattr(self, "frozen", ()), freeze_time(f"{day} 04:00:00")]
        self.frozen[-1].start()
        self.today = day
        self.env.invalidate_all()
        return day

    def tearDown(self):
        self.thaw()
        super().tearDown()

    def thaw(self):
        while getattr(self, "frozen", None):
            self.frozen.pop().stop()
        self.env.invalidate_all()
        self.env.flush_all()


class SelectionCase(SelectionBuilder, CadreCase):
    pass


class SelectionHttpCase(SelectionBuilder, CadreHttpCase):
    pass
