"""A newer edition beside a procedure of an office: rule by rule, taken over as its next version."""

import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from tests.scheme.gallery import lie, newer, shipped

from .common import SelectionCase, SelectionHttpCase


class NewsBuilder:
    def take(self, name, code):
        """The regulation of a file as an office's own, everything in force."""
        office = self.env["cadre.regulation.edition"].with_user(self.officer_user)
        row = office.search([("code", "=", name.upper()), ("company_id", "=", False)])
        regulation = row._take(code)
        regulation.scheme_ids.action_activate()
        regulation.procedure_ids.action_activate()
        return regulation

    def step_in(self, data, code):
        [found] = [step for step in data["procedures"][0]["step_ids"] if step["code"] == code]
        return found


@tagged("post_install", "-at_install")
class TestProcedureNews(NewsBuilder, SelectionCase):
    FIRST = "2024-05-06"

    def news(self, rules):
        action = rules.with_user(self.officer_user).action_news()
        return self.env[action["res_model"]].with_user(self.officer_user).browse(action["res_id"])

    def line(self, news, word):
        found = news.line_ids.filtered(lambda one: word in one.rule)
        self.assertEqual(len(found), 1, news.line_ids.mapped("rule"))
        return found

    def wording(self, procedure):
        own = procedure._as_file()
        return procedure._rules_in(own, own["procedures"][0])

    def test_rule_by_rule_and_taken_over(self):
        """What the edition changed is chosen, what the office changed stays; a selection goes on by what it had."""
        ours = self.take("s4rank", "OURS")
        procedure = ours.procedure_ids
        self.assertEqual((procedure.origin, procedure.edition_taken, procedure.newer_edition), ("S4RANK", 1, 0))
        talks = procedure.step_ids.filtered(lambda one: one.code == "talks").with_user(self.officer_user)
        talks.least = 3
        self.on(self.FIRST)
        selection = self.make_selection("OURS", self.FIRST, posts=("三级主任科员",))
        selection.action_begin()
        before = self.wording(procedure)
        data = newer(shipped("s4rank"))
        self.step_in(data, "notice")["days"] = 7
        self.step_in(data, "document")["after_ids"] = ["approve", "talk"]
        steps = data["procedures"][0]["step_ids"]
        steps.insert(-1, {**self.step_in(data, "approve"), "code": "talk", "name": "谈话", "kind": "talk"})
        steps.remove(self.step_in(data, "file"))
        self.step_in(data, "decide")["after_ids"] = ["inspect", "opinion"]
        self.step_in(data, "plan")["paper_ids"][0]["section_ids"].pop()
        data["procedures"][0]["criterion_id"]["child_ids"].pop()
        row = lie(self, data).with_user(self.officer_user)
        self.assertEqual((procedure.newer_edition, row.newer), (2, True))
        self.assertEqual(self.wording(procedure), before, "an update changes no procedure")
        news = self.news(procedure)
        notice = self.line(news, "公示")
        self.assertIn("5", notice.before)
        self.assertIn("7", notice.after)
        self.assertIn("公务员职级应当逐级晋升", notice.sentence)
        self.assertEqual((notice.whose, notice.take, notice.procedure_id), ("edition", True, procedure))
        self.assertIn("谈话", self.line(news, "职级晋升文件").after, "steps are told by their names")
        self.assertTrue(self.line(news, "干部人事档案审核").take)
        self.assertIn("办理程序", self.line(news, "办理程序").rule)
        mine = self.line(news, "听取意见")
        self.assertEqual((mine.whose, mine.take), ("office", False))
        action = news.action_take_over()
        self.assertEqual(action["res_model"], "cadre.procedure")
        made = self.env["cadre.procedure"].browse(action["res_id"])
        self.assertEqual((made.version, made.state, made.previous_id), (2, "draft", procedure))
        self.assertEqual((made.edition_taken, made.source_id, made.origin), (2, row, "S4RANK"))
        now = {step.code: step for step in made.step_ids}
        self.assertEqual((now["notice"].days, now["talks"].least, "file" in now), (7, 3, False))
        self.assertEqual(now["document"].after_ids, now["approve"] | now["talk"], "it waits for steps of its own")
        self.assertEqual(len(now["plan"].paper_ids.section_ids), 3)
        self.assertEqual(len(made.criterion_id.child_ids), 6)
        self.assertEqual(self.wording(procedure), before)
        self.assertEqual((selection.procedure_id, procedure.state), (procedure, "active"))
        made.with_user(self.officer_user).action_activate()
        self.assertEqual((procedure.state, selection.state), ("retired", "running"))
        row.invalidate_recordset()
        self.assertEqual((made.newer_edition, row.newer), (0, False))
        left = self.env["cadre.regulation.news"].with_user(self.officer_user)
        left = left.create({"edition_id": row.id, "procedure_ids": made.ids})
        self.assertEqual(left.line_ids.mapped("whose"), ["office"])

    def test_all_of_it_is_the_new_edition(self):
        """Everything chosen, the export of the new version is the new file, but for the codes."""
        ours = self.take("s4rank", "OURS")
        ours.procedure_ids.sudo().step_ids[0].name = "改过的步骤"
        data = newer(shipped("s4rank"))
        self.step_in(data, "notice")["days"] = 7
        lie(self, data)
        news = self.news(ours.procedure_ids)
        news.action_all()
        news.action_take_over()
        ours.procedure_ids.filtered(lambda one: one.version == 1).action_retire()
        exported = ours._export()
        for one in (exported, data):
            one["regulation"]["code"] = one["procedures"][0]["code"] = "X"
        self.maxDiff = 3000
        self.assertEqual(exported, data)

    def test_with_its_score(self):
        """The scheme of its score is followed together with it, and its steps give the parts of the new one."""
        ours = self.take("s4p4a", "OURS")
        procedure, scheme = ours.procedure_ids, ours.scheme_ids
        self.assertEqual(self.news_of(procedure, shipped("s4p4a")), [], "codes of the house are no news")
        data = newer(shipped("s4p4a"))
        data["schemes"][0]["component_ids"][0]["name"] = "演讲（改）"
        step = next(one for one in data["procedures"][0]["step_ids"] if one.get("component_id"))
        step["name"] = "改名的步骤"
        row = lie(self, data).with_user(self.officer_user)
        action = row.action_news()
        news = self.env["cadre.regulation.news"].with_user(self.officer_user).browse(action["res_id"])
        self.assertEqual((news.scheme_ids, news.procedure_ids), (scheme, procedure))
        action = news.action_take_over()
        self.assertEqual((action["res_model"], action["res_id"]), ("cadre.regulation", ours.id))
        new = ours.procedure_ids.filtered(lambda one: one.version == 2).with_user(self.officer_user)
        score = ours.scheme_ids.filtered(lambda one: one.version == 2).with_user(self.officer_user)
        self.assertEqual(new.scheme_id, score)
        self.assertTrue(new.step_ids.component_id)
        self.assertLessEqual(new.step_ids.component_id, score.component_ids)
        with self.assertRaisesRegex(UserError, "is not in force"):
            new.action_activate()
        score.action_activate()
        new.action_activate()
        self.assertEqual((new.state, procedure.state), ("active", "retired"))

    def news_of(self, procedure, data):
        edition = self.env["cadre.regulation.edition"]._keep(data)
        return [change.place for change in procedure._news(edition).changes]

    def test_a_procedure_that_is_not_here_yet(self):
        """It comes as a draft of its own; a file of one's own under a code in use is compared as well."""
        data = shipped("s4p9")
        data["procedures"] = data["procedures"][:3]
        office = self.env["cadre.regulation"].with_user(self.officer_user)
        ours = office._import(json.dumps(data).encode(), "OURS")
        ours.scheme_ids.action_activate()
        ours.procedure_ids.action_activate()
        lie(self, newer(shipped("s4p9")))
        news = self.news(ours.procedure_ids[0])
        [line] = news.line_ids.filtered(lambda one: one.key == "procedure:S4P9-D")
        self.assertTrue(line.take)
        news.action_take_over()
        self.assertEqual(ours.procedure_ids.filtered(lambda one: one.origin == "S4P9-D").code, "OURS-D")

    def test_what_cannot_be_followed_is_not_made(self):
        """A step chosen without the one that it waits for: the refusal names it, and nothing is left."""
        ours = self.take("s4rank", "OURS")
        data = newer(shipped("s4rank"))
        steps = data["procedures"][0]["step_ids"]
        steps.append({**self.step_in(data, "approve"), "code": "told", "name": "告知本人", "after_ids": ["document"]})
        steps.append({**self.step_in(data, "approve"), "code": "filed", "name": "归档", "after_ids": ["told"]})
        lie(self, data)
        news = self.news(ours.procedure_ids)
        news.action_none()
        self.line(news, "归档").take = True
        with self.assertRaisesRegex(UserError, "told"), self.env.cr.savepoint():
            news.action_take_over()
        self.assertEqual(len(ours.procedure_ids), 1)

    def test_who_may(self):
        """Procedures of the office's company, by an officer; what all share by the administrator of the database."""
        ours = self.take("s4rank", "OURS")
        data = newer(shipped("s4rank"))
        self.step_in(data, "notice")["days"] = 7
        row = lie(self, data)
        page = self.news(ours.procedure_ids)
        for user in (self.person_user, self.leader_user, self.decider_user, self.auditor_user, self.office_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                ours.procedure_ids.with_user(user).action_news()
            with self.subTest(user.login), self.assertRaises(AccessError):
                page.with_user(user).action_take_over()
        shared = self.env["cadre.procedure"].search([("code", "=", "S4RANK")])
        shared.company_id = False
        with self.assertRaises(AccessError):
            page.create({"edition_id": row.id, "procedure_ids": shared.ids})
        page.write({"procedure_ids": [(6, 0, shared.ids)]})
        with self.assertRaises(AccessError):
            page.action_take_over()
        with self.assertRaises(AccessError):
            ours.procedure_ids.with_user(self.officer_user).copy({"state": "active"})


@tagged("post_install", "-at_install")
class TestProcedureNewsTour(NewsBuilder, SelectionHttpCase):
    browser_size = "1366x768"

    def test_taken_over_in_the_browser(self):
        """The form says that a newer edition has come; its lines are looked at and taken over as a draft."""
        self.officer_user.lang = "zh_CN"
        ours = self.take("s4rank", "OURS")
        talks = ours.procedure_ids.step_ids.filtered(lambda one: one.code == "talks")
        talks.with_user(self.officer_user).name = "听取群众意见"
        data = newer(shipped("s4rank"))
        self.step_in(data, "notice")["days"] = 7
        lie(self, data)
        self.start_tour(
            f"/odoo/cadre-procedures/{ours.procedure_ids.id}", "cadre_procedure_news", login="cadre_officer"
        )
        made = ours.procedure_ids.filtered(lambda one: one.version == 2)
        days = {step.code: step.days for step in made.step_ids}
        self.assertEqual((made.state, days["notice"]), ("draft", 7))
        self.assertIn("听取群众意见", made.step_ids.mapped("name"))
        self.assertEqual((made.previous_id.state, made.previous_id.newer_edition), ("active", 2))
