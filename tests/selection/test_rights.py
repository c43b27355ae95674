"""Who knows of a selection, and of whom in it: its office, group and bodies, each for its part; nobody else (4.8)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .two import HUNG, MODELS, TwoCase


@tagged("post_install", "-at_install")
class TestRights(TwoCase):
    """P2 as far as the decision, of two candidates."""

    def test_who_decides_stays(self):
        """Under way no other body is put in the place of the one that decides, and no other day counted to."""
        selection = self.selection.with_user(self.office_user)
        other = selection.body_id.sudo().copy({"name": "另一机构"})
        for name, value in (("body_id", other.id), ("discipline_body_id", False), ("cut_off", "2012-06-30")):
            with self.subTest(field=name), self.assertRaisesRegex(UserError, "stays as it is"), self.cr.savepoint():
                selection.write({name: value})
        selection.write({"body_id": selection.body_id.id, "name": "另起的名称", "cut_off": selection.cut_off})
        self.assertEqual(selection.name, "另起的名称")

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
        """What is filled is settled when it begins; how many may still change, within the headcount."""
        post = self.selection.post_ids.with_user(self.office_user)
        for act in (
            lambda: post.write({"name": "副科长"}),
            post.unlink,
            lambda: post.create({"selection_id": self.selection.id, "name": "副科长"}),
        ):
            with self.assertRaisesRegex(UserError, "its posts stay"):
                act()
        with self.says("2 to be filled, 1 free"):
            post.number = 2
        self.env["cadre.headcount"].search([]).approved = 2
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
        self.assertEqual((mine.outcome, mine.reason_text), ("out", "个人放弃"))

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
