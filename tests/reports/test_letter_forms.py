"""F-10 目标责任书, F-11 附表, F-13 通知书 / 复核申请表 / 复核答复, F-14 半年报告: read back from paper."""

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError

from tests.acting.registry import acts
from tests.assessment.test_appeal import AppealCase
from tests.consequence.test_consequences_s2a import FollowCase
from tests.reports.printed import FormMixin
from tests.work.letters import LetterCase


class TestLetterForms(FormMixin, LetterCase):
    @acts("S2A-07", "scheme_s2a_unit", letter_copies=1)
    def test_letter_in_two_copies(self):
        """F-10, S2A-07: two copies, the parts with their points, the items with standard and date, both signatures."""
        self.complete()
        with freeze_time("2025-03-03 02:00:00"):
            self.approve()
        with freeze_time("2025-03-10 02:00:00"):
            self.sign()
            self.file()
        printed = self.pdf("responsibility_letter", self.letter, name="f10_letter")
        self.assertEqual(printed.fronts, 2, "each copy is a sheet of its own")
        for page, which in zip(printed.texts[::2], ("第一", "第二"), strict=True):
            self.assertIn("一式两份,", page)
            self.assertIn(f"{which}份", page)
            for text in (
                *(
                    "2025年度目标责任书",
                    "业务目标(70分)",
                    "党的建设(10分)",
                    "精神文明建设(5分)",
                    "重点项目建设",
                    "党建第1项",
                ),
                *(
                    "郭科长",
                    "丁副书记",
                    "党群口",
                    "2025年12月31日",
                    "2025年3月10日",
                    "分管领导(签字)",
                    "主要负责人(签字)",
                ),
            ):
                self.assertIn(text, page)
        self.assertEqual(self.pdf("work_plan", self.letter, name="f10_as_list").text, printed.text)

    def test_a_long_letter_loses_nothing(self):
        """Standards of many lines go on to further pages; every item stands there."""
        self.complete()
        items = self.letter.item_ids.filtered(lambda one: one.component_id.code == "business")
        items.write({"standard": "建立台账，明确责任，" * 60 + "完。"})
        printed = self.pdf("responsibility_letter", self.letter, name="f10_long")
        for item in self.letter.item_ids:
            self.assertEqual(printed.text.count(item.name), 2 if "党建" in item.name else printed.text.count(item.name))
        self.assertEqual(printed.text.count("完。"), 6)

    def test_annexes(self):
        """F-11: one table of all parts with the regulation's numbers (S2A-18); marks for who may know them."""
        self.done()
        scores = self.env["cadre.score"].search([("cycle_id", "=", self.cycle.id)])
        scores = scores.filtered(lambda one: one.component_id.code == "party").with_user(self.officer_user)
        for score, value in zip(scores, (5.5, 4), strict=True):
            score.write({"value": value, "evidence": "台账缺一项"})
        self.assertNotIn("台账缺一项", self.pdf("score_annex", self.letter, name="f11_draft").text)
        scores.action_confirm()
        printed = self.pdf("score_annex", self.letter, name="f11_annex")
        self.assertPrinted(printed, "附表1、2、3、4", "2025年度目标考核计分表", "市委组织部", "考核指标", "评分标准")
        self.assertPrinted(printed, "党的建设(10分)", "5.5", "小计", "9.5", "台账缺一项", "合计")
        [sheet] = self.env["report.cadre_assessment_reports.score_annex"]._sheets(self.letter)
        annexes = {row[1].text[:4]: row[0].text.split("\n")[0] for row in sheet.rows if row[0].span}
        self.assertEqual(
            {name: annexes[name] for name in ("党的建设", "党风廉政", "精神文明", "招商引资")},
            {"党的建设": "附表2", "党风廉政": "附表1", "精神文明": "附表3", "招商引资": "附表4"},
        )
        self.assertNotIn("附表", annexes["业务目标"], "a department's business has none")
        own = self.pdf("score_annex", self.letter, user=self.section_head_user, name="f11_own")
        self.assertNotIn("台账缺一项", own.text)

    def test_no_list_and_no_strangers(self):
        """A work-item list has its own form; whoever may not read a letter prints none."""
        with self.assertRaises(AccessError):
            self.pdf("responsibility_letter", self.letter, user=self.person_user)
        guarded(self.letter).write({"kind": "list"})
        with self.assertRaisesRegex(UserError, "work-item list|请按清单打印"):
            self.pdf("responsibility_letter", self.letter)

    def test_half_year_report(self):
        """F-14: items, targets, how far, problems, five reports and two copies with their day."""
        rule = self.scheme.document_ids.filtered("with_items")
        self.cycle._make_periods()
        paper = self.env["cadre.document"].create(
            {
                "cycle_id": self.cycle.id,
                "rule_id": rule.id,
                "period_id": self.period(self.cycle, "half").id,
                "subject_unit_id": self.unit.id,
                "head_id": self.section_head.id,
                "employee_name": self.unit.name,
                "name": rule.name,
                "recipient_ids": [(0, 0, {"name": one.name, "purpose": one.purpose}) for one in rule.recipient_ids],
            }
        )
        self.done()
        paper.line_ids.with_user(self.section_head_user).write(
            {"done": "已完成年度任务的55%。", "problem": "要素保障仍需加强。"}
        )
        with freeze_time("2025-07-10 02:00:00"):
            paper.with_user(self.section_head_user).action_submit()
            paper.with_user(self.section_head_user).action_send()
        printed = self.pdf("unit_report", paper, name="f14_report")
        self.assertPrinted(
            printed, "年度工作目标完成情况报告", "完成情况", "存在问题", "已完成年度任务的55%", "要素保障仍需加强",
            "报送:市委、市人大常委会、市政府、市政协、市纪委", "备案:分口考核组、市考核办公室", "2025年7月10日",
        )  # fmt: skip


