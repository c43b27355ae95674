"""May the file of a record still be exchanged?  Not once the record was handed in: what follows rests on it."""

from collections import defaultdict

from odoo import api, models


class CadreLockedFilesMixin(models.AbstractModel):
    """A guarded record whose files are locked with it: writing the attachment itself is no way around."""

    _name = "cadre.locked.files.mixin"
    _description = "Files locked with their record"

    _locks_every_file = True
    """Also those attached beside it; else only the files that are fields of the record."""


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _refuse_of_locked(self):
        """Raise UserError when a file belongs to a record whose state locks it."""
        if self.env.su:
            return
        mixin = self.env.registry["cadre.locked.files.mixin"]
        records = defaultdict(set)
        for file in self.sudo():
            model = self.env.get(file.res_model) if file.res_model and file.res_id else None
            if isinstance(model, mixin) and (model._locks_every_file or file.res_field):
                records[file.res_model].add(file.res_id)
        for name, ids in records.items():
            self.env[name].browse(ids).exists()._refuse_locked(None)

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._refuse_of_locked()
        return attachments

    def write(self, vals):
        self._refuse_of_locked()
        result = super().write(vals)
        if vals.keys() & {"res_model", "res_id", "res_field"}:
            self._refuse_of_locked()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_of_locked(self):
        self._refuse_of_locked()
