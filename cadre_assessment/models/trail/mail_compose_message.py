"""Mail from a record of ours: for whoever may write on it; the superuser keeps it as its messages."""

from odoo import models

from ..guard.documents import is_ours


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _action_send_mail_mass_mail(self, res_ids, auto_commit=False):
        if not self.env.su and is_ours(self.env, self.model):
            records = self.env[self.model].browse(res_ids)
            records.check_access(getattr(records, "_mail_post_access", "write"))
        return super()._action_send_mail_mass_mail(res_ids, auto_commit=auto_commit)
