"""Who knows of a selection, and of whom in it: its office, group and bodies, each for its part; nobody else (4.8)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import SelectionCase

MODELS = (
    "cadre.selection", "cadre.selection.post", "cadre.selection.step", "cadre.candidate", "cadre.candidate.paper",
    "cadre.candidate.section", "cadre.talk", "cadre.opinion", "cadre.decision.name", "cadre.registration",
)  # fmt: skip
HUNG = ("cadre.decision", "cadre.notice", "cadre.ballot")


@tagged("post_install", "-at_install")
class TestRights(SelectionCase):
    """P2 as far as the decision, of two candidates."""

    def setUp(self):
        super().setUp()
        self.on("2012-12-09")
        selection = self.selection = self.make_selection("S4P2", "2012-12-09", posts=("局机关主任科员",))
        selection.action_begin()
        self.do(selection, "headcount")
        self.on("2012-12-10")
        self.write_papers(selection, "plan")
        self.do(selection, "plan", document="区公〔2012〕7号")
        self.on("2012-12-13")
        self.mine = self.candidate(selection, self.person)
        self.hers = self.candidate(selection, self.other)
        self.meets(self.mine | self.hers)
        self.do(selection, "check")
        self.on("2012-12-21")
        self.ballot = self.seal(selection, "recommend", {self.person: 30, self.other: 25}, 43)
        self.do(selection, "recommend")

    def test_who_decides_stays(self):
        """Under way no other body is put in the place of the one that decides, and no other day counted to."""
        selection = self.selection.with_user(self.office_user)
        other = selection.body_id.sudo().copy({"name": "另一机构"})
        for name, value in (("body_id", other.id), ("discipline_body_id", False), ("cut_off", "2012-06-30")):
            with self.subTest(field=name), self.assertRaisesRegex(UserError, "stays as it is"), self.cr.savepoint():
                selection.write({name: value})
        selection.write({"body_id": selection.body_id.id, "name": "另起的名称", "cut_off": selection.cut_off})
        self.assertEqual(selection.name, "另起的名称")

    def inspected(self, write=True):
        selection = self.selection
        self.on("2012-12-22")
        self.decide(selection, "shortlist")
        self.do(selection, "result", document="区公〔2012〕9号")
        self.do(selection, "preview")
        for group in self.step(selection, "talks").rule_id.group_ids:
            self.talk(selection, "talks", group_id=group.id, candidate_id=self.mine.id)
        self.do(selection, "talks")
        self.on("2012-12-23")
        if write:
            self.write_papers(selection, "inspect")

    def taken_up(self, person, **values):
        """A candidate by the server: once the conditions are checked the office takes up nobody."""
        return self.env["cadre.candidate"].create(
            {
                "selection_id": self.selection.id,
                "post_id": self.selection.post_ids.id,
                "employee_id": person.id,
                **values,
            }
        )

    def seen(self, user):
        """{model: how many records of the selection the user finds}, empty ones left out."""
        found = {}
        for name in MODELS:
            model = self.env[name].with_user(user)
            if model.has_access("read"):
                found[name] = model.search_count([])
        for name in HUNG:
            model = self.env[name].with_user(user)
            if model.has_access("read"):
                found[name] = model.search_count([("selection_id", "=", self.selection.id)])
        return {name: count for name, count in found.items() if count}

    def test_nobody_else_knows(self):
        """An assessment office, leaders, heads, the candidates, the body before its agenda, the auditor: nothing."""
        for user in (
            self.officer_user, self.leader_user, self.section_head_user, self.person_user, self.other_user,
            self.auditor_user, self.discipline_user, self.plain_user, self.decider_user,
        ):  # fmt: skip
            with self.subTest(user.login):
                self.assertEqual(self.seen(user), {})

    def test_the_meeting_is_the_offices_own(self):
        """What the selection office keeps of a meeting, an assessment office neither reads nor counts."""
        self.on("2012-12-22")
        decision = self.decision(self.selection, "shortlist")
        meeting = decision.meeting_id
        self.assertEqual(meeting.sudo().office_body_id, self.selection_body)
        self.seat(self.officer_user, self.selection_body)
        self.assertFalse(self.env["cadre.meeting"].with_user(self.officer_user).search([("id", "=", meeting.id)]))
        with self.assertRaises(AccessError):
            meeting.with_user(self.officer_user).write({"place": "三楼"})
        self.assertIn("cadre.candidate", self.seen(self.decider_user), "on the agenda: the body reads its dossiers")

    def test_the_group(self):
        """Members of the inspection group read the field while it runs, write their papers; who left reads nothing."""
        self.inspected()
        seen = self.seen(self.inspector_user)
        self.assertEqual((seen["cadre.candidate"], seen["cadre.candidate.paper"]), (2, 2))
        self.assertNotIn("cadre.opinion", seen)
        with self.assertRaises(AccessError):
            self.mine.with_user(self.inspector_user).channel = "unit"
        self.group_body.sudo().member_ids.filtered(lambda one: one.employee_id == self.second).date_to = "2012-12-01"
        self.env.invalidate_all()
        self.assertEqual(self.seen(self.second_user), {})

    def test_never_about_himself(self):
        """One of the group, and of the office, who is a candidate reads and writes nothing about himself, whatever
        his role."""
        third = self.taken_up(self.inspector)
        third._advance("recommended")
        self.inspected(write=False)
        papers = self.env["cadre.candidate.paper"]
        about = papers.sudo().search([("candidate_id", "=", third.id)])
        self.assertTrue(about)
        mine = papers.with_user(self.inspector_user)
        self.assertFalse(mine.search([("candidate_id", "=", third.id)]))
        with self.assertRaises(AccessError):
            about.with_user(self.inspector_user).read(["name"])
        with self.assertRaises(AccessError):
            about.section_ids[0].with_user(self.inspector_user).text = "优秀"
        with self.assertRaises(UserError):
            about.with_user(self.inspector_user).action_submit()
        self.assertFalse(self.env["cadre.candidate"].with_user(self.inspector_user).search([("id", "=", third.id)]))
        rivals = papers.sudo().search([("candidate_id", "=", self.mine.id)])
        with self.assertRaises(AccessError):
            rivals.section_ids[0].with_user(self.inspector_user).text = "一般"
        with self.assertRaises(AccessError):
            self.candidate(self.selection, self.selection_officer)

    def test_posts_stay(self):
        """What is filled is settled when it begins; how many may still be fewer."""
        post = self.selection.post_ids.with_user(self.office_user)
        for act in (
            lambda: post.write({"name": "副科长"}),
            post.unlink,
            lambda: post.create({"selection_id": self.selection.id, "name": "副科长"}),
        ):
            with self.assertRaisesRegex(UserError, "its posts stay"):
                act()
        post.number = 2

    def test_the_discipline_body(self):
        """It reads whom it is asked about, answers itself, and knows nothing else; the office cannot answer for it."""
        self.on("2012-12-22")
        self.decide(self.selection, "shortlist")
        self.assertEqual(self.seen(self.discipline_user), {"cadre.opinion": 2})
        opinion = self.selection.step_ids.opinion_ids[0]
        with self.assertRaises(UserError):
            opinion.with_user(self.office_user).write({"answer": "clear", "text": "无"})
        with self.assertRaisesRegex(UserError, "enter the opinion"):
            opinion.with_user(self.discipline_user).action_answer()

    def test_the_auditor_reads_what_is_over(self):
        self.selection.with_user(self.office_user)._take_with_reason("give_up", "机构改革")
        self.assertEqual(self.selection.state, "given_up")
        self.assertEqual(self.seen(self.auditor_user)["cadre.selection"], 1)
        self.assertTrue(all(one.state in ("done", "void", "left_out") for one in self.selection.step_ids))

    def test_what_the_server_keeps(self):
        """No state, day or signature by hand; no step for another selection."""
        step = self.step(self.selection, "notice").with_user(self.office_user)
        for values in ({"state": "done"}, {"done_on": "2012-12-01"}, {"name": "公示二"}):
            with self.subTest(values), self.assertRaises(AccessError):
                step.write(values)
        with self.assertRaises(AccessError):
            self.mine.with_user(self.office_user).state = "decided"
        with self.assertRaises(UserError):
            self.ballot.with_user(self.office_user).write({"selection_id": False})
        with self.assertRaises(AccessError):
            self.env["cadre.selection.step"].with_user(self.office_user).create(
                {"selection_id": self.selection.id, "rule_id": step.rule_id.id, "name": "再公示"}
            )
        with self.assertRaises(AccessError):
            self.env["cadre.registration"].with_user(self.person_user).create(
                {"candidate_id": self.mine.id, "name": "x"}
            )

    def test_his_own_registration(self):
        """Who registered himself sees that he has, and that he is out; others' he never sees."""
        third = self.taken_up(self.section_head, channel="self")
        mine = self.env["cadre.registration"].with_user(self.section_head_user).search([])
        self.assertEqual((mine.name, mine.post, mine.outcome), ("选拔", "局机关主任科员", "running"))
        self.assertFalse(self.env["cadre.registration"].with_user(self.person_user).search([]))
        third.with_user(self.office_user)._take_with_reason("put_out", "个人放弃")
        self.env.invalidate_all()
        self.assertEqual((mine.outcome, mine.reason), ("out", "个人放弃"))

    def test_no_way_to_know(self):
        """Before the notice no question of an assessment office elsewhere, or of the person himself, is answered: by
        search, count, groups, names, export, messages, tasks, or through a record that he may read."""
        self.inspected()
        about = {name: self.env[name].sudo().search([("selection_id", "=", self.selection.id)]) for name in HUNG}
        about |= {name: self.env[name].sudo().search([]) for name in MODELS}
        for user in (self.officer_user, self.person_user, self.leader_user, self.plain_user):
            user.group_ids |= self.env.ref("base.group_allow_export")
            for name, records in about.items():
                with self.subTest(user=user.login, model=name):
                    self.assertTrue(records or name in ("cadre.registration", "cadre.notice"))
                    self._knows_nothing(self.env[name].with_user(user), records)
            self._follows_nothing(user, about)
        for name in ("hr.employee", "cadre.body", "hr.job", "cadre.headcount", "cadre.criterion"):
            with self.subTest(name):
                self._no_path_leads_to(self.env[name].with_user(self.officer_user), set(about))

    def _knows_nothing(self, model, records):
        """Each way either refuses or answers as if there were none."""
        mine = [("id", "in", records.ids)]
        for ask in (
            lambda: model.search_count(mine),
            lambda: model.search(mine).ids,
            lambda: model.search_read(mine, ["id"]),
            lambda: [row for row in model.formatted_read_group(mine, [], ["__count"]) if row["__count"]],
            lambda: model.web_read_group(mine, ["company_id"], ["__count"])["groups"],
            lambda: [found for found in model.name_search("选拔") if found[0] in records.ids],
            lambda: records and model.browse(records.ids).export_data(["display_name"])["datas"],
            lambda: records and model.browse(records.ids).read(["id"]),
        ):
            try:
                self.assertFalse(ask())
            except UserError:
                continue

    def _follows_nothing(self, user, about):
        """Neither a message nor a task of theirs, nor a file."""
        for model in ("mail.message", "mail.activity", "ir.attachment"):
            for name, records in about.items():
                key = "model" if model == "mail.message" else "res_model"
                with self.subTest(user=user.login, model=model, of=name):
                    mine = [(key, "=", name), ("res_id", "in", records.ids)]
                    try:
                        self.assertFalse(self.env[model].with_user(user).search(mine))
                    except AccessError:
                        continue

    def _no_path_leads_to(self, model, hidden):
        """No condition on what he may read asks what he may not: fields to hidden models find nothing more."""
        for field in model._fields.values():
            if field.comodel_name in hidden and field.store and field._description_searchable:
                try:
                    self.assertFalse(model.search([(f"{field.name}.id", "!=", False)]), field.name)
                except AccessError:
                    continue
