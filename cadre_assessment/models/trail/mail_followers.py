"""Followers of a record are known to its readers; Odoo shows every row to every user."""

from odoo import api, models
from odoo.exceptions import AccessError

from ..guard.documents import is_ours


class MailFollowers(models.Model):
    _name = "mail.followers"
    _inherit = ["cadre.about.mixin", "mail.followers"]

    # -- written through the record only -----------------------------------------------------------------------------
    def _refuse_trail(self):
        if not self.env.su and any(is_ours(self.env, row.res_model) for row in self.sudo()):
            raise AccessError(self.env._("Followers come and go by the buttons of the record."))

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._refuse_trail()
        return rows

    def write(self, vals):
        self._refuse_trail()
        result = super().write(vals)
        self._refuse_trail()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_trail(self):
        self._refuse_trail()
