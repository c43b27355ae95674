"""Who follows a record of ours?  Readers of the record know it; Odoo shows every follower row to every user."""

from odoo import api, models
from odoo.exceptions import AccessError

from ..guard.documents import hidden, is_ours, our_models, visible


class MailFollowers(models.Model):
    _inherit = "mail.followers"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su or not any(self._ids):
            return result
        unread = hidden(self, our_models(self.env), "res_model", "res_id")
        if not unread:
            return result
        forbidden = (result[0] | unread) if result else unread
        return forbidden, lambda: AccessError(self.env._("These rows are about records that you may not read."))

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            domain = visible(self, domain, our_models(self.env), "res_model", "res_id")
        return super()._search(domain, offset, limit, order, bypass_access=bypass_access, **kwargs)

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
