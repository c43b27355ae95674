"""Make a record a printed form: read with the rights of whoever prints, made into sheets and pages."""

from ast import literal_eval
from dataclasses import fields, is_dataclass, replace

from odoo import models
from odoo.addons.cadre_assessment.models.batch import alive
from odoo.exceptions import AccessError, UserError

from ..models.cadre_batch import AT_ONCE
from .numbering import numbered
from .paginate import paginate
from .words import title_of, typeset

LANGUAGE = "zh_CN"
"""The forms are official Chinese papers, whatever language the screen speaks."""


class CadreForm(models.AbstractModel):
    """Every form inherits this: ``_model`` names the records, ``_sheets(record)`` gives the sheets of one of them."""

    _name = "cadre.form.mixin"
    _description = "Printed Form"

    _model = None
    _of_everybody = False
    """A form of a cycle that speaks of everybody's scores: for those who see everybody."""

    def _get_report_values(self, docids, data=None):
        """The report route checks no group: whoever cannot read a record cannot print it either (AccessError).

        Of records chosen together those are printed that the form is for: it is offered as soon as one of them is.
        """
        docs = in_chinese(self.env[self._model].browse(docids)).exists()
        docs.check_access("read")
        docs = self._fitting(docs) or docs
        self._refuse_too_many(docs)
        if self._of_everybody:
            for cycle in docs:
                check_sees_everybody(cycle)
        sheets = []
        for sheet in self._all_sheets(docs):
            alive.goes_on(self.env)  # a part of many forms in the background
            sheets += paginate(_typeset(sheet))
        return {
            "doc_ids": docs.ids,
            "doc_model": self._model,
            "docs": docs,
            "sheets": numbered(sheets, duplex=self._duplex()),
        }

    def _refuse_too_many(self, docs):
        """:raises UserError: more forms than are printed while somebody waits: the server would end the request."""
        if len(docs) > AT_ONCE:
            raise UserError(
                self.env._(
                    "%(form)s: %(count)s forms are too many to wait for; at most %(limit)s are printed at once. Choose "
                    "fewer, or take “Print Forms” on the cycle: it prints them in the background, one file for each "
                    "unit.",
                    form=self._report().name,
                    count=len(docs),
                    limit=AT_ONCE,
                )
            )

    def _report(self):
        return self.env["ir.actions.report"]._get_report_from_name(self._name.removeprefix("report."))

    def _fitting(self, docs):
        """Those of ``docs`` that this form is for; what it asks beyond the domain of its action is said in overrides.

        The caller has asked the reader's rights. No query for each record.
        """
        report = self._report()
        if report.model != docs._name or not report.domain:
            return docs
        return docs.sudo().filtered_domain(literal_eval(report.domain)).with_env(docs.env)

    def _duplex(self):
        """Whether the paper format of this form is printed on both sides."""
        return self._report().get_paperformat().duplex

    def _all_sheets(self, docs):
        """The forms of all records, one after the other."""
        return [sheet for doc in docs for sheet in self._sheets(doc)]

    def _sheets(self, record):
        raise NotImplementedError(f"{self._name} prints nothing")

    def _called(self, scheme, form, title):
        """(title, label) under which the scheme's regulation asks for a form: 附件8; else ``title``, without a label.

        ``form``: what a required paper is printed as (``cadre.scheme.document.form``).
        """
        scheme = scheme.sudo()
        for papers in (scheme.document_ids, scheme.regulation_id.scheme_ids.document_ids):
            if found := papers.filtered(lambda one: one.form == form)[:1]:
                return title_of(found.name)
        return title, ""

    def _table_label(self, scheme, number):
        """表1 …: the number a regulation gives a form, where it numbers its forms."""
        label = scheme.regulation_id.form_label
        return f"{label}{number}" if label else ""


def in_chinese(records):
    """``records`` whose words (reasons, labels of selections) are Chinese, where the language is there."""
    installed = records.env["res.lang"]._get_data(code=LANGUAGE)
    return records.with_context(lang=LANGUAGE) if installed else records


def check_sees_everybody(cycle):
    """What speaks of everybody's scores is for those who may read the result of every person assessed.

    The office, the deciding body of this cycle and, once it is decided, the auditor. Raises AccessError before
    anything is read.
    """
    cycle.check_access("read")
    Assessment = cycle.env["cadre.assessment"]
    everybody = Assessment.sudo().search([("cycle_id", "=", cycle.id), ("assessed", "=", True)]).with_env(cycle.env)
    sees = (
        cycle._sees_all()
        and cycle.env["cadre.finding"].has_access("read")
        and everybody._filtered_access("read") == everybody
    )
    if not sees:
        raise AccessError(
            cycle.env._(
                "%(cycle)s: the results of everybody are printed by the assessment office, by the body that decides "
                "and, once they are decided, by the auditor.",
                cycle=cycle.name,
            )
        )


def _typeset(value):
    """The same sheet with Chinese punctuation, down to every cell."""
    if isinstance(value, str):
        return typeset(value)
    if isinstance(value, tuple):
        return tuple(_typeset(one) for one in value)
    if is_dataclass(value):
        return replace(value, **{one.name: _typeset(getattr(value, one.name)) for one in fields(value)})
    return value
