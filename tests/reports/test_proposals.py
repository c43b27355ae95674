"""附件8 等次建议 on paper and as a workbook, and the overview of a year (F-18, S3-13)."""

import io

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from openpyxl import load_workbook

from tests.assessment.common import YearCase
from tests.reports.printed import FormMixin, artifacts


class TestProposals(FormMixin, YearCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_year()
        cls.compute()

    def workbook(self, name, user=None):
        content, kind = (
            self.env["ir.actions.report"]
            .with_user(user or self.officer_user)
            ._render_xlsx(f"cadre_assessment_reports.{name}", self.cycle.ids, {})
        )
        self.assertEqual(kind, "xlsx")
        (artifacts() / f"{name}.xlsx").write_bytes(content)
        return load_workbook(io.BytesIO(content))

    def sheets(self, user=None):
        form = self.env["report.cadre_assessment_reports.proposals"].with_user(user or self.officer_user)
        return form._get_report_values(self.cycle.ids)["sheets"]

    def test_the_best_first(self):
        """S3-13: by grade, then by score; the score is that of the ballot, the seats stand below."""
        (sheet,) = self.sheets()
        rows = [[cell.text for cell in row] for row in sheet.rows]
        self.assertEqual([row[1] for row in rows[:3]], [self.a.name, self.c.name, self.b.name])
        self.assertEqual([row[0] for row in rows[:3]], ["1", "2", "3"])
        self.assertEqual((rows[0][3], rows[0][5], rows[0][6]), ("78.00", "优秀", "是"))
        self.assertEqual((rows[2][5], rows[2][6]), ("称职", ""))
        self.assertTrue(any("名额2" in note for note in sheet.foot), sheet.foot)
        self.assertPrinted(self.pdf("proposals", self.cycle), "等次建议", self.a.name, "是否占指标")

    def test_what_is_not_decided(self):
        """Before the decision the list says so; before the computation there is no list of nobody's grades."""
        (sheet,) = self.sheets()
        self.assertIn("未审定", sheet.subtitle)
        guarded(self.cycle.sudo()).write({"state": "decided"})
        (sheet,) = self.sheets()
        self.assertNotIn("未审定", sheet.subtitle)
        guarded(self.cycle.sudo()).write({"state": "open"})
        with self.assertRaises(UserError):
            self.sheets()

    def test_workbook(self):
        """The same rows, with the unit before them; scores are numbers."""
        sheet = self.workbook("proposals_xlsx").active
        heads = [cell.value for cell in sheet[2]]
        first = dict(zip(heads, [cell.value for cell in sheet[3]], strict=True))
        self.assertEqual((first["单位"], first["姓名"], first["测评分"]), (self.unit.name, self.a.name, 78))
        self.assertEqual(sheet.max_row, 2 + 13)

    def test_overview(self):
        """Every cycle of the year with its grades and seats; behind it everybody by rank."""
        book = self.workbook("overview_xlsx")
        top = book.worksheets[0]
        heads = [cell.value for cell in top[2]]
        rows = [dict(zip(heads, [cell.value for cell in row], strict=True)) for row in top.iter_rows(min_row=3)]
        mine = next(row for row in rows if row["考核方案"] == self.scheme.name and row["单位"] == self.unit.name)
        self.assertEqual((mine["参加考核"], mine["名额"], mine["已用名额"]), (13, 2, 2))
        self.assertEqual(mine["等次分布"], "优秀2、称职11")
        self.assertEqual(len(book.worksheets), len(rows) + 1)
        named = book.worksheets[1 + rows.index(mine)]
        seats = [(row[1].value, row[9].value) for row in named.iter_rows(min_row=3)]
        # a grade without a limit has no seat, as in the list of proposals
        self.assertEqual(seats[:3], [(self.a.name, "是"), (self.c.name, "是"), (self.b.name, None)])

    def test_own_seats_only(self):
        """A2-1: below a unit's list stand the seats it competes for, not those that other units share."""
        quota = self.scheme.quota_ids.filtered(lambda one: one.use == "result")[:1]
        other = self.env["hr.department"].create({"name": "别的单位", "company_id": self.unit.company_id.id})
        guarded(self.env["cadre.pool"]).create(
            {"cycle_id": self.cycle.id, "quota_id": quota.id, "unit_id": other.id, "base": 77, "seats": 7}
        )
        (sheet,) = self.sheets()
        self.assertFalse([note for note in sheet.foot if "77" in note])

    def test_who_may_print(self):
        """Everybody's scores: not for a person, his leader, nor the auditor before the decision."""
        for user in (self.person_user, self.leader_user, self.auditor_user):
            for call in (self.sheets, lambda user: self.workbook("proposals_xlsx", user)):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    call(user)
