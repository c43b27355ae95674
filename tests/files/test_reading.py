"""Our own reader finds in a workbook what another program wrote into it. (openpyxl, xlsxwriter, other dialects)"""

import datetime
import io
import unittest

import openpyxl
from odoo.addons.cadre_assessment.files import bounds, table, workbook, written

from . import hostile


def saved(*rows, **properties):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name, value in properties.items():
        setattr(book, name, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class TestReading(unittest.TestCase):
    def test_values(self):
        """Texts, numbers, days, moments, truths; nothing of an empty cell; rows with their numbers."""
        day, moment = datetime.date(2025, 3, 1), datetime.datetime(2025, 3, 1, 8, 30)
        content = saved(("工号", " 甲 ", 12, 0.5, day, moment, True, None, "末"), (), (None, "只有"), (None, None))
        self.assertEqual(
            table.read(content).rows,
            [(1, ["工号", " 甲 ", 12, 0.5, day, moment, True, None, "末"]), (3, [None, "只有"])],
        )

    def test_days_of_the_other_calendar(self):
        """Workbooks of old Macs count days from 1904."""
        day = datetime.date(2025, 3, 1)
        content = saved((day,), epoch=openpyxl.utils.datetime.CALENDAR_MAC_1904)
        self.assertEqual(table.read(content).rows, [(1, [day])])

    def test_sheets(self):
        """The first sheet unless one is named; the order is that of the workbook."""
        book = openpyxl.Workbook()
        book.active.title = "甲"
        book.create_sheet("乙").append(["二"])
        book.create_chartsheet("图")
        stream = io.BytesIO()
        book.save(stream)
        read = workbook.Workbook(stream.getvalue())
        self.assertEqual((list(read.sheets), read.rows(), read.rows("乙")), (["甲", "乙"], [], [(1, ["二"])]))

    def test_other_dialects(self):
        """Prefixes before the tags, words in several fonts with their pronunciation, texts in the cell, UTF-16."""
        words = "<si><r><t>云</t></r><r><t>岭</t></r><rPh><t>yun</t></rPh></si><si><t>a_x000D_b</t></si>"
        rows = (
            '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><r><t>内</t></r></is></c>'
            '<c t="str"><f>1+1</f><v>2</v></c><c t="e"><v>#REF!</v></c><c><v>1e400</v></c><c t="b"><v>0</v></c></row>'
        )
        parts = {
            "xl/sharedStrings.xml": f'{hostile.HEAD}<sst xmlns="{hostile.NS}">{words}</sst>',
            "xl/worksheets/sheet1.xml": hostile.sheet(rows),
        }
        expected = [(1, ["云岭", "a\rb", "内", "2", "#REF!", "1e400", False])]
        self.assertEqual(table.read(hostile.workbook(parts)).rows, expected)
        prefixed = {
            name: text.replace("</", "</x:").replace("<x:", "<x:").replace("<", "<x:").replace("<x:/x:", "</x:")
            .replace("<x:?", "<?").replace("xmlns=", "xmlns:x=") for name, text in parts.items()
        }  # fmt: skip
        self.assertEqual(table.read(hostile.workbook(prefixed)).rows, expected)
        wide = {name: text.replace("UTF-8", "UTF-16").encode("utf-16") for name, text in parts.items()}
        self.assertEqual(table.read(hostile.workbook(wide)).rows, expected)

    def test_damaged(self):
        for rows in (
            '<row r="2"/><row r="1"/>', '<row r="x"><c/></row>', '<row><c r="B1"/><c r="A1"/></row>',
            '<row><c t="s"><v>7</v></c></row>', '<row><c r="A1A1"/></row>', "<row>", '<row r="-1"/>',
        ):  # fmt: skip
            with self.subTest(rows), self.assertRaises(bounds.Refused) as caught:
                table.read(hostile.of_sheet(rows))
            self.assertEqual(caught.exception.code, "damaged")

    def test_what_is_written_is_read(self):
        """Our own writer: texts that look like formulas stay texts."""
        texts = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-2", "{=1}", "\t=1", "http://x", "a" * 32_767]
        stream = io.BytesIO()
        book = written.workbook(stream)
        sheet = book.add_worksheet(written.page_name("='[坏]名*字?"))
        text = written.style(book)
        written.title(sheet, 0, 3, "=HYPERLINK(1)", text)
        for place, value in enumerate([*texts, 1.5, None, float("inf")]):
            written.put(sheet, 1, place, value, text)
        book.close()
        read = workbook.Workbook(stream.getvalue())
        self.assertEqual(list(read.sheets), ["=坏名字"])
        self.assertEqual(read.rows(), [(1, ["=HYPERLINK(1)"]), (2, [*texts, 1.5, None, "inf"])])
