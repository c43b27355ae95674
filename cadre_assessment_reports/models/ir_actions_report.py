"""How does a form that is laid out already become a PDF?  As it is, so that every server prints the same page.

Odoo would wrap it into its own layout, whose style sheets the printer fetches from the server while it prints: where
they cannot be had, or look different, lines and pages would no longer end where they were counted.
"""

import lxml.html
from odoo import models

from ..report.readable import readable

OURS = "cadre_assessment_reports."
PAGE = '<!DOCTYPE html>\n<html><head><meta charset="utf-8"/></head><body style="margin: 0">{}</body></html>'


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _prepare_html(self, html, report_model=False):
        if not (self.report_name or "").startswith(OURS):
            return super()._prepare_html(html, report_model=report_model)
        root = lxml.html.fromstring(html, parser=lxml.html.HTMLParser(encoding="utf-8"))
        nodes = root.find_class("article")
        body = "".join(lxml.html.tostring(node, encoding="unicode") for node in nodes)
        # one document, and without header and footer: the printer may be unable to do more
        return [PAGE.format(body)], [None], "", "", {}

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
        content = super()._run_wkhtmltopdf(
            bodies,
            report_ref=report_ref,
            header=header,
            footer=footer,
            landscape=landscape,
            specific_paperformat_args=specific_paperformat_args,
            set_viewport_size=set_viewport_size,
        )
        ours = report_ref and (self._get_report(report_ref).report_name or "").startswith(OURS)
        return readable(content) if ours else content
