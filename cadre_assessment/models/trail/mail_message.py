"""What was written on a record of ours stays as it was written, by whom and when.

Odoo lets the author, every recipient and whoever may write the record change and delete its messages, and takes author
and date from the client. Here the trail only grows: messages are posted through the record, never edited or deleted by
a client, the administrator included. On people's pages (Odoo's models) that holds for what the system logged.
"""

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError

from ..guard.documents import is_ours
from ..naming import readable

PEOPLE = frozenset({"hr.employee", "hr.version", "hr.department"})
"""Odoo's models whose log tells who held which post: their comments are Odoo's business, the log is not."""


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.depends("model", "res_id")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_record_name(self):
        """The record is named for the reader (``cadre.discreet.mixin``), so the name is kept for each reader."""
        return super()._compute_record_name()

    @api.depends("model", "res_id")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_display_name(self):
        """Its subject, which names the record, for those who may read the message; for others its kind."""
        result = super()._compute_display_name()
        ours = self._origin.filtered(lambda message: is_ours(self.env, message.model))
        unread = ours - readable(ours)
        for message in self.filtered(lambda one: one._origin in unread):
            message.display_name = self.env["ir.model"]._get(self._name).name
        return result

    # -- the trail -------------------------------------------------------------------------------------------------
    def _of_trail(self):
        """Those of these messages that no client changes."""
        return self.filtered(
            lambda message: (
                is_ours(self.env, message.model) or (message.model in PEOPLE and message.message_type != "comment")
            )
        )

    def _refuse_trail(self):
        if not self.env.su and self.sudo()._of_trail():
            raise AccessError(
                self.env._(
                    "What was written on a record stays as it was written. Write another message, and say in it what "
                    "is to be corrected."
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.uid != SUPERUSER_ID:
            vals_list = [self._signed(vals) for vals in vals_list]
        messages = super().create(vals_list)
        messages._refuse_trail()  # by what was created: the record may come from the context
        return messages

    def _signed(self, vals):
        """Author and date are the server's, also where Odoo works as superuser for the author."""
        if not is_ours(self.env, vals.get("model")):
            return vals
        author = self.env.user.partner_id
        return {
            **vals,
            "author_id": author.id,
            "author_guest_id": False,
            "email_from": author.email_formatted or vals.get("email_from"),
            "date": fields.Datetime.now(),
        }

    def write(self, vals):
        if vals:
            self._refuse_trail()
        result = super().write(vals)
        if vals.keys() & {"model", "res_id", "message_type"}:
            self._refuse_trail()  # a foreign message may have become one of ours
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_trail(self):
        self._refuse_trail()
