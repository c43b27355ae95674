"""Judges mark, each on his own; an examination comes as a workbook  (S4-P4-06 … S4-P4-09, S4-P10-19, A4-15)."""

import base64
import io

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from openpyxl import load_workbook

from .common import SelectionCase


class Contest(SelectionCase):
    """P10 as far as the speeches: two candidates for one post."""

    FIRST = "2010-03-06"
    MARKS = (88, 90, 92, 85, 87, 91, 89, 90, 86)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.judge_users = cls.env["res.users"]
        judges = cls.env["hr.employee"]
        for number in range(9):
            user = new_test_user(
                cls.env, login=f"cadre_judge{number}", groups="cadre_assessment.group_cadre_user",
                company_id=cls.company.id, tz="Asia/Shanghai",
            )  # fmt: skip
            cls.judge_users |= user
            judges |= cls.make_employee(f"班子{number}", f"J{number:03d}", cls.other_unit, "班子成员", user=user)
        cls.judges = judges
        cls.team = cls.env["cadre.body"].create(
            {
                "name": "街道班子",
                "kind": "leading_body",
                "unit_id": cls.unit.id,
                "member_ids": [(0, 0, {"employee_id": one.id, "role": "member"}) for one in judges],
            }
        )
        cls.env["cadre.headcount"].search([]).approved = 10

    def speeches(self, people=None, number=1, posts=("农办副主任",), **values):
        self.on(self.FIRST)
        selection = self.make_selection("S4P10", self.FIRST, posts=posts, body_id=self.team.id, **values)
        self.env["cadre.headcount"].search([]).approved = 10
        selection.post_ids.number = number
        selection.action_begin()
        for one in people or self.person | self.other:
            self.meets(self.candidate(selection, one))
        self.write_papers(selection, "plan")
        self.do(selection, "plan")
        self.on("2010-03-11")
        self.do(selection, "register")
        self.do(selection, "check")
        self.do(selection, "check_publish")
        self.on("2010-03-13")
        return selection

    def card(self, user):
        """How many candidates his first page asks him to mark."""
        sections = self.env["cadre.home"].with_user(user).page()["sections"]
        counts = {card["code"]: card["count"] for section in sections for card in section["cards"]}
        return counts.get("selection_marks", 0)

    def judge(self, selection, code, given, post=None, but=None):
        """As ever; ``but`` this user, who has confirmed already."""
        step = self.step(selection, code)
        if but is None:
            return super().judge(selection, code, given, post)
        Mark = self.env["cadre.candidate.mark"]
        for number, user in enumerate(self.judge_users - but, 1):
            for mark in Mark.with_user(user).search([("judge_user_id", "=", user.id), ("step_id", "=", step.id)]):
                value = given[mark.sudo().candidate_id.employee_id]
                Mark.with_user(user).grid_save([(mark.id, value[number] if isinstance(value, tuple) else value)])
            Mark.with_user(user).grid_confirm(f"{step.id}-{selection.post_ids.id}")
        return step

    def mine(self, user, selection=None):
        found = self.env["cadre.candidate.mark"].with_user(user).search([])
        return found if selection is None else found.filtered(lambda one: one.selection_id == selection)


