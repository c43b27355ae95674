"""The forms of a selection (F-15, F-22 … F-28, plan, record, workbook) are printed, for who may read it."""

import io

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from openpyxl import load_workbook

from tests.reports.printed import FormMixin, plain
from tests.reports.test_no_formula import HOSTILE, Files
from tests.selection import test_marks, test_rank, test_score
from tests.selection.common import SelectionCase


class TestScoreTable(FormMixin, test_marks.Contest):
    """F-27 of S4-E3: 798/9 × 0.4 + 91.5 × 0.6 against 36 + 54.36."""

    vote = test_score.TestScore.vote
    scored = test_score.TestScore.scored

    def test_table(self):
        """Every part with its weight, the total, the place, who has a place and who waits; nothing before it is in."""
        votes = {self.person: (119, 77, 4, 0), self.other: (108, 90, 2, 0)}
        selection = self.scored({self.person: test_score.TestScore.MARKS, self.other: 90}, votes)
        printed = self.pdf("selection_scores", selection, user=self.office_user, name="F-27")
        self.assertPrinted(
            printed, "竞争得分表", "演讲分（40.00）", "民主测评分（60.00）", "35.47", "54.90", "90.37",
            "名额内", "90.36", "递补1",
        )  # fmt: skip
        report = self.env["ir.actions.report"].with_user(self.office_user)
        content, _kind = report._render_xlsx("cadre_assessment_reports.selection_xlsx", selection.ids, {})
        values = {cell.value for row in load_workbook(io.BytesIO(content))["得分"] for cell in row}
        self.assertLessEqual({90.37, 90.36, "35.47", "递补1"}, values)
        first = selection.candidate_ids.filtered(lambda one: one.employee_id == self.person)
        first.with_user(self.office_user)._take_with_reason("put_out", "个人放弃")
        printed = self.pdf("selection_scores", selection, user=self.office_user, name="F-27 of one who left")
        self.assertPrinted(printed, "90.36", "名额内", first.name, "90.37", "退出")
        self.assertNotIn("递补", printed.text)
        guarded(selection.candidate_ids.sudo()).write({"standing": False})
        with self.assertRaises(UserError):
            self.pdf("selection_scores", selection, user=self.office_user)
        for user in (self.person_user, self.officer_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.pdf("selection_scores", selection, user=user)


class TestSelectionForms(Files, FormMixin, SelectionCase):
    FIRST = test_rank.TestRank.FIRST
    begun = test_rank.TestRank.begun
    run_to = test_rank.TestRank.run_to

    def print_of(self, report, records, **how):
        return self.pdf(report, records, user=how.pop("user", self.office_user), name=how.pop("name", report), **how)

    def decided_selection(self):
        selection = self.run_to("decide")
        self.answer(selection)
        self.do(selection, "opinion")
        self.decide(selection, "decide")
        return selection

    def test_plan(self):
        """Every step with its body, its planned and its earliest day; an impossible day says so."""
        selection = self.begun()
        self.step(selection, "document").with_user(self.office_user).planned = "2012-12-24"
        printed = self.pdf("selection_plan", selection, user=self.office_user, name="selection-plan")
        self.assertPrinted(
            printed,
            "选拔工作方案",
            "局机关主任科员1名；司法所主任科员1名",
            "2012.12.24",
            "计划日期早于可行日期",
            "干部科",
        )
        for step in selection.step_ids:
            self.assertIn(plain(step.with_context(lang="zh_CN").name), printed.text)
        self.assertInside("selection_plan", selection, user=self.office_user)

    def test_record(self):
        """What was done, when and by whom, on which paper; names with their votes; everybody and what became of him."""
        selection = self.decided_selection()
        printed = self.pdf("selection_record", selection, user=self.office_user, name="selection-record", latin=None)
        self.assertPrinted(
            printed, "选拔任用工作纪实", "进行中", "区公〔2012〕7号", "区公〔2012〕9号", "苏科长", "人选情况",
            "讨论决定情况", "李明", "已决定", "已退出", "谈话",
        )  # fmt: skip
        self.assertInside("selection_record", selection, user=self.office_user)

    def test_record_of_what_was_stopped(self):
        """Suspended and given up as well, with the reason; before anything was done, too."""
        selection = self.begun()
        self.assertPrinted(self.print_of("selection_record", selection, name="selection-record-empty"), "进展准备中")
        selection.action_begin()
        selection.with_user(self.office_user)._take_with_reason("suspend", "机构改革")
        self.assertPrinted(self.print_of("selection_record", selection), "进展暂停", "机构改革")
        selection.with_user(self.office_user).action_resume()
        selection.with_user(self.office_user)._take_with_reason("give_up", "编制收回")
        printed = self.print_of("selection_record", selection, name="selection-record-given-up")
        self.assertPrinted(printed, "终止", "编制收回", "作废")

    def test_candidates(self):
        """F-24 with every condition and its evidence, F-25 by meeting and talks, F-26 with its sections, F-23."""
        selection = self.run_to("decide")
        talk = self.env["cadre.talk"].sudo().search([("selection_id", "=", selection.id)], limit=2)
        guarded(talk).write({"candidate_id": self.a.id, "standing": "for"})
        checks = self.pdf("selection_checks", selection, user=self.office_user, name="F-24", latin=None)
        self.assertPrinted(checks, "资格审查汇总表", "李明", "✗", "合格（限期）", "不合格", "查阅档案")
        self.assertInside("selection_checks", selection, user=self.office_user)
        support = self.pdf("selection_support", selection, user=self.office_user, name="F-25-summary")
        self.assertPrinted(support, "会议推荐", "谈话推荐", "51.16%", "共2人次")
        paper = self.step(selection, "inspect").paper_ids.filtered("candidate_id")[:1]
        report = self.pdf("candidate_paper", paper, user=self.office_user, name="F-26")
        self.assertPrinted(report, paper.name, "内容", "已写。", "考察甲")
        form = self.pdf("registration_form", self.a, user=self.office_user, name="F-23")
        self.assertPrinted(form, "报名登记表", "李明", "局机关主任科员", "选任办公室提名")
        preview = self.pdf(
            "inspection_preview", self.step(selection, "preview"), user=self.office_user, name="F-28-preview"
        )
        self.assertPrinted(preview, "考察预告", "李明", "考察组")

    def test_letters(self):
        """F-15 of a selection, F-28: opinion, minutes with names and votes, notice of appointment."""
        selection = self.decided_selection()
        opinion = selection.step_ids.opinion_ids[:1]
        letter = self.pdf("opinion_letter", opinion, user=self.discipline_user, name="F-28-opinion")
        self.assertPrinted(letter, "廉政意见函", "没有影响任职的问题", "未发现影响任职的问题", "纪检组")
        notice = self.notice(selection)
        posted = self.pdf("notice", notice, user=self.office_user, name="F-15-selection")
        self.assertPrinted(posted, "拟任职务", "局机关主任科员", "李明", "现任职务", "受理部门：干部科")
        self.end_notice(notice)
        self.do(selection, "notice")
        for code in ("talk", "exam"):
            if self.step(selection, code):
                self.talk(selection, code, candidate_id=self.a.id)
                self.do(selection, code)
        self.do(selection, "document", document="区公〔2012〕12号")
        appointment = selection.appointment_ids[:1]
        told = self.pdf("appointment_letter", appointment, user=self.office_user, name="F-28-appointment")
        self.assertPrinted(told, "任职通知", "区公〔2012〕12号", "同志任")

    def test_nomination(self):
        """F-22 with who answers for it and until when it counts."""
        self.on("2012-03-15")
        self.leading_body.member_ids.write({"date_from": "2000-01-01"})
        nomination = self.env["cadre.nomination"].with_user(self.office_user).create(
            {
                "employee_id": self.person.id, "post_text": "主任科员", "by": "body", "body_id": self.leading_body.id,
                "reason": "实绩突出", "date": "2012-03-15",
            }
        )  # fmt: skip
        nomination.action_hand_in()
        printed = self.pdf("nomination", nomination, user=self.office_user, name="F-22")
        self.assertPrinted(printed, "干部提名推荐表", "首提责任人", self.decider.name, "2013年3月15日", "实绩突出")
        with self.assertRaises(AccessError):
            self.print_of("nomination", nomination, user=self.person_user)

    def test_his_own(self):
        """Who registered himself prints that, and nothing of others; nobody else prints it."""
        selection = self.begun()
        candidate = self.candidate(selection, self.person, channel="self")
        own = candidate.registration_ids
        printed = self.pdf("own_registration", own, user=self.person_user, name="F-23-own")
        self.assertPrinted(printed, "报名登记表", "李明", "局机关主任科员", "个人自荐")
        with self.assertRaises(AccessError):
            self.print_of("own_registration", own, user=self.other_user)

    def test_choices(self):
        """F-23 of a double selection: the choices in their order, and whether another post is accepted; printed by the
        person himself, one form of several choices, and of whoever is placed by them."""
        selection = self.make_selection("S4P10-D", "2026-03-13", posts=("农办", "城建办"), name="双向选择")
        Choice = guarded(self.env["cadre.choice"].sudo())
        for rank, post in enumerate(reversed(selection.post_ids), 1):
            Choice.create(
                {
                    "selection_id": selection.id, "post_id": post.id, "employee_id": self.person.id, "rank": rank,
                    "selection_name": selection.name, "person": "李明", "post": post.name, "takes_other": True,
                    "chosen_on": "2026-03-13 01:00:00",
                }
            )  # fmt: skip
        mine = self.env["cadre.choice"].search([("selection_id", "=", selection.id)])
        printed = self.print_of("choice_form", mine, user=self.person_user, name="F-23-choices")
        said = "双向选择职位申请表", "李明", "第一志愿城建办", "第二志愿农办", "第三志愿", "服从调配是"
        self.assertPrinted(printed, *said)
        self.assertEqual(printed.text.count("本人签字"), 1)
        self.assertInside("choice_form", mine, user=self.person_user)
        with self.assertRaises(AccessError):
            self.print_of("choice_form", mine, user=self.other_user)
        placed = guarded(self.env["cadre.candidate"].sudo()).create(
            {"selection_id": selection.id, "post_id": selection.post_ids[1].id, "employee_id": self.person.id,
             "channel": "self", "by_himself": True, "takes_other": True, "choice_id": mine.sorted("rank")[0].id}
        )  # fmt: skip
        form = self.print_of("registration_form", placed, name="F-23-placed")
        self.assertPrinted(form, "报名登记表", "第一志愿城建办", "第二志愿农办", "服从调配是")

    def test_who_prints(self):
        """A candidate prints nothing of the selection; an officer and a voter do not know that it is there."""
        selection = self.run_to("check")
        reports = {
            "selection_plan": selection, "selection_record": selection, "selection_checks": selection,
            "selection_support": selection, "registration_form": self.a,
        }  # fmt: skip
        for report, records in reports.items():
            for user in (self.person_user, self.officer_user, self.plain_user, self.decider_user):
                with self.subTest(report, user=user.login), self.assertRaises(AccessError):
                    self.print_of(report, records, user=user)

    def workbook(self, selection, user):
        report = self.env["ir.actions.report"].with_user(user)
        content, _kind = report._render_xlsx("cadre_assessment_reports.selection_xlsx", selection.ids, {})
        return load_workbook(io.BytesIO(content))

    def test_workbook(self):
        """Plan, candidates and checks, each on a page of its own; for who reads the selection alone."""
        selection = self.run_to("recommend")
        book = self.workbook(selection, self.office_user)
        self.assertEqual(book.sheetnames[:3], ["方案", "人选", "资格审查"])
        values = {cell.value for sheet in book for row in sheet for cell in row}
        self.assertLessEqual({"李明", "51.16%", "合格（限期）", "区公〔2012〕7号"}, values)
        for user in (self.person_user, self.officer_user, self.decider_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.workbook(selection, user)

    def test_no_formula_in_it(self):
        """What people typed stands in the workbook as text, whatever a spreadsheet would make of it."""
        selection = self.run_to("recommend")
        guarded(selection.candidate_ids[0].sudo()).write({"name": HOSTILE[0], "post_text": HOSTILE[1]})
        guarded(selection.step_ids[0].sudo()).write({"document": HOSTILE[2], "finding": HOSTILE[4]})
        guarded(selection.candidate_ids[0].check_ids[:1].criterion_id.sudo()).write({"name": HOSTILE[3]})
        self.env.flush_all()
        report = self.env["ir.actions.report"].with_user(self.office_user)
        content, _kind = report._render_xlsx("cadre_assessment_reports.selection_xlsx", selection.ids, {})
        self.assertPlain(content, *HOSTILE[:5])
