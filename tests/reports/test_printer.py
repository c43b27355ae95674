"""A printed file can be searched, needs no server while it is made, and holds a whole cycle."""

import io
import pathlib
import tempfile
from unittest.mock import patch

from markupsafe import Markup
from odoo.addons.base.models.ir_actions_report import IrActionsReport as OdooReport
from odoo.addons.cadre_assessment import printing
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import UserError
from odoo.tools.pdf import PdfFileReader

from tests.reports.printed import FormCase, Printed, plain


class TestPrinter(FormCase):
    def test_searchable(self):
        """What is printed can be found and copied: 工, 民, 长 … as people type them, and rare characters of names."""
        guarded(self.plan).write({"employee_name": "张\U0002cc56\u4dae"})
        self.items(self.plan, ("工会、妇联与民主生活会", "局长、见习生、门户网站、风险点、页面、马上就办、龙头项目"))
        printed = self.pdf("work_plan", self.plan, name="searchable")
        raw = "".join(printed.raw.split())
        for text in (
            "工会、妇联与民主生活会",
            "局长、见习生、门户网站",
            "马上就办",
            "履职尽责工作项目清单",
            "张\U0002cc56\u4dae",
        ):
            self.assertIn(text, raw)

    def test_other_readers(self):
        """The file is sound: other readers open it and count the same pages."""
        self.items(self.plan, ("民主生活会", "局长"))
        printed = self.pdf("work_plan", self.plan, name="searchable")
        reader = PdfFileReader(io.BytesIO(printed.content))
        self.assertEqual(len(reader.pages), printed.pages)

    def test_without_wkhtmltopdf(self):
        """A server that has no wkhtmltopdf prints the forms all the same; other reports are refused as before."""
        self.items(self.plan, ("民主生活会", "局长"))
        with patch.object(OdooReport, "get_wkhtmltopdf_state", lambda _report: "install"):
            self.assertEqual(self.pdf("work_plan", self.plan, name="searchable").pages, 1)
            self.assertEqual(self.env["ir.actions.report"].get_wkhtmltopdf_state(), "install")
            trusted = self.env["ir.actions.report"].with_context(cadre_printer=True)
            self.assertEqual(trusted.get_wkhtmltopdf_state(), "install", "a client's word says nothing")

    def test_many_pages(self):
        """Pages beyond a few are printed by processes of their own, in order, and their end is told if they fail."""
        pages = [f"<div style='break-after: page'>第{n}张</div>" for n in range(printing.HERE + 5)]
        printed = Printed(printing.printed(pages, Markup("<style>@page { size: A4 }</style>")), "many-pages")
        self.assertEqual([page[1:-1] for page in printed.texts], [str(n) for n in range(len(pages))])
        gone = patch.object(printing.sys, "executable", "/bin/false")
        with patch.object(printing, "HERE", 0), gone, self.assertRaises(printing.PrintError):
            printing.printed(pages)

    def test_a_printer_that_hangs(self):
        """While others print the worker says that it goes on; a process without an end is ended, and it is told."""
        said = []
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder, "printer")
            program.write_text("#!/bin/sh\nexec sleep 60\n")
            program.chmod(0o700)
            hangs = patch.object(printing.sys, "executable", str(program))
            soon = patch.object(printing, "PATIENCE", 3)
            told = self.assertRaisesRegex(printing.PrintError, "no end in 3 s")
            with patch.object(printing, "HERE", 0), hangs, soon, told:
                printing.printed(["<p>1</p>"], meanwhile=lambda: said.append(1))
        self.assertGreaterEqual(len(said), 2)

    def test_nothing_fetched(self):
        """The document is complete: no style sheet, script or picture is asked for, and no header or footer."""
        Report = type(self.env["ir.actions.report"])
        seen = {}

        def run(report, bodies, report_ref=False, header=None, footer=None, **kwargs):
            seen.update(bodies=bodies, header=header, footer=footer)
            return b"%PDF-1.4"

        with patch.object(Report, "_run_wkhtmltopdf", run):
            report = self.env["ir.actions.report"].with_user(self.officer_user)
            report.with_context(force_report_rendering=True)._render_qweb_pdf(
                "cadre_assessment_reports.work_plan", self.plan.ids
            )
        style, page = seen["bodies"]
        self.assertIn("<style>", style)
        for tag in ("<link", "<script", "src=", "href=", "url("):
            self.assertNotIn(tag, style + page)
        self.assertFalse(seen["header"] or seen["footer"])


class TestOfCycle(FormCase):
    def test_lists(self):
        """Everybody's list that holds, each beginning on a page of its own; a superseded version is left out."""
        plans = self.env["cadre.work.plan"].search([("cycle_id", "=", self.cycle.id)])
        for plan in plans:
            self.items(plan, (f"{plan.employee_name}的项目", "按季推进。"))
        printed = self.pdf("cycle_work_plans", self.cycle, name="F-02-cycle")
        self.assertEqual(printed.fronts, len(plans))
        self.assertGreater(len(plans), 3)
        for name in plans.mapped("employee_name"):
            self.assertEqual(sum(plain(f"{name}的项目") in page for page in printed.texts), 1)
        guarded(self.plan).write({"state": "superseded"})
        self.assertEqual(self.pdf("cycle_work_plans", self.cycle, name="F-02-cycle").fronts, len(plans) - 1)

    def test_own_only(self):
        """A person who prints the cycle gets his own list and nobody else's."""
        for person in self.person | self.other:
            self.items(self.plan_of(person), (f"{person.name}的项目", "按季推进。"))
        printed = self.pdf("cycle_work_plans", self.cycle, user=self.person_user, name="F-02-cycle-own")
        self.assertPrinted(printed, "李明的项目")
        self.assertNotIn(plain(self.other.name), printed.text)

    def test_evaluations(self):
        """表5 of everybody who is assessed; a person gets none of them."""
        assessed = self.cycle.assessment_ids.filtered("assessed")
        printed = self.pdf("cycle_evaluations", self.cycle, name="F-05-cycle")
        self.assertEqual(printed.fronts, len(assessed))
        self.assertPrinted(printed, *assessed.mapped("name"))

    def test_nothing(self):
        """Where nothing can be printed it is said, with the cycle's name."""
        for report in ("cycle_progress_reports", "cycle_ballot_papers", "cycle_result_notices"):
            with self.assertRaises(UserError) as caught:
                self.pdf(report, self.cycle)
            self.assertIn(self.cycle.name, str(caught.exception))