class TestReviewForms(FormMixin, AppealCase):
    def test_notice_says_how_to_ask(self):
        """F-13, S2A-70, S2A-71: the day of receipt, and within how many days a review is asked for and answered."""
        self.receive()
        printed = self.pdf("result_notice", self.mine, name="f13_notice")
        self.assertPrinted(printed, "接到通知之日起10日内", "10日内答复", "2024年1月10日", "本人签收")
        self.assertPrinted(printed, "总分95.60,第1名", "名额2个")
        self.assertNotIn("None", printed.text)

    def test_request_and_reply(self):
        """F-13: grounds and days of the request; the answer with its day; nothing before it is given."""
        self.receive()
        appeal = self.ask()
        printed = self.pdf("appeal_request", appeal, user=self.person_user, name="f13_request")
        self.assertPrinted(
            printed, "考核结果复核申请表", "李明", "半年评定漏记一项重点工作", "2024年1月20日", "2024年1月30日", "95.60"
        )
        with self.assertRaisesRegex(UserError, "not answered|尚未答复"):
            self.pdf("appeal_reply", appeal)
        self.answer(appeal, "reject")
        printed = self.pdf("appeal_reply", appeal, user=self.person_user, name="f13_reply")
        self.assertPrinted(
            printed, "考核结果复核答复", "李明同志", "维持原考核结果", "经复核,原结果依据充分", "2024年1月25日"
        )
        with self.assertRaises(AccessError):
            self.pdf("appeal_reply", appeal, user=self.other_user)


class TestUnitNoticeForm(FormMixin, FollowCase):
    def test_unit(self):
        """F-13 for a unit: no grade, but its award; addressed to the unit and signed by its head."""
        unit = self.subject(
            self.units, 95, "scored", ["advanced_collective"], subject_unit_id=self.unit.id, head_id=self.decider.id
        )
        unit.name = self.unit.name
        printed = self.pdf("result_notice", unit, name="f13_unit")
        self.assertPrinted(
            printed, "测试机关工委:", "你单位在2025年度考核中得分95.00分", "先进集体", "何书记", "负责人签收"
        )
        self.assertNotIn("等次为", printed.text)
