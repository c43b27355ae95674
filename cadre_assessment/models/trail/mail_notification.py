"""Who was told of what is known to the readers of the message; Odoo shows every row to every user.

Of a message on a record of ours it is read by whoever reads the message: the readers of the record, its author, and
each of those who were told for himself.
"""

from odoo import api, models
from odoo.addons.base.models.ir_attachment import condition_values
from odoo.fields import Domain
from odoo.tools import OrderedSet

from ..guard.documents import is_ours, our_models, visible
from ..naming import readable


class MailNotification(models.Model):
    _name = "mail.notification"
    _inherit = ["cadre.about.mixin", "mail.notification"]

    def _about_hidden(self):
        messages = self.sudo().mail_message_id.filtered(lambda message: is_ours(self.env, message.model))
        unread = messages - readable(messages)
        return self.browse(row.id for row in self.sudo() if row.mail_message_id in unread)

    @api.model
    def _about_visible(self, domain):
        domain, own = Domain(domain), self.env.user.partner_id
        told = condition_values(self, "res_partner_id", domain)
        if isinstance(told, OrderedSet) and set(told) <= set(own.ids):
            return domain
        names = our_models(self.env)
        asked = condition_values(self, "mail_message_id", domain)
        if isinstance(asked, OrderedSet):
            kinds = set(self.env["mail.message"].sudo().browse(asked).exists().mapped("model"))
            names = [name for name in names if name in kinds]
        if not names:
            return domain
        messages = visible(self.env["mail.message"], Domain.TRUE, names, "model", "res_id")
        messages |= Domain("author_id", "=", own.id)
        mine = Domain("res_partner_id", "=", own.id) | Domain("mail_message_id", "any!", messages)
        return domain & mine
