"""What one job prints of a whole cycle's forms: some forms of one unit, the first behind its name."""

from odoo import models

from .form_mixin import in_chinese
from .of_cycle import separator


class SetPart(models.AbstractModel):
    """Of the current user's own order only (``cadre.batch.part``), and of records that he reads now."""

    _name = "report.cadre_assessment_reports.set_part"
    _inherit = ["cadre.form.mixin"]
    _description = "Part of the Forms of a Cycle"

    _model = "cadre.batch.part"

    def _sheets(self, record):
        """:raises AccessError: a record is not his to read any more."""
        kept = record.sudo()
        sheets = []
        if kept.params.get("cover"):
            unit = self.env["hr.department"].sudo().browse(kept.params["unit"])
            sheets.append(separator(unit, kept.batch_id.cycle_id, kept.params["cover"]))
        for name, ids in kept.params["forms"]:
            form = self.env[name]
            docs = in_chinese(self.env[form._model].browse(ids))
            docs.check_access("read")
            sheets += form._forms(docs)
        return sheets
