"""Plain rows of a sheet are read at once: they say what the parser would have said of them, element by element."""

import random
import unittest
from unittest import mock

from odoo.addons.cadre_assessment.files import bounds, package, plain_rows, table

from . import hostile

TEXTS = (
    "工号",
    "",
    " 甲 ",
    "&#30002;&#x4E59;",
    "&amp;&lt;b&gt;&quot;&apos;",
    "a_x000D_b",
    "_x",
    "1\n2",
    "&#13;",
    "&#065;",
    "]]&gt;",
)
NUMBERS = ("5", "0.5", " 7 ", "1e3", "00012", "45000", "-3", "12345678901234567890", "五", "1e400", "")
CELLS = (
    lambda dice, at: f'<c r="{at}" t="inlineStr"><is><t>{dice.choice(TEXTS)}</t></is></c>',
    lambda dice, at: f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{dice.choice(TEXTS)}</t></is></c>',
    lambda dice, at: f'<c r="{at}" s="{dice.randrange(4)}"><v>{dice.choice(NUMBERS)}</v></c>',
    lambda dice, at: f'<c r="{at}" t="n"><v>{dice.choice(NUMBERS)}</v></c>',
    lambda dice, at: f'<c r="{at}" t="s"><v>{dice.choice("01")}</v></c>',
    lambda dice, at: (
        f'<c r="{at}" t="{dice.choice(("str", "b", "e", "d"))}"><v>{dice.choice(("1", "#REF!", "甲"))}</v></c>'
    ),
    lambda dice, at: f'<c r="{at}"/>',
    lambda dice, at: f'<c r="{at}" s="1"></c>',
)
ODD = (
    lambda dice, at: f'<c r="{at}"><f>1+1</f><v>2</v></c>',
    lambda dice, at: f'<c r="{at}" t="inlineStr"><is><r><t>云</t></r><r><t>岭</t></r></is></c>',
    lambda dice, at: f'<c t="n" r="{at}"><v>1</v></c>',
    lambda dice, at: f'<c r="{at}"> <v>1</v></c >',
    lambda dice, at: f"<c r='{at}'><v>1</v></c>",
    lambda dice, at: f'<c r="{at}"><v><![CDATA[<row r="90"><c r="A90"><v>9</v></c></row>]]></v></c>',
    lambda dice, at: f'<c r="{at}"><v>1</v></c><!-- <row r="91"><c r="A91"><v>9</v></c></row> -->',
)
AROUND = ("", "", "", "\n", "<!-- <row r='92'></row> -->", "<?x <row r='93'></row>?>")
WRONG = ("&nbsp;", "&#0;", "<b>", "\x01", '" r="')
STYLES = f'{hostile.HEAD}<styleSheet xmlns="{hostile.NS}"><cellXfs>' + "".join(
    f'<xf numFmtId="{number}"/>' for number in (0, 14, 22, 57)
)
STYLES += "</cellXfs></styleSheet>"
WORDS = f'{hostile.HEAD}<sst xmlns="{hostile.NS}"><si><t>云岭</t></si><si><t/></si></sst>'


def rows(dice, odd):
    """The XML of some rows; ``odd``: the share of cells that are not plain."""
    found, number = [], 0
    for _row in range(dice.randrange(1, 30)):
        number += dice.choice((1, 1, 1, 2))
        letters = [letter for letter in "ABCDEF" if dice.random() < 0.8]
        cells = [dice.choice(ODD if dice.random() < odd else CELLS)(dice, f"{letter}{number}") for letter in letters]
        more = dice.choice(("", "", ' spans="1:6"', ' hidden="1"', ' ht="12.8" hidden="false"', ' x14ac:d="0"'))
        found.append(f'<row r="{number}"{more}>{"".join(cells)}</row>')
        if dice.random() < odd:
            found.append(dice.choice(AROUND))
    return "".join(found)


def book(sheet):
    return hostile.workbook({"xl/styles.xml": STYLES, "xl/sharedStrings.xml": WORDS, "xl/worksheets/sheet1.xml": sheet})


