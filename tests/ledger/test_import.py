"""Many events from a workbook: all or nothing, with row and column of what is wrong."""

import base64
import io

import openpyxl
from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, tagged

from ..organization.files import problems, xlsx
from .builder import LedgerBuilder

HEADINGS = (
    "日期",
    "项目编码",
    "事项",
    "对象",
    "人员工号",
    "科室编号",
    "发文机关",
    "文号",
    "发文日期",
    "分值",
    "主观原因",
)
PRAISE = (
    "2025-06-10",
    "praise5",
    "先进个人",
    "个人",
    "T0012",
    "",
    "州住建局",
    "州建发〔2025〕18号",
    "2025-06-10",
    "",
    "",
)


@tagged("post_install", "-at_install")
class TestImport(LedgerBuilder, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.org_section.cadre_code = "T-001-02"
        cls.leader.version_id.led_department_ids = cls.org_section

    def wizard(self, *rows, user=None):
        return (
            self.env["cadre.ledger.import"]
            .with_user(user or self.officer_user)
            .create(
                {"cycle_id": self.cycle.id, "file": base64.b64encode(xlsx(HEADINGS, *rows)), "filename": "events.xlsx"}
            )
        )

    def events(self):
        return self.env["cadre.ledger.event"].search([("cycle_id", "=", self.cycle.id)])

    def test_good(self):
        blame = (*PRAISE[:1], "blame5", "通报批评", "集体", "", "T-001-02", *PRAISE[6:9], "", "是")
        wizard = self.wizard(PRAISE, blame)
        wizard.action_check()
        self.assertEqual((wizard.state, wizard.row_count, len(self.events())), ("good", 2, 0))
        wizard.action_import()
        self.assertEqual((wizard.state, len(self.events())), ("done", 2))
        self.assertEqual(set(self.events().mapped("state")), {"draft"})
        self.events().with_user(self.officer_user).action_confirm()
        self.assertEqual(self.points(self.person), 0)
        self.assertEqual(self.points(self.leader), -5)

    def test_bad(self):
        """Every fault with its row and column; nothing is written."""
        rows = (
            PRAISE,
            ("2025-06-31", "none", "x", "大家", "T9999", "", "", "", "", "abc", ""),
            PRAISE,
            (*PRAISE[:7], "", *PRAISE[8:]),
            (*PRAISE[:1], "range", "酌情", "个人", "T0012", "", "", "", "", "9", ""),
        )
        wizard = self.wizard(*rows)
        wizard.action_import()
        self.assertEqual((wizard.state, len(self.events())), ("bad", 0))
        self.assertEqual(
            set(problems(wizard)), {(3, "日期"), (3, "项目编码"), (3, "对象"), (3, "人员工号"), (3, "分值")}
        )
        again = self.wizard(PRAISE, PRAISE, *rows[3:])
        again.action_import()
        self.assertEqual({row for row, _column in problems(again)}, {3, 4, 5})
        self.assertFalse(self.events())

    def test_twice(self):
        """A file that is read again brings nothing in twice."""
        self.wizard(PRAISE).action_import()
        wizard = self.wizard(PRAISE)
        wizard.action_import()
        self.assertEqual((wizard.state, len(self.events())), ("bad", 1))

    def test_template(self):
        """The template has the headings and the tariff of the cycle's scheme."""
        wizard = self.wizard(PRAISE)
        wizard.action_template()
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.template)))
        self.assertIn("praise12", [row[0] for row in book["加减分项目"].iter_rows(values_only=True)])
        self.assertEqual(book.active["A1"].value, "日期*")

    def test_only_the_office(self):
        with self.assertRaises(AccessError):
            self.wizard(PRAISE, user=self.leader_user)
