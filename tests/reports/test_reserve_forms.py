"""The reserve as a workbook, and promotions and temporary posts in figures whose sums equal their rows.

S4-P5-01, S4-P5-02, S4-P7-01.
"""

import io

from odoo.exceptions import AccessError
from odoo.tests import tagged
from openpyxl import load_workbook

from tests.reports.test_no_formula import HOSTILE, Files
from tests.selection.acts import ActsBuilder
from tests.selection.common import SelectionCase
from tests.selection.reserve import ReserveBuilder, ReserveCase


def rows_of(book, page, first=3):
    return [[cell.value for cell in row] for row in book[page].iter_rows(min_row=first)]


class Workbooks(Files):
    def printed(self, name, records, user):
        report = self.env["ir.actions.report"].with_user(user)
        content, kind = report._render_xlsx(f"cadre_assessment_reports.{name}", records.ids, {})
        self.assertEqual(kind, "xlsx")
        return content

    def workbook(self, name, records, user):
        return load_workbook(io.BytesIO(self.printed(name, records, user)))


@tagged("post_install", "-at_install")
class TestReserveWorkbook(Workbooks, ReserveCase):
    def test_pages(self):
        """Everybody chosen stands on the first page; each item of the last one adds up to who is in the reserve."""
        people = self.make_people(4, prefix="WB", birthday="1990-01-01")
        entries = self.env["cadre.reserve"].union(*[self.entered(one, date_from="2022-03-01") for one in people])
        self.graded(people[0], 2025, *["outstanding"] * 3)
        self.reviewed(entries[0]).action_confirm()
        entries[3]._take_with_reason("remove_sanction", "党内警告，云纪〔2026〕2号")
        book = self.workbook("reserve_xlsx", entries, self.office_user)
        register, figures = rows_of(book, "名册"), rows_of(book, "统计")
        self.assertEqual(sorted(row[2] for row in register), sorted(people.mapped("name")))
        self.assertIn("党内警告，云纪〔2026〕2号", [row[12] for row in register])
        [review] = rows_of(book, "年度分析")
        self.assertEqual((review[1], review[3]), (2025, people[0].name))
        total, preferred = figures[0][2], figures[1][2]
        self.assertEqual((total, preferred), (3, 1))
        items = {}
        for item, _what, number in figures[2:]:
            items[item] = items.get(item, 0) + number
        self.assertEqual(items, dict.fromkeys(("类别", "年龄段", "学历", "最近年度考核等次", "性别", "单位"), total))

    def test_no_formula(self):
        """Whatever somebody typed stays text."""
        self.deputy_word.name = HOSTILE[0]
        entry = self.entered(self.person, document=HOSTILE[1], category_id=self.deputy_word.id)
        gone = self.entered(self.other)
        gone._take_with_reason("remove_other", HOSTILE[3])
        content = self.printed("reserve_xlsx", entry | gone, self.office_user)
        self.assertPlain(content, HOSTILE[0], HOSTILE[1], HOSTILE[3])

    def test_who_prints(self):
        """The route asks no group: whoever does not read an entry gets no workbook of it."""
        entry = self.entered(self.person)
        for user in (self.person_user, self.officer_user, self.leader_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.workbook("reserve_xlsx", entry, user)


@tagged("post_install", "-at_install")
class TestInFigures(Workbooks, ReserveBuilder, ActsBuilder, SelectionCase):
    def asked(self, user=None, **values):
        return self.env["cadre.promotion.report"].with_user(user or self.manager_user).create(
            {"date_from": "2012-01-01", "date_to": "2012-12-31", **values}
        )  # fmt: skip

    def figures(self, book):
        return {(item, what): number for item, what, number in rows_of(book, "统计")}

    def test_they_reconcile(self):
        """One is promoted, two were sent, one of them the promoted one: each figure is the number of its rows."""
        man, another = self.official("A"), self.official("B")
        sent = {"kind": "posted", "level": "city", "host_unit_id": self.other_unit.id, "post": "副镇长（挂职）"}
        self.env["cadre.posting"].create(
            [
                {"employee_id": man.id, **sent, "date_from": "2012-03-01", "date_to": "2012-08-31"},
                {"employee_id": another.id, **sent, "level": "county", "date_from": "2012-04-01"},
                {"employee_id": self.person.id, **sent, "date_from": "2011-04-01", "date_to": "2011-09-30"},
            ]
        )
        self.appointed(man)
        book = self.workbook("promotion_xlsx", self.asked(), self.manager_user)
        promoted, posted, work = (rows_of(book, page) for page in ("提拔任用", "挂职锻炼", "选拔工作"))
        self.assertEqual([row[2] for row in promoted], [man.name])
        self.assertEqual([row[2] for row in posted], [man.name, another.name])
        self.assertEqual([bool(row[8]) for row in posted], [True, False])
        figures = self.figures(book)
        self.assertEqual(figures["提拔任用", "合计"], len(promoted))
        self.assertEqual(figures["选派挂职锻炼", "合计"], len(posted))
        self.assertEqual(figures["挂职人员提拔使用", "合计"], len([row for row in posted if row[8]]))
        for item in ("提拔任用", "选派挂职锻炼"):
            parts = [number for (of, what), number in figures.items() if of == item and what != "合计"]
            self.assertEqual(sum(parts), figures[item, "合计"], item)
        *rows, total = work
        self.assertEqual(total[1], "合计")
        for column in range(3, 8):
            self.assertEqual(sum(row[column] for row in rows), total[column], column)
        self.assertEqual(total[7], figures["提拔任用", "合计"])
        self.assertEqual(total[5], 1, "whose file was looked at")
        self.assertEqual(total[5], figures["档案审核（人）", "合计"])
        book = self.workbook("promotion_xlsx", self.asked(unit_id=self.other_unit.id), self.manager_user)
        self.assertEqual(self.figures(book)["提拔任用", "合计"], 0)

    def test_no_formula(self):
        man = self.official("F")
        sent = {"kind": "posted", "level": "city", "host_unit_id": self.other_unit.id, "date_from": "2012-03-01"}
        self.env["cadre.posting"].create({"employee_id": man.id, "post": HOSTILE[0], **sent})
        self.assertPlain(self.printed("promotion_xlsx", self.asked(), self.manager_user), HOSTILE[0])

    def test_who_asks(self):
        """The organization department alone, each his own question."""
        for user in (self.office_user, self.officer_user, self.auditor_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.asked(user)
        asked = self.asked()
        for user in (self.office_user, self.officer_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.workbook("promotion_xlsx", asked, user)
