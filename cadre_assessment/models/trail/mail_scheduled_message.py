"""Whose words are posted later?  Its author's: Odoo lets every writer of the record change it."""

from odoo import models
from odoo.exceptions import AccessError

from ..guard.documents import is_ours


class MailScheduledMessage(models.Model):
    _inherit = "mail.scheduled.message"

    def write(self, vals):
        self._refuse_words_of_others()
        return super().write(vals)

    def _refuse_words_of_others(self):
        if self.env.su:
            return
        for message in self.sudo():
            if is_ours(self.env, message.model) and message.create_uid != self.env.user:
                raise AccessError(
                    self.env._(
                        "This message is posted in the name of %(author)s, who alone changes it. Write one of your "
                        "own.",
                        author=message.create_uid._cadre_name(),
                    )
                )
