"""Make a PDF of a form that is laid out already, so that every server prints the same page.

A form is read with the rights of whoever asks for it, also where Odoo works as superuser on his behalf; the server
itself prints none. (Odoo's letters by post keep a model and a number that a client wrote, and print them later by a
scheduled job, for their author to read.)

Odoo's own printer is asked for the other reports only (docs/decisions/0009-printer.md): it would fetch style sheets
from the server while it prints, and is no longer maintained.
"""

import lxml.html
from odoo import api, fields, models
from odoo.addons.cadre_assessment.models.batch import alive
from odoo.addons.cadre_assessment.printing import PrintError, printed
from odoo.exceptions import AccessError, UserError

OURS = "cadre_assessment_reports."
_OUR_PRINTER = object()


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    sequence = fields.Integer(default=20, help="Place in the Print menu: the forms of a whole cycle first, files last.")

    def get_valid_action_reports(self, model, record_ids):
        """Forms are offered where there is something of them that the reader may print."""
        valid = super().get_valid_action_reports(model, record_ids)
        if not model.startswith("cadre."):
            return valid
        records = self.env[model].browse(record_ids)._filtered_access("read")
        return [report.id for report in self.browse(valid) if report._has_something_of(records)]

    def _has_something_of(self, records):
        form = self.env.get(f"report.{self.sudo().report_name}")
        if hasattr(form, "_of_cycles"):
            return bool(form._of_cycles(records, limit=1))
        return not hasattr(form, "_fitting") or bool(form._fitting(records))

    def _is_cadre_form(self, report_ref):
        return (self._get_report(report_ref).report_name or "").startswith(OURS)

    def _for_a_person(self, report_ref):
        """Self with the rights of a person. Raises AccessError when nobody asks for the form but the server."""
        if not self._is_cadre_form(report_ref):
            return self
        asking = self.sudo(False)
        asking._refuse_server(report_ref)
        return asking

    def _refuse_server(self, report_ref):
        if self.env.su:
            raise AccessError(
                self.env._(
                    "“%(report)s” is printed by somebody who may read it: the server itself prints no form.",
                    report=self._get_report(report_ref).name,
                )
            )

    def _get_rendering_context(self, report, docids, data):
        asking = self._for_a_person(report)
        return super(IrActionsReport, asking)._get_rendering_context(report, docids, data)

    @api.model
    def _render_xlsx(self, report_ref, docids, data):
        asking = self._for_a_person(report_ref)
        return super(IrActionsReport, asking)._render_xlsx(report_ref, docids, data)

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        if self._is_cadre_form(report_ref):
            self = self.with_context(cadre_printer=_OUR_PRINTER)
        return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)

    @api.model
    def get_wkhtmltopdf_state(self):
        """A form needs no wkhtmltopdf; for everything else the answer is Odoo's."""
        if self.env.context.get("cadre_printer") is _OUR_PRINTER:
            return "ok"
        return super().get_wkhtmltopdf_state()

    def _prepare_html(self, html, report_model=False):
        """Of a form: its style first, then a body for each page."""
        if not (self.report_name or "").startswith(OURS):
            return super()._prepare_html(html, report_model=report_model)
        root = lxml.html.fromstring(html, parser=lxml.html.HTMLParser(encoding="utf-8"))
        nodes = [node for article in root.find_class("article") for node in article]
        return [lxml.html.tostring(node, encoding="unicode", with_tail=False) for node in nodes], [None], "", "", {}

    def _run_wkhtmltopdf(
        self,
        bodies,
        report_ref=False,
        header=None,
        footer=None,
        landscape=False,
        specific_paperformat_args=None,
        set_viewport_size=False,
    ):
        if not report_ref or not self._is_cadre_form(report_ref):
            return super()._run_wkhtmltopdf(
                bodies,
                report_ref=report_ref,
                header=header,
                footer=footer,
                landscape=landscape,
                specific_paperformat_args=specific_paperformat_args,
                set_viewport_size=set_viewport_size,
            )
        styles, *pages = bodies
        try:
            return printed(pages, styles, lambda: alive.goes_on(self.env))
        except PrintError as error:
            raise UserError(
                self.env._(
                    "%(report)s could not be printed. Print fewer records at a time, or give the administrator this "
                    "message: %(message)s",
                    report=self._get_report(report_ref).name,
                    message=error,
                )
            ) from error
