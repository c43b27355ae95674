"""Tell messages on a record of ours to its readers only: in the inbox, over the websocket, by mail.

Odoo tells whoever follows a record or is named in a message, with the record's name and the values that changed; it
does not ask whether he may read the record, now or any more.
"""

from odoo import models

OURS = "cadre."


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        if not self._name.startswith(OURS) or not self:
            return recipients
        return [recipient for recipient in recipients if self._is_reader(recipient["uid"])]

    def _is_reader(self, uid):
        """Whether the account ``uid`` may read these records; whoever has none may not."""
        user = self.env["res.users"].sudo().browse(uid or ())
        if not user:
            return False
        return self.with_user(user).with_context(allowed_company_ids=user.company_ids.ids).has_access("read")
