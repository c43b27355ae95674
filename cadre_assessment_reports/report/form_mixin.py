"""How does a record become a printed form?  Read with the rights of whoever prints, made into sheets, cut into pages."""

from odoo import models

from .sheet import paginate


class CadreForm(models.AbstractModel):
    """Every form inherits this: ``_model`` names the records, ``_sheets(record)`` gives the sheets of one of them."""

    _name = "cadre.form.mixin"
    _description = "Printed Form"

    _model = None

    def _get_report_values(self, docids, data=None):
        """The report route checks no group: whoever cannot read a record cannot print it either (AccessError)."""
        docs = self.env[self._model].browse(docids).exists()
        docs.check_access("read")
        sheets = [paginate(sheet) for doc in docs for sheet in self._sheets(doc)]
        return {"doc_ids": docs.ids, "doc_model": self._model, "docs": docs, "sheets": sheets}

    def _sheets(self, record):
        raise NotImplementedError(f"{self._name} prints nothing")