@tagged("post_install", "-at_install")
class TestMarks(Contest):
    def test_each_judge_his_own(self):
        """Nine marks a candidate wait; a judge finds his two alone, gives them, and they stay once confirmed."""
        selection = self.speeches()
        step, Mark = self.step(selection, "speech"), self.env["cadre.candidate.mark"]
        self.assertEqual(len(step.sudo().mark_ids), 18)
        first, second = self.judge_users[:2]
        mine = self.mine(first)
        self.assertEqual((len(mine), mine.judge_id), (2, self.judges[0]))
        [place] = Mark.with_user(first).grid_places()
        self.assertEqual(place["key"], f"{step.id}-{selection.post_ids.id}")
        self.assertEqual(self.card(first), 2, "it stands on his first page")
        grid = Mark.with_user(first).grid(place["key"])
        self.assertEqual((len(grid["columns"]), grid["columns"][0]["high"], len(grid["rows"])), (1, 100, 2))
        with self.assertRaisesRegex(UserError, "between 0 and 100"):
            Mark.with_user(first).grid_save([(mine[0].id, 101)])
        with self.assertRaisesRegex(UserError, "No mark yet for"):
            Mark.with_user(first).grid_confirm(place["key"])
        Mark.with_user(first).grid_save([(mine[0].id, 88), (mine[1].id, 0)])
        Mark.with_user(first).grid_confirm(place["key"])
        self.assertEqual((mine.mapped("state"), mine.mapped("value")), (["confirmed"] * 2, [88, 0]))
        with self.assertRaisesRegex(UserError, "or it is confirmed"):
            Mark.with_user(first).grid_save([(mine[0].id, 90)])
        self.assertEqual((self.card(first), self.card(second)), (0, 2))
        with self.assertRaisesRegex(UserError, "nothing of yours"):
            Mark.with_user(first).grid_confirm(place["key"])
        theirs = self.mine(second)
        for act in (
            lambda: Mark.with_user(first).grid_save([(theirs[0].id, 1)]),
            lambda: theirs[0].with_user(first).read(["value"]),
            lambda: theirs[0].with_user(second).write({"value": 99}),
            lambda: theirs[0].with_user(second).write({"state": "confirmed"}),
            lambda: theirs[0].with_user(self.office_user).read(["value"]),
        ):
            with self.assertRaises(AccessError):
                act()
        self.assertEqual(
            self.mine(self.office_user), mine.with_user(self.office_user), "the office reads the confirmed"
        )
        for user in (self.person_user, self.other_user, self.officer_user, self.leader_user):
            self.assertFalse(self.mine(user), user.login)

    def test_a_judge_of_the_office(self):
        """S4-P10-19: who judges and sits in the office, or in the deciding body, reads no mark of another judge before
        the step is closed: by search, figures, table, export or RPC; then the office reads them all."""
        selection = self.speeches()
        step, Mark = self.step(selection, "speech"), self.env["cadre.candidate.mark"]
        both, first = self.judge_users[1], self.judge_users[0]
        groups = [f"cadre_assessment.group_cadre_{name}" for name in ("selection", "decider")]
        both.write({"group_ids": [(4, self.env.ref(name).id) for name in (*groups, "base.group_allow_export")]})
        seat = {"body_id": self.selection_body.id, "employee_id": self.judges[1].id, "role": "member"}
        self.env["cadre.body.member"].sudo().create(seat)
        key = f"{step.id}-{selection.post_ids.id}"
        theirs = self.mine(first)
        Mark.with_user(first).grid_save([(one.id, 88) for one in theirs])
        Mark.with_user(first).grid_confirm(key)
        self.assertEqual(len(self.mine(self.office_user)), 2, "the officer who judges nothing reads what is confirmed")
        spy = Mark.with_user(both)
        self.assertEqual(spy.search([]).judge_id.sudo(), self.judges[1])
        self.assertEqual(spy.search_count([("value", ">", 0)]), 0)
        groups = spy._read_group([("step_id", "=", step.id)], ["judge_id"], ["__count"])
        self.assertEqual([(judge.id, count) for judge, count in groups], [(self.judges[1].id, 2)])
        self.assertEqual(spy.formatted_read_group([], ["state"], ["value:max"])[0]["value:max"], 0)
        self.assertEqual(len(spy.grid(key)["columns"]), 1)
        self.assertEqual(len(spy.search([]).export_data(["value", "judge_id"])["datas"]), 2)
        self.env.invalidate_all()
        self.assertEqual(step.with_user(both).mark_ids.judge_id.sudo(), self.judges[1])
        for act in ("read", "export_data", "web_read"):
            with self.subTest(act), self.assertRaises(AccessError):
                getattr(theirs.with_user(both), act)(*({"web_read": ({"value": {}},)}.get(act, (["value"],))))
        candidate = selection.candidate_ids[0].with_user(both)
        self.env.invalidate_all()
        self.assertEqual(candidate.mark_ids.judge_id.sudo(), self.judges[1])
        self.judge(selection, "speech", {self.person: self.MARKS, self.other: 90}, but=first)
        self.assertEqual(
            spy.search([]).judge_id.sudo(), self.judges[1], "his own are confirmed; the step is not closed"
        )
        self.do(selection, "speech")
        self.assertEqual(spy.search([]).judge_id.sudo(), self.judges)

    def test_who_is_to_judge_later(self):
        """Who came into the judging body and is asked for no mark yet reads none of the others' either."""
        selection = self.speeches()
        step, Mark = self.step(selection, "speech"), self.env["cadre.candidate.mark"]
        first = self.judge_users[0]
        Mark.with_user(first).grid_save([(one.id, 88) for one in self.mine(first)])
        Mark.with_user(first).grid_confirm(f"{step.id}-{selection.post_ids.id}")
        self.assertEqual(len(self.mine(self.office_user)), 2)
        self.team.sudo().member_ids = [(0, 0, {"employee_id": self.selection_officer.id, "role": "member"})]
        self.env.invalidate_all()
        self.assertFalse(self.mine(self.office_user))

    def test_a_rival_reads_nothing(self):
        """Who stands himself and sits in the office or in the inspection group reads nothing about his rivals; once he
        is out, he does again."""
        selection = self.speeches()
        for one in self.selection_officer | self.inspector:
            values = {"selection_id": selection.id, "post_id": selection.post_ids.id, "employee_id": one.id}
            self.env["cadre.candidate"].sudo().create(values)
        rivals = selection.candidate_ids.filtered(lambda one: one.employee_id in self.person | self.other)
        talks = {"step_id": self.step(selection, "inspect").id, "partner_name": "老张", "date": self.today}
        self.env["cadre.talk"].sudo().create([{**talks, "candidate_id": one.id} for one in rivals])
        models = ("cadre.candidate", "cadre.candidate.check", "cadre.talk", "cadre.candidate.mark")
        self.judge(selection, "speech", {one.employee_id: 80 for one in selection.sudo().candidate_ids})
        for user in (self.office_user, self.inspector_user):
            for model in models:
                of = "id" if model == models[0] else "candidate_id"
                mine = self.env[model].with_user(user).search([(of, "in", rivals.ids)])
                with self.subTest(model, user=user.login):
                    self.assertFalse(mine)
        for one in selection.sudo().candidate_ids - rivals:
            guarded(one)._put_out_by_rule("个人放弃")
        for model in models:
            with self.subTest(model):
                self.assertTrue(self.env[model].with_user(self.office_user).search([]))

    def test_asked_and_urged(self):
        """Each judge has one task while marks of his are awaited, on his own mark; a second run makes none; it is gone
        when he has confirmed, and the others keep theirs."""
        selection = self.speeches()
        first, second = self.judge_users[:2]

        def tasks(user):
            return (
                self.env["mail.activity"]
                .sudo()
                .search([("user_id", "=", user.id), ("res_model", "=", "cadre.candidate.mark")])
            )

        selection.sudo()._remind(self.today)
        one = tasks(first)
        self.assertEqual(len(one), 1)
        self.assertIn(self.step(selection, "speech").name, one.summary)
        self.assertIn(one.res_id, self.mine(first).ids)
        action = self.mine(first)[0].action_table()
        self.assertEqual(action["params"]["place"], f"{self.step(selection, 'speech').id}-{selection.post_ids.id}")
        selection.sudo()._remind(self.today)
        selection.sudo()._ask_judges()
        self.assertEqual(tasks(first), one)
        Mark = self.env["cadre.candidate.mark"].with_user(first)
        Mark.grid_save([(mark.id, 80) for mark in self.mine(first)])
        self.assertEqual(tasks(first), one, "entered is not confirmed")
        Mark.grid_confirm(action["params"]["place"])
        self.assertFalse(tasks(first))
        selection.sudo()._remind(self.today)
        self.assertEqual((len(tasks(first)), len(tasks(second))), (0, 1))

    def test_all_of_them(self):
        """The step waits for every judge of today by name; it is done when none is missing, and no mark comes after."""
        selection = self.speeches()
        step = self.step(selection, "speech")
        with self.assertRaisesRegex(UserError, "班子3 has confirmed no mark yet for"):
            self.do(selection, "speech")
        self.judge(selection, "speech", {self.person: self.MARKS, self.other: 90})
        self.do(selection, "speech")
        self.assertEqual(step.state, "done")
        self.assertFalse(self.env["cadre.candidate.mark"].with_user(self.judge_users[0]).grid_places())

    def test_neither_relative_nor_rival(self):
        """A judge's relative stands: he marks nobody of that post; a judge who stands marks nobody at all; with too few
        left the step names the body and what to do."""
        self.env["cadre.family.member"].create(
            {"employee_id": self.judges[0].id, "relation": "妻子", "name": "王芳", "relative_id": self.other.id}
        )
        selection = self.speeches(self.person | self.other | self.judges[1])
        step = self.step(selection, "speech")
        self.assertEqual(step.sudo().mark_ids.judge_id, self.judges[2:])
        self.assertFalse(self.mine(self.judge_users[0]) | self.mine(self.judge_users[1]))
        guarded(step.rule_id.sudo()).least = 8
        with self.assertRaisesRegex(UserError, "7 of at least 8 judges can mark.*“街道班子”"):
            self.do(selection, "speech")

    def test_a_judge_who_left(self):
        """Who no longer sits there gives no mark; who came in is asked once the office prepares the step again."""
        selection = self.speeches()
        step = self.step(selection, "speech")
        leaving = self.team.sudo().member_ids[0]
        mine = self.mine(self.judge_users[0])
        leaving.date_to = "2010-03-12"
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "not the one to give this mark now"):
            self.env["cadre.candidate.mark"].with_user(self.judge_users[0]).grid_save([(mine[0].id, 80)])
        self.team.sudo().member_ids = [(0, 0, {"employee_id": self.leader.id, "role": "member"})]
        with self.assertRaisesRegex(UserError, "丁副书记 has confirmed no mark yet"):
            self.do(selection, "speech")
        step.with_user(self.office_user).action_prepare()
        self.judge(selection, "speech", {self.person: 90, self.other: 80})
        self.do(selection, "speech")

    def test_who_is_put_out(self):
        """He is marked no more, and nobody waits for marks of his."""
        selection = self.speeches(self.person | self.other | self.section_head)
        third = selection.candidate_ids.filtered(lambda one: one.employee_id == self.section_head)
        third.with_user(self.office_user)._take_with_reason("put_out", "个人放弃")
        mark = self.mine(self.judge_users[0]).filtered(lambda one: one.sudo().candidate_id == third)
        with self.assertRaisesRegex(UserError, "not the one to give this mark now"):
            mark.grid_save([(mark.id, 80)])
        self.judge(selection, "speech", {self.person: 90, self.other: 80})
        self.do(selection, "speech")


