"""A client writes on a record as himself, now, as a comment; nothing else of a message is his."""

from odoo import models
from odoo.exceptions import AccessError, UserError

from ..guard.documents import is_ours, office_of_others
from ..guard.steps import FOLLOW_LATER

CLIENT_SAYS = frozenset(
    {
        "attachment_ids",
        "attachments",
        "body",
        "body_is_html",
        "parent_id",
        "partner_ids",
        "subject",
        "subtype_id",
        "subtype_xmlid",
    }
)
"""What a client may say of a message: neither author, date and kind nor tracked values."""


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _keeps_trail(self):
        return is_ours(self.env, self._name)

    # -- messages --------------------------------------------------------------------------------------------------
    def message_post(self, **kwargs):
        if self.env.su or not self._keeps_trail():
            return super().message_post(**kwargs)
        self.check_access(self._mail_post_access)
        said = {name: value for name, value in kwargs.items() if name in CLIENT_SAYS}
        message = super(MailThread, self.sudo()).message_post(**said, message_type="comment")
        return message.with_env(self.env)

    def message_notify(self, **kwargs):
        if self.env.su or not self._keeps_trail():
            return super().message_notify(**kwargs)
        self.check_access("read")
        values = self.env["mail.message"]._fields
        said = {name: value for name, value in kwargs.items() if name in CLIENT_SAYS or name not in values}
        return super(MailThread, self.sudo()).message_notify(**said).with_env(self.env)

    def _get_allowed_message_params(self):
        """Odoo's chatter posts as superuser: what it hands on must not make a comment look like the log."""
        names = super()._get_allowed_message_params()
        return names - {"message_type"} if self._keeps_trail() else names

    def _check_can_update_message_content(self, messages):
        if self._keeps_trail():
            messages.sudo(False)._refuse_trail()
        return super()._check_can_update_message_content(messages)

    def message_change_thread(self, new_thread, new_parent_message=False):
        if self._keeps_trail() or is_ours(self.env, new_thread._name):
            raise UserError(self.env._("Messages stay with the record they were written on."))
        return super().message_change_thread(new_thread, new_parent_message=new_parent_message)

    # -- followers -------------------------------------------------------------------------------------------------
    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Nobody is made to follow what he may not read."""
        if self.env.su and self.env.context.get(FOLLOW_LATER):
            return True
        if partner_ids and not self.env.su and self._keeps_trail():
            partners = self.env["res.partner"].browse(partner_ids)
            mine = partners & self.env.user.partner_id
            others = (partners - mine).sudo().filtered(lambda partner: self._may_follow(partner))
            partner_ids = (mine.sudo() | others).ids
        return super().message_subscribe(partner_ids=partner_ids, subtype_ids=subtype_ids)

    def _may_follow(self, partner):
        return any(self._is_reader(user.id) for user in partner.user_ids)

    def _refuse_unfollowing(self, others):
        if others and not office_of_others(self):
            raise AccessError(self.env._("Who follows a record leaves it himself, or the assessment office does."))

    def message_unsubscribe(self, partner_ids=None):
        """Who follows leaves himself; the office lets others go, not on what is about its own member."""
        if partner_ids and not self.env.su and self._keeps_trail():
            self._refuse_unfollowing(set(partner_ids) - set(self.env.user.partner_id.ids))
        return super().message_unsubscribe(partner_ids=partner_ids)
