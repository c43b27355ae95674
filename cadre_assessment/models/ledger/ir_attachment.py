"""May the document of an event still be exchanged?  Not once it was handed in: points rest on it (S1-35)."""

from odoo import api, models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _refuse_of_ledger(self):
        if self.env.su:
            return
        files = self.sudo().filtered(lambda file: file.res_model == "cadre.ledger.event" and file.res_id)
        if files:
            self.env["cadre.ledger.event"].browse(files.mapped("res_id")).exists()._refuse_locked(None)

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._refuse_of_ledger()
        return attachments

    def write(self, vals):
        self._refuse_of_ledger()
        result = super().write(vals)
        if vals.keys() & {"res_model", "res_id"}:
            self._refuse_of_ledger()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_of_ledger(self):
        self._refuse_of_ledger()