@tagged("post_install", "-at_install")
class TestExam(SelectionCase):
    FIRST = "2024-05-06"

    def written(self):
        self.on(self.FIRST)
        selection = self.make_selection("S4P4A", self.FIRST, posts=("副处长",))
        people = self.people_of_exam = self.make_people(3, prefix="E", birthday="1984-05-01")
        for one in people:
            self.candidate(selection, one)
        selection.action_begin()
        for code in ("headcount", "plan", "announce", "register"):
            values = {"document": "公〔2024〕1号"} if code == "plan" else {}
            self.write_papers(selection, code)
            self.do(selection, code, **values)
        for one in selection.candidate_ids:
            one.with_user(self.office_user).eligible = "yes"
        self.do(selection, "check")
        return selection

    def import_of(self, step, change=None):
        """Take the workbook of the step, change rows by staff number (or none), and send it back."""
        Import = self.env["cadre.marks.import"].with_user(self.office_user)
        action = step.with_user(self.office_user).action_marks()
        order = Import.create({"table": "cadre.candidate.mark", "place": action["params"]["place"]})
        order.action_template()
        book = load_workbook(io.BytesIO(base64.b64decode(order.template)))
        sheet = book.active
        for row in sheet.iter_rows(min_row=3) if change else ():
            row[3].value = change.pop(row[0].value, None)
        for number, value in (change or {}).items():
            sheet.append([number, "某某", "", value])
        stream = io.BytesIO()
        book.save(stream)
        order.write({"file": base64.b64encode(stream.getvalue()), "filename": "笔试成绩.xlsx"})
        order.action_import()
        return order

    def test_a_workbook(self):
        """By staff number, all or nothing, each fault with its row; then the step is done and the marks stay."""
        selection = self.written()
        step = self.step(selection, "written")
        with self.assertRaisesRegex(UserError, "has not taken the examination"):
            self.do(selection, "written")
        order = self.import_of(step, {"E00000": 81.5, "E00001": 101, "E00002": 77, "E99999": 60})
        self.assertEqual(len(order.problem_ids), 2)
        self.assertFalse(any(selection.candidate_ids.mapped("exam_taken")), "nothing of a faulty file is taken")
        order = self.import_of(step, {"E00000": 81.5, "E00001": 90, "E00002": 77})
        self.assertEqual((order.problem_ids.ids, order.cell_count), ([], 3))
        self.assertEqual(selection.candidate_ids.sorted("id").mapped("exam_mark"), [81.5, 90, 77])
        again = self.import_of(step)
        self.assertEqual((again.problem_ids.ids, again.cell_count), ([], 0), "there and back changes nothing")
        self.do(selection, "written")
        with self.assertRaisesRegex(UserError, "no examination is open"):
            selection.candidate_ids[0].with_user(self.office_user).exam_mark = 99
        mark = step.sudo().mark_ids[0].with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "not the one to give this mark now"):
            mark.grid_save([(mark.id, 99)])

    def test_the_office_alone(self):
        """Neither the judges, nor the body, nor an assessment office enters what an examination gave."""
        selection = self.written()
        mark = self.step(selection, "written").sudo().mark_ids[0]
        for user in (self.decider_user, self.leader_user, self.officer_user, self.person_user):
            with self.subTest(user.login), self.assertRaises(UserError):
                mark.with_user(user).grid_save([(mark.id, 60)])
        self.assertFalse(mark.entered)
