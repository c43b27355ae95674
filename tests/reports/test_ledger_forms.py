"""F-09 加减分台账 and F-12 年度综合得分及排名表: read back from paper and from the workbook."""

import io
from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, tagged
from openpyxl import load_workbook

from tests.common import YEAR
from tests.ledger.builder import LedgerBuilder
from tests.reports.printed import FormMixin, artifacts


@tagged("post_install", "-at_install")
class TestLedgerForms(LedgerBuilder, FormMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader.version_id.led_department_ids = cls.org_section | cls.press_section
        for number in range(3):
            cls.make_event(
                "praise12", cls.person, title=f"全省住建系统先进个人(第{number + 1}批)", date=date(YEAR, 3, 1 + number)
            ).action_confirm()
        cls.make_event("blame5", sections=(cls.org_section, cls.press_section), title="督办事项逾期").action_confirm()
        cls.cancelled = cls.make_event("praise5", cls.other, title="误登事项")
        cls.cancelled.action_confirm()
        cls.cancelled._take_with_reason("cancel", "误登")
        cls.make_event("praise5", cls.other, title="尚未确认的事项")
        cls.cycle.with_user(cls.officer_user).action_compute()
        cls.settle()

    @classmethod
    def settle(cls):
        """As a computation says it where everybody has a total: of 36 points 30 count."""
        booked = [("cycle_id", "=", cls.cycle.id), ("state", "=", "confirmed")]
        postings = cls.env["cadre.ledger.posting"].search(booked)
        for posting in postings:
            posting.write({"settled": True, "counted": True, "counted_points": posting.points})
        partly = postings.filtered(lambda one: one.date == date(YEAR, 3, 3))
        partly.write({"counted_points": 6, "not_counted_reason": "partly"})
        outsider = postings.filtered(lambda one: one.why == "leader")
        outsider.write({"counted": False, "counted_points": 0, "not_counted_reason": "not_subject"})

    def workbook(self, name, user=None):
        content, _kind = (
            self.env["ir.actions.report"]
            .with_user(user or self.officer_user)
            ._render_xlsx(f"cadre_assessment_reports.{name}", self.cycle.ids, {})
        )
        (artifacts() / f"{name}.xlsx").write_bytes(content)
        return load_workbook(io.BytesIO(content)).active

    def test_ledger(self):
        """Ten columns of F-09; only what is confirmed; whether it counts stands beside every event."""
        printed = self.pdf("ledger", self.cycle, name="F-09")
        self.assertPrinted(printed, "加减分台账", "日期", "对象", "级别", "发文机关", "文号")
        self.assertPrinted(printed, "事项", "分值", "受分人", "依据附件", "是否计入")
        self.assertPrinted(printed, "全省住建系统先进个人(第3批)", "云办〔2025〕7号", "+12", "-5", "李明")
        self.assertPrinted(printed, "督办事项逾期")
        self.assertPrinted(printed, "其余计入;", ":丁副书记", "3月3日")
        for absent in ("误登事项", "尚未确认的事项"):
            self.assertNotIn(absent, printed)

    def test_ledger_workbook(self):
        """The workbook has the same events with figures that can be reckoned with."""
        rows = list(self.workbook("ledger_xlsx").iter_rows(min_row=3, values_only=True))
        self.assertEqual([row[6] for row in rows], [12, 12, 12, -5])
        self.assertEqual(set(rows[3][7].split("、")), {"郭科长", "李明", "王芳", "丁副书记"})

    def test_many_pages(self):
        """A long ledger goes on over pages with its heading; nothing is cut."""
        events = self.env["cadre.ledger.event"]
        for number in range(40):
            events |= self.make_event("activity", self.other, title=f"第{number:02d}次文体活动")
        events.action_confirm()
        printed = self.pdf("ledger", self.cycle, name="F-09-long")
        self.assertGreater(printed.pages, 2)
        self.assertPrinted(printed, *events.mapped("title"))

    def test_ranking(self):
        """F-12: bonuses after the limit and deductions stand apart; they add up to the total with the parts."""
        printed = self.pdf("unit_ranking", self.cycle, name="F-12")
        self.assertPrinted(printed, "综合得分及排名表", "名次", "加分", "减分", "总分", "一票否决", "是否拟表彰")
        sheet = self.workbook("unit_ranking_xlsx")
        heads = [cell.value for cell in sheet[2]]
        rows = {row[1]: dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=3, values_only=True)}
        self.assertIn("李明", rows)

    def test_only_for_those_who_see_everybody(self):
        for user in (self.person_user, self.leader_user):
            for name in ("ledger", "unit_ranking"):
                with self.assertRaises(AccessError):
                    self.pdf(name, self.cycle, user=user)
                with self.assertRaises(AccessError):
                    self.workbook(f"{name}_xlsx", user=user)
