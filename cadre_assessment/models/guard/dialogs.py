"""A dialog belongs to whoever opened it: he alone writes and reads it, and names in it what he may read.

Odoo keeps dialogs as records that whoever may open one may also read and write: another officer could exchange the file
of an import between its check and its import, which then comes in with the rights of the one who pressed.  What a
dialog shows of a record that it names (related fields) Odoo reads as superuser.
"""

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class Base(models.AbstractModel):
    _inherit = "base"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if not self._transient or self.env.su or not _is_dialog(self) or not any(self._ids):
            return result
        foreign = self.browse(self.sudo().filtered(lambda one: one.id and one.create_uid != self.env.user).ids)
        if not foreign:
            return result
        forbidden = (result[0] | foreign) if result else foreign
        return forbidden, lambda: AccessError(self.env._("This dialog was opened by somebody else."))

    @api.model_create_multi
    def create(self, vals_list):
        if self._transient and not self.env.su and _is_dialog(self):
            for vals in vals_list:
                self.browse()._refuse_unread(vals)
        return super().create(vals_list)

    def write(self, vals):
        if self._transient and not self.env.su and _is_dialog(self):
            self._refuse_unread(vals)
        return super().write(vals)

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, bypass_access=False, **kwargs):
        if self._transient and not (self.env.su or bypass_access) and _is_dialog(self):
            domain = Domain(domain) & Domain("create_uid", "=", self.env.uid)
        return super()._search(domain, offset, limit, order, bypass_access=bypass_access, **kwargs)


def _is_dialog(records):
    return records._name.startswith("cadre.")
