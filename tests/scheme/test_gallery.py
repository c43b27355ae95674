"""An office finds the regulations that come along, reads them and takes one as its own."""

import json

from odoo.exceptions import AccessError, UserError

from ..common import CadreCase
from .gallery import FILES, lie, newer, part, shipped


class GalleryCase(CadreCase):
    def setUp(self):
        super().setUp()
        self.office = self.env(user=self.officer_user)

    def row(self, code):
        return self.office["cadre.regulation.edition"].search([("code", "=", code), ("company_id", "=", False)])

    def take(self, row, code):
        """What the dialog of the gallery does."""
        action = row.action_take()
        dialog = self.office[action["res_model"]].with_context(**action["context"]).create({})
        dialog.code = code or dialog.code
        return self.office["cadre.regulation"].browse(dialog.action_take()["res_id"])

    def in_force(self, regulation):
        regulation.scheme_ids.action_activate()
        return regulation

    def news(self, row):
        return self.office["cadre.regulation.news"].browse(row.action_news()["res_id"])


class TestGallery(GalleryCase):
    def test_what_lies_there_is_shown(self):
        rows = self.office["cadre.regulation.edition"].search([("company_id", "=", False)])
        files = {path.stem: json.loads(path.read_text("utf-8")) for path in FILES.glob("*.json")}
        self.assertEqual(
            {(row.code, row.name, row.issuer, row.edition, str(row.edition_date), row.scheme_count) for row in rows},
            {
                (*(head[name] for name in ("code", "name", "issuer", "edition", "edition_date")), len(data["schemes"]))
                for data in files.values()
                for head in [data["regulation"]]
            },
        )
        before = rows.mapped("write_date")
        self.env["cadre.regulation.edition"]._refresh()
        self.assertEqual(rows.mapped("write_date"), before, "looking again changes nothing")
        for row in rows:
            self.assertGreater(row.rule_count, row.component_count)

    def test_read_before_it_is_taken(self):
        """Every rule with what is computed by it, in words, and its sentence beside it."""
        for row in self.office["cadre.regulation.edition"].search([("company_id", "=", False)]):
            data = shipped(row.code.lower())
            text = str(row.with_context(lang="zh_CN").reading)
            for scheme in data["schemes"]:
                self.assertIn(scheme["name"], text)
                for component in scheme["component_ids"]:
                    self.assertIn(component["name"], text)
                    for sentence in component.get("quoted", {}).values():
                        self.assertIn(sentence.replace("<", "&lt;").split("\n")[0][:40], text)
            self.assertNotIn("_id", text)
            self.assertNotIn("{&#39;", text)
        words = self.row("S0").with_context(lang="en_US").reading
        self.assertIn("优秀", words)

    def test_taken_as_an_own_draft(self):
        """The dialog names what it makes; the row says what was made of it; a second one has another code."""
        row = self.row("S3")
        dialog = self.office["cadre.regulation.take"].create({"edition_id": row.id})
        for scheme in shipped("s3")["schemes"]:
            self.assertIn(scheme["name"], dialog.summary)
        regulation = self.take(row, "OURS")
        self.assertEqual(regulation.company_id, self.company)
        self.assertEqual(regulation.scheme_ids.mapped("state"), ["draft"] * 3)
        self.assertEqual(regulation.scheme_ids.source_id, row)
        self.assertEqual(set(regulation.scheme_ids.mapped("edition_taken")), {row.edition})
        row.invalidate_recordset()
        self.assertIn(regulation.name, row.taken_as)
        self.assertFalse(row.newer)
        with self.assertRaisesRegex(UserError, "OURS"):
            self.take(row, "OURS")
        self.assertNotEqual(self.office["cadre.regulation.take"].create({"edition_id": row.id}).code, "OURS")

    def test_first_steps_lead_here(self):
        """Without a scheme in force the first steps say so, and their button opens the gallery."""

        def step():
            page = self.env["cadre.setup"].with_user(self.manager_user).page()
            [found] = [one for one in page if one["code"] == "regulation"]
            return found

        self.assertTrue(step()["done"])
        self.env.cr.execute("UPDATE cadre_scheme SET state = 'retired'")
        self.env.invalidate_all()
        self.assertIs(step()["done"], False)
        action = self.env.ref(step()["buttons"][0]["action"])
        self.assertEqual(action.res_model, "cadre.regulation.edition")

    def test_who_may(self):
        """Officers take; auditors read; nobody else sees the gallery, and nobody writes it."""
        row = self.row("S0")
        for user in (self.person_user, self.leader_user, self.decider_user, self.discipline_user):
            for attempt in ("action_take", "action_news"):
                with self.subTest(user.login, attempt=attempt), self.assertRaises(AccessError):
                    getattr(row.with_user(user), attempt)()
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["cadre.regulation.take"].with_user(user).create({"edition_id": row.id, "code": "X"})
        self.assertTrue(row.with_user(self.auditor_user).reading)
        with self.assertRaises(AccessError):
            self.env["cadre.regulation.take"].with_user(self.auditor_user).create({"edition_id": row.id})
        for user in (self.officer_user, self.manager_user, self.administrator_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                row.with_user(user).content = "{}"
            with self.subTest(user.login), self.assertRaises(AccessError):
                row.with_user(user).copy({"digest": "x"})
            with self.subTest(user.login), self.assertRaises(AccessError):
                row.with_user(user).unlink()

    def test_a_file_of_another_company(self):
        """What an office of another company brought in is neither read nor taken, whatever the dialog is told."""
        other = self.env["res.company"].create({"name": "Another County"})
        row = self.env["cadre.regulation.edition"].with_company(other)._keep(newer(shipped("s1")))
        self.assertEqual(row.company_id, other)
        take = self.office["cadre.regulation.take"]
        with self.assertRaises(AccessError):
            take.create({"edition_id": row.id, "code": "THEIRS"})
        own = self.office["cadre.regulation.edition"].search([], limit=1)
        dialog = take.create({"edition_id": own.id, "code": "THEIRS"})
        with self.assertRaises(AccessError):
            dialog.edition_id = row
        with self.assertRaises(AccessError):
            self.office["cadre.regulation.news"].create({"edition_id": row.id})

    def test_files_nobody_took_go(self):
        """A file that was only looked at is dropped after a day; one that a scheme was made of stays."""
        Edition = self.office["cadre.regulation.edition"]
        looked, taken = (Edition._keep(newer(shipped(name))) for name in ("s1", "s2b"))
        self.office["cadre.regulation"]._import(taken.content.encode(), "KEEP")
        self.env.cr.execute("UPDATE cadre_regulation_edition SET create_date = create_date - interval '2 days'")
        self.env.invalidate_all()
        Edition._gc_not_taken()
        self.assertFalse(looked.exists())
        self.assertTrue(taken.exists())
        self.assertTrue(self.row("S0"))


class TestNewEdition(GalleryCase):
    """A newer edition comes with an update; nothing of the office's changes until it says so."""

    def setUp(self):
        super().setUp()
        self.ours = self.in_force(self.take(self.row("S1"), "OURS"))
        self.scheme_of_ours = self.ours.scheme_ids
        self.data = newer(shipped("s1"))

    def coming(self):
        row = lie(self, self.data).with_env(self.office)
        return row.filtered(lambda one: one.edition == self.data["regulation"]["edition"])

    def rules(self, scheme):
        own = scheme._as_file()
        return scheme._rules_in(own, own["schemes"][0])

    def line(self, news, word, whose=None):
        found = news.line_ids.filtered(lambda one: word in one.rule and whose in (None, one.whose))
        self.assertEqual(len(found), 1, news.line_ids.mapped("rule"))
        return found

    def test_rule_by_rule_and_taken_over(self):
        part(self.data, "S1", "adjustment_ids", "unused_leave")["points"] = 0.75
        part(self.data, "S1", "period_ids", "month")["due_days"] = 9
        gone = self.data["schemes"][0]["consequence_ids"].pop()
        self.data["schemes"][0]["cap_ids"] += [{"code": "new_cap", "name": "新的上限", "limit": 7}]
        code, sentence = next(iter(self.data["schemes"][0]["quoted"].items()))
        text = json.dumps(self.data, ensure_ascii=False).replace(json.dumps(sentence, ensure_ascii=False), '"改了一句"')
        self.data = json.loads(text)
        period = self.scheme_of_ours.period_ids.filtered(lambda one: one.level == "month")
        leave = self.env["hr.leave.type"].create({"name": "年休假", "requires_allocation": False})
        line = self.scheme_of_ours.adjustment_ids.filtered(lambda one: one.code == "unused_leave")
        line.leave_type_ids = leave
        period.write({"reminder_days": 6, "own_choice": "提前6天提醒"})
        before = self.rules(self.scheme_of_ours)
        row = self.coming()
        self.assertTrue(row.newer)
        self.assertEqual(self.scheme_of_ours.newer_edition, row.edition)
        self.assertEqual(self.rules(self.scheme_of_ours), before, "an update changes no scheme")
        news = self.news(row)
        told = self.line(news, line.name)
        self.assertIn("0.75", told.after)
        self.assertIn(f"{line.points:g}", told.before)
        self.assertEqual((told.whose, told.take, told.scheme_id), ("edition", True, self.scheme_of_ours))
        self.assertTrue(told.sentence)
        ours = news.line_ids.filtered(lambda one: one.whose == "office")
        self.assertIn("提前6天提醒", ours.before)
        self.assertFalse(ours.take)
        self.assertIn("新的上限", self.line(news, "新的上限").rule)
        self.assertTrue(self.line(news, gone["name"]).before)
        self.assertEqual(self.line(news, code).after, "改了一句")
        self.assertEqual({one.whose for one in news.line_ids if one != ours}, {"edition"})
        made = self.office["cadre.scheme"].browse(news.action_take_over()["res_id"])
        self.assertEqual((made.version, made.state, made.previous_id), (2, "draft", self.scheme_of_ours))
        self.assertEqual((made.edition_taken, made.source_id), (row.edition, row))
        self.assertEqual(made.adjustment_ids.filtered(lambda one: one.code == "unused_leave").points, 0.75)
        self.assertEqual(made.adjustment_ids.leave_type_ids, leave)
        month = made.period_ids.filtered(lambda one: one.level == "month")
        self.assertEqual((month.due_days, month.reminder_days, month.own_choice), (9, 6, "提前6天提醒"))
        self.assertNotIn(gone["name"], made.consequence_ids.mapped("name"))
        self.assertIn("new_cap", made.cap_ids.mapped("code"))
        self.assertEqual(self.ours.clause_ids.filtered(lambda one: one.code == code).text, "改了一句")
        self.assertEqual((self.ours.edition, str(self.ours.edition_date)), (row.edition, "2027-01-15"))
        self.assertEqual(self.scheme_of_ours.state, "active")
        self.assertEqual(self.rules(self.scheme_of_ours), before, "the version in use stays")
        row.invalidate_recordset()
        self.assertFalse(row.newer, "the newest version was made of it")
        made.action_activate()
        self.assertEqual(self.scheme_of_ours.state, "retired")
        left = self.office["cadre.regulation.news"].create({"edition_id": row.id, "scheme_ids": made.ids})
        self.assertEqual(left.line_ids.mapped("whose"), ["office"])

    def test_chosen_rules_and_what_both_changed(self):
        """Only what is ticked; where both changed a value, the office's stays unless it says so."""
        for code in ("unused_leave", "activity"):
            part(self.data, "S1", "adjustment_ids", code)["points"] = 0.75
        lines = {line.code: line for line in self.scheme_of_ours.adjustment_ids}
        lines["activity"].points = 0.6
        news = self.news(self.coming())
        both, theirs = self.line(news, lines["activity"].name), self.line(news, lines["unused_leave"].name)
        self.assertEqual((both.whose, both.take, theirs.take), ("both", False, True))
        news.action_none()
        with self.assertRaisesRegex(UserError, "Nothing is chosen"):
            news.action_take_over()
        both.take = True
        made = self.office["cadre.scheme"].browse(news.action_take_over()["res_id"])
        points = {line.code: line.points for line in made.adjustment_ids}
        self.assertEqual((points["activity"], points["unused_leave"]), (0.75, lines["unused_leave"].points))
        with self.assertRaisesRegex(UserError, "still a draft"):
            news.action_take_over()
        made.unlink()
        news.action_all()
        made = self.office["cadre.scheme"].browse(news.action_take_over()["res_id"])
        exported = made.regulation_id._export()["schemes"]
        self.assertEqual(exported, self.ours._export()["schemes"])

    def test_all_of_it_is_the_new_edition(self):
        """Everything chosen, the export of the new version is the new file, but for the codes."""
        part(self.data, "S1", "adjustment_ids", "unused_leave")["points"] = 0.75
        self.data["schemes"][0]["scope_ids"].reverse()
        self.scheme_of_ours.component_ids[:1].weight = 0.11
        news = self.news(self.coming())
        news.action_all()
        made = self.office["cadre.scheme"].browse(news.action_take_over()["res_id"])
        self.ours.scheme_ids.filtered(lambda one: one.version == 1).action_retire()
        exported, file = self.ours._export(), self.data
        for one in (exported, file):
            one["regulation"]["code"] = one["schemes"][0]["code"] = "X"
        self.assertEqual(made.version, 2)
        self.maxDiff = 3000
        self.assertEqual(exported, file)

    def test_what_leans_on_what_was_not_chosen(self):
        """A line of the tariff under a limit that is not taken: the refusal names it, and nothing was made."""
        self.data["schemes"][0]["cap_ids"] += [{"code": "new_cap", "name": "新的上限", "limit": 7}]
        part(self.data, "S1", "adjustment_ids", "unused_leave")["cap_id"] = "new_cap"
        news = self.news(self.coming())
        news.action_none()
        self.line(news, part(self.data, "S1", "adjustment_ids", "unused_leave")["name"]).take = True
        with self.assertRaisesRegex(UserError, "new_cap"), self.env.cr.savepoint():
            news.action_take_over()
        self.assertEqual(len(self.ours.scheme_ids), 1)

    def test_forged_pages(self):
        """A page decides nothing: lines, schemes and keys that a client makes up are refused or have no effect."""
        part(self.data, "S1", "adjustment_ids", "unused_leave")["points"] = 0.75
        row = self.coming()
        Page = self.office["cadre.regulation.news"]
        foreign = self.env.ref("regulations.scheme_s1")
        foreign.company_id = False
        with self.assertRaises(AccessError):
            Page.create({"edition_id": row.id, "scheme_ids": foreign.ids})
        page = Page.create(
            {"edition_id": row.id, "scheme_ids": self.scheme_of_ours.ids, "line_ids": [(0, 0, {"key": "x"})]}
        )
        self.assertNotIn("x", page.line_ids.mapped("key"))
        page.line_ids[0].write({"key": "adjustment_ids:nothing|edition", "take": True})
        with self.assertRaisesRegex(UserError, "meanwhile"):
            page.action_take_over()
        page.write({"scheme_ids": [(6, 0, foreign.ids)]})
        with self.assertRaises(AccessError):
            page.action_take_over()
        for user in (self.person_user, self.leader_user, self.decider_user, self.auditor_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                page.with_user(user).action_take_over()
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.scheme_of_ours.with_user(user).action_news()


class TestCorrectedFile(GalleryCase):
    """A file under a code that is in use is offered as a new version."""

    def send(self, data, code=None):
        import base64

        file = base64.b64encode(json.dumps(data).encode())
        wizard = self.office["cadre.regulation.import"].create({"file": file, "code": code})
        return wizard.action_import()

    def test_offered_as_a_new_version(self):
        ours = self.in_force(self.take(self.row("S3"), "OURS"))
        data = ours._export()
        part(data, "OURS-TEAM", "component_ids", "own")["name"] = "本单位测评"
        data["regulation"]["issuer"] = "另一个单位"
        action = self.send(data)
        self.assertEqual(action["res_model"], "cadre.regulation.news")
        news = self.office["cadre.regulation.news"].browse(action["res_id"])
        self.assertEqual(news.scheme_ids, ours.scheme_ids)
        self.assertEqual(sorted(news.line_ids.filtered("after").mapped("whose")), ["edition", "edition"])
        news.action_take_over()
        [made] = ours.scheme_ids.filtered(lambda scheme: scheme.version == 2)
        self.assertEqual(made.code, "OURS-TEAM")
        self.assertIn("本单位测评", made.component_ids.mapped("name"))
        self.assertEqual(ours.issuer, "另一个单位")
        self.assertEqual(len(ours.scheme_ids), 4)

    def test_a_file_with_faults_is_still_refused(self):
        ours = self.in_force(self.take(self.row("S1"), "OURS"))
        data = ours._export()
        data["schemes"][0]["component_ids"][0]["weight"] = "much"
        with self.assertRaisesRegex(UserError, "weight"):
            self.send(data)

    def test_a_scheme_that_is_not_here_yet(self):
        """It comes as a scheme of its own beside the others."""
        data = shipped("s3")
        [team] = [scheme for scheme in data["schemes"] if scheme["code"] == "S3-TEAM"]
        data["schemes"].remove(team)
        for scheme in data["schemes"]:
            scheme.pop("prerequisite_scheme_ids", None)
        file = json.dumps(data).encode()
        ours = self.office["cadre.regulation"]._import(file, "OURS")
        full = newer(shipped("s3"))
        full["regulation"]["code"] = "OURS"
        news = self.office["cadre.regulation.news"].browse(self.send(full)["res_id"])
        line = news.line_ids.filtered(lambda one: one.key == "scheme:S3-TEAM")
        self.assertTrue(line.take)
        with self.assertRaisesRegex(UserError, "still a draft"), self.env.cr.savepoint():
            news.action_take_over()
        news.action_none()
        line.take = True
        news.action_take_over()
        made = ours.scheme_ids.filtered(lambda scheme: scheme.origin == "S3-TEAM")
        self.assertEqual((made.state, made.version, made.company_id), ("draft", 1, self.company))
