"""A form as a reader gets it: rendered to PDF, its text read back, its pages counted and kept as pictures."""

import os
import re
import subprocess
import tempfile
import unicodedata
from pathlib import Path
from unittest.mock import patch

import weasyprint
from odoo.addons.cadre_assessment import printing
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.addons.cadre_assessment_reports.report import form_mixin
from odoo.addons.cadre_assessment_reports.report.lines import lines
from weasyprint.formatting_structure import boxes

from tests.assessment.common import YearBuilder
from tests.common import CadreCase


def artifacts():
    """Where rendered pages are kept, so that somebody can look at them."""
    folder = Path(os.environ.get("CADRE_ARTIFACTS") or Path(tempfile.gettempdir()) / "cadre_artifacts") / "forms"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def plain(text):
    """Text without blanks and line ends, in plain characters: what stands there, wherever a line breaks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class Printed:
    """A PDF, read back. ``name`` is the name of its pictures."""

    def __init__(self, content, name):
        self.content = content
        path = artifacts() / f"{name}.pdf"
        path.write_bytes(content)
        self.info = self._run("pdfinfo", path)
        self.raw = self._run("pdftotext", "-raw", path, "-")
        self.texts = [plain(page) for page in self.raw.split("\f")[:-1]]
        self.text = "".join(self.texts)
        self.pages = len(self.texts)
        self.fronts = sum(bool(text) for text in self.texts[::2])
        """Sheets of paper, where no form has a second page."""
        if not self.texts[-1] or any(self.texts[1::2]):
            self.fronts = 0
        for old in artifacts().glob(f"{name}-*.png"):
            old.unlink()
        self._run("pdftoppm", "-r", "70", "-png", path, artifacts() / name)

    @staticmethod
    def _run(*command):
        return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout

    def __contains__(self, text):
        return plain(text) in self.text


FIGURE = re.compile(r"[-+]?\d+(\.\d+)?")
FOOT = re.compile(r"第(\d+)页共(\d+)页$")
HASH = re.compile(r"[0-9a-f\s]{40,}")
NARROW = re.compile("[\u4e00-\u9fff][,;:?!(]|[)][\u4e00-\u9fff]")
NO_FORM = (
    '<t t-name="nothing"><t t-call="web.html_container"><div class="article"><div class="cadre-page"/></div></t></t>'
)
"""What a form's template says when the form is taken away: one empty page."""
MACHINE = frozenset({"False", "None", "cadre", "Error", "Traceback", "undefined", "null"})
"""Words that no form bears, whatever a test wrote into it."""


class FormMixin:
    """``self.pdf(report, records)`` prints as a user does, and holds every form to what every form owes."""

    def pdf(self, report, records, user=None, name=None, latin=()):
        """:param latin: words in Latin letters that the test itself wrote into the form; None = any"""
        env = self.env["ir.actions.report"].with_user(user or self.officer_user)
        sheets = []

        def paginate(sheet, _paginate=form_mixin.paginate):
            sheets.append(sheet)
            return _paginate(sheet)

        with patch.object(form_mixin, "paginate", paginate):
            content, kind = env.with_context(force_report_rendering=True)._render_qweb_pdf(
                f"cadre_assessment_reports.{report}", records.ids
            )
        self.assertEqual(kind, "pdf")
        printed = Printed(content, name or report)
        self.assertIn("A4", printed.info)
        self.assertSound(printed, sheets, latin)
        return printed

    def assertSound(self, printed, sheets, latin=()):
        """Pages are as many as their feet say, headings stand, no table is empty, no word is the machine's."""
        for sheet in sheets:
            self.assertTrue(sheet.title, "a form has a heading")
            self.assertIn(plain(sheet.title), printed.text)
            self.assertFalse(sheet.columns and not sheet.rows and not sheet.blank_rows, f"{sheet.title}: empty table")
            for row in sheet.rows:
                for column, cell in zip(sheet.columns, row, strict=True):
                    if FIGURE.fullmatch(cell.text):
                        self.assertEqual(lines(cell.text, sheet.mm(column)), 1, f"{cell.text} is torn in {column}")
        after, count = 0, 0
        for text in filter(None, printed.texts):
            found = FOOT.search(text)
            number, of = map(int, found.groups()) if found else (1, 1)
            self.assertEqual((number, of), (after + 1, count or of), f"the foot of a page of {printed.text[:60]}")
            after, count = (0, 0) if number == of else (number, of)
        self.assertEqual(after, 0, f"{count} pages are promised, {after} are there")
        words = set(re.findall(r"[A-Za-z]{2,}", HASH.sub(" ", printed.raw)))
        self.assertFalse(words & MACHINE)
        if latin is not None:
            self.assertFalse(words - set(latin), printed.text[:80])
            self.assertNotRegex(printed.raw, NARROW, "marks and brackets beside Chinese are as wide as it is")

    def assertInside(self, report, records, user=None):
        """No line leaves its cell and none its page, by the printer's own measures; no page too many."""
        env = self.env["ir.actions.report"].with_user(user or self.officer_user)
        name = f"cadre_assessment_reports.{report}"
        html = env._render_qweb_html(name, records.ids)[0]
        style, *pages = env._get_report(name)._prepare_html(html)[0]
        document = weasyprint.HTML(string=printing.PAGE.format(style + "".join(pages))).render()
        self.assertEqual(len(document.pages), len(pages))
        for page in document.pages:
            paper = page._page_box
            for box in paper.descendants():
                if box.element_tag not in ("td", "th", "p", "h1", "div"):
                    continue
                for text in (one for one in box.descendants() if isinstance(one, boxes.TextBox)):
                    right = text.position_x + text.width - box.content_box_x() - box.width
                    self.assertLess(right, 1, f"{text.text} leaves its place by {right} px")
                    below = text.position_y + text.height - paper.content_box_y() - paper.height
                    self.assertLess(below, 1, f"{text.text} stands below the page")

    def assertPrinted(self, printed, *texts):
        for text in texts:
            self.assertIn(plain(text), printed.text)


class FormYear(YearBuilder):
    """The first scheme's year with few people; ``self.plan`` is the list of ``self.person``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.open_cycle()
        cls.plan = cls.plan_of(cls.person)

    @classmethod
    def plan_of(cls, employee):
        return cls.env["cadre.work.plan"].search(
            [("cycle_id", "=", cls.cycle.id), ("employee_id", "=", employee.id)], order="version desc", limit=1
        )

    @classmethod
    def items(cls, plan, *items):
        """The list as it was filed: (name, target and measures) each."""
        guarded(plan).write(
            {
                "state": "filed",
                "submitted_on": "2025-05-20 02:00:00",
                "approved_on": "2025-05-26 02:00:00",
                "filed_on": "2025-05-30 02:00:00",
                "item_ids": [(5,)]
                + [(0, 0, {"name": name, "target": target, "due": "2025-11-30"}) for name, target in items],
            }
        )
        return plan


class FormCase(FormMixin, FormYear, CadreCase):
    """Inside one transaction."""