def said(content):
    """What a file says, or why it is refused; with the kinds of its cells, for 1 and True are equal."""
    try:
        found = table.read(content)
    except bounds.Refused as error:
        return error.code
    return [(number, [(type(cell), str(cell)) for cell in cells]) for number, cells in found.rows], found.notes


def one_by_one(content):
    """:func:`said`, of a reader that knows no plain rows."""
    with mock.patch.object(plain_rows, "found_in", return_value=None):
        return said(content)


class TestPlainRows(unittest.TestCase):
    def hold(self, sheet, piece=package.PIECE):
        """:returns: how many rows were found at once"""
        content, found = book(sheet), []

        def counted(piece):
            rows = find(piece)
            found.extend(rows or ())
            return rows

        find = plain_rows.found_in
        with mock.patch.object(package, "PIECE", piece), mock.patch.object(plain_rows, "found_in", counted):
            now = said(content)
        self.assertEqual(now, one_by_one(content), sheet)
        return len(found)

    def test_same(self):
        """Rows of any make, read in pieces of any size."""
        dice, at_once = random.Random(14), 0
        for turn in range(400):
            sheet = hostile.sheet(rows(dice, dice.choice((0, 0, 0.02, 0.3))), before="" if turn % 3 else " ")
            at_once += self.hold(sheet, dice.choice((30, 200, 1000, package.PIECE)))
        self.assertGreater(at_once, 1000)

    def test_wrong(self):
        """What is no XML, or meets a limit, is refused by the same word."""
        dice, refused = random.Random(15), 0
        for _turn in range(200):
            sheet = rows(dice, 0)
            place = dice.randrange(len(sheet))
            sheet = sheet[:place] + dice.choice(WRONG) + sheet[place:]
            refused += isinstance(said(book(hostile.sheet(sheet))), str)
            self.hold(hostile.sheet(sheet), dice.choice((50, 1000)))
        self.assertGreater(refused, 100)
        for cell in (
            f'<c r="A1" t="inlineStr"><is><t>{"a" * (bounds.MAX_CELL + 1)}</t></is></c>',
            '<c r="XFD1"><v>1</v></c>', '<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>', '<c r="A1" t="s"><v>9</v></c>',
        ):  # fmt: skip
            sheet = hostile.sheet(f'<row r="1">{cell}</row>')
            self.assertIsInstance(said(book(sheet)), str)
            self.hold(sheet)
        for numbers in ((2, 1), (3, 3), (0, 1)):
            sheet = hostile.sheet("".join(f'<row r="{one}"><c r="A{one}"><v>1</v></c></row>' for one in numbers))
            self.assertEqual(said(book(sheet)), "damaged")
            self.hold(sheet)

    def test_only_looks_like_rows(self):
        """What stands in a comment, in a marked section, elsewhere in the sheet or in other signs is no row."""
        row = '<row r="5"><c r="A5" t="inlineStr"><is><t>假</t></is></c></row>'
        for inside in (
            f"<!-- {row} -->",
            f"<![CDATA[{row}]]>",
            f"<?x {row}?>",
            f"<x>{row}</x>",
            f"<row r='3'>{row}</row>",
        ):
            for piece in (20, 64, package.PIECE):
                self.hold(hostile.sheet(inside + hostile.SIMPLE), piece)
        for inside in (f"<!-- {row} -->", f"<![CDATA[{row}]]>", f"<?x {row}?>"):
            self.assertEqual(said(book(hostile.sheet(inside + hostile.SIMPLE))), said(book(hostile.sheet())))
        spelt = row.encode() + b" " * (len(row.encode()) % 2)  # two bytes of it are one sign
        signs = spelt.decode("utf-16-le", "replace")
        wide = hostile.sheet(hostile.SIMPLE + signs).replace('encoding="UTF-8"', 'encoding="UTF-16"')
        self.assertFalse(self.hold(wide.encode("utf-16")))
        self.assertFalse(self.hold(hostile.sheet().replace("UTF-8", "ISO-8859-1")))
        self.assertTrue(self.hold(hostile.sheet()))
