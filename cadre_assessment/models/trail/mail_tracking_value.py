"""Values from before a change: the server logs them; nobody writes or deletes them."""

from odoo import api, models


class MailTrackingValue(models.Model):
    _inherit = "mail.tracking.value"

    @api.model_create_multi
    def create(self, vals_list):
        values = super().create(vals_list)
        values._refuse_trail()
        return values

    def write(self, vals):
        self._refuse_trail()
        result = super().write(vals)
        self._refuse_trail()  # a foreign value may have become one of ours
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_trail(self):
        self._refuse_trail()

    def _refuse_trail(self):
        self.sudo().mail_message_id.sudo(self.env.su)._refuse_trail()
